"""Exercises with drawn numbers: what ``tasks.py`` draws is what the texts ask for, whoever the learner is."""

from __future__ import annotations

import random
import re
import runpy
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from cxlearn.authoring.sources import Chapter, Document, Problem, SourceError
from cxlearn.authoring.wording import texts

_LEARNERS = 40  # how many are tried
_WORKED = ("explanation", "solution")  # what may show more than was given
_VALUE = re.compile(r"(?<!\$)\{([A-Za-z_]\w*)\}")


def draw_problems(chapter: Chapter) -> Iterator[Problem]:
    """What is wrong between a chapter's ``tasks.yaml`` and its ``tasks.py``."""
    if not chapter.tasks or not chapter.tasks.data:
        return
    path = chapter.folder / "tasks.py"
    draws = _draws(path)
    tasks = {row["id"] for row in chapter.tasks.data}
    for name in draws:
        if name not in tasks:
            yield Problem(path, 1, f"DRAWS has {name!r}, and tasks.yaml does not.")
    for position, row in enumerate(chapter.tasks.data):
        if row["id"] in draws:
            yield from _drawn(chapter.tasks, position, row, _tried(path, row["id"], draws[row["id"]]))
        else:
            yield from _not_drawn(chapter.tasks, position, row)


def _draws(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        raise SourceError(Problem(path, 1, "this file is missing: tasks.yaml needs it, if only to say DRAWS = {}."))
    try:
        found = runpy.run_path(str(path))
    except Exception as error:
        raise SourceError(_failure(path, error)) from error
    if not isinstance(found.get("DRAWS"), Mapping):
        raise SourceError(Problem(path, 1, "DRAWS is missing: the tasks that draw numbers, each with its function."))
    draws: Mapping[str, Any] = found["DRAWS"]
    return draws


def _failure(path: Path, error: Exception) -> Problem:
    """Where in ``tasks.py`` Python stopped, and why."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    line = (error.lineno if isinstance(error, SyntaxError) else None) or (lines or [None])[-1]
    return Problem(path, line or 1, f"Python stops here: {type(error).__name__}: {error}.")


def _tried(path: Path, name: str, draw: Any) -> list[Any]:  # noqa: ANN401 -- whatever an author wrote
    """What the first learners would get."""
    try:
        return [draw(random.Random(f"{name} {learner}")) for learner in range(_LEARNERS)]  # noqa: S311 -- no secret
    except Exception as error:
        raise SourceError(_failure(path, error)) from error


def _drawn(document: Document, position: int, row: dict[str, Any], tried: list[Any]) -> Iterator[Problem]:
    given = set.intersection(*(set(drawn.values) for drawn in tried))
    worked = set.intersection(*({*drawn.values, *drawn.worked, "answer"} for drawn in tried))
    for place, _, text in texts(row):
        for sentence in _unfillable(text, worked if place[0] in _WORKED else given, worked):
            yield document.problem((position, *place), f"{row['id']}: {sentence}")
    sentences = [sentence for drawn in tried for sentence in _unfair(row, drawn)]
    named = {name for drawn in tried for name in drawn.slips}
    unused = [slip["id"] for slip in row.get("slips", []) if slip["id"] not in named]
    sentences += [f"tasks.py never gives the slip {name!r}." for name in unused]
    yield from (document.problem((position,), f"{row['id']}: {sentence}") for sentence in dict.fromkeys(sentences))


def _unfillable(text: str, allowed: set[str], worked: set[str]) -> Iterator[str]:
    """What a text asks for and will not get."""
    try:
        fields = [(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield "a brace stands alone."
        return
    for name, form in fields:
        if name not in allowed:
            reason = "only the explanation and the solution may show it" if name in worked else "tasks.py draws none"
            yield f"{{{name}}}: {reason}."
        elif form:
            yield f"write {{{name}}} alone: numbers are written as each language writes them."


def _unfair(row: dict[str, Any], drawn: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever an author wrote
    """What would be graded wrongly, or not at all, for the learner who gets this draw."""
    options, replies = ({entry["id"] for entry in row.get(name, [])} for name in ("options", "slips"))
    is_number = row["kind"] == "number"
    if is_number and not isinstance(drawn.answer, int | float):
        yield f"tasks.py gives {drawn.answer!r} as its answer: that is no number."
        return
    if not is_number and drawn.answer not in options:
        yield f"tasks.py gives the answer {drawn.answer!r}, which is no option."
    for name, value in drawn.slips.items():
        if name not in replies:
            yield f"tasks.py gives the slip {name!r}, which has no reply under `slips`."
        if is_number and abs(value - drawn.answer) <= row.get("tolerance", 0):
            yield f"for some learners the slip {name!r} is the right answer; draw until it is not."
        if not is_number and value not in options - {drawn.answer}:
            yield f"the slip {name!r} must be the id of a wrong option; tasks.py gives {value!r}."


def _not_drawn(document: Document, position: int, row: dict[str, Any]) -> Iterator[Problem]:
    if row["kind"] == "number" and "answer" not in row:
        yield document.problem((position,), f"{row['id']}: a number needs its `answer`, here or drawn in tasks.py.")
    if row["kind"] in {"single", "true_false"} and not any(o.get("score", 0) > 0 for o in row.get("options", [])):
        yield document.problem((position,), f"{row['id']}: exactly one option needs a score, or tasks.py an answer.")
    for place, _, text in texts(row):
        for name in _VALUE.findall(text):
            yield document.problem(
                (position, *place), f"{row['id']}: {{{name}}}: tasks.py draws nothing for this task."
            )
