"""A blind duel of two journeys: which would you repeat, and which predictor foresaw it?

Each pair sets one predictor against the two others, so that choices tell them apart. Nothing is measured here: the
journeys are drawn at random, and looking at a curve is not living it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cxlearn.experience.peak_end import BEST, PREDICTORS, WORST, Episode, Predictor, preferred

MINUTES = 5
"""How long each moment of these journeys lasts."""
ROUNDS = 3
"""How often each predictor stands alone."""
_SHORTEST, _LONGEST = 3, 8  # moments of a journey
_CLEAR: dict[Predictor, float] = {"peak_end": 1.0, "mean": 0.8, "total": 15.0}  # a difference one can see
_CHEAPEST_FIRST: tuple[Predictor, ...] = ("total", "mean", "peak_end")
_FEELINGS = tuple(float(feeling) for feeling in range(int(WORST), int(BEST) + 1))


@dataclass(frozen=True, slots=True)
class Duel:
    """Two journeys, and the predictor that stands alone: the two others choose the other journey."""

    journeys: tuple[Episode, Episode]
    alone: Predictor

    def choices(self) -> dict[Predictor, int | None]:
        """The journey each predictor says one would repeat, 0 or 1."""
        return {predictor: preferred(*self.journeys, predictor) for predictor in PREDICTORS}


@lru_cache(maxsize=16)  # a model that is moved asks for the same ones again and again
def duels(seed: int) -> tuple[Duel, ...]:
    """Nine pairs, the same for the same seed; each predictor stands alone in three of them."""
    rng = random.Random(seed)  # noqa: S311 -- a game, not a secret
    wanted = [predictor for predictor in PREDICTORS for _ in range(ROUNDS)]
    rng.shuffle(wanted)
    return tuple(_duel(rng, predictor) for predictor in wanted)


def _duel(rng: random.Random, alone: Predictor) -> Duel:
    while True:
        first, second = _journey(rng), _journey(rng)
        if _tells_apart(first, second, alone):
            return Duel((first, second), alone)


def _tells_apart(first: Episode, second: Episode, alone: Predictor) -> bool:
    """Whether one predictor chooses clearly one journey, and the two others clearly the other one.

    Hundreds of pairs are drawn for one that does: the first predictor that cannot tell ends the matter.
    """
    better = None
    for name in _CHEAPEST_FIRST:
        difference = first.foreseen(name) - second.foreseen(name)
        if abs(difference) < _CLEAR[name]:
            return False
        first_is_better = (difference > 0) is (name != alone)
        if better is not None and first_is_better is not better:
            return False
        better = first_is_better
    return True


def _journey(rng: random.Random) -> Episode:
    length = rng.randint(_SHORTEST, _LONGEST)
    return Episode(tuple(rng.choices(_FEELINGS, k=length)), MINUTES)


def foreseen(pairs: Sequence[Duel], chosen: Sequence[int]) -> dict[Predictor, int]:
    """How many of these choices, in the order of the pairs, each predictor foresaw."""
    made = list(zip(pairs, chosen, strict=False))
    return {name: sum(pair.choices()[name] == choice for pair, choice in made) for name in PREDICTORS}
