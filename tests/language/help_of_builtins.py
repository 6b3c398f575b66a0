help(len)
help(str.upper)
help([].append)
help(print)
print(len.__doc__); print(list.append.__doc__); print(int.__doc__); print((5).__add__.__doc__); print(str.join.__text_signature__)
import inspect, math
print(inspect.signature(len), inspect.signature(math.gcd) if 0 else '', inspect.getdoc(str.split)); help(math.gcd); print(math.__doc__)
