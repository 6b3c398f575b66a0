a = [1, 2, 3]
b = {"k": a}
print(b["k"][0]["z"].foo(a, b)[1])
