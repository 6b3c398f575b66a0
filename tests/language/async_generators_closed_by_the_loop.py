# Asynchronous generators that die before their end are closed by the event loop, later.
import asyncio, gc
async def ticks(name, n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("close", name)
        await asyncio.sleep(0)
        print("closed", name)
async def main():
    async for x in ticks("a", 5):
        if x == 1: break
    print("after break")
    await asyncio.sleep(0); print("one turn")
    await asyncio.sleep(0); await asyncio.sleep(0); print("more turns")
    g = ticks("b", 3)
    print(await anext(g)); del g
    print("deleted b")
    h = ticks("c", 3)
    print(await h.__anext__())
async def main2():
    keep = ticks("kept", 3)
    print(await anext(keep))
    box = []
    async def cyc():
        try:
            box.append(1); yield 1
        finally: print("cyc closed")
    c = cyc(); await anext(c); ref = [c]; ref.append(ref); del c, ref
    print("found", gc.collect() > 0)
    await asyncio.sleep(0); print("end main2")
    return keep
try: asyncio.run(main())
except AttributeError as e: print(e)
keep = asyncio.run(main2())
print("after run", keep.ag_running)
