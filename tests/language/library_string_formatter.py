import string
f = string.Formatter()
print(f.format("{} {x} {0!r:>5}", 1, x=2) if 0 else f.format("{0} {x} {0!r:>5}", 1, x=2))
print(f.format("{} {} {}", 1, 2, 3), f.vformat("{a[b]} {c.real}", (), {"a": {"b": 5}, "c": 3j}))
print(list(f.parse("a{b!r:c}d{{e}}f{}{:>{w}}")), list(f.parse("")), list(f.parse("abc")))
class D(string.Formatter):
    def get_value(self, k, a, kw):
        if isinstance(k, str): return kw.get(k, "<%s>" % k)
        return super().get_value(k, a, kw)
    def check_unused_args(self, u, a, k): print("used", sorted(map(str, u)))
    def format_field(self, v, s): return "[" + super().format_field(v, s) + "]"
print(D().format("{missing} {0} {here}", 10, here=20))
for bad in ("{", "}", "{0!x}", "{0.}", "{a", "{0} {}", "{} {0}", "{0[}", "{5}", "{k}", "{0!rr}"):
    try: print(f.format(bad, 1))
    except Exception as e: print(bad, type(e).__name__, e)
print(f.get_field("0.real", (5,), {}), f.convert_field(5, "r"), f.convert_field("é", "a"))
print(f.format("{:{}}", "x", 5), f.format("{0:{1}.{2}}", 3.14159, 8, 3))
