"""A survey of “would you recommend us?”: move its answers, and see what NPS they make and how much may be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from cxlearn.kpi import Comparison, Result, compare, nps

MOST, LARGEST = 15, 20
"""The most people a score can have, and the most times over that a survey can be gathered."""
GOAL, PROUD = 30, 50
"""The points that the first and the last challenge ask for."""
SHOPS_2024 = (1, 10, 17, 26, 45, 58, 72, 99, 109, 115, 146)
"""How many people gave 0, 1, … 10 in Loriette’s shops in 2024; a test holds it to the company’s tables."""


@dataclass(frozen=True)
class Recommendations:
    """The answers of one survey.

    Attributes:
        counts: how many people gave 0, 1, … 10.
        times: how many times over: 10 is a survey ten times as large, of the same shape.
    """

    counts: tuple[int, ...]
    times: int = 1

    @property
    def settings(self) -> dict[str, int]:
        """What a learner can set: ``score_0`` to ``score_10``, and ``times``."""
        return {f"score_{score}": count for score, count in enumerate(self.counts)} | {"times": self.times}

    def set(self, settings: Mapping[str, float]) -> Recommendations:
        """The same survey with other settings; what is not named stays."""
        given = {name: int(value) for name, value in (self.settings | dict(settings)).items()}
        counts = tuple(given[f"score_{score}"] for score in range(len(self.counts)))
        return replace(self, counts=counts, times=given["times"])

    @cached_property
    def result(self) -> Result:
        """The NPS of all answers, with its interval."""
        return nps(spelled_out([count * self.times for count in self.counts]))

    @cached_property
    def gap(self) -> Comparison:
        """This NPS against that of the shops in 2024, and whether chance alone may explain the gap."""
        return compare(self.result, shops())

    @property
    def promoters(self) -> int:
        """The people drawn who gave 9 or 10."""
        return sum(self.counts[9:])


def spelled_out(counts: Sequence[int], first: int = 0) -> list[int]:
    """The answers that these counts stand for: ``first`` as often as the first count says, and so on."""
    return [score for score, count in enumerate(counts, first) for _ in range(count)]


@cache
def shops() -> Result:
    """The NPS of Loriette’s shops in 2024: +4.6 points, 698 answers."""
    return nps(spelled_out(SHOPS_2024))


START = Recommendations((1, 0, 1, 1, 1, 3, 4, 5, 7, 9, 8))
"""Forty answers: +15 points."""


def same_promoters(survey: Recommendations) -> bool:
    """No promoter was added, and no answer lost."""
    return survey.promoters <= START.promoters and sum(survey.counts) >= sum(START.counts)


def same_shape(survey: Recommendations) -> bool:
    """Only the size of the survey was changed."""
    return survey.counts == START.counts


def proud_of_nothing(survey: Recommendations) -> bool:
    """A score to boast of, whose interval still holds 0."""
    return survey.result.value >= PROUD and survey.result.low <= 0
