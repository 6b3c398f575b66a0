a = 1
b = 0
print((a + b) * (a / b) - 5)
