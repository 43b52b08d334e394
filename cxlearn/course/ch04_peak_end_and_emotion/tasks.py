"""The numbers of chapter 4's exercises: drawn for each learner, with what each known slip gives."""

from __future__ import annotations

import random
from collections.abc import Callable

from cxlearn.exercises import Draw
from cxlearn.experience.peak_end import Episode, raised

_MOMENTS = 6
POINTS = 4
"""What the third exercise lets a learner spend on one moment."""


def score(rng: random.Random) -> Draw:
    """Six moments whose peak is a bad one in half of the draws: the slips can all be told from the right score."""
    while True:
        visit = _visit(rng)
        best, worst = max(visit.feelings), min(visit.feelings)
        other = best if visit.peak == worst else worst
        slips = {
            "other-extreme": (other + visit.end) / 2,
            "plain-mean": visit.mean,
            "first-for-end": (visit.peak + visit.feelings[0]) / 2,
            "no-half": visit.peak + visit.end,
            "extremes": (best + worst) / 2,
        }
        told_apart = len({round(value, 3) for value in (visit.peak_end, *slips.values())}) == 1 + len(slips)
        if told_apart and abs(best) != abs(worst):
            worked = {"peak": visit.peak, "end": visit.end}
            return Draw(_named(visit), visit.peak_end, slips, worked)


def redesign(rng: random.Random) -> Draw:
    """A visit and points for one moment: which moment helps most, by the peak-end rule?

    The peak is never in doubt, and the end is the answer to half of the draws: else it would be to nearly all.
    """
    wanted = rng.choice(("best", "end"))
    while True:
        visit = _visit(rng)
        feelings, last = visit.feelings, _MOMENTS - 1
        places = {"best": feelings.index(max(feelings)), "worst": feelings.index(min(feelings)), "end": last}
        after = {name: raised(visit, place, POINTS) for name, place in places.items()}
        scores = sorted(((episode.peak_end, name) for name, episode in after.items()), reverse=True)
        single = all(feelings.count(feelings[place]) == 1 for place in places.values())
        tied = any(max(episode.feelings) == -min(episode.feelings) for episode in (visit, *after.values()))
        clear = scores[0][1] == wanted and scores[0][0] > scores[1][0]
        if single and not tied and clear and len(set(places.values())) == len(places):
            worked = {f"{name}_score": episode.peak_end for name, episode in after.items()} | {"start": visit.peak_end}
            return Draw({**_named(visit), "points": POINTS}, wanted, worked=worked)


def _visit(rng: random.Random) -> Episode:
    return Episode(tuple(float(rng.randint(-5, 5)) for _ in range(_MOMENTS)))


def _named(visit: Episode) -> dict[str, float | str]:
    return {f"m{number}": feeling for number, feeling in enumerate(visit.feelings, 1)}


DRAWS: dict[str, Callable[[random.Random], Draw]] = {"04-2": score, "04-3": redesign}
"""The tasks that have numbers of their own."""
