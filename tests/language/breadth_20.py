print(f"{3.14159:.2f} {42:>8} {42:<8}| {42:^8}| {42:08b} {255:#x} {1234567:,} {1234567:_} {0.25:.1%} {1e10:g} {-5:+d} {5: d}")
x = 5; name = "Al"; print(f"{x=} {name!r:>6} {name:*^10} {x:{x}d} {'nested ' + f'{x}'} {{}} {x!s} {name=!s}")
print("{0} {1} {0} {a} {b[0]} {c.real}".format(1, 2, a=3, b=[4], c=5j), "%s %d %5.2f %-5s| %05d %x %r %%" % ("a", 1, 2.5, "b", 42, 255, "q"))
import string, datetime
t = string.Template("$a ${b} $$"); print(t.substitute(a=1, b=2), t.safe_substitute(a=1))
try: t.substitute(a=1)
except KeyError as e: print("KeyError", e)
print(format(1.5, "e"), format("x", ">5"), f"{datetime.date(2024, 2, 3):%d/%m/%y}", f"{10**20:e}", f"{0.1 + 0.2}", f"{1/3:.{x}f}", f"{True:5}", f"{None!s:>6}", f"{[1,2]!s:>10}")
for bad in ('"{:d}".format("x")', '"{}{}".format(1)', '"{a}".format()', '"%d" % "x"', '"%s %s" % 1', 'f"{1:zz}"', '"{:.2d}".format(5)', '"{0.x}".format(1)'):
    try: print(eval(bad))
    except Exception as e: print(type(e).__name__, e)
