"""What the experiments on peak and end found, and what would come out if they were done again.

Only published figures go in (see references.yaml for how each was seen); what is worked out from them says so. The
same study done again with other people gives another number: that is what the simulations show.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from statistics import NormalDist

_SURE = 0.95


@dataclass(frozen=True, slots=True)
class Choice:
    """A study in which people chose one of two: how many did, of how many. Source: a key of references.yaml."""

    id: str
    hits: int
    people: int
    source: str

    @property
    def share(self) -> float:
        """The share who chose it, 0–1."""
        return self.hits / self.people

    def chance(self) -> float:
        """How often, with choices tossed like coins, the result would be at least this far from half: exact, 0–1."""
        far = abs(2 * self.hits - self.people)
        ways = sum(math.comb(self.people, k) for k in range(self.people + 1) if abs(2 * k - self.people) >= far)
        return ways / float(2**self.people)


def again(share: float, people: int, studies: int, seed: int) -> list[int]:
    """Do a study again: how many choose it, in each of ``studies`` studies of ``people``, when a ``share`` would."""
    rng = random.Random(seed)  # noqa: S311 -- a simulation, not a secret
    return [sum(rng.random() < share for _ in range(people)) for _ in range(studies)]


def again_unsure(study: Choice, studies: int, seed: int) -> list[int]:
    """The same, when the share itself is known only from the study: drawn each time from a Beta distribution.

    Jeffreys’ prior: Beta(hits + ½, misses + ½).
    """
    rng = random.Random(seed)  # noqa: S311 -- a simulation, not a secret
    shares = [rng.betavariate(study.hits + 0.5, study.people - study.hits + 0.5) for _ in range(studies)]
    return [sum(rng.random() < share for _ in range(study.people)) for share in shares]


@dataclass(frozen=True, slots=True)
class Odds:
    """An odds ratio and its published p-value."""

    ratio: float
    p: float
    source: str

    def interval(self) -> tuple[float, float]:
        """The 95 % interval that goes with the p-value, worked out here: the study printed it elsewhere, or not."""
        half = NormalDist().inv_cdf((1 + _SURE) / 2) / NormalDist().inv_cdf(1 - self.p / 2) * math.log(self.ratio)
        return math.exp(math.log(self.ratio) - half), math.exp(math.log(self.ratio) + half)


@dataclass(frozen=True, slots=True)
class Trial:
    """Two groups, and the share of each that did something. Source: a key of references.yaml."""

    people: tuple[int, int]
    shares: tuple[float, float]
    source: str

    @property
    def difference(self) -> float:
        """The first group's share less the second's, in points of percent."""
        return 100 * (self.shares[0] - self.shares[1])


def again_in_two(trial: Trial, studies: int, seed: int) -> list[float]:
    """Do a trial again where its shares are the true ones: the difference each time, in points of percent."""
    groups = zip(trial.shares, trial.people, strict=True)
    first, second = (again(share, people, studies, seed + k) for k, (share, people) in enumerate(groups))
    return [100 * (a / trial.people[0] - b / trial.people[1]) for a, b in zip(first, second, strict=True)]


def correlations(r: float, people: int, studies: int, seed: int) -> list[float]:
    """The correlations that studies of ``people`` would find where the true one is ``r``: Fisher’s approximation."""
    rng = random.Random(seed)  # noqa: S311 -- a simulation, not a secret
    return [math.tanh(rng.gauss(math.atanh(r), 1 / math.sqrt(people - 3))) for _ in range(studies)]


COLD_WATER = Choice("cold-water", 22, 32, "kahneman-1993")
"""60 s in water at 14 °C, or the same and 30 s more as it warms to 15 °C: who chose to repeat the longer one."""
COLD_WATER_EASED = Choice("eased", 17, 21, "kahneman-1993")
"""Of them, those whose discomfort fell by two points or more: the “80 %” of Thinking, Fast and Slow."""
ADDED_END = Trial((341, 341), (0.53, 0.48), "redelmeier-2003")
"""Redelmeier, Katz and Kahneman (2003): the end of the examination made milder, or not; who came back, unadjusted.

682 patients; two equal halves are assumed, for the sizes of the groups were not seen.
"""
ADDED_END_ODDS = Odds(1.41, 0.038, "redelmeier-2003")
"""Return after adjustment; the raw shares, 53 % and 48 %, differ by less than chance often does (p > .20)."""
PATIENTS = {"a": (8.0, 7.0), "b": (8.0, 1.0)}
"""Worst and last pain of the two patients in Kahneman (2011), 0–10: remembered as 7.5 and 4.5."""
META = {"r": 0.581, "low": 0.487, "high": 0.661, "effects": 174}
"""Alaybek et al. (2022): peak-end and the later judgement; duration about 0, the plain mean comparable."""
