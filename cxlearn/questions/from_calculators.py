"""Questions made from the calculators: drawn numbers, the arithmetic in those numbers, and what wrong formulas give."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from math import nan
from typing import Any

from cxlearn.course import in_both
from cxlearn.kpi.catalogue import Kpi, kpis
from cxlearn.kpi.explanation import DIGITS
from cxlearn.kpi.mistakes import mistakes, wrong_formulas
from cxlearn.kpi.result import Result
from cxlearn.language import format_number, say
from cxlearn.questions.drawn_cases import CASES, Case

_SIGNS = {"points": "points", "percent": "%", "hours": "h", "scale": "", "money": "€", "items": ""}
_FEWEST_SLIPS = 2
_ASKED_BACK = {"share_for_percent"}  # where a percentage is wanted, 0.4 is asked back rather than held against anyone


def question(kpi_id: str, seed: int) -> dict[str, Any]:
    """A number question about a figure of the catalogue, as an item's row; the same seed gives the same numbers.

    Numbers are drawn until at least two of the known mistakes give something else than the right answer.
    """
    rng = random.Random(f"{seed}:kpi:{kpi_id}")  # noqa: S311 -- a draw, not a secret
    while True:
        case = CASES[kpi_id](rng)
        slips = list(_slips(case.figure))
        if len(slips) >= _FEWEST_SLIPS:
            return _row(kpis()[kpi_id], case, slips)


def _row(kpi: Kpi, case: Case, slips: list[dict[str, Any]]) -> dict[str, Any]:
    figure = case.figure
    return {
        "kind": "number",
        "stem": in_both(lambda language: _stem(case, language)),
        "answer": figure.value,
        "tolerance": _tolerance(figure),
        "unit": _SIGNS[figure.unit],
        "slips": slips,
        "hints": [{"text": in_both(lambda language: _formula(kpi, case, language)), "cost": 0.25}],
        "explanation": in_both(lambda language: _worked(figure, language)),
        "difficulty": 2,
        "uses": True,
        "terms": [kpi.term] if kpi.term else [],
        "sources": list(kpi.sources[:1]),  # where the figure comes from; its critics are for the lesson
    }


def _slips(figure: Result) -> Iterator[dict[str, Any]]:
    """What each known mistake gives, where it can be told from the right answer and from the mistakes before it."""
    seen, reply = [figure.value], {mistake.id: mistake.sentence for mistake in mistakes(figure)}
    for name, value in wrong_formulas(figure).items():
        far = all(abs(value - other) > 2 * _tolerance(figure) for other in seen)
        if far and not (name in _ASKED_BACK and figure.unit == "percent"):
            seen.append(value)
            yield {"id": name, "value": value, "reply": in_both(reply[name])}


def _tolerance(figure: Result) -> float:
    """Half of the last digit asked for: what rounding may change."""
    return 0.5 * 10.0 ** -DIGITS[figure.unit]


def _stem(case: Case, language: str) -> str:
    numbers = {name: format_number(number, None, language) for name, number in case.told.items()}
    if case.counts:
        given = (say("calculated.given", language, score=score, count=n) for score, n in case.counts.items())
        numbers["scores"] = ", ".join(given)
    if case.hours:
        numbers["hours"] = ", ".join(map(str, case.hours))
    words = say(f"calculated.{case.words or case.figure.definition.kpi}", language, **numbers)
    return f"{words} {say(f'calculated.digits_{DIGITS[case.figure.unit]}', language)}"


def _formula(kpi: Kpi, case: Case, language: str) -> str:
    """The formula of the figure asked for: of several definitions, its own."""
    if kpi.id == "ces":
        return say(f"calculated.formula_{case.words}", language)
    return say("calculated.formula", language, name=kpi.name(language), formula=kpi.formula(language))


def _worked(figure: Result, language: str) -> str:
    """The figure's own arithmetic, one step a line, without what its interval would add: nobody asked for that."""
    return str(replace(figure, low=nan, high=nan, lacking="").explain(language))
