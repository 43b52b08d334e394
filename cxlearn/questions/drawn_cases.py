"""Cases drawn for the calculators: for each figure of the catalogue, numbers that a shop could have counted."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from cxlearn.kpi.customers import churn_rate, lifetime_value, referral_rate, repurchase_rate, retention_rate
from cxlearn.kpi.result import Result
from cxlearn.kpi.service import first_contact_resolution, self_care_rate, time_to_resolution
from cxlearn.kpi.shop import basket_size, store_conversion_rate, up_sell_rate
from cxlearn.kpi.survey import ces, csat, nps
from cxlearn.kpi.traffic import (
    average_basket,
    bounce_rate,
    cart_abandonment_rate,
    conversion_rate,
    digital_contact_share,
    mobile_share,
    ropo_share,
    share_of_voice,
)

_MONDAY = datetime(2026, 1, 5, 9)  # noqa: DTZ001 -- a shop's own clock


@dataclass(frozen=True, slots=True)
class Case:
    """One figure, and the numbers that a question tells of it.

    Attributes:
        figure: what the calculator makes of them.
        told: each number by the name it has in the words of the question.
        counts: how often each answer was given, for a survey.
        hours: single durations, for a time.
        words: which words ask for it, where a figure has several definitions.
    """

    figure: Result
    told: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[int, int] = field(default_factory=dict)
    hours: tuple[int, ...] = ()
    words: str = ""


def _survey(rng: random.Random, scale: range) -> tuple[dict[int, int], list[int | None], int]:
    """How often each answer of a scale was given, more often at its upper end; the answers; how many are missing."""
    top = scale[-1]
    counts = {score: rng.randint(2, 8 + 14 * (score > top - len(scale) // 2)) for score in reversed(scale)}
    missing = rng.randint(4, 15)
    answers: list[int | None] = [score for score, times in counts.items() for _ in range(times)]
    return counts, answers + [None] * missing, missing


def _nps(rng: random.Random) -> Case:
    counts, answers, missing = _survey(rng, range(4, 11))
    return Case(nps(answers), {"missing": missing}, counts)


def _csat(rng: random.Random) -> Case:
    counts, answers, missing = _survey(rng, range(1, 6))
    return Case(csat(answers), {"missing": missing}, counts)


def _ces(rng: random.Random) -> Case:
    counts, answers, missing = _survey(rng, range(1, 8))
    figures = {name: ces(answers, version=2, aggregate=name) for name in ("mean", "agree", "net")}
    name = rng.choice(sorted(figures))
    return Case(figures[name], {"missing": missing}, counts, words=f"ces_{name}")


def _part(rng: random.Random, whole: int, least: int, most: int) -> int:
    """A part of a whole, between two percentages of it."""
    return whole * rng.randint(least * 10, most * 10) // 1000


def _retention(rng: random.Random) -> Case:
    start, new = rng.randint(400, 1200), rng.randint(40, 180)
    return _told(retention_rate(start=start, end=start - _part(rng, start, 8, 35) + new, new=new))


def _churn(rng: random.Random) -> Case:
    start, new = rng.randint(400, 1200), rng.randint(40, 180)
    lost = _part(rng, start, 6, 30)
    return _told(churn_rate(lost=lost, start=start).beside(end=start - lost + new))


def _repurchase(rng: random.Random) -> Case:
    customers = rng.randint(300, 900)
    again = _part(rng, customers, 15, 45)
    orders = customers + again + rng.randint(20, 150)
    return _told(repurchase_rate(repeat_customers=again, customers=customers).beside(orders=orders))


def _lifetime(rng: random.Random) -> Case:
    margin, retention = rng.randrange(40, 130, 5), rng.choice((60, 65, 70, 75, 80, 85))
    discount = rng.choice((5, 8, 10, 12))
    moment: Literal["now", "after_one_period"] = "now" if rng.random() < 0.5 else "after_one_period"  # noqa: PLR2004
    value = lifetime_value(
        margin=margin, retention=retention / 100, discount=discount / 100, first_margin=moment
    ).beside(revenue=3 * margin, historic=rng.randrange(50, 200, 10))
    told = {**value.given, "retention": retention, "discount": discount}
    return Case(value, told, words=f"lifetime_value_{moment}")


def _referral(rng: random.Random) -> Case:
    total = rng.randint(250, 900)
    return _told(referral_rate(referred=_part(rng, total, 8, 35), total=total))


def _first_contact(rng: random.Random) -> Case:
    contacts = rng.randint(150, 600)
    return _told(first_contact_resolution(resolved_first=_part(rng, contacts, 55, 85), contacts=contacts, window=7))


def _time(rng: random.Random) -> Case:
    hours = tuple(rng.sample(range(1, 13), 4) + rng.sample(range(20, 70), 2))
    still = rng.randint(75, 120)
    opened, resolved = [_MONDAY] * 7, [*(_MONDAY + timedelta(hours=h) for h in hours), None]
    figure = time_to_resolution(opened, resolved, as_of=_MONDAY + timedelta(hours=still))
    return Case(figure, {"still": still}, hours=hours)


def _self_care(rng: random.Random) -> Case:
    served = rng.randint(200, 900)
    return _told(self_care_rate(self_served=served, assisted=rng.randint(150, 700)))


def _conversion(rng: random.Random) -> Case:
    visitors = rng.randint(800, 6000)
    return _told(conversion_rate(buyers=_part(rng, visitors, 2, 12), visitors=visitors))


def _abandonment(rng: random.Random) -> Case:
    carts = rng.randint(300, 1500)
    return _told(cart_abandonment_rate(orders=_part(rng, carts, 22, 42), carts=carts))


def _bounce(rng: random.Random) -> Case:
    sessions = rng.randint(900, 5000)
    figure = bounce_rate(engaged=_part(rng, sessions, 45, 70), sessions=sessions)
    return _told(figure.beside(single_page=_part(rng, sessions, 15, 25)))


def _ropo(rng: random.Random) -> Case:
    shop = rng.randint(300, 900)
    figure = ropo_share(researched_online=_part(rng, shop, 25, 60), offline_purchases=shop)
    return _told(figure.beside(online_visitors=rng.randint(2000, 6000), purchases=shop + rng.randint(150, 400)))


def _voice(rng: random.Random) -> Case:
    category = rng.randint(2000, 9000)
    return _told(share_of_voice(brand=_part(rng, category, 8, 35), category=category))


def _basket(rng: random.Random) -> Case:
    orders = rng.randint(120, 500)
    figure = average_basket(revenue=orders * rng.randint(35, 90) + rng.randint(1, 99), orders=orders)
    return _told(figure.beside(customers=_part(rng, orders, 65, 85), items=orders * 2 + rng.randint(20, 200)))


def _basket_size(rng: random.Random) -> Case:
    orders = rng.randint(120, 500)
    figure = basket_size(items=orders * 2 + rng.randint(20, 200), orders=orders)
    return _told(figure.beside(customers=_part(rng, orders, 65, 85), products=rng.randint(40, 100)))


def _store(rng: random.Random) -> Case:
    entries = rng.randint(400, 2000)
    purchases = _part(rng, entries, 18, 40)
    figure = store_conversion_rate(purchases=purchases, entries=entries)
    return _told(figure.beside(items=purchases + _part(rng, purchases, 60, 90)))


def _up_sell(rng: random.Random) -> Case:
    orders = rng.randint(200, 900)
    return _told(
        up_sell_rate(upgraded=_part(rng, orders, 6, 22), occasions=orders).beside(cross_sold=rng.randint(15, 60))
    )


def _digital(rng: random.Random) -> Case:
    contacts = rng.randint(300, 1200)
    return _told(digital_contact_share(digital=_part(rng, contacts, 55, 85), all_contacts=contacts))


def _mobile(rng: random.Random) -> Case:
    sessions = rng.randint(900, 5000)
    figure = mobile_share(mobile=_part(rng, sessions, 55, 72), all_sessions=sessions)
    return _told(figure.beside(tablet=_part(rng, sessions, 4, 12)))


def _told(figure: Result) -> Case:
    """A figure made from counts, all of which the question tells."""
    return Case(figure, getattr(figure, "given", {}))


CASES: dict[str, Callable[[random.Random], Case]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": _ces,
    "retention_rate": _retention,
    "churn_rate": _churn,
    "repurchase_rate": _repurchase,
    "lifetime_value": _lifetime,
    "referral_rate": _referral,
    "first_contact_resolution": _first_contact,
    "time_to_resolution": _time,
    "self_care_rate": _self_care,
    "conversion_rate": _conversion,
    "cart_abandonment_rate": _abandonment,
    "bounce_rate": _bounce,
    "ropo_share": _ropo,
    "share_of_voice": _voice,
    "average_basket": _basket,
    "basket_size": _basket_size,
    "store_conversion_rate": _store,
    "up_sell_rate": _up_sell,
    "digital_contact_share": _digital,
    "mobile_share": _mobile,
}
"""What draws a case, by the id of the figure in the catalogue."""
