"""What happens period after period: the margin a customer still brings, the customers who are left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from cxlearn.charts.picture import Picture, spoken
from cxlearn.charts.wording import checked, line, title
from cxlearn.kpi.counts import Figure
from cxlearn.kpi.counts_explained import definition
from cxlearn.kpi.explanation import amount
from cxlearn.language import format_number, say

if TYPE_CHECKING:  # matplotlib is loaded when a picture is drawn
    from matplotlib.figure import Figure as Sheet

_SHOWN = 10
"""Periods of a lifetime that get a bar of their own; what comes later has one together."""
_MOST_BARS = 24


def lifetime(figure: Figure, language: str | None = None) -> Picture:
    """The margin that each period should bring, in money of today, and that of all later ones.

    Raises:
        KpiError: when the value is endless or undefined.
    """
    checked(figure, language)
    language = spoken(language)
    values = margins(figure)
    labels = [format_number(period, 0, language) for period in _periods(figure)] + [say("charts.later", language)]
    half = _until(values, figure.value / 2)
    said = say("charts.said_lifetime", language, line=line(figure, language), count=half, period=labels[half - 1])
    return _picture(figure, labels, values, said, language)


def margins(figure: Figure) -> list[float]:
    """The expected margin of each period, discounted; the last one is that of all later periods."""
    f = figure.given
    first = _periods(figure)[0]
    kept = f["retention"] / (1 + f["discount"])
    some = [f["margin"] * kept**period for period in range(first, first + _SHOWN)]
    return [*some, figure.value - sum(some)]


def _periods(figure: Figure) -> range:
    first = 0 if dict(figure.measure.choices)["first_margin"] == "now" else 1
    return range(first, first + _SHOWN)


def _until(values: Sequence[float], share: float) -> int:
    """How many periods bring this much."""
    total = 0.0
    for place, value in enumerate(values, start=1):
        total += value
        if total >= share:
            return place
    return len(values)


def survivors(figure: Figure, language: str | None = None) -> Picture:
    """The share of the customers that is left after each period.

    Raises:
        KpiError: when the churn is undefined.
    """
    checked(figure, language)
    language = spoken(language)
    churn, periods = figure.given["churn"], int(figure.given["periods"])
    step = -(-periods // _MOST_BARS)  # of very many periods only some get a bar
    shown = sorted({*range(0, periods, step), periods})
    labels = [format_number(period, 0, language) for period in shown]
    said = say(
        "charts.said_survivors",
        language,
        line=line(figure, language),
        left=amount(100 - figure.value, "percent", language),
    )
    return _picture(figure, labels, [100 * (1 - churn) ** period for period in shown], said, language)


def _picture(figure: Figure, labels: list[str], values: list[float], said: str, language: str) -> Picture:
    head = tuple(say(f"charts.head_{column}_{figure.measure.kpi}", language) for column in ("period", "value"))
    rows = tuple((label, amount(value, figure.unit, language)) for label, value in zip(labels, values, strict=True))
    draw = partial(_draw, figure, labels, values, language)
    return Picture(said, definition(figure.measure, language), head, rows, draw, language)


def _draw(figure: Figure, labels: Sequence[str], values: Sequence[float], language: str) -> Sheet:
    from cxlearn.charts import style

    made = style.sheet(2.3, title(figure, language))
    axes = style.area(made, 0.45, 1.75)
    top = max(*values, 0.0) or 1.0
    axes.set_xlim(-0.5, len(values) - 0.5)
    axes.set_ylim(0, top)
    every = -(-len(values) // 12)  # numbers over every bar of many would run into one another
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        later = figure.measure.kpi == "lifetime_value" and place == len(values) - 1
        style.bar(axes, place, value, "middle" if later else "high")
        if place % every == 0 or place == len(values) - 1:
            style.write(axes, place, max(value, 0.0) + top * 0.03, format_number(value, 0, language), size=style.SMALL)
            style.write(axes, place, -top * 0.03, label, va="top", size=style.SMALL)
    style.write(
        axes,
        -0.5,
        -top * 0.2,
        say(f"charts.foot_{figure.measure.kpi}", language),
        ha="left",
        va="top",
        size=style.SMALL,
    )
    return made
