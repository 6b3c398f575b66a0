# Exceptions are as large as the fields of their builtin class make them.
from __future__ import print_function
import sys
for e in ("Exception()", "BaseException()", "OSError(1, 'a')", "FileNotFoundError(2, 'x')", "KeyError(1)", "UnicodeDecodeError('a', b'b', 0, 1, 'r')", "UnicodeEncodeError('a', u'b', 0, 1, 'r')", "StopIteration(1)", "StopAsyncIteration()", "SystemExit(1)", "ImportError('a')", "ModuleNotFoundError('a')", "SyntaxError('a')", "IndentationError('a')", "NameError('a')", "UnboundLocalError('a')", "AttributeError('a')", "GeneratorExit()", "KeyboardInterrupt()", "MemoryError()", "Warning()", "UnicodeError()", "EnvironmentError()", "UnicodeTranslateError(u'b', 0, 1, 'r')", "type('E', (Exception,), {})()", "type('E', (OSError,), {})()", "type('E', (StopIteration,), {})()", "type('E', (AttributeError,), {})()"):
    try: print(e, sys.getsizeof(eval(e)))
    except NameError: pass
