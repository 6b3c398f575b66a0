name='x'
print(nmae)
