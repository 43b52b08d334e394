"""In the shop and at the till: who comes in and buys, how much is in a basket, who takes the better model."""

from __future__ import annotations

from typing import Literal

from cxlearn.kpi.counts import Figure, Measure, counted, figure, rate, refuse
from cxlearn.kpi.refusal import checked_choice
from cxlearn.language import format_number

STORE_CONVERSION = Measure(
    "store_conversion_rate", "share", ("left", "bought"), top=("purchases",), bottom=("entries",)
)
BASKET_SIZE = Measure("basket_size", "plain", top=("items",), bottom=("orders",), kind="items", sampled="orders")
UP_SELL = Measure("up_sell_rate", "share", ("as_planned", "upgraded"), top=("upgraded",), bottom=("occasions",))


def store_conversion_rate(
    *,
    purchases: int,
    entries: int,
    counted_in: Literal["people", "groups"] = "people",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of those who enter a shop that buys, in percent: purchases over entries, in this order.

    A door counter counts people, the till counts tickets: a family of four that buys once converts by a quarter when
    people are counted. Staff who come and go through the same door are taken off first.

    Args:
        purchases: tickets of the till.
        entries: people, or groups, who came in during the same hours.
        counted_in: what ``entries`` counts: ``"people"`` or ``"groups"``.
        confidence: of Wilson's interval.
        strict: raise when nobody came in.

    Raises:
        KpiError: (a ValueError) for more purchases than entries.
    """
    checked_choice("counted_in", counted_in, ("people", "groups"))
    measure = STORE_CONVERSION.having(counted_in=counted_in)
    return rate(measure, confidence=confidence, strict=strict, purchases=purchases, entries=entries)


def basket_size(*, items: int, orders: int, strict: bool = False) -> Figure:
    """How many items an average order holds: items over orders.

    It has no interval: the total does not say how much single orders vary.

    Args:
        items: of all orders, returns not taken off.
        orders: how many there were; each holds one item or more.
        strict: raise when there is no order.

    Raises:
        KpiError: (a ValueError) for numbers that count nothing, or fewer items than orders.
    """
    given = counted(items=items, orders=orders)
    if given["items"] < given["orders"]:
        refuse("fewer_items", **{name: format_number(number) for name, number in given.items()})
    return figure(BASKET_SIZE, given, strict=strict)


def up_sell_rate(
    *,
    upgraded: int,
    occasions: int,
    base: Literal["orders", "offers"] = "orders",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of the occasions on which the customer took a dearer model than the one first chosen, in percent.

    An item beside the first one is cross-selling, and is not counted here.

    Args:
        upgraded: orders with a dearer model than the one first chosen.
        occasions: all orders, or only those where a dearer model was offered: two different rates.
        base: what ``occasions`` counts: ``"orders"`` or ``"offers"``.
        confidence: of Wilson's interval.
        strict: raise when there is no occasion.

    Raises:
        KpiError: (a ValueError) for more upgrades than occasions.
    """
    checked_choice("base", base, ("orders", "offers"))
    measure = UP_SELL.having(base=base)
    return rate(measure, confidence=confidence, strict=strict, upgraded=upgraded, occasions=occasions)
