from __future__ import print_function
import sys
for t in ("a b c", "abc", "", "a b c d e f g h i j k l m n o p", "aaaaaaaa bbbbbbbbbb", " a "):
    print(repr(t), sys.getsizeof(t.split()), sys.getsizeof(t.split(" ")), sys.getsizeof(t.split(None, 1)), sys.getsizeof(t.split(" ", 1)), sys.getsizeof(t.rsplit()), sys.getsizeof(t.rsplit(" ")), sys.getsizeof(t.split("bb")), sys.getsizeof(t.splitlines()), sys.getsizeof(t.encode().split()), sys.getsizeof(t.encode().split(b" ")), sys.getsizeof("a\nb\nc".splitlines()))
