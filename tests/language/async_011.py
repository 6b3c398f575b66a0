import asyncio, gc, weakref
class R: pass
async def main():
    r = R(); wr = weakref.ref(r); await asyncio.sleep(0); del r; print(wr())
    async def inner():
        o = R(); await asyncio.sleep(1); return o
    t = asyncio.ensure_future(inner()); await asyncio.sleep(.5); t.cancel()
    try: await t
    except asyncio.CancelledError: pass
    print(t.cancelled(), t.done())
asyncio.run(main())
