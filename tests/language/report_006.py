def foo(): prnt("x")
foo()
