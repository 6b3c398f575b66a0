import contextlib, asyncio
@contextlib.asynccontextmanager
async def res(n):
    print("open", n)
    try: yield n
    except ValueError as e: print("caught", e)
    finally: print("close", n)
async def main():
    async with res(1) as r: print("use", r)
    async with res(2): raise ValueError("v")
    async def gen():
        try:
            for i in range(3): yield i
        finally: print("gen closed")
    async with contextlib.aclosing(gen()) as g:
        async for x in g:
            print(x); break
    try:
        async with res(3): raise KeyError("k")
    except KeyError as e: print("out", e)
    async with contextlib.nullcontext(5) as n: print(n)
asyncio.run(main())
