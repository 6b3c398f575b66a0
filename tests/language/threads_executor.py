from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
import time
def sq(x): time.sleep(0.05*(5-x)+x*x/300); return x*x
with ThreadPoolExecutor(max_workers=3) as ex:
    print(list(ex.map(sq, range(5))))
    fs = [ex.submit(sq, i) for i in range(4)]
    for f in as_completed(fs): print(f.result(), f.done())
    def boom(): raise KeyError("k")
    f = ex.submit(boom)
    try: f.result()
    except KeyError as e: print(repr(e))
    print(f.exception(), sum(f.result() for f in fs), sorted(fs, key=lambda f: f.result())[0].result())
    d, n = wait([ex.submit(sq, 1), ex.submit(sq, 4)], return_when=FIRST_COMPLETED); print(len(d), len(n))
try: ex.submit(sq, 1)
except RuntimeError as e: print(e)
