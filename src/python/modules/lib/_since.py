"""Takes away what an older Python did not have yet. The library is written as the newest one has it."""

import sys

# module: {release: names that came with it}
_news = {
    "abc": {(3, 10): "update_abstractmethods"},
    "ast": {(3, 9): "dump parse"},
    "collections": {
        (3, 9): "ChainMap.__or__ ChainMap.__ror__ ChainMap.__ior__ UserDict.__or__ UserDict.__ror__ UserDict.__ior__",
        (3, 10): "Counter.total Counter.__le__ Counter.__lt__ Counter.__ge__ Counter.__gt__ Counter.__eq__ "
                 "Counter.__ne__",
    },
    "_collections_abc": {(3, 12): "Buffer"},
    "contextlib": {
        (3, 7): "nullcontext asynccontextmanager AbstractAsyncContextManager",
        (3, 10): "aclosing AsyncContextDecorator nullcontext.__aenter__ nullcontext.__aexit__",
    },
    "enum": {
        (3, 11): "StrEnum FlagBoundary verify global_enum UNIQUE CONTINUOUS NAMED_FLAGS",
        (3, 13): "EnumDict",
    },
    "functools": {(3, 8): "cached_property singledispatchmethod", (3, 9): "cache"},
    "keyword": {(3, 9): "issoftkeyword softkwlist"},
    "operator": {(3, 11): "call __call__"},
    "random": {(3, 9): "randbytes Random.randbytes", (3, 12): "binomialvariate Random.binomialvariate"},
    "types": {(3, 10): "NoneType EllipsisType NotImplementedType UnionType", (3, 9): "GenericAlias",
              (3, 8): "CellType", (3, 12): "get_original_bases"},
    "unittest": {(3, 11): "TestCase.enterContext"},
    "weakref": {
        (3, 9): "WeakValueDictionary.__or__ WeakValueDictionary.__ror__ WeakValueDictionary.__ior__ "
                "WeakKeyDictionary.__or__ WeakKeyDictionary.__ror__ WeakKeyDictionary.__ior__",
    },
}


_taken = []


def trim(namespace, module):
    for release, names in _news.get(module, {}).items():
        if sys.version_info >= release:
            continue
        for name in names.split():
            owner, _, attribute = name.rpartition(".")
            if owner:
                if owner not in namespace:
                    continue
                if attribute in vars(namespace[owner]):
                    delattr(namespace[owner], attribute)
                continue
            # A class that nobody has would be garbage, which CPython's import does not leave.
            _taken.append(namespace.pop(attribute, None))
            if attribute in namespace.get("__all__", ()):
                namespace["__all__"].remove(attribute)
