"""The names of misconceptions: each for what a question can betray, and one for what two questions share."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from cxlearn.authoring.sources import Course, Problem
from cxlearn.kpi.mistakes import wrong_formulas
from cxlearn.questions.drawn_cases import CASES

_DRAWS = 12  # of a calculator's question: some formulas are wrong for some scales only


def misconception_problems(course: Course) -> Iterator[Problem]:
    """Names for what no question betrays, names given twice, and shared misconceptions without a name."""
    document, shared = course.misconceptions, dict(_shared(course))
    named: dict[str, str] = {}
    known = {*_written(course), *_calculated()} if document.data else set()
    for n, row in enumerate(document.data):
        for k, betrayed in enumerate(row.get("betrayed_by", [row["id"]])):
            place = (n, "betrayed_by", k)
            if betrayed not in known:
                yield document.problem(place, f"{row['id']}: no question betrays {betrayed!r}.")
            if betrayed in named:
                yield document.problem(place, f"{row['id']}: {betrayed!r} is {named[betrayed]!r} already.")
            named[betrayed] = row["id"]
    for name, items in shared.items():
        if name not in named:
            yield document.problem((), f"{' and '.join(items)} share the misconception {name!r}: give it a name here.")


def _shared(course: Course) -> Iterator[tuple[str, list[str]]]:
    """The misconceptions that the options of two questions or more name, with these."""
    found: dict[str, list[str]] = {}
    for row in _rows(course):
        for name in {option.get("misconception") for option in row.get("options", [])} - {None}:
            found.setdefault(name, []).append(row["id"])
    yield from ((name, items) for name, items in found.items() if len(items) > 1)


def _written(course: Course) -> Iterator[str]:
    for row in _rows(course):
        slips = [*row.get("slips", []), *(slip for gap in row.get("gaps", []) for slip in gap.get("slips", []))]
        named = [option.get("misconception") for option in row.get("options", [])]
        for name in filter(None, [*named, *(slip["id"] for slip in slips)]):
            yield from (name, f"{row['id']}/{name}")


def _calculated() -> Iterator[str]:
    """What the questions of calculators betray, without their words: those may be the very thing an author changed."""
    for name, case in CASES.items():
        for seed in range(_DRAWS):
            for slip in wrong_formulas(case(random.Random(seed)).figure):  # noqa: S311 -- a draw, not a secret
                yield from (slip, f"kpi:{name}/{slip}")


def _rows(course: Course) -> Iterator[dict[str, Any]]:
    yield from (row for chapter in course.banks if chapter.questions for row in chapter.questions.data["items"])
