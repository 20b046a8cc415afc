import math
from collections import Counter

__all__ = ['StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean',
           'harmonic_mean', 'linear_regression', 'mean', 'median', 'median_high',
           'median_low', 'mode', 'multimode', 'pstdev', 'pvariance', 'quantiles',
           'stdev', 'variance']


class StatisticsError(ValueError):
    pass


def _ratio(x):
    # x as a whole number over another; None for what is not finite.
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return None


def _common(values):
    # The type of a result: int gives way to the others.
    kinds = set(map(type, values)) - {bool, int}
    if not kinds:
        return int
    if len(kinds) == 1:
        return kinds.pop()
    return float


def _exact(values):
    # The sum as a ratio, or a float if there are infinities or NaNs.
    partials = {}
    special = None
    for x in values:
        r = _ratio(x)
        if r is None:
            special = x if special is None else special + x
            continue
        n, d = r
        partials[d] = partials.get(d, 0) + n
    if special is not None:
        return special
    den = math.lcm(*partials) if partials else 1
    return sum(n * (den // d) for d, n in partials.items()), den


def _result(n, d, kind):
    # n/d as a number of the kind; whole numbers stay whole.
    if d < 0:
        n, d = -n, -d
    if kind is int:
        q, r = divmod(n, d)
        return q if r == 0 else n / d
    if kind is float:
        return n / d
    return kind(n) / kind(d)


def _check(data, least, message):
    data = list(data)
    if len(data) < least:
        raise StatisticsError(message)
    return data


def mean(data):
    """Return the sample arithmetic mean of data."""
    data = _check(data, 1, 'mean requires at least one data point')
    total = _exact(data)
    if not isinstance(total, tuple):
        return total / len(data)
    return _result(total[0], total[1] * len(data), _common(data))


def fmean(data, weights=None):
    """Convert data to floats and compute the arithmetic mean."""
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    den = math.fsum(weights)
    if not den:
        raise StatisticsError('sum of weights must be non-zero')
    return math.sumprod(data, weights) / den


def geometric_mean(data):
    """Convert data to floats and compute the geometric mean."""
    data = list(data)
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    logs = []
    zero = False
    for x in data:
        if x > 0.0 or math.isnan(x):
            logs.append(math.log(x))
        elif x == 0.0:
            zero = True
        else:
            raise StatisticsError('No negative inputs allowed', x)
    total = math.fsum(logs)
    if math.isnan(total):
        return math.nan
    if zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / len(data))


def harmonic_mean(data, weights=None):
    """Return the harmonic mean of data."""
    data = list(data)
    message = 'harmonic mean does not support negative values'
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if len(data) == 1 and weights is None:
        if not isinstance(data[0], (int, float)):
            raise TypeError('unsupported type')
        if data[0] < 0:
            raise StatisticsError(message)
        return data[0]
    if weights is None:
        weights = [1] * len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError('Number of weights does not match data size')
    if any(x < 0 for x in data) or any(w < 0 for w in weights):
        raise StatisticsError(message)
    if 0 in data:
        return 0
    n, d = _exact([w / x if w else 0 for w, x in zip(weights, data)])
    total = _exact(weights)
    return _result(total[0] * d, total[1] * n, float)


def median(data):
    """Return the median (middle value) of numeric data."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    if n % 2:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """Return the low median of numeric data."""
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    """Return the high median of data."""
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def mode(data):
    """Return the most common data point from discrete or nominal data."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    """Return a list of the most frequently occurring values."""
    counts = Counter(iter(data))
    if not counts:
        return []
    top = max(counts.values())
    return [value for value, count in counts.items() if count == top]


def quantiles(data, *, n=4, method='exclusive'):
    """Divide data into n continuous intervals with equal probability."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    ld = len(data)
    if ld < 2:
        if ld == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    result = []
    if method == 'inclusive':
        m = ld - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        m = ld + 1
        for i in range(1, n):
            j = i * m // n
            j = 1 if j < 1 else ld - 1 if j > ld - 1 else j
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')


def _squares(data, c):
    # The exact sum of the squared distances from c, or from the mean, as a ratio.
    total = _exact(data)
    if not isinstance(total, tuple):
        return None
    n, d = total
    if c is not None:
        cn, cd = _ratio(c)
        den = math.lcm(cd, *{_ratio(x)[1] for x in data})
        c0 = cn * (den // cd)
        return sum((r[0] * (den // r[1]) - c0) ** 2 for r in map(_ratio, data)), den * den
    # sum(x*x) - sum(x)**2 / n
    partials = {}
    for x in data:
        a, b = _ratio(x)
        partials[b] = partials.get(b, 0) + a * a
    den = math.lcm(*(b * b for b in partials), d * d)
    squares = sum(a * (den // (b * b)) for b, a in partials.items())
    count = len(data)
    return squares * count - n * n * (den // (d * d)), den * count


def _spread(data, c, least, minus, what):
    data = _check(data, least, what)
    ratio = _squares(data, c)
    if ratio is None:
        return math.nan, 1, float
    return ratio[0], ratio[1] * (len(data) - minus), _common(data)


def variance(data, xbar=None):
    """Return the sample variance of data."""
    n, d, kind = _spread(data, xbar, 2, 1, 'variance requires at least two data points')
    return n if d == 1 and kind is float and n != n else _result(n, d, kind)


def pvariance(data, mu=None):
    """Return the population variance of ``data``."""
    n, d, kind = _spread(data, mu, 1, 0, 'pvariance requires at least one data point')
    return n if d == 1 and kind is float and n != n else _result(n, d, kind)


def _root(n, d):
    # sqrt(n/d), correctly rounded: a whole root of enough bits, its last one sticky.
    if n == 0:
        return 0.0
    q = (n.bit_length() - d.bit_length() - 109) // 2
    if q >= 0:
        num, den = n, d << 2 * q
    else:
        num, den = n << -2 * q, d
    r = math.isqrt(num // den)
    r |= r * r * den != num
    return math.ldexp(r, q)


def stdev(data, xbar=None):
    """Return the square root of the sample variance."""
    n, d, kind = _spread(data, xbar, 2, 1, 'stdev requires at least two data points')
    if n != n:
        raise ValueError('inf or nan encountered in data')
    return _root(n, d)


def pstdev(data, mu=None):
    """Return the square root of the population variance."""
    n, d, kind = _spread(data, mu, 1, 0, 'pstdev requires at least one data point')
    if n != n:
        raise ValueError('inf or nan encountered in data')
    return _root(n, d)


def _centred(x, y, what):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return [a - xbar for a in x], [b - ybar for b in y]


def covariance(x, y, /):
    """Covariance"""
    a, b = _centred(x, y, 'covariance')
    return math.sumprod(a, b) / (len(x) - 1)


def correlation(x, y, /, *, method='linear'):
    """Pearson's correlation coefficient"""
    if method not in {'linear', 'ranked'}:
        raise ValueError(f'Unknown method: {method!r}')
    if method == 'ranked':
        x, y = _ranks(x), _ranks(y)
    a, b = _centred(x, y, 'correlation')
    try:
        return math.sumprod(a, b) / math.sqrt(math.sumprod(a, a) * math.sumprod(b, b))
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant') from None


def _ranks(data):
    order = sorted(range(len(data)), key=data.__getitem__)
    ranks = [0.0] * len(data)
    i = 0
    while i < len(order):
        j = i
        while j < len(order) and data[order[j]] == data[order[i]]:
            j += 1
        for k in order[i:j]:
            ranks[k] = (i + j + 1) / 2
        i = j
    return ranks


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept for simple linear regression."""
    from collections import namedtuple
    global LinearRegression
    if LinearRegression is None:
        LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))
    if proportional:
        a, b = list(map(float, x)), list(map(float, y))
    else:
        a, b = _centred(x, y, 'linear regression')
    try:
        slope = math.sumprod(a, b) / math.sumprod(a, a)
    except ZeroDivisionError:
        raise StatisticsError('x is constant') from None
    intercept = 0.0 if proportional else math.fsum(y) / len(y) - slope * (math.fsum(x) / len(x))
    return LinearRegression(slope=slope, intercept=intercept)


LinearRegression = None
