"""The numbers of the exercises on staying: drawn for each learner, with what each known slip gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

from cxlearn.exercises import Draw

_APART = 0.6
"""How far a slip must stay from the answer and from every other slip, in the unit of the answer."""


def retention(rng: random.Random) -> Draw:
    """A month with newcomers and people who came back: only those who were there all along are kept."""
    while True:
        start = rng.choice((200, 400, 500, 800))
        lost, new, back = (round(start * rng.randint(*span) / 100) for span in ((8, 30), (10, 40), (3, 12)))
        end = start - lost + new + back
        slips = {
            "new-counted": 100 * end / start,
            "back-counted": 100 * (end - new) / start,
            "end-base": 100 * (start - lost) / end,
            "churn": 100 * lost / start,
        }
        answer = 100 * (start - lost) / start
        if _told_apart(answer, slips):
            values = {"start": start, "end": end, "new": new, "back": back}
            return Draw(values, answer, slips, worked={"kept": start - lost, "lost": lost})


def yearly(rng: random.Random) -> Draw:
    """Losses of one month; the year compounds them."""
    while True:
        start = rng.choice((400, 500, 1000, 2000))
        percent = rng.randint(2, 9)
        lost = start * percent // 100
        monthly = lost / start
        slips = {
            "multiplied": 1200 * monthly,
            "survivors": 100 * (1 - monthly) ** 12,
            "one-month": 100 * monthly,
            "end-base": 100 * (1 - (1 - lost / (start - lost)) ** 12),
        }
        answer = 100 * (1 - (1 - monthly) ** 12)
        if lost == start * percent / 100 and _told_apart(answer, slips):
            return Draw({"start": start, "lost": lost}, answer, slips, worked={"monthly": 100 * monthly})


def same_age(rng: random.Random) -> Draw:
    """Four cohorts of falling age: the best at the same age is neither the oldest nor the largest one."""
    while True:
        names = ("q1", "q2", "q3", "q4")
        sizes = dict(zip(names, rng.sample(range(200, 600, 20), 4), strict=True))
        early = dict(zip(names, rng.sample(range(20, 40), 4), strict=True))
        # So far: the older, the more people have come back by now.
        so_far = {name: early[name] + extra for name, extra in zip(names, (26, 17, 9, 0), strict=True)}
        best, most, largest = (max(table, key=lambda n: table[n]) for table in (early, so_far, sizes))
        if len({best, most, largest}) == len((best, most, largest)):
            tables = {"size": sizes, "early": early, "far": so_far}
            values: dict[str, float | str] = {f"{n}_{kind}": table[n] for kind, table in tables.items() for n in names}
            return Draw(values, best, {"so-far": most, "largest": largest}, worked={"best": early[best]})


def lifetime(rng: random.Random) -> Draw:
    """A customer with a past: the value on margin, first margin in a year, without the past."""
    while True:
        revenue, share, years = rng.choice((120, 160, 200, 240, 300)), rng.choice((25, 30, 40, 50)), rng.randint(2, 6)
        kept, discount = rng.randint(60, 90), rng.choice((5, 8, 10, 12))
        margin, r, i = revenue * share / 100, kept / 100, discount / 100
        answer = margin * r / (1 + i - r)
        slips = {
            "revenue": revenue * r / (1 + i - r),
            "now": margin * (1 + i) / (1 + i - r),
            "undiscounted": margin * r / (1 - r),
            "churn": margin * (1 - r) / (i + r),
            "historic": answer + margin * years,
        }
        if _told_apart(answer, slips):
            values = {"revenue": revenue, "share": share, "retention": kept, "discount": discount, "years": years}
            return Draw(values, answer, slips, worked={"margin": margin, "past": margin * years})


def _told_apart(answer: float, slips: dict[str, float]) -> bool:
    """The answer and every slip are far enough from each other to be recognised."""
    values = sorted([answer, *slips.values()])
    return all(after - before > _APART for before, after in pairwise(values))


DRAWS: dict[str, Callable[[random.Random], Draw]] = {
    "05b-1": retention,
    "05b-2": yearly,
    "05b-4": same_age,
    "05b-5": lifetime,
}
"""The tasks that have numbers of their own."""
