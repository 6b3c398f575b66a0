# A descriptor that has only __set__ leaves the instance's own value in sight.
class Field(object):
    def __init__(self, name):
        self.name = name

    def __set__(self, obj, value):
        print("set %s" % self.name)
        obj.__dict__[self.name] = value


class Deleted(object):
    def __delete__(self, obj):
        print("delete")


class C(object):
    a = Field("a")
    b = Deleted()


c = C()
print(type(c.a).__name__)
c.a = 42
print([c.a for _ in range(10)])
del c.__dict__["a"]
print(type(c.a).__name__)
c.__dict__["b"] = 1
print(c.b)
del c.b
print(c.b)
try:
    c.b = 2
except AttributeError as error:
    print(error)


class Meta(type):
    pass


D = Meta("D", (), {"a": 42})
Meta.a = Field("a")
print(D.a)
