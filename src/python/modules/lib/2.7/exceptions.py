"""The builtin exceptions, under the name of their module."""

import __builtin__

for _name, _value in vars(__builtin__).items():
    if isinstance(_value, type) and issubclass(_value, BaseException):
        globals()[_name] = _value
del _name, _value, __builtin__
