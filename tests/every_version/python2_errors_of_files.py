"""2.7: files, and what goes wrong with them."""
try: raise EnvironmentError(2, 'No such file', 'name')
except EnvironmentError, e: print e, repr(e), e.errno, e.strerror, e.filename, e.args
try: raise IOError(2, 'No')
except EnvironmentError, e: print e, repr(e)
try: raise OSError('x')
except EnvironmentError, e: print e, repr(e), e.errno
print IOError is OSError, IOError.__bases__, OSError.__bases__, EnvironmentError.__bases__, issubclass(IOError, EnvironmentError), EnvironmentError.__name__
try: open('/nonexistent/file')
except IOError, e: print e, type(e), e.errno
try: file('/nonexistent/file')
except IOError, (n, s): print n, s
import os
try: os.remove('/nonexistent/file')
except OSError, e: print e, type(e)
print >>open('t.txt', 'w'), 'hello', 1
f = file('t.txt', 'w')
print >>f, 'hello', 1
f.write('a\nb\n'); f.writelines(['c\n', 'd']); print f.closed, f.mode, f.softspace, f.encoding, f.seek(0), f.write(''); f.close()
for line in file('t.txt'): print repr(line)
f = open('t.txt', 'r+'); print f.read(3), f.tell(); f.seek(0); print f.readline(), f.readlines(); f.close()
try: f.write('x')
except ValueError, e: print e
try: open('t.txt').write('x')
except IOError, e: print e
print file is type(f), isinstance(f, file), repr(f).split(' at ')[0]
with open('t.txt') as g: print g.next(), list(g.xreadlines())
h = open('t2.py', 'w'); h.write('y = 5\nprint "in", y\n'); h.close()
execfile('t2.py'); print y
d = {}; execfile('t2.py', d); print d['y']
try: {}[1]
except (KeyError, IndexError), (k,): print k
os.remove('t.txt'); os.remove('t2.py')
