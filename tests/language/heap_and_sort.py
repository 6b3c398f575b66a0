# A list as a heap: which items are compared, in which order; and sorting what is plainly ordered.
import heapq, random
random.seed(5)
log=[]
class V:
    def __init__(self,x): self.x=x
    def __lt__(self,o): log.append((self.x,o.x)); return self.x<o.x
    def __repr__(self): return 'V%d'%self.x
h=[]
for i in range(20): heapq.heappush(h,V(random.randrange(50)))
print(h)
print([heapq.heappop(h) for i in range(5)], heapq.heapreplace(h,V(7)), heapq.heappushpop(h,V(3)), heapq.heappushpop(h,V(99)), h)
print(len(log), log[-10:])
x=[V(random.randrange(100)) for i in range(60)]
log.clear(); heapq.heapify(x); print(x, len(log), log[:12])
y=[random.random() for i in range(5000)]
heapq.heapify(y); z=[heapq.heappop(y) for i in range(5000)]
print(z==sorted(z))
w=[V(i*7919%5003) for i in range(5003)]
log.clear(); heapq.heapify(w); print(w[:10], len(log), log[:6], log[-6:], hash(tuple(a for a,b in log)))
class Bad:
    def __lt__(self,o): hh.append(1); return True
hh=[Bad(),Bad()]
try: heapq.heappush(hh,Bad())
except RuntimeError as e: print(e, len(hh))
class E:
    def __lt__(self,o): raise ValueError('no')
hh=[E()]
try: heapq.heappush(hh,E())
except ValueError as e: print(e, len(hh))
for f in (lambda: heapq.heappush((),1), lambda: heapq.heappop(3), lambda: heapq.heapify('a'), lambda: heapq.heappop([]), lambda: heapq.heapreplace([],1), lambda: heapq.heappushpop({},1), lambda: heapq.heappush([])):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(heapq.heappush, heapq.heappushpop([],3), heapq.nsmallest(2,[3,1,2]), list(heapq.merge([1,4],[2,3])))
a=[3.5,1.0,-0.0,0.0,2.25,float('inf')]; a.sort(); print(a); a.sort(reverse=True); print(a)
s=['b','a','é','ab','']; s.sort(); print(s, sorted(s,reverse=True), sorted(s,key=len), sorted(s,key=len,reverse=True))
print(sorted([(1,'b'),(1,'a'),(0,'z')]), sorted([True,False,2]), sorted([3,1,2],key=lambda v:-v), sorted([float('nan'),1.0,0.5])[1:])
