"""A calculator's figure: its value, how sure it is, what it came from, and its arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import Any

from cxlearn.kpi import explanation
from cxlearn.kpi.card import card
from cxlearn.kpi.definition import Definition
from cxlearn.kpi.drawing import picture
from cxlearn.kpi.histogram import Histogram
from cxlearn.kpi.interval import METHODS, bounds
from cxlearn.kpi.refusal import refuse
from cxlearn.language import say

SMALL = 30
"""Below this many answers a figure is flagged ``low_n``: a convention, not a law."""


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """A figure with its interval. It prints as one line, shows as a card, and says how it was reckoned.

    ``a + b`` is the figure of both sets of answers together, exactly; ``sum(results)`` works too.

    Attributes:
        value: in its own unit: points (−100 to 100), percent (0 to 100) or units of the scale; or NaN.
        low: the lower end of its interval; NaN where none exists.
        high: the upper end.
        confidence: of the interval, 0–1.
        n: the answers that count.
        missing: answers left out because they are missing.
        invalid: answers left out because they are off the scale (``invalid="drop"``).
        counts: how many of each answer, or of each group; with weights also Σw and Σw².
        definition: what the figure measures.
        interval: the method of the interval.
        lacking: why the value or its interval is undefined: a key for :attr:`reason`, or "".
    """

    value: float
    low: float
    high: float
    confidence: float
    n: int
    missing: int
    invalid: int
    counts: Histogram
    definition: Definition
    interval: str
    lacking: str = ""

    @classmethod
    def of(  # noqa: PLR0913 -- the parts a figure is made of
        cls,
        definition: Definition,
        counts: Histogram,
        *,
        missing: int = 0,
        invalid: int = 0,
        confidence: float = 0.95,
        interval: str | None = None,
    ) -> Result:
        """The figure that ``counts`` make."""
        method = interval or METHODS[definition.form][0]
        value = low = high = nan
        if counts.total:
            value, _ = definition.moments(counts)
            low, high = bounds(definition, counts, method, confidence)
        lacking = _lacking(counts, missing + invalid, low)
        n = counts.n
        return cls(value, low, high, confidence, n, missing, invalid, counts, definition, method, lacking)

    @property
    def unit(self) -> str:
        """``"points"``, ``"percent"`` or ``"scale"`` (units of the scale of answers)."""
        return self.definition.unit

    @property
    def direction(self) -> str:
        """Whether ``"higher"`` or ``"lower"`` is better."""
        return self.definition.direction

    @property
    def reason(self) -> str | None:
        """Why the value or its interval is undefined, in the language in force; None when both are defined."""
        return say(f"kpi.lacking_{self.lacking}") if self.lacking else None

    @property
    def n_effective(self) -> float:
        """How many unweighted answers would say as much (Kish); ``n`` where nothing was weighted."""
        return self.counts.n_effective

    @property
    def low_n(self) -> bool:
        """Whether there are so few answers that the figure says little by itself."""
        return self.n_effective < SMALL

    @property
    def groups(self) -> Histogram:
        """The counts by group, from the worst to the best: detractors, passives, promoters."""
        return self.definition.grouped(self.counts)

    def explain(self, language: str | None = None) -> explanation.Steps:
        """The arithmetic, step by step, with these numbers."""
        return explanation.steps(self, language)

    def plot(self, language: str | None = None) -> Any:  # noqa: ANN401 -- a Picture of cxlearn.charts
        """Its picture, with a text for who cannot see it and a table of its numbers; shows when it ends a cell.

        Raises:
            KpiError: (a ValueError) where the figure is undefined: there is nothing to draw.
        """
        return picture(self, language)

    def __add__(self, other: object) -> Result:
        if not isinstance(other, Result):
            return NotImplemented
        same_settings(self, other, "confidence", "interval")
        mine, theirs = self.counts, other.counts
        if mine.categories != theirs.categories:  # one was counted answer by answer, the other by group
            mine, theirs = self.groups, other.groups
        return Result.of(
            self.definition,
            mine + theirs,
            missing=self.missing + other.missing,
            invalid=self.invalid + other.invalid,
            confidence=self.confidence,
            interval=self.interval,
        )

    def __radd__(self, other: object) -> Result:
        # sum() starts from 0.
        return self if other == 0 else NotImplemented

    def __repr__(self) -> str:
        return explanation.line(self)

    def _repr_html_(self) -> str:
        title, figure, *rest = explanation.card_lines(self)
        return card(title, figure, rest)


def same_settings(a: Result, b: Result, *settings: str) -> None:
    """Refuse two figures that do not measure the same, or whose ``settings`` differ.

    Raises:
        KpiError: naming what differs.
    """
    if a.definition != b.definition:
        refuse("unlike", a=a.definition, b=b.definition)
    mine, theirs = ([f"{name}={getattr(r, name)}" for name in settings] for r in (a, b))
    if mine != theirs:
        refuse("unlike_interval", a=", ".join(mine), b=", ".join(theirs))


def check_sampled(result: Result) -> None:
    """Refuse a figure made from amounts alone, which say nothing about how much they vary.

    Raises:
        KpiError: for a figure whose form is plain.
    """
    if result.definition.form == "plain":
        refuse("plain", definition=result.definition)


def _lacking(counts: Histogram, left_out: int, low: float) -> str:
    if not counts.n:
        return "all_missing" if left_out else "empty"
    if not counts.total:
        return "weight"
    return "spread" if isnan(low) else ""
