from __future__ import print_function
import atexit

class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

def bye(d):
    print("bye", d.name)

@atexit.register
def last():
    print("registered first")

atexit.register(bye, D("argument"))
print("end of program")
