import threading, queue, time, logging, argparse, unittest, io, sys
lock = threading.Lock(); total = 0
def add():
    global total
    for _ in range(100):
        with lock: total += 1
ts = [threading.Thread(target=add) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(total)
from concurrent.futures import ThreadPoolExecutor, as_completed
with ThreadPoolExecutor(max_workers=2) as ex: print(list(ex.map(lambda x: x + 1, range(4)))); f = ex.submit(pow, 2, 5); print(f.result(), f.done())
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s:%(name)s:%(message)s'); log = logging.getLogger('app'); log.info('hello %s', 'x'); log.debug('no'); log.warning('w')
try: 1 / 0
except ZeroDivisionError: log.exception('oops')
p = argparse.ArgumentParser(prog='p'); p.add_argument('file'); p.add_argument('-n', '--num', type=int, default=3, help='a number'); p.add_argument('-v', action='store_true'); print(p.parse_args(['f', '-n', '5', '-v'])); print(p.format_help())
try: p.parse_args([])
except SystemExit as e: print('exit', e.code)
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_a(self): self.assertEqual(self.x, 1)
    def test_b(self):
        with self.assertRaises(ZeroDivisionError): 1 / 0
    def test_c(self): self.assertTrue(False, 'why')
    @unittest.skip('later')
    def test_d(self): pass
buf = io.StringIO(); r = unittest.TextTestRunner(stream=buf, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(T)); print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), r.failures[0][1].splitlines()[-1])
import asyncio
async def co(n): await asyncio.sleep(0.01 * n); return n * 2
async def main():
    print(await asyncio.gather(co(2), co(1))); t = asyncio.create_task(co(3)); print(await t)
    try: await asyncio.wait_for(co(100), 0.01)
    except asyncio.TimeoutError: print('timeout')
    async for x in agen(): print(x, end=' ')
    print([x async for x in agen()])
async def agen():
    for i in range(3): yield i; await asyncio.sleep(0)
asyncio.run(main())
