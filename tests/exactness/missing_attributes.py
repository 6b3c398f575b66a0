# Where C code cannot ask quietly for an attribute, the error that nobody sees is made all the same.
import gc
import types


class A:
    def m(self):
        return super()


class G:
    def __getattr__(self, name):
        raise AttributeError(name)


gc.disable()
a = A()
SUBJECTS = {
    "instance": a, "method": a.m, "super": a.m(), "alias": list[int], "union": int | str, "function": A.m, "class": A,
    "module": gc, "builtin": len, "list": [], "hook": G(), "namespace": types.SimpleNamespace(),
}
for name, subject in SUBJECTS.items():
    gc.collect()
    before = gc.get_count()[0]
    getattr(subject, "zz", None)
    middle = gc.get_count()[0]
    hasattr(subject, "zz")
    print(name, middle - before, gc.get_count()[0] - middle)
