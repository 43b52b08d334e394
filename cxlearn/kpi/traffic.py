"""From a visit to a basket: who buys, who gives up, who leaves at once, and how loud the brand is, by which device."""

from __future__ import annotations

from typing import Literal

from cxlearn.kpi.counts import Figure, Measure, amounts, counted, figure, rate
from cxlearn.kpi.refusal import checked_choice

CONVERSION = Measure("conversion_rate", "share", ("left", "buyers"), top=("buyers",), bottom=("visitors",))
ABANDONMENT = Measure(
    "cart_abandonment_rate",
    "share",
    ("ordered", "abandoned"),
    direction="lower",
    top=("carts", "-orders"),
    bottom=("carts",),
)
BOUNCE = Measure(
    "bounce_rate",
    "share",
    ("engaged", "bounced"),
    direction="lower",
    top=("sessions", "-engaged"),
    bottom=("sessions",),
)
ROPO = Measure(
    "ropo_share",
    "share",
    ("not_researched", "researched_online"),
    direction="neither",
    top=("researched_online",),
    bottom=("offline_purchases",),
)
VOICE = Measure("share_of_voice", "plain", top=("brand",), bottom=("category",))
DIGITAL = Measure(
    "digital_contact_share",
    "share",
    ("other", "digital"),
    direction="neither",
    top=("digital",),
    bottom=("all_contacts",),
)
MOBILE = Measure(
    "mobile_share", "share", ("other", "mobile"), direction="neither", top=("mobile",), bottom=("all_sessions",)
)
BASKET = Measure("average_basket", "plain", top=("revenue",), bottom=("orders",), kind="money", sampled="orders")


def conversion_rate(
    *,
    buyers: int,
    visitors: int,
    counted_in: Literal["visitors", "sessions"] = "visitors",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of visitors who buy, in percent: buyers over visitors, in this order.

    Both sides count the same thing: people, or sessions. Channels have rates of their own; ``a + b`` is exact where no
    visitor is in both.

    Args:
        buyers: visitors who bought (or sessions with a purchase).
        visitors: all visitors (or all sessions).
        counted_in: ``"visitors"`` or ``"sessions"``.
        confidence: of Wilson's interval.
        strict: raise when there is no visitor.

    Raises:
        KpiError: (a ValueError) for more buyers than visitors.
    """
    checked_choice("counted_in", counted_in, ("visitors", "sessions"))
    return rate(
        CONVERSION.having(counted_in=counted_in), confidence=confidence, strict=strict, buyers=buyers, visitors=visitors
    )


def cart_abandonment_rate(
    *,
    orders: int,
    carts: int,
    since: Literal["cart", "checkout"] = "cart",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of carts that did not become an order, in percent: 1 − orders / carts.

    Args:
        orders: carts that were paid.
        carts: carts that were filled, or checkouts that were started.
        since: ``"cart"`` or ``"checkout"``: two different rates.
        confidence: of Wilson's interval.
        strict: raise when there is no cart.

    Raises:
        KpiError: (a ValueError) for more orders than carts.
    """
    checked_choice("since", since, ("cart", "checkout"))
    return rate(ABANDONMENT.having(since=since), confidence=confidence, strict=strict, orders=orders, carts=carts)


def bounce_rate(*, engaged: int, sessions: int, confidence: float = 0.95, strict: bool = False) -> Figure:
    """The share of sessions that were not engaged, in percent: 1 − engaged / sessions, as Google Analytics 4 has it.

    Its forerunner counted sessions with a single interaction: never compare the two.

    Args:
        engaged: sessions of more than 10 seconds, with a key event, or with two page views or more.
        sessions: all sessions.
        confidence: of Wilson's interval.
        strict: raise when there is no session.

    Raises:
        KpiError: (a ValueError) for more engaged sessions than sessions.
    """
    return rate(BOUNCE, confidence=confidence, strict=strict, engaged=engaged, sessions=sessions)


def ropo_share(
    *, researched_online: int, offline_purchases: int, confidence: float = 0.95, strict: bool = False
) -> Figure:
    """ROPO, research online, purchase offline: the share of purchases in shops that were researched online, in percent.

    Authors divide by other numbers too (all purchases, all who looked online): say which when you quote one.

    Args:
        researched_online: purchases in shops that were looked up online before.
        offline_purchases: all purchases in shops (in a survey: all that were asked about).
        confidence: of Wilson's interval.
        strict: raise when there is no purchase.

    Raises:
        KpiError: (a ValueError) for more purchases researched than purchases.
    """
    return rate(
        ROPO,
        confidence=confidence,
        strict=strict,
        researched_online=researched_online,
        offline_purchases=offline_purchases,
    )


def share_of_voice(*, brand: float, category: float, medium: str | None = None, strict: bool = False) -> Figure:
    """The brand's share of all that is said, searched or spent on advertising in its category, in percent.

    It has no interval: mentions are no independent answers, and money is not counted.

    Args:
        brand: mentions, searches or money of the brand.
        category: those of the brand and of all its rivals together: which rivals are meant changes everything.
        medium: what was measured, in a few words; figures of unlike media are neither merged nor compared.
        strict: raise when the category is empty.

    Raises:
        KpiError: (a ValueError) for a brand larger than its category, or a negative amount.
    """
    return figure(VOICE.having(medium=medium), amounts(brand=brand, category=category), strict=strict)


def digital_contact_share(*, digital: int, all_contacts: int, confidence: float = 0.95, strict: bool = False) -> Figure:
    """The share of all contacts that people make by a digital channel, in percent.

    It describes a habit. When it rises because the telephone number is hidden, nobody is served better.

    Args:
        digital: contacts by site, app, e-mail, chat or social network; which of them count has to be said.
        all_contacts: contacts by any channel: those, and telephone, letter, shop.
        confidence: of Wilson's interval.
        strict: raise when there is no contact.

    Raises:
        KpiError: (a ValueError) for more digital contacts than contacts.
    """
    return rate(DIGITAL, confidence=confidence, strict=strict, digital=digital, all_contacts=all_contacts)


def mobile_share(
    *,
    mobile: int,
    all_sessions: int,
    counted_in: Literal["sessions", "orders"] = "sessions",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """The share of sessions (or of online orders) that happens on a mobile telephone, in percent.

    Many look on the telephone and order on a computer: the share of sessions is not that of orders.

    Args:
        mobile: those on a mobile telephone; whether tablets count has to be said.
        all_sessions: those on any device.
        counted_in: ``"sessions"`` or ``"orders"``.
        confidence: of Wilson's interval.
        strict: raise when there is none.

    Raises:
        KpiError: (a ValueError) for more on a telephone than in all.
    """
    checked_choice("counted_in", counted_in, ("sessions", "orders"))
    measure = MOBILE.having(counted_in=counted_in)
    return rate(measure, confidence=confidence, strict=strict, mobile=mobile, all_sessions=all_sessions)


def average_basket(*, revenue: float, orders: int, strict: bool = False) -> Figure:
    """The revenue of an average order: revenue over orders, in money.

    It has no interval: the total does not say how much single orders vary.

    Args:
        revenue: of all orders, without tax or with it, as you say.
        orders: how many there were.
        strict: raise when there is no order.

    Raises:
        KpiError: (a ValueError) for a negative amount, or orders that count nothing.
    """
    return figure(BASKET, {**amounts(revenue=revenue), **counted(orders=orders)}, strict=strict)
