# An exception whose traceback was taken away holds None up to 3.11, nothing later.
import gc

e = ValueError({})
print(len(gc.get_referents(e)))
e = e.with_traceback(None)
print(len(gc.get_referents(e)), e.__traceback__)
e.__cause__ = None
e.__context__ = None
print(len(gc.get_referents(e)))
try:
    raise e
except ValueError:
    print(e.__traceback__ is None, e.__traceback__.tb_next is None, len(gc.get_referents(e)))
e.__traceback__ = None
print(len(gc.get_referents(e)))
