import sys
for x in (None,True,0,1,256,-5,257,-6,'','a','é','ā',(),b'',b'a',1.5,...,NotImplemented,int,'ab','hello world'): print(repr(x), sys.getrefcount(x)>2**31)
print(sys.getrefcount(object) > 2**31, sys.getrefcount(type(lambda:0)) > 2**31, sys._is_interned('abc'), sys._is_interned('a b'+str(1)), sys._is_immortal(1) if hasattr(sys,'_is_immortal') else 'no')
