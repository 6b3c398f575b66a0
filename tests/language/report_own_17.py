lst=[1,2]
lst.apend(3)
