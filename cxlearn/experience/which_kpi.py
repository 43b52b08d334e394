"""Which indicator at which moment: one choice for each of seven moments, a budget of work, a quota of questions.

The indicators are those of the catalogue (:mod:`cxlearn.kpi.catalogue`). What an indicator costs, how many people
answer and how fast questions tire them are assumed for teaching: no study measured them, and the widget says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from cxlearn.kpi.catalogue import kpis
from cxlearn.kpi.survey import csat
from cxlearn.language import CourseError, say

Fit: TypeAlias = Literal["sees", "elsewhere", "late"]
"""It sees this moment; it speaks of another; it comes too late to act on this one."""
NOTHING = "nothing"
ASKED = frozenset({"nps", "csat", "ces"})
"""The indicators that cost the customer a question; the others are read in what people do."""
COSTS: Mapping[str, int] = MappingProxyType({
    "share_of_voice": 3, "bounce_rate": 1, "ropo_share": 3, "conversion_rate": 1, "cart_abandonment_rate": 1,
    "average_basket": 1, "first_contact_resolution": 2, "time_to_resolution": 1, "self_care_rate": 2,
    "repurchase_rate": 1, "churn_rate": 2, "lifetime_value": 4, "referral_rate": 1, "nps": 2, "csat": 2, "ces": 2,
})  # fmt: skip
"""Days of work a month, assumed for teaching."""
MOMENTS: Mapping[str, Mapping[str, Fit]] = MappingProxyType({
    "discover": {"share_of_voice": "sees", "nps": "elsewhere", "lifetime_value": "late"},
    "consider": {"bounce_rate": "sees", "ropo_share": "sees", "csat": "elsewhere"},
    "buy": {"conversion_rate": "sees", "cart_abandonment_rate": "sees", "nps": "elsewhere"},
    "receive": {"csat": "sees", "average_basket": "elsewhere", "churn_rate": "late"},
    "help": {"first_contact_resolution": "sees", "time_to_resolution": "sees", "ces": "sees", "nps": "elsewhere"},
    "stay": {"repurchase_rate": "sees", "lifetime_value": "sees", "bounce_rate": "elsewhere"},
    "recommend": {"nps": "sees", "referral_rate": "sees", "self_care_rate": "elsewhere"},
})  # fmt: skip
"""What a learner may choose at each moment, and whether it sees that moment."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the model assumes for teaching."""

    customers: int = 2_000  # who go through the journey in a month
    first_response: float = 0.30  # the share who answer when they are asked once in their journey
    kept_per_question: float = 0.70  # what each further question leaves of that share
    days: int = 11  # of work a month that may be spent on measuring

    def table(self) -> dict[str, float]:
        """Each assumption by its name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Plan:
    """One choice for each moment, and how many of ten customers are asked.

    Raises:
        CourseError: for a choice that its moment does not offer, or a number of people that is not 1 to 10.
    """

    choices: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(MOMENTS, NOTHING))
    asked_in_ten: int = 10
    assumptions: Assumptions = Assumptions()

    def __post_init__(self) -> None:
        for moment, choice in self.choices.items():
            if choice != NOTHING and choice not in MOMENTS.get(moment, {}):
                raise CourseError(say("explore_which_kpi.unknown_choice", moment=moment, given=choice))
        if not 1 <= self.asked_in_ten <= 10:  # noqa: PLR2004 -- of ten people
            raise CourseError(say("explore_which_kpi.asked_off_scale", given=self.asked_in_ten))

    def choose(self, **choices: str) -> Plan:
        """The same plan with other choices; what is not named stays."""
        return replace(self, choices={**self.choices, **choices})

    @property
    def chosen(self) -> list[str]:
        """The indicators in use, in the order of the moments."""
        return [choice for choice in self.choices.values() if choice != NOTHING]

    @property
    def days(self) -> int:
        """Days of work a month; an indicator used twice is set up twice."""
        return sum(COSTS[choice] for choice in self.chosen)

    @property
    def affordable(self) -> bool:
        """It stays within the budget."""
        return self.days <= self.assumptions.days

    @property
    def questions(self) -> int:
        """How many questions one customer who is asked gets on the way."""
        return sum(choice in ASKED for choice in self.chosen)

    @property
    def seen(self) -> list[str]:
        """The moments that have an indicator which sees them."""
        return [moment for moment, choice in self.choices.items() if MOMENTS[moment].get(choice) == "sees"]

    @property
    def blind(self) -> list[str]:
        """The moments of which nothing is known."""
        return [moment for moment in MOMENTS if moment not in self.seen]

    @property
    def felt(self) -> list[str]:
        """The moments that are seen through what customers say."""
        return [moment for moment in self.seen if self.choices[moment] in ASKED]

    @property
    def response(self) -> float:
        """The share of those asked who answer, 0–1: each further question tires; 0 without a question."""
        given = self.assumptions
        return given.first_response * given.kept_per_question ** (self.questions - 1) if self.questions else 0.0

    @property
    def answers(self) -> int:
        """Answers a month to each question."""
        return round(self.assumptions.customers * self.asked_in_ten / 10 * self.response)

    @property
    def margin(self) -> float:
        """Half the width of the interval of a satisfaction of one half, in points: how sharp an answer can be."""
        if self.answers == 0:
            return float("nan")
        result = csat.from_counts(satisfied=self.answers // 2, total=self.answers)
        return (result.high - result.low) / 2

    def fit(self, moment: str) -> Fit | None:
        """Whether the choice sees its moment; None where nothing is chosen."""
        return MOMENTS[moment].get(self.choices[moment])


START = Plan().choose(discover="nps", consider="csat", buy="nps", receive="csat", help="nps", recommend="nps")
"""A survey at every corner: six questions to everybody, and five moments of seven unseen."""


def missing() -> set[str]:
    """Indicators of this model that the catalogue does not have; a test keeps it empty."""
    return set(COSTS) - set(kpis())


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to bring about with a plan."""

    id: str
    met: Callable[[Plan], bool]


FEW_QUESTIONS, TWO_MOMENTS, SHARP, FAIR = 1, 2, 5.0, 6.0
"""One question at most; two moments that are felt; and margins in points."""
CHALLENGES = (
    Challenge("quiet", lambda plan: not plan.blind and plan.questions <= FEW_QUESTIONS),
    Challenge("sharp", lambda plan: len(plan.felt) >= TWO_MOMENTS and plan.margin <= SHARP),
    Challenge(
        "felt",
        lambda plan: (
            not plan.blind and plan.affordable and len(plan.felt) >= TWO_MOMENTS
            and plan.asked_in_ten < 10 and plan.margin <= FAIR  # noqa: PLR2004 -- not everybody
        ),
    ),
)  # fmt: skip
