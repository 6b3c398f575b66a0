l=list(range(10)); print(l[::2],l[::-1],l[-3:],l[:-3],l[20:],l[5:2],l[-1],l[1:8:3],l[8:1:-3])
l[2:4]=['a','b','c']; print(l); l[::3]=[0]*len(l[::3]); print(l); del l[::2]; print(l)
try: l[::2]=[1]
except ValueError as e: print(e)
l=[3,1,2]; print(sorted(l),l.sort(),l,sorted(l,reverse=True),sorted('bAc',key=str.lower),l.index(2),l.count(1),l+[4],l*2,2 in l,[[0]*2]*2,min(l),max(l),sum(l,10),any(l),all(l),list(reversed(l)),list(enumerate(l,1)),list(zip(l,'ab')),list(map(str,l)),list(filter(None,[0,1,''])))
t=(1,); print(t,(),(1,2)+(3,),t*3,len(t),tuple('ab'),(1,2)<(1,3),(1,2)==(1,2.0),{(1,2):3}[1,2])
d={'a':1}; d['b']=2; print(d,d.get('z'),d.get('z',0),d.pop('a'),d.setdefault('c',[]),d.items(),d.keys(),d.values(),list(d),'b' in d,len(d),d|{'x':1},dict(a=1,**{'b':2}),dict([(1,2)]),{k:v for k,v in zip('ab',[1,2])},dict.fromkeys('ab',0),d.keys()&{'b'},d.popitem(),d=={'b':2},list(reversed({'a':1,'b':2})))
try:
    for k in d: d[k+'x']=1
except RuntimeError as e: print(e)
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
s={1,2,3}
try:
    for x in s: s.add(x+10)
except RuntimeError as e: print(e)
print({1,2}|{3},{1,2}&{2},{1,2}-{2},{1,2}^{2,3},{1}<{1,2},{1,2}=={2,1},{1}.isdisjoint({2}),frozenset([1,2]),set('aab')=={'a','b'},len({1,1.0,True}))
a,*b,c=range(5); print(a,b,c); (x,y),z=(1,2),3; print(x,y,z); *q,=1,2; print(q); x=y=[]; x.append(1); print(y); x,y=y,x; [m,n]=[1,2]; print(m,n)
print([*range(3),*'ab'],{**{'a':1},'b':2},(*[1],2),[x for x in range(5) if x%2],[(x,y) for x in 'ab' for y in 'cd'],{x%3 for x in range(9)},[[j for j in range(i)] for i in range(3)],[y:=5,y**2],(lambda *a,k=1,**kw:(a,k,kw))(1,2,k=3,z=4))
b=b'ab\x00\xff'; print(b,b[0],b[1:],b.hex(),bytes([65,66]),b'a'+b'b',b'abc'.upper(),b.find(b'\x00'),bytearray(b'ab'),list(b'ab'),b'a,b'.split(b','),b'%d'%5,bytes(3),bytes('é','utf8'),'é'.encode(),b'\xc3\xa9'.decode(),memoryview(b'abc')[1],memoryview(b'abc')[::2].tobytes())
ba=bytearray(b'abc'); ba[0]=120; ba.append(33); ba+=b'z'; del ba[1]; print(ba,ba.decode(),ba.pop())
r=range(10,0,-3); print(r,list(r),len(r),r[1],r[-1],7 in r,r.index(4),r==range(10,0,-3),r[::2],range(0)==range(1,1),range(3).count(1))
print('abc'<'abd','a'*3,'abc'[1],'abc'[-1],'é'.isalpha(),'١'.isdigit(),'½'.isnumeric(),'Ǆ'.title(),'ß'.upper(),'İ'.lower(),len('🎉'),'🎉'.encode(),ord('é'),'\u00e9','\N{BULLET}','tab\there',repr('a\tb\n\x00é\u200b\'"'),ascii('é🎉'),'a\u0301'=='á')
