import copy
print(copy.copy(list[int]), copy.deepcopy(dict[str, int]))
x = list[int]; print(copy.copy(x) == x, copy.copy(int | str))
