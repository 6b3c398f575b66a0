# The pieces of text that stdout holds back stand in a list.
import gc, sys
gc.disable(); gc.collect()
H=[[] for i in range(150)]
W = sys.stdout.write
a=gc.get_count()[0]
W("1 ")
b=gc.get_count()[0]
W("2 ")
c=gc.get_count()[0]
W("3 ")
d=gc.get_count()[0]
print("x", "y")
e=gc.get_count()[0]
print("x", "y")
f=gc.get_count()[0]
print(b-a,c-b,d-c,e-d,f-e)
