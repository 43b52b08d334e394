"""The answers to a survey question as bars, in the groups they make, over the figure with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING

from cxlearn.charts.picture import Picture, spoken
from cxlearn.charts.wording import axis, caption, checked, interval, line, title
from cxlearn.kpi.definition import YES_NO, Definition
from cxlearn.kpi.explanation import amount
from cxlearn.kpi.explanation import interval as spread
from cxlearn.kpi.histogram import Category
from cxlearn.kpi.result import Result
from cxlearn.language import format_number, format_percent, say

if TYPE_CHECKING:  # matplotlib is loaded when a picture is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet

    from cxlearn.charts.style import Rank

_NARROW_BAR = 16  # letters that fit over the width of the sheet, shared by its bars: 64 letters for 4 bars
_LETTERS = 62
_MOST_LABELS = 11


def of_result(result: Result, language: str | None = None) -> Picture:
    """The distribution of the answers, and the figure they make.

    Raises:
        KpiError: when there is no answer.
    """
    checked(result, language)
    language = spoken(language)
    head = tuple(say(f"charts.head_{column}", language) for column in ("answer", "answers", "share"))
    shares = _shares(result)
    rows = tuple(
        (_called(category, result.definition, language), format_number(number, 0, language), _percent(share, language))
        for (category, number), share in zip(result.counts.items(), shares, strict=True)
    )
    ends = interval(result.low, result.high, result.unit, language)
    last = (title(result, language), format_number(result.n, 0, language), ends)
    return Picture(
        _alternative(result, language),
        caption(result.definition.describe(language), hollow=result.low_n, language=language),
        head,
        (*rows, last),
        partial(_draw, result, language),
        language,
    )


def _alternative(result: Result, language: str) -> str:
    shares = _shares(result)
    most = result.counts.categories[shares.index(max(shares))]
    sizes = _sizes(result, language) if result.definition.groups else ""
    said = {"line": line(result, language), "most": _called(most, result.definition, language)}
    key = "charts.said_groups" if sizes else "charts.said_answers"
    return say(key, language, sizes=sizes, share=_percent(max(shares), language), **said)


def _sizes(result: Result, language: str) -> str:
    groups = zip(result.definition.groups, result.groups.weights, strict=True)
    return ", ".join(
        say(
            "kpi_counts.labelled",
            language,
            label=_called(group, result.definition, language),
            number=format_number(size, None, language),
        )
        for group, size in groups
    )


def _shares(result: Result) -> list[float]:
    return [100 * weight / result.counts.total for weight in result.counts.weights]


def _called(category: Category, definition: Definition, language: str) -> str:
    """An answer as it is written, a group by its name."""
    if isinstance(category, str):
        return say(f"kpi.group_{category}", language)
    return (
        say(f"charts.answer_{'yes' if category else 'no'}", language) if definition.scale == YES_NO else str(category)
    )


def _percent(share: float, language: str) -> str:
    return format_percent(share, 0 if share >= 1 or not share else 1, language)


def _draw(result: Result, language: str) -> Sheet:
    from cxlearn.charts import style

    made = style.sheet(3.1, title(result, language))
    axes = style.area(made, 1.2, 2.1)
    shares = _shares(result)
    axes.set_xlim(-0.5, len(shares) - 0.5)
    axes.set_ylim(0, max(shares))
    _bars(axes, result, shares, language)
    if result.definition.groups:
        _name_groups(axes, result, result.counts.categories, language)
    low, high = result.definition.bounds
    few = result.unit == "scale" and high - low <= _MOST_LABELS
    ticks = [low + step for step in range(int(high - low) + 1)] if few else style.steps(low, high)
    point = style.Mark("", result.value, result.low, result.high, spread(result, language), hollow=result.low_n)
    style.marks(made, [point], 0.05, ticks, axis(result.unit, language), language)
    return made


def _bars(axes: Axes, result: Result, shares: Sequence[float], language: str) -> None:
    """A bar for each answer, with its share above and its name below where there is room for them."""
    from cxlearn.charts import style

    gap = max(shares) * 0.05
    every = -(-len(shares) // _MOST_LABELS)
    for place, (category, share) in enumerate(zip(result.counts.categories, shares, strict=True)):
        style.bar(axes, place, share, _rank(category, result.definition))
        if every == 1:
            style.write(axes, place, share + gap, _percent(share, language), size=style.SMALL)
        if place % every == 0 and not isinstance(category, str):
            style.write(axes, place, -gap, _called(category, result.definition, language), va="top")


def _rank(category: Category, definition: Definition) -> Rank:
    if not definition.groups:
        return "high"
    places: tuple[Rank, ...] = ("low", "middle", "high") if len(definition.groups) > 2 else ("middle", "high")  # noqa: PLR2004 -- with a middle group
    return places[definition.groups.index(definition.group_of(category))]


def _name_groups(axes: Axes, result: Result, categories: Sequence[Category], language: str) -> None:
    """The name and the share of each group over its bars, with a line that spans them."""
    from cxlearn.charts import style

    top = axes.get_ylim()[1]
    groups = result.groups
    for group, weight in zip(result.definition.groups, groups.weights, strict=True):
        places = [k for k, category in enumerate(categories) if result.definition.group_of(category) == group]
        share = amount(100 * weight / groups.total, "percent", language)
        width = max(_LETTERS * len(places) // len(categories), _NARROW_BAR // 2)
        name = fill(say(f"kpi.group_{group}", language), width, break_long_words=False)
        text = name if len(places) == len(categories) else f"{name}\n{share}"
        colour = style.COLOURS[_rank(categories[places[0]], result.definition)]
        ends = [places[0] - 0.4, places[-1] + 0.4]
        axes.plot(ends, [top * 1.25] * 2, color=colour, lw=2, clip_on=False)
        style.write(axes, sum(ends) / 2, top * 1.3, text)
