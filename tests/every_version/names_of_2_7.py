from __future__ import print_function
import sys
if sys.version_info[0] == 2:
    print(basestring, isinstance("a", basestring), isinstance(u"a", basestring), str.__mro__, bytes is str, bytes("ab"))
    print(IOError, IOError is OSError)
    try:
        raise "text"
    except TypeError as e:
        print(e)
