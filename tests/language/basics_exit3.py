import sys
try: exit(3)
except SystemExit as e: print(repr(e), e.code)
print(exit, repr(quit), type(exit))
quit('bye')
