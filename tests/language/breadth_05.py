funcs = []
for i in range(3): funcs.append(lambda: i)
print([f() for f in funcs]); funcs = [lambda i=i: i for i in range(3)]; print([f() for f in funcs])
print(funcs[0].__defaults__, funcs[0].__closure__)
def outer():
    fs = []
    for j in range(3):
        def inner(): return j
        fs.append(inner)
    return fs
fs = outer(); print([f() for f in fs], fs[0].__closure__[0] is fs[1].__closure__[0], fs[0].__closure__[0].cell_contents)
