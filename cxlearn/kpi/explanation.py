"""A figure in words: its line, its card, and its arithmetic with the real numbers."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan, sqrt
from typing import TYPE_CHECKING

from cxlearn.kpi.definition import Definition
from cxlearn.kpi.interval import ADDED, effective, normal_quantile
from cxlearn.kpi.student import quantile
from cxlearn.language import format_number, say

if TYPE_CHECKING:  # a result explains itself
    from cxlearn.kpi.histogram import Histogram
    from cxlearn.kpi.result import Result

_SIZES = {"n": None, "hits": None, "rest": None}  # sizes are shown whole where they are
_VISIBLE = 0.005
DIGITS = {"points": 1, "percent": 1, "hours": 1, "scale": 2, "money": 2, "items": 2}
"""Decimals shown, by unit."""


class Steps(str):
    """Lines of text that show as they are, without quotes, when they end a cell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def amount(value: float, unit: str, language: str | None = None) -> str:
    """A value with its unit, rounded for display: ``30.0 points``, ``69,2 %``, ``2.45``, ``366,67 €``."""
    number = format_number(value, DIGITS[unit], language)
    count = 1 if abs(round(value, DIGITS[unit])) < 2 else 2  # noqa: PLR2004 -- French has "1,5 point"
    return say(f"kpi.unit_{unit}", language, count=count, number=number)


def gap(value: float, unit: str, language: str | None = None) -> str:
    """A difference, with its sign: ``+10.0 points``."""
    return ("+" if value > 0 else "") + amount(value, unit, language)


def percent(share: float, language: str | None = None) -> str:
    """A share from 0 to 1 as a percentage: ``95 %``."""
    return say("kpi.unit_percent", language, number=format_number(100 * share, None, language))


def interval(result: Result, language: str | None = None) -> str:
    """Its interval with the level of confidence, or that there is none: ``95% interval: 13.2 to 28.0``."""
    if isnan(result.low):
        return say("kpi.no_interval", language)
    low, high = (format_number(end, DIGITS[result.unit], language) for end in (result.low, result.high))
    return say("kpi.interval", language, percent=percent(result.confidence, language), low=low, high=high)


def line(result: Result, language: str | None = None) -> str:
    """A result in one line."""
    name = say(f"kpi.name_{result.definition.kpi}", language)
    parts = [*_value(result, language), *_base(result, language)]
    parts += [say("kpi.low_n", language)] if result.low_n and result.n else []
    return say("kpi.line", language, name=name, rest=" · ".join(parts))


def card_lines(result: Result, language: str | None = None) -> list[str]:
    """The texts of a result's card: title, figure, and what goes with it."""
    lines = [result.definition.describe(language), *_value(result, language)]
    lines += [*_base(result, language), say(f"kpi.direction_{result.direction}", language)]
    return lines + list(_cautions(result, language))


def steps(result: Result, language: str | None = None) -> Steps:
    """The arithmetic of a result, one step a line."""
    lines = [result.definition.describe(language), *_base(result, language)]
    if not isnan(result.value):
        lines += [*_arithmetic(result, language), *width(result, language)]
    lines += [*_cautions(result, language)]
    return Steps("\n".join(f"{number}. {text}" for number, text in enumerate(lines, start=1)))


def group_sizes(definition: Definition, groups: Histogram, language: str | None = None) -> str:
    """How many each group holds: ``20 detractors, 30 passives, 50 promoters``; with weights, their sums."""
    sizes = zip(definition.groups, groups.weights, strict=True)
    return ", ".join(
        say("kpi.size", language, size=format_number(size, None, language), group=say(f"kpi.group_{group}", language))
        for group, size in sizes
    )


def _value(result: Result, language: str | None) -> list[str]:
    if isnan(result.value):
        return [say("kpi.undefined", language, why=say(f"kpi.lacking_{result.lacking}", language))]
    return [amount(result.value, result.unit, language), interval(result, language)]


def _base(result: Result, language: str | None) -> list[str]:
    parts = [say("kpi.n", language, count=result.n, n=format_number(result.n, 0, language))] if result.n else []
    if result.counts.weighted:
        parts.append(say("kpi.n_effective", language, n=format_number(result.n_effective, 1, language)))
    for kind, number in (("missing", result.missing), ("invalid", result.invalid)):
        parts += [say(f"kpi.{kind}", language, count=number, n=format_number(number, 0, language))] if number else []
    return [", ".join(parts)] if parts else []


def _cautions(result: Result, language: str | None) -> Iterator[str]:
    if result.lacking and not isnan(result.value):
        yield say(f"kpi.lacking_{result.lacking}", language)
    if result.low_n and result.n:
        yield say("kpi.caution_low_n", language)


def _arithmetic(result: Result, language: str | None) -> Iterator[str]:
    definition, value = result.definition, amount(result.value, result.unit, language)
    total = format_number(result.counts.total, None, language)
    if definition.form == "mean":
        products = [
            f"{w:g}" and _times(c, w, language) for c, w in zip(result.counts, result.counts.weights, strict=True) if w
        ]
        yield say("kpi.step_mean", language, products=" + ".join(products), total=total, value=value)
        return
    groups = result.groups
    yield say("kpi.step_groups", language, sizes=group_sizes(definition, groups, language), total=total)
    best, worst = (format_number(groups.weights[k], None, language) for k in (-1, 0))
    yield say(f"kpi.step_{definition.form}", language, best=best, worst=worst, total=total, value=value)


def _times(category: object, weight: float, language: str | None) -> str:
    return f"{format_number(weight, None, language)} × {category}"


def width(result: Result, language: str | None) -> Iterator[str]:
    """How the interval comes about; its centre and half-width are given where they can be reckoned by hand."""
    if isnan(result.low):
        return
    low, high = (amount(end, result.unit, language) for end in (result.low, result.high))
    ends = {"percent": percent(result.confidence, language), "low": low, "high": high}
    exact = _width_numbers(result)
    numbers = {name: format_number(value, _SIZES.get(name, 3), language) for name, value in exact.items()}
    yield say(f"kpi.step_{result.interval.replace('-', '_')}", language, **numbers, **ends)
    if "half" in exact:
        reach = exact["centre"] - exact["half"], exact["centre"] + exact["half"]
        if max(abs(reach[0] - result.low), abs(reach[1] - result.high)) > _VISIBLE:
            yield say("kpi.step_bounded", language)


def _width_numbers(result: Result) -> dict[str, float]:
    """What the formula of the interval is filled with."""
    z = normal_quantile(result.confidence)
    if result.interval == "t":
        return _student_numbers(result)
    if result.interval == "wilson":
        return _wilson_numbers(result)
    if result.interval == "score":
        return {"z": z}
    added = ADDED if result.interval == "adjusted-wald" else (0.0,) * len(result.groups)
    sizes = [size + more for size, more in zip(effective(result.definition, result.counts), added, strict=True)]
    n, scores = sum(sizes), [result.definition.score(group) / 100 for group in result.groups]
    centre = sum(size * score for size, score in zip(sizes, scores, strict=True)) / n
    variance = sum(size * (score - centre) ** 2 for size, score in zip(sizes, scores, strict=True)) / n
    return {"z": z, "n": n, "centre": 100 * centre, "variance": variance, "half": 100 * z * sqrt(variance / n)}


def _student_numbers(result: Result) -> dict[str, float]:
    n, (centre, variance) = result.n_effective, result.definition.moments(result.counts)
    t, spread = quantile(result.confidence, n - 1), sqrt(variance * n / (n - 1))
    return {"z": t, "n": n, "centre": centre, "spread": spread, "half": t * spread / sqrt(n)}


def _wilson_numbers(result: Result) -> dict[str, float]:
    rest, hits = effective(result.definition, result.counts)
    z, n = normal_quantile(result.confidence), rest + hits
    centre, half = hits + z * z / 2, z * sqrt(rest * hits / n + z * z / 4)
    square = n + z * z
    return {"z": z, "hits": hits, "rest": rest, "n": n, "centre": 100 * centre / square, "half": 100 * half / square}
