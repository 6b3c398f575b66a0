import gc
class A:
    alive=[]
    def __init__(self,n): self.n=n
    def __del__(self): print('del',self.n); A.alive.append(self)
a=A(1); del a; print(len(A.alive)); A.alive.clear(); print('again nothing', gc.collect())
class B:
    def __del__(self): raise RuntimeError('oops')
B(); print('after')
b=B(); b.self=b; del b; gc.collect(); print('after2')
class C:
    def __del__(self): print(undefined_thing)
c=C(); c=None
class D:
    def __del__(self): print('D', type(self).__name__)
class E(D):
    def __del__(self): super().__del__(); print('E')
E()
class F:
    def __init__(self): raise ValueError
    def __del__(self): print('F del', self.__dict__)
try: F()
except ValueError: print('caught')
class G:
    __del__=5
G(); print('G')
class H: pass
h=H(); h.__del__=lambda: print('never'); del h; print('H')
H.__del__=lambda self: print('H del'); H(); del H.__del__; H()
def gen():
    try: yield 1
    finally: print('gen closed')
g=gen(); next(g); g2=g; del g; print('still'); del g2
def gen2():
    try: yield 1
    except GeneratorExit: print('GE'); yield 2
g=gen2(); next(g); del g; print('end')
async def co(): pass
c=co(); del c
print('exit')
class Z:
    def __del__(self): print('Z at exit', print is not None)
z=Z(); zz=[Z()]; zz.append(zz)
