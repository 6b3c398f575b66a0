import atexit, sys


def hook(kind, value, traceback):
    print("hook", kind.__name__, value, traceback.tb_lineno)


def bad_exit():
    return 1 / 0


sys.excepthook = hook
atexit.register(bad_exit)
raise ValueError("shown by the hook")
