"""How objects of extension types are taken apart for copying."""

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register a function that takes an object of this type apart."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    base.__init__(made, state)
    return made


def _reduce_ex(self, proto):
    """What the protocols before 2 make of an instance of a new-style class."""
    for base in type(self).__mro__:
        if base.__module__ == "__builtin__":
            break
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, "__slots__", None):
            raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
        state = getattr(self, "__dict__", None)
    else:
        state = getstate()
    args = (type(self), base, None if base is object else base(self))
    return (_reconstructor, args, state) if state else (_reconstructor, args)


def _reduce_2(self):
    """What protocol 2 makes of it."""
    cls = type(self)
    args = self.__getnewargs__() if hasattr(self, "__getnewargs__") else ()
    if hasattr(self, "__getstate__"):
        state = self.__getstate__()
    else:
        state = getattr(self, "__dict__", None)
        slots = {}
        for base in cls.__mro__:
            names = base.__dict__.get("__slots__", ())
            for name in (names,) if isinstance(names, str) else names:
                if name not in ("__dict__", "__weakref__") and hasattr(self, name):
                    slots[name] = getattr(self, name)
        if slots:
            state = (state, slots)
    listitems = iter(self) if isinstance(self, list) else None
    dictitems = self.iteritems() if isinstance(self, dict) else None
    return (__newobj__, (cls,) + args, state, listitems, dictitems)
