import asyncio
async def f(): return 3
c = f(); print(type(c).__name__, c.__name__, c.cr_running)
try: c.send(None)
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
async def g():
    async for x in agen(): print('x', x)
    return [y async for y in agen()], [await f() for _ in range(2)], {k: v async for k, v in pairs()}
async def agen():
    try:
        for i in range(3):
            await asyncio.sleep(0); yield i
    finally: print('agen fin')
async def pairs():
    yield 'a', 1
    yield 'b', 2
print(asyncio.run(g()))
class CM:
    async def __aenter__(self): print('enter'); return self
    async def __aexit__(self, *a): print('exit', a[0]); return True
async def h():
    async with CM() as c, CM(): raise ValueError('x')
    print('after')
    ag = agen(); print(await anext(ag), await ag.__anext__()); await ag.aclose()
    try: await ag.__anext__()
    except StopAsyncIteration: print('stop')
asyncio.run(h())
