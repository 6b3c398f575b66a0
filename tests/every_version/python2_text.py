# -*- coding: utf-8 -*-
"""2.7: str and unicode, literals, octal and long numbers."""
print repr('\xe9\xff\x00'), len('\xe9'), ord('\xff')
print repr(u'\xe9\u1234\U00012345'), len(u'\U00012345')
print repr('\u1234'), repr('\N{DASH}'), repr(u'\N{EM DASH}')
print '\101\60', repr('\8'), repr('\0')

x = 'é'
print len(x), repr(x), x
y = u'é'
print len(y), repr(y), y.encode('utf-8')

print hex(10), oct(10), hex(10L), oct(10L), hex(-255), oct(-8), oct(0), hex(0L), oct(0L), bin(5), bin(-5L)
print 0x1F, 0777, 0o17, 0b11, 10L, repr(10L), str(10L), 2**64, `2**64`, -5L, `-5L`
print 0xFFFFFFFFFFFFFFFF, `0xFFFFFFFFFFFFFFFF`, 9223372036854775807, `9223372036854775808`
