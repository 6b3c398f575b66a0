try:
    raise ExceptionGroup("g", [ValueError(1), TypeError("t"), ExceptionGroup("h", [KeyError('k')])])
except* ValueError as eg:
    print(eg.exceptions)
except* KeyError as eg:
    print('ke', eg)
