result = (lambda:
    1 + "a")()
