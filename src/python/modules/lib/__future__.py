"""Features that a module may ask for ahead of time."""

import sys

all_feature_names = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
]
if sys.version_info >= (3,):
    all_feature_names += ["barry_as_FLUFL", "generator_stop"]
if sys.version_info >= (3, 7):
    all_feature_names += ["annotations"]

__all__ = ["all_feature_names"] + all_feature_names


def _flag(value):
    """From 3.8 the flags stand where they share no bit with those of `compile`."""
    return value if sys.version_info < (3, 8) else value << 4


class _Feature:
    def __init__(self, optional, mandatory, flag):
        self.optional = optional
        self.mandatory = mandatory
        self.compiler_flag = flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return "_Feature" + repr((self.optional, self.mandatory, self.compiler_flag))


nested_scopes = _Feature((2, 1, 0, "beta", 1), (2, 2, 0, "alpha", 0), 0x10)
generators = _Feature((2, 2, 0, "alpha", 1), (2, 3, 0, "final", 0), 0)
division = _Feature((2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), _flag(0x2000))
absolute_import = _Feature((2, 5, 0, "alpha", 1), (3, 0, 0, "alpha", 0), _flag(0x4000))
with_statement = _Feature((2, 5, 0, "alpha", 1), (2, 6, 0, "alpha", 0), _flag(0x8000))
print_function = _Feature((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), _flag(0x10000))
unicode_literals = _Feature((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), _flag(0x20000))
if sys.version_info >= (3,):
    _mandatory = (3, 9, 0, "alpha", 0) if sys.version_info < (3, 8) else (4, 0, 0, "alpha", 0)
    barry_as_FLUFL = _Feature((3, 1, 0, "alpha", 2), _mandatory, _flag(0x40000))
    generator_stop = _Feature((3, 5, 0, "beta", 1), (3, 7, 0, "alpha", 0), _flag(0x80000))
if sys.version_info >= (3, 7):
    _mandatory = {7: (4, 0, 0, "alpha", 0), 8: (3, 10, 0, "alpha", 0), 9: (3, 10, 0, "alpha", 0),
                  10: (3, 11, 0, "alpha", 0)}.get(sys.version_info[1])
    annotations = _Feature((3, 7, 0, "beta", 1), _mandatory, _flag(0x100000))
