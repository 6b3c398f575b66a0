# What the first repr and the first prints leave in the free lists.
import gc
gc.disable()
g = gc.get_count
gc.collect()
a = g()[0]
b = g()[0]
repr((1,2))
c = g()[0]
repr((1,2))
d = g()[0]
repr([1,2])
e = g()[0]
print("count")
f = g()[0]
print("count")
h = g()[0]
print("count", "x")
i = g()[0]
print(b-a, c-b,d-c,e-d,f-e,h-f,i-h)
