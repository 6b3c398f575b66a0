import contextlib, io
@contextlib.contextmanager
def tag(n):
    print(f'<{n}>')
    try: yield n
    except ValueError as e: print('handled', e)
    finally: print(f'</{n}>')
with tag('a') as a, tag('b'): print(a); raise ValueError('v')
with contextlib.suppress(KeyError): {}['x']
with contextlib.ExitStack() as st:
    st.callback(print, 'cb'); st.enter_context(tag('c')); st.push(lambda *a: print('push', a[0]))
b = io.StringIO()
with contextlib.redirect_stdout(b): print('captured')
print(repr(b.getvalue()))
class R(contextlib.ContextDecorator):
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out')
@R()
def f(): print('f')
f()
with contextlib.closing(io.StringIO('x')) as s: print(s.read())
with contextlib.nullcontext(5) as n: print(n)
