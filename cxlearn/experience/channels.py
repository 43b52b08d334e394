"""Customers who go from one channel to the next, and what each channel knows of the others.

A journey has seven steps, each on one channel. Where a customer changes channel, some things ought to have come along:
who they are, their basket, what they bought, the price and the stock they saw, what they said. *Multichannel* shares
nothing, *cross-channel* shares chosen things between chosen channels, *omnichannel* shares everything (the three
categories follow Beck & Rygl, 2015). What was not shared, or was shared wrong, costs the customer effort and the
company money. Every number in :class:`Assumptions` is assumed for teaching: no study measured it, as the widget says.

The same people meet every integration: their choices and their luck are drawn once, from a seed, so that a difference
between two runs comes from the links alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cxlearn.kpi.result import Result
from cxlearn.kpi.survey import ces, csat, nps
from cxlearn.kpi.traffic import cart_abandonment_rate
from cxlearn.language import CourseError, say

CHANNELS = ("shop", "site", "app", "phone", "email", "chat", "social")
STEPS = ("search", "compare", "buy", "collect", "use", "help", "again")
SUBJECTS = ("identity", "basket", "history", "stock", "price", "conversation")
TROUBLES = ("repeat", "contradiction", "handover", "lost")
"""Saying the same thing again; two prices or stocks; an order unknown where it is collected; an empty basket."""
PAIRS = tuple(combinations(CHANNELS, 2))
"""The 21 pairs of channels, each once."""

Link: TypeAlias = tuple[str, str, str]
"""A subject, and the two channels that share it, in the order of :data:`CHANNELS`."""
Degree: TypeAlias = Literal["multi", "cross", "omni"]
Array: TypeAlias = npt.NDArray[np.float32]
Flags: TypeAlias = npt.NDArray[np.bool_]

# Which channel people take at each step, in percent: a row a step, a column a channel. Assumed for teaching.
_TASTES = np.array(
    [
        [15, 40, 15, 2, 8, 2, 18],
        [25, 40, 15, 5, 2, 8, 5],
        [40, 35, 22, 3, 0, 0, 0],
        [50, 18, 24, 4, 4, 0, 0],
        [10, 30, 25, 5, 10, 5, 15],
        [15, 10, 10, 35, 12, 15, 3],
        [42, 34, 24, 0, 0, 0, 0],
    ],
    dtype=np.float64,
)


# Points of ease, on the scale from 1 to 7, that each trouble takes away. Assumed for teaching.
_EFFORT = {"repeat": 0.7, "contradiction": 0.4, "handover": 0.9, "lost": 0.6}


class Need(NamedTuple):
    """What a change of channel must bring along at one step, and the trouble when it does not."""

    step: str
    subject: str
    trouble: str


NEEDS = (
    Need("compare", "price", "contradiction"),
    Need("buy", "basket", "lost"),
    Need("buy", "price", "contradiction"),
    Need("buy", "stock", "contradiction"),
    Need("collect", "identity", "handover"),
    Need("collect", "stock", "handover"),
    Need("use", "history", "repeat"),
    Need("help", "identity", "repeat"),
    Need("help", "history", "repeat"),
    Need("help", "conversation", "repeat"),
    Need("again", "identity", "repeat"),
    Need("again", "price", "contradiction"),
)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the model assumes for teaching. Chances are 0–1, harm is in points of an experience from 0 to 10."""

    stay: float = 0.35  # chance that a customer stays on the channel of the step before, where it serves
    identity_matters: float = 0.7  # chance that a channel which lacks this makes trouble
    basket_matters: float = 0.6
    history_matters: float = 0.7
    stock_matters: float = 0.3
    price_matters: float = 0.35
    conversation_matters: float = 0.8
    experience: float = 8.6  # of a typical journey without trouble
    spread: float = 1.3  # how much people differ in it: a standard deviation
    repeat_harm: float = 0.5
    contradiction_harm: float = 0.8
    handover_harm: float = 1.4
    lost_harm: float = 1.1
    trust: float = 1.8  # how much worse a wrong answer is than no answer
    gives_up: float = 0.5  # chance that a lost basket is not filled again
    returns: float = 0.45  # chance to buy again after an experience of 7
    returns_slope: float = 0.08  # what one point of experience adds to it
    basket_value: float = 62.0  # € a purchase
    contact_cost: float = 1.2  # € a step, on average
    repeat_cost: float = 2.5  # € for each thing said again, contradiction or order looked for
    identity_price: float = 3.0  # thousands of € a year, for each pair of channels that shares it
    basket_price: float = 2.0
    history_price: float = 3.0
    stock_price: float = 4.0
    price_price: float = 2.0
    conversation_price: float = 3.0

    def of(self, name: str, part: str) -> float:
        """A named group's number: ``of("stock", "price")``."""
        value: float = getattr(self, f"{name}_{part}")
        return value


@dataclass(frozen=True, slots=True)
class Integration:
    """What the channels share, and how often what they share is right (0–1).

    Raises:
        CourseError: for a link between channels or about a subject that do not exist, or an accuracy beyond 0–1.
    """

    links: frozenset[Link] = frozenset()
    accuracy: float = 1.0

    def __post_init__(self) -> None:
        for subject, one, other in self.links:
            if subject not in SUBJECTS or (one, other) not in PAIRS:
                raise CourseError(say("explore_channels.no_link", given=f"{subject}: {one}, {other}"))
        if not 0 <= self.accuracy <= 1:
            raise CourseError(say("explore_channels.no_share", given=self.accuracy))

    @property
    def degree(self) -> Degree:
        """Nothing shared is multichannel, everything omnichannel, anything between cross-channel."""
        if not self.links:
            return "multi"
        return "omni" if len(self.links) == len(SUBJECTS) * len(PAIRS) else "cross"

    def price(self, assumptions: Assumptions | None = None) -> float:
        """What the links cost, in thousands of € a year."""
        assumed = assumptions or Assumptions()
        return sum(assumed.of(subject, "price") for subject, _, _ in self.links)

    def matrix(self, subject: str) -> Flags:
        """Which channel knows this of which: 7 × 7, a channel always of itself."""
        known = np.eye(len(CHANNELS), dtype=bool)
        for what, one, other in self.links:
            if what == subject:
                a, b = CHANNELS.index(one), CHANNELS.index(other)
                known[a, b] = known[b, a] = True
        return known


def sharing(subjects: Iterable[str] = SUBJECTS, pairs: Iterable[tuple[str, str]] = PAIRS) -> frozenset[Link]:
    """The links that let these pairs of channels share these subjects; by default, everything."""
    chosen = list(pairs)
    return frozenset((subject, one, other) for subject in subjects for one, other in chosen)


MULTI = Integration()
CLICK_AND_COLLECT = Integration(
    sharing(("identity", "basket", "stock", "price"), [("shop", "site"), ("shop", "app"), ("site", "app")])
)
"""Order on a screen, collect in a shop: three channels share four things."""
OMNI = Integration(sharing())


class Population:
    """People with their choices of channel and their luck, drawn once.

    Args:
        customers: how many.
        seed: the same seed gives the same people, on every machine.
        assumptions: what the draw and the lives assume.

    Attributes:
        channels: the channel of each step, as its place in :data:`CHANNELS`: 7 × customers.
        mood: how each person feels and answers, whatever happens: standard normal, 3 × customers.
        luck_to_return: whether they would buy again, by chance: 0–1, each customer.
    """

    def __init__(self, customers: int = 2000, seed: int = 1, assumptions: Assumptions | None = None) -> None:
        self.assumptions = assumptions or Assumptions()
        self.size = customers
        rng = np.random.default_rng(seed)
        self.channels = _choices(rng, customers, self.assumptions.stay)
        # Where each step comes from and goes to, as one number: a place in a 7 × 7 table.
        self._moves = self.channels[:-1] * len(CHANNELS) + self.channels[1:]
        self._luck = rng.random((len(NEEDS), customers), dtype=np.float32)
        self._resolve = rng.random(customers, dtype=np.float32)
        self.luck_to_return = rng.random(customers, dtype=np.float32)
        self.mood = rng.standard_normal((3, customers), dtype=np.float32)

    def live(self, integration: Integration) -> Lives:
        """What these people go through when the channels share this."""
        harm = np.zeros(self.size, dtype=np.float32)
        troubled = np.zeros((len(NEEDS), self.size), dtype=bool)
        stays = np.ones(self.size, dtype=bool)
        for number, need in enumerate(NEEDS):
            unknown, wrong = self._meet(number, need, integration)
            if STEPS.index(need.step) > STEPS.index("buy"):
                unknown, wrong = unknown & stays, wrong & stays
            np.logical_or(unknown, wrong, out=troubled[number])
            worst = self.assumptions.of(need.trouble, "harm")
            # A channel that answers wrong is trusted, and disappoints more than one that does not know.
            harm += np.float32(worst) * unknown + np.float32(worst * self.assumptions.trust) * wrong
            if need.trouble == "lost":
                stays &= ~(troubled[number] & (self._resolve < self.assumptions.gives_up))
        return Lives(self, troubled, harm, ~stays)

    def _meet(self, number: int, need: Need, integration: Integration) -> tuple[Flags, Flags]:
        """Who meets a channel that should know and does not, and who one that knows something wrong."""
        move, luck = self._moves[STEPS.index(need.step) - 1], self._luck[number]
        known = integration.matrix(need.subject)
        changes = ~np.eye(len(CHANNELS), dtype=bool)
        lacking, sharing_ = (changes & ~known).ravel()[move], (changes & known).ravel()[move]
        return (
            lacking & (luck < np.float32(self.assumptions.of(need.subject, "matters"))),
            sharing_ & (luck < np.float32(1 - integration.accuracy)),
        )


@dataclass(frozen=True)
class Lives:
    """What happened to each person of a population.

    Attributes:
        people: the population.
        troubled: for each of :data:`NEEDS`, whether it made trouble for each person: 12 × customers.
        harm: points of experience lost, each person.
        left: who gave up before buying.
    """

    people: Population
    troubled: Flags
    harm: Array
    left: Flags

    @cached_property
    def experience(self) -> Array:
        """What each person lived through, as a rule between 0 and 10."""
        assumed = self.people.assumptions
        lived: Array = np.float32(assumed.experience) + np.float32(assumed.spread) * self.people.mood[0] - self.harm
        return lived

    @cached_property
    def returned(self) -> Flags:
        """Who bought a second time."""
        assumed = self.people.assumptions
        chance = np.float32(assumed.returns) + np.float32(assumed.returns_slope) * (self.experience - 7)
        back: Flags = ~self.left & (self.people.luck_to_return < chance)
        return back

    def count(self, trouble: str) -> npt.NDArray[np.int8]:
        """How many such troubles each person met."""
        rows = [number for number, need in enumerate(NEEDS) if need.trouble == trouble]
        met: npt.NDArray[np.int8] = self.troubled[rows].sum(axis=0, dtype=np.int8)
        return met

    def nps(self) -> Result:
        """Would they recommend? One answer from 0 to 10 each."""
        return nps(_answers(self.experience, 0, 10))

    def csat(self) -> Result:
        """Are they satisfied? 1 to 5; 4 and 5 are."""
        return csat(_answers(1 + np.float32(0.42) * self.experience + np.float32(0.4) * self.people.mood[1], 1, 5))

    def ces(self) -> Result:
        """Was it easy? Version 2, from 1 to 7, the mean: higher is easier."""
        ease = np.float32(6.3) + np.float32(0.7) * self.people.mood[2]
        for trouble, effort in _EFFORT.items():
            ease -= np.float32(effort) * self.count(trouble)
        return ces(_answers(ease, 1, 7), version=2, aggregate="mean")

    def abandonment(self) -> Result:
        """Baskets that were filled and never paid, in percent."""
        return cart_abandonment_rate(orders=int((~self.left).sum()), carts=self.people.size)

    def per_customer(self, trouble: str) -> float:
        """How often a customer meets this trouble, on average."""
        return float(self.count(trouble).mean())

    @property
    def revenue(self) -> float:
        """€ a customer, the second purchase included."""
        bought = (~self.left).mean() + self.returned.mean()
        return float(bought * self.people.assumptions.basket_value)

    @property
    def cost(self) -> float:
        """€ a customer: each step taken, and each trouble put right."""
        assumed = self.people.assumptions
        steps = np.where(self.left, STEPS.index("buy") + 1, len(STEPS)).mean()
        return float(steps * assumed.contact_cost + self.troubled.mean() * len(NEEDS) * assumed.repeat_cost)

    def journey(self, person: int) -> list[tuple[str, str, tuple[str, ...]]]:
        """One person's steps: the step, its channel, and the troubles met there."""
        steps = STEPS[: STEPS.index("buy") + 1] if self.left[person] else STEPS
        met = [need for need, hit in zip(NEEDS, self.troubled[:, person], strict=True) if hit]
        return [
            (
                step,
                CHANNELS[self.people.channels[number, person]],
                tuple(need.subject for need in met if need.step == step),
            )
            for number, step in enumerate(steps)
        ]


def worth(people: Population, pairs: Iterable[tuple[str, str]] = PAIRS) -> dict[tuple[str, str], float]:
    """What connecting each pair alone, for everything, adds to the NPS: points, by pair."""
    nothing = people.live(MULTI).nps().value
    return {pair: people.live(Integration(sharing(pairs=[pair]))).nps().value - nothing for pair in pairs}


def _choices(rng: np.random.Generator, customers: int, stay: float) -> npt.NDArray[np.uint8]:
    """A channel for each step of each customer: the last one again, where they stay and it serves, or a new choice."""
    chosen = np.empty((len(STEPS), customers), dtype=np.uint8)
    shares = _TASTES / _TASTES.sum(axis=1, keepdims=True)
    for step, taste in enumerate(shares):
        draw = rng.random(customers, dtype=np.float32)
        chosen[step] = 0
        for level in taste.cumsum()[:-1]:
            chosen[step] += draw >= np.float32(level)  # as many channels lie before theirs
        if step:
            stays = (rng.random(customers, dtype=np.float32) < np.float32(stay)) & (taste > 0)[chosen[step - 1]]
            np.copyto(chosen[step], chosen[step - 1], where=stays)
    return chosen


def _answers(felt: Array, lowest: int, highest: int) -> npt.NDArray[np.int8]:
    """What people feel as whole answers on a scale."""
    return np.clip(np.rint(felt), lowest, highest).astype(np.int8)
