"""Customers in fifths by recency, frequency and money: RFM, from a table of orders, in the caller's kind of frame."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from cxlearn.kpi.refusal import KpiError, checked_count, shown
from cxlearn.language import nearest, say

if TYPE_CHECKING:  # numpy is loaded when a table is cut into segments
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_FEWEST, _MOST = 2, 10


def rfm(  # noqa: PLR0913 -- a table, its three columns, two options
    orders: Any,  # noqa: ANN401 -- any kind of frame
    /,
    *,
    customer: str,
    date: str,
    amount: str,
    as_of: datetime | date | str | None = None,
    groups: int = 5,
) -> Any:  # noqa: ANN401 -- the same kind of frame
    """Each customer's recency, frequency and money, and the fifth in which each puts them: 5 is the best.

    Customers who are alike have the same score, whatever the order of the rows: that of the lowest place they share.
    Most customers of most shops bought once; they all get 1 for frequency, and then no other score may be 2 or 3:
    ``one_time`` says who they are. Scores rank these customers among themselves and say nothing of others.

    Args:
        orders: one row for each order, without returns: pandas, Polars, PyArrow.
        customer: the column of customers.
        date: the column of dates.
        amount: the column of what each order brought, in money: margin rather than revenue where it is known.
        as_of: the day from which recency is counted; by default that of the latest order.
        groups: how many groups of equal size; 5 by custom.

    Returns:
        A frame sorted by customer: the customer, ``recency`` (days), ``frequency`` (orders), ``monetary`` (money),
        the scores ``r``, ``f`` and ``m``, and ``one_time``.

    Raises:
        KpiError: (a ValueError) for a missing column, order, customer, date or amount, a negative amount, or a day
            before the latest order.
    """
    import narwhals.stable.v2 as nw

    if not _FEWEST <= checked_count("groups", groups) <= _MOST:
        _refuse("groups", given=shown(groups), fewest=_FEWEST, most=_MOST)
    frame = _opened(orders, (customer, date, amount))
    _check_rows(frame, customer, date, amount)
    sums = frame.group_by(customer).agg(
        nw.col(date).max().alias("__last"), nw.len().alias("frequency"), nw.col(amount).sum().alias("monetary")
    )
    sums = nw.maybe_reset_index(sums.sort(customer))
    days = _days(sums["__last"].to_list(), as_of)
    frequency, money = (sums[name].to_numpy().astype(float) for name in ("frequency", "monetary"))
    columns = {"recency": days, "frequency": frequency.astype(int), "monetary": money}
    columns |= {"r": scores(-days, groups), "f": scores(frequency, groups), "m": scores(money, groups)}
    columns["one_time"] = frequency == 1
    series = [nw.new_series(name, values, backend=sums.implementation) for name, values in columns.items()]
    return sums.select(customer).with_columns(*series).to_native()


def scores(values: Array, groups: int) -> Array:
    """The group of each value, from 1 (the lowest) to ``groups``; equal values share the lowest place they hold."""
    import numpy as np

    below = np.searchsorted(np.sort(values), values, side="left")
    return 1 + groups * below // len(values)


def _opened(orders: Any, columns: tuple[str, ...]) -> Any:  # noqa: ANN401 -- any frame becomes an eager one of narwhals
    import narwhals.stable.v2 as nw

    try:
        frame = nw.from_native(orders, eager_only=True)
    except TypeError:
        _refuse("frame", given=type(orders).__name__)
    for column in columns:
        if column not in frame.columns:
            listed = ", ".join(frame.columns)
            raise KpiError(
                say("kpi_table.column", given=column, near=nearest(column, frame.columns) or "—", listed=listed)
            )
    if not len(frame):
        raise KpiError(say("kpi_table.empty"))
    return frame


def _check_rows(frame: Any, customer: str, date: str, amount: str) -> None:  # noqa: ANN401 -- as above
    import narwhals.stable.v2 as nw

    for column in (customer, date, amount):
        held = frame[column]
        gaps = held.is_null().to_list()
        if held.dtype.is_float():
            gaps = (held.is_null() | held.is_nan()).to_list()
        if any(gaps):
            _refuse("gap", column=column, number=gaps.index(True) + 1, index=gaps.index(True))
    if frame[date].dtype not in (nw.Date, nw.Datetime):
        _refuse("dates", column=date, given=frame[date].dtype)
    if not frame[amount].dtype.is_numeric():
        _refuse("amounts", column=amount, given=frame[amount].dtype)
    below = (frame[amount] < 0).to_list()
    if any(below):
        index = below.index(True)
        _refuse("negative", column=amount, number=index + 1, index=index, given=shown(frame[amount].to_list()[index]))


def _days(last: list[Any], as_of: datetime | date | str | None) -> Array:
    """Whole days from each customer's last order to ``as_of``."""
    import numpy as np

    moments = [_moment(moment) for moment in last]
    latest = max(moments)
    end = latest if as_of is None else _read(as_of)
    if end.date() < latest.date():
        _refuse("as_of", as_of=end.date().isoformat(), latest=latest.date().isoformat())
    return np.array([(end.date() - moment.date()).days for moment in moments])


def _moment(given: Any) -> datetime:  # noqa: ANN401 -- a day or a moment
    return given if isinstance(given, datetime) else datetime.combine(given, time())


def _read(as_of: datetime | date | str) -> datetime:
    if isinstance(as_of, str):
        try:
            return datetime.fromisoformat(as_of.strip())
        except ValueError:
            _refuse("as_of_kind", given=shown(as_of))
    if not isinstance(as_of, date):
        _refuse("as_of_kind", given=shown(as_of))
    return _moment(as_of)


def _refuse(key: str, **values: Any) -> NoReturn:  # noqa: ANN401 -- anything that prints
    raise KpiError(say(f"kpi_segments.{key}", **values))
