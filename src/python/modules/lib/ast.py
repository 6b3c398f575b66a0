"""Syntax trees: parse, dump, walk, visitors, literal_eval. Trees cannot be compiled here."""

import sys
import _ast
from collections import deque as _deque

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
# From 3.13 on nodes have values for what is left out, and dump() shows no empty lists.
_FILLED = sys.version_info >= (3, 13)
_ATTRIBUTES = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class AST:
    _fields = ()
    _attributes = ()
    __module__ = "ast"

    def __init__(self, *args, **kwargs):
        fields = self._fields
        if len(args) > len(fields):
            raise TypeError("%s constructor takes at most %d positional argument%s"
                            % (type(self).__name__, len(fields), "" if len(fields) == 1 else "s"))
        for name, value in zip(fields, args):
            if name in kwargs:
                raise TypeError("%s got multiple values for argument %r" % (type(self).__name__, name))
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)
        if _FILLED:
            for name in fields[len(args):]:
                if name not in kwargs and name in self._empty:
                    setattr(self, name, self._empty[name]())


class mod(AST):
    __module__ = "ast"


class expr_context(AST):
    __module__ = "ast"


# What is left out of these when a node is made.
_MAKERS = {"*": list, "@": lambda: Load()}


def _define(base, grammar):
    """One class a line: its name, then its fields; `?` marks what may be missing, `*` lists, `@` the context."""
    for line in grammar.split("\n"):
        words = line.split()
        if not words:
            continue
        name, fields = words[0], words[1:]
        plain = tuple([field.rstrip("?*@") for field in fields])
        namespace = {"_fields": plain, "__match_args__": plain, "__module__": "ast"}
        namespace["_empty"] = {f[:-1]: _MAKERS[f[-1]] for f in fields if f[-1] in _MAKERS}
        namespace.update({field[:-1]: None for field in fields if field[-1] == "?"})
        globals()[name] = type(name, (base,), namespace)


def _sum(name, *, placed=True):
    namespace = {"__module__": "ast"}
    if placed:
        namespace.update(_attributes=_ATTRIBUTES, end_lineno=None, end_col_offset=None)
    kind = globals()[name] = type(name, (AST,), namespace)
    return kind


_define(mod, """
    Module body* type_ignores*
    Interactive body*
    Expression body
""")
_define(expr_context, """
    Load
    Store
    Del
""")
_define(_sum("stmt"), """
    FunctionDef name args body* decorator_list* returns? type_comment? type_params*
    AsyncFunctionDef name args body* decorator_list* returns? type_comment? type_params*
    ClassDef name bases* keywords* body* decorator_list* type_params*
    Return value?
    Delete targets*
    Assign targets* value type_comment?
    TypeAlias name type_params* value
    AugAssign target op value
    AnnAssign target annotation value? simple
    For target iter body* orelse* type_comment?
    AsyncFor target iter body* orelse* type_comment?
    While test body* orelse*
    If test body* orelse*
    With items* body* type_comment?
    AsyncWith items* body* type_comment?
    Match subject cases*
    Raise exc? cause?
    Try body* handlers* orelse* finalbody*
    TryStar body* handlers* orelse* finalbody*
    Assert test msg?
    Import names*
    ImportFrom module? names* level?
    Global names*
    Nonlocal names*
    Expr value
    Pass
    Break
    Continue
""")
_define(_sum("expr"), """
    BoolOp op values*
    NamedExpr target value
    BinOp left op right
    UnaryOp op operand
    Lambda args body
    IfExp test body orelse
    Dict keys* values*
    Set elts*
    ListComp elt generators*
    SetComp elt generators*
    DictComp key value generators*
    GeneratorExp elt generators*
    Await value
    Yield value?
    YieldFrom value
    Compare left ops* comparators*
    Call func args* keywords*
    FormattedValue value conversion format_spec?
    JoinedStr values*
    Constant value kind?
    Attribute value attr ctx@
    Subscript value slice ctx@
    Starred value ctx@
    Name id ctx@
    List elts* ctx@
    Tuple elts* ctx@
    Slice lower? upper? step?
""")
_define(_sum("boolop", placed=False), "And\nOr")
_define(_sum("operator", placed=False), "\n".join(
    "Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv".split()))
_define(_sum("unaryop", placed=False), "Invert\nNot\nUAdd\nUSub")
_define(_sum("cmpop", placed=False), "\n".join("Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn".split()))
_define(AST, """
    comprehension target iter ifs* is_async
    arguments posonlyargs* args* vararg? kwonlyargs* kw_defaults* kwarg? defaults*
    withitem context_expr optional_vars?
    match_case pattern guard? body*
""")
_define(_sum("excepthandler"), "ExceptHandler type? name? body*")
_define(_sum("pattern"), """
    MatchValue value
    MatchSingleton value
    MatchSequence patterns*
    MatchMapping keys* patterns* rest?
    MatchClass cls patterns* kwd_attrs* kwd_patterns*
    MatchStar name?
    MatchAs pattern? name?
    MatchOr patterns*
""")
_define(_sum("type_param"), """
    TypeVar name bound? default_value?
    ParamSpec name default_value?
    TypeVarTuple name default_value?
""")
for _name, _described in (("arg", "arg annotation? type_comment?"), ("keyword", "arg? value"), ("alias", "name asname?")):
    _define(AST, _name + " " + _described)
    for _attribute, _value in (("_attributes", _ATTRIBUTES), ("end_lineno", None), ("end_col_offset", None)):
        setattr(globals()[_name], _attribute, _value)


# Fields that are assigned to, or deleted.
_STORED = {("Assign", "targets"), ("AugAssign", "target"), ("AnnAssign", "target"), ("For", "target"),
           ("AsyncFor", "target"), ("comprehension", "target"), ("withitem", "optional_vars"), ("NamedExpr", "target"),
           ("TypeAlias", "name")}
_DELETED = {("Delete", "targets")}


def _made(part, context):
    """The node of what `_ast` gives; `context` is the class of the context of what is a target."""
    if type(part) is list:
        return [_made(item, context) for item in part]
    if type(part) is not tuple or len(part) != 3:
        return part
    name, values, place = part
    cls = globals()[name]
    node = cls.__new__(cls)
    target = context is not Load
    inside = name in ("List", "Tuple", "Starred") if target else False
    for field, value in zip(cls._fields, values):
        wanted = context if inside else Load
        if (name, field) in _STORED:
            wanted = Store
        elif (name, field) in _DELETED:
            wanted = Del
        if name == "Constant":
            setattr(node, field, value)
        else:
            setattr(node, field, _made(value, wanted))
    if "ctx" in cls._fields:
        node.ctx = context()
    if place is not None:
        node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = place
    return node


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    if isinstance(source, AST):
        return source
    if isinstance(source, (bytes, bytearray)):
        source = bytes(source).decode("utf-8-sig")
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    return _made(_ast.parse(source, str(filename), mode), Load)


def literal_eval(node_or_string):
    """The value of a literal, or of containers of literals."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body

    def malformed(node):
        line = getattr(node, "lineno", None)
        place = " on line %d" % line if line and sys.version_info >= (3, 10) else ""
        raise ValueError("malformed node or string%s: %r" % (place, node))

    def number(node):
        if type(node) is not Constant or type(node.value) not in (int, float, complex):
            malformed(node)
        return node.value

    def signed(node):
        if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
            operand = number(node.operand)
            return +operand if isinstance(node.op, UAdd) else -operand
        return number(node)

    def convert(node):
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Tuple):
            return tuple(map(convert, node.elts))
        if isinstance(node, List):
            return list(map(convert, node.elts))
        if isinstance(node, Set):
            return set(map(convert, node.elts))
        if (isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set"
                and node.args == node.keywords == []):
            return set()
        if isinstance(node, Dict):
            if len(node.keys) != len(node.values):
                malformed(node)
            return dict(zip(map(convert, node.keys), map(convert, node.values)))
        if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
            left, right = signed(node.left), number(node.right)
            if isinstance(left, (int, float)) and isinstance(right, complex):
                return left + right if isinstance(node.op, Add) else left - right
        return signed(node)

    return convert(node_or_string)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=not _FILLED):
    def write(node, level):
        if indent is None:
            prefix, sep = "", ", "
        else:
            level += 1
            prefix, sep = "\n" + indent * level, ",\n" + indent * level
        if isinstance(node, AST):
            cls = type(node)
            parts = []
            held = []
            simple = True
            keywords = annotate_fields
            for name in node._fields:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    keywords = True
                    continue
                if value is None and getattr(cls, name, ...) is None:
                    keywords = True
                    continue
                if not show_empty and value == [] and cls._empty.get(name) is list:
                    if not keywords:
                        held.append(repr(value))
                    continue
                if not keywords:
                    parts += held
                    held = []
                text, plain = write(value, level)
                simple = simple and plain
                parts.append("%s=%s" % (name, text) if keywords else text)
            if include_attributes and node._attributes:
                for name in node._attributes:
                    try:
                        value = getattr(node, name)
                    except AttributeError:
                        continue
                    if value is None and getattr(cls, name, ...) is None:
                        continue
                    text, plain = write(value, level)
                    simple = simple and plain
                    parts.append("%s=%s" % (name, text))
            if simple and len(parts) <= 3:
                return "%s(%s)" % (cls.__name__, ", ".join(parts)), not parts
            return "%s(%s%s)" % (cls.__name__, prefix, sep.join(parts)), False
        if isinstance(node, list):
            if not node:
                return "[]", True
            return "[%s%s]" % (prefix, sep.join(write(item, level)[0] for item in node)), False
        return repr(node), True

    if not isinstance(node, AST):
        raise TypeError("expected AST, got %r" % type(node).__name__)
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return write(node, 0)[0]


def iter_fields(node):
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    for name, field in iter_fields(node):
        if isinstance(field, AST):
            yield field
        elif isinstance(field, list):
            for item in field:
                if isinstance(item, AST):
                    yield item


def walk(node):
    todo = _deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % node.__class__.__name__)
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    if clean:
        import inspect
        return inspect.cleandoc(value.value)
    return value.value


def copy_location(new_node, old_node):
    for attr in _ATTRIBUTES:
        if attr in old_node._attributes and attr in new_node._attributes:
            value = getattr(old_node, attr, None)
            if value is not None or (hasattr(old_node, attr) and attr.startswith("end_")):
                setattr(new_node, attr, value)
    return new_node


def fix_missing_locations(node):
    def fix(node, lineno, col_offset, end_lineno, end_col_offset):
        given = [lineno, col_offset, end_lineno, end_col_offset]
        for i, attr in enumerate(_ATTRIBUTES):
            if attr in node._attributes:
                if getattr(node, attr, None) is None:
                    setattr(node, attr, given[i])
                else:
                    given[i] = getattr(node, attr)
        for child in iter_child_nodes(node):
            fix(child, *given)

    fix(node, 1, 0, 1, 0)
    return node


def increment_lineno(node, n=1):
    for child in walk(node):
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if getattr(child, "end_lineno", None) is not None:
            child.end_lineno += n
    return node


def get_source_segment(source, node, *, padded=False):
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
    except AttributeError:
        return None
    lines = source.splitlines(True)[node.lineno - 1:node.end_lineno]
    lines[-1] = lines[-1].encode()[:node.end_col_offset].decode()
    start = node.col_offset
    first = lines[0].encode()
    lines[0] = (" " * start if padded and len(lines) > 1 else "") + first[start:].decode()
    return "".join(lines)


class NodeVisitor:
    def visit(self, node):
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            self.visit(child)


class NodeTransformer(NodeVisitor):
    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for value in old:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            new.extend(value)
                            continue
                    new.append(value)
                old[:] = new
            elif isinstance(old, AST):
                value = self.visit(old)
                if value is None:
                    delattr(node, field)
                else:
                    setattr(node, field, value)
        return node


if sys.version_info < (3, 9):
    import _since
    # Trees have another shape there.
    _since.trim(globals(), "ast")
