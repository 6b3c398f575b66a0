"""What live objects are: kinds, members, signatures, frames."""

import sys
import types
from collections import namedtuple

ArgSpec = namedtuple("ArgSpec", "args varargs keywords defaults")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
Arguments = namedtuple("Arguments", "args varargs keywords")
Attribute = namedtuple("Attribute", "name kind defining_class object")
Traceback = namedtuple("Traceback", "filename lineno function code_context index")
ModuleInfo = namedtuple("ModuleInfo", "name suffix mode module_type")

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE = 16, 32, 64
TPFLAGS_IS_ABSTRACT = 1 << 20


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, (type, types.ClassType))


def ismethod(object):
    return isinstance(object, types.MethodType)


def ismethoddescriptor(object):
    return (
        hasattr(object, "__get__")
        and not hasattr(object, "__set__")
        and not ismethod(object)
        and not isfunction(object)
        and not isclass(object)
    )


def isdatadescriptor(object):
    return hasattr(object, "__set__") and hasattr(object, "__get__")


def ismemberdescriptor(object):
    return type(object).__name__ == "member_descriptor"


def isgetsetdescriptor(object):
    return type(object).__name__ == "getset_descriptor"


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isgeneratorfunction(object):
    return bool((isfunction(object) or ismethod(object)) and object.func_code.co_flags & CO_GENERATOR)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    return bool(isinstance(object, type) and object.__flags__ & TPFLAGS_IS_ABSTRACT)


def getmembers(object, predicate=None):
    results = []
    for key in dir(object):
        try:
            value = getattr(object, key)
        except AttributeError:
            continue
        if not predicate or predicate(value):
            results.append((key, value))
    results.sort()
    return results


def classify_class_attrs(cls):
    mro = getmro(cls)
    result = []
    for name in dir(cls):
        home = None
        for base in (cls,) + mro:
            if name in base.__dict__:
                home = base
                break
        plain = home.__dict__[name] if home else getattr(cls, name)
        if isinstance(plain, staticmethod):
            kind = "static method"
        elif isinstance(plain, classmethod):
            kind = "class method"
        elif isinstance(plain, property):
            kind = "property"
        elif isfunction(plain) or ismethod(plain) or ismethoddescriptor(plain):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, home, plain))
    return result


def _searchbases(cls, accum):
    if cls in accum:
        return
    accum.append(cls)
    for base in cls.__bases__:
        _searchbases(base, accum)


def getmro(cls):
    if hasattr(cls, "__mro__"):
        return cls.__mro__
    result = []
    _searchbases(cls, result)
    return tuple(result)


def getdoc(object):
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if not isinstance(doc, types.StringTypes):
        return None
    return cleandoc(doc)


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = sys.maxint
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            margin = min(margin, len(line) - content)
    if lines:
        lines[0] = lines[0].lstrip()
    if margin < sys.maxint:
        for i in range(1, len(lines)):
            lines[i] = lines[i][margin:]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getfile(object):
    if ismodule(object):
        if hasattr(object, "__file__"):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if hasattr(module, "__file__"):
            return module.__file__
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.im_func
    if isfunction(object):
        object = object.func_code
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("{!r} is not a module, class, method, function, traceback, frame, or code object".format(object))


getsourcefile = getfile


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    main = sys.modules["__main__"]
    name = getattr(object, "__name__", None)
    if name and getattr(main, name, None) is object:
        return main
    builtin = sys.modules["__builtin__"]
    if name and getattr(builtin, name, None) is object:
        return builtin
    return None


def getmodulename(path):
    name = path.split("/")[-1]
    return name[:-3] if name.endswith(".py") else None


def findsource(object):
    import linecache
    name = getfile(object)
    lines = linecache.getlines(name)
    if not lines:
        raise IOError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        for i, line in enumerate(lines):
            if line.lstrip().startswith("class " + object.__name__):
                return lines, i
        raise IOError("could not find class definition")
    if ismethod(object):
        object = object.im_func
    if isfunction(object):
        object = object.func_code
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return lines, object.co_firstlineno - 1


def getblock(lines):
    indent = len(lines[0]) - len(lines[0].lstrip())
    end = 1
    started = lines[0].lstrip().startswith(("def ", "class "))
    for i, line in enumerate(lines[1:], 1):
        text = line.strip()
        if not text:
            continue
        if started and len(line) - len(line.lstrip()) <= indent and not text.startswith("#"):
            break
        started = started or text.startswith(("def ", "class "))
        end = i + 1
    return lines[:end]


def getsourcelines(object):
    lines, number = findsource(object)
    if ismodule(object):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


def getargs(co):
    if not iscode(co):
        raise TypeError("{!r} is not a code object".format(co))
    names = list(co.co_varnames)
    count = co.co_argcount
    args = names[:count]
    for i, name in enumerate(args):
        if name[:1] == ".":
            args[i] = _parts_of(co, name)
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[count]
        count += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[count]
    return Arguments(args, varargs, varkw)


def _parts_of(co, name):
    """The names that a parameter stands for that is a tuple."""
    taken = co.co_varnames.index(name)
    before = [n for n in co.co_varnames[:co.co_argcount] if n[:1] == "."]
    count = co.co_argcount + bool(co.co_flags & CO_VARARGS) + bool(co.co_flags & CO_VARKEYWORDS)
    rest = list(co.co_varnames[count:])
    if len(before) == 1:
        return rest[:2] if len(rest) >= 2 else rest
    return rest[taken * 2:taken * 2 + 2]


def getargspec(func):
    if ismethod(func):
        func = func.im_func
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    args, varargs, varkw = getargs(func.func_code)
    return ArgSpec(args, varargs, varkw, func.func_defaults)


def getargvalues(frame):
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def joinseq(seq):
    return "(" + ", ".join(seq) + ("," if len(seq) == 1 else "") + ")"


def strseq(object, convert, join=joinseq):
    if type(object) in (list, tuple):
        return join(map(lambda o, c=convert, j=join: strseq(o, c, j), object))
    return convert(object)


def formatargspec(args, varargs=None, varkw=None, defaults=None, formatarg=str,
                  formatvarargs=lambda name: "*" + name, formatvarkw=lambda name: "**" + name,
                  formatvalue=lambda value: "=" + repr(value), join=joinseq):
    specs = []
    first = len(args) - len(defaults) if defaults else len(args)
    for i, arg in enumerate(args):
        spec = strseq(arg, formatarg, join)
        if i >= first:
            spec += formatvalue(defaults[i - first])
        specs.append(spec)
    if varargs is not None:
        specs.append(formatvarargs(varargs))
    if varkw is not None:
        specs.append(formatvarkw(varkw))
    return "(" + ", ".join(specs) + ")"


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value), join=joinseq):
    def convert(name):
        return formatarg(name) + formatvalue(locals[name])

    specs = [strseq(arg, convert, join) for arg in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(specs) + ")"


def getcallargs(func, *positional, **named):
    args, varargs, varkw, defaults = getargspec(func)
    if ismethod(func) and func.im_self is not None:
        positional = (func.im_self,) + positional
    name = func.__name__
    result = dict(zip(args, positional))
    if varargs:
        result[varargs] = positional[len(args):]
    elif len(positional) > len(args):
        raise TypeError("%s() takes %s %d argument%s (%d given)" % (
            name, "at most" if defaults else "exactly", len(args), "" if len(args) == 1 else "s", len(positional)))
    extra = {}
    for key, value in named.items():
        if key in result:
            raise TypeError("%s() got multiple values for keyword argument '%s'" % (name, key))
        if key in args:
            result[key] = value
        elif varkw:
            extra[key] = value
        else:
            raise TypeError("%s() got an unexpected keyword argument '%s'" % (name, key))
    if varkw:
        result[varkw] = extra
    if defaults:
        for key, value in zip(args[-len(defaults):], defaults):
            result.setdefault(key, value)
    missing = [key for key in args if key not in result]
    if missing:
        raise TypeError("%s() takes %s %d argument%s (%d given)" % (
            name, "at least" if defaults else "exactly", len(args) - len(defaults or ()),
            "" if len(args) == 1 else "s", len(args) - len(missing)))
    return result


def getlineno(frame):
    return frame.f_lineno


def getframeinfo(frame, context=1):
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
    if not isframe(frame):
        raise TypeError("{!r} is not a frame or traceback object".format(frame))
    filename = getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except IOError:
            lines = index = None
        else:
            start = max(0, min(max(start, 1), len(lines) - context))
            lines = lines[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    records = []
    while frame:
        records.append((frame,) + getframeinfo(frame, context))
        frame = frame.f_back
    return records


def getinnerframes(tb, context=1):
    records = []
    while tb:
        records.append((tb.tb_frame,) + getframeinfo(tb, context))
        tb = tb.tb_next
    return records


currentframe = sys._getframe


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)
