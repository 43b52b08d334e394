"""Is one figure really higher than another, or could it be chance? With the sentence one can take to a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, erfc, isnan, nan, sqrt
from statistics import NormalDist
from typing import Any, TypeAlias

from cxlearn.kpi import student
from cxlearn.kpi.card import card
from cxlearn.kpi.definition import Definition
from cxlearn.kpi.drawing import picture
from cxlearn.kpi.explanation import Steps, amount, gap, percent
from cxlearn.kpi.histogram import Histogram
from cxlearn.kpi.interval import effective, normal_quantile, wilson
from cxlearn.kpi.refusal import checked_confidence, checked_count, refuse
from cxlearn.kpi.result import SMALL, Result, check_sampled, same_settings
from cxlearn.language import format_number, say

POWER = 0.8
"""How often a planned test should find a difference that is there: a convention."""
_LEAST_P = 0.001
RATE = Definition("rate", "share", ("failures", "successes"))
"""Successes among trials."""

Outcome: TypeAlias = tuple[float, float, float, float]
"""The low and high end of the difference, the test statistic, the p-value."""


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Two figures of the same definition, and the difference between them, first minus second.

    Attributes:
        a: the first figure.
        b: the second one.
        difference: in points (of the NPS, of percentage) or in units of the scale; NaN when a figure is undefined.
        low: the lower end of its interval.
        high: the upper end.
        statistic: how many standard errors the difference is from 0.
        p_value: how often chance alone would give a difference at least as large, were there none; two-sided.
        experiment: whether the two groups were drawn by lot, as in an A/B test.
    """

    a: Result
    b: Result
    difference: float
    low: float
    high: float
    statistic: float
    p_value: float
    experiment: bool = False

    @property
    def confidence(self) -> float:
        """Of the interval, 0–1."""
        return self.a.confidence

    @property
    def unit(self) -> str:
        """``"points"`` or ``"scale"``: a difference of two percentages is in points too."""
        return "scale" if self.a.unit == "scale" else "points"

    @property
    def significant(self) -> bool:
        """Whether chance alone would rarely give such a difference: p below 1 − confidence."""
        return self.p_value < 1 - self.confidence

    @property
    def reason(self) -> str | None:
        """Why there is no difference or no test, in the language in force; None when there are both."""
        if isnan(self.difference):
            return say("kpi.compare_undefined")
        return say("kpi.compare_no_spread") if isnan(self.p_value) else None

    @property
    def sentence(self) -> str:
        """What to tell a manager, in the language in force."""
        return _sentence(self, None)

    @property
    def caveat(self) -> str:
        """What to add, in the language in force."""
        return _caveat(self, None)

    def explain(self, language: str | None = None) -> Steps:
        """The sentence, the interval and the test with these numbers, and the caveat, one a line."""
        return Steps("\n".join([_sentence(self, language), *_numbers(self, language), _caveat(self, language)]))

    def plot(self, language: str | None = None) -> Any:  # noqa: ANN401 -- a Picture of cxlearn.charts
        """Both figures and their difference, each with its interval.

        Raises:
            KpiError: (a ValueError) where there is no difference to draw.
        """
        return picture(self, language)

    def __repr__(self) -> str:
        return f"{self.sentence} {self.caveat}"

    def _repr_html_(self) -> str:
        return card(self.sentence, gap(self.difference, self.unit), [*_numbers(self, None), self.caveat])


class Experiment(Comparison):
    """The comparison that an A/B test makes, with how large such a test should have been."""

    __slots__ = ()

    @property
    def power(self) -> float:
        """How often a test of this size would find a true difference as large as this one, 0–1; NaN without one."""
        if isnan(self.p_value):
            return nan
        z, normal = normal_quantile(self.confidence), NormalDist()
        alone, real = self._errors()
        away = abs(self.difference) / 100 / alone
        return normal.cdf((away - z) * alone / real) + normal.cdf((-away - z) * alone / real) if real else 1.0

    @property
    def trials_needed(self) -> int | None:
        """Trials in each group that would find a true difference as large as this one 8 times in 10; None for none."""
        if isnan(self.p_value) or not self.difference:
            return None
        p, q = self.a.value / 100, self.b.value / 100
        middle, power = (p + q) / 2, NormalDist().inv_cdf(POWER)
        alone, real = sqrt(2 * middle * (1 - middle)), sqrt(p * (1 - p) + q * (1 - q))
        return ceil(((normal_quantile(self.confidence) * alone + power * real) / (p - q)) ** 2)

    def _errors(self) -> tuple[float, float]:
        """The standard error were there no difference, and with the observed one."""
        p, q, n, m = self.a.value / 100, self.b.value / 100, self.a.n, self.b.n
        pooled = (p * n + q * m) / (n + m)
        return sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)), student.standard_error(p * (1 - p), n, q * (1 - q), m)


def compare(a: Result, b: Result) -> Comparison:
    """Compare two figures that measure the same.

    The test: for the NPS and other net figures, z with √(v₁/n₁ + v₂/n₂); for a share, the pooled two-proportion z, with
    Newcombe's interval (Statistics in Medicine 17, 1998, method 10); for a mean, Welch's t (1947). With weights, n is
    Kish's effective number of answers.

    Raises:
        KpiError: (a ValueError) when the definitions or the levels of confidence are unlike.
    """
    for figure in (a, b):
        if not isinstance(figure, Result):
            refuse("compare_kind", given=type(figure).__name__)
    same_settings(a, b, "confidence")
    check_sampled(a)
    return Comparison(a, b, a.value - b.value, *_outcome(a, b))


def ab_test(*, successes: Sequence[int], trials: Sequence[int], confidence: float = 0.95) -> Experiment:
    """Compare the success rates of two versions shown by lot: pooled two-proportion z test, Newcombe's interval.

    Args:
        successes: of the first and of the second version.
        trials: of the first and of the second version.
        confidence: of the interval.

    Raises:
        KpiError: (a ValueError) unless there are two of each, and no more successes than trials.
    """
    pairs = [_pair("successes", successes), _pair("trials", trials)]
    a, b = (_rate(hits, everyone, confidence) for hits, everyone in zip(*pairs, strict=True))
    return Experiment(a, b, a.value - b.value, *_outcome(a, b), experiment=True)


def _pair(name: str, given: object) -> list[int]:
    numbers = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else []
    if len(numbers) != 2:  # noqa: PLR2004 -- a pair
        refuse("pair", name=name)
    return [checked_count(name, number) for number in numbers]


def _rate(hits: int, everyone: int, confidence: float) -> Result:
    if hits > everyone:
        refuse("part_exceeds", part="successes", hits=hits, whole="trials", everyone=everyone)
    counts = Histogram.of({"failures": everyone - hits, "successes": hits})
    return Result.of(RATE, counts, confidence=checked_confidence(confidence))


# --- the tests


def _outcome(a: Result, b: Result) -> Outcome:
    if isnan(a.value) or isnan(b.value):
        return nan, nan, nan, nan
    return _TESTS[a.definition.form](a, b)


def _net(a: Result, b: Result) -> Outcome:
    (x, v), (y, w) = (r.definition.moments(r.counts) for r in (a, b))
    error = student.standard_error(v, a.n_effective, w, b.n_effective)
    if not error:
        return nan, nan, nan, nan
    z, half = (x - y) / error, normal_quantile(a.confidence) * error
    return max(x - y - half, -200.0), min(x - y + half, 200.0), z, erfc(abs(z) / sqrt(2))


def _share(a: Result, b: Result) -> Outcome:
    (_, hits), (_, others) = (effective(r.definition, r.counts) for r in (a, b))
    n, m = a.n_effective, b.n_effective
    low, high = _newcombe(hits, n, others, m, a.confidence)
    pooled = (hits + others) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z = (hits / n - others / m) / error if error else nan
    return low, high, z, erfc(abs(z) / sqrt(2))


def _newcombe(hits: float, n: float, others: float, m: float, confidence: float) -> tuple[float, float]:
    p, q = 100 * hits / n, 100 * others / m
    (p_low, p_high), (q_low, q_high) = wilson(hits, n, confidence), wilson(others, m, confidence)
    return p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2), p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)


def _mean(a: Result, b: Result) -> Outcome:
    n, m = a.n_effective, b.n_effective
    if min(n, m) <= 1:
        return nan, nan, nan, nan
    (x, v), (y, w) = (r.definition.moments(r.counts) for r in (a, b))
    v, w = v * n / (n - 1), w * m / (m - 1)
    error = student.standard_error(v, n, w, m)
    if not error:
        return nan, nan, nan, nan
    freedom = student.welch_freedom(v, n, w, m)
    t, half = (x - y) / error, student.quantile(a.confidence, freedom) * error
    return x - y - half, x - y + half, t, student.two_sided(t, freedom)


_TESTS: dict[str, Callable[[Result, Result], Outcome]] = {"net": _net, "share": _share, "mean": _mean}


# --- in words


def _sentence(found: Comparison, language: str | None) -> str:
    if isnan(found.difference):
        return say("kpi.compare_undefined", language)
    a, b = (amount(r.value, r.unit, language) for r in (found.a, found.b))
    if not found.difference:
        return say("kpi.compare_equal", language, a=a)
    way = "above" if found.difference > 0 else "below"
    distance = amount(abs(found.difference), found.unit, language)
    start = say(f"kpi.compare_{way}", language, a=a, b=b, distance=distance)
    if isnan(found.p_value):
        return say("kpi.compare_untested", language, start=start)
    verdict = "real" if found.significant else "chance"
    return say(f"kpi.compare_{verdict}", language, start=start, p=_p(found.p_value, language))


def _numbers(found: Comparison, language: str | None) -> list[str]:
    if isnan(found.low):
        return []
    ends = {"low": gap(found.low, found.unit, language), "high": gap(found.high, found.unit, language)}
    lines = [say("kpi.direction_lower", language)] if found.a.direction == "lower" else []
    lines += [say("kpi.compare_interval", language, percent=percent(found.confidence, language), **ends)]
    if not isnan(found.p_value):
        statistic, p = format_number(found.statistic, 3, language), _p(found.p_value, language)
        lines.append(say(f"kpi.compare_test_{found.a.definition.form}", language, statistic=statistic, p=p))
    return lines


def _caveat(found: Comparison, language: str | None) -> str:
    if isnan(found.p_value):
        kind = "undefined" if isnan(found.difference) else "no_spread"
    elif min(found.a.n_effective, found.b.n_effective) < SMALL:
        kind = "small"
    elif found.experiment:
        kind = "peeking"
    else:
        kind = "cause" if found.significant else "no_proof"
    return say(f"kpi.caveat_{kind}", language)


def _p(value: float, language: str | None) -> str:
    if value < _LEAST_P:
        return f"p < {format_number(_LEAST_P, 3, language)}"
    return f"p = {format_number(value, 3, language)}"
