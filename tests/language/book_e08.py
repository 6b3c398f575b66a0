x = int("forty")
