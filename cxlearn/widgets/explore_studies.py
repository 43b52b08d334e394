"""``cx.explore("studies")``: the published experiments, done again a thousand times on other people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from cxlearn.experience.peak_end_studies import ADDED_END, ADDED_END_ODDS, COLD_WATER, STUDIES, again
from cxlearn.log import seed_for
from cxlearn.widgets.explorer import Button, Choice, Control, Explorer, Goal, Result, Switch
from cxlearn.widgets.picture import Picture, Tone

_TIMES = (1, 2, 5, 10)
_ENOUGH = 5  # the first of them at which the added end's direction is almost sure
_RARE, _OFTEN = 0.01, 0.05


@dataclass(frozen=True, slots=True)
class _View:
    """How a study's findings are drawn: the axis, the width of a bar, and the decimals they are read with."""

    low: float
    high: float
    bar: float
    ticks: tuple[float, ...]
    decimals: int


_VIEWS = {
    "cold": _View(20, 110, 100 / 32, (25, 50, 75, 100), 0),
    "added": _View(-12, 22, 1, (-10, 0, 10, 20), 1),
    "meta": _View(-0.05, 1, 0.02, (0, 0.5, 1), 2),
}


class Studies(Explorer):
    """Which study, how large, and whether its published figure is itself unsure."""

    room = "explore_studies"
    START: ClassVar = {"study": "cold", "times": "1", "unsure": False, "seed": 1.0}

    def follow(self) -> None:
        """A thousand studies, sorted."""
        known = self.settings["study"] in STUDIES and self.settings["times"] in {str(times) for times in _TIMES}
        if not known:  # kept by another version of the course
            self.settings |= {"study": "cold", "times": "1"}
        self.which, self.times = str(self.settings["study"]), int(str(self.settings["times"]))
        self.study, self.look = STUDIES[self.which], _VIEWS[self.which]
        seed = seed_for("studies", self.settings["seed"])
        self.values = again(self.study, seed, times=self.times, unsure=bool(self.settings["unsure"]))
        self.low, self.high = (float(edge) for edge in np.quantile(self.values, (0.025, 0.975)))
        self.reversed = float((self.values <= self.study.nothing).mean())

    def controls(self) -> list[Control]:
        """What to do again, how large, and how sure."""
        sizes = tuple(
            (str(times), self.word("people", people=self.number(self.study.people * times, 0))) for times in _TIMES
        )
        return [
            Choice("study", self.word("study"), tuple((name, self.word(f"study_{name}")) for name in STUDIES)),
            Choice("times", self.word("times"), sizes),
            Switch("unsure", self.word("unsure")),
            Button("again", self.word("again")),
        ]

    def press(self, button: str) -> None:
        """Draw other people."""
        if button == "again":
            self.settings["seed"] = float(self.settings["seed"]) + 1

    def pictures(self) -> list[Picture]:
        """A histogram of what the studies find, with the published figure and that of no effect."""
        look, bars = self.look, self._bars()
        top = 1.25 * max(bars.values())
        label = self.word("picture", **self._said())
        picture = Picture(label, x=(look.low, look.high), y=(0, top), height=220, bottom=28)
        for place, count in bars.items():
            middle = self.study.found + place * look.bar
            edges = max(look.low, middle - 0.45 * look.bar), min(look.high, middle + 0.45 * look.bar)
            tone: Tone = "low" if middle <= self.study.nothing + 1e-9 else "middle"
            if edges[0] < edges[1]:
                picture.bar(edges, (0, count), tone)
        picture.x_axis({tick: self._axis(tick) for tick in look.ticks})
        self._line(picture, self.study.found, "published", "accent")
        self._line(picture, self.study.nothing, "no_effect", "ink")
        return [picture]

    def _line(self, picture: Picture, value: float, word: str, tone: Tone) -> None:
        (low, high), top, nothing = picture.x, picture.y[1], word == "no_effect"
        picture.line([(value, 0), (value, top)], tone, dashed=nothing)
        left = nothing and value - low > (high - low) / 4  # where there is room for words
        side: Literal["start", "end"] = "end" if left else "start"
        picture.text(value, top, self.word(word), tone, anchor=side, along=-6 if left else 6, up=-10)

    def _bars(self) -> dict[int, int]:
        """How many studies fall into each bar, counted from the published figure."""
        places = np.rint((self.values - self.study.found) / self.look.bar).astype(int)
        return dict(sorted(Counter(places.tolist()).items()))

    def results(self) -> list[Result]:
        """What was published, and what new studies find."""
        said = self._said()
        return [
            Result(self.word("found"), said["found"], self.word(f"note_{self.which}"), "accent"),
            Result(self.word("range"), self.word("between", low=said["low"], high=said["high"])),
            Result(self.word("reversed"), self.word("share", value=said["reversed"])),
        ]

    def meaning(self) -> str:
        """How far new studies scatter, and how many get the direction wrong."""
        said = self._said()
        return self.word("meaning", low=said["low"], high=said["high"], reversed=said["reversed"])

    def challenges(self) -> list[Goal]:
        """A trial large enough, and a doubt large enough."""
        large = self.which == "added" and self.times == _ENOUGH and not self.settings["unsure"]
        small = self.which == "cold" and self.times == 1
        met = {"reverse": large and self.reversed < _RARE, "doubt": small and self.reversed > _OFTEN}
        return [Goal(name, self.word(f"goal_{name}"), done, self.word(f"found_{name}")) for name, done in met.items()]

    def table(self) -> list[list[str]]:
        """The bars as numbers."""
        rows = [[self._read(self.study.found + place * self.look.bar), str(n)] for place, n in self._bars().items()]
        return [[self.word("row"), self.word("count")], *rows]

    def assumptions(self) -> list[tuple[str, str]]:
        """What goes in, and what was worked out from what was published."""
        low, high = (self.number(edge, 2) for edge in ADDED_END_ODDS.interval())
        return [
            (self.word("assume_found"), self._read(self.study.found)),
            (self.word("assume_halves"), self.number(ADDED_END.groups[0], 0)),
            (self.word("assume_chance"), self.number(100 * COLD_WATER.chance(), 1)),
            (self.word("assume_odds"), self.word("between", low=low, high=high)),
        ]

    def _read(self, value: float) -> str:
        return self.word(f"value_{self.which}", value=self.number(value, self.look.decimals))

    def _axis(self, value: float) -> str:
        return self.word(f"axis_{self.which}", value=self.number(value, 1 if self.which == "meta" else 0))

    def _said(self) -> dict[str, str]:
        values = {"low": self.low, "high": self.high, "found": self.study.found, "nothing": self.study.nothing}
        return {name: self._read(value) for name, value in values.items()} | {
            "reversed": self.number(100 * self.reversed, 1)
        }
