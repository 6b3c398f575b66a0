import csv, io
buf = io.StringIO(); w = csv.writer(buf); w.writerow(['a','b,c', 1]); w.writerow(['x','"q"', 2.5]); print(buf.getvalue())
buf.seek(0); print(list(csv.reader(buf)))
print(list(csv.DictReader(io.StringIO('n,m\n1,2\n3,4\n'))))
