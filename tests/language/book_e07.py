def check(age):
    if age < 0: raise ValueError(f"negative age: {age}")
    return age
for a in (5, -1): print(check(a))
