"""2.7: what str and unicode make of each other."""
s = 'a b c'
print repr(s.replace('a', u'b')), repr(s.split(u' ')), repr(s.join([u'x', 'y'])), repr(s + u'd'), repr(s.strip(u'a'))
print repr(s.partition(u' ')), repr(s.rsplit(u' ', 1)), repr(s.find(u'b')), repr(s.count(u' ')), repr(s.startswith(u'a')), repr(s.endswith(u'c'))
print repr('%s' % u'x'), repr('%s %s' % ('a', u'\xe9')), repr('{0}'.format(u'x')), repr(u'{0}'.format('x')), repr('a' * 3 + u''), repr(s.lstrip(u'a')), repr(s.rstrip(u'c')), repr(s.rpartition(u' ')), repr(s.center(9, '*')), repr(s.translate(None, 'a')), repr(s.index(u'b')), repr(s.rfind(u'c'))
print repr('abc'.replace(u'b', '')), repr(', '.join(u'abc')), repr(''.join(['a'])), repr('x'.join([])), repr('\xe9'.decode('latin-1')), repr('a'.encode('hex')), repr('61'.decode('hex'))
try: '\xe9' + u'a'
except UnicodeDecodeError, e: print e
try: '\xe9'.replace(u'a', 'b')
except UnicodeDecodeError, e: print e
print u'a' in 'abc', 'a' in u'abc', u'abc' == 'abc', hash(u'abc') == hash('abc')
print max('a', u'b'), [u'a', 'b'], {u'a': 1}['a'], sorted([u'b', 'a'])
print isinstance(u'', basestring), isinstance('', basestring), unicode('a'), str(u'a'), repr(unicode('abc', 'ascii')), unicode(12), unicode([u'\xe9'])

import sys
print sys.getdefaultencoding()
sys.stdout.write('abc\n')
try: sys.stdout.write(u'\xe9\n')
except UnicodeEncodeError, e: print e
try: print u'\u20ac'
except UnicodeEncodeError, e: print repr(e)
print u'\xe9'.encode('utf-8') == '\xc3\xa9'
print [u'\xe9'], (u'\u1234',), {u'\xe9': u'x'}
try: str(u'\xe9')
except UnicodeError, e: print e
try: '%s' % u'\xe9' + '\xe9'
except UnicodeDecodeError, e: print e
for c in u'a\xe9': print repr(c),
print list(u'ab'), repr(u'abc'[5:]), repr(u', '.join('ab')), coerce(1, 2L), sys.getsizeof('abc'), sys.getsizeof(u'abc'), sys.getsizeof(10L), sys.getsizeof(xrange(3)), repr(bytearray('ab'))
print 'the end',
print u'\xe9'
