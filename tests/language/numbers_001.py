from fractions import Fraction as F
import math
print(F(1,3)+F(1,6), repr(F('0.25')), F(0.5), F(3,4)**2, F(3,4)**-2, float(F(1,4)), F(7,2)//1, F(7,2)%1, F(22,7).limit_denominator(5), F(1,2)==0.5, hash(F(1,2)), F('3/4'), F(-3,6), round(F(7,2)), math.floor(F(7,2)), F(1.1).limit_denominator(), F(1,3) < F(1,2), sum([F(1,3)]*3), F(2)*3, 1/F(3), F(1,2)+0.5, F(10, 5), abs(F(-1,2)), int(F(7,2)), F('1e-3'))
try: F(1, 0)
except ZeroDivisionError as e: print(e)
