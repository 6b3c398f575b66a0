"""2.7: where syntax errors are."""
for source in ["foo bar", "x = 'abc", "if 1:\n    x = 1\n  y = 2\n", "x = 5 +", "for x in range(3)\n    pass\n", "class A:\npass\n",
               "x = 08", "x++", "print 'a' if", "def f(a, a): pass", "f(1=2)", "None = 1", "return 5", "1 = x", "x = 1\n y = 2\n"]:
    try: compile(source, 'name', 'exec')
    except SyntaxError, e: print type(e).__name__, e.msg, e.lineno, e.offset
