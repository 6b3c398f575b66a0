from decimal import Decimal, getcontext, ROUND_HALF_UP, localcontext
print(Decimal('0.1') + Decimal('0.2'), Decimal(1)/Decimal(3), repr(Decimal('1.10')), Decimal('2.675').quantize(Decimal('0.01'), ROUND_HALF_UP))
getcontext().prec = 6; print(Decimal(1)/7, Decimal('1e-10'), Decimal(2).sqrt(), Decimal('NaN'), int(Decimal('3.7')), round(Decimal('2.5')), f"{Decimal('1234.5'):,.2f}")
try: Decimal('x')
except Exception as e: print(type(e), e)
