import json, csv, io
print(json.dumps({"b": [1, 2.5, None, True], "a": "é\n"}, sort_keys=True, indent=2), json.dumps("é", ensure_ascii=False), json.loads('{"x": [1, 2, {"y": null}]}'), json.dumps([1, 2], separators=(",", ":")))
for bad in ('{"a": }', "[1,]", "{'a': 1}", "", "[1 2]", '"abc', "nul", '{"a" 1}', "[1, 2"):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e, e.pos)
class O: pass
try: json.dumps({"o": O()})
except TypeError as e: print(e)
try: json.dumps({(1, 2): 3})
except TypeError as e: print(e)
print(json.dumps(O(), default=lambda o: "obj"), json.loads("[1.5, 1e3, -0]", parse_float=str), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())))
f = io.StringIO(); w = csv.writer(f); w.writerow(["a", 'q"x', "c,d", 1, None]); print(repr(f.getvalue()))
f.seek(0); print(list(csv.reader(f)), list(csv.DictReader(io.StringIO("n,v\na,1\nb,2\n"))))
f = io.StringIO(); d = csv.DictWriter(f, ["x", "y"]); d.writeheader(); d.writerow({"x": 1, "y": 2}); print(f.getvalue().split())
try: d.writerow({"z": 1})
except ValueError as e: print(e)
