import asyncio
async def w(n,t):
    await asyncio.sleep(t); print('w',n); return n
async def main():
    r=await asyncio.gather(w(1,.02),w(2,.01)); print(r)
    t=asyncio.create_task(w(3,.01)); print(t.done()); await t; print(t.result())
    try: await asyncio.wait_for(w(4,10),.01)
    except TimeoutError as e: print('timeout',repr(e))
    async with asyncio.TaskGroup() as tg: a=tg.create_task(w(5,0)); b=tg.create_task(w(6,0))
    print(a.result(),b.result())
    async for x in ag(): print(x)
    print([x async for x in ag()],[await w(7,0) for _ in range(1)])
    q=asyncio.Queue(); await q.put(1); print(await q.get())
    t=asyncio.create_task(w(8,1)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    async with cm() as c: print(c)
async def ag():
    for i in range(2): yield i
class cm:
    async def __aenter__(s): return 'in'
    async def __aexit__(s,*a): print('aexit')
asyncio.run(main())
c=w(1,1); print(type(c)); c.close()
