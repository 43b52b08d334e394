"""Who stays, who leaves, who comes back, what a customer is worth, and who sends friends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isnan, nan
from typing import Literal, overload

from cxlearn.kpi.counts import (
    Figure,
    Measure,
    amounts,
    checked_amount,
    checked_share,
    counted,
    defined,
    figure,
    rate,
    refuse,
)
from cxlearn.kpi.histogram import Histogram
from cxlearn.kpi.refusal import checked_choice, checked_count, shown
from cxlearn.kpi.result import Result
from cxlearn.language import format_number

RETENTION = Measure("retention_rate", "share", ("left", "kept"), top=("end", "-new"), bottom=("start",))
CHURN = Measure("churn_rate", "share", ("kept", "lost"), direction="lower", top=("lost",), bottom=("start",))
COMPOUND = Measure(
    "churn_rate",
    "plain",
    direction="lower",
    top=("churn",),
    bottom=("periods",),
    wording="compound_churn",
    sampled="start",
    merges=False,
)
REPURCHASE = Measure(
    "repurchase_rate", "share", ("once", "repeat_customers"), top=("repeat_customers",), bottom=("customers",)
)
REFERRAL = Measure("referral_rate", "share", ("others", "referred"), top=("referred",), bottom=("total",))
LIFETIME_VALUE = Measure(
    "lifetime_value",
    "plain",
    top=("margin", "retention"),
    bottom=("discount",),
    kind="money",
    sampled="start",
    merges=False,
)

_NO_ID = {"NoneType", "NAType", "NaTType"}


@overload
def retention_rate(*, start: int, end: int, new: int, confidence: float = ..., strict: bool = ...) -> Figure: ...


@overload
def retention_rate(
    *, start_ids: Iterable[object], end_ids: Iterable[object], confidence: float = ..., strict: bool = ...
) -> Figure: ...


def retention_rate(  # noqa: PLR0913 -- three counts or two sets of customers
    *,
    start: int | None = None,
    end: int | None = None,
    new: int | None = None,
    start_ids: Iterable[object] | None = None,
    end_ids: Iterable[object] | None = None,
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of the customers at the start who are still there at the end: (end − new) / start, in percent.

    Better than three counts are the ids of the customers at the start and at the end: then nobody who left and came
    back can be mistaken for somebody who stayed. On one closed cohort retention and churn add up to 100 %.

    Args:
        start: customers at the start of the period.
        end: customers at its end.
        new: those of ``end`` who came during the period.
        start_ids: the ids of the customers at the start, instead of the counts; a repeated id counts once.
        end_ids: the ids of the customers at the end.
        confidence: of Wilson's interval.
        strict: raise when there was no customer at the start.

    Raises:
        KpiError: (a ValueError) for impossible counts, or neither three counts nor two sets of ids.
    """
    numbers, ids = (start, end, new), (start_ids, end_ids)
    if None not in numbers and ids == (None, None):
        given, missing = counted(start=start, end=end, new=new), 0
        if given["new"] > given["end"]:
            refuse("new_exceeds_end", **{name: format_number(number) for name, number in given.items()})
    elif numbers == (None, None, None) and start_ids is not None and end_ids is not None:
        first, some = _ids("start_ids", start_ids)
        last, others = _ids("end_ids", end_ids)
        given, missing = {"start": len(first), "end": len(last), "new": len(last - first)}, some + others
    else:
        refuse("retention_arguments")
    return figure(RETENTION, given, confidence=confidence, strict=strict, missing=missing)


def churn_rate(
    *, lost: int, start: int, window: int | None = None, confidence: float = 0.95, strict: bool = False
) -> Figure:
    """The share of the customers at the start who left during the period, in percent.

    Other bases exist (the customers at the end, the average of both): only the start makes it the complement of
    retention. To compound it over several periods: :func:`compound_churn`.

    Args:
        lost: customers of the start who left.
        start: customers at the start.
        window: without a contract nobody says goodbye; the days without a purchase after which a customer counts as
            lost. 90 is a convention.
        confidence: of Wilson's interval.
        strict: raise when there was no customer at the start.

    Raises:
        KpiError: (a ValueError) for more lost than there were.
    """
    measure = CHURN.having(window=checked_window(window))
    return rate(measure, confidence=confidence, strict=strict, lost=lost, start=start)


def compound_churn(churn: float | Result, *, periods: int) -> Figure:
    """The churn of several periods in a row: 1 − (1 − churn)^periods. 5 % a month is 45.96 % a year, not 60 %.

    Args:
        churn: of one period: a share from 0 to 1, or the result of :func:`churn_rate`, whose interval is carried over.
        periods: how many of them, with the same churn.

    Raises:
        KpiError: (a ValueError) when ``churn`` is no share or ``periods`` counts nothing.
    """
    share, times = checked_share("churn", churn, "churn_rate"), checked_count("periods", periods)
    if not times:
        refuse("periods")
    known = isinstance(churn, Figure) and churn.measure.words == "churn_rate"
    if isinstance(churn, Result) and not known:
        refuse("share_result", name="churn", given=churn.definition)
    ends = (churn.low, churn.high) if isinstance(churn, Result) else (nan, nan)
    value, low, high = (100 * (1 - (1 - one) ** times) for one in (share, ends[0] / 100, ends[1] / 100))
    settled = churn.measure.choices if isinstance(churn, Figure) else ()
    measure = replace(COMPOUND, choices=(*settled, ("periods", times)))
    return _carried(measure, {"churn": share, "periods": times}, (value, low, high), churn)


def repurchase_rate(
    *,
    repeat_customers: int,
    customers: int,
    window: int | None = None,
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of the customers who bought at least twice, in percent.

    Who came last has had little time to come back: leave out new customers, or give everybody the same window.

    Args:
        repeat_customers: customers with two orders or more.
        customers: customers with one order or more.
        window: the days that each customer had for a second order.
        confidence: of Wilson's interval.
        strict: raise when there is no customer.

    Raises:
        KpiError: (a ValueError) for more repeat customers than customers.
    """
    measure = REPURCHASE.having(window=checked_window(window))
    return rate(measure, confidence=confidence, strict=strict, repeat_customers=repeat_customers, customers=customers)


def referral_rate(
    *,
    referred: float,
    total: float,
    counted_in: Literal["orders", "revenue"] = "orders",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of the sales that came by referral, in percent.

    Args:
        referred: sales that a customer's referral brought.
        total: all sales of the period, those included.
        counted_in: ``"orders"``, or ``"revenue"``: amounts of money, which leave no interval.
        confidence: of Wilson's interval.
        strict: raise when there is no sale.

    Raises:
        KpiError: (a ValueError) for more referred sales than sales.
    """
    checked_choice("counted_in", counted_in, ("orders", "revenue"))
    measure = REFERRAL.having(counted_in=counted_in)
    if counted_in == "orders":
        return rate(measure, confidence=confidence, strict=strict, referred=referred, total=total)
    return figure(replace(measure, form="plain"), amounts(referred=referred, total=total), strict=strict)


def lifetime_value(
    *,
    margin: float,
    retention: float | Result,
    discount: float,
    first_margin: Literal["now", "after_one_period"],
    strict: bool = False,
) -> Figure:
    """What a customer should still bring: the residual value, in money of today.

    m (1 + i) / (1 + i − r) when the first margin comes now, m r / (1 + i − r) when it comes after one period: the rule
    of thumb of Gupta & Lehmann (Journal of Interactive Marketing 17(1), 2003), which takes margin and retention for
    constant, for ever. What the customer has brought already is the historic value; it is not in here.

    Args:
        margin: of one period and one customer: what is left of the revenue, not the revenue.
        retention: of one period: a share from 0 to 1, or the result of :func:`retention_rate`, whose interval is
            carried over.
        discount: of one period, a share from 0 to 1; 0 leaves later money at its face value.
        first_margin: ``"now"`` or ``"after_one_period"``; there is no default, as it changes the value by a margin.
        strict: raise when the value would be endless (retention 1, discount 0).

    Raises:
        KpiError: (a ValueError) for a retention or a discount that is no share.
    """
    checked_choice("first_margin", first_margin, ("now", "after_one_period"))
    m, i = checked_amount("margin", margin), checked_share("discount", discount)
    r = checked_share("retention", retention, "retention_rate")
    ends = (retention.low / 100, retention.high / 100) if isinstance(retention, Result) else (nan, nan)
    value, *others = (residual_value(m, one, i, first_margin) for one in (r, *ends))
    low, high = others if others[0] <= others[1] else others[::-1]
    measure = replace(LIFETIME_VALUE.having(first_margin=first_margin), wording=f"lifetime_value_{first_margin}")
    made = _carried(measure, {"margin": m, "retention": r, "discount": i}, (value, low, high), retention)
    return defined(made, strict=strict)


def residual_value(margin: float, retention: float, discount: float, first_margin: str) -> float:
    """Gupta & Lehmann's rule of thumb; NaN where it is endless."""
    later = 1 + discount - retention
    factor = 1 + discount if first_margin == "now" else retention
    return margin * factor / later if later > 0 else nan


def checked_window(window: int | None) -> int | None:
    """A window in days, one or more; None is left open.

    Raises:
        KpiError: for anything else.
    """
    if window is not None and not checked_count("window", window):
        refuse("window", given=shown(window))
    return window


def _carried(measure: Measure, given: dict[str, float], ends: tuple[float, float, float], source: object) -> Figure:
    """A figure made from one share, with the interval that the share had."""
    value, low, high = ends
    confidence, n = (source.confidence, source.n) if isinstance(source, Result) else (0.95, 0)
    lacking = "interval" if isnan(low) else ""
    if isnan(value):
        lacking = "share" if isnan(given[measure.top[-1]]) else "endless"
    return Figure(value, low, high, confidence, n, 0, 0, Histogram.of({}), measure, "carried", lacking, given)


def _ids(name: str, given: object) -> tuple[set[object], int]:
    """The different ids, and how many places held none."""
    if isinstance(given, str | bytes) or not isinstance(given, Iterable) or hasattr(given, "columns"):
        refuse("ids", name=name, given=type(given).__name__)
    everyone = given.to_pylist() if hasattr(given, "to_pylist") else list(given)
    known = [one for one in everyone if type(one).__name__ not in _NO_ID and one == one]  # noqa: PLR0124 -- NaN is unlike itself
    try:
        return set(known), len(everyone) - len(known)
    except TypeError:
        refuse("ids", name=name, given=type(known[0]).__name__)
