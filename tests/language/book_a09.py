import io, os
with open('t.txt', 'w') as f: print(f.write('one\ntwo\nthree\n'), f.name, f.mode, f.closed)
with open('t.txt') as f: print(f.readline(), f.read(), f.read() == '')
print(f.closed, [l.rstrip() for l in open('t.txt')], open('t.txt').readlines())
with open('t.txt', 'a') as f: f.writelines(['four\n', 'five\n'])
with open('t.txt') as f:
    for n, line in enumerate(f, 1): print(n, line, end='')
    f.seek(0); print(f.tell(), f.read(3), f.tell())
with open('b.bin', 'wb') as f: f.write(bytes(range(5)))
with open('b.bin', 'rb') as f: print(f.read(), f.seek(2), f.read(1))
print(os.path.exists('t.txt'), os.path.getsize('t.txt'), os.path.basename('/a/b.c'), os.path.splitext('b.tar.gz'), os.path.join('a', 'b'), os.path.dirname('/a/b'), os.path.isfile('t.txt')); os.remove('t.txt'); os.remove('b.bin'); print(os.path.exists('t.txt'))
for args in (('nope.txt',), ('x', 'zz'), ('/nodir/x', 'w')):
    try: open(*args)
    except Exception as e: print(type(e).__name__, e)
s = io.StringIO(); print('hi', 1, sep='-', end='!', file=s); print(s.getvalue(), repr(s)[:13]); s = io.StringIO('a\nb'); print(s.readlines()); b = io.BytesIO(b'abc'); print(b.read(2), b.getvalue())
import csv, json
with open('d.csv', 'w', newline='') as f:
    w = csv.writer(f); w.writerow(['name', 'age']); w.writerows([['Ann, B', 5], ['Q"t', 6]])
print(open('d.csv').read()); print(list(csv.DictReader(open('d.csv'))), list(csv.reader(['a,b', '"x,y",z'])))
with open('j.json', 'w') as f: json.dump({'a': [1, None, True, 2.5, 'é']}, f, indent=2)
print(open('j.json').read(), json.load(open('j.json'))); os.remove('d.csv'); os.remove('j.json')
try: open('q', 'w').read()
except Exception as e: print(type(e).__name__, e)
os.remove('q')
from pathlib import Path
p = Path('dir1'); p.mkdir(); (p / 'a.txt').write_text('hello'); print((p / 'a.txt').read_text(), p / 'a.txt', (p / 'a.txt').suffix, (p / 'a.txt').stem, [x.name for x in p.iterdir()], p.exists(), Path('/a/b/c').parts, Path('a') / 'b', Path('/x/y').parent); (p / 'a.txt').unlink(); p.rmdir()
