def http(status):
    match status:
        case 200 | 201: return 'ok'
        case int(x) if x >= 500: return f'server {x}'
        case {'code': c, **rest}: return c, rest
        case [a, b, *rest]: return a, b, rest
        case (x, y): return 'pair'
        case str() as s: return s.upper()
        case Point(x=0, y=yy): return f'on y {yy}'
        case Point(xx, yy): return xx, yy
        case None: return 'none'
        case _: return 'other'
class Point:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
for v in (200, 503, {'code': 1, 'z': 2}, [1, 2, 3], (1, 2), 'abc', Point(0, 5), Point(1, 2), None, 3.5): print(http(v))
