# While the interpreter ends, sys and builtins are emptied before the last collection: finalizers find no print then.
class Named:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

class Maker:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        self.fresh = Named(self.name + "+")
        print("made", self.name)

class Appender:
    def __del__(self):
        kept.append(Named("kept"))

kept = []
first = Maker("first")
second = [Maker("second")]
third = Appender()
del first
print("end")
