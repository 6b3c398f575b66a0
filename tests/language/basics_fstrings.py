x=3.14159; n=42; s='hi'; 
print(f"{x:.2f}|{x:10.3f}|{x:<10.3f}|{x:^10.3f}|{x:+.1e}|{n:05d}|{n:x}|{n:#x}|{n:b}|{n:#o}|{n:,}|{1234567:_}|{s:>10}|{s:*^10}|{s!r:>8}")
print(f"{n=} {x=:.2f} {s=!r} {s = } {n+1=}")
print(f"{'nested ' + f'{n}'}", f"{x:{n}.{2}f}", f"{{}}", f"{n!s}", f"{None}", f"{True:d}", f"{1e10:g}", f"{12345678:e}")
print(f"{0.1+0.2}", f"{1/3:.20f}", f"{100:.1%}", f"{1e300*1e10}", f"{-0.0}", f"{float('nan')}", f"{1e16}", f"{123456789012345678}", f"{1.0}", f"{1e-5}", f"{0.0001}")
print(f"{[1,2]!s:>10}|{ {'a':1}['a'] }|{(lambda: 3)()}")
print(f"{n:>{10}}|{n:<{5}}|", f"{'a' 'b'}", rf"\n{n}", f'{n:c}', f"{3+4j:.2f}", f"{1_000_000:,.2f}")
try: f"{n:q}"
except ValueError as e: print(e)
try: f"{s:d}"
except ValueError as e: print(e)
try: f"{None:5}"
except TypeError as e: print(e)
try: f"{[]:5}"
except TypeError as e: print(e)
try: f"{x:d}"
except ValueError as e: print(e)
try: f"{s:,}"
except ValueError as e: print(e)
try: f"{s:+}"
except ValueError as e: print(e)
try: f"{s:=10}"
except ValueError as e: print(e)
try: f"{n:.2d}"
except ValueError as e: print(e)
try: f"{n:10.3}"
except ValueError as e: print(e)
