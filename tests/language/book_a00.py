import string
text = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness"""
words = text.lower().translate(str.maketrans('', '', string.punctuation)).split()
from collections import Counter
c = Counter(words)
print(c.most_common(5)); print(sum(c.values()), len(c), c['was'], c['nope'])
print(sorted(c.items(), key=lambda kv: (-kv[1], kv[0]))[:4])
for w, n in c.most_common(3): print(f"{w:<10}|{n:>4}|{'*' * n:^9}|")
print(Counter('abracadabra') - Counter('abc'), Counter(a=1) + Counter(a=2, b=0), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=2), +Counter(a=-1), -Counter(a=-1))
d = Counter('hello'); d.update('world'); d.subtract('low'); print(d, list(d.elements()), d.total())
