"""Ends of lines in text files: newline= of open."""
import os

with open('f', 'wb') as f:
    f.write(b'one\r\ntwo\rthree\nfour')
for newline in None, '', '\n', '\r', '\r\n':
    with open('f', newline=newline) as f:
        print(repr(newline), repr(f.read()))
    with open('f', newline=newline) as f:
        print(list(f))
    with open('f', newline=newline) as f:
        print(repr(f.read(4)), repr(f.read(3)), repr(f.readline()), f.readlines())
for newline in None, '', '\n', '\r', '\r\n':
    with open('g', 'w', newline=newline) as f:
        print(f.write('a\nb\r\n'))
    with open('g', 'rb') as f:
        print(f.read())
for arguments in ('f', 'r', -1, None, None, 'x'), ('f', 'rb', -1, None, None, ''), ('f', 'r', -1, None, None, 3):
    try:
        open(*arguments)
    except Exception as error:
        print(type(error).__name__, error)
os.remove('f')
os.remove('g')
