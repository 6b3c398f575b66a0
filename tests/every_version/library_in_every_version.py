# The library's own text is newer than some of the versions.
import asyncio, array, binascii, decimal, fnmatch, fractions, glob, inspect, logging, pathlib, pickle, re, struct
import threading, unittest, copy, json, statistics

print(re.findall(r"\d+", "a1b22"), pickle.loads(pickle.dumps([1, "a"])), copy.copy([1]), fractions.Fraction(1, 3))
print(decimal.Decimal("1.10") + 1, struct.pack("<h", 5), array.array("i", [1, 2]), pathlib.PurePosixPath("a") / "b")
print(json.dumps({"a": [1, None]}), statistics.mean([1, 2, 3]), inspect.isfunction(print), fnmatch.fnmatch("a.py", "*.py"))
async def f():
    await asyncio.sleep(0)
    return 5
loop = asyncio.new_event_loop()
print(loop.run_until_complete(f()))
loop.close()
