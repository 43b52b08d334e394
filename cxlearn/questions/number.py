"""Typed numbers: what was understood, and the mark it earns."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cxlearn.language import Reading, format_number, format_percent, parse_number, parse_unit, say
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark, asked_back, not_attempted, right, wrong
from cxlearn.questions.slips import slip_of_value, slip_typed, slipped, slips_by_text

_ROUNDING = 1e-9  # what adding and dividing floats may lose, as a share of the answer

_TELLING_UNITS = frozenset("%€$£")


def grade_number(item: Item, response: object, language: str) -> Mark:
    """The mark of a number, typed or given as one."""
    if item.answer is None or not math.isfinite(item.answer):
        return asked_back("no_key", say("grading.no_key", language))
    # A text of a slip speaks before the number does: "40 %" where points are asked for.
    if isinstance(response, str) and (slip := slip_typed(response, slips_by_text(item), language)):
        return slipped(slip, language)
    reading = parse_number(response, language)
    if reading.value is None:
        return not_attempted(language) if reading.rule == "empty" else asked_back(reading.rule, reading.question or "")
    return _judge(item, reading, item.answer, str(response).strip(), language)


def _judge(item: Item, reading: Reading, answer: float, typed: str, language: str) -> Mark:
    values = list(_in_the_unit(item, reading))
    if any(_is_near(value, answer, item.tolerance) for value in values):
        return _right(item, reading, language)
    if slip := slip_of_value(item, values):
        return slipped(slip, language)
    if reading.value and item.unit == "%" and not reading.unit and abs(reading.value) < 1:
        return _share(reading.value, language)
    if reading.other is not None and _is_near(reading.other, answer, item.tolerance):
        return _meant_otherwise(reading, reading.other, typed, language)
    if answer and any(_is_near(-value, answer, item.tolerance) for value in values):
        return wrong("sign", say("grading.number_sign", language))
    return wrong("value", say("grading.number_wrong", language))


def _in_the_unit(item: Item, reading: Reading) -> Iterator[float]:
    """The number as it may stand in the item's unit: "1,2 M€", "1200000" and "1,2" are one and the same in M€."""
    value = reading.value or 0.0
    scale, unit = _unit(item.unit)
    if scale == 1 or (reading.scale == 1 and reading.unit != unit):
        yield value
    if scale != 1:
        yield value / scale
    if reading.unit == "%" and not item.unit:
        yield value / 100


def _unit(unit: str) -> tuple[float, str]:
    return parse_unit(unit) or (1.0, unit)


def _is_near(value: float, wanted: float, tolerance: float) -> bool:
    return abs(value - wanted) <= tolerance + _ROUNDING * max(1.0, abs(wanted))


def _right(item: Item, reading: Reading, language: str) -> Mark:
    """Full marks, and a word about the unit when another one was named."""
    value = reading.value or 0.0
    if not _is_another_unit(reading.unit, _unit(item.unit)[1]):
        return right("value", say("grading.right", language))
    if reading.unit == "%" and not item.unit and not _is_near(value, item.answer or 0.0, item.tolerance):
        words = {
            "percent": format_percent(value, language=language),
            "number": format_number(value / 100, language=language),
        }
        return right("as_share", say("grading.number_as_share", language, **words))
    note = "grading.number_note" if item.unit else "grading.number_note_none"
    return right("unit", say(note, language, unit=item.unit, given=reading.unit))


def _is_another_unit(given: str, expected: str) -> bool:
    """Whether the unit named is another one; "12 clients" or "12 minutes" only says more than was asked for."""
    if not expected:
        return given in _TELLING_UNITS
    short, long = sorted((given.casefold(), expected.casefold()), key=len)
    return not long.startswith(short)


def _share(value: float, language: str) -> Mark:
    """0.4 where a percentage is asked for: it may be meant as 40 %."""
    words = {
        "number": format_number(value, language=language),
        "read": format_percent(value, language=language),
        "meant": format_percent(value * 100, language=language),
    }
    return asked_back("share", say("grading.number_share", language, **words))


def _meant_otherwise(reading: Reading, other: float, typed: str, language: str) -> Mark:
    """The number has another reading, and that one would be right: asked, not guessed."""
    value = reading.value or 0.0
    if reading.rule == "fraction":
        words = {"typed": typed, "number": format_number(value, language=language)}
        return asked_back("ratio", say("grading.number_ratio", language, **words))
    whole, decimal = sorted((value, other), key=abs, reverse=True)
    words = {"typed": typed, "whole": f"{whole:.0f}", "decimal": f"{decimal:.4f}"}
    return asked_back("ambiguous", say("language.number_ambiguous", language, **words))
