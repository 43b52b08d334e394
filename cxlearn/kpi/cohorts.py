"""Cohorts: customers grouped by their first purchase, and how many of each group buy again, period after period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from math import nan
from typing import Any, Literal, NoReturn, TypeAlias

from cxlearn.kpi.refusal import KpiError, checked_choice, shown
from cxlearn.language import current, format_date, format_number, nearest, say

Period: TypeAlias = Literal["month", "quarter", "half", "year"]
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_OPEN = "…"
"""Marks a figure of a period that is not over yet."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The customers whose first purchase fell into one period.

    Attributes:
        period: which one, counted from the year 0.
        size: how many they are.
        active: how many of them bought 0, 1, 2, … periods later; the first number is ``size``.
    """

    period: int
    size: int
    active: tuple[int, ...]

    def share(self, later: int) -> float:
        """The share that bought ``later`` periods after the first, in percent; NaN without customers or data."""
        return 100 * self.active[later] / self.size if self.size and later < len(self.active) else nan


@dataclass(frozen=True, slots=True, repr=False)
class Cohorts:
    """A cohort table: one row for each period, also those that nobody joined and those from which nobody came back.

    Attributes:
        rows: the cohorts, the oldest first.
        months: how long a period is.
        until: the last day that the data hold.
    """

    rows: tuple[Cohort, ...]
    months: int
    until: date

    @property
    def whole(self) -> bool:
        """Whether the last period is over; otherwise its figures can still rise, and are marked."""
        return _period(self.until, self.months) != _period(self.until + timedelta(days=1), self.months)

    def unfinished(self, row: Cohort, later: int) -> bool:
        """Whether this figure belongs to the last period, and that period is not over."""
        return not self.whole and row.period + later == self.rows[-1].period

    def overall(self, later: int) -> float:
        """The share of all customers who bought ``later`` periods after their first, in percent.

        Each cohort counts with its size, one of 0 % too; a cohort whose period is not over is left out.
        """
        known = [row for row in self.rows if later < len(row.active) and not self.unfinished(row, later)]
        size = sum(row.size for row in known)
        return 100 * sum(row.active[later] for row in known) / size if size else nan

    def label(self, row: Cohort, language: str | None = None) -> str:
        """The period’s name, as the language writes it."""
        year, number = divmod(row.period, 12 // self.months)
        kind = next(name for name, months in _MONTHS.items() if months == self.months)
        return say(f"kpi_cohorts.label_{kind}", language, year=year, number=f"{number + 1:02d}", short=number + 1)

    def __repr__(self) -> str:
        table = [self._head(), *self._lines()]
        first, *others = (max(map(len, column)) for column in zip(*table, strict=True))
        body = (
            "  ".join([name.ljust(first), *(cell.rjust(w) for cell, w in zip(cells, others, strict=True))])
            for name, *cells in table
        )
        return "\n".join([self._title(), *(line.rstrip() for line in body), *self._notes()])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col" style="text-align:right">{escape(word)}</th>' for word in self._head())
        body = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(line[0])}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in line[1:])
            + "</tr>"
            for line in self._lines()
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._notes())
        caption = f'<caption style="text-align:left">{escape(self._title())}</caption>'
        return (
            f'<div lang="{current()}"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
            f"{notes}</div>"
        )

    def _title(self) -> str:
        return say("kpi_cohorts.title", until=format_date(self.until))

    def _head(self) -> list[str]:
        later = [f"+{number}" for number in range(1, len(self.rows))]
        return [say("kpi_cohorts.cohort"), say("kpi_cohorts.customers"), *later]

    def _lines(self) -> Iterator[list[str]]:
        for row in self.rows:
            yield [self.label(row), format_number(row.size, 0), *self._shares(row)]
        total = format_number(sum(row.size for row in self.rows), 0)
        later = [_written(self.overall(number)) for number in range(1, len(self.rows))]
        yield [say("kpi_cohorts.all"), total, *later]

    def _shares(self, row: Cohort) -> Iterator[str]:
        for number in range(1, len(self.rows)):
            mark = _OPEN if self.unfinished(row, number) else ""
            yield _written(row.share(number)) + mark if number < len(row.active) else ""

    def _notes(self) -> Iterator[str]:
        yield say("kpi_cohorts.note")
        if not self.whole:
            yield say("kpi_cohorts.open", mark=_OPEN)


def cohort_table(
    orders: Any,  # noqa: ANN401 -- any kind of frame
    *,
    customer: str = "customer_id",
    date: str = "date",
    period: Period = "quarter",
    until: date | str | None = None,
) -> Cohorts:
    """Group customers by the period of their first purchase, and follow how many of each group buy later.

    A share counts who bought *in* that period. Without a contract this is not who is "still a customer": people skip a
    period and come back. What counts as the first purchase is the first one the table holds.

    Args:
        orders: a frame with a row for each purchase: pandas, Polars or PyArrow. Rows without a customer or a date
            are left out.
        customer: its column of customer ids.
        date: its column of dates.
        period: ``"month"``, ``"quarter"``, ``"half"`` or ``"year"``.
        until: the last day that the data hold, a date or ``"2025-06-30"``; by default the day of the last purchase.

    Raises:
        KpiError: (a ValueError) for something that is no frame, a column it does not have or that holds no dates, and
            a table without purchases.
    """
    checked_choice("period", period, _MONTHS)
    bought = list(_purchases(orders, customer, date))
    last = max((day for _, day in bought), default=None) if until is None else _day(until, "until")
    bought = [(who, day) for who, day in bought if last is not None and day <= last]
    if last is None or not bought:
        _refuse("empty")
    return Cohorts(tuple(_followed(bought, _MONTHS[period], last)), _MONTHS[period], last)


def _followed(bought: list[tuple[object, date]], months: int, until: date) -> Iterator[Cohort]:
    """Each cohort from the first purchase to the end of the data, those without customers too."""
    seen = {(who, _period(day, months)) for who, day in bought}
    joined: dict[object, int] = {}
    for who, when in seen:
        joined[who] = min(when, joined.get(who, when))
    active = Counter((joined[who], when) for who, when in seen)
    last = _period(until, months)
    for first in range(min(joined.values()), last + 1):
        yield Cohort(first, active[first, first], tuple(active[first, when] for when in range(first, last + 1)))


def _period(day: date, months: int) -> int:
    return (day.year * 12 + day.month - 1) // months


def _purchases(orders: Any, customer: str, day: str) -> Iterator[tuple[object, date]]:  # noqa: ANN401 -- any kind of frame
    import narwhals.stable.v2 as nw

    try:
        table = nw.from_native(orders, eager_only=True)
    except TypeError:
        _refuse("frame", given=type(orders).__name__)
    for name in (customer, day):
        if name not in table.columns:
            _refuse("column", given=name, near=nearest(name, table.columns) or name, listed=", ".join(table.columns))
    known = table.drop_nulls(subset=[customer, day])
    for who, when in zip(known[customer].to_list(), known[day].to_list(), strict=True):
        yield who, _day(when, day)


def _day(given: object, name: str) -> date:
    """The day of a date, of a moment, or of a text such as 2025-06-30."""
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            _refuse("date", name=name, given=shown(given))
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else _refuse("date", name=name, given=shown(given))


def _written(share: float) -> str:
    return format_number(share, 0)


def _refuse(key: str, **values: str) -> NoReturn:
    raise KpiError(say(f"kpi_cohorts.{key}", **values))
