# Plays a lesson's statements in this interpreter and answers questions about its memory.
# Reads one Python tuple per line, writes one RON value per line. Runs in 2.7 and in every 3.
from __future__ import print_function
import ast
import gc
import io
import json
import os
import re
import sys
import traceback
import types
import weakref

PY2 = sys.version_info[0] == 2
ask, answer_to = sys.stdin, sys.stdout
screen = io.BytesIO() if PY2 else io.StringIO()
sys.stdout = sys.stderr = screen
driver = sys.modules["__main__"]
main = types.ModuleType("__main__")
sys.modules["__main__"] = main
NS = main.__dict__
NS["__builtins__"] = sys.modules["__builtin__" if PY2 else "builtins"]
import __future__

flags = __future__.print_function.compiler_flag if PY2 else 0
remembered, output, statements, collections, exceptions = {}, [], [], [], []
enabled = [True]
firm = set()


def watch(phase, info):
    if phase == "stop":
        asked = "collect" in sys._getframe(1).f_code.co_names
        collections.append((info["generation"], asked, info["collected"] + info["uncollectable"]))


def collect(generation=2):
    # 2.7 has no gc.callbacks.
    found = collect_really(generation)
    collections.append((generation, True, found))
    return found


if PY2:
    collect_really, gc.collect = gc.collect, collect


def spill():
    text = screen.getvalue()
    screen.seek(0)
    screen.truncate()
    return text


def last_words(code):
    # What a statement prints that ends the process, tried in a fork; None for one that does not.
    words, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(end, 2)
        try:
            exec(code, NS)
        except BaseException:
            pass
        os._exit(0)
    os.close(end)
    with os.fdopen(words, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return text if os.WIFSIGNALED(status) else None


def execute(code):
    # A count that lies can end the process, and then nobody could answer.
    crash = last_words(code) if "ctypes" in NS else None
    if crash is not None:
        screen.write(crash if PY2 else crash.decode("utf-8", "replace"))
        return
    try:
        exec(code, NS)
    except SystemExit:
        pass
    except BaseException:
        kind, value, trace = sys.exc_info()
        trace = trace.tb_next
        if not PY2:
            value.__traceback__ = trace
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, trace
        if sys.version_info >= (3, 12):
            sys.last_exc = value
        exceptions.append(kind.__name__)
        screen.write("".join(traceback.format_exception(kind, value, trace)))


def run(source, mode):
    line = statement = None
    try:
        if mode == "exec":
            codes = [compile(source, "<stdin>", "exec", flags, True)]
        else:
            tree = compile(source, "<stdin>", "exec", flags | ast.PyCF_ONLY_AST, True)
            # The prompt takes a line at a time: `x = 257; y = 257` is one compilation.
            lines = []
            for statement in tree.body:
                if lines and lines[-1][0].lineno == statement.lineno:
                    lines[-1].append(statement)
                else:
                    lines.append([statement])
            codes = [compile(ast.Interactive(line), "<stdin>", "single", flags, True) for line in lines]
            tree = lines = statement = line = None
    except SyntaxError as error:
        exceptions.append(type(error).__name__)
        screen.write("".join(traceback.format_exception_only(type(error), error)))
        return
    while codes:
        code = codes.pop(0)
        if enabled[0]:
            gc.enable()
        execute(code)
        enabled[0] = gc.isenabled()
        gc.disable()
        del code


def resolve(path):
    return eval(compile(path, "<path>", "eval"), NS)


def reached(roots=None):
    # What the learner's names lead to; with other roots, what these lead to.
    if roots is None:
        todo = [NS, sys.modules, gc.garbage]
        seen = set(id(x) for x in (remembered, output, statements, collections, exceptions, enabled, globals()))
    else:
        todo, seen = list(roots), set()
    seen.add(id(todo))
    found = set()
    while todo:
        o = todo.pop()
        if id(o) in seen:
            continue
        seen.add(id(o))
        found.add(id(o))
        todo.extend(gc.get_referents(o))
    return found


def facts(o, extra):
    # `extra` references are ours: the caller's variable, this parameter and getrefcount's argument.
    count = sys.getrefcount(o) - extra
    finalized = hasattr(gc, "is_finalized") and gc.is_finalized(o)
    generation = None
    if sys.version_info >= (3, 8):
        for g in range(3):
            if any(x is o for x in gc.get_objects(generation=g)):
                generation = g
    referent = "None"
    if isinstance(o, weakref.ref):
        referent = "Some(Alive)" if o() is not None else "Some(Gone)"
    return 'Some((identity: %d, refcount: %s, type_name: %s, tracked: %s, generation: %s, finalized: %s, reach: %s, referent: %s))' % (
        id(o), "Immortal" if count > 1 << 30 else "Count(%d)" % count, quote(type(o).__name__),
        "Tracked" if gc.is_tracked(o) else "Untracked",
        "None" if generation is None else "Some(%d)" % generation,
        "Done" if finalized else "NotYet",
        "Reachable" if id(o) in reached() else "Unreachable", referent)


def remember(label, again):
    try:
        o = resolve(label)
    except Exception:
        return
    if not again and (label in firm or label in remembered and recall(label) is not None):
        return
    firm.add(label)
    try:
        ref = weakref.ref(o)
    except TypeError:
        ref = None
    remembered[label] = (id(o), ref, type(o).__name__)


def recall(label):
    identity, ref, kind = remembered[label]
    if ref is not None and ref() is not None:
        return ref
    for o in gc.get_objects():
        if id(o) == identity and type(o).__name__ == kind:
            if ref is None or (hasattr(gc, "is_finalized") and gc.is_finalized(o)):
                return lambda o=o: o
    if ref is None:
        for o in list(NS.values()):
            if id(o) == identity:
                return lambda o=o: o
    return None


def quote(text):
    if PY2 and isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    text = json.dumps(text, ensure_ascii=False)
    text = re.sub(r"\\u([0-9a-f]{4})", r"\\u{\1}", text)
    text = re.sub(r"\\([bf])", " ", text)
    return text


def listed(items):
    return "[%s]" % ", ".join(items)


def base_overhead():
    # What getrefcount reports too much inside facts() for a fresh object that nothing else holds.
    class Probe(object):
        pass
    NS["__probe__"] = Probe()
    probe = NS["__probe__"]
    return count_in_facts(probe) - 1


def count_in_facts(o):
    return sys.getrefcount(o)


def collection(generation, asked, found):
    return "(generation: %d, cause: %s, found: %d)" % (generation, "Asked" if asked else "Automatic", found)


def reply(command, args):
    if command == "program":
        run(args[0], "exec")
        printed = spill()
        output.extend(printed.splitlines())
        return "(%s, %s)" % (quote(printed), "true" if exceptions else "false")
    if command == "begin":
        del output[:], statements[:], collections[:], exceptions[:]
        firm.clear()
        for label in args:
            remember(label, True)
        return "()"
    if command == "run":
        source, labels = args[0], args[1:]
        run(source, "single")
        printed = spill()
        output.extend(printed.splitlines())
        statements.append(source)
        for label in labels:
            remember(label, False)
        return quote(printed)
    if command == "object":
        try:
            o = resolve(args[0])
        except Exception:
            return "None"
        return facts(o, OVERHEAD)
    if command == "remembered":
        if args[0] not in remembered:
            return "None"
        ref = recall(args[0])
        if ref is None:
            return "Some(Freed)"
        o = ref()
        extra = OVERHEAD + (1 if ref is not remembered[args[0]][1] else 0)
        return "Some(Alive(%s))" % facts(o, extra)[5:-1]
    if command == "atom":
        try:
            o = resolve(args[0])
        except Exception:
            return "None"
        return "Some(%s)" % quote(repr(o)) if type(o) in (int, bool, float, str, type(None)) else "None"
    if command == "length":
        try:
            return "Some(%d)" % len(resolve(args[0]))
        except Exception:
            return "None"
    if command == "refers":
        try:
            o = resolve(args[0])
        except Exception:
            return "false"
        if args[1] not in remembered:
            return "false"
        identity = remembered[args[1]][0]
        near = gc.get_referents(o)
        near += [y for x in near if x is getattr(o, "__dict__", None) for y in x.values()]
        return "true" if any(id(x) == identity for x in near) else "false"
    if command == "instances":
        return str(sum(type(o).__name__ == args[0] for o in gc.get_objects()))
    if command == "unreachable":
        mine = [globals(), sys._getframe(), sys.modules, gc.garbage]
        known = reached(mine)
        lost = [o for o in gc.get_objects() if id(o) not in BASE and id(o) not in known
                and (type(o) in (list, dict, set) or type(o).__module__ == "__main__")
                and o is not known and o is not mine]
        return str(len(lost))
    if command == "in_garbage":
        return "true" if any(id(o) == remembered.get(args[0], (0,))[0] for o in gc.garbage) else "false"
    if command == "state":
        frozen = gc.get_freeze_count() if hasattr(gc, "get_freeze_count") else 0
        return "(garbage: %d, thresholds: (%d, %d, %d), enabled: %s, debug: %d, frozen: %d, output: %s, statements: %s, collections: %s, exceptions: %s)" % (
            (len(gc.garbage),) + gc.get_threshold() + (
                "true" if enabled[0] else "false", gc.get_debug(), frozen,
                listed(map(quote, output)), listed(map(quote, statements)),
                listed(collection(*c) for c in collections), listed(map(quote, exceptions))))
    raise SystemExit("unknown command " + command)


OVERHEAD = base_overhead()
del NS["__probe__"]
if hasattr(gc, "callbacks"):
    gc.callbacks.append(watch)
# What the driver and the library set up at their first use must not be found by the learner's collections.
run("try:\n    1/0\nexcept Exception as e:\n    del e\n0", "single")
run("undefined_name", "single")
sys.last_value = sys.last_traceback = sys.last_exc = None
NS["warm"] = main
for words in (("object", "warm"), ("begin", "warm"), ("run", "warm = 1", "warm"), ("state",), ("remembered", "warm"),
              ("refers", "warm", "warm"), ("instances", "x")):
    reply(words[0], words[1:])
del NS["warm"]
NS.pop("_", None)
vars(NS["__builtins__"]).pop("_", None)
remembered.clear()
firm.clear()
spill()
del output[:], statements[:], collections[:], exceptions[:]
for name in ("contextlib", "ctypes", "functools", "tracemalloc", "copy", "collections", "linecache"):
    try:
        __import__(name)
    except ImportError:
        pass
gc.collect()
gc.collect()
gc.disable()
BASE = set(id(o) for o in gc.get_objects())
while True:
    line = ask.readline()
    if not line:
        break
    parts = eval(line, {})
    if parts[0] == "fork":
        # A fresh interpreter for the price of a fork: the child plays until it is told to end.
        answer_to.write("()\n")
        answer_to.flush()
        child = os.fork()
        if child == 0:
            continue
        _, status = os.waitpid(child, 0)
        answer_to.write("()\n" if status == 0 else "the interpreter crashed\n")
        answer_to.flush()
        continue
    if parts[0] == "end":
        os._exit(0)
    text = reply(parts[0], parts[1:])
    if PY2 and not isinstance(text, bytes):
        text = text.encode("utf-8")
    answer_to.write(text + "\n")
    answer_to.flush()
