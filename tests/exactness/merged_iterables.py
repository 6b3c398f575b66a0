# heapq.merge compares lists: equality first, then order.
import heapq
class X:
    def __init__(s, v): s.v = v
    def __eq__(a, b): print("eq", a.v, b.v); return a.v == b.v
    def __lt__(a, b): print("lt", a.v, b.v); return a.v < b.v
print([x.v for x in heapq.merge(map(X, [1, 3, 5]), map(X, [1, 2, 6]), [X(0)])])
print([x.v for x in heapq.merge(map(X, [1, 3, 5]), map(X, [1, 2, 6]), [], key=lambda x: -x.v)])
print(list(heapq.merge([1, 4], [2, 3], [], [5])), list(heapq.merge([4, 1], [3, 2], reverse=True)), list(heapq.merge()))
print(list(heapq.merge(["dog", "horse"], ["cat", "fish", "kangaroo"], key=len)))
