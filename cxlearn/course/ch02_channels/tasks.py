"""The numbers of chapter 2's exercises: drawn for each learner, with what each known slip gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

from cxlearn.exercises import Draw

_LEAST = 0.25  # twice the widest tolerance of the exercises, and a little


def ropo(rng: random.Random) -> Draw:
    """Purchases at the till, some prepared online, and collections that belong to neither."""
    while True:
        shop, collect = rng.randint(20, 45) * 10, rng.randint(6, 15) * 10
        prepared = rng.randint(shop // 5, shop // 2)
        answer = 100 * prepared / shop
        slips = {
            "collect-in-base": 100 * prepared / (shop + collect),
            "collect-as-ropo": 100 * (prepared + collect) / (shop + collect),
            "the-rest": 100 - answer,
        }
        if _apart(answer, *slips.values()):
            return Draw({"shop": shop, "ropo": prepared, "collect": collect}, answer, slips)


def handed_over(rng: random.Random) -> Draw:
    """One quarter of the contact centre's requests: how many ended in another channel than they began in."""
    from cxlearn.casestudy import Company  # pandas costs a second; only this exercise needs it

    tickets = Company().tickets
    moved = tickets.first_channel.astype(str) != tickets.last_channel.astype(str)
    quarters = tickets.opened.dt.to_period("Q")
    while True:
        quarter = rng.choice(sorted(quarters.unique()))
        chosen = moved[quarters == quarter]
        handed, stayed = int(chosen.sum()), int((~chosen).sum())
        answer = 100 * handed / (handed + stayed)
        slips = {
            "same-channel": 100 - answer,
            "ratio": 100 * handed / stayed,
            "all-quarters": 100 * float(moved.mean()),
        }
        if _apart(answer, *slips.values()):
            # The year as text: 2 024 is how French writes a count.
            values: dict[str, float | str] = {"quarter": int(quarter.quarter), "year": str(quarter.year)}
            return Draw(values, answer, slips, worked={"handed": handed, "stayed": stayed})


def last_point(rng: random.Random) -> Draw:
    """Three integrations lived by 500 people of one's own: what a point of NPS costs in the second step."""
    from cxlearn.experience.channels import (  # numpy costs too
        CLICK_AND_COLLECT,
        MULTI,
        OMNI,
        Population,
    )

    while True:
        people = Population(500, seed=rng.randrange(10_000))
        start, middle, end = (round(people.live(i).nps().value, 1) for i in (MULTI, CLICK_AND_COLLECT, OMNI))
        cross, omni = CLICK_AND_COLLECT.price(), OMNI.price()
        answer, first = (omni - cross) / (end - middle), cross / (middle - start)
        slips = {
            "from-nothing": omni / (end - start),
            "first-step": first,
            "whole-price": omni / (end - middle),
            "upside-down": 1 / answer,
        }
        if _apart(answer, *slips.values()):
            values = {"multi": start, "cross": middle, "omni": end, "cross_price": cross, "omni_price": omni}
            return Draw(values, answer, slips, worked={"first": round(first, 2)})


def _apart(*values: float) -> bool:
    """Whether no two of these could be taken for each other, at the tolerance of the exercises."""
    ordered = sorted(values)
    return all(after - before > _LEAST for before, after in pairwise(ordered))


DRAWS: dict[str, Callable[[random.Random], Draw]] = {"02-2": ropo, "02-3": handed_over, "02-4": last_point}
"""The tasks that have numbers of their own."""
