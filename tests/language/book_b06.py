print(f'{3.14159:.2f} {42:08.3f} {1234567:,} {1234567.891:_.1f} {255:#x} {255:#b} {5:+d} {-5: d} {0.25:.1%} {1e10:g} {123456789:e} {"x":*^7} {"left":<8}| {"right":>8} {True!s:>6} {None!r} {[1]!s}')
n, w, p = 12.3456, 10, 2; print(f'{n:{w}.{p}f} {n=} {n!r:>10} {n=:.1f} {{braces}} {"nested " + f"{1+1}"} {(lambda x: x*2)(3)} {dict(a=1)["a"]}')
print('%d %5.2f %-5s| %05d %x %o %e %s %r %% %c %+d' % (5, 3.14159, 'ab', 42, 255, 8, 12345.678, [1], 'q', 'A', 7), '%(a)s-%(b)03d' % {'a': 1, 'b': 2}, '{} {1} {0}'.format if False else '{0} {1} {0} {name!r:>6} {2[k]} {3.real}'.format(1, 2, {'k': 'v'}, 5, name='n'))
print('{:>{w}}'.format('a', w=5), '{:,.2f}'.format(9876543.215), format(0.1, '.20f'), format(10**20, ','), format(1.5, 'n'), round(2.5), round(3.5), round(2.675, 2), round(-1.5), round(1234, -2), 0.1 + 0.2, 1e16, 1e-5, 123456789012345678.0, float('1e400'), -0.0, 1/3)
for bad in ("f'{1:z}'", "'{'.format()", "'{0}{}'.format(1)", "'%d' % 'x'", "'%s %s' % (1,)", "'%z' % 1", "'{a}'.format(b=1)", "format('a', 'd')", "format(1, 's')", "'{:d}'.format(1.5)", "'{0[x]}'.format([1])", "'%s' % (1, 2)"):
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
print("tab\there", 'quote\'s', "new\\n", r'raw\n', b'bytes\x00\xff', 'uni\u00e9\N{BULLET}', '''tri
ple''', 'a' 'b', repr('it\'s "q"'), repr('\t\x00é\u200b'), ascii('é€'), 'ß'.upper(), 'İ'.lower().encode(), 'ǅ'.title())
print(bin(10), oct(8), hex(-255), int('ff', 16), int('0b11', 0), int('-0x1f', 16), int(' 42 '), int('1_000'), float('inf'), complex('1+2j'), divmod(-7, 3), -7 // 3, -7 % 3, 7 % -3, 2**10, 2**-1, pow(3, 4, 5), abs(-3), 7 / 2, 10 // 3.0, 1 == 1.0, True + True, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, -8 >> 1, (5).bit_length(), (0.5).as_integer_ratio(), (3.0).is_integer(), int.from_bytes(b'\x01\x00', 'big'), (256).to_bytes(2, 'little'))
