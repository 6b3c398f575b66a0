"""Mean, median and their kin, for ints, floats, fractions and decimals. Sums are exact; only results are rounded."""

import math
import numbers
import random
import sys
from collections import Counter, namedtuple

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    pass


def _lcm(*numbers):
    result = 1
    for number in numbers:
        result = result // math.gcd(result, number) * number
    return result


def _isqrt(n):
    if hasattr(math, "isqrt"):
        return math.isqrt(n)
    root = 1 << (n.bit_length() + 1) // 2
    while True:
        better = (root + n // root) // 2
        if better >= root:
            return root
        root = better


def _sumprod(p, q):
    # Before 3.12 the products were rounded.
    return math.sumprod(p, q) if hasattr(math, "sumprod") else math.fsum(a * b for a, b in zip(p, q))


def _coerce(T, S):
    """The type in which values of both types can be added."""
    if T is S or S is int or S is bool:
        return T
    if T is int or T is bool:
        return S
    if issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if T.__name__ == "Fraction" and issubclass(S, float):
        return S
    if issubclass(T, float) and S.__name__ == "Fraction":
        return T
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _exact_ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    if hasattr(x, "numerator"):
        return x.numerator, x.denominator
    raise TypeError("can't convert type '%s' to numerator/denominator" % type(x).__name__)


def _sum(data):
    """Type, numerator and denominator of the exact sum, and how many there were. Denominator None: not finite."""
    count = 0
    T = int
    partials = {}
    for x in data:
        count += 1
        if type(x) is not T:
            T = _coerce(T, type(x))
        n, d = _exact_ratio(x)
        partials[d] = partials.get(d, 0) + n
    if None in partials:
        return T, partials[None], None, count
    common = _lcm(*partials)
    total = sum(n * (common // d) for d, n in partials.items())
    shared = math.gcd(total, common)
    return T, total // shared, common // shared, count


def _convert(n, d, T):
    """n/d as a T: an int only where it is one."""
    if d is None:
        return n
    if issubclass(T, int) and d == 1:
        return T(n) if T is not bool else n
    if issubclass(T, (int, float)):
        try:
            return n / d
        except OverflowError:
            return math.inf if n > 0 else -math.inf
    return T(n) / T(d) if T.__name__ == "Decimal" else T(n, d)


def _checked(data, name, least=1):
    data = list(data)
    if len(data) < least:
        raise StatisticsError("%s requires at least %s data point%s"
                              % (name, "two" if least == 2 else "one", "s" if least == 2 else ""))
    return data


def mean(data):
    T, n, d, count = _sum(_checked(data, "mean"))
    return n if d is None else _convert(n, d * count, T) if n % count else _convert(n // count, d, T)


def fmean(data, weights=None):
    if weights is None:
        data = list(data)
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    data, weights = list(data), list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _sumprod(data, weights) / total


def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("Must have a non-empty dataset")
    if any(x < 0 for x in data):
        raise StatisticsError("No negative inputs allowed")
    if 0 in data:
        return 0.0
    return math.exp(math.fsum(map(math.log, data)) / len(data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None:
        weights = [1] * len(data)
        if len(data) == 1:
            if not isinstance(data[0], numbers.Real) and type(data[0]).__name__ != "Decimal":
                raise TypeError("unsupported type")
            if data[0] < 0:
                raise StatisticsError("harmonic mean does not support negative values")
            return data[0]
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in data:
        return 0
    W, wn, wd, _ = _sum(weights)
    T, n, d, _ = _sum(w / x for w, x in zip(weights, data))
    return _convert(wn * d, wd * n, T)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    first = data.index(x)
    count = data.count(x)
    interval, x = float(interval), float(x)
    return x - interval / 2.0 + interval * (n / 2 - first) / count


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def _squares(data, centre=None):
    """Type and exact sum of the squares of the distances from the centre (the mean, if it is not given)."""
    if centre is None:
        T, n, d, count = _sum(data)
        if d is None:
            return T, math.nan, None
        d *= count
    else:
        n, d = _exact_ratio(centre)
        T = type(centre)
        for x in data:
            T = _coerce(T, type(x))
    total, common = 0, 1
    for x in data:
        xn, xd = _exact_ratio(x)
        if xd is None:
            return T, math.nan, None
        top, bottom = (xn * d - n * xd) ** 2, (xd * d) ** 2
        if bottom == common:
            total += top
        else:
            both = _lcm(common, bottom)
            total = total * (both // common) + top * (both // bottom)
            common = both
    return T, total, common


def _mean_square(T, n, d, count):
    if d is None:
        return n
    shared = math.gcd(n, d * count)
    return _convert(n // shared, d * count // shared, T)


def variance(data, xbar=None):
    data = _checked(data, "variance", 2)
    return _mean_square(*_squares(data, xbar), len(data) - 1)


def pvariance(data, mu=None):
    data = _checked(data, "pvariance")
    return _mean_square(*_squares(data, mu), len(data))


def _root(n, d):
    """The float next to the square root of n/d."""
    if n == 0:
        return 0.0
    # 109 bits or more of the root, the last of which says whether there would be more.
    q = (n.bit_length() - d.bit_length() - 109) // 2
    if q >= 0:
        a, b = n, d << 2 * q
    else:
        a, b = n << -2 * q, d
    root = _isqrt(a // b)
    root |= root * root * b != a
    return root * (1 << q) / 1 if q >= 0 else root / (1 << -q)


def _deviation(T, n, d, count):
    if d is None:
        return n
    if T.__name__ == "Decimal":
        return (T(n) / T(d * count)).sqrt()
    return _root(n, d * count)


def stdev(data, xbar=None):
    data = _checked(data, "stdev", 2)
    return _deviation(*_squares(data, xbar), len(data) - 1)


def pstdev(data, mu=None):
    data = _checked(data, "pstdev")
    return _deviation(*_squares(data, mu), len(data))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1 and sys.version_info >= (3, 13):
            return data * (n - 1)
        raise StatisticsError("must have at least one data point" if sys.version_info >= (3, 13)
                              else "must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method != "exclusive":
        raise ValueError("Unknown method: %r" % (method,))
    for i in range(1, n):
        j = min(max(i * (size + 1) // n, 1), size - 1)
        delta = i * (size + 1) - j * n
        result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def _pairs(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("%s requires that both inputs have same number of data points" % name)
    if len(x) < 2:
        raise StatisticsError("%s requires at least two data points" % name)
    return x, y, math.fsum(x) / len(x), math.fsum(y) / len(y)


def covariance(x, y, /):
    x, y, xbar, ybar = _pairs(x, y, "covariance")
    return _sumprod((a - xbar for a in x), (b - ybar for b in y)) / (len(x) - 1)


def _ranks(values):
    """1 for the least; equal ones share the mean of their places, counted from the middle."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0] * len(values)
    i = 0
    while i < len(order):
        j = i
        while j < len(order) and values[order[j]] == values[order[i]]:
            j += 1
        for place in order[i:j]:
            result[place] = (i + j + 1) / 2 - (len(values) + 1) / 2
        i = j
    return result


def correlation(x, y, /, *, method="linear"):
    x, y, xbar, ybar = _pairs(x, y, "correlation")
    if method not in {"linear", "ranked"}:
        raise ValueError("Unknown method: %r" % (method,))
    if method == "ranked":
        x, y = _ranks(x), _ranks(y)
    else:
        x, y = [a - xbar for a in x], [b - ybar for b in y]
    sxy, sxx, syy = _sumprod(x, y), _sumprod(x, x), _sumprod(y, y)
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    x, y, xbar, ybar = _pairs(x, y, "linear regression")
    if not proportional:
        x, y = [a - xbar for a in x], [b - ybar for b in y]
    sxy, sxx = _sumprod(x, y) + 0.0, _sumprod(x, x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


def _horner(x, coefficients):
    result = 0.0
    for coefficient in coefficients:
        result = result * x + coefficient
    return result


def _normal_inv_cdf(p, mu, sigma):
    """Wichura's algorithm AS 241 for the percentage points of the normal distribution."""
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        top = _horner(r, (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
                          4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
                          1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0)) * q
        bottom = _horner(r, (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
                             2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
                             4.23133_30701_60091_1252e+1, 1.0))
        return mu + top / bottom * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        top = _horner(r, (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
                          1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
                          4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0))
        bottom = _horner(r, (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
                             1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
                             2.05319_16266_37758_82187e+0, 1.0))
    else:
        r -= 5.0
        top = _horner(r, (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
                          2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
                          5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0))
        bottom = _horner(r, (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7,
                             1.84631_83175_10054_68180e-5, 7.86869_13114_56132_59100e-4,
                             1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
                             5.99832_20655_58879_37690e-1, 1.0))
    x = top / bottom
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """The normal distribution of a mean and a standard deviation."""

    __slots__ = {"_mu": "the mean", "_sigma": "the standard deviation"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(_float_mean(data), stdev(data))

    def samples(self, n, *, seed=None):
        draw = random.random if seed is None else random.Random(seed).random
        return [_normal_inv_cdf(draw(), self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        spread = self._sigma * self._sigma
        if not spread:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * spread)) / math.sqrt(math.tau * spread)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        if sys.version_info >= (3, 13):
            return 0.5 * math.erfc((self._mu - x) / (self._sigma * math.sqrt(2.0)))
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        X, Y = self, other
        if (Y._sigma, Y._mu) < (X._sigma, X._mu):
            X, Y = Y, X
        xv, yv = X.variance, Y.variance
        if not xv or not yv:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = yv - xv
        dm = math.fabs(Y._mu - X._mu)
        if not dv:
            return math.erfc(dm / (2.0 * X._sigma * math.sqrt(2.0)))
        a = X._mu * yv - Y._mu * xv
        b = X._sigma * Y._sigma * math.sqrt(dm * dm + dv * math.log(yv / xv))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (math.fabs(Y.cdf(x1) - X.cdf(x1)) + math.fabs(Y.cdf(x2) - X.cdf(x2)))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * math.fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / math.fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state


def _float_mean(data):
    return float(mean(data))
