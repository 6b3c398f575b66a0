open("nofile.txt")
