try:
    raise ValueError(1)
except ValueError as e:
    e.__cause__ = e
    raise
