import asyncio
async def work(n, t):
    await asyncio.sleep(t); print('done', n); return n * 2
async def main():
    r = await asyncio.gather(work(1, .02), work(2, .01)); print(r)
    t = asyncio.create_task(work(3, 0)); print(await t)
    try: await asyncio.wait_for(asyncio.sleep(1), 0.01)
    except asyncio.TimeoutError: print('timeout')
    q = asyncio.Queue()
    async def prod():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: print('got', x)
    async with asyncio.TaskGroup() as tg: tg.create_task(prod()); tg.create_task(cons())
asyncio.run(main())
