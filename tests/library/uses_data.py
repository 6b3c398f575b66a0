"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

import heapq, bisect, reprlib, textwrap, pprint
G=globals()
h=[5,3,8,1,9,2,7]; heapq.heapify(h); print(h)
for x in (4,0,6): heapq.heappush(h,x)
print(h, [heapq.heappop(h) for _ in range(4)], h, heapq.heapreplace(h,1), heapq.heappushpop(h,0), h)
for s in ['heapq.nsmallest(2,[3,1,2])','heapq.nlargest(2,"abc")','list(heapq.merge([1,4],[2,3],[]))','list(heapq.merge([4,1],[3,2],reverse=True))','list(heapq.merge(["a","bb"],["ccc"],key=len))','heapq.heappop([])','bisect.bisect([1,2,2,3],2)','bisect.bisect_left([1,2,2,3],2)','bisect.bisect([1,2],0,lo=-1)','bisect.bisect_left([{"a":1},{"a":3}],2,key=lambda d:d["a"])','reprlib.repr(list(range(20)))','reprlib.repr("x"*100)','reprlib.repr({1:2,3:4,5:6,7:8,9:10})','reprlib.repr(10**60)','reprlib.repr((1,))','reprlib.repr([[[[[[[1]]]]]]])','reprlib.repr(set(range(9)))','textwrap.wrap("The quick brown fox jumps over the lazy dog",15)','textwrap.fill("aaa bbb ccc ddd eee",7)','textwrap.dedent("  a\\n    b\\n  c\\n")','textwrap.indent("a\\n\\nb","> ")','textwrap.shorten("hello world and more",12)','textwrap.wrap("abcdefghijklmnop",5)','textwrap.wrap("well-known word",8)','textwrap.wrap("")','textwrap.wrap("a b c",3,initial_indent="* ",subsequent_indent="  ")','textwrap.dedent("\\n  x\\n \\n  y")','pprint.pformat({"a":1,"b":[1,2,3]})','pprint.pformat(list(range(40)))','pprint.pformat({"key%d"%i:list(range(5)) for i in range(8)})','pprint.pformat(list(range(60)),compact=True)','pprint.pformat([["x"*30]*3]*3)','pprint.pformat({1:{2:{3:{4:5}}}},depth=2)','pprint.pformat(("a"*50,"b"*50))','pprint.pformat({"z":1,"a":2},sort_dicts=False)','pprint.pformat(("x",))','pprint.pformat([{"a":["long "*10,"words "*12]}],width=40)','pprint.pformat(dict(one=dict(two=list(range(30)))),indent=4)','pprint.saferepr([1])','pprint.isrecursive([])']: t(s,G)
l=[1]; l.append(l); print(pprint.pformat(l)[:25], pprint.isrecursive(l))
a=[1,3]; bisect.insort(a,2); bisect.insort_left(a,2); print(a)
class R:
    @reprlib.recursive_repr()
    def __repr__(s): return '<R %r>'%s.x
r=R(); r.x=r; print(r)
pprint.pprint({'a':[1,2]}); pprint.pp({'b':1,'a':2})
