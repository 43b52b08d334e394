"""Values with their intervals along one line of numbers: rates, times, two figures compared, groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from cxlearn.charts.picture import Picture, spoken
from cxlearn.charts.wording import axis, caption, checked, interval, line, name, title
from cxlearn.kpi import explanation
from cxlearn.kpi.comparison import Comparison
from cxlearn.kpi.counts import Figure
from cxlearn.kpi.counts_explained import definition
from cxlearn.kpi.explanation import amount
from cxlearn.kpi.explanation import interval as spread
from cxlearn.kpi.refusal import KpiError, shown
from cxlearn.language import format_number, nearest, say

if TYPE_CHECKING:  # matplotlib is loaded when a picture is drawn
    from matplotlib.figure import Figure as Sheet

    from cxlearn.charts.style import Mark

_WHOLE = (10.0, 25.0, 50.0, 100.0)
"""Where a line of percentages may end: it begins at 0, so that small rates look small."""
_TABLE_UNITS = {"nps": "points", "csat": "percent", "ces": "ces"}


# --- one figure made from counts


def of_figure(figure: Figure, language: str | None = None) -> Picture:
    """The figure with its interval, and with what else belongs to it.

    Raises:
        KpiError: when it is undefined.
    """
    checked(figure, language)
    language = spoken(language)
    values = [(_plain_name(figure, language), figure.value, figure.low, figure.high)]
    values += [(say(f"charts.detail_{key}", language), value, nan, nan) for key, value in figure.details.items()]
    values = [row for row in values if not isnan(row[1])]
    rows = tuple(
        (label, amount(value, figure.unit, language), interval(low, high, figure.unit, language))
        for label, value, low, high in values
    )
    head = tuple(say(f"charts.head_{column}", language) for column in ("what", "value", "interval"))
    said = say("charts.said_line", language, line=line(figure, language))
    draw = partial(_draw_figure, figure, values, language)
    words = caption(definition(figure.measure, language), hollow=figure.low_n, language=language)
    return Picture(said, words, head, rows, draw, language)


def _plain_name(figure: Figure, language: str) -> str:
    return say("charts.detail_mean", language) if figure.details else name(figure, language)


def _draw_figure(figure: Figure, values: Sequence[tuple[str, float, float, float]], language: str) -> Sheet:
    from cxlearn.charts import style

    highest = max(value if isnan(high) else high for _, value, _, high in values)
    if figure.unit == "percent":
        ticks = style.steps(0, next(end for end in _WHOLE if end >= highest - 1e-9))
    else:
        ticks = style.from_zero(highest)
    some = (
        [
            style.Mark(label, value, low, high, amount(value, figure.unit, language), hollow=figure.low_n)
            for label, value, low, high in values
        ]
        if figure.details
        else [style.Mark("", figure.value, figure.low, figure.high, spread(figure, language), hollow=figure.low_n)]
    )
    made = style.sheet(style.block(len(some)) + 0.45, title(figure, language))
    style.marks(made, some, 0.05, ticks, axis(figure.unit, language), language)
    return made


# --- two figures


def of_comparison(found: Comparison, language: str | None = None) -> Picture:
    """Both figures, then the difference between them, each with its interval.

    Raises:
        KpiError: when one of them is undefined.
    """
    if isnan(found.difference):
        raise KpiError(say("charts.undefined", language, why=found.reason))
    language = spoken(language)
    rows = [
        (
            say(f"charts.side_{side}", language),
            amount(r.value, r.unit, language),
            interval(r.low, r.high, r.unit, language),
        )
        for side, r in (("a", found.a), ("b", found.b))
    ]
    ends = interval(found.low, found.high, found.unit, language)
    rows.append((say("charts.difference", language), explanation.gap(found.difference, found.unit, language), ends))
    head = tuple(say(f"charts.head_{column}", language) for column in ("what", "value", "interval"))
    said = " ".join(found.explain(language).splitlines())
    draw = partial(_draw_comparison, found, rows, language)
    words = caption(found.a.definition.describe(language), hollow=found.a.low_n or found.b.low_n, language=language)
    return Picture(say("charts.said_comparison", language, line=said), words, head, tuple(rows), draw, language)


def _draw_comparison(found: Comparison, rows: Sequence[tuple[str, str, str]], language: str) -> Sheet:
    from cxlearn.charts import style

    pair = [
        style.Mark(row[0], r.value, r.low, r.high, row[1], r.low_n)
        for row, r in zip(rows, (found.a, found.b), strict=False)
    ]
    least, most = found.a.definition.bounds
    ends = [end for r in (found.a, found.b) for end in (r.value, r.low, r.high)]
    first, second = style.block(2), style.block(1)
    made = style.sheet(first + second + 0.55, say("charts.compared", language, name=name(found.a, language)))
    unit = axis(found.a.unit, language)
    style.marks(made, pair, second + 0.15, style.around(ends, least=least, most=most), unit, language)
    gap = style.Mark(rows[2][0], found.difference, found.low, found.high, rows[2][1])
    ticks = style.around([0.0, found.difference, found.low, found.high])
    style.marks(made, [gap], 0.05, ticks, axis(found.unit, language), language)
    return made


# --- the groups of a table


def plot_table(table: Any, figure: str = "nps", *, language: str | None = None) -> Picture:  # noqa: ANN401 -- any kind of frame
    """The groups of a table that :func:`kpi_table` made: one figure of each, with its interval, below one another.

    Args:
        table: what ``cx.kpi_table(frame, by=…, …)`` gave; a lazy one is computed, which takes a row a group.
        figure: which of its figures: ``"nps"``, ``"csat"``, ``"ces"`` or what you called it.
        language: of the words; by default the one in force.

    Raises:
        KpiError: (a ValueError) for what is no such table, or a figure it does not have.
    """
    language = spoken(language)
    rows = _rows(table)
    known = [column.removesuffix("_low_n") for column in rows[0] if column.endswith("_low_n")] if rows else []
    if not known:
        raise KpiError(say("charts.no_table", language, given=type(table).__name__))
    if figure not in known:
        near = nearest(figure, known) or known[0]
        raise KpiError(say("charts.no_figure", language, given=shown(figure), near=near, listed=", ".join(known)))
    some = [row for row in rows if not isnan(row[figure])]
    if not some:
        raise KpiError(say("charts.undefined", language, why=say("kpi.lacking_all_missing", language)))
    return _table_picture(some, figure, language)


def _table_picture(some: list[dict[str, Any]], figure: str, language: str) -> Picture:
    kind = figure.partition("_")[0]
    unit = _TABLE_UNITS[kind]
    parts = [figure, f"{figure}_low", f"{figure}_high", f"{figure}_n", f"{figure}_low_n"]
    values = [(_group(row, language), *(row[part] for part in parts)) for row in some]
    written = tuple(
        (label, _in_unit(value, unit, language), interval(low, high, unit, language), format_number(n, 0, language))
        for label, value, low, high, n, _ in values
    )
    head = tuple(say(f"charts.head_{column}", language) for column in ("group", "value", "interval", "answers"))
    called = say(f"kpi.name_{kind}", language)
    words = caption("", hollow=any(row[-1] for row in values), language=language)
    groups = [say("charts.said_group", language, group=row[0], value=row[1], interval=row[2]) for row in written]
    said = say("charts.said_table", language, name=called, groups=" ".join(groups))
    return Picture(said, words, head, written, partial(_draw_table, values, unit, called, language), language)


def _rows(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- any kind of frame
    import narwhals.stable.v2 as nw

    try:
        frame = nw.from_native(table)
    except TypeError:
        return []
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return list(eager.rows(named=True))


def _group(row: dict[str, Any], language: str) -> str:
    """The values of the columns that make the group, which stand before the first figure."""
    keys = []
    for column, value in row.items():
        if f"{column}_low_n" in row:
            break
        keys.append(str(value))
    return ", ".join(keys) or say("charts.everybody", language)


def _in_unit(value: float, unit: str, language: str) -> str:
    return format_number(value, 2, language) if unit == "ces" else amount(value, unit, language)


def _draw_table(values: Sequence[tuple[Any, ...]], unit: str, called: str, language: str) -> Sheet:
    from cxlearn.charts import style

    bounds = {"points": (-100.0, 100.0), "percent": (0.0, 100.0)}.get(unit, (None, None))
    ticks = style.around([end for row in values for end in row[1:4]], least=bounds[0], most=bounds[1])
    some: list[Mark] = [
        style.Mark(str(label), value, low, high, _in_unit(value, unit, language), bool(small))
        for label, value, low, high, _, small in values
    ]
    made = style.sheet(style.block(len(some)) + 0.45, say("charts.by_group", language, name=called))
    style.marks(made, some, 0.05, ticks, axis("scale" if unit == "ces" else unit, language), language)
    return made
