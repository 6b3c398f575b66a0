import textwrap, pprint
print(textwrap.fill("The quick brown fox jumps over the lazy dog " * 2, 30)); print(textwrap.dedent("""
   a
     b
   c"""), textwrap.shorten("hello big world", 12), textwrap.wrap("aaa bbb ccc", 7), textwrap.indent("a\nb", "> "))
pprint.pprint({"key%d" % i: list(range(i * 3)) for i in range(8)}); pprint.pprint([[1, 2], {"a": {"b": 1}}], width=10); print(pprint.pformat({"b": 1, "a": 2})); pprint.pprint({"b": 1, "a": 2}, sort_dicts=False); pprint.pprint([[[[1]]]], depth=2); pprint.pprint("long " * 30)
