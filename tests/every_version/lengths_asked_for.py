from __future__ import print_function

class A(object):
    def __iter__(self):
        return iter([1])
    def __len__(self):
        print("len", end=" ")
        return 1

def t(name, f):
    print(name, end=": ")
    f()
    print()

def extended():
    l = []
    l.extend(A())
def added():
    l = []
    l += A()

t("list", lambda: list(A()))
t("tuple", lambda: tuple(A()))
t("set", lambda: set(A()))
t("extend", extended)
t("+=", added)
t("sorted", lambda: sorted(A()))
t("sum", lambda: sum(A()))
t("min", lambda: min(A()))
t("iter", lambda: list(iter(A())))
