import json
print(json.dumps({'a': [1, 2.5, None, True], 'b': {'c': 'é"\n'}}, sort_keys=True), json.dumps([1, {'x': 2}], indent=2), json.loads('{"a": [1, 2.0, null, true, "\\u00e9"]}'))
for bad in ('{', '[1,]', '{"a" 1}', 'nul', ''):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e)
try: json.dumps({1, 2})
except TypeError as e: print(e)
class E(json.JSONEncoder):
    def default(self, o): return list(o) if isinstance(o, set) else super().default(o)
print(json.dumps({'s': {1}}, cls=E), json.dumps('x', ensure_ascii=False), json.dumps({1: 2, None: 3}), json.loads('1e5'), json.dumps(float('inf')))
