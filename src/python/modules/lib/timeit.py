"""How long small pieces of code take."""

import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._globals = {} if globals is None else globals
        self._setup, self._stmt = [
            part if callable(part) else compile(part, "<timeit-src>", "exec") for part in (setup, stmt)]

    def _run(self, part, namespace):
        if callable(part):
            part()
        else:
            exec(part, namespace)

    def timeit(self, number=default_number):
        """Seconds for this many runs; the collector rests meanwhile."""
        import gc
        namespace = dict(self._globals)
        self._run(self._setup, namespace)
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            start = self.timer()
            for _ in range(number):
                self._run(self._stmt, namespace)
            return self.timer() - start
        finally:
            if was_enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        number = 1
        while True:
            taken = self.timeit(number)
            if callback:
                callback(number, taken)
            if taken >= 0.2:
                return number, taken
            number *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
