"""``cx.explore("peak-end")``: a curve of feelings to paint, and what three predictors make of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from cxlearn.experience import peak_end
from cxlearn.experience.peak_end import BEST, BUDGET, CHALLENGES, REDESIGNS, WORST, Challenge, Episode
from cxlearn.experience.peak_end_studies import META
from cxlearn.language import CourseError
from cxlearn.widgets.explorer import Button, Control, Explorer, Goal, Range, Result
from cxlearn.widgets.picture import Picture, Tone

_LONGEST = 12
_SCALE = (WORST - 1, BEST + 1)  # room for the words at both ends
_ALIKE = 1.0  # forecasts closer than this are said to agree


class PeakEnd(Explorer):
    """Nadia's visit: up to twelve moments to set, and a budget to mend them with."""

    room = "explore_peak_end"
    START: ClassVar = {
        **{f"moment_{n + 1}": float(feeling) for n, feeling in enumerate(peak_end.START.feelings)},
        "moment_11": 0.0,
        "moment_12": 0.0,
        "length": float(len(peak_end.START.feelings)),
    }

    def follow(self) -> None:
        """The episode that the settings make."""
        length = int(float(self.settings["length"]))
        if length > _LONGEST:
            raise CourseError(self.word("too_long", longest=_LONGEST))
        feelings = (float(self.settings[f"moment_{n}"]) for n in range(1, length + 1))
        self.episode = Episode(tuple(feelings), peak_end.START.minutes)

    def controls(self) -> list[Control]:
        """The length, three ways to spend the budget, and a slider for each moment."""
        redesigns = [Button(name, self.word(name), group=self.word("redesigns")) for name in REDESIGNS]
        moments = [
            Range(f"moment_{n}", self.word(f"moment_{n}"), WORST, BEST, group=self.word("keyboard"), folded=True)
            for n in range(1, _LONGEST + 1)
        ]
        return [Range("length", self.word("length"), 2, _LONGEST), *redesigns, *moments]

    def press(self, button: str) -> None:
        """Spend the budget on one moment of the visit as it was at the start."""
        if button in REDESIGNS:
            feelings = REDESIGNS[button].feelings
            self.settings = self.START | {f"moment_{n}": float(feeling) for n, feeling in enumerate(feelings, 1)}

    def pictures(self) -> list[Picture]:
        """A bar for each moment, the start as a dashed line once anything has moved, and two forecasts across."""
        episode, said = self.episode, self._said()
        feelings = "; ".join(self.signed(feeling) for feeling in episode.feelings)
        label = self.word("picture", feelings=feelings, **said)
        picture = Picture(label, x=(0.5, _LONGEST + 0.5), y=_SCALE, height=260, left=32, right=64, bottom=24)
        picture.y_axis({value: self.signed(value, 0) for value in (WORST, 0, BEST)})
        for n, feeling in enumerate(episode.feelings, 1):
            picture.bar((n - 0.35, n + 0.35), (min(0, feeling), max(0, feeling)), "high" if feeling > 0 else "low")
            picture.text(n, _SCALE[0], str(n), "quiet", up=-18, tick=True)
            picture.drag(f"moment_{n}", x=(n - 0.5, n + 0.5))
        if episode != peak_end.START:
            picture.line([(n, feeling) for n, feeling in enumerate(peak_end.START.feelings, 1)], "quiet", dashed=True)
        self._name_peak_and_end(picture)
        self._forecasts(picture)
        return [picture]

    def _name_peak_and_end(self, picture: Picture) -> None:
        feelings = self.episode.feelings
        last, peak = len(feelings), len(feelings) - feelings[::-1].index(self.episode.peak)
        names = {peak: "mark_peak", last: "mark_end"} if peak != last else {last: "mark_both"}
        for n, name in names.items():
            feeling = feelings[n - 1]
            # The forecasts' words stand beyond.
            side: Literal["end", "middle"] = "end" if n > _LONGEST - 3 else "middle"
            picture.text(n, feeling, self.word(name), anchor=side, strong=True, up=4 if feeling > 0 else -16)

    def _forecasts(self, picture: Picture) -> None:
        values = {"peak_end": self.episode.peak_end, "mean": self.episode.mean}
        upper = max(values, key=values.__getitem__)
        for name, value in values.items():
            tone: Tone = "accent" if name == "peak_end" else "ink"
            picture.line([(0.5, value), (_LONGEST + 0.5, value)], tone, dashed=name == "mean")
            up = 2 if name == upper else -12
            picture.text(_LONGEST + 0.5, value, self.word(name), tone, anchor="start", along=4, up=up)

    def results(self) -> list[Result]:
        """The three forecasts, and what was spent."""
        episode, said = self.episode, self._said()
        points = self.number(peak_end.spent(episode), 0)
        return [
            Result(self.word("result_peak_end"), said["peak_end"], self.word("note_peak_end", **said), "accent"),
            Result(self.word("result_mean"), said["mean"], self.word("note_mean", count=len(episode.feelings))),
            Result(
                self.word("result_total"),
                self.signed(episode.total, 0),
                self.word("note_total", minutes=self.number(episode.duration, 0)),
            ),
            Result(self.word("spent"), points, self.word("note_spent", budget=BUDGET)),
        ]

    def meaning(self) -> str:
        """Whether the two forecasts agree."""
        gap = self.episode.peak_end - self.episode.mean
        case = "agree" if abs(gap) < _ALIKE else "worse" if gap < 0 else "better"
        return self.word(f"meaning_{case}", **self._said())

    def challenges(self) -> list[Goal]:
        """Three things to bring about."""
        return [self._goal_of(challenge) for challenge in CHALLENGES]

    def _goal_of(self, challenge: Challenge) -> Goal:
        name, unfair = challenge.id, not challenge.fair(self.episode)
        note = self.word(f"unfair_{name}") if unfair else ""
        return Goal(name, self.word(f"goal_{name}"), challenge.met(self.episode), self.word(f"found_{name}"), note)

    def table(self) -> list[list[str]]:
        """Each moment, then the forecasts."""
        moments = [[self.word(f"moment_{n}"), self.signed(f)] for n, f in enumerate(self.episode.feelings, 1)]
        return [[self.word("moment"), self.word("feeling")], *moments, *([r.label, r.text] for r in self.results())]

    def assumptions(self) -> list[tuple[str, str]]:
        """What is assumed for teaching, and what was measured."""
        values = {
            "minutes": self.number(self.episode.minutes, 0),
            "tie": self.word("tie"),
            "cost": self.number(1, 0),
            "r": self.number(META.found, 3),
        }
        return [(self.word(f"assume_{name}"), value) for name, value in values.items()]

    def _said(self) -> dict[str, str]:
        episode = self.episode
        values = {"peak": episode.peak, "last": episode.end, "peak_end": episode.peak_end, "mean": episode.mean}
        return {name: self.signed(value) for name, value in values.items()}

    def signed(self, value: float, decimals: int = 1) -> str:
        """A feeling with its sign: ``+1,5``, ``−3,0``, ``0,0``."""
        return ("+" if value > 0 else "") + self.number(value, decimals)
