"""``cx.explore("retention")``: a month of the Loriette card, its rates on three bases, and what a year makes of it."""

from __future__ import annotations

from typing import Any, ClassVar

from cxlearn.experience.retention import (
    BACK_RANGE,
    BASES,
    CHALLENGES,
    LOST_RANGE,
    MONTHS_RANGE,
    NEW_RANGE,
    START,
    START_CUSTOMERS,
    STEP,
    TRUE_CHURN,
    YEAR,
    Challenge,
    Month,
)
from cxlearn.language import format_percent
from cxlearn.widgets.explorer import Choice, Control, Explorer, Goal, Range, Result
from cxlearn.widgets.picture import Picture, Span, Tone

_HALF_BAR = 0.36
_TICKS = 6
_CEILINGS = (1250, 1500, 1900)
"""Heights of the month's picture, in customers: it changes scale when the total outgrows one, words included."""
_WORDS = 100
_CLEAR = 0.65
"""Where the curve's words begin on a phone, as a share of the horizon."""
_ROOM = 15
"""What has to be left of 100 for words to stand between a line and the axis."""


class RetentionModel(Explorer):
    """Who was there on the first day, who left, who came, and what is left after some months."""

    room = "explore_retention"
    START: ClassVar = START.settings
    model: Month

    def follow(self) -> None:
        """Take the settings as whole numbers."""
        self.model = START.set({name: v if isinstance(v, str) else round(v) for name, v in self.settings.items()})

    def controls(self) -> list[Control]:
        """Three numbers of customers, the base, the horizon."""
        month, year = self.word("in_the_month"), self.word("in_the_long_run")
        people = {"lost": LOST_RANGE, "new": NEW_RANGE, "back": BACK_RANGE}
        ranges = [Range(name, self.word(name), *ends, step=STEP, group=month) for name, ends in people.items()]
        bases = tuple((base, self.word(f"base_{base}")) for base in BASES)
        horizon = Range("months", self.word("months"), *MONTHS_RANGE, unit=self.word("months_unit"), group=year)
        return [*ranges, Choice("base", self.word("base"), bases), horizon]

    def pictures(self) -> list[Picture]:
        """The month as five columns, the horizon as a curve."""
        return [self._columns(), self._curve()]

    def _columns(self) -> Picture:
        month = self.model
        label = self.word("picture_month", lost=month.lost, back=month.back, new=month.new, end=month.end)
        ceiling = next(top for top in _CEILINGS if month.end + _WORDS <= top)
        picture = Picture(label, x=(-0.5, 4.5), y=(0, ceiling), height=180, left=0, right=0, bottom=24)
        kept, old = START_CUSTOMERS - month.lost, START_CUSTOMERS - month.lost + month.back
        columns: list[tuple[str, Span, Tone, str]] = [
            ("start", (0, START_CUSTOMERS), "ink", self.number(START_CUSTOMERS, 0)),
            ("lost", (kept, START_CUSTOMERS), "low", f"−{month.lost}"),
            ("back", (kept, old), "middle", f"+{month.back}"),
            ("new", (old, month.end), "high", f"+{month.new}"),
            ("end", (0, month.end), "ink", self.number(month.end, 0)),
        ]
        for at, (_, span, tone, words) in enumerate(columns):
            picture.bar((at - _HALF_BAR, at + _HALF_BAR), span, tone)
            picture.text(at, span[1], words, tone, up=4, strong=True)
        picture.x_axis({at: self.word(f"column_{name}") for at, (name, *_) in enumerate(columns)})
        return picture

    def _curve(self) -> Picture:
        month = self.model
        kept, multiplied = self.number(month.curve()[-1]), self.number(month.line()[-1])
        label = self.word("picture_year", months=month.months, kept=kept, multiplied=multiplied)
        picture = Picture(label, x=(0, month.months), y=(0, 100), height=200, left=40, top=28, bottom=40)
        picture.y_axis({value: str(value) for value in (0, 50, 100)})
        step = max(1, -(-month.months // _TICKS))
        picture.x_axis({at: str(at) for at in range(0, month.months + 1, step)})
        picture.text(month.months / 2, 0, self.word("axis_months"), "quiet", up=-34)
        picture.line(enumerate(month.line()), "low", dashed=True)
        picture.line(enumerate(month.curve()), "high", wide=2.5)
        self._name_lines(picture, kept, multiplied)
        return picture

    def _name_lines(self, picture: Picture, kept: str, multiplied: str) -> None:
        """Both lines fall: words at their right end stand clear where the upper one was higher, or below the lower."""
        end, low = self.model.months, self.model.line()[-1]
        clear = self.model.curve()[int(_CLEAR * end)]
        picture.text(end, clear, self.word("line_kept", kept=kept), "high", anchor="end", up=8, strong=True)
        at, up = (low, -18) if low >= _ROOM else (clear, 28)
        picture.text(end, at, self.word("line_multiplied", kept=multiplied), "low", anchor="end", up=up)

    def _percent(self, value: float) -> str:
        return format_percent(value, 1, self.language)

    def results(self) -> list[Result]:
        """Retention twice, losses on the chosen base, the horizon twice."""
        month = self.model
        counted = month.retention_by_count
        by_count = self.word("refused") if counted is None else self._percent(counted)
        base = self.word(f"base_{month.base}")
        horizon = {"months": month.months}
        return [
            Result(self.word("retention"), self._percent(month.retention), self.word("retention_note"), "high"),
            Result(self.word("by_count"), by_count, self.word("by_count_note")),
            Result(self.word("shown_churn"), self._percent(month.shown_churn), base, "low"),
            Result(
                self.word("compounded", count=month.months, **horizon), self._percent(month.compounded), "", "accent"
            ),
            Result(self.word("multiplied", **horizon), self._percent(month.multiplied), self.word("multiplied_note")),
        ]

    def meaning(self) -> str:
        """What the base does, what the count hides, and what the horizon loses."""
        month = self.model
        total = month.retention + month.shown_churn
        rates = {"retention": month.retention, "churn": month.churn, "shown": month.shown_churn, "total": total}
        said = {name: self._percent(value) for name, value in rates.items()}
        parts = [self.word("meaning_start" if month.base == "start" else "meaning_base", **said)]
        if month.back and month.lost:
            counted = month.retention_by_count
            said_count = "" if counted is None else self._percent(counted)
            parts.append(self.word("meaning_back" if said_count else "meaning_refused", counted=said_count))
        elif month.end > START_CUSTOMERS and month.lost:
            parts.append(self.word("meaning_grows", end=self.number(month.end, 0)))
        parts.append(
            self.word(
                "meaning_year", count=month.months, months=month.months, compounded=self._percent(month.compounded)
            )
        )
        return " ".join(parts)

    def challenges(self) -> list[Goal]:
        """Flatter with a base, hide with a count, keep half."""
        return [self._challenge(challenge) for challenge in CHALLENGES]

    def _challenge(self, challenge: Challenge) -> Goal:
        touched = self.settings != dict(self.START)
        unfair = touched and not challenge.fair(self.model)
        words: dict[str, Any] = {"true": self._percent(TRUE_CHURN), "year": YEAR}
        return Goal(
            challenge.id,
            self.word(f"goal_{challenge.id}"),
            challenge.met(self.model),
            self.word(f"found_{challenge.id}"),
            self.word(f"unfair_{challenge.id}", **words) if unfair else "",
        )

    def table(self) -> list[list[str]]:
        """The curve and the straight line, month by month."""
        month = self.model
        head = [self.word("table_month"), self.word("table_kept"), self.word("table_multiplied")]
        pairs = zip(month.curve(), month.line(), strict=True)
        return [head, *([str(at), self.number(a), self.number(b)] for at, (a, b) in enumerate(pairs))]

    def assumptions(self) -> list[tuple[str, str]]:
        """The size of the group, and the constant rate."""
        return [
            (self.word("assume_start"), self.number(START_CUSTOMERS, 0)),
            (self.word("assume_constant"), self._percent(self.model.churn)),
        ]
