"""UX, CX and the promise: one customer's journey, and how many leave satisfied.

Two things are definitions of this course: UX is what the *product* touchpoints are worth, CX what the whole journey is
worth. Confronting the experience with what was expected follows Oliver (1980). Everything in :class:`Assumptions`
is assumed for teaching: no study measured it, and the widget says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import erf, sqrt
from typing import Literal, TypeAlias

from cxlearn.language import CourseError, say

Stage: TypeAlias = Literal["before", "during", "after"]
STAGES: tuple[Stage, ...] = ("before", "during", "after")
SCALE = 10.0
"""Qualities and the promise go from 0 to this."""
PROMISE_STEP = 0.5
"""The step in which a promise is set, and in which the best one is looked for."""


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One contact with the company. ``quality`` goes from 0 to 10; ``weight`` says how much it counts in the CX."""

    id: str
    stage: Stage
    product: bool
    quality: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the model assumes for teaching, in points of the 0–10 scale."""

    everyone_comes_at: float = 10.0  # the promise that brings every potential customer; half of it brings half
    tolerance: float = 1.0  # how far below the promise the experience of a typical customer may stay
    spread: float = 1.5  # how much that tolerance varies from one customer to another: a standard deviation


@dataclass(frozen=True, slots=True)
class Journey:
    """A customer's touchpoints, and what the company promised.

    Raises:
        CourseError: when a quality or the promise is not between 0 and 10, or when no touchpoint is a product one.
    """

    touchpoints: tuple[Touchpoint, ...]
    promise: float
    assumptions: Assumptions = Assumptions()

    def __post_init__(self) -> None:
        for value in self.settings.values():
            if not 0 <= value <= SCALE:
                raise CourseError(say("explore.off_scale", given=value))
        if not any(point.product for point in self.touchpoints):
            raise CourseError(say("explore.no_product"))

    @property
    def settings(self) -> dict[str, float]:
        """What a learner can set: every quality by touchpoint id, and ``promise``."""
        return {point.id: point.quality for point in self.touchpoints} | {"promise": self.promise}

    def set(self, settings: Mapping[str, float]) -> Journey:
        """The same journey with other settings; what is not named stays."""
        points = tuple(replace(point, quality=settings.get(point.id, point.quality)) for point in self.touchpoints)
        return replace(self, touchpoints=points, promise=settings.get("promise", self.promise))

    @property
    def ux(self) -> float:
        """User experience, 0–10: the mean quality of the product touchpoints."""
        product = [point.quality for point in self.touchpoints if point.product]
        return sum(product) / len(product)

    @property
    def cx(self) -> float:
        """Customer experience, 0–10: the mean quality of all touchpoints, each with its weight."""
        total = sum(point.weight for point in self.touchpoints)
        return sum(point.quality * point.weight for point in self.touchpoints) / total

    @property
    def gap(self) -> float:
        """What is lived minus what was promised, in points: negative when the promise is not kept."""
        return self.cx - self.promise

    @property
    def come(self) -> float:
        """The share of potential customers whom the promise brings, 0–1."""
        return min(1.0, self.promise / self.assumptions.everyone_comes_at)

    @property
    def satisfied(self) -> float:
        """The share of those who come who leave satisfied, 0–1: those who tolerate the gap."""
        return _normal_share((self.gap + self.assumptions.tolerance) / self.assumptions.spread)

    @property
    def happy(self) -> float:
        """Satisfied customers per 100 potential ones."""
        return 100 * self.come * self.satisfied

    def best_promise(self) -> float:
        """The promise that makes most customers satisfied, these qualities being what they are."""
        steps = range(int(SCALE / PROMISE_STEP) + 1)
        return max((step * PROMISE_STEP for step in steps), key=lambda promise: replace(self, promise=promise).happy)


def _normal_share(z: float) -> float:
    """The share of a standard normal distribution that lies below ``z``."""
    return (1 + erf(z / sqrt(2))) / 2


START = Journey(
    touchpoints=(
        Touchpoint("ad", "before", product=False, quality=7),
        Touchpoint("site", "before", product=True, quality=9),
        Touchpoint("app", "during", product=True, quality=10),
        Touchpoint("pay", "during", product=True, quality=9),
        Touchpoint("shop", "during", product=False, quality=2),
        Touchpoint("lamp", "after", product=True, quality=8),
        Touchpoint("phone", "after", product=False, quality=1),
        Touchpoint("returns", "after", product=False, quality=2),
    ),
    promise=8,
)
"""Nadia's lamp at Loriette: UX 9.0, CX 6.0, gap −2.0."""


def same_product(journey: Journey) -> bool:
    """No product touchpoint was touched."""
    return all(not point.product or point in START.touchpoints for point in journey.touchpoints)


def same_qualities(journey: Journey) -> bool:
    """No touchpoint was touched; the promise may have been."""
    return journey.touchpoints == START.touchpoints


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to bring about: ``fair`` while what must stay as it was does, ``reached`` when the goal is."""

    id: str
    fair: Callable[[Journey], bool]
    reached: Callable[[Journey], bool]

    def met(self, journey: Journey) -> bool:
        """The goal is reached, fairly."""
        return self.fair(journey) and self.reached(journey)


HIGH_CX, LOW_CX = 7, 5.5
"""What the first challenge must reach, and the last one fall below."""
CHALLENGES = (
    Challenge("service", same_product, lambda journey: journey.cx >= HIGH_CX),
    Challenge("promise", same_qualities, lambda journey: journey.promise == journey.best_promise()),
    # With UX at 10 half of this journey is perfect, so its CX cannot fall below 5.
    Challenge("paradox", lambda _journey: True, lambda journey: journey.ux == SCALE and journey.cx < LOW_CX),
)
