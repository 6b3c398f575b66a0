print(1, 2, sepp='')
