"""What stands in a picture and beside it, in words: values with their units, titles, what is said aloud."""

from __future__ import annotations

from math import isnan

from cxlearn.kpi import counts_explained, explanation
from cxlearn.kpi.counts import Figure
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.result import Result
from cxlearn.language import format_number, say


def line(result: Result, language: str | None) -> str:
    """A result in one line, as it prints."""
    if isinstance(result, Figure):
        return counts_explained.line(result, language)
    return explanation.line(result, language)


def name(result: Result, language: str | None) -> str:
    """What the figure is called."""
    kpi = result.definition.kpi
    return say(f"kpi_catalogue.{kpi}_name" if isinstance(result, Figure) else f"kpi.name_{kpi}", language)


def title(result: Result, language: str | None) -> str:
    """The name and the value."""
    value = explanation.amount(result.value, result.unit, language)
    return say("kpi.line", language, name=name(result, language), rest=value)


def interval(low: float, high: float, unit: str, language: str | None) -> str:
    """From where to where an interval goes, or that there is none."""
    if isnan(low):
        return say("kpi.no_interval", language)
    digits = 2 if unit in {"scale", "money", "ces"} else 1
    ends = {"low": format_number(low, digits, language), "high": format_number(high, digits, language)}
    return say("charts.from_to", language, **ends)


def caption(words: str, *, hollow: bool, language: str | None) -> str:
    """What was measured, and what an empty point means where there is one."""
    return ". ".join(filter(None, [words, say("charts.small_hollow", language) if hollow else ""]))


def axis(unit: str, language: str | None) -> str:
    """What the numbers along a line are."""
    return say(f"charts.axis_{unit}", language)


def checked(result: Result, language: str | None) -> None:
    """Refuse to draw what is undefined.

    Raises:
        KpiError: saying why it is.
    """
    if isnan(result.value):
        raise KpiError(say("charts.undefined", language, why=result.reason))
