import tempfile, os
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, 'x'); open(p, 'w').write('1'); print(os.listdir(d), os.path.getsize(p))
print(os.path.exists(d))
