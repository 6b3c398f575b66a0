# What a traceback marks below the lines of an error.
import traceback

class Exits(object):
    def __enter__(self):
        return self
    def __exit__(self, *arguments):
        raise KeyError(1)

class Untrue(object):
    def __bool__(self):
        raise KeyError(2)
    __nonzero__ = __bool__
    def __eq__(self, other):
        return self
    def __hash__(self):
        return 1

def with_no_manager():
    with 5: pass

def with_one_of_two():
    with Exits() as x, 5:
        pass

def with_exit():
    with Exits():
        pass

def with_exit_in_lines():
    with (
            Exits()):
        pass

def assert_comparison():
    assert 1 == 2

def assert_not():
    assert not 1

def assert_and():
    assert 1 == 1 and [] or 1 == 2, "text"

def assert_name():
    x = 0
    assert x

def assert_in_lines():
    assert (1 ==
            2)

def set_of_lists():
    {i for i in [[]]}

def dict_of_lists():
    {i: 1 for i in [[]]}

def truth_in_if():
    if Untrue(): pass

def truth_of_comparison():
    if Untrue() == 1: pass

def truth_of_not():
    return not Untrue()

def truth_of_and():
    return Untrue() and 1

def truth_of_while():
    while Untrue(): pass

def truth_in_ternary():
    return 1 if Untrue() else 2

def truth_in_comprehension():
    return [1 for i in [1] if Untrue()]

def truth_in_assert():
    assert Untrue()

def truth_of_chain():
    return 1 < 2 == Untrue() == 3

def truth_of_chain_in_if():
    if 2 == Untrue() == 3: pass

def decorated():
    @len
    def f(): pass

def decorated_class():
    @len
    class C: pass

def iterated():
    for i in 5: pass

def unpacked():
    a, b = 1

for name, function in sorted(globals().copy().items()):
    if type(function) is type(decorated):
        print(name)
        try:
            function()
        except Exception:
            print("\n".join(l for l in traceback.format_exc().split("\n")[1:] if not l.startswith("  File")))
