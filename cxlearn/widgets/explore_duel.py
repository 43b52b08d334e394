"""``cx.explore("duel")``: nine pairs of journeys, the learner's choices, and how many each predictor foresaw."""

from __future__ import annotations

from typing import Any, ClassVar

from cxlearn.experience.duel import MINUTES, ROUNDS, duels, foreseen
from cxlearn.experience.peak_end import BEST, PREDICTORS, WORST, Episode
from cxlearn.language import CourseError
from cxlearn.log import seed_for
from cxlearn.widgets.explorer import Button, Control, Explorer, Goal, Result
from cxlearn.widgets.picture import Picture

_SIDES = ("A", "B")
_LONGEST = 8  # moments that the pictures have room for
_SCALE = (WORST - 1, BEST + 1)  # room for the numbers at both ends


class Duels(Explorer):
    """One pair at a time; what the predictors say is shown once all choices are made."""

    room = "explore_duel"
    START: ClassVar = {"chosen": "", "round": 1.0}

    def follow(self) -> None:
        """The pairs of this round, and the choices made so far: a text of 0 and 1."""
        self.pairs = duels(seed_for("duel", int(float(self.settings["round"]))))
        chosen = str(self.settings["chosen"])
        if set(chosen) - {"0", "1"} or len(chosen) > len(self.pairs):
            raise CourseError(self.word("unreadable"))
        self.chosen = [int(side) for side in chosen]

    @property
    def over(self) -> bool:
        """All choices are made."""
        return len(self.chosen) == len(self.pairs)

    def do_press(self, button: str, settings: dict[str, Any], stamp: float = 0.0) -> None:  # noqa: ARG002
        """Only buttons decide here: a second press that has not seen the first one's answer must not undo it."""
        super().do_press(button, {}, stamp)

    def press(self, button: str) -> None:
        """Choose a journey, or ask for other pairs."""
        if button == "again":
            self.settings = {"chosen": "", "round": float(self.settings["round"]) + 1}
        elif not self.over:
            self.settings["chosen"] = f"{self.settings['chosen']}{int(button == 'second')}"

    def controls(self) -> list[Control]:
        """Two to choose with, one to go on."""
        return [Button(name, self.word(name)) for name in ("first", "second", "again")]

    def pictures(self) -> list[Picture]:
        """The two journeys; at the end, the tally."""
        if self.over:
            return [self._tally()]
        pair = self.pairs[len(self.chosen)]
        return [self._journey(name, journey) for name, journey in zip(_SIDES, pair.journeys, strict=True)]

    def _journey(self, name: str, journey: Episode) -> Picture:
        said = {"journey": name, "minutes": self.number(journey.duration, 0)}
        feelings = "; ".join(self.number(feeling, 0) for feeling in journey.feelings)
        label = self.word("picture", feelings=feelings, **said)
        picture = Picture(label, x=(0.5, _LONGEST + 0.5), y=_SCALE, height=162, left=28, top=40)
        picture.text(0.5, _SCALE[1], self.word("heading", **said), strong=True, anchor="start", up=20)
        picture.y_axis({value: self.number(value, 0) for value in (WORST, 0, BEST)})
        for n, feeling in enumerate(journey.feelings, 1):
            picture.bar((n - 0.35, n + 0.35), (min(0, feeling), max(0, feeling)), "high" if feeling > 0 else "low")
            picture.text(n, feeling, self.number(feeling, 0), up=3 if feeling >= 0 else -14)
        return picture

    def _tally(self) -> Picture:
        hits, total = foreseen(self.pairs, self.chosen), len(self.pairs)
        label = self.word("tally", **self._said())
        picture = Picture(label, x=(0, total), y=(0, len(PREDICTORS)), height=150, left=80, right=72)
        for row, name in enumerate(reversed(PREDICTORS)):
            picture.bar((0, hits[name]), (row + 0.25, row + 0.75), "accent" if name == "peak_end" else "middle")
            picture.text(0, row + 0.5, self.word(name), anchor="end", along=-8, up=-5)
            words = self.word("foreseen", hits=hits[name], total=total)
            picture.text(hits[name], row + 0.5, words, anchor="start", along=8, up=-5)
        return picture

    def results(self) -> list[Result]:
        """Nothing before the end: the duel is blind."""
        hits, total = foreseen(self.pairs, self.chosen), len(self.pairs)
        rows = [(self.word(name), self.word("foreseen", hits=hits[name], total=total)) for name in PREDICTORS]
        return [Result(label, text) for label, text in rows] if self.over else []

    def meaning(self) -> str:
        """Where one is; at the end, what the tally is worth."""
        if self.over:
            return self.word("meaning", **self._said())
        return self.word("waiting", number=len(self.chosen) + 1, total=len(self.pairs))

    def challenges(self) -> list[Goal]:
        """To go on to the end; to think as one predictor does."""
        oracle = self.over and max(foreseen(self.pairs, self.chosen).values()) == len(self.pairs)
        met = {"nine": self.over, "oracle": oracle}
        return [Goal(name, self.word(f"goal_{name}"), done, self.word(f"found_{name}")) for name, done in met.items()]

    def table(self) -> list[list[str]]:
        """The pair, moment by moment; at the end, every choice beside those of the predictors."""
        if self.over:
            return [[self.word(name) for name in ("duel", "choice", *PREDICTORS)], *self._choices()]
        first, second = (journey.feelings for journey in self.pairs[len(self.chosen)].journeys)
        rows = range(max(len(first), len(second)))
        cells = [[self.number(one[n], 0) if n < len(one) else "" for one in (first, second)] for n in rows]
        return [[self.word("moment"), *_SIDES], *([str(n), *row] for n, row in enumerate(cells, 1))]

    def _choices(self) -> list[list[str]]:
        rows = []
        for number, (pair, chosen) in enumerate(zip(self.pairs, self.chosen, strict=True), 1):
            sides = [side for side in pair.choices().values() if side is not None]  # clear differences: never None
            rows.append([str(number), _SIDES[chosen], *(_SIDES[side] for side in sides)])
        return rows

    def assumptions(self) -> list[tuple[str, str]]:
        """How the pairs are made."""
        return [
            (self.word("assume_drawn"), self.number(MINUTES, 0)),
            (self.word("assume_alone"), self.number(ROUNDS, 0)),
        ]

    def _said(self) -> dict[str, int]:
        hits = foreseen(self.pairs, self.chosen)
        return {
            "peak_end": hits["peak_end"],
            "mean": hits["mean"],
            "total_sum": hits["total"],
            "total": len(self.pairs),
        }
