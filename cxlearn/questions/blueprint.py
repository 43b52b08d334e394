"""An exam's blueprint: how many questions on each objective, of each kind and difficulty; and a draw by it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cxlearn import course
from cxlearn.questions.items import Item

_Key = TypeVar("_Key", str, int)

SECONDS = {
    "true_false": 40, "single": 60, "short_text": 60, "multiple": 75, "number": 120, "matching": 120, "categorise": 120,
}  # fmt: skip
"""How long a question of each kind takes, generously: reading it in a second language included."""
LEVELS = {1: 0.3, 2: 0.45, 3: 0.25}
"""The share of each difficulty, as far as the bank has it."""

_OTHER_SECONDS = 90  # a kind that is not listed
_NOT_EXAMINED = {"open"}  # held by the learner against a rubric, which would show the key
_IN_LESSONS = {"text", "task"}  # these lean on the page around them


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How many questions there are, on each objective, of each kind and of each difficulty.

    Objectives are kept to exactly; kinds and difficulties as nearly as the bank allows.
    """

    count: int
    objectives: dict[str, int]
    kinds: dict[str, int]
    levels: dict[int, int]


def examinable(items: Iterable[Item], chapter: str | None = None) -> list[Item]:
    """The questions an exam may draw from: of a chapter ("05" holds "05a" too), or of all; sorted by id."""
    fit = (i for i in items if i.kind not in _NOT_EXAMINED and i.place not in _IN_LESSONS)
    return sorted((i for i in fit if course.within(i.chapter, chapter)), key=lambda item: item.id)


def blueprint(pool: Sequence[Item], minutes: float, seed: int) -> Blueprint:
    """What to ask in so many minutes.

    Every chapter has the same share, and in it every objective; kinds come as the bank holds them. Where there are
    more objectives than questions, the seed says which ones have their turn.
    """
    if not pool:
        return Blueprint(0, {}, {}, {})
    rng = random.Random(seed)  # noqa: S311 -- a draw, not a secret
    pace = sum(SECONDS.get(item.kind, _OTHER_SECONDS) for item in pool) / len(pool)
    count = min(len(pool), max(1, int(minutes * 60 / pace)))
    objectives: dict[str, int] = {}
    themes = Counter(_theme(item) for item in pool)
    for theme, share in _quotas(count, dict.fromkeys(themes, 1.0), themes, rng).items():
        own = Counter(item.objective for item in pool if _theme(item) == theme)
        objectives |= _quotas(share, dict.fromkeys(own, 1.0), own, rng)
    kinds, levels = Counter(str(item.kind) for item in pool), Counter(item.difficulty for item in pool)
    return Blueprint(
        count,
        objectives,
        _quotas(count, {kind: float(held) for kind, held in kinds.items()}, kinds, rng),
        _quotas(count, {level: LEVELS.get(level, min(LEVELS.values())) for level in levels}, levels, rng),
    )


def draw_exam(pool: Sequence[Item], plan: Blueprint, seed: int) -> list[Item]:
    """The questions of an exam, the easier ones first; the same pool, plan and seed give the same ones."""
    left = sorted(pool, key=lambda item: item.id)
    random.Random(seed).shuffle(left)  # noqa: S311
    objectives: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    levels: Counter[int] = Counter()
    terms: Counter[str] = Counter()

    def strain(item: Item) -> tuple[float, int]:
        """How far this item would go beyond its kind's and its level's share, then how often its terms came up."""
        ratios = ((kinds[item.kind] + 1) / (plan.kinds.get(item.kind) or 0.5),
                  (levels[item.difficulty] + 1) / (plan.levels.get(item.difficulty) or 0.5))  # fmt: skip
        return sum(max(ratio, 1.0) for ratio in ratios), sum(terms[term] for term in item.terms)

    drawn: list[Item] = []
    while len(drawn) < plan.count:
        fit = [item for item in left if objectives[item.objective] < plan.objectives.get(item.objective, 0)]
        if not fit:
            break
        item = min(fit, key=strain)
        left.remove(item)
        drawn.append(item)
        objectives[item.objective] += 1
        kinds[item.kind] += 1
        levels[item.difficulty] += 1
        terms.update(item.terms)
    random.Random(f"{seed}:order").shuffle(drawn)  # noqa: S311
    return sorted(drawn, key=lambda item: item.difficulty)


def _theme(item: Item) -> str:
    """The chapter an item examines: that of its objective, for a question may join several."""
    return item.objective.rpartition(".")[0] or item.chapter


def _quotas(count: int, weights: Mapping[_Key, float], held: Mapping[_Key, int], rng: random.Random) -> dict[_Key, int]:
    """Deal ``count`` by weight, to none more than is held, each next one to whoever lags most; chance breaks ties."""
    keys, total = sorted(weights), sum(weights.values())
    rng.shuffle(keys)
    dealt = dict.fromkeys(keys, 0)
    for _ in range(min(count, sum(held.values()))):
        behind = max((k for k in keys if dealt[k] < held[k]), key=lambda k: weights[k] * count / total - dealt[k])
        dealt[behind] += 1
    return {key: number for key, number in dealt.items() if number}
