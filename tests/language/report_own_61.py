lambda: 0
(lambda x: x.y)(1)
