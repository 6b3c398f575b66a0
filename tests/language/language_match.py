def m(x):
    match x:
        case 0|1: return 'small'
        case int(n) if n<0: return f'neg {n}'
        case bool(): return 'never'
        case int(): return 'int'
        case 'a'|'b' as s: return s
        case str(s): return 'str '+s
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [x,y,*rest]: return (x,y,rest)
        case {'k':v,**rest}: return v,rest
        case {}: return 'dict'
        case P(x=0,y=yy): return f'P0 {yy}'
        case P(a,b): return a,b
        case None: return 'none'
        case float(f): return f
        case _: return 'other'
class P:
    __match_args__=('x','y')
    def __init__(s,x,y): s.x=x; s.y=y
for v in (0,1,-5,7,True,'a','zz',[],[1],[1,2,3],(1,2),{'k':1,'z':2},{},{'q':1},P(0,2),P(1,2),None,2.5,{1,2},b'x',range(2)): print(repr(v)[:12],m(v))
try:
    match P(1,2):
        case P(1,2,3): pass
except TypeError as e: print(e)
try:
    match 5:
        case int(1,2): pass
except TypeError as e: print(e)
