import re
print(re.findall(r'\b\w+@\w+\.\w+\b', 'a@b.com, c@d.org x@'), re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world foo bar'), re.split(r'[,;]\s*', 'a, b;c,d'), re.match(r'(\d+)-(?P<y>\d+)', '12-34').groups(), re.match(r'(?P<a>.)(?P<b>.)?', 'x').groupdict(), re.search('z', 'abc'))
m = re.search(r'(\d{4})-(\d\d)', 'on 2024-05 ok'); print(m, m.group(), m.group(1, 2), m.span(), m.start(2), m[1], m.string, m.re.pattern, m.expand(r'\2/\1'), m.lastindex)
p = re.compile(r'^(\w)\w*\1$', re.I | re.M); print(p, p.findall('Anna\nbob\nx'), p.flags, [m.span() for m in re.finditer('a', 'banana')], re.escape('a.b*c'), re.fullmatch('a+', 'aab'), re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.subn('a', 'o', 'banana'))
print(re.split('(,)', 'a,b'), re.findall('(a)(b)?', 'aba'), re.sub(r'(?<=\d)(?=(\d{3})+$)', ',', '1234567'), re.findall(r'(?i)HELLO', 'hello Hello'), re.sub(r'\s+', ' ', ' a  b \n c ').strip(), re.match('a{2,3}?', 'aaaa').group(), bool(re.match('(?!ab)a', 'ac')))
for bad in ('(', '[a', '*a', 'a**', '(?P<1>a)', r'\1', '(?<=a+)b', 'a{3,1}', '(?P=x)'):
    try: re.compile(bad)
    except re.error as e: print(bad, e, e.pos)
print(re.compile(r'''
  (\d+)   # number
  \s* ([a-z]+)
''', re.X).match('12 abc').groups(), re.findall('.', 'a\nb', re.S), re.DOTALL, re.A, repr(re.I | re.M))
