import sys
print("before"); x = [1, 2, 3]
def f(n): return x[n]
print(f(5))
