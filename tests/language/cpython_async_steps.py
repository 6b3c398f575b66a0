import sys, types, gc
def t(f, *a):
    try: print('->', f(*a))
    except BaseException as e: print(type(e).__name__, e)
@types.coroutine
def aw(*v):
    return (yield v)
async def gen():
    try:
        await aw('in'); yield 1; await aw('mid'); yield 2
    finally: await aw('fin')
print('1 double running')
g=gen(); a=g.__anext__(); t(a.send,None)
b=g.__anext__(); t(b.send,None); t(b.send,None); t(a.send,None); t(a.send,None)
print('2 throw running')
g=gen(); a=g.__anext__(); t(a.send,None)
print('3 athrow while running')
g=gen(); a=g.__anext__(); t(a.send,None)
c=g.aclose(); t(c.send,None); t(c.send,None)
print('4 close')
g=gen(); a=g.__anext__(); t(a.close); t(a.send,None); t(a.throw, KeyError)
g=gen(); a=g.__anext__(); t(a.send,None); t(a.close); t(a.close)
g=gen(); a=g.athrow(KeyError('q')); t(a.close); t(a.send,None)
g=gen(); a=g.aclose(); t(a.close); t(a.send,None)
print('5 aclose')
g=gen(); a=g.__anext__(); t(a.send,None); t(a.send,None); c=g.aclose(); t(c.send,1); t(c.send,None); t(c.send,None); t(c.send,None); d=g.__anext__(); t(d.send,None)
print('6 ignoring')
async def ign():
    try: yield 1
    except GeneratorExit: yield 2
g=ign(); t(g.__anext__().send,None); c=g.aclose(); t(c.send,None); t(c.send,None)
async def ign2():
    try: yield 1
    except GeneratorExit: await aw('x')
g=ign2(); t(g.__anext__().send,None); c=g.aclose(); t(c.send,None); t(c.close)
g=ign2(); t(g.__anext__().send,None); c=g.aclose(); t(c.send,None); t(c.throw,ValueError('v')); t(c.send,None)
print('7 athrow')
g=gen(); c=g.athrow(ValueError('v')); t(c.send,None); c=g.athrow(ValueError('v')); t(c.send,None); t(c.send,None)
g=gen(); c=g.athrow(ValueError); t(c.throw, KeyError('k')); t(c.throw, KeyError('k'))
g=gen(); c=g.aclose(); t(c.throw, GeneratorExit); t(c.throw, KeyError('k'))

g=gen(); print(g.ag_running); a=g.__anext__(); t(a.send,None); print(g.ag_running); t(a.send,None); print(g.ag_running)
