"""What the experiments on peak and end found, and what would come out if they were done again.

Only published figures go in (references.yaml says how each was seen); what is worked out from them says so. The same
study done again with other people gives another number: that is what the simulations show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Protocol

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_HALF_WIDTH = NormalDist().inv_cdf(0.975)
"""A 95 % interval in standard errors, to each side."""


class Study(Protocol):
    """Something that was measured once, and can be measured again on other people."""

    @property
    def found(self) -> float:
        """What was published."""

    @property
    def nothing(self) -> float:
        """What would be found, on average, where there is no effect."""

    @property
    def people(self) -> int:
        """How many took part."""

    def redo(self, rng: np.random.Generator, studies: int, times: int, *, unsure: bool) -> Numbers:
        """What each of ``studies`` new studies finds, ``times`` as large; ``unsure`` of the published figure or not."""


def again(study: Study, seed: int, *, studies: int = 1000, times: int = 1, unsure: bool = False) -> Numbers:
    """Do a study again and again, on other people.

    Args:
        study: one of those below.
        seed: the same seed gives the same studies.
        studies: how many.
        times: how many times as large as the published one.
        unsure: the published figure is itself an estimate: draw the true one from its uncertainty each time. Otherwise
            it is taken to be true, and only the people differ.

    Returns:
        What each study finds, in the unit of ``study.found``.
    """
    return study.redo(np.random.default_rng(seed), studies, times, unsure=unsure)


def _shares(rng: np.random.Generator, hits: float, people: int, studies: int, *, unsure: bool) -> Numbers:
    """The true share: as published, or drawn from Jeffreys' Beta(hits + ½, misses + ½)."""
    if unsure:
        return rng.beta(hits + 0.5, people - hits + 0.5, studies)
    return np.full(studies, hits / people)


@dataclass(frozen=True, slots=True)
class Chosen:
    """People chose one of two things. ``found`` is the share who chose it, in percent; half is a coin's toss."""

    hits: int
    people: int
    source: str
    nothing: float = 50.0

    @property
    def found(self) -> float:
        """The share, in percent."""
        return 100 * self.hits / self.people

    def chance(self) -> float:
        """How often tossed coins would be at least this far from half: exact, two-sided, 0–1."""
        far = abs(2 * self.hits - self.people)
        ways = sum(math.comb(self.people, k) for k in range(self.people + 1) if abs(2 * k - self.people) >= far)
        return ways / float(2**self.people)

    def redo(self, rng: np.random.Generator, studies: int, times: int, *, unsure: bool) -> Numbers:
        """Shares in percent."""
        people = self.people * times
        return 100 * rng.binomial(people, _shares(rng, self.hits, self.people, studies, unsure=unsure)) / people


@dataclass(frozen=True, slots=True)
class Trial:
    """Two groups, and the share of each that did something. ``found`` is the difference, in points of percent."""

    groups: tuple[int, int]
    shares: tuple[float, float]
    source: str
    nothing: float = 0.0

    @property
    def people(self) -> int:
        """Both groups."""
        return sum(self.groups)

    @property
    def found(self) -> float:
        """The first group's share less the second's."""
        return 100 * (self.shares[0] - self.shares[1])

    def redo(self, rng: np.random.Generator, studies: int, times: int, *, unsure: bool) -> Numbers:
        """Differences in points of percent."""
        first, second = (
            rng.binomial(n * times, _shares(rng, share * n, n, studies, unsure=unsure)) / (n * times)
            for n, share in zip(self.groups, self.shares, strict=True)
        )
        return 100 * (first - second)


@dataclass(frozen=True, slots=True)
class Link:
    """A correlation with its 95 % interval, looked for again in studies of ``people``."""

    found: float
    low: float
    high: float
    people: int
    source: str
    nothing: float = 0.0

    def redo(self, rng: np.random.Generator, studies: int, times: int, *, unsure: bool) -> Numbers:
        """Correlations, by Fisher's approximation."""
        spread = (math.atanh(self.high) - math.atanh(self.low)) / 2 / _HALF_WIDTH if unsure else 0.0
        true = rng.normal(math.atanh(self.found), spread, studies)
        return np.tanh(rng.normal(true, 1 / math.sqrt(self.people * times - 3)))


@dataclass(frozen=True, slots=True)
class Odds:
    """An odds ratio and its published p-value."""

    ratio: float
    p: float
    source: str

    def interval(self) -> tuple[float, float]:
        """The 95 % interval that goes with the p-value: worked out here, not published."""
        half = _HALF_WIDTH / NormalDist().inv_cdf(1 - self.p / 2) * math.log(self.ratio)
        return self.ratio / math.exp(half), self.ratio * math.exp(half)


COLD_WATER = Chosen(22, 32, "kahneman-1993")
"""60 s in water at 14 °C, or the same and 30 s more as it warms to 15 °C: who chose to repeat the longer one."""
COLD_WATER_EASED = Chosen(17, 21, "kahneman-1993")
"""Of them, those whose discomfort fell by two points or more: the “80 %” of Thinking, Fast and Slow."""
ADDED_END = Trial((341, 341), (0.53, 0.48), "redelmeier-2003")
"""A milder end to a colonoscopy, or not (682 patients): who came back, unadjusted, p > .20.

Two equal halves are assumed: the sizes of the groups were not seen.
"""
ADDED_END_ODDS = Odds(1.41, 0.038, "redelmeier-2003")
"""The same after adjustment."""
META = Link(0.581, 0.487, 0.661, 154, "alaybek-2022")
"""Peak-end and the later judgement over 174 effect sizes, looked for in studies as large as the one of 1996.

The plain mean does as well, duration next to nothing.
"""
STUDIES: dict[str, Study] = {"cold": COLD_WATER, "added": ADDED_END, "meta": META}
"""Those to do again."""
