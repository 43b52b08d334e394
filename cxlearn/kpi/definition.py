"""What a figure measures. Two figures may be merged or compared only when they measure the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxlearn.kpi.histogram import Category, Histogram
from cxlearn.language import say

Form: TypeAlias = Literal["net", "share", "mean", "plain"]
"""How answers become one number: share of the high group minus share of the low one; a share; a mean.

A plain figure is made from amounts, which say nothing about how much they vary: it has no test."""
Cut: TypeAlias = tuple[int, int]
"""The lowest and the highest answer of a group, or of a scale."""

_UNITS = {"net": "points", "share": "percent", "mean": "scale"}
YES_NO: Cut = (0, 1)
"""The scale of a yes/no question."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One way of making a figure out of answers.

    Every form is the mean of one score an answer: −100, 0, +100 (net), 0, 100 (share), or the answer itself (mean).

    Attributes:
        kpi: ``"nps"``, ``"csat"``, ``"ces"``, ``"rate"``.
        form: ``"net"``, ``"share"`` or ``"mean"``.
        groups: the groups of answers from the worst to the best; none for a mean.
        scale: the lowest and the highest answer; None where only counts were given.
        high: the answers of the best group; None where only counts were given, or for a mean.
        low: the answers of the worst group of a net figure.
        direction: whether ``"higher"`` or ``"lower"`` is better, or ``"neither"``.
        version: of the question, for the CES.
    """

    kpi: str
    form: Form
    groups: tuple[str, ...] = ()
    scale: Cut | None = None
    high: Cut | None = None
    low: Cut | None = None
    direction: Literal["higher", "lower", "neither"] = "higher"
    version: int | None = None

    @property
    def unit(self) -> str:
        """``"points"``, ``"percent"`` or ``"scale"``."""
        return _UNITS[self.form]

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value that is possible."""
        if self.form == "mean" and self.scale:
            return float(self.scale[0]), float(self.scale[1])
        return (-100.0, 100.0) if self.form == "net" else (0.0, 100.0)

    def group_of(self, category: Category) -> str:
        """The group an answer belongs to; a group is its own."""
        if isinstance(category, str):
            return category
        if self.high and self.high[0] <= category <= self.high[1]:
            return self.groups[-1]
        if self.low and self.low[0] <= category <= self.low[1]:
            return self.groups[0]
        return self.groups[-2]

    def grouped(self, counts: Histogram) -> Histogram:
        """The counts by group, from the worst to the best; of a mean, the counts themselves."""
        return counts.grouped(self.groups, self.group_of) if self.groups else counts

    def score(self, category: Category) -> float:
        """What one such answer adds to the mean."""
        if self.form == "mean":
            return float(category)
        place = self.groups.index(self.group_of(category)) - len(self.groups) + 2
        return 100.0 * place

    def moments(self, counts: Histogram) -> tuple[float, float]:
        """The value, and the variance of one answer's score; there is at least one answer with a weight."""
        scores = [self.score(category) for category in counts.categories]
        mean = sum(s * w for s, w in zip(scores, counts.weights, strict=True)) / counts.total
        variance = sum((s - mean) ** 2 * w for s, w in zip(scores, counts.weights, strict=True)) / counts.total
        return mean, variance

    def describe(self, language: str | None = None) -> str:
        """The definition in words."""
        name = say(f"kpi.name_{self.kpi}", language)
        version = "" if self.version is None else say("kpi.version", language, version=self.version)
        if self.form == "mean":
            words = say("kpi.defined_mean", language)
        else:
            best, worst = (self._group(group, cut, language) for group, cut in self._ends())
            words = say(f"kpi.defined_{self.form}", language, best=best, worst=worst)
        return say("kpi.defined", language, name=name + version, words=words, scale=self._scale(language))

    def _ends(self) -> tuple[tuple[str, Cut | None], tuple[str, Cut | None]]:
        return (self.groups[-1], self.high), (self.groups[0], self.low)

    def _group(self, group: str, cut: Cut | None, language: str | None) -> str:
        word = say(f"kpi.group_{group}", language)
        if cut is None or self.scale == YES_NO:
            return word
        return f"{word} ({cut[0]})" if cut[0] == cut[1] else f"{word} ({cut[0]}–{cut[1]})"

    def _scale(self, language: str | None) -> str:
        if self.scale is None:
            return ""
        if self.scale == YES_NO:
            return say("kpi.scale_yes_no", language)
        return say("kpi.scale", language, lowest=self.scale[0], highest=self.scale[1])

    def __str__(self) -> str:
        return self.describe()
