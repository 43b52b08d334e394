"""A purchase funnel by device: visitors, carts, orders; what each rate says, and where one point is worth most.

The rates are the package's own (:mod:`cxlearn.kpi.traffic`). The numbers of the start, and that a point costs the same
everywhere, are assumed for teaching: no study measured them, and the widget says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Literal, TypeAlias

from cxlearn.kpi.counts import Figure
from cxlearn.kpi.traffic import average_basket, cart_abandonment_rate, conversion_rate
from cxlearn.language import CourseError, say

Lever: TypeAlias = Literal["visitors", "carts", "abandoned"]
LEVERS: tuple[Lever, ...] = ("visitors", "carts", "abandoned")
RATES: tuple[Lever, ...] = ("carts", "abandoned")
MOST_VISITORS = 20_000
"""Visitors of a device go from 0 to this, in a month."""


@dataclass(frozen=True, slots=True)
class Device:
    """What happens on one kind of screen in a month.

    Attributes:
        visitors: people who come.
        carts: percent of them who fill a cart.
        abandoned: percent of the carts that are not ordered.
        basket: euros an order brings.

    Raises:
        CourseError: when a number lies outside its scale.
    """

    id: str
    visitors: int
    carts: float
    abandoned: float
    basket: float

    def __post_init__(self) -> None:
        for lever in LEVERS:
            value, most = getattr(self, lever), 100 if lever in RATES else MOST_VISITORS
            if not 0 <= value <= most:
                raise CourseError(say("explore_funnel.off_scale", given=value, most=most))

    @property
    def filled(self) -> int:
        """Carts, in whole ones."""
        return round(self.visitors * self.carts / 100)

    @property
    def orders(self) -> int:
        """Orders, in whole ones."""
        return round(self.visitors * self.carts * (100 - self.abandoned) / 10_000)

    @property
    def revenue(self) -> float:
        """Euros a month."""
        return self.orders * self.basket

    @property
    def conversion(self) -> Figure:
        """Its conversion rate: orders over visitors."""
        return conversion_rate(buyers=self.orders, visitors=self.visitors)

    @property
    def abandonment(self) -> Figure:
        """Its cart abandonment rate, recovered from the counts."""
        return cart_abandonment_rate(orders=self.orders, carts=self.filled)


@dataclass(frozen=True, slots=True)
class Funnel:
    """All devices of one site."""

    devices: tuple[Device, ...]

    @property
    def settings(self) -> dict[str, float]:
        """What a learner can set, by ``device_lever``."""
        return {f"{device.id}_{lever}": getattr(device, lever) for device in self.devices for lever in LEVERS}

    def set(self, settings: Mapping[str, float]) -> Funnel:
        """The same funnel with other settings; what is not named stays."""
        given = self.settings | dict(settings)
        return Funnel(tuple(_moved(device, given) for device in self.devices))

    @property
    def visitors(self) -> int:
        """Visitors of all devices."""
        return sum(device.visitors for device in self.devices)

    @property
    def orders(self) -> int:
        """Orders of all devices."""
        return sum(device.orders for device in self.devices)

    @property
    def revenue(self) -> float:
        """Euros of all devices."""
        return sum(device.revenue for device in self.devices)

    @property
    def conversion(self) -> Figure:
        """The overall rate: all orders over all visitors, never the mean of the rates."""
        return conversion_rate(buyers=self.orders, visitors=self.visitors)

    @property
    def mean_of_rates(self) -> float:
        """The mean of the devices' conversion rates: the tempting figure, which forgets how many come to each."""
        return fmean(device.conversion.value for device in self.devices)

    @property
    def basket(self) -> Figure:
        """Revenue over orders."""
        return average_basket(revenue=self.revenue, orders=self.orders)

    def worth(self, device: str, lever: Lever) -> float:
        """Euros a month that one point brings: more carts, or fewer abandoned; 0 where no point is left."""
        name = f"{device}_{lever}"
        better = self.settings[name] + (1 if lever == "carts" else -1)
        return self.set({name: better}).revenue - self.revenue if 0 <= better <= 100 else 0.0  # noqa: PLR2004 -- percent

    def worths(self) -> dict[tuple[str, Lever], float]:
        """What one point is worth, for each device and rate."""
        return {(device.id, lever): self.worth(device.id, lever) for device in self.devices for lever in RATES}


def _moved(device: Device, settings: Mapping[str, float]) -> Device:
    values = {lever: settings[f"{device.id}_{lever}"] for lever in LEVERS}
    return replace(device, visitors=round(values["visitors"]), carts=values["carts"], abandoned=values["abandoned"])


START = Funnel(
    (
        Device("computer", visitors=3_000, carts=36, abandoned=60, basket=100),
        Device("phone", visitors=12_000, carts=25, abandoned=80, basket=75),
        Device("tablet", visitors=800, carts=20, abandoned=85, basket=95),
    )
)
"""The tablet has the worst rates; a point is worth most on the phone, where most carts are filled."""


def moved(funnel: Funnel) -> dict[str, float]:
    """The settings that are no longer those of the start, and by how much."""
    then = START.settings
    return {name: value - then[name] for name, value in funnel.settings.items() if value != then[name]}


def few_points(funnel: Funnel) -> bool:
    """At most one setting moved: a rate, by five points or less."""
    return len(moves := moved(funnel)) <= 1 and all(
        not name.endswith("_visitors") and abs(by) <= FEW_POINTS for name, by in moves.items()
    )


def no_rate_moved(funnel: Funnel) -> bool:
    """Only visitors moved."""
    return all(name.endswith("_visitors") for name in moved(funnel))


def better_everywhere(funnel: Funnel) -> bool:
    """Every device converts better than at the start."""
    pairs = zip(funnel.devices, START.devices, strict=True)
    return all(now.conversion.value > then.conversion.value for now, then in pairs)


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to bring about: ``fair`` while what must stay as it was does, ``reached`` when the goal is."""

    id: str
    fair: Callable[[Funnel], bool]
    reached: Callable[[Funnel], bool]

    def met(self, funnel: Funnel) -> bool:
        """The goal is reached, fairly."""
        return self.fair(funnel) and self.reached(funnel)


FEW_POINTS, MORE_REVENUE, HIGH_CONVERSION = 5, 10_000, 8
"""What the first challenge allows and asks for, and what the second must reach."""
CHALLENGES = (
    Challenge("point", few_points, lambda funnel: funnel.revenue >= START.revenue + MORE_REVENUE),
    # Fewer visitors of the weakest kind: the rate rises, and nobody buys more.
    Challenge("flattered", no_rate_moved, lambda funnel: funnel.conversion.value >= HIGH_CONVERSION),
    Challenge(
        "mix", lambda _funnel: True, lambda f: better_everywhere(f) and f.conversion.value < START.conversion.value
    ),
)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the model assumes for teaching."""

    cost_of_a_point: float = 1.0  # every point costs the same, on every device and at every step
    change_in_basket: float = 0.0  # who buys after an improvement spends what the others spend
