"""Student’s t distribution: what ``statistics.NormalDist`` does for the normal one, without importing scipy."""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist

_TINY = 1e-300
_CLOSE = 1e-16
_MOST_STEPS = 5_000
_MANY = 1_000.0  # degrees of freedom beyond which a series for the quantile is exact to 1e-12
_VERY_MANY = 100_000.0  # and one for the probability
_LARGE = 20.0


def two_sided(t: float, freedom: float) -> float:
    """How often chance alone takes Student’s t further from 0 than ``t``, with ``freedom`` degrees of freedom."""
    square = t * t
    if freedom > _VERY_MANY:
        z = abs(t) * (1 - (square + 1) / (4 * freedom) + (13 * square**2 + 8 * square + 3) / (96 * freedom**2))
        return erfc(max(z, 0.0) / sqrt(2))
    half, x, y = freedom / 2, freedom / (freedom + square), square / (freedom + square)
    front = exp(_log_ratio(half) - half * log1p(square / freedom)) * sqrt(y / pi) if y else 0.0
    # The continued fraction converges fast on one side only.
    if x * (half + 2.5) <= half + 1:
        return front / half / _fraction(half, 0.5, x)
    return 1 - 2 * front / _fraction(0.5, half, y)


@lru_cache(maxsize=1024)  # a search in fifty steps, asked again for the same size of survey
def quantile(confidence: float, freedom: float) -> float:
    """The t that chance alone does not exceed, on either side, with this confidence (0–1)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    if freedom > _MANY:  # Abramowitz & Stegun 26.7.5
        first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
        third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
        return z + first / freedom + second / freedom**2 + third / freedom**3
    low, high = 0.0, z
    while two_sided(high, freedom) > 1 - confidence:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if two_sided(middle, freedom) > 1 - confidence else (low, middle)
    return high


def welch_freedom(v1: float, n1: float, v2: float, n2: float) -> float:
    """Degrees of freedom of Welch’s t (1947): sample variances and sizes of two groups."""
    a, b = v1 / n1, v2 / n2
    return (a + b) ** 2 / (a * a / (n1 - 1) + b * b / (n2 - 1))


def standard_error(v1: float, n1: float, v2: float, n2: float) -> float:
    """The standard error of a difference of two independent means."""
    return sqrt(v1 / n1 + v2 / n2)


def _log_ratio(a: float) -> float:
    """The logarithm of Γ(a + ½) / Γ(a): of large numbers without their difference, which would lose digits."""
    if a < _LARGE:
        return lgamma(a + 0.5) - lgamma(a)
    return log(a) / 2 - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5) + 17 / (14336 * a**7)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz’s way."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, _MOST_STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + term * d or _TINY)
        c = 1 + term / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value
