"""One month of a loyalty card: who stays, who leaves, who joins, and what a rate says of it, over a month and a year.

The rates are those of :mod:`cxlearn.kpi.customers`. Only the horizon assumes something: every later month loses the
same share of those who are left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias

from cxlearn.kpi.customers import churn_rate, compound_churn, retention_rate
from cxlearn.kpi.refusal import KpiError
from cxlearn.language import CourseError, say

Base: TypeAlias = Literal["start", "average", "end"]
BASES: tuple[Base, ...] = ("start", "average", "end")
START_CUSTOMERS = 1000
LOST_RANGE, NEW_RANGE, BACK_RANGE = (0, 400), (0, 600), (0, 200)
STEP = 5
MONTHS_RANGE = (1, 24)


@dataclass(frozen=True, slots=True)
class Month:
    """What happened to the 1,000 card holders of the first day, and who else is there on the last.

    Attributes:
        lost: those of the first day who have left by the last.
        new: those of the last day who never had the card before.
        back: those of the last day who had left before the first, and took the card again.
        base: what the losses are divided by.
        months: the horizon, over which each month loses the same share.

    Raises:
        CourseError: for a number that is out of its range, or no such base.
    """

    lost: int = 50
    new: int = 80
    back: int = 0
    base: Base = "start"
    months: int = 12

    def __post_init__(self) -> None:
        ranges = {"lost": LOST_RANGE, "new": NEW_RANGE, "back": BACK_RANGE, "months": MONTHS_RANGE}
        if self.base not in BASES or any(not low <= getattr(self, key) <= up for key, (low, up) in ranges.items()):
            raise CourseError(say("explore_retention.out_of_range"))

    @property
    def settings(self) -> dict[str, int | str]:
        """What a learner can set, by name."""
        return asdict(self)

    def set(self, settings: Mapping[str, int | str]) -> Month:
        """The same month with other settings; what is not named stays."""
        return replace(self, **settings)  # type: ignore[arg-type]

    @property
    def end(self) -> int:
        """Customers on the last day."""
        return START_CUSTOMERS - self.lost + self.new + self.back

    @property
    def retention(self) -> float:
        """The share of the first day’s customers who are still there, in percent: counted by name."""
        return retention_rate(start=START_CUSTOMERS, end=START_CUSTOMERS - self.lost, new=0).value

    @property
    def retention_by_count(self) -> float | None:
        """(end − new) / start, in percent, which takes who came back for who stayed; None where it is refused."""
        try:
            return retention_rate(start=START_CUSTOMERS, end=self.end, new=self.new).value
        except KpiError:
            return None

    @property
    def churn(self) -> float:
        """The share of the first day’s customers who left, in percent."""
        return churn_rate(lost=self.lost, start=START_CUSTOMERS).value

    @property
    def divisor(self) -> float:
        """What the losses are divided by."""
        return {"start": START_CUSTOMERS, "average": (START_CUSTOMERS + self.end) / 2, "end": self.end}[self.base]

    @property
    def shown_churn(self) -> float:
        """The losses over the base that was chosen, in percent; it is a churn rate on the base ``"start"`` only."""
        return 100 * self.lost / self.divisor

    @property
    def compounded(self) -> float:
        """What the horizon loses, in percent, when every month loses its share of those who are left."""
        return compound_churn(self.churn / 100, periods=self.months).value

    @property
    def multiplied(self) -> float:
        """The usual mistake: the monthly rate times the number of months, in percent; it can pass 100."""
        return self.churn * self.months

    def curve(self) -> list[float]:
        """How many of 100 customers are left after 0, 1, 2, … months."""
        kept = 1 - self.churn / 100
        return [100 * kept**month for month in range(self.months + 1)]

    def line(self) -> list[float]:
        """The same as the multiplied rate has it; it stops at 0."""
        churn = self.churn
        return [max(0.0, 100 - churn * month) for month in range(self.months + 1)]


START = Month()
"""5 % lost, 8 % new: the card grows."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to bring about: ``fair`` while what must stay does, ``reached`` when the goal is."""

    id: str
    fair: Callable[[Month], bool]
    reached: Callable[[Month], bool]

    def met(self, month: Month) -> bool:
        """The goal is reached, fairly."""
        return self.fair(month) and self.reached(month)


TRUE_CHURN, SHOWN_CHURN = 10.0, 8.0
"""The flattering base: at least the one is lost, at most the other is shown."""
KEPT, YEAR = 50.0, 12


def keeps_half(month: Month) -> bool:
    """Half of the customers are left after a year, and would not be with one more step of losses."""
    worse = replace(month, lost=min(month.lost + STEP, LOST_RANGE[1]))
    return 100 - month.compounded >= KEPT > 100 - worse.compounded


CHALLENGES = (
    Challenge("flatter", lambda m: m.churn >= TRUE_CHURN, lambda m: m.shown_churn <= SHOWN_CHURN),
    # The count says that nobody left.
    Challenge("ghosts", lambda m: m.lost > 0, lambda m: m.retention_by_count == 100),  # noqa: PLR2004 -- all of them
    Challenge("half", lambda m: m.months == YEAR, keeps_half),
)
