"""Intervals: how far from a sample’s figure the true one may lie."""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, inf, nan, sqrt
from statistics import NormalDist
from typing import TypeAlias

from cxlearn.kpi import student
from cxlearn.kpi.definition import Definition
from cxlearn.kpi.histogram import Histogram

Bounds: TypeAlias = tuple[float, float]

ADDED = (0.75, 1.5, 0.75)
"""What the adjusted Wald interval adds to detractors, passives and promoters (Rocks, 2016)."""
METHODS = {"net": ("adjusted-wald", "wald", "score"), "share": ("wilson", "wald"), "mean": ("t",)}
"""The methods for each form of figure; the first is the default."""
_HALVINGS = 60  # more than a float can tell apart


def normal_quantile(confidence: float) -> float:
    """z: 1.959964 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def bounds(definition: Definition, counts: Histogram, method: str, confidence: float) -> Bounds:
    """The interval of a figure, in its own unit, within what is possible; NaN where there is none.

    With weights, the sample counts as the unweighted answers that would say as much (Kish’s effective n).

    Args:
        definition: what the figure measures.
        counts: its answers; at least one has a weight.
        method: one of ``METHODS[definition.form]``.
        confidence: between 0 and 1.
    """
    value, _ = definition.moments(counts)
    low, high = _WAYS[method](definition, counts, confidence)
    least, most = definition.bounds
    # An interval that leaves out its own figure (one answer, adjusted) would only confuse: it is widened to it.
    return min(max(low, least), value) if low == low else nan, max(min(high, most), value) if high == high else nan  # noqa: PLR0124 -- NaN is unlike itself


def effective(definition: Definition, counts: Histogram) -> tuple[float, ...]:
    """The groups, from the worst to the best, in effective numbers of answers."""
    groups = definition.grouped(counts)
    factor = groups.n_effective / groups.total
    return tuple(weight * factor for weight in groups.weights)


def net_wald(low: float, middle: float, high: float, confidence: float) -> Bounds:
    """Wald’s interval of a net figure, in points, from the sizes of its three groups."""
    n = low + middle + high
    net = (high - low) / n
    half = normal_quantile(confidence) * sqrt(max((high + low) / n - net * net, 0.0) / n)
    return 100 * (net - half), 100 * (net + half)


def wilson(hits: float, n: float, confidence: float) -> Bounds:
    """Wilson’s interval of a share (1927), in percent: ``hits`` of ``n``."""
    z = normal_quantile(confidence)
    share = hits / n
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return 100 * (centre - half) / (1 + z * z / n), 100 * (centre + half) / (1 + z * z / n)


def net_score(low: float, middle: float, high: float, confidence: float) -> Bounds:
    """The score interval of a net figure, in points: every difference that a score test would not reject.

    Three groups are what is left of matched pairs, for which Tango (Statistics in Medicine 17, 1998) gives the test.
    """
    n, z = low + middle + high, normal_quantile(confidence)
    net = (high - low) / n

    def edge(inside: float, outside: float) -> float:
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            kept = abs(_score_z(middle, low, high, n)) <= z
            inside, outside = (middle, outside) if kept else (inside, middle)
        return 100 * inside

    return edge(net, -1.0), edge(net, 1.0)


def _score_z(net: float, low: float, high: float, n: float) -> float:
    """The score statistic of "the net share is ``net``": its variance is the likeliest one under that assumption."""
    b = (2 * n - high + low) * net - high - low
    c = -low * net * (1 - net)
    likeliest_low = (sqrt(max(b * b - 8 * n * c, 0.0)) - b) / (4 * n)
    variance = n * (2 * likeliest_low + net * (1 - net))
    gap = high - low - n * net
    return gap / sqrt(variance) if variance > 0 else copysign(inf, gap) if gap else 0.0


def _adjusted(definition: Definition, counts: Histogram, confidence: float) -> Bounds:
    low, middle, high = (size + more for size, more in zip(effective(definition, counts), ADDED, strict=True))
    return net_wald(low, middle, high, confidence)


def _wald(definition: Definition, counts: Histogram, confidence: float) -> Bounds:
    value, variance = definition.moments(counts)
    half = normal_quantile(confidence) * sqrt(variance / counts.n_effective)
    return value - half, value + half


def _score(definition: Definition, counts: Histogram, confidence: float) -> Bounds:
    low, middle, high = effective(definition, counts)
    return net_score(low, middle, high, confidence)


def _wilson(definition: Definition, counts: Histogram, confidence: float) -> Bounds:
    rest, hits = effective(definition, counts)
    return wilson(hits, rest + hits, confidence)


def _student(definition: Definition, counts: Histogram, confidence: float) -> Bounds:
    value, variance = definition.moments(counts)
    freedom = counts.n_effective - 1
    if freedom <= 0 or not variance:
        return nan, nan  # one answer, or answers all alike, show no spread to go by
    half = student.quantile(confidence, freedom) * sqrt(variance / freedom)
    return value - half, value + half


_WAYS: dict[str, Callable[[Definition, Histogram, float], Bounds]] = {
    "adjusted-wald": _adjusted,
    "wald": _wald,
    "score": _score,
    "wilson": _wilson,
    "t": _student,
}
