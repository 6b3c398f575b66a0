"""Of `types`: the class that gives `MethodType`."""
# == _C
class _C:
    def _m(self): pass
