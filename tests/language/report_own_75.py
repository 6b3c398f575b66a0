if True and (
    1 /
    0
): pass
