# Warnings and contexts that test cases watch.
import contextlib
import io
import unittest
import warnings


def old(text="gone soon"):
    warnings.warn(text, DeprecationWarning)


@contextlib.contextmanager
def managed(log):
    log.append("in")
    yield "value"
    log.append("out")


log = []


class Watching(unittest.TestCase):
    def test_block(self):
        with self.assertWarns(DeprecationWarning) as caught:
            old()
        self.assertEqual(str(caught.warning), "gone soon")

    def test_call(self):
        self.assertWarns(DeprecationWarning, old)
        self.assertWarnsRegex(DeprecationWarning, "so+n", old, "so soon")

    def test_silent(self):
        self.assertWarns(DeprecationWarning, int)

    def test_other_words(self):
        with self.assertWarnsRegex(DeprecationWarning, "never"):
            old()

    def test_context(self):
        self.assertEqual(self.enterContext(managed(log)), "value")
        log.append("test")


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Watching).run(result)
print(result.testsRun, len(result.errors))
for test, text in result.failures:
    print(test.id().split(".")[-1], text.strip().splitlines()[-1])
print(log)
