"""Figures made from counts and amounts: a share of customers, an average basket, a value in money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import inf, isfinite, isnan, nan
from typing import Any, NoReturn, TypeAlias

from cxlearn.kpi import counts_explained
from cxlearn.kpi.card import card
from cxlearn.kpi.definition import Definition
from cxlearn.kpi.explanation import Steps
from cxlearn.kpi.histogram import Histogram
from cxlearn.kpi.interval import bounds
from cxlearn.kpi.refusal import KpiError, checked_confidence, checked_count, shown
from cxlearn.kpi.refusal import refuse as refuse_undefined
from cxlearn.kpi.result import SMALL, Result, same_settings
from cxlearn.language import format_number, say

Given: TypeAlias = Mapping[str, float]
"""What a figure was made from, by the name of the argument: ``{"lost": 50, "start": 1000}``."""


@dataclass(frozen=True, slots=True)
class Measure(Definition):
    """What a figure made from counts measures: the sum of some of them over the sum of others.

    Attributes:
        top: the arguments that are added up above the line; ``"-new"`` is subtracted.
        bottom: the arguments that are added up below it.
        kind: the unit: ``"percent"``, ``"money"``, ``"items"`` or ``"hours"``.
        choices: what its author settles, and which makes two figures unlike: a window in days, orders or revenue.
        wording: which words define it and say its arithmetic, where they are not those of ``kpi``.
        sampled: what was counted, for a figure that is no share.
        merges: whether two of them become one by adding up what they were made from.
    """

    top: tuple[str, ...] = ()
    bottom: tuple[str, ...] = ()
    kind: str = "percent"
    choices: tuple[tuple[str, str | int], ...] = ()
    wording: str = ""
    sampled: str = ""
    merges: bool = True

    @property
    def unit(self) -> str:
        """``"percent"``, ``"money"``, ``"items"`` or ``"hours"``."""
        return self.kind

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value that is possible."""
        return (0.0, 100.0) if self.kind == "percent" else (-inf, inf)

    @property
    def words(self) -> str:
        """The key of its words."""
        return self.wording or self.kpi

    def having(self, **choices: str | int | None) -> Measure:
        """The same measure with what its author settled; None is left open."""
        return replace(self, choices=tuple((name, value) for name, value in choices.items() if value is not None))

    def describe(self, language: str | None = None) -> str:
        """The definition in words."""
        return counts_explained.definition(self, language)

    def __str__(self) -> str:
        return self.describe()


@dataclass(frozen=True, slots=True, repr=False)
class Figure(Result):
    """A result made from counts or amounts.

    ``a + b`` adds up what both were made from, where that has a meaning: two shops, two groups of customers.

    Attributes:
        given: what it was made from, by name.
    """

    given: Given = field(default_factory=dict)

    @property
    def measure(self) -> Measure:
        """The definition, with its formula."""
        assert isinstance(self.definition, Measure)  # noqa: S101 -- figures are made below, for the type checker
        return self.definition

    @property
    def details(self) -> Mapping[str, float]:
        """What else belongs to it, in its unit, by name."""
        return {}

    @property
    def reason(self) -> str | None:
        """Why the value or its interval is undefined, in the language in force; None when both are defined."""
        return counts_explained.why(self) if self.lacking else None

    @property
    def low_n(self) -> bool:
        """Whether the counts are so small that the figure says little by itself; an amount has no such flag."""
        return self.n < SMALL and (self.definition.form == "share" or self.n > 0)

    def beside(self, **facts: float) -> Figure:
        """The same figure, with more facts that wrong formulas may have used: ``.beside(revenue=400)``.

        :func:`cxlearn.kpi.mistakes.wrong_formulas` then knows more ways to go wrong. The value stays what it is.
        """
        known = {name: checked_amount(name, fact) for name, fact in facts.items()}
        return replace(self, given={**known, **self.given})

    def explain(self, language: str | None = None) -> Steps:
        """The arithmetic, step by step, with these numbers."""
        return counts_explained.steps(self, language)

    def __add__(self, other: object) -> Figure:
        if not isinstance(other, Result):
            return NotImplemented
        same_settings(self, other, "confidence")
        if not self.measure.merges or not isinstance(other, Figure):
            refuse(f"no_merge_{self.measure.words}")
        both = {name: self.given[name] + other.given[name] for name in self.given if name in other.given}
        left_out = self.missing + other.missing
        return figure(self.measure, both, confidence=self.confidence, missing=left_out)

    def __repr__(self) -> str:
        return counts_explained.line(self)

    def _repr_html_(self) -> str:
        title, value, *rest = counts_explained.card_lines(self)
        return card(title, value, rest)


def figure(
    measure: Measure, given: Given, *, confidence: float = 0.95, strict: bool = False, missing: int = 0
) -> Figure:
    """The figure that ``given`` makes: a share with Wilson's interval (1927), or a ratio without one.

    Raises:
        KpiError: when the counts are impossible; when the figure is undefined and ``strict``.
    """
    top, bottom = (_sum(given, names) for names in (measure.top, measure.bottom))
    if measure.kind == "percent":
        _check_part(measure, given, top, bottom)
    counts, value = Histogram.of({}), nan
    low = high = nan
    if bottom:
        value = (100 if measure.kind == "percent" else 1) * top / bottom
    if measure.form == "share":
        counts = Histogram.of(dict(zip(measure.groups, (int(bottom - top), int(top)), strict=True)))
    if bottom and measure.form == "share":
        low, high = bounds(measure, counts, "wilson", checked_confidence(confidence))
    n = int(given.get(measure.sampled, counts.n))
    lacking = "base" if not bottom else "interval" if isnan(low) else ""
    method, confidence = "wilson" if measure.form == "share" else "none", checked_confidence(confidence)
    made = Figure(value, low, high, confidence, n, missing, 0, counts, measure, method, lacking, given)
    return defined(made, strict=strict)


def rate(measure: Measure, *, confidence: float = 0.95, strict: bool = False, **given: object) -> Figure:
    """The figure of whole numbers given by name, which it checks.

    Raises:
        KpiError: for a number that counts nothing, and as :func:`figure`.
    """
    return figure(measure, counted(**given), confidence=confidence, strict=strict)


def defined(made: Figure, *, strict: bool) -> Figure:
    """``made`` itself.

    Raises:
        KpiError: when it has no value and ``strict``.
    """
    if strict and not isfinite(made.value):
        refuse_undefined("strict", why=made.reason)
    return made


def counted(**given: object) -> dict[str, int]:
    """Counts as whole numbers, by name.

    Raises:
        KpiError: for a number that counts nothing.
    """
    return {name: checked_count(name, number) for name, number in given.items()}


def amounts(**given: object) -> dict[str, float]:
    """Amounts that are not below 0, by name.

    Raises:
        KpiError: for a negative amount, or what is no number.
    """
    found = {name: checked_amount(name, number) for name, number in given.items()}
    for name, number in found.items():
        if number < 0:
            refuse("negative", name=name, given=shown(number))
    return found


def checked_amount(name: str, given: object) -> float:
    """A finite number.

    Raises:
        KpiError: for anything else.
    """
    try:
        number = nan if isinstance(given, bool | str) else float(given)  # type: ignore[arg-type] # refused just below
    except (TypeError, ValueError, OverflowError):
        number = nan
    if not isfinite(number):
        refuse("amount", name=name, given=shown(given))
    return number


def checked_share(name: str, given: object, measure: str = "") -> float:
    """A share from 0 to 1, or a percentage of ours as one.

    Args:
        name: of the argument.
        given: a number, or a result.
        measure: the KPI that a result has to be.

    Raises:
        KpiError: otherwise; 80 gets "did you mean 0.80?".
    """
    if isinstance(given, Result):
        if given.definition.kpi != measure:
            refuse("share_result", name=name, given=given.definition)
        return given.value / 100
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        if isinstance(given, int | float) and 1 < given <= 100:  # noqa: PLR2004 -- a percentage
            refuse("share_percent", name=name, given=shown(given), near=f"{float(given) / 100:.2f}")
        refuse("share", name=name, given=shown(given))
    return float(given)


def refuse(key: str, **values: Any) -> NoReturn:  # noqa: ANN401 -- anything that prints
    """Raise :class:`KpiError` with a sentence of ``interface/kpi_counts.yaml``."""
    raise KpiError(say(f"kpi_counts.{key}", **values))


def _sum(given: Given, names: tuple[str, ...]) -> float:
    return sum(-given[name[1:]] if name.startswith("-") else given[name] for name in names)


def _check_part(measure: Measure, given: Given, top: float, bottom: float) -> None:
    """Refuse a part that is larger than its whole, naming both."""
    if 0 <= top <= bottom:
        return
    numbers = {name: format_number(number) for name, number in given.items()}
    key = f"{'below' if top < 0 else 'exceeds'}_{measure.words}"
    refuse(key, **numbers, top=format_number(top), bottom=format_number(bottom))
