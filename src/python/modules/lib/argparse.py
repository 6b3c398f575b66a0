"""Command line arguments."""

import os
import sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "Namespace", "Action", "HelpFormatter", "FileType",
           "ONE_OR_MORE", "OPTIONAL", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE", "RawDescriptionHelpFormatter",
           "ArgumentDefaultsHelpFormatter", "BooleanOptionalAction"]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER = "?", "*", "+", "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _display(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else "argument %s: %s" % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join(["%s=%r" % item for item in self.__dict__.items()]))


class HelpFormatter:
    def __init__(self, prog=None, **kwargs):
        pass


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode

    def __call__(self, string):
        return open(string, self._mode)


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, **kwargs):
        names = list(option_strings)
        names += ["--no-" + name[2:] for name in option_strings if name.startswith("--")]
        super().__init__(names, dest, nargs=0, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.append(values)
        setattr(namespace, self.dest, items)


class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.extend(values)
        setattr(namespace, self.dest, items)


class _Const(Action):
    def __init__(self, option_strings, dest, **kwargs):
        super().__init__(option_strings, dest, nargs=0, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _Count(Action):
    def __init__(self, option_strings, dest, **kwargs):
        super().__init__(option_strings, dest, nargs=0, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest, **kwargs):
        super().__init__(option_strings, SUPPRESS, nargs=0, default=SUPPRESS, help=kwargs.get("help"))

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, dest, version=None, **kwargs):
        super().__init__(option_strings, SUPPRESS, nargs=0, default=SUPPRESS,
                         help=kwargs.get("help") or "show program's version number and exit")
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        print(self.version.replace("%(prog)s", parser.prog))
        parser.exit()


class _SubParsers(Action):
    def __init__(self, parent, dest, required, title=None, help=None, metavar=None):
        super().__init__([], dest or SUPPRESS, nargs="A...", required=required, help=help, metavar=metavar)
        self.parent = parent
        self.parsers = {}
        self.choices = self.parsers
        self._listed = []

    def add_parser(self, name, **kwargs):
        kwargs.setdefault("prog", "%s %s" % (self.parent.prog, name))
        if "help" in kwargs:
            self._listed.append((name, Action([], name, help=kwargs.pop("help"))))
        parser = self.parsers[name] = ArgumentParser(**kwargs)
        return parser


def _display(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return "/".join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    if argument.choices:
        return "{%s}" % ",".join(argument.choices)
    return None


class _Group:
    def __init__(self, parser, exclusive=False, required=False):
        self._parser = parser
        self._exclusive = exclusive
        self.required = required
        self.actions = []

    def add_argument(self, *names, **kwargs):
        action = self._parser.add_argument(*names, **kwargs)
        self.actions.append(action)
        return action


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True, fromfile_prefix_chars=None):
        self.prog = prog or os.path.basename(sys.argv[0])
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.exit_on_error = exit_on_error
        self.argument_default = argument_default
        self._actions = []
        self._defaults = {}
        self._groups = []
        if add_help:
            self.add_argument("-h", "--help", action="help", help="show this help message and exit")
        for parent in parents:
            self._actions.extend([a for a in parent._actions if not isinstance(a, _Help)])

    def add_argument(self, *names, action="store", **kwargs):
        options = [name for name in names if name.startswith("-")]
        if options:
            dest = kwargs.pop("dest", None)
            if dest is None:
                long = [name for name in options if name.startswith("--")]
                dest = (long or options)[0].lstrip("-").replace("-", "_")
        else:
            if kwargs.pop("required", None) is not None:
                raise TypeError("'required' is an invalid argument for positionals")
            dest = names[0] if names else kwargs.pop("dest")
        if self.argument_default is not None:
            kwargs.setdefault("default", self.argument_default)
        if action in ("store_true", "store_false"):
            kwargs.setdefault("default", action == "store_false")
            made = _Const(options, dest, const=action == "store_true", **kwargs)
        elif action == "store_const":
            made = _Const(options, dest, **kwargs)
        else:
            table = {"store": Action, "append": _Append, "extend": _Extend, "count": _Count, "help": _Help,
                     "version": _Version}
            kind = table.get(action, action)
            if isinstance(kind, str):
                raise ValueError("unknown action %r" % action)
            made = kind(options, dest, **kwargs)
        if not options:
            made.required = made.nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER)
        self._actions.append(made)
        return made

    def add_argument_group(self, *args, **kwargs):
        return _Group(self)

    def add_mutually_exclusive_group(self, *, required=False):
        group = _Group(self, True, required)
        self._groups.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, dest=None, required=False, help=None, metavar=None,
                       **kwargs):
        action = _SubParsers(self, dest, required, title, help, metavar)
        self._actions.append(action)
        return action

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return found

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        space = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(space, action.dest):
                default = action.default
                setattr(space, action.dest, default)
        for name, value in self._defaults.items():
            if not hasattr(space, name):
                setattr(space, name, value)
        try:
            return self._parse(args, space)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))

    def _option(self, arg):
        if not arg.startswith("-") or arg == "-":
            return None
        for action in self._actions:
            if arg in action.option_strings:
                return action, arg, None
        if "=" in arg:
            name, _, value = arg.partition("=")
            for action in self._actions:
                if name in action.option_strings:
                    return action, name, value
        if arg.startswith("--"):
            name = arg.partition("=")[0]
            hits = [(a, o) for a in self._actions for o in a.option_strings if o.startswith(name)]
            if len(hits) == 1:
                return hits[0][0], hits[0][1], arg.partition("=")[2] if "=" in arg else None
            if len(hits) > 1:
                raise ArgumentError(None, "ambiguous option: %s could match %s" % (
                    arg, ", ".join([o for _, o in hits])))
        else:
            for action in self._actions:
                if arg[:2] in action.option_strings:
                    return action, arg[:2], arg[2:]
            try:
                float(arg)
                return None
            except ValueError:
                pass
        if " " in arg:
            return None
        return None, arg, None

    def _parse(self, args, space):
        positionals = [a for a in self._actions if not a.option_strings]
        seen = set()
        extras = []
        loose = []
        i = 0
        plain = False
        while i < len(args):
            arg = args[i]
            i += 1
            if plain:
                loose.append(arg)
                continue
            if arg == "--":
                plain = True
                continue
            option = self._option(arg)
            if option is None:
                loose.append(arg)
                first = positionals[0] if positionals else None
                if isinstance(first, _SubParsers) or (first is not None and first.nargs == REMAINDER):
                    loose.extend(args[i:])
                    break
                continue
            action, name, value = option
            if action is None:
                extras.append(arg)
                continue
            for group in self._groups:
                if action in group.actions:
                    for other in group.actions:
                        if other is not action and other in seen:
                            raise ArgumentError(action, "not allowed with argument %s" % _display(other))
            seen.add(action)
            if action.nargs == 0:
                if value and not name.startswith("--"):
                    args.insert(i, "-" + value)
                elif value is not None and name.startswith("--"):
                    raise ArgumentError(action, "ignored explicit argument %r" % value)
                action(self, space, [], name)
                continue
            values = [] if value is None else [value]
            if value is None:
                most = {None: 1, OPTIONAL: 1}.get(action.nargs, action.nargs if isinstance(action.nargs, int) else 10 ** 9)
                while len(values) < most and i < len(args) and args[i] != "--" and self._option(args[i]) is None:
                    values.append(args[i])
                    i += 1
            if action.nargs is None and not values:
                raise ArgumentError(action, "expected one argument")
            if action.nargs == ONE_OR_MORE and not values:
                raise ArgumentError(action, "expected at least one argument")
            if isinstance(action.nargs, int) and len(values) != action.nargs:
                raise ArgumentError(action, "expected %d argument%s" % (action.nargs, "" if action.nargs == 1 else "s"))
            action(self, space, self._values(action, values), name)
        at = 0
        for k, action in enumerate(positionals):
            if isinstance(action, _SubParsers):
                if at < len(loose):
                    name = loose[at]
                    if name not in action.parsers:
                        raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (
                            name, ", ".join([str(p) for p in action.parsers])))
                    if action.dest is not SUPPRESS:
                        setattr(space, action.dest, name)
                    sub, more = action.parsers[name].parse_known_args(loose[at + 1:])
                    for key, value in vars(sub).items():
                        setattr(space, key, value)
                    extras.extend(more)
                    at = len(loose)
                    seen.add(action)
                continue
            later = sum([a.nargs if isinstance(a.nargs, int) else 1 if a.nargs in (None, ONE_OR_MORE) else 0
                         for a in positionals[k + 1:]])
            room = max(len(loose) - at - later, 0)
            if action.nargs is None:
                take = min(1, len(loose) - at)
            elif isinstance(action.nargs, int):
                take = action.nargs if len(loose) - at >= action.nargs else 0
            elif action.nargs == OPTIONAL:
                take = min(1, room)
            else:
                take = room
            if not take and action.nargs in (OPTIONAL, ZERO_OR_MORE, REMAINDER):
                if action.nargs != OPTIONAL and action.default is None:
                    setattr(space, action.dest, [])
                continue
            if not take:
                continue
            action(self, space, self._values(action, loose[at:at + take]))
            seen.add(action)
            at += take
        extras = extras[:0] + extras + loose[at:] if at < len(loose) else extras
        missing = [_display(a) for a in self._actions if a.required and a not in seen]
        if missing:
            raise ArgumentError(None, "the following arguments are required: %s" % ", ".join([str(m) for m in missing]))
        for group in self._groups:
            if group.required and not any([a in seen for a in group.actions]):
                raise ArgumentError(None, "one of the arguments %s is required" % " ".join(
                    [_display(a) for a in group.actions]))
        for action in self._actions:
            if action not in seen and isinstance(action.default, str) and action.dest is not SUPPRESS and (
                    getattr(space, action.dest, None) is action.default):
                setattr(space, action.dest, self._convert(action, action.default))
        return space, extras

    def _values(self, action, values):
        values = [self._convert(action, value) for value in values]
        if action.choices is not None:
            for value in values:
                if value not in action.choices:
                    raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (
                        value, ", ".join([repr(c) for c in action.choices])))
        if action.nargs is None:
            return values[0]
        if action.nargs == OPTIONAL:
            return values[0] if values else (action.const if action.option_strings else action.default)
        return values

    def _convert(self, action, value):
        kind = action.type
        if kind is None:
            return value
        try:
            return kind(value)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(kind, "__name__", repr(kind))
            raise ArgumentError(action, "invalid %s value: %r" % (name, value)) from None

    # ---- help

    def _metavar(self, action):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{%s}" % ",".join([str(c) for c in action.choices])
        return action.dest.upper() if action.option_strings else action.dest

    def _arguments(self, action):
        name = self._metavar(action)
        if action.nargs is None:
            return name
        if action.nargs == OPTIONAL:
            return "[%s]" % name
        if action.nargs == ZERO_OR_MORE:
            return "[%s ...]" % name
        if action.nargs == ONE_OR_MORE:
            return "%s [%s ...]" % (name, name)
        if action.nargs == REMAINDER:
            return "..."
        if action.nargs == "A...":
            return "%s ..." % name
        return " ".join([name] * action.nargs)

    def format_usage(self):
        if self.usage is not None:
            return "usage: %s\n" % self.usage.replace("%(prog)s", self.prog)
        options, positionals = [], []
        for action in self._actions:
            if action.help is SUPPRESS:
                continue
            if action.option_strings:
                if isinstance(action, BooleanOptionalAction):
                    text = " | ".join(action.option_strings)
                else:
                    text = action.option_strings[0]
                    if action.nargs != 0:
                        text += " " + self._arguments(action)
                options.append(text if action.required else "[%s]" % text)
            else:
                positionals.append(self._arguments(action))
        text = " ".join(["usage: " + self.prog] + options + positionals)
        if len(text) <= 78:
            return text + "\n"
        indent = " " * (len("usage: " + self.prog) + 1)
        lines, line = [], "usage: " + self.prog
        for parts in (options, positionals):
            for part in parts:
                if len(line) + 1 + len(part) > 78:
                    lines.append(line)
                    line = indent + part
                else:
                    line += " " + part
            if parts is options and positionals:
                lines.append(line)
                line = indent[:-1]
        return "\n".join(lines + [line]) + "\n"

    def format_help(self):
        import textwrap
        out = [self.format_usage()]
        if self.description:
            out.append("\n" + textwrap.fill(self.description, 78) + "\n")
        groups = (("positional arguments", [a for a in self._actions if not a.option_strings]),
                  ("options" if sys.version_info >= (3, 10) else "optional arguments", [a for a in self._actions if a.option_strings]))
        rows = []
        for title, actions in groups:
            shown = []
            for action in actions:
                if action.help is SUPPRESS:
                    continue
                if action.option_strings:
                    value = " " + self._arguments(action) if action.nargs != 0 else ""
                    # Before 3.13 the value stands behind each form.
                    between = ", " if sys.version_info >= (3, 13) else value + ", "
                    text = between.join(action.option_strings) + value
                else:
                    text = self._metavar(action)
                shown.append((text, action))
                if isinstance(action, _SubParsers):
                    shown.extend([("  " + name, choice) for name, choice in action._listed])
            rows.append((title, shown))
        width = min(max([len(text) for _, shown in rows for text, _ in shown] + [0]) + 4, 24)
        for title, shown in rows:
            if not shown:
                continue
            out.append("\n%s:\n" % title)
            for text, action in shown:
                words = (action.help or "") % dict(vars(action), prog=self.prog) if action.help else ""
                lines = textwrap.wrap(words, max(78 - width, 11)) or [""]
                if not words:
                    out.append("  %s\n" % text)
                elif len(text) <= width - 4:
                    out.append("  %s%s\n" % (text.ljust(width - 2), lines[0]))
                    out.extend([" " * width + line + "\n" for line in lines[1:]])
                else:
                    out.append("  %s\n" % text)
                    out.extend([" " * width + line + "\n" for line in lines])
        if self.epilog:
            out.append("\n" + textwrap.fill(self.epilog, 78) + "\n")
        return "".join(out)

    def print_usage(self, file=None):
        (file or sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))
