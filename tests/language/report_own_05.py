def f(): raise ValueError("bad")
try: f()
except ValueError as e:
    raise KeyError('k') from e
