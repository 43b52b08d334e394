"""The numbers of chapter 3's exercises: drawn for each learner, with what each known slip gives."""

from __future__ import annotations

import random
from collections.abc import Callable

from cxlearn.casestudy import company
from cxlearn.exercises import Draw
from cxlearn.experience.journey import Touchpoint

POINTS = ("delivery", "contact", "return")
"""Touchpoints whose slips can be told apart; at the till so few are unhappy that two of them meet."""
_UNHAPPY, _HAPPY = 2, 4
"""The keypad's faces: unhappy up to the second, happy from the fourth."""
_PAINS = ("collection", "call", "invoice")


def unhappy(rng: random.Random) -> Draw:
    """The company's presses at one touchpoint: which share of them is unhappy?"""
    point = rng.choice(POINTS)
    log = company().touchpoints.drop_duplicates()
    lines = log[log.touchpoint == point]
    moods = lines.mood.dropna().astype(float)
    low, answers = int((moods <= _UNHAPPY).sum()), len(moods)
    slips = {
        "silent-counted": 100 * low / len(lines),
        "angriest-only": 100 * float((moods == 1).mean()),
        "happy": 100 * float((moods >= _HAPPY).mean()),
        "mean-mood": float(moods.mean()),
        "share": low / answers,
    }
    return Draw({"point": point}, 100 * low / answers, slips, worked={"low": low, "answers": answers})


def heaviest(rng: random.Random) -> Draw:
    """Three pain points: the heaviest is neither the most severe nor the one that hits most customers."""
    while True:
        points = {
            name: Touchpoint(
                name,
                name,
                pain=name,
                severity=rng.randint(1, 5),
                frequency=rng.randrange(5, 61, 5),
                importance=rng.randint(1, 3),
            )
            for name in _PAINS
        }
        # Names by what each measure puts first; the two slips and the answer must all differ, without a tie.
        first = {what: _first(points, what) for what in ("weight", "severity", "frequency")}
        if len(set(first.values())) == len(points) and "" not in first.values():
            values = {f"{n}_{what}": getattr(p, what) for n, p in points.items() for what in _SHOWN}
            worked = {f"{name}_weight": point.weight for name, point in points.items()}
            slips = {"most-severe": first["severity"], "most-frequent": first["frequency"]}
            return Draw(values, first["weight"], slips, worked)


_SHOWN = ("severity", "frequency", "importance")


def _first(points: dict[str, Touchpoint], what: str) -> str:
    """The one point that has most of it, or "" when several share it."""
    most = max(getattr(point, what) for point in points.values())
    names = [name for name, point in points.items() if getattr(point, what) == most]
    return names[0] if len(names) == 1 else ""


DRAWS: dict[str, Callable[[random.Random], Draw]] = {"03-2": unhappy, "03-3": heaviest}
"""The tasks that have numbers of their own."""
