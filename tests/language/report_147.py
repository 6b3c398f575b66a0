def f(): pass
f.a.b
