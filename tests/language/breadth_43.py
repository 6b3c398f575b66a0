import json
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        return super().default(o)
print(list(E().iterencode({"z": 1 + 2j, "l": []})), list(json.JSONEncoder(indent=1).iterencode([1, [], {}, {"a": 1}])))
try: list(E().iterencode({1, 2}))
except TypeError as e: print(e)
a = []; a.append(a)
try: list(json.JSONEncoder().iterencode(a))
except ValueError as e: print(e)
