def caesar(s, k):
    out = []
    for ch in s:
        if ch.isalpha():
            base = ord('A') if ch.isupper() else ord('a')
            out.append(chr((ord(ch) - base + k) % 26 + base))
        else: out.append(ch)
    return ''.join(out)
print(caesar('Hello, World!', 3), caesar(caesar('Zebra', 5), -5))
def is_palindrome(s): 
    s = [c.lower() for c in s if c.isalnum()]
    return s == s[::-1]
print(is_palindrome('A man, a plan, a canal: Panama'), is_palindrome('no'))
print('abc'.center(11, '*'), 'abc'.zfill(6), '-42'.zfill(6), 'a\tb'.expandtabs(4), 'Hello'.swapcase(), 'hello world'.title(), "they're bill's".title(), 'x'.join(['a','b']))
print('a,b,,c'.split(','), ' a b  c '.split(), 'a b c'.split(None, 1), 'a b c'.rsplit(' ', 1), 'line1\nline2\r\nline3'.splitlines(), 'k=v=w'.partition('='), 'k=v=w'.rpartition('='))
print('banana'.count('an'), 'banana'.find('na', 3), 'banana'.rindex('a'), 'banana'.replace('a', 'o', 2), 'abc'.startswith(('x', 'a')), 'abc'.endswith('bc'), 'xxabcxx'.strip('x'), 'abc'.removeprefix('a'), 'abc'.removesuffix('c'))
try: 'abc'.index('z')
except ValueError as e: print(e)
try: int('12a')
except ValueError as e: print(e)
try: 'a' + 1
except TypeError as e: print(e)
try: 1 + 'a'
except TypeError as e: print(e)
