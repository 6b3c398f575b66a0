from concurrent.futures import ThreadPoolExecutor, as_completed
with ThreadPoolExecutor(max_workers=2) as ex:
    print(list(ex.map(lambda x: x*x, [1,2,3])), ex.submit(pow, 2, 3).result())
    fs = {ex.submit(lambda i: i, i): i for i in range(3)}
    print(sorted(f.result() for f in as_completed(fs)))
    f = ex.submit(lambda: 1/0)
    print(type(f.exception()).__name__)
