d = {'a': 1}
try: d['b']
except KeyError:
    d['c']['x']
