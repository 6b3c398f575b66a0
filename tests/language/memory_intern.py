import sys
a='hello'; b='hello'; print(a is b); c='hel'; d=c+'lo'; print(d is a, sys.intern(d) is a); e='hello world'; f='hello world'; print(e is f)
def g(): return 'hello world'
print(g() is e, g() is g(), 'a'*20 is 'a'*20 if False else ('a'*20)==('a'*20), ''.join(['a','b']) is 'ab' if False else 0)
x=257; y=257; print(x is y); z=int('257'); print(z is x, int('256') is 256 if False else int('256')==256)
t1=(1,2,3); t2=(1,2,3); print(t1 is t2); l=[1,2]; m=tuple(l); n=tuple(l); print(m is n, tuple(m) is m, m[:] is m, m+() is m, ()is tuple() if False else tuple()==())
print(str(a) is a, a[:] is a, a*1 is a, a+'' is a, ''+a is a, a.strip() is a, a.replace('x','y') is a, '%s'%a is a, f'{a}' is a, a.upper().lower() is a, a.encode().decode() is a, 'a'[0] is 'abc'[0] if False else chr(97) is 'a'[0:1])
print(float('1.5') is 1.5 if False else (1.5).__float__() , frozenset() is frozenset(), frozenset(frozenset([1])) , bytes(b'abc') is b'abc' if False else bytes(b'ab')==b'ab')
try: sys.intern(5)
except TypeError as e: print(e)
class S(str): pass
try: sys.intern(S('a'))
except TypeError as e: print(e)
