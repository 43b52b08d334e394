"""``cx.explore("which-kpi")``: an indicator for each moment of the journey, within a budget, without tiring people."""

from __future__ import annotations

from math import isnan
from typing import ClassVar

from cxlearn.experience.which_kpi import ASKED, CHALLENGES, COSTS, MOMENTS, NOTHING, START, Assumptions, Plan
from cxlearn.kpi.catalogue import kpis
from cxlearn.widgets.explorer import Choice, Control, Explorer, Goal, Range, Result, Setting
from cxlearn.widgets.picture import Picture, Tone


class WhichKpi(Explorer):
    """Seven moments, one choice each: what is seen, what stays blind, who is tired of answering."""

    room = "explore_which_kpi"
    START: ClassVar[dict[str, Setting]] = {**{moment: START.choices[moment] for moment in MOMENTS}, "asked": 10.0}

    def follow(self) -> None:
        """The plan as it is set."""
        choices = {moment: str(self.settings[moment]) for moment in MOMENTS}
        self.model = Plan(choices, round(float(self.settings["asked"])))

    def controls(self) -> list[Control]:
        """A choice for each moment, and how many people are asked."""
        asked = Range("asked", self.word("asked"), 1, 10, unit=self.word("asked_unit"))
        return [
            *(Choice(moment, self._moment(at), self._options(moment)) for at, moment in enumerate(MOMENTS, 1)),
            asked,
        ]

    def _options(self, moment: str) -> tuple[tuple[str, str], ...]:
        return ((NOTHING, self.word("nothing")), *((kpi, self._offer(kpi)) for kpi in MOMENTS[moment]))

    def _offer(self, kpi: str) -> str:
        key = "offer_asked" if kpi in ASKED else "offer"
        return self.word(key, kpi=kpis()[kpi].name(self.language), days=COSTS[kpi])

    def _moment(self, at: int) -> str:
        return f"{at}. {self.word(f'moment_{list(MOMENTS)[at - 1]}')}"

    def pictures(self) -> list[Picture]:
        """The journey, and how answers melt with questions."""
        return [self._journey(), self._answers()]

    def _journey(self) -> Picture:
        seen = ", ".join(self.word(f"moment_{moment}") for moment in self.model.seen) or self.word("none")
        blind = ", ".join(self.word(f"moment_{moment}") for moment in self.model.blind) or self.word("none")
        picture = Picture(
            self.word("journey_label", seen=seen, blind=blind), x=(0.5, 7.5), y=(0, 2), height=112, top=32, bottom=24
        )
        picture.line([(1, 1), (len(MOMENTS), 1)], "line", wide=2)
        for at, moment in enumerate(MOMENTS, 1):
            tone = self._tone(moment)
            picture.dot(at, 1, tone, size=11, hollow=moment in self.model.blind)
            picture.text(
                at, 1, self.word(f"state_{self._state(moment)}"), tone, up=18 + 16 * (at % 2)
            )  # seven side by side would touch
            picture.text(at, 0, str(at), "quiet", up=-2)
            picture.text(at, 0, self.word(f"moment_{moment}"), "quiet", up=-18, roomy=True)
        return picture

    def _state(self, moment: str) -> str:
        if moment in self.model.felt:
            return "felt"
        return self.model.fit(moment) or "nothing"

    def _tone(self, moment: str) -> Tone:
        return {"sees": "right", "felt": "right", "elsewhere": "low", "late": "low"}.get(self._state(moment), "quiet")  # type: ignore[return-value]

    def _answers(self) -> Picture:
        given, asked = self.model.assumptions, self.model.questions
        shares = [100 * given.first_response * given.kept_per_question ** (n - 1) for n in range(1, len(MOMENTS) + 1)]
        words = self.word("answers_label", questions=asked, share=self._percent(100 * self.model.response))
        picture = Picture(words, x=(0.5, 7.5), y=(0, 36), height=144, left=48, bottom=28, top=20)
        picture.y_axis({0: self._percent(0), 30: self._percent(30)})
        for at, share in enumerate(shares, 1):
            picture.bar((at - 0.3, at + 0.3), (0, share), "accent" if at == asked else "middle")
            if at == asked:
                picture.text(at, share, self._percent(share), "accent", up=4, strong=True)
            picture.text(at, 0, str(at), "quiet", up=-14)
        picture.text(7.5, 36, self.word("answers_axis"), "quiet", anchor="end", up=4)
        return picture

    def results(self) -> list[Result]:
        """What each choice sees, then what the plan costs and what the answers are worth."""
        plan = self.model
        rows = [self._row(at, moment) for at, moment in enumerate(MOMENTS, 1)]
        limit = self.word("days_note", days=plan.assumptions.days)
        days = Result(self.word("days"), self.number(plan.days, 0), limit, "ink" if plan.affordable else "wrong")
        questions = Result(self.word("questions"), self.number(plan.questions, 0), self.word("questions_note"))
        margin = "–" if isnan(plan.margin) else self.word("points", value=self.number(plan.margin, 1))
        answers = Result(
            self.word("answers"), self.number(plan.answers, 0), self.word("margin", margin=margin), "accent"
        )
        return [*rows, days, questions, answers]

    def _row(self, at: int, moment: str) -> Result:
        state, choice = self._state(moment), self.model.choices[moment]
        note = self.word("why_nothing") if choice == NOTHING else self.word(f"why_{moment}_{choice}")
        return Result(self._moment(at), self.word(f"state_{state}"), note, self._tone(moment))

    def meaning(self) -> str:
        """What is seen, what is not, and what asking does."""
        plan = self.model
        seen = self.word("meaning_seen", count=len(plan.seen), blind=len(plan.blind))
        if not plan.questions:
            return f"{seen} {self.word('meaning_silent')}"
        share = self._percent(100 * plan.response)
        return f"{seen} {self.word('meaning_asked', count=plan.questions, share=share)}"

    def challenges(self) -> list[Goal]:
        """One question, two voices, all at once."""
        return [
            Goal(one.id, self.word(f"goal_{one.id}"), one.met(self.model), self.word(f"found_{one.id}"))
            for one in CHALLENGES
        ]

    def table(self) -> list[list[str]]:
        """Each moment with its indicator, what it costs, and what it sees."""
        heads = [self.word(f"head_{head}") for head in ("moment", "indicator", "days", "asks", "sees")]
        return [heads, *(self._line(at, moment) for at, moment in enumerate(MOMENTS, 1))]

    def _line(self, at: int, moment: str) -> list[str]:
        choice = self.model.choices[moment]
        name = self.word("nothing") if choice == NOTHING else kpis()[choice].name(self.language)
        asks = self.word("yes" if choice in ASKED else "no")
        return [
            self._moment(at),
            name,
            self.number(COSTS.get(choice, 0), 0),
            asks,
            self.word(f"state_{self._state(moment)}"),
        ]

    def assumptions(self) -> list[tuple[str, str]]:
        """What is taken for granted."""
        given = Assumptions()
        return [
            (self.word("assume_customers"), self.number(given.customers, 0)),
            (self.word("assume_first_response"), self._percent(100 * given.first_response)),
            (self.word("assume_kept"), self._percent(100 * given.kept_per_question)),
            (self.word("assume_days"), self.number(given.days, 0)),
            (self.word("assume_costs"), self.word("assumed")),
        ]

    def _percent(self, value: float) -> str:
        return self.word("percent", value=self.number(value, 0))
