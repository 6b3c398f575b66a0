# Text that is compiled inherits the future imports of the code that asks for it.
from __future__ import division, print_function, unicode_literals
import __future__

print(eval("1 / 2"))
exec("print(3 / 2, end='!\\n')")
exec(compile("print(7 // 2, 7 / 2)", "x", "exec"))
exec(compile("x = 1 / 2", "x", "exec", 0, True))
print(x)
exec(compile("y = 1 / 2", "y", "exec", __future__.division.compiler_flag, True))
print(y)
for flags in (1, 1 << 40):
    try:
        compile("1", "z", "eval", flags)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)


def inner(text):
    return eval(text)


print(inner("3 / 4"))
for name in __future__.all_feature_names:
    print(name, getattr(__future__, name).compiler_flag)
