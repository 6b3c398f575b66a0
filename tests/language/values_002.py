import tempfile, os
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, 'x')
    with open(p, 'w') as f: f.write('1')
    print(os.listdir(d), os.path.getsize(p))
print(os.path.exists(d))
with tempfile.NamedTemporaryFile('w+', suffix='.txt') as f:
    f.write('hello'); f.seek(0); print(f.read(), f.name.endswith('.txt'))
