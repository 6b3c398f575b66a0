"""Asking about live objects: the part that beginners use."""

import collections
import enum
import functools
import sys
import types

_empty_default = object()

# How an annotated parameter is written.
_SPACED = sys.version_info >= (3, 7)


def ismodule(o):
    return isinstance(o, types.ModuleType)


def isclass(o):
    return isinstance(o, type)


def isfunction(o):
    return isinstance(o, types.FunctionType)


def ismethod(o):
    return isinstance(o, types.MethodType)


def isgenerator(o):
    return isinstance(o, types.GeneratorType)


def isbuiltin(o):
    return isinstance(o, types.BuiltinFunctionType)


def isroutine(o):
    return isbuiltin(o) or isfunction(o) or ismethod(o) or ismethoddescriptor(o)


def isframe(o):
    return isinstance(o, types.FrameType)


def iscode(o):
    return isinstance(o, types.CodeType)


def istraceback(o):
    return isinstance(o, types.TracebackType)


def currentframe():
    return sys._getframe(1)


def getmro(cls):
    return cls.__mro__


def getdoc(o):
    doc = _own_doc(o)
    if doc is None:
        doc = _inherited_doc(o)
    return cleandoc(doc) if isinstance(doc, str) else None


def _own_doc(o):
    doc = getattr(o, "__doc__", None)
    if isclass(o):
        # The getset of a metaclass would show the base's.
        return doc if o.__dict__.get("__doc__") is not None else None
    return doc if doc is not getattr(type(o), "__doc__", None) or isroutine(o) else None


def _inherited_doc(o):
    """That of the method or class that this one overrides."""
    if isclass(o):
        for base in o.__mro__[1:]:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if isinstance(o, property):
        o = o.fget
    if isinstance(o, (staticmethod, classmethod)):
        o = o.__func__
    path = getattr(o, "__qualname__", "")
    owner, _, name = path.rpartition(".")
    if ismethod(o):
        cls = o.__self__ if isclass(o.__self__) else type(o.__self__)
    elif hasattr(o, "__objclass__"):
        cls = o.__objclass__
    else:
        cls = sys.modules.get(getattr(o, "__module__", None))
        for part in owner.split(".") if owner else ():
            cls = getattr(cls, part, None)
    if not isclass(cls):
        return None
    for base in cls.__mro__:
        doc = getattr(getattr(base, name), "__doc__", None) if name in base.__dict__ else None
        if doc is not None:
            return doc
    return None


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(l) - len(l.lstrip()) for l in lines[1:] if l.strip()], default=0)
    lines = [lines[0].lstrip()] + [l[margin:] for l in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getmembers(o, predicate=None):
    found = []
    for name in dir(o):
        try:
            value = getattr(o, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getgeneratorstate(generator):
    if generator.gi_running:
        return "GEN_RUNNING"
    if generator.gi_suspended:
        return "GEN_SUSPENDED"
    if generator.gi_frame is None:
        return "GEN_CLOSED"
    return "GEN_CREATED"


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return "CORO_RUNNING"
    if coroutine.cr_suspended:
        return "CORO_SUSPENDED"
    if coroutine.cr_frame is None:
        return "CORO_CLOSED"
    return "CORO_CREATED"


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512


def _has_flag(o, flag):
    while ismethod(o):
        o = o.__func__
    while isinstance(o, functools.partial):
        o = o.func
    return isfunction(o) and bool(o.__code__.co_flags & flag)


def isgeneratorfunction(o):
    return _has_flag(o, CO_GENERATOR)


def iscoroutinefunction(o):
    return _has_flag(o, CO_COROUTINE)


def isasyncgenfunction(o):
    return _has_flag(o, CO_ASYNC_GENERATOR)


def iscoroutine(o):
    return isinstance(o, types.CoroutineType)


def isasyncgen(o):
    return isinstance(o, types.AsyncGeneratorType)


def isawaitable(o):
    return isinstance(o, types.CoroutineType) or hasattr(type(o), "__await__")


def isdatadescriptor(o):
    if isclass(o) or ismethod(o) or isfunction(o):
        return False
    return hasattr(type(o), "__set__") or hasattr(type(o), "__delete__")


def ismethoddescriptor(o):
    if isclass(o) or ismethod(o) or isfunction(o):
        return False
    return hasattr(type(o), "__get__") and not hasattr(type(o), "__set__") and not hasattr(type(o), "__delete__")


def ismethodwrapper(o):
    return isinstance(o, types.MethodWrapperType)


def isgetsetdescriptor(o):
    return isinstance(o, types.GetSetDescriptorType)


def ismemberdescriptor(o):
    return isinstance(o, types.MemberDescriptorType)


def isabstract(o):
    return isinstance(o, type) and bool(getattr(o, "__abstractmethods__", ()))


def getmodule(o):
    if ismodule(o):
        return o
    name = getattr(o, "__module__", None)
    if name is not None:
        return sys.modules.get(name)
    name = getattr(o, "__name__", None)
    for module in map(sys.modules.get, ("__main__", "builtins")):
        if name is not None and getattr(module, name, None) is o:
            return module
    return None


def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping {!r}".format(func))
        seen.add(id(func))
    return func


def getattr_static(obj, attr, default=_empty_default):
    owners = list(type(obj).__mro__) if not isinstance(obj, type) else list(obj.__mro__)
    if not isinstance(obj, type) and attr in getattr(obj, "__dict__", {}):
        return obj.__dict__[attr]
    for owner in owners:
        if attr in owner.__dict__:
            return owner.__dict__[attr]
    if default is not _empty_default:
        return default
    raise AttributeError(attr)


Attribute = collections.namedtuple("Attribute", "name kind defining_class object")


def getclasstree(classes, unique=False):
    """Nested lists: (class, bases), and behind it the list of its subclasses."""
    children, roots = {}, []
    for cls in classes:
        parents = [base for base in cls.__bases__]
        for parent in parents:
            known = children.setdefault(parent, [])
            if cls not in known:
                known.append(cls)
            if unique and parent in classes:
                break
        if not parents and cls not in roots:
            roots.append(cls)
    roots += [parent for parent in children if parent not in classes]
    return _walktree(roots, children, None)


def _walktree(classes, children, parent):
    found = []
    for cls in sorted(classes, key=lambda cls: (cls.__module__, cls.__name__)):
        found.append((cls, cls.__bases__))
        if cls in children:
            found.append(_walktree(children[cls], children, cls))
    return found


def classify_class_attrs(cls):
    found = []
    for name in dir(cls):
        for owner in cls.__mro__:
            if name in owner.__dict__:
                value = owner.__dict__[name]
                kind = "static method" if isinstance(value, (staticmethod, types.BuiltinMethodType)) else "class method" if isinstance(
                    value, (classmethod, types.ClassMethodDescriptorType)) else "property" if isinstance(value, property) else "method" if isroutine(
                    value) else "data"
                found.append(Attribute(name, kind, owner, value))
                break
    return found


# ---- sources


def getfile(o):
    if ismodule(o):
        if getattr(o, "__file__", None):
            return o.__file__
        raise TypeError("%r is a built-in module" % o)
    if isclass(o):
        module = sys.modules.get(o.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if o.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError("%r is a built-in class" % o)
    if ismethod(o):
        o = o.__func__
    if isfunction(o):
        o = o.__code__
    if istraceback(o):
        o = o.tb_frame
    if isframe(o):
        o = o.f_code
    if iscode(o):
        return o.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got %s"
                    % type(o).__name__)


getsourcefile = getabsfile = getfile


def _block(lines):
    """The lines of a block from its first one on."""
    first = lines[0]
    indent = len(first) - len(first.lstrip())
    end = 1
    depth = 0
    last = 1
    header = True
    for i, line in enumerate(lines):
        text = line.strip()
        depth += sum([text.count(c) for c in "([{"]) - sum([text.count(c) for c in ")]}"])
        if header:
            last = i + 1
            if depth <= 0 and not text.startswith("@") and text.split("#")[0].rstrip().endswith(":"):
                header = False
            elif depth <= 0 and not text.startswith("@") and text.startswith(("def ", "class ", "async def ")):
                break
            elif depth <= 0 and not text.startswith("@"):
                break
            continue
        if text and not text.startswith("#") and len(line) - len(line.lstrip()) <= indent and depth <= 0:
            break
        if text:
            last = i + 1
    return lines[:last]


def getsourcelines(o):
    o = unwrap(o)
    import linecache
    name = getfile(o)
    lines = linecache.getlines(name)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(o):
        return lines, 0
    if isclass(o):
        number = o.__dict__.get("__firstlineno__")
        if number is None:
            raise OSError("source code not available")
    else:
        if ismethod(o):
            o = o.__func__
        if isfunction(o):
            o = o.__code__
        if istraceback(o):
            o = o.tb_frame
        if isframe(o):
            o = o.f_code
        number = o.co_firstlineno
        if o.co_name == "<module>":
            return lines, 0
    return _block(lines[number - 1:]), number


def getsource(o):
    return "".join(getsourcelines(o)[0])


def getcomments(o):
    return None


# ---- frames


_FrameInfo = collections.namedtuple("FrameInfo", "frame filename lineno function code_context index")


class FrameInfo(_FrameInfo):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self


Traceback = collections.namedtuple("Traceback", "filename lineno function code_context index")


def getframeinfo(frame, context=1):
    import linecache
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
    code = frame.f_code
    line = linecache.getline(code.co_filename, lineno)
    return Traceback(code.co_filename, lineno, code.co_name, [line] if line and context else None, 0 if line else None)


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    exc = sys.exception()
    return getinnerframes(exc.__traceback__, context) if exc else []


ClosureVars = collections.namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("%r is not a Python function" % func)
    import builtins
    code = func.__code__
    nonlocals = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        try:
            nonlocals[name] = cell.cell_contents
        except ValueError:
            pass
    found, outer, unbound = {}, {}, set()
    for name in code.co_names:
        if name in func.__globals__:
            found[name] = func.__globals__[name]
        elif hasattr(builtins, name):
            outer[name] = getattr(builtins, name)
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, outer, unbound)


def getgeneratorlocals(generator):
    frame = generator.gi_frame
    return dict(frame.f_locals) if frame else {}


# ---- signatures


FullArgSpec = collections.namedtuple(
    "FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
ArgInfo = collections.namedtuple("ArgInfo", "args varargs keywords locals")
Arguments = collections.namedtuple("Arguments", "args varargs varkw")


def getargs(code):
    count, only = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames
    rest = count + only
    varargs = varkw = None
    if code.co_flags & CO_VARARGS:
        varargs = names[rest]
        rest += 1
    if code.co_flags & CO_VARKEYWORDS:
        varkw = names[rest]
    return Arguments(list(names[:count]) + list(names[count:count + only]), varargs, varkw)


def getargvalues(frame):
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def getfullargspec(func):
    args, defaults, kwonly, kwdefaults, notes = [], [], [], {}, {}
    varargs = varkw = None
    sig = _signature(func, False, True)
    for p in sig.parameters.values():
        if p.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            args.append(p.name)
            if p.default is not p.empty:
                defaults.append(p.default)
        elif p.kind is Parameter.VAR_POSITIONAL:
            varargs = p.name
        elif p.kind is Parameter.KEYWORD_ONLY:
            kwonly.append(p.name)
            if p.default is not p.empty:
                kwdefaults[p.name] = p.default
        else:
            varkw = p.name
        if p.annotation is not p.empty:
            notes[p.name] = p.annotation
    if sig.return_annotation is not sig.empty:
        notes["return"] = sig.return_annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, notes)


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, getattr(types, "GenericAlias", ())):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation).removeprefix("typing.")


class _empty:
    pass


class _void:
    pass


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


class Parameter:
    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._kind = _ParameterKind(kind)
        if default is not _empty and self._kind in (_ParameterKind.VAR_POSITIONAL, _ParameterKind.VAR_KEYWORD):
            raise ValueError("%s parameters cannot have default values" % self._kind.description)
        if not name.isidentifier():
            raise ValueError("%r is not a valid parameter name" % name)
        self._name = name
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(
            self._name if name is _void else name, self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += (": " if _SPACED else ":") + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (" = " if _SPACED and self._annotation is not _empty else "=") + repr(self._default)
        if self._kind is _ParameterKind.VAR_POSITIONAL:
            text = "*" + text
        elif self._kind is _ParameterKind.VAR_KEYWORD:
            text = "**" + text
        return text

    def __repr__(self):
        return '<%s "%s">' % (self.__class__.__name__, self)

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name, self._kind, self._default, self._annotation) == (
            other._name, other._kind, other._default, other._annotation)

    def __hash__(self):
        return hash((self._name, self._kind))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        args = []
        for name, p in self._signature.parameters.items():
            if p.kind in (_ParameterKind.VAR_KEYWORD, _ParameterKind.KEYWORD_ONLY) or name not in self.arguments:
                break
            if p.kind is _ParameterKind.VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, p in self._signature.parameters.items():
            if not started:
                if p.kind in (_ParameterKind.VAR_KEYWORD, _ParameterKind.KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if p.kind is _ParameterKind.VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        new = {}
        for name, p in self._signature.parameters.items():
            if name in self.arguments:
                new[name] = self.arguments[name]
            elif p.default is not _empty:
                new[name] = p.default
            elif p.kind is _ParameterKind.VAR_POSITIONAL:
                new[name] = ()
            elif p.kind is _ParameterKind.VAR_KEYWORD:
                new[name] = {}
        self.arguments = new

    def __eq__(self, other):
        return isinstance(other, BoundArguments) and (self._signature, self.arguments) == (
            other._signature, other.arguments)

    def __repr__(self):
        return "<%s (%s)>" % (
            self.__class__.__name__, ", ".join(["%s=%r" % item for item in self.arguments.items()]))


class Signature:
    __slots__ = ("_return_annotation", "_parameters")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = types.MappingProxyType({p.name: p for p in parameters or ()})
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        return _signature(obj, follow_wrapped)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(
            self._parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self._parameters.values()) == list(other._parameters.values()) and (
            self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash(tuple(self._parameters))

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial=False):
        arguments = {}
        kwargs = dict(kwargs)
        rest = list(args)
        variadic = None
        for p in self._parameters.values():
            if p.kind is _ParameterKind.VAR_POSITIONAL:
                arguments[p.name] = tuple(rest)
                if not rest:
                    del arguments[p.name]
                rest = []
            elif p.kind is _ParameterKind.VAR_KEYWORD:
                variadic = p.name
            elif rest and p.kind is not _ParameterKind.KEYWORD_ONLY:
                if p.name in kwargs and p.kind is not _ParameterKind.POSITIONAL_ONLY:
                    raise TypeError("multiple values for argument %r" % p.name)
                arguments[p.name] = rest.pop(0)
            elif p.name in kwargs and p.kind is not _ParameterKind.POSITIONAL_ONLY:
                arguments[p.name] = kwargs.pop(p.name)
            elif p.default is _empty and not partial:
                only = " keyword-only" if p.kind is _ParameterKind.KEYWORD_ONLY else ""
                raise TypeError("missing a required%s argument: %r" % (only, p.name))
        if rest:
            raise TypeError("too many positional arguments")
        if kwargs:
            if variadic is None:
                raise TypeError("got an unexpected keyword argument %r" % next(iter(kwargs)))
            arguments[variadic] = kwargs
        return BoundArguments(self, arguments)

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        out = []
        pos_only = False
        kw_separator = True
        for p in self._parameters.values():
            if p.kind is _ParameterKind.POSITIONAL_ONLY:
                pos_only = True
            elif pos_only:
                out.append("/")
                pos_only = False
            if p.kind is _ParameterKind.VAR_POSITIONAL:
                kw_separator = False
            elif p.kind is _ParameterKind.KEYWORD_ONLY and kw_separator:
                out.append("*")
                kw_separator = False
            out.append(str(p))
        if pos_only:
            out.append("/")
        text = "(%s)" % ", ".join(out)
        if max_width is not None and len(text) > max_width:
            text = "(\n    %s\n)" % ",\n    ".join(out)
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return "<%s %s>" % (self.__class__.__name__, self)


def _of_function(func):
    code = func.__code__
    count, positional_only = code.co_argcount, code.co_posonlyargcount
    names = code.co_varnames
    notes = getattr(func, "__annotations__", None) or {}
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    parameters = []
    first_default = count - len(defaults)
    for i in range(count):
        kind = Parameter.POSITIONAL_ONLY if i < positional_only else Parameter.POSITIONAL_OR_KEYWORD
        parameters.append(Parameter(
            names[i] if names[i].isidentifier() else "implicit0", kind, annotation=notes.get(names[i], _empty),
            default=defaults[i - first_default] if i >= first_default else _empty))
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        parameters.append(Parameter(names[at], Parameter.VAR_POSITIONAL, annotation=notes.get(names[at], _empty)))
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, default=kwdefaults.get(name, _empty),
                                    annotation=notes.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        parameters.append(Parameter(names[at], Parameter.VAR_KEYWORD, annotation=notes.get(names[at], _empty)))
    return Signature(parameters, return_annotation=notes.get("return", _empty))


def _without_first(sig):
    parameters = list(sig.parameters.values())
    if parameters and parameters[0].kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
        parameters = parameters[1:]
    return sig.replace(parameters=parameters)


def _of_partial(obj, sig):
    bound = sig.bind_partial(*obj.args, **obj.keywords)
    parameters = []
    keyword_only = False
    for name, p in sig.parameters.items():
        if name in obj.keywords:
            keyword_only = True
            p = p.replace(default=obj.keywords[name])
            if p.kind is Parameter.POSITIONAL_OR_KEYWORD:
                p = p.replace(kind=Parameter.KEYWORD_ONLY)
        elif name in bound.arguments and p.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            continue
        elif keyword_only and p.kind is Parameter.POSITIONAL_OR_KEYWORD:
            p = p.replace(kind=Parameter.KEYWORD_ONLY)
        elif keyword_only and p.kind is Parameter.VAR_POSITIONAL:
            continue
        parameters.append(p)
    return sig.replace(parameters=parameters)


def _of_text(obj, text):
    """The signature that a builtin tells of itself: `($self, object, /)`."""
    parameters, kind, own = [], Parameter.POSITIONAL_OR_KEYWORD, None
    for part in _parts(text.strip()[1:-1]):
        part = part.strip()
        if part == "/":
            parameters = [p.replace(kind=Parameter.POSITIONAL_ONLY) for p in parameters]
        elif part == "*":
            kind = Parameter.KEYWORD_ONLY
        elif part:
            name, equals, default = part.partition("=")
            this = kind
            if name.startswith("$"):
                own = name = name[1:]
                this = Parameter.POSITIONAL_ONLY
            elif name.startswith("**"):
                this = Parameter.VAR_KEYWORD
            elif name.startswith("*"):
                this, kind = Parameter.VAR_POSITIONAL, Parameter.KEYWORD_ONLY
            try:
                value = eval(default, dict(sys.modules)) if equals else _empty
            except (NameError, SyntaxError):
                raise ValueError("%r builtin has invalid signature" % obj)
            parameters.append(Parameter(name.lstrip("*"), this, default=value))
    receiver = getattr(obj, "__self__", None)
    if own is not None and (receiver is not None or own in ("module", "type")):
        parameters = parameters[1:]
    return Signature(parameters)


def _parts(text):
    depth, begin, quote = 0, 0, None
    for at, c in enumerate(text):
        if quote:
            quote = None if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == "," and not depth:
            yield text[begin:at]
            begin = at + 1
    yield text[begin:]


def _signature(obj, follow_wrapped=True, keep_self=False):
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if ismethod(obj):
        sig = _signature(obj.__func__, follow_wrapped)
        return sig if keep_self else _without_first(sig)
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return _signature(obj)
    sig = getattr(obj, "__signature__", None)
    if isinstance(sig, Signature):
        return sig
    if isfunction(obj):
        return _of_function(obj)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, _signature(obj.func))
    if isinstance(obj, type):
        call = type(obj).__dict__.get("__call__") if type(obj) is not type else None
        if isfunction(call):
            return _without_first(_of_function(call))
        for owner in obj.__mro__:
            new, init = owner.__dict__.get("__new__"), owner.__dict__.get("__init__")
            for found in (new, init):
                if isinstance(found, staticmethod):
                    found = found.__func__
                if isfunction(found):
                    return _without_first(_signature(found))
        for base in obj.__mro__[:-1]:
            text = getattr(base, "__text_signature__", None)
            if text:
                return _of_text(obj, text)
        if type not in obj.__mro__ and obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
        raise ValueError("no signature found for builtin type %r" % obj)
    if isbuiltin(obj) or hasattr(type(obj), "__text_signature__"):
        text = obj.__text_signature__
        if text:
            return _of_text(obj, text)
        raise ValueError("no signature found for builtin %r" % obj)
    call = getattr(type(obj), "__call__", None)
    if isfunction(call):
        return _without_first(_signature(call))
    raise ValueError("callable %r is not supported by signature" % (obj,))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature(obj, follow_wrapped)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isinstance(obj, type):
        notes = obj.__dict__.get("__annotations__", {})
    else:
        notes = getattr(obj, "__annotations__", None) or {}
    return dict(notes)
