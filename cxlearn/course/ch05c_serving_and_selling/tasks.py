"""The numbers of the exercises on serving and selling: drawn for each learner, with what each known slip gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from statistics import fmean

from cxlearn.casestudy import company
from cxlearn.exercises import Draw
from cxlearn.kpi.service import first_contact_resolution, time_to_resolution
from cxlearn.kpi.traffic import conversion_rate

REASONS = ("collection", "damaged", "refund", "invoice")
"""Reasons whose open tickets are worth noticing: leaving them out moves the median by half an hour or more."""


def first_contact(rng: random.Random) -> Draw:
    """Requests of a month: resolved at the first contact, later, or not yet."""
    contacts = rng.randrange(300, 901, 50)
    first = round(contacts * rng.randint(52, 68) / 100)  # never half: then the repeat rate would be right, too
    pending = round(contacts * rng.randint(8, 16) / 100)
    rate = first_contact_resolution(resolved_first=first, contacts=contacts, window=7)
    slips = {
        "resolved-base": 100 * first / (contacts - pending),
        "repeat": 100 - rate.value,
        "inverse": 100 / (100 - rate.value),
        "all-resolved": 100 * (contacts - pending) / contacts,
        "share": rate.value / 100,
    }
    return Draw({"contacts": contacts, "first": first, "later": contacts - first - pending, "pending": pending},
                rate.value, slips, worked={"resolved": contacts - pending})  # fmt: skip


def waiting(rng: random.Random) -> Draw:
    """The company's tickets of one reason: the median, open ones taken into account."""
    reason = rng.choice(REASONS)
    tickets = company().tickets
    mine = tickets[(tickets.reason == reason) & ~(tickets.closed < tickets.opened)]
    closed = mine[mine.closed.notna()]
    time = time_to_resolution(mine.opened, mine.closed)
    slips = {
        "mean": time.value,
        "closed-only": time_to_resolution(closed.opened, closed.closed).median,
        "percentile": time.percentile_90,
        "days": time.median / 24,
    }
    worked = {"mean": round(time.value, 1), "open": time.open, "all": len(mine), "most": round(time.percentile_90, 1)}
    return Draw({"reason": reason}, time.median, slips, worked)


def overall(rng: random.Random) -> Draw:
    """Two devices of unlike weight: the overall conversion is not the mean of both rates."""
    phone, computer = rng.randrange(6_000, 12_001, 500), rng.randrange(1_000, 2_501, 500)
    bought = {"phone": phone * rng.randint(2, 3) // 100, "computer": computer * rng.randint(6, 9) // 100}
    buyers, visitors = sum(bought.values()), phone + computer
    rates = [conversion_rate(buyers=bought["phone"], visitors=phone).value,
             conversion_rate(buyers=bought["computer"], visitors=computer).value]  # fmt: skip
    rate = conversion_rate(buyers=buyers, visitors=visitors).value
    slips = {
        "mean-of-rates": fmean(rates),
        "upside-down": visitors / buyers,
        "sum-of-rates": sum(rates),
        "odds": 100 * buyers / (visitors - buyers),
        "share": rate / 100,
    }
    values = {
        "phone": phone,
        "computer": computer,
        "phone_buyers": bought["phone"],
        "computer_buyers": bought["computer"],
    }
    return Draw(values, rate, slips, worked={"buyers": buyers, "visitors": visitors, "mean": fmean(rates)})


def worth_of_a_point(rng: random.Random) -> Draw:
    """Three devices: the worst rate is never where a point is worth most; many carts or a dear basket may be.

    The computer has the dearest basket, the phone the most carts: which of the two weighs more depends on the draw.
    """
    while True:
        carts = {"phone": rng.randrange(2_000, 6_001, 500), "computer": rng.randrange(1_000, 2_001, 200),
                 "tablet": rng.randrange(100, 401, 50)}  # fmt: skip
        lost = {"phone": rng.randint(65, 75), "computer": rng.randint(50, 62), "tablet": rng.randint(80, 92)}
        basket = {"phone": rng.randrange(30, 51, 5), "computer": rng.randrange(90, 131, 10),
                  "tablet": rng.randrange(60, 86, 5)}  # fmt: skip
        worth = {name: carts[name] / 100 * basket[name] for name in carts}
        tempting, best = sorted(("phone", "computer"), key=worth.__getitem__)
        if worth[best] > 1.2 * worth[tempting]:
            values = _named(carts, "carts") | _named(lost, "lost") | _named(basket, "basket")
            worked = _named({name: round(value) for name, value in worth.items()}, "worth")
            slip = {"phone": "most-carts", "computer": "dearest-basket"}[tempting]
            return Draw(values, best, {"worst-rate": "tablet", slip: tempting}, worked)


def _named(values: Mapping[str, int], what: str) -> dict[str, float | str]:
    return {f"{name}_{what}": value for name, value in values.items()}


DRAWS: dict[str, Callable[[random.Random], Draw]] = {
    "05c-1": first_contact,
    "05c-2": waiting,
    "05c-3": overall,
    "05c-4": worth_of_a_point,
}
"""The tasks that have numbers of their own."""
