from array import array
import sys
a = array('i', [1,2,3]); a.append(4); print(a, a[1:3], len(a), a.itemsize, a.typecode, sys.getsizeof(a), a.tobytes())
a.extend([5,6]); print(a.pop(), a.index(3), list(a), a.tolist(), sum(a), array('d', [1.5]), array('u', 'hé') if 0 else '')
try: a.append('x')
except TypeError as e: print(e)
print(a.buffer_info()[1], a + array('i',[9]), a*2, a == array('i',[1,2,3,4,5]))
