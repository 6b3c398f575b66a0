class V:
    def __init__(self,n): self.n=n
    def __del__(self): print('del',self.n)
    def __repr__(self): return 'V(%s)'%self.n
    def __eq__(self,o): return isinstance(o,V) and self.n==o.n
    def __hash__(self): return hash(self.n)
print('expr'); V(1)
print('tuple'); (V(1),V(2),V(3))
print('list'); [V(1),V(2),V(3)]
print('dict'); {V('k'):V('v'),V('k2'):V('v2')}
print('dupkey'); d={V('a'):1,V('a'):2}; print(d); d[V('a')]=V('new'); d[V('a')]=0; print('set'); s={V(1),V(1)}; s.add(V(1)); s.discard(V(1)); print('after')
print('swap'); a,b=V('a'),V('b'); a,b=b,a; a=None; b=None
print('chain'); a=b=V('ab'); a=1; b=1
print('arg')
def f(x): print('in'); x=None; print('out')
f(V('arg'))
def f(x): print('in', x)
f(V('arg2')); f(x=V('kw')); f(*[V('star')]); f(**{'x':V('dstar')})
print('ret')
def r(): v=V('loc'); return V('ret')
r(); x=r(); del x
print('loop')
for v in [V(1),V(2)]: print('body',v)
del v
for v in (V(i) for i in range(3)): pass
print('end'); del v
print('while')
i=0
while V('cond') and i<2: i+=1
print('comp'); [V(i) for i in range(3)]; [v for v in (V(1),V(2)) if v.n==1]; {v.n:v for v in [V(9)]}
print('cond'); V('t') if V('c') else V('e')
V('x') and V('y') or V('z')
V('x') == V('y') ; V('p') is V('q'); not V('r'); V('i') in [V('j'),V('i')]
print('str'); str(V('s')), f"{V('f')}", '%s'%V('pc'), '{}'.format(V('fmt'))
print('attr'); V('own').n; V('call').__repr__(); V('g').__class__
print('sub'); [V(1),V(2)][0]; {1:V('d')}[1]; (V('t'),)[0:0]; [V(i) for i in range(4)][1:3]
print('aug'); l=[V(1)]; l+=[V(2)]; l*=0; print(l); l.append(V(3)); l[0]=V(4); l[:]=[V(5),V(6)]; l.insert(0,V(7)); l.pop(); l.pop(0); l.remove(V(5)); print(l)
print('sort'); l=[V(3),V(1),V(2)]; l.sort(key=lambda v:v.n); l.reverse(); print(l); l=sorted(l,key=lambda v:V(v.n).n); del l[1]; del l
print('exc')
try: raise ValueError(V('e'))
except ValueError as e: print('caught')
print('after')
def ex(): v=V('frame'); raise KeyError
try: ex()
except KeyError: print('handler')
print('after2')
try: ex()
except KeyError as e: keep=e
print('kept'); del keep
print('with')
class M:
    def __enter__(self): return V('entered')
    def __exit__(self,*a): print('exit')
    def __del__(self): print('del M')
with M() as m: print('body')
del m
with M(): print('body2')
print('gen')
def g():
    v=V('gloc')
    try: yield v
    finally: print('fin')
q=g(); next(q); del q; print('gend')
q=g(); del q; print('unstarted')
print('class')
class A: v=V('cls')
A.v=None; A.w=V('w'); del A.w
del A
print('lambda'); (lambda v=V('def'):0)()
print('nested'); [[V(1)],[V(2),[V(3)]],V(4)]
print('inst')
class I: pass
i=I(); i.a=V('a'); i.b=V('b'); i.c=V('c'); i.b=V('b2'); del i.a; i.a=V('a2'); del i
print('slots')
class S: __slots__=('x','y','z')
s=S(); s.z=V('z'); s.x=V('x'); s.y=V('y'); del s
print('sub')
class L(list): pass
l=L([V(1),V(2)]); l.q=V('attr'); del l
class D(dict): pass
d=D(a=V('a'),b=V('b')); d.q=V('attr'); del d
class T(tuple): pass
t=T((V(1),V(2))); t.q=V('attr'); del t
print('global'); z1=V('z1'); z2=V('z2'); _z=V('_z'); a1=[V('in list')]
print('bye')
