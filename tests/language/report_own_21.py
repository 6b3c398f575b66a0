class A:
    def method(self): return value()
    def value(self): pass
A().method()
