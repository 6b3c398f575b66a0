"""Documentation of live objects as text: what help() shows."""

import builtins
import collections
import inspect
import re
import sys
from reprlib import Repr

_HIDDEN = {
    "__author__", "__builtins__", "__cached__", "__credits__", "__date__", "__doc__", "__docformat__", "__file__",
    "__firstlineno__", "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__", "__slots__",
    "__spec__", "__static_attributes__", "__version__",
}

# How CPython's own text is laid out.
_STRIPS_LINES = sys.version_info >= (3, 12)
_SHOWS_CLASS_SIGNATURES = sys.version_info >= (3, 7)
# That a method is async, a property read-only.
_TELLS_KINDS = sys.version_info >= (3, 8)
_NAMES_DESCRIPTORS = sys.version_info >= (3, 9)
_RECENT = sys.version_info >= (3, 13)


def getdoc(thing):
    """The documentation of a thing, without its common indentation; "" when there is none."""
    doc = inspect.getdoc(thing) or ""
    return re.sub("^ *\n", "", doc.rstrip())


def splitdoc(doc):
    """A synopsis and the rest of a documentation."""
    lines = doc.strip().split("\n")
    if len(lines) == 1:
        return lines[0], ""
    if len(lines) >= 2 and not lines[1].rstrip():
        return lines[0], "\n".join(lines[2:])
    return "", "\n".join(lines)


def classname(cls, module):
    return cls.__name__ if cls.__module__ == module else cls.__module__ + "." + cls.__name__


def visiblename(name, all=None, obj=None):
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True
    return name in all if all is not None else not name.startswith("_")


def describe(thing):
    if inspect.ismodule(thing):
        kind = "built-in module " if thing.__name__ in sys.builtin_module_names else "module "
        return ("package " if hasattr(thing, "__path__") else kind) + thing.__name__
    if inspect.isbuiltin(thing):
        return "built-in function " + thing.__name__
    for asks, kind in ((inspect.isgetsetdescriptor, "getset"), (inspect.ismemberdescriptor, "member")):
        if asks(thing):
            owner = thing.__objclass__
            return "%s descriptor %s.%s.%s" % (kind, owner.__module__, owner.__name__, thing.__name__)
    for asks, kind in ((inspect.isclass, "class "), (inspect.isfunction, "function "), (inspect.ismethod, "method ")):
        if asks(thing):
            return kind + thing.__name__
    return type(thing).__name__


def _is_bound_method(thing):
    if inspect.ismethod(thing):
        return True
    return inspect.isbuiltin(thing) and thing.__self__ is not None and not inspect.ismodule(thing.__self__)


def _argspec(thing):
    try:
        signature = inspect.signature(thing)
    except (ValueError, TypeError):
        return _text_argspec(thing)
    name = getattr(thing, "__name__", "")
    if not _RECENT or name == "<lambda>":
        return str(signature)
    return signature.format(max_width=80 - len(name))


def _text_argspec(thing):
    text = getattr(thing, "__text_signature__", None)
    if not text or not _RECENT:
        return text
    if text[:2] != "($":
        return text
    text = "(" + text[2:]
    if getattr(thing, "__self__", None) is not None:
        bound = re.match(r"\(\w+(?:(?=\))|,\s*(?:/(?:,\s*|(?=\))))?)", text)
        if bound:
            text = "(" + text[bound.end():]
    return text


def _attributes(cls):
    for name, kind, owner, value in inspect.classify_class_attrs(cls):
        if inspect.isdatadescriptor(value):
            read_only = _TELLS_KINDS and isinstance(value, property) and value.fset is None
            kind = "readonly property" if read_only else "data descriptor"
        elif kind == "method" and _is_bound_method(value):
            kind = "static method"
        if visiblename(name, obj=cls):
            yield name, kind, owner, value


class TextRepr(Repr):
    def __init__(self):
        Repr.__init__(self)
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr1(self, x, level):
        method = getattr(self, "repr_" + "_".join(type(x).__name__.split()), None)
        if method is not None:
            return method(x, level)
        return _cram(re.sub(r" at 0x[0-9a-f]{6,16}(>+)$", r"\1", builtins.repr(x)), self.maxother)


    def repr_str(self, x, level):
        return builtins.repr(_cram(x, self.maxstring))


def _cram(text, maxlen):
    if len(text) <= maxlen:
        return text
    before = max(0, (maxlen - 3) // 2)
    after = max(0, maxlen - 3 - before)
    return text[:before] + "..." + text[len(text) - after:]


class TextDoc:
    def __init__(self):
        self.repr = TextRepr().repr

    def indent(self, text, prefix="    "):
        lines = [prefix + line for line in text.split("\n")]
        if _STRIPS_LINES:
            lines = [line.rstrip() for line in lines]
        else:
            lines[-1] = lines[-1].rstrip()
        return "\n".join(lines)

    def section(self, title, contents):
        return title + "\n" + self.indent(contents).rstrip() + "\n\n"

    def document(self, thing, name=None, *args):
        if inspect.ismodule(thing):
            return self.docmodule(thing)
        if inspect.isclass(thing):
            return self.docclass(thing, name, *args)
        if inspect.isroutine(thing):
            return self.docroutine(thing, name, *args)
        if inspect.isdatadescriptor(thing):
            return self.docdata(thing, name)
        return self.docother(thing, name)

    def docroutine(self, thing, name=None, module=None, cls=None, home=None):
        real = thing.__name__
        name = name or real
        home = home or cls
        note, function, repeated = "", None, False
        if not _RECENT:
            note = self.older_note(thing, module, cls)
        elif _is_bound_method(thing):
            receiver = thing.__self__
            if receiver is cls:
                function = getattr(thing, "__func__", None)
            elif inspect.isclass(receiver):
                note = " class method of " + classname(receiver, module)
            else:
                note = " method of %s instance" % classname(type(receiver), module)
        elif not inspect.isfunction(thing) and hasattr(thing, "__objclass__"):
            owner = thing.__objclass__
            if cls is None:
                note = " unbound %s method" % classname(owner, module)
            elif owner is not home:
                note = " from " + classname(owner, module)
        else:
            function = thing
        if inspect.isfunction(function) and home is not None and (
                function.__module__ != home.__module__ or function.__qualname__ != home.__qualname__ + "." + real):
            parent = self.parentname(function, module)
            if parent:
                note = " from " + parent
        if name == real:
            title = real
        else:
            repeated = cls is not None and inspect.getattr_static(cls, real, []) is thing
            if repeated and note.startswith(" from "):
                note = ""
            title = name + " = " + real
        spec = _argspec(thing)
        if spec and real == "<lambda>":
            title, spec = name + " lambda ", spec[1:-1]
        is_async = inspect.iscoroutinefunction(thing) or inspect.isasyncgenfunction(thing)
        kind = "async " if is_async and _TELLS_KINDS else ""
        declaration = kind + title + (spec or "(...)") + note + "\n"
        doc = "" if repeated else getdoc(thing)
        return declaration + (self.indent(doc).rstrip() + "\n" if doc else "")

    def older_note(self, thing, module, cls):
        """Up to 3.12 classes are instances like others."""
        if not _is_bound_method(thing):
            return ""
        owner = type(thing.__self__)
        if cls is None:
            return " method of %s instance" % classname(owner, module)
        return " from " + classname(owner, module) if owner is not cls else ""

    def parentname(self, function, module):
        parent = function.__qualname__.rpartition(".")[0]
        if function.__module__ != module:
            parent = function.__module__ + "." + parent if parent else function.__module__
        return parent

    def docclass(self, cls, name=None, *ignored):
        real, module = cls.__name__, cls.__module__
        name = name or real
        title = "class " + real if name == real else name + " = class " + real
        if cls.__bases__:
            title += "(%s)" % ", ".join([classname(base, module) for base in cls.__bases__])
        contents = []
        spec = _argspec(cls) if _SHOWS_CLASS_SIGNATURES else None
        if spec and spec != "()":
            contents.append(name + spec + "\n")
        doc = getdoc(cls)
        if doc:
            contents.append(doc + "\n")
        mro = collections.deque(cls.__mro__)
        if len(mro) > 2:
            contents.append("Method resolution order:")
            contents += ["    " + classname(base, module) for base in mro]
            contents.append("")
        self.list_subclasses(cls, contents)
        self.list_attributes(cls, mro, contents)
        return title + "\n" + (self.indent("\n".join(contents).rstrip(), " |  ") + "\n" if contents else "")

    def list_subclasses(self, cls, contents):
        shown = 4
        names = sorted([sub.__name__ for sub in type.__subclasses__(cls)
                        if not sub.__name__.startswith("_") and sub.__module__ == "builtins"], key=str.lower)
        if names:
            contents.append("Built-in subclasses:")
            contents += ["    " + name for name in names[:shown]]
            if len(names) > shown:
                contents.append("    ... and %d other subclasses" % (len(names) - shown))
            contents.append("")

    def list_attributes(self, cls, mro, contents):
        sections = (
            ("Methods %s:\n", "method"), ("Class methods %s:\n", "class method"), ("Static methods %s:\n", "static method"),
            ("Readonly properties %s:\n", "readonly property"), ("Data descriptors %s:\n", "data descriptor"),
            ("Data and other attributes %s:\n", "data"))
        attributes = list(_attributes(cls))
        ruled = False
        while attributes:
            owner = mro.popleft() if mro else attributes[0][2]
            own = [attribute for attribute in attributes if attribute[2] is owner]
            attributes = [attribute for attribute in attributes if attribute[2] is not owner]
            if owner is object and cls is not object:
                continue
            tag = "defined here" if owner is cls else "inherited from " + classname(owner, cls.__module__)
            own = self.in_order(own, cls)
            for heading, kind in sections:
                found = [attribute for attribute in own if attribute[1] == kind]
                if not found:
                    continue
                if ruled:
                    contents.append("-" * 70)
                ruled = True
                contents.append(heading % tag)
                for name, _, home, value in found:
                    contents.append(self.attribute(cls, name, kind, home, value))

    def in_order(self, attributes, cls):
        fields = getattr(cls, "_fields", ())
        places = {field: place for place, field in enumerate(fields)} if isinstance(fields, tuple) else {}
        return sorted(attributes, key=lambda a: (places.get(a[0], len(places)), a[0]))

    def attribute(self, cls, name, kind, home, value):
        if kind in ("readonly property", "data descriptor"):
            return self.docdata(value, name)
        if kind == "data":
            try:
                thing = getattr(cls, name)
            except AttributeError:
                thing = home.__dict__[name]
            return self.docother(thing, name, maxlen=70, doc=getdoc(value)) + "\n"
        try:
            value = getattr(cls, name)
        except Exception:
            return self.docdata(value, name)
        return self.document(value, name, cls.__module__, cls, home)

    def docdata(self, thing, name=None, *ignored):
        doc = getdoc(thing)
        name = name or _NAMES_DESCRIPTORS and getattr(thing, "__name__", None)
        return (name + "\n" if name else "") + (self.indent(doc) + "\n" if doc else "")

    def docother(self, thing, name=None, maxlen=None, doc=None):
        shown = self.repr(thing)
        head = name + " = " if name else ""
        if maxlen and len(head + shown) > maxlen:
            shown = shown[:maxlen - len(head + shown)] + "..."
        doc = doc or getdoc(thing)
        return head + shown + ("\n" + self.indent(doc) + "\n" if doc else "")

    def docmodule(self, module, *ignored):
        name = module.__name__
        synopsis, description = splitdoc(getdoc(module))
        result = self.section("NAME", name + (" - " + synopsis if synopsis else ""))
        if name != "__main__":
            place = "https://docs.python.org/%d.%d/library/%s.html" % (sys.version_info[:2] + (name.lower(),))
            result += self.section("MODULE REFERENCE", place + """

The following documentation is automatically generated from the Python
source files.  It may be incomplete, incorrect or include features that
are considered implementation detail and may vary between Python
implementations.  When in doubt, consult the module reference at the
location listed above.""")
        if description:
            result += self.section("DESCRIPTION", description)
        exported = getattr(module, "__all__", None)
        classes, functions, data = [], [], []
        for key, value in inspect.getmembers(module):
            if not visiblename(key, exported, module):
                continue
            if inspect.isclass(value):
                if exported is not None or (inspect.getmodule(value) or module) is module:
                    classes.append((key, value))
            elif inspect.isroutine(value):
                if exported is not None or inspect.isbuiltin(value) or inspect.getmodule(value) is module:
                    functions.append((key, value))
            elif not inspect.ismodule(value) and not inspect.isdatadescriptor(value):
                data.append((key, value))
        if classes:
            tree = self.formattree(inspect.getclasstree([value for _, value in classes], True), name)
            result += self.section("CLASSES", "\n".join([tree] + [self.docclass(v, k) for k, v in classes]))
        if functions:
            result += self.section("FUNCTIONS", "\n".join([self.docroutine(v, k, name) for k, v in functions]))
        if data:
            result += self.section("DATA", "\n".join([self.docother(v, k, maxlen=70) for k, v in data]))
        for attribute, title in (("__version__", "VERSION"), ("__author__", "AUTHOR")):
            if hasattr(module, attribute):
                result += self.section(title, str(getattr(module, attribute)))
        return result + self.section("FILE", getattr(module, "__file__", None) or "(built-in)")

    def formattree(self, tree, module, parent=None, prefix=""):
        result = ""
        for entry in tree:
            if isinstance(entry, list):
                result += self.formattree(entry, module, entry, prefix + "    ")
                continue
            cls, bases = entry
            result += prefix + classname(cls, module)
            if bases and bases != (parent,):
                result += "(%s)" % ", ".join([classname(base, module) for base in bases])
            result += "\n"
        return result


text = plaintext = TextDoc()


def locate(path):
    """The object that a dotted name leads to, or None."""
    parts = [part for part in path.split(".") if part]
    thing = getattr(builtins, parts[0], None) if parts else None
    if thing is None and parts:
        try:
            thing = __import__(parts[0])
        except ImportError:
            return None
    for part in parts[1:]:
        try:
            thing = getattr(thing, part)
        except AttributeError:
            return None
    return thing


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    name = None
    if isinstance(thing, str):
        name = thing
        thing = locate(name)
        if thing is None:
            raise ImportError("No Python documentation found for %r.\n"
                              "Use help() to get the interactive help utility.\n"
                              "Use help(str) for help on the str class." % name)
    what = describe(thing)
    module = inspect.getmodule(thing)
    if name and "." in name:
        what += " in " + name.rpartition(".")[0]
    elif module and module is not thing:
        what += " in module " + module.__name__
    if not (inspect.ismodule(thing) or inspect.isclass(thing) or inspect.isroutine(thing) or
            inspect.isdatadescriptor(thing) or inspect._own_doc(thing)):
        if hasattr(thing, "__origin__"):
            thing = thing.__origin__
        else:
            thing = type(thing)
            what += " object"
    return title % what + "\n\n" + (renderer or text).document(thing, name)


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None):
    (output or sys.stdout).write(render_doc(thing, title, forceload))


class Helper:
    def __repr__(self):
        return "<pydoc.Helper instance>"

    def __call__(self, *request):
        if request:
            self.help(*request)
        else:
            self.interact()

    def help(self, request):
        try:
            if isinstance(request, str) and request.strip() in ("True", "False", "None"):
                request = eval(request)
            doc(request, "Help on %s:")
        except ImportError as error:
            print(error)
        print()

    def interact(self):
        print("Enter the name of a module, class or function; q leaves.")
        while True:
            try:
                request = input("help> ").strip()
            except EOFError:
                return
            if request.lower() in ("", "q", "quit", "exit"):
                return
            self.help(request)


help = Helper()
