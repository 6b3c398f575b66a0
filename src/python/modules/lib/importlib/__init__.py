"""Importing by name."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for %r" % name)
        level = len(name) - len(name.lstrip("."))
        base = package.rsplit(".", level - 1)[0] if level > 1 else package
        name = base + "." + name.lstrip(".") if name.lstrip(".") else base
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    pass


def reload(module):
    name = getattr(module, "__name__", None)
    if not isinstance(module, type(sys)):
        raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError("module %s not in sys.modules" % name, name=name)
    del sys.modules[name]
    try:
        fresh = import_module(name)
    finally:
        sys.modules[name] = module
    vars(module).update(vars(fresh))
    return module
