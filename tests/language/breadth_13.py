import tracemalloc
tracemalloc.start()
s1 = tracemalloc.take_snapshot()
data = [str(i) * 10 for i in range(1000)]
s2 = tracemalloc.take_snapshot()
top = s2.compare_to(s1, "lineno")
print(top[0].traceback[0].lineno, top[0].count_diff > 900, top[0].size_diff > 10000)
cur, peak = tracemalloc.get_traced_memory(); print(cur > 0, peak >= cur); tracemalloc.stop(); print(tracemalloc.is_tracing())
