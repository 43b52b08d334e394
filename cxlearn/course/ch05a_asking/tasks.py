"""The numbers of the exercises on asking: answers drawn for each learner, with what each known slip makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from math import isclose

from cxlearn.exercises import Draw
from cxlearn.kpi.mistakes import wrong_formulas
from cxlearn.kpi.result import Result
from cxlearn.kpi.survey import ces, csat, nps

_ANSWERS = 20


def _apart(*values: float) -> bool:
    """No two values could be taken for each other."""
    return all(not isclose(a, b, abs_tol=0.2) for i, a in enumerate(values) for b in values[:i])


def _slips(result: Result, names: Iterable[str]) -> dict[str, float]:
    wrong = wrong_formulas(result)
    return {name.replace("_", "-"): wrong[name] for name in names if name in wrong}


_NPS_SLIPS = ("passives_left_out", "counts_subtracted", "promoters_only", "detractors_to_five", "mean_answer", "sign")


def score(rng: random.Random) -> Draw:
    """Twenty answers from 0 to 10: their NPS is whole, and no slip gives the same."""
    while True:
        answers = sorted(rng.choices(range(11), weights=[1, 0, 1, 1, 1, 3, 3, 4, 5, 5, 4], k=_ANSWERS), reverse=True)
        result = nps(answers)
        slips = _slips(result, _NPS_SLIPS)
        if len(slips) == len(_NPS_SLIPS) and _apart(result.value, *slips.values()):
            detractors, passives, promoters = result.groups.weights
            worked = {"detractors": detractors, "passives": passives, "promoters": promoters}
            return Draw({"answers": _listed(answers)}, result.value, slips, worked)


_CSAT_SLIPS = ("mean_over_top", "top_answer_only", "middle_included", "complement", "rest_subtracted", "mean_answer")


def satisfied(rng: random.Random) -> Draw:
    """How many people gave 1 to 5: the CSAT has one decimal at most."""
    while True:
        counts = {"five": rng.randint(8, 30), "four": rng.randint(8, 30), "three": rng.randint(4, 15)}
        counts |= {"two": rng.randint(2, 10), "one": rng.randint(2, 14)}
        answers = [
            mark for mark, name in enumerate(("one", "two", "three", "four", "five"), 1) for _ in range(counts[name])
        ]
        result = csat(answers)
        slips = _slips(result, _CSAT_SLIPS)
        easy = (result.value * 2).is_integer()
        if easy and len(slips) == len(_CSAT_SLIPS) and _apart(result.value, *slips.values()):
            hits = counts["four"] + counts["five"]
            return Draw(dict(counts), result.value, slips, {"hits": hits, "total": len(answers)})


_CES_SLIPS = ("easy_only", "neutrals_left_out", "counts_subtracted", "sign", "net_ends_only")


def net(rng: random.Random) -> Draw:
    """Twenty answers from 1 to 7 to version 2: the net is whole, and no slip gives the same."""
    while True:
        answers = sorted(rng.choices(range(1, 8), weights=[2, 2, 2, 3, 4, 5, 4], k=_ANSWERS))
        result = ces(answers, version=2, aggregate="net")
        slips = _slips(result, _CES_SLIPS)
        if len(slips) == len(_CES_SLIPS) and _apart(result.value, *slips.values()):
            difficult, neutral, easy = result.groups.weights
            worked = {"difficult": difficult, "neutral": neutral, "easy": easy}
            return Draw({"answers": _listed(answers)}, result.value, slips, worked)


def mixture(rng: random.Random) -> Draw:
    """Two channels whose NPS both rise, and a pooled NPS that falls."""
    while True:
        site, site_n = [rng.randrange(30, 60, 5), rng.randrange(30, 60, 5)], [300, 100]
        desk, desk_n = [rng.randrange(-60, -20, 5), rng.randrange(-60, -20, 5)], [100, 300]
        before, after = ((site[k] * site_n[k] + desk[k] * desk_n[k]) / 400 for k in (0, 1))
        averaged, kept = (site[1] + desk[1]) / 2, (site[1] * site_n[0] + desk[1] * desk_n[0]) / 400
        slips = {"averaged": averaged, "added": float(site[1] + desk[1]), "old-mix": kept}
        if site[1] > site[0] and desk[1] > desk[0] and _apart(after, *slips.values()):
            values = {"site_old": site[0], "site_new": site[1], "desk_old": desk[0], "desk_new": desk[1]}
            return Draw(
                values, after, slips, {"before": before, "kept": kept, "site_sum": site[1], "desk_sum": 3 * desk[1]}
            )


def _listed(answers: list[int]) -> str:
    return ", ".join(map(str, answers))


DRAWS: dict[str, Callable[[random.Random], Draw]] = {"05a-1": score, "05a-2": satisfied, "05a-3": net, "05a-4": mixture}
"""The tasks that have numbers of their own."""
