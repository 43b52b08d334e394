"""``cx.explore("clv")``: the margin of a customer by year, behind and ahead, and what a point of retention adds."""

from __future__ import annotations

from typing import ClassVar

from cxlearn.experience.lifetime import CHALLENGES, HORIZON, MOMENTS, RANGES, START, Challenge, Customer, only_retention
from cxlearn.widgets.explorer import Choice, Control, Explorer, Goal, Range, Result
from cxlearn.widgets.picture import Picture

_HALF_BAR = 0.4
_STEPS = {"revenue": 10}
_CEILINGS = (25, 50, 100, 200, 500)
"""Heights of the picture, in euros: it changes scale when the margin outgrows one."""


class LifetimeModel(Explorer):
    """What the past years brought and what the coming ones should bring, in euros of today."""

    room = "explore_clv"
    START: ClassVar = START.settings
    model: Customer

    def follow(self) -> None:
        """Take the settings as whole numbers."""
        self.model = START.set({name: v if isinstance(v, str) else round(v) for name, v in self.settings.items()})

    def controls(self) -> list[Control]:
        """Five ranges, and when the first margin comes."""
        ranges = [
            Range(name, self.word(name), *ends, step=_STEPS.get(name, 1), unit=self.word(f"unit_{name}"))
            for name, ends in RANGES.items()
        ]
        moments = tuple((moment, self.word(moment)) for moment in MOMENTS)
        return [*ranges[:4], Choice("first_margin", self.word("first_margin"), moments), ranges[4]]

    def pictures(self) -> list[Picture]:
        """Margins by year, then the value by retention."""
        return [self._years(), self._by_retention()]

    def _years(self) -> Picture:
        customer = self.model
        ceiling = next(top for top in _CEILINGS if customer.margin <= top)
        label = self.word("picture_years", past=customer.past, margin=self._euros(customer.margin), **self._values())
        ends = (-HORIZON - 0.6, HORIZON + 0.6)
        picture = Picture(label, x=ends, y=(0, ceiling), height=210, left=56, top=32, bottom=40)
        picture.y_axis({value: self._euros(value) for value in (0, ceiling)})
        for year in range(-customer.past, 0):
            picture.bar((year - _HALF_BAR, year + _HALF_BAR), (0, customer.margin), "middle")
        for year, margin in customer.years():
            picture.bar((year - _HALF_BAR, year + _HALF_BAR), (0, customer.margin), "line", hollow=True)
            picture.bar((year - _HALF_BAR, year + _HALF_BAR), (0, margin), "high")
        picture.x_axis({-10: "−10", -5: "−5", 0: self.word("today"), 5: "5", 10: "10"})
        picture.text(0, 0, self.word("axis_years"), "quiet", up=-34)
        picture.text(-5.3, ceiling, self.word("side_past"), "middle", up=12, strong=True)
        picture.text(5.3, ceiling, self.word("side_future"), "high", up=12, strong=True)
        return picture

    def _by_retention(self) -> Picture:
        customer = self.model
        rates = [*range(0, 70, 10), *range(70, 85, 5), *range(85, 96)]  # denser where the curve bends
        curve = [(r, customer.set({"retention": r}).residual) for r in rates]
        top = curve[-1][1]
        label = self.word("picture_retention", retention=customer.retention, **self._values())
        picture = Picture(label, x=(0, 95), y=(0, top), height=190, left=64, right=24, top=24, bottom=40)
        picture.y_axis({0: self._euros(0), top: self._euros(top)})
        picture.x_axis({value: str(value) for value in (0, 25, 50, 75, 95)})
        picture.text(47.5, 0, self.word("axis_retention"), "quiet", up=-34)
        picture.line(curve, "high", wide=2.5)
        picture.dot(customer.retention, customer.residual, "accent", size=6)
        left = customer.retention > 60  # noqa: PLR2004 -- on the side where there is room
        place = {"along": -10} if left else {"along": 4}
        words = self._euros(customer.residual)
        anchor = "end" if left else "start"
        picture.text(customer.retention, customer.residual, words, "accent", anchor=anchor, up=10, strong=True, **place)  # type: ignore[arg-type]
        return picture

    def _euros(self, value: float, decimals: int = 0) -> str:
        return self.word("euros", value=self.number(value, decimals))

    def _values(self) -> dict[str, str]:
        """The amounts that sentences name, as the language writes them."""
        customer = self.model
        names = ("residual", "historic", "point", "on_revenue")
        return {name: self._euros(getattr(customer, name), 2) for name in names}

    def results(self) -> list[Result]:
        """What is to come, what was, what a point adds, and the usual mistake."""
        said = self._values()
        margin = self.word("margin_note", margin=self._euros(self.model.margin, 2))
        return [
            Result(self.word("residual"), said["residual"], margin, "high"),
            Result(self.word("historic"), said["historic"], self.word("historic_note")),
            Result(self.word("point"), said["point"], "", "accent"),
            Result(self.word("on_revenue"), said["on_revenue"], self.word("on_revenue_note"), "low"),
        ]

    def meaning(self) -> str:
        """What is still at stake, and what the past has to do with it."""
        said = self._values()
        past = self.model.historic > self.model.residual
        return self.word("meaning", **said) + (" " + self.word("meaning_past", **said) if past else "")

    def challenges(self) -> list[Goal]:
        """Half as much again, a point worth double, and a customer of yesterday."""
        return [self._challenge(challenge) for challenge in CHALLENGES]

    def _challenge(self, challenge: Challenge) -> Goal:
        fair = challenge.fair(self.model)
        note = "" if fair or challenge.fair is not only_retention else self.word("unfair")
        goal, found = (self.word(f"{kind}_{challenge.id}") for kind in ("goal", "found"))
        return Goal(challenge.id, goal, challenge.met(self.model), found, note)

    def table(self) -> list[list[str]]:
        """The coming years, and what each adds."""
        rows = [[str(year), self._euros(margin, 2)] for year, margin in self.model.years()]
        return [[self.word("table_year"), self.word("table_margin")], *rows]

    def assumptions(self) -> list[tuple[str, str]]:
        """What the rule of thumb takes for granted."""
        return [
            (self.word("assume_margin"), self._euros(self.model.margin, 2)),
            (self.word("assume_retention"), self.word("unit_retention", value=self.model.retention)),
            (self.word("assume_endless"), "∞"),
            (self.word("assume_past"), self._euros(self.model.margin, 2)),
        ]
