"""What a customer is worth: the margin of the years to come, in today’s money, beside what the past years brought.

The value is the rule of thumb of Gupta & Lehmann (2003), :func:`cxlearn.kpi.customers.lifetime_value`: margin and
retention stay the same for ever. Nothing else is assumed but that the past years brought this same margin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias

from cxlearn.kpi.customers import lifetime_value
from cxlearn.language import CourseError, say

FirstMargin: TypeAlias = Literal["now", "after_one_period"]
MOMENTS: tuple[FirstMargin, ...] = ("now", "after_one_period")
RANGES = {"revenue": (50, 500), "share": (10, 100), "retention": (0, 95), "discount": (0, 20), "past": (0, 10)}
"""What can be set: euros a year, three percentages, years."""
HORIZON = 10
"""How many years the curve shows; the value itself has no end."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the formula sees one.

    Attributes:
        revenue: of one year, in euros.
        share: what is left of the revenue as margin, in percent.
        retention: from one year to the next, in percent.
        discount: of one year, in percent.
        first_margin: whether the first margin comes now or in a year.
        past: the years that the customer has been one.

    Raises:
        CourseError: for a number that is out of its range, or no such moment.
    """

    revenue: int = 250
    share: int = 40
    retention: int = 80
    discount: int = 10
    first_margin: FirstMargin = "after_one_period"
    past: int = 3

    def __post_init__(self) -> None:
        inside = all(low <= getattr(self, name) <= up for name, (low, up) in RANGES.items())
        if not inside or self.first_margin not in MOMENTS:
            raise CourseError(say("explore_clv.out_of_range"))

    @property
    def settings(self) -> dict[str, int | str]:
        """What a learner can set, by name."""
        return asdict(self)

    def set(self, settings: Mapping[str, int | str]) -> Customer:
        """The same customer with other settings; what is not named stays."""
        return replace(self, **settings)  # type: ignore[arg-type]

    @property
    def margin(self) -> float:
        """Of one year, in euros."""
        return self.revenue * self.share / 100

    @property
    def residual(self) -> float:
        """What the customer should still bring, in euros of today: the CLV."""
        return self._worth(self.margin, self.retention)

    @property
    def historic(self) -> float:
        """What the past years brought, in euros: a fact, neither lost nor discounted."""
        return self.margin * self.past

    @property
    def on_revenue(self) -> float:
        """The usual mistake: the same formula on revenue, as if goods cost nothing."""
        return self._worth(self.revenue, self.retention)

    @property
    def point(self) -> float:
        """What one more point of retention adds to the residual value, in euros."""
        return self._worth(self.margin, self.retention + 1) - self.residual

    def _worth(self, margin: float, retention: int) -> float:
        r, i = retention / 100, self.discount / 100
        return lifetime_value(margin=margin, retention=r, discount=i, first_margin=self.first_margin).value

    def years(self) -> list[tuple[int, float]]:
        """The coming years, each with the margin expected of it: times the chance to be there, discounted."""
        first = 0 if self.first_margin == "now" else 1
        kept, later = self.retention / 100, 1 + self.discount / 100
        return [(year, self.margin * (kept / later) ** year) for year in range(first, first + HORIZON)]


START = Customer()
"""€100 of margin, 80 % retention, 10 % discount: €266.67, the example of the lesson."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to bring about: ``fair`` while what must stay does, ``reached`` when the goal is."""

    id: str
    fair: Callable[[Customer], bool]
    reached: Callable[[Customer], bool]

    def met(self, customer: Customer) -> bool:
        """The goal is reached, fairly."""
        return self.fair(customer) and self.reached(customer)


def only_retention(customer: Customer) -> bool:
    """Retention may have moved, and nothing else that the value is made from."""
    return replace(customer, retention=START.retention, past=START.past) == START


GROWTH = 1.5
PAST_VALUE, LITTLE_LEFT = 500, 50
CHALLENGES = (
    Challenge("half_more", only_retention, lambda c: c.residual >= GROWTH * START.residual - 1e-9),
    Challenge("point", only_retention, lambda c: c.point >= 2 * START.point),
    Challenge("past", lambda _c: True, lambda c: c.historic >= PAST_VALUE and c.residual <= LITTLE_LEFT),
)
