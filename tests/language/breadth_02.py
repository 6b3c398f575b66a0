import json
print(list(json.JSONEncoder().iterencode([1, {"a": [True, None]}])))
print("".join(json.JSONEncoder(indent=2, sort_keys=True).iterencode({"b": 1, "a": [1, 2]})))
for c in json.JSONEncoder().iterencode({"a": 1.5, "b": "x"}): print(repr(c))
