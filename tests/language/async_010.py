import asyncio
async def w(n, d):
    try:
        await asyncio.sleep(d); print(n, 'done'); return n
    except asyncio.CancelledError: print(n, 'cancelled'); raise
async def main():
    t = asyncio.create_task(w('a', 1)); await asyncio.sleep(0.1); t.cancel()
    try: await t
    except asyncio.CancelledError: print('main saw')
    r = await asyncio.gather(w('b', .2), w('c', .1), return_exceptions=True); print(r)
    done, pend = await asyncio.wait([asyncio.create_task(w(i, i/10)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED); print(len(done), len(pend))
    async with asyncio.timeout(5): await asyncio.sleep(.01)
    lock = asyncio.Lock(); sem = asyncio.Semaphore(2); ev = asyncio.Event()
    async def worker(i):
        async with sem:
            await asyncio.sleep(.01); print('w', i)
    await asyncio.gather(*(worker(i) for i in range(4)))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w('tg', 1)); 
            async def bad(): raise ValueError('tg bad')
            tg.create_task(bad())
    except* ValueError as eg: print(eg.exceptions)
    for c in asyncio.as_completed([w('x', .2), w('y', .1)]): print(await c)
asyncio.run(main())
