"""Test cases and a runner for the terminal."""

import functools
import re
import sys
import time
import traceback
import warnings

__all__ = ["TestCase", "TestSuite", "TestLoader", "TextTestRunner", "TestResult", "TextTestResult", "main", "skip",
           "skipIf", "skipUnless", "expectedFailure", "SkipTest", "defaultTestLoader", "FunctionTestCase"]


class SkipTest(Exception):
    pass


def skip(reason):
    def decorate(thing):
        if not isinstance(thing, type):
            @functools.wraps(thing)
            def wrapper(*args, **kwargs):
                raise SkipTest(reason)
            thing = wrapper
        thing.__unittest_skip__ = True
        thing.__unittest_skip_why__ = reason
        return thing
    if callable(reason) and not isinstance(reason, str):
        function, reason = reason, ""
        return decorate(function)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda thing: thing


def skipUnless(condition, reason):
    return skip(reason) if not condition else lambda thing: thing


def expectedFailure(thing):
    thing.__unittest_expecting_failure__ = True
    return thing


class _Raises:
    def __init__(self, case, expected, pattern=None):
        self.case = case
        self.expected = expected
        self.pattern = pattern
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        name = getattr(self.expected, "__name__", str(self.expected))
        if kind is None:
            raise self.case.failureException("%s not raised" % name)
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None and not re.search(self.pattern, str(value)):
            raise self.case.failureException('"%s" does not match "%s"' % (
                self.pattern.pattern if hasattr(self.pattern, "pattern") else self.pattern, str(value)))
        return True


class _SubTest:
    def __init__(self, case, message, params):
        self.case, self.message, self.params = case, message, params
        self.failureException = case.failureException

    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        if kind is None or not issubclass(kind, Exception) or issubclass(kind, SkipTest) or self.case._result is None:
            return False
        self.case._result.addSubTest(self.case, self, (kind, value, tb))
        self.case._subtests_failed = True
        return True

    def shortDescription(self):
        return self.case.shortDescription()

    def id(self):
        return "%s %s" % (self.case.id(), self._description())

    def _description(self):
        parts = ["[%s]" % self.message] if self.message is not None else []
        if self.params:
            parts.append("(%s)" % ", ".join(["%s=%r" % pair for pair in self.params.items()]))
        return " ".join(parts) or "(<subtest>)"

    def __str__(self):
        return "%s %s" % (self.case, self._description())


class _Logs:
    def __init__(self, case, logger, level):
        self.case = case
        self.name = logger
        self.level = level

    def __enter__(self):
        import logging
        self.logger = self.name if isinstance(self.name, logging.Logger) else logging.getLogger(self.name)
        self.records = []
        self.output = []
        watcher = self

        class Handler(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append("%s:%s:%s" % (record.levelname, record.name, record.getMessage()))

        self.saved = self.logger.handlers[:], self.logger.level, self.logger.propagate
        self.logger.handlers = [Handler()]
        self.logger.setLevel(self.level or logging.INFO)
        self.logger.propagate = False
        return self

    def __exit__(self, kind, value, tb):
        self.logger.handlers, level, self.logger.propagate = self.saved
        self.logger.setLevel(level)
        if kind is None and not self.records:
            raise self.case.failureException("no logs of level INFO or higher triggered on %s" % self.logger.name)
        return False


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return "%s.%s.%s" % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def shortDescription(self):
        doc = getattr(self, self._testMethodName).__doc__
        return doc.strip().split("\n")[0].strip() if doc else None

    def __str__(self):
        return "%s (%s)" % (self._testMethodName, self.id())

    def __repr__(self):
        return "<%s.%s testMethod=%s>" % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def countTestCases(self):
        return 1

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def run(self, result=None):
        result = TestResult() if result is None else result
        result.startTest(self)
        self._result, self._subtests_failed = result, False
        method = getattr(self, self._testMethodName)
        try:
            if getattr(type(self), "__unittest_skip__", False):
                result.addSkip(self, type(self).__unittest_skip_why__)
                return result
            expecting = getattr(method, "__unittest_expecting_failure__", False)
            failed = False
            try:
                self.setUp()
                try:
                    method()
                except SkipTest:
                    raise
                except BaseException:
                    failed = True
                    raise
                finally:
                    self.tearDown()
            except KeyboardInterrupt:
                raise
            except SkipTest as skipped:
                result.addSkip(self, str(skipped))
            except BaseException as error:
                if expecting:
                    result.addExpectedFailure(self, sys.exc_info())
                elif isinstance(error, self.failureException):
                    result.addFailure(self, sys.exc_info())
                else:
                    result.addError(self, sys.exc_info())
            else:
                if self._subtests_failed:
                    pass
                elif expecting:
                    result.addUnexpectedSuccess(self)
                else:
                    result.addSuccess(self)
            self.doCleanups()
        finally:
            self._result = None
            result.stopTest(self)
        return result

    __call__ = run

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def _say(self, msg, standard):
        if msg is None:
            return standard
        return "%s : %s" % (standard, msg)

    def _check(self, truth, msg, standard):
        if not truth:
            raise self.failureException(self._say(msg, standard))

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        if type(first) is type(second) and isinstance(first, (list, tuple)):
            self._sequences(first, second, msg)
        if type(first) is type(second) and isinstance(first, str):
            raise self.failureException(self._say(msg, "%r != %r%s" % (first, second, _text_diff(first, second))))
        if type(first) is type(second) and isinstance(first, dict):
            import pprint
            a, b = pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()
            raise self.failureException(self._say(msg, "%r != %r\n%s" % (first, second, _ndiff(a, b))))
        if type(first) is type(second) and isinstance(first, (set, frozenset)):
            parts = []
            for words, items in (("first", first - second), ("second", second - first)):
                if items:
                    parts.append("Items in the %s set but not the %s:" % (
                        words, "second" if words == "first" else "first"))
                    parts.extend([repr(item) for item in items])
            raise self.failureException(self._say(msg, "\n".join(parts)))
        raise self.failureException(self._say(msg, "%r != %r" % (first, second)))

    def _sequences(self, a, b, msg):
        kind = type(a).__name__.capitalize()
        text = "%ss differ: %r != %r\n" % (kind, a, b)
        for i in range(min(len(a), len(b))):
            if a[i] != b[i]:
                text += "\nFirst differing element %d:\n%r\n%r\n" % (i, a[i], b[i])
                break
        if len(a) != len(b):
            which, long, at = ("First", a, len(b)) if len(a) > len(b) else ("Second", b, len(a))
            text += "\n%s %s contains %d additional elements.\nFirst extra element %d:\n%r\n" % (
                which, type(a).__name__, abs(len(a) - len(b)), at, long[at])
        import pprint
        text += "\n" + _ndiff(pprint.pformat(a).splitlines(), pprint.pformat(b).splitlines())
        raise self.failureException(self._say(msg, text))

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertEqual
    assertSequenceEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, "%r == %r" % (first, second))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, "%r is not true" % (expr,))

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, "%r is not false" % (expr,))

    def assertIs(self, a, b, msg=None):
        self._check(a is b, msg, "%r is not %r" % (a, b))

    def assertIsNot(self, a, b, msg=None):
        self._check(a is not b, msg, "unexpectedly identical: %r" % (a,))

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, "%r is not None" % (obj,))

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, "%r not found in %r" % (member, container))

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, "%r unexpectedly found in %r" % (member, container))

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, "%r is not an instance of %r" % (obj, cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, "%r is an instance of %r" % (obj, cls))

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, "%r not less than %r" % (a, b))

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, "%r not less than or equal to %r" % (a, b))

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, "%r not greater than %r" % (a, b))

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, "%r not greater than or equal to %r" % (a, b))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        diff = abs(first - second)
        if delta is not None:
            self._check(diff <= delta, msg, "%r != %r within %r delta (%r difference)" % (first, second, delta, diff))
            return
        places = 7 if places is None else places
        self._check(round(diff, places) == 0, msg, "%r != %r within %r places (%r difference)" % (
            first, second, places, diff))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        places = 7 if places is None else places
        self._check(first != second and round(diff, places) != 0, msg, "%r == %r within %r places" % (
            first, second, places))

    def assertCountEqual(self, first, second, msg=None):
        a, b = list(first), list(second)
        for item in list(a):
            if item in b:
                a.remove(item)
                b.remove(item)
        self._check(not a and not b, msg, "Element counts were not equal:\n%s" % "\n".join(
            ["First has 1, Second has 0:  %r" % x for x in a] + ["First has 0, Second has 1:  %r" % x for x in b]))

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = getattr(expected_regex, "pattern", expected_regex)
        self._check(re.search(expected_regex, text), msg, "Regex didn't match: %r not found in %r" % (pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        self._check(not re.search(unexpected_regex, text), msg, "Regex matched: %r" % text)

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, expected_regex)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._warns(_Warns(self, expected_warning), args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._warns(_Warns(self, expected_warning, expected_regex), args, kwargs)

    def _warns(self, context, args, kwargs):
        if not args:
            return context
        context.by = " by %s" % getattr(args[0], "__name__", args[0])
        with context:
            args[0](*args[1:], **kwargs)

    def enterContext(self, cm):
        """Enters a context manager that is left when the test has been cleaned up."""
        value = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return value


class _Warns:
    def __init__(self, case, expected, pattern=None):
        self.case = case
        self.expected = expected
        self.pattern = pattern
        self.by = ""

    def __enter__(self):
        self.manager = warnings.catch_warnings(record=True)
        self.log = self.manager.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, value, tb):
        self.manager.__exit__(kind, value, tb)
        if kind is not None:
            return
        first = None
        for entry in self.log:
            if not isinstance(entry.message, self.expected):
                continue
            first = first or entry.message
            if self.pattern is not None and not re.search(self.pattern, str(entry.message)):
                continue
            self.warning, self.filename, self.lineno = entry.message, entry.filename, entry.lineno
            return
        if first is not None:
            raise self.case.failureException('"%s" does not match "%s"' % (self.pattern, first))
        names = [kind.__name__ for kind in self.expected] if isinstance(self.expected, tuple) else None
        name = str(names) if names else self.expected.__name__
        raise self.case.failureException("%s not triggered%s" % (name, self.by))


def _ndiff(a, b):
    import difflib
    return "\n".join(difflib.ndiff(a, b))


def _text_diff(first, second):
    import difflib
    if first and second:
        first, second = [text if text.endswith("\n") else text + "\n" for text in (first, second)]
    return "\n" + "".join(difflib.ndiff(first.splitlines(keepends=True), second.splitlines(keepends=True)))


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__("runTest")
        self._function = testFunc

    def runTest(self):
        self._function()


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        self._tests.extend(tests)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def run(self, result):
        before = None
        for test in self._tests:
            kind = type(test)
            if isinstance(test, TestCase) and kind is not before:
                if before is not None:
                    before.tearDownClass()
                kind.setUpClass()
                before = kind
            test.run(result)
        if before is not None:
            before.tearDownClass()
        return result

    __call__ = run


class TestLoader:
    testMethodPrefix = "test"

    def getTestCaseNames(self, case):
        return sorted([n for n in dir(case) if n.startswith(self.testMethodPrefix) and callable(getattr(case, n))])

    def loadTestsFromTestCase(self, case):
        names = self.getTestCaseNames(case)
        if not names and hasattr(case, "runTest"):
            names = ["runTest"]
        return TestSuite([case(name) for name in names])

    def loadTestsFromModule(self, module):
        found = []
        for name in dir(module):
            thing = getattr(module, name)
            if isinstance(thing, type) and issubclass(thing, TestCase) and thing not in (TestCase, FunctionTestCase):
                found.append(self.loadTestsFromTestCase(thing))
        return TestSuite(found)

    def loadTestsFromName(self, name, module=None):
        thing = module
        for part in name.split("."):
            parent, thing = thing, getattr(thing, part)
        if isinstance(thing, type):
            return self.loadTestsFromTestCase(thing)
        return TestSuite([parent(name.split(".")[-1])])


defaultTestLoader = TestLoader()


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.testsRun = 0
        self.shouldStop = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _text(self, error):
        exc = error[1]
        tb = exc.__traceback__
        # The frames of this module are no news.
        while tb is not None and "<frozen unittest" in tb.tb_frame.f_code.co_filename:
            tb = tb.tb_next
        kept = exc.with_traceback(tb)
        lines = traceback.format_exception(kept)
        text = "".join(lines)
        if isinstance(exc, AssertionError):
            parts = text.split('  File "<frozen unittest')
            if len(parts) > 1:
                text = parts[0] + "AssertionError" + (": %s" % exc if str(exc) else "") + "\n"
        return text

    def addError(self, test, err):
        self.errors.append((test, self._text(err)))

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err)))

    def addSubTest(self, test, subtest, err):
        found = self.failures if issubclass(err[0], subtest.failureException) else self.errors
        found.append((subtest, self._text(err)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return "<%s.%s run=%i errors=%i failures=%i>" % (
            "unittest.runner" if type(self) is TextTestResult else "unittest.result", type(self).__name__, self.testsRun,
            len(self.errors), len(self.failures))


class TextTestResult(TestResult):
    def __init__(self, stream, descriptions=True, verbosity=1):
        super().__init__()
        self.stream = stream
        self.verbosity = verbosity

    def _name(self, test):
        doc = test.shortDescription()
        return "%s\n%s" % (test, doc) if doc else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.verbosity > 1:
            self.stream.write(self._name(test) + " ... ")
            self._newline = False

    def _mark(self, short, long):
        self.stream.write(long + "\n" if self.verbosity > 1 else short if self.verbosity else "")

    def addSuccess(self, test):
        self._mark(".", "ok")

    def addError(self, test, err):
        super().addError(test, err)
        self._mark("E", "ERROR")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._mark("F", "FAIL")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        failed = issubclass(err[0], subtest.failureException)
        if self.verbosity > 1:
            start = "  " if self._newline else "\n  "
            self.stream.write("%s%s ... %s\n" % (start, self._name(subtest), "FAIL" if failed else "ERROR"))
            self._newline = True
        elif self.verbosity:
            self.stream.write("F" if failed else "E")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark("s", "skipped %r" % reason)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._mark("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark("u", "unexpected success")

    def printErrors(self):
        if self.verbosity:
            self.stream.write("\n")
        for flavour, found in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in found:
                self.stream.write("=" * 70 + "\n%s: %s\n" % (flavour, self._name(test)) + "-" * 70 + "\n%s\n" % text)


class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = stream
        self.verbosity = verbosity

    def run(self, test):
        stream = self.stream or sys.stderr
        result = TextTestResult(stream, True, self.verbosity)
        start = time.perf_counter()
        test.run(result)
        taken = time.perf_counter() - start
        result.printErrors()
        stream.write("-" * 70 + "\n")
        stream.write("Ran %d test%s in %.3fs\n\n" % (result.testsRun, "" if result.testsRun == 1 else "s", taken))
        infos = []
        if result.wasSuccessful():
            stream.write("NO TESTS RAN" if not result.testsRun else "OK")
        else:
            stream.write("FAILED")
            if result.failures:
                infos.append("failures=%d" % len(result.failures))
            if result.errors:
                infos.append("errors=%d" % len(result.errors))
        for name, found in (("skipped", result.skipped), ("expected failures", result.expectedFailures),
                            ("unexpected successes", result.unexpectedSuccesses)):
            if found:
                infos.append("%s=%d" % (name, len(found)))
        stream.write(" (%s)\n" % ", ".join(infos) if infos else "\n")
        return result


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, **kwargs):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        argv = sys.argv if argv is None else argv
        if "-v" in argv[1:]:
            verbosity = 2
        names = [arg for arg in argv[1:] if not arg.startswith("-")]
        if names:
            suite = TestSuite([testLoader.loadTestsFromName(name, module) for name in names])
        else:
            suite = testLoader.loadTestsFromModule(module)
        runner = testRunner or TextTestRunner(verbosity=verbosity)
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity)
        self.result = runner.run(suite)
        if exit:
            sys.exit(not self.result.wasSuccessful() if self.result.testsRun else 5)


main = TestProgram

if sys.version_info < (3, 11):
    import _since
    _since.trim(globals(), "unittest")
