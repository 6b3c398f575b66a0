import statistics as s
from fractions import Fraction as F
from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP, InvalidOperation, DivisionByZero
print(s.mean([1, 2, 3, 4]), s.median([1, 3, 2]), s.mode("aab"), s.stdev([1, 2, 3, 4]), s.variance([1, 2, 3]), s.pstdev([1, 2]), s.quantiles([1, 2, 3, 4, 5]), s.fmean([1, 2]), s.harmonic_mean([1, 2]), s.multimode("aabb"), s.median_low([1, 2]), s.correlation([1, 2, 3], [2, 4, 7]), s.linear_regression([1, 2], [3, 5]))
try: s.mean([])
except s.StatisticsError as e: print(e)
print(F(1, 3) + F(1, 6), F("0.25"), F(0.5), repr(F(3, -6)), F(7, 2) // 1, float(F(1, 3)), F(22, 7).limit_denominator(5), F(1, 2) ** 2, F(1, 2) == 0.5, round(F(7, 2)), F(5, 3) % 1, f"{F(1, 3):.3f}")
try: F(1, 0)
except ZeroDivisionError as e: print(e)
print(D("0.1") + D("0.2"), D(1) / D(3), repr(D("1.10")), D("2.675").quantize(D("0.01"), ROUND_HALF_UP), D(2).sqrt(), D("1E+3"), D("NaN"), D("-0"), D(0.1), round(D("2.5")), D("1.5") // 1, D(7) % 3, D("1.20").normalize(), D("123.456").as_tuple())
with localcontext() as c: c.prec = 5; print(D(1) / D(7))
for b in ("D('x')", "D(1)/0", "D(0)/0", "D(1) + 1.5"):
    try: print(eval(b))
    except Exception as e: print(type(e).__name__, e)
