import math, statistics as st
print(math.gamma(5), math.gamma(0.5), math.lgamma(10), math.erf(1), math.erfc(0.5), math.ulp(1.0), math.nextafter(1, 2), math.fma(2, 3, 4), math.nextafter(1.0, 2.0, steps=3))
for b in ('math.gamma(0)', 'math.gamma(-1)', 'math.gamma(1000)', 'math.lgamma(0)', 'math.nextafter(1,2,steps=-1)', 'math.nextafter(0.0,-1)', 'math.ulp(0)', 'math.ulp(float("inf"))'):
    try: print(eval(b))
    except Exception as e: print(b, type(e).__name__, e)
d = [2, 4, 4, 4, 5, 5, 7, 9]; print(st.mean(d), st.median(d), st.mode(d), st.pstdev(d), st.stdev(d), st.variance(d), st.pvariance(d), st.quantiles(d), st.fmean(d), st.multimode('aabb'), st.harmonic_mean([40, 60]), st.geometric_mean([1, 2, 4]), st.median_low(d), st.median_high(d), st.median_grouped(d), st.correlation([1, 2, 3], [1, 2, 4]), st.linear_regression([1, 2, 3], [2, 4, 6.5]), st.mean([1.5, 2.5]), st.mean([1, 2]))
try: st.mean([])
except st.StatisticsError as e: print(e)
try: st.stdev([1])
except st.StatisticsError as e: print(e)
