"""The first subclass of a class makes a dict, which goes with the last one."""
import gc


class Base(object):
    pass


def derive():
    class Derived(Base):
        pass
    return Derived


def probe(n):
    for i in range(n):
        gc.collect()
        before = gc.get_count()[0]
        hold.append(derive())
        print(i, gc.get_count()[0] - before)


gc.disable()
hold = [0]
hold.clear()
probe(3)
hold.clear()
gc.collect()
probe(2)
