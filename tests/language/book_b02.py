from contextlib import contextmanager, suppress, ExitStack, redirect_stdout, closing, nullcontext
import io
@contextmanager
def tag(n):
    print(f'<{n}>')
    try: yield n.upper()
    except ValueError as e: print('caught', e)
    finally: print(f'</{n}>')
with tag('a') as t, tag('b'): print(t)
with tag('c'): raise ValueError('inside')
class CM:
    def __init__(s, swallow): s.swallow = swallow
    def __enter__(s): print('enter'); return s
    def __exit__(s, et, ev, tb): print('exit', et and et.__name__, ev); return s.swallow
with CM(True): 1 / 0
try:
    with CM(False): [][0]
except IndexError as e: print('out', e)
with suppress(KeyError, ZeroDivisionError): 1 / 0
buf = io.StringIO()
with redirect_stdout(buf): print('hidden')
print(repr(buf.getvalue()))
with ExitStack() as st:
    for i in range(3): st.callback(print, 'cb', i)
    st.enter_context(tag('z'))
try:
    with 5: pass
except TypeError as e: print(e)
try:
    with CM: pass
except TypeError as e: print(e)
with nullcontext(7) as n: print(n)
@tag('deco')
def f(): print('in f'); return 1
f()
