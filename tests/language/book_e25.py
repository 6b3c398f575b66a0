while True:
    try:
        raise KeyError('k')
    except KeyError:
        raise
