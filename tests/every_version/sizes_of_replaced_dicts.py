import sys
class C(object): pass
def make():
    x = C(); x.a = 1; x.b = 2; x.c = 3
    return x
y = make()
x = make()
d = x.__dict__
print(sys.getsizeof(d))
x.__dict__ = {}
print(sys.getsizeof(d))
d['d'] = 1
print(sys.getsizeof(d))
z = make()
print(sys.getsizeof(z.__dict__), sys.getsizeof(x.__dict__))
z.d = 5; z.e = 6
print(sys.getsizeof(z.__dict__))
d2 = z.__dict__
z.__dict__ = dict(d2)
print(sys.getsizeof(d2), sys.getsizeof(z.__dict__))
del d2['a']
print(sys.getsizeof(d2))
w = make(); print(sys.getsizeof(w.__dict__))
