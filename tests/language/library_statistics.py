import statistics as S, random
from fractions import Fraction as F
from decimal import Decimal as D
random.seed(3)
def t(f,*a,**k):
    try: print(f.__name__,repr(f(*a,**k)))
    except Exception as e: print(f.__name__,type(e).__name__,e)
sets=[[],[1],[1,2],[1,2,3,4],[2,4,4,4,5,5,7,9],[1.5,2.5,2.75,2.75],[0.1]*3,[1,2.5],[F(1,3),F(2,5)],[D('1.1'),D('2.2'),D('4')],[True,False,True],[1e300,1e300],[3,3,1,1],list(range(100)),[10**20,1]]+[[random.gauss(5,2) for _ in range(k)] for k in (3,7,50)]
for s in sets:
    for f in (S.mean,S.fmean,S.geometric_mean,S.harmonic_mean,S.median,S.median_low,S.median_high,S.median_grouped,S.mode,S.multimode,S.pvariance,S.variance,S.pstdev,S.stdev,S.quantiles): t(f,s)
    t(S.quantiles,s,n=5,method='inclusive')
t(S.variance,[1,2,3],2); t(S.pvariance,[1,2,3],xbar:=2.0); t(S.mode,'aabbc'); t(S.multimode,'aabbc'); t(S.mean,['a']); t(S.fmean,[1,2],[3,1]); t(S.harmonic_mean,[40,60],[5,30])
x=[1,2,3,4,5]; y=[2.1,3.9,6.2,8.1,9.8]
t(S.covariance,x,y); t(S.correlation,x,y); t(S.correlation,x,y,method='ranked'); t(S.linear_regression,x,y); t(S.linear_regression,x,y,proportional=True); t(S.correlation,[1,1],[1,2]); t(S.correlation,[1],[2]); t(S.covariance,[1,2],[1])
n=S.NormalDist(100,15); print(n,n.pdf(110),n.inv_cdf(.95),n.quantiles(),n.zscore(130),n+5,n*2,n-S.NormalDist(1,2),S.NormalDist.from_samples([1,2,3,4]),n==S.NormalDist(100,15),n.samples(2,seed=1))
