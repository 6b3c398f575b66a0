class V:
    def __init__(s,x): s.x=x
    def __repr__(s): return f'V({s.x})'
    def __add__(s,o): return V(s.x+(o.x if isinstance(o,V) else o))
    __radd__=__add__
    def __sub__(s,o): return NotImplemented
    def __rsub__(s,o): return f'rsub {o}'
    def __mul__(s,o): return V(s.x*o)
    def __iadd__(s,o): s.x+=100; return s
    def __eq__(s,o): return isinstance(o,V) and s.x==o.x
    def __lt__(s,o): return s.x<o.x
    def __hash__(s): return hash(s.x)
    def __bool__(s): return s.x!=0
    def __len__(s): return s.x
    def __getitem__(s,i): return (s.x,i)
    def __call__(s,*a,**k): return a,k
    def __contains__(s,i): return i==s.x
    def __neg__(s): return V(-s.x)
    def __invert__(s): return '~'
    def __abs__(s): return abs(s.x)
    def __round__(s,n=None): return ('round',n)
    def __divmod__(s,o): return 'divmod'
    def __pow__(s,o,m=None): return ('pow',o,m)
    def __rpow__(s,o): return 'rpow'
    def __index__(s): return s.x
    def __int__(s): return s.x
    def __float__(s): return float(s.x)
    def __complex__(s): return complex(s.x)
    def __matmul__(s,o): return 'mm'
    def __lshift__(s,o): return '<<'
    def __and__(s,o): return '&'
    def __rand__(s,o): return 'r&'
    def __reversed__(s): return 'rev'
    def __format__(s,f): return f'fmt[{f}]'
    def __bytes__(s): return b'by'
    def __dir__(s): return ['z','a']
    def __sizeof__(s): return 1
a,b=V(1),V(2)
print(a+b,a+1,1+a,sum([a,b]),a*3,-a,~a,abs(V(-5)),round(a),round(a,2),divmod(a,1),a**2,pow(a,2,3),2**a,a@b,a<<1,a&1,1&a,a==V(1),a!=b,a<b,a>b,max(a,b),sorted([b,a]),bool(V(0)),len(b),b[1:2],b[1,2],b[...],a(1,k=2),1 in a,reversed(a),f'{a:x}',bytes(a),dir(a),[10,20,30][a],int(a),float(a),complex(a),hex(b),range(b),'x'*b if False else 0, {a:1}[V(1)], list(range(5))[a:V(3)])
a+=1; print(a)
for bad in ("a-1","1-a","a-b","a<=b","a>=1","a/2","a//2","a%2","a|1","a^1","a>>1","'x'+a","[]+a","a[0]=1","del a[0]","a.foo","next(a)","[1]*a","(1,2)[a:b:0]"):
    try: print(bad,eval(bad) if '=' not in bad or '==' in bad or '<=' in bad or '>=' in bad else exec(bad))
    except Exception as e: print(bad,type(e).__name__,e)
