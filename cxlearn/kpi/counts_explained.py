"""A figure made from counts, in words: its line, its card, and its arithmetic with the real numbers."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

from cxlearn.kpi.explanation import Steps, amount, interval, percent, width
from cxlearn.language import format_number, say

if TYPE_CHECKING:  # a figure explains itself
    from cxlearn.kpi.counts import Figure, Measure

_NUMBERS = {"window", "periods", "medium"}  # choices whose value is shown as it is
_SHARES = {"discount", "retention", "churn"}


def definition(measure: Measure, language: str | None = None) -> str:
    """What is divided by what, and what was settled."""
    name = say(f"kpi_catalogue.{measure.kpi}_name", language)
    words = say(f"kpi_counts.defined_{measure.words}", language)
    settled = "".join(_choice(choice, value, language) for choice, value in measure.choices)
    return say("kpi.defined", language, name=name, words=words, scale=settled)


def line(figure: Figure, language: str | None = None) -> str:
    """A figure in one line."""
    name = say(f"kpi_catalogue.{figure.measure.kpi}_name", language)
    parts = [*_value(figure, language), *figure_details(figure, language)]
    parts += [*_base(figure, language)] + [say("kpi.low_n", language)] * (figure.low_n and figure.n > 0)
    return say("kpi.line", language, name=name, rest=" · ".join(parts))


def card_lines(figure: Figure, language: str | None = None) -> list[str]:
    """The texts of a figure's card: title, value, and what goes with it."""
    lines = [definition(figure.measure, language), *_value(figure, language)]
    lines += [*figure_details(figure, language), *_base(figure, language)]
    return [*lines, say(f"kpi_counts.direction_{figure.direction}", language), *_cautions(figure, language)]


def steps(figure: Figure, language: str | None = None) -> Steps:
    """The arithmetic of a figure, one step a line."""
    lines = [definition(figure.measure, language), *_inputs(figure, language)]
    if isnan(figure.value):
        lines += _value(figure, language)
    else:
        numbers = {name: _written(name, number, language) for name, number in figure.given.items()}
        value = amount(figure.value, figure.unit, language)
        lines.append(say(f"kpi_counts.step_{figure.measure.words}", language, **numbers, value=value))
        lines += _width(figure, language)
    lines += [*figure_details(figure, language), *_cautions(figure, language)]
    return Steps("\n".join(f"{number}. {text}" for number, text in enumerate(lines, start=1)))


def why(figure: Figure, language: str | None = None) -> str:
    """Why the value or its interval is undefined."""
    if figure.lacking == "interval":
        return say(f"kpi_counts.no_interval_{figure.measure.words}", language)
    if figure.lacking == "base":
        return say("kpi_counts.lacking_base", language, base=_base_label(figure.measure, language))
    return say(f"kpi_counts.lacking_{figure.lacking}", language)


def figure_details(figure: Figure, language: str | None = None) -> Iterator[str]:
    """What else belongs to the figure: of a time to resolution, its median, its 90th percentile, the open tickets."""
    for name, value in figure.details.items():
        known = amount(value, figure.unit, language)
        text = say("kpi_counts.not_reached", language) if isnan(value) else known
        yield say(f"kpi_counts.detail_{name}", language, value=text)
    if opened := int(figure.given.get("open", 0)):
        yield say("kpi_counts.detail_open", language, count=opened, n=format_number(opened, 0, language))


def _choice(name: str, value: str | int, language: str | None) -> str:
    key = f"kpi_counts.choice_{name}" if name in _NUMBERS else f"kpi_counts.choice_{name}_{value}"
    return say(key, language, value=value)


def _value(figure: Figure, language: str | None) -> list[str]:
    if isnan(figure.value):
        return [say("kpi.undefined", language, why=why(figure, language))]
    return [amount(figure.value, figure.unit, language), interval(figure, language)]


def _width(figure: Figure, language: str | None) -> Iterator[str]:
    """How the interval comes about: Wilson's, or that of the share it was made from."""
    if figure.interval == "wilson":
        yield from width(figure, language)
    elif not isnan(figure.low):
        low, high = (amount(end, figure.unit, language) for end in (figure.low, figure.high))
        share = percent(figure.confidence, language)
        yield say("kpi_counts.step_carried", language, percent=share, low=low, high=high)


def _base(figure: Figure, language: str | None) -> Iterator[str]:
    """What was counted, and how many were left out."""
    if figure.n:
        label, size = _base_label(figure.measure, language), format_number(figure.n, 0, language)
        yield say("kpi_counts.labelled", language, label=label, number=size)
    if figure.missing:
        yield say("kpi.missing", language, count=figure.missing, n=format_number(figure.missing, 0, language))


def _base_label(measure: Measure, language: str | None) -> str:
    name = measure.sampled or (measure.bottom[0] if len(measure.bottom) == 1 else f"base_{measure.words}")
    return say(f"kpi_counts.input_{name}", language)


def _inputs(figure: Figure, language: str | None) -> Iterator[str]:
    """What the figure was made from; facts that only wrong formulas use are left out."""
    names = dict.fromkeys(name.removeprefix("-") for name in (*figure.measure.top, *figure.measure.bottom))
    parts = [
        say(
            "kpi_counts.labelled",
            language,
            label=say(f"kpi_counts.input_{name}", language),
            number=_written(name, figure.given[name], language),
        )
        for name in names
    ]
    yield say("kpi_counts.step_inputs", language, inputs=say("kpi_counts.and", language).join(parts))


def _written(name: str, number: float, language: str | None) -> str:
    """Whole numbers whole, amounts with cents, shares as precisely as they were given."""
    if name in _SHARES and round(100 * number, 9) % 1:
        return format_number(number, 4, language)
    return format_number(number, 2 if number % 1 else 0, language)


def _cautions(figure: Figure, language: str | None) -> Iterator[str]:
    if figure.lacking == "interval":
        yield why(figure, language)
    if figure.given.get("open") and not isnan(figure.value):
        yield say("kpi_counts.caution_open", language)
    if figure.low_n and figure.n:
        yield say("kpi_counts.caution_low_n", language)
