"""Of `signal`: `_IntEnum._convert_` makes a class of the names of `_signal`, and another of that."""
# == Signals
type("Signals", (), {"SIGINT": 2, "SIGKILL": 9, "SIGALRM": 14, "SIGTERM": 15, "__module__": "signal"})
# == Handlers
type("Handlers", (), {"SIG_DFL": 0, "SIG_IGN": 1, "__module__": "signal"})
# == Sigmasks
type("Sigmasks", (), {"SIG_BLOCK": 0, "SIG_UNBLOCK": 1, "SIG_SETMASK": 2, "__module__": "signal"})
