"""Two shops and their answers from 1 to 5: the same mean, and as many CSATs as there are ways to cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from cxlearn.experience.recommendation import spelled_out
from cxlearn.kpi import Result, csat

SHOPS = ("a", "b")
CUTS = {"top": (5, 5), "two": (4, 5), "three": (3, 5)}
"""The answers that can count as satisfied."""
MOST = 25
"""The most people one answer can have."""
APART, BETTER = 1.0, 0.5
"""How far apart the means must be in the second and in the last challenge."""
Counts: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Satisfactions:
    """The answers of two shops, and where satisfied begins.

    Attributes:
        a: how many people gave 1, 2, … 5 in the first shop.
        b: the same in the second.
        cut: ``"top"`` (5 alone), ``"two"`` (4–5) or ``"three"`` (3–5).
    """

    a: Counts
    b: Counts
    cut: str = "two"

    @property
    def settings(self) -> dict[str, int | str]:
        """What a learner can set: ``a_1`` to ``a_5``, ``b_1`` to ``b_5``, and ``cut``."""
        counts: dict[str, int | str] = {
            f"{shop}_{answer}": count for shop in SHOPS for answer, count in enumerate(self.counts(shop), 1)
        }
        return counts | {"cut": self.cut}

    def set(self, settings: Mapping[str, float | str]) -> Satisfactions:
        """The same shops with other settings; what is not named stays."""
        given = self.settings | dict(settings)
        a, b = (tuple(int(given[f"{shop}_{answer}"]) for answer, _ in enumerate(self.a, 1)) for shop in SHOPS)
        cut = str(given["cut"])
        return replace(self, a=a, b=b, cut=cut if cut in CUTS else self.cut)

    def counts(self, shop: str) -> Counts:
        """How many people gave 1, 2, … 5 in a shop."""
        return self.a if shop == "a" else self.b

    def csat(self, shop: str) -> Result:
        """The CSAT of a shop, by the cut in force."""
        return csat(spelled_out(self.counts(shop), 1), satisfied=CUTS[self.cut])

    def mean(self, shop: str) -> float:
        """The mean mark of a shop, 1 to 5; NaN without answers."""
        counts = self.counts(shop)
        total = sum(counts)
        return sum(answer * count for answer, count in enumerate(counts, 1)) / total if total else float("nan")

    @property
    def lead(self) -> float:
        """By how many points the CSAT of A exceeds that of B."""
        return self.csat("a").value - self.csat("b").value

    @property
    def mean_lead(self) -> float:
        """By how much the mean of A exceeds that of B."""
        return self.mean("a") - self.mean("b")


START = Satisfactions(a=(8, 2, 2, 8, 20), b=(0, 0, 20, 10, 10))
"""Forty answers each and a mean of 3.75: A delights and infuriates, B is lukewarm. CSAT 70% and 50%."""


def same_answers(shops: Satisfactions) -> bool:
    """Only the cut was moved."""
    return (shops.a, shops.b) == (START.a, START.b)


def turned_round(shops: Satisfactions) -> bool:
    """B leads."""
    return shops.lead < 0


def same_csat(shops: Satisfactions) -> bool:
    """One CSAT, two means a whole mark apart."""
    return shops.lead == 0 and abs(shops.mean_lead) >= APART


def at_odds(shops: Satisfactions) -> bool:
    """A has the better CSAT, B the better mean."""
    return shops.lead > 0 and shops.mean_lead <= -BETTER
