import json,sys
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'__notes__',''))
t(json.dumps,float('nan'),allow_nan=False)
t(json.dumps,[float('inf')],allow_nan=False, indent=1)
t(json.dumps,{float('inf'):1},allow_nan=False)
t(json.dumps,{(1,2):1})
t(json.dumps,{(1,2):1, 3:4},skipkeys=True)
t(json.dumps,{1,2})
t(json.dumps,{'a':[{1}]})
t(json.dumps,{'b':1,'a':2,1:3},sort_keys=True)
t(json.dumps,{True:1,None:2,1.5:3,2:4})
a=[]; a.append(a)
t(json.dumps,a)
t(json.dumps,{'x':[1,{}, [], ()], 'é\u2028':'\x7f\x00"\\/'},indent=2)
t(json.dumps,{'x':[1,{}, [], ()], 'é':'\x7f'},indent='--',ensure_ascii=False)
t(json.dumps,[1,2],separators=(',',':'))
t(json.dumps,[1,2],indent=0)
class I(int): pass
class F(float): 
    def __repr__(self): return 'F'
class S(str): pass
class D(dict):
    def items(self): return [('q',1)]
t(json.dumps,[I(3),F(2.5),S('x'),D(a=1),D()])
t(json.dumps,'x'); t(json.dumps,S('y'))
t(json.dumps,1e300*10); t(json.dumps,10**30)
class N(tuple): pass
t(json.dumps,N((1,2)))
t(json.dumps,object,default=lambda o:[str(o)])
t(json.dumps,object(),default=lambda o:o)
for s in ['','[1,','{"a"','{"a":','{"a":1,','{a:1}','[1 2]','{"a":1 "b":2}','"abc','"a\nb"','"\\x"','"\\u12"','"\\u12zz"','nul','tru','-','01','1.','1.5e','1e5','-0','-0.0','NaN','-Infinity','Infinity','[1,]','{"a":1,}','  1  ','1 2','[]]','"\\ud83d\\ude00"','{"a":1,"a":2}','[1,,2]','{1:2}','{"a" 1}','1e400','123456789012345678901234567890','"\t"','\ufeff1', '"', '{"a":1', '[', '[1', '{','{,}','{"a":1,,}','{"a":1, 1}', '"\\', '"\\u', '[1,\n 2,\n x]']:
    t(json.loads,s)
t(json.loads,b'{"a":1}'); t(json.loads,5); t(json.loads,'{"a":1.5,"b":[1]}',parse_float=str,parse_int=lambda s:s+'!',object_hook=lambda d:list(d.items()))
t(json.loads,'{"a":1.5,"b":[{}]}',object_pairs_hook=tuple)
t(json.loads,'[NaN,-Infinity]',parse_constant=lambda s:s)
t(json.loads,'"a\nb"',strict=False)
t(json.loads,'['*100000)
t(json.JSONDecoder().raw_decode,'[1] x'); t(json.JSONDecoder().raw_decode,'x [1] x',2); t(json.JSONDecoder().raw_decode,'x')
class E(json.JSONEncoder):
    def default(self,o):
        if isinstance(o,set): return sorted(o)
        return super().default(o)
t(json.dumps,{'s':{3,1}},cls=E); t(E().encode,{'s':object()})
t(json.dumps,[1],foo=2)
t(json.dumps,1,2)
t(json.JSONEncoder, 3)
t(lambda: json.dumps("a", cls=None))
print(json.JSONEncoder.item_separator, json.JSONEncoder.key_separator)
