"""``cx.explore("nps")``: the answers of a survey to drag; their NPS, its interval, and what chance may explain."""

from __future__ import annotations

from math import isnan
from typing import ClassVar, Literal

from cxlearn.experience.recommendation import (
    GOAL,
    LARGEST,
    MOST,
    START,
    Recommendations,
    proud_of_nothing,
    same_promoters,
    same_shape,
    shops,
)
from cxlearn.kpi import Result as Figure
from cxlearn.kpi.explanation import amount, gap
from cxlearn.widgets.explorer import Control, Explorer, Goal, Range, Result
from cxlearn.widgets.picture import Picture, Tone

_GROUPS: dict[str, tuple[range, Tone]] = {
    "detractors": (range(7), "low"),
    "passives": (range(7, 9), "middle"),
    "promoters": (range(9, 11), "high"),
}
_HEADS: dict[str, tuple[float, Literal["middle", "end"]]] = {
    "detractors": (3, "middle"),
    "passives": (6.6, "middle"),
    "promoters": (10.5, "end"),
}
"""Where each group's name stands, so that the three have room on a phone."""
_LEAST_P = 0.001
_ROOM = 80
"""The points that the words beside an interval take up on a phone."""


class Nps(Explorer):
    """Eleven columns of answers, and how large the survey is."""

    room = "explore_nps"
    START: ClassVar = START.settings

    def follow(self) -> None:
        """Take the answers from the settings."""
        self.survey: Recommendations = START.set({name: float(value) for name, value in self.settings.items()})

    def controls(self) -> list[Control]:
        """The size of the survey; the columns, folded, for the keyboard."""
        size = Range("times", self.word("times"), 1, LARGEST, unit=self.word("times_unit"))
        group = self.word("by_keyboard")
        labels = {f"score_{score}": self.word("score", score=score) for score in range(11)}
        return [size, *(Range(name, label, 0, MOST, group=group, folded=True) for name, label in labels.items())]

    def pictures(self) -> list[Picture]:
        """The answers, and where their NPS lies among all possible ones."""
        return [self._answers(), self._scale()]

    def results(self) -> list[Result]:
        """The NPS, the number of answers, the gap with the shops."""
        figure, found = self.survey.result, self.survey.gap
        if isnan(figure.value):
            return [Result(self.word("nps"), "–", self.word("none"))]
        interval = self.word("interval", low=self._points(figure.low), high=self._points(figure.high))
        return [
            Result(self.word("nps"), gap(figure.value, "points", self.language), interval, "accent"),
            Result(self.word("answers"), self.number(figure.n, 0)),
            Result(self.word("distance"), gap(found.difference, "points", self.language), self._verdict()),
        ]

    def meaning(self) -> str:
        """Where the true score may lie, and whether the gap with the shops may be chance."""
        figure, found = self.survey.result, self.survey.gap
        if isnan(figure.value):
            return self.word("none")
        return self.word(
            "meaning",
            value=gap(figure.value, "points", self.language),
            n=self.number(figure.n, 0),
            low=self._points(figure.low),
            high=self._points(figure.high),
            gap=gap(found.difference, "points", self.language),
            verdict=self._verdict(),
        )

    def challenges(self) -> list[Goal]:
        """More points without promoters; less chance without another shape; a boast without proof."""
        survey = self.survey
        high, real = survey.result.value > GOAL, survey.gap.significant
        return [
            self._goal_of("promoters", reached=high, fair=same_promoters(survey)),
            self._goal_of("chance", reached=real, fair=same_shape(survey)),
            Goal("boast", self.word("goal_boast"), proud_of_nothing(survey), self.word("found_boast")),
        ]

    def table(self) -> list[list[str]]:
        """Each answer, how many people gave it, and its group."""
        head = [self.word(name) for name in ("head_score", "head_people", "head_group")]
        rows = [
            [str(score), self.number(self.survey.counts[score] * self.survey.times, 0), self.word(group)]
            for group, (scores, _) in _GROUPS.items()
            for score in scores
        ]
        return [head, *rows]

    def assumptions(self) -> list[tuple[str, str]]:
        """Where the start, the reference and the interval come from."""
        return [
            (self.word("assume_start"), self.number(sum(START.counts), 0)),
            (self.word("assume_shops"), self._points(shops().value)),
            (self.word("assume_interval"), self.number(100 * shops().confidence, 0)),
        ]

    def _goal_of(self, name: str, *, reached: bool, fair: bool) -> Goal:
        note = "" if fair or not reached else self.word(f"unfair_{name}")
        return Goal(name, self.word(f"goal_{name}"), reached and fair, self.word(f"found_{name}"), note)

    def _points(self, value: float) -> str:
        return ("+" if value > 0 else "") + self.number(value)

    def _verdict(self) -> str:
        found = self.survey.gap
        if isnan(found.p_value):
            return self.word("verdict_none")
        tiny = found.p_value < _LEAST_P
        p = self.word("p_tiny" if tiny else "p", value=self.number(_LEAST_P if tiny else found.p_value, 3))
        return self.word("verdict_real" if found.significant else "verdict_chance", p=p)

    def _answers(self) -> Picture:
        counts, words = self.survey.counts, self._shares()
        picture = Picture(
            self.word("picture", counts=", ".join(map(str, counts)), **words),
            x=(-0.5, 10.5), y=(0, MOST), height=244, top=58, bottom=28,
        )  # fmt: skip
        picture.x_axis({score: str(score) for score in range(11)})
        for group, (scores, tone) in _GROUPS.items():
            at, anchor = _HEADS[group]
            picture.text(at, MOST, words[group], tone, anchor=anchor, up=24, strong=True)
            picture.text(at, MOST, self.word(group), tone, anchor=anchor, up=41)
            for score in scores:
                picture.bar((score - 0.4, score + 0.4), (0, counts[score]), tone)
                picture.text(score, counts[score], str(counts[score]), "quiet", up=4)
                picture.drag(f"score_{score}", x=(score - 0.5, score + 0.5))
        return picture

    def _shares(self) -> dict[str, str]:
        """The share of each group, in percent."""
        total = sum(self.survey.counts)
        sizes = {group: sum(self.survey.counts[score] for score in scores) for group, (scores, _) in _GROUPS.items()}
        return {group: amount(100 * n / total if total else 0, "percent", self.language) for group, n in sizes.items()}

    def _scale(self) -> Picture:
        mine, theirs = self.survey.result, shops()
        known = {"other": theirs.value, "other_low": theirs.low, "other_high": theirs.high}
        known |= {"value": mine.value, "low": mine.low, "high": mine.high}
        name = "line_none" if isnan(mine.value) else "line"
        label = self.word(name, **{key: self._points(value) for key, value in known.items()})
        picture = Picture(label, x=(-100, 100), y=(0, 2), height=120, left=24, right=24, bottom=28)
        picture.x_axis({-100: "−100", -50: "−50", 0: "0", 50: "+50", 100: "+100"})
        picture.line([(0, 0), (0, 2)], "line")
        self._interval(picture, theirs, 0.45, "quiet", self.word("shops"))
        if not isnan(mine.value):
            self._interval(picture, mine, 1.35, "accent", self.word("this_one"))
        return picture

    def _interval(self, picture: Picture, figure: Figure, height: float, tone: Tone, words: str) -> None:
        picture.line([(figure.low, height), (figure.high, height)], tone, wide=4)
        picture.dot(figure.value, height, tone, size=6)
        words = f"{words} {self._points(figure.value)}"
        # The words stand where there is room for them: left, right, or else above.
        left, right = figure.low + 100, 100 - figure.high
        if max(left, right) < _ROOM:
            picture.text(0, height, words, tone, up=10)
        elif left > right:
            picture.text(figure.low, height, words, tone, anchor="end", along=-8, up=-4)
        else:
            picture.text(figure.high, height, words, tone, anchor="start", along=8, up=-4)
