class MyErr(Exception):
    def __str__(self): return 'custom'
raise MyErr(1,2)
