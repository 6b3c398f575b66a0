from fractions import Fraction
print(Fraction(1,3)+Fraction(1,6), repr(Fraction('0.25')), Fraction(0.5), Fraction(3,4)**2, float(Fraction(1,4)), Fraction(7,2)//1, Fraction(22,7).limit_denominator(5), Fraction(1,2)==0.5, hash(Fraction(1,2)))
