"""Mean, median and their kin, for ints and floats."""

import math


class StatisticsError(ValueError):
    pass


def _total(data):
    return math.fsum(data) if any(isinstance(x, float) for x in data) else sum(data)


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    result = _total(data) / len(data)
    if all(isinstance(x, int) for x in data) and result == int(result):
        return int(result)
    return result


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is not None:
        weights = list(weights)
        return math.fsum(x * w for x, w in zip(data, weights)) / math.fsum(weights)
    return math.fsum(data) / len(data)


def geometric_mean(data):
    data = list(data)
    return math.exp(fmean(map(math.log, data)))


def harmonic_mean(data):
    data = list(data)
    return len(data) / math.fsum(1 / x for x in data)


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


def mode(data):
    counts = {}
    for item in data:
        counts[item] = counts.get(item, 0) + 1
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = {}
    for item in data:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return [item for item, count in counts.items() if count == most]


def _squares(data, center):
    return math.fsum((x - center) ** 2 for x in data)


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    return _whole(_squares(data, mean(data) if mu is None else mu) / len(data), data)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    return _whole(_squares(data, mean(data) if xbar is None else xbar) / (len(data) - 1), data)


def _whole(value, data):
    return int(value) if value == int(value) and all(isinstance(x, int) for x in data) else value


def pstdev(data, mu=None):
    return math.sqrt(pvariance(data, mu))


def stdev(data, xbar=None):
    return math.sqrt(variance(data, xbar))
