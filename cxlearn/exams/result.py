"""The result file of an exam: what was asked and answered, chained; and how an instructor regrades it.

JSON in UTF-8: ``format``, ``version``, ``course`` (the package's version), ``about`` (what the chain is worth),
``score`` and ``maximum``, ``answers`` (a table: item, revision, response, language, score, …) and ``steps``, from which
all the rest follows: ``start`` (items with their fingerprints, seed, time allowed), ``answer``, ``flag``, ``end``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cxlearn
from cxlearn.course import in_both
from cxlearn.exams import chain
from cxlearn.exams.sitting import Sitting, fingerprint, mark_row
from cxlearn.language import CourseError, say
from cxlearn.questions import bank
from cxlearn.questions.generation import anew

FORMAT, VERSION = "cxlearn-exam", 1


@dataclass(frozen=True, slots=True)
class Regraded:
    """One question: the mark in the file and the mark of today's course; ``after`` is None when it is gone.

    ``changed``: the course's question is no longer, word for word and key for key, the one that was asked.
    """

    item: str
    response: Any
    before: dict[str, Any]
    after: dict[str, Any] | None
    changed: bool

    @property
    def differs(self) -> bool:
        """Whether the score is another one."""
        return self.after is not None and abs(self.after["score"] - self.before["score"]) > 1e-9  # noqa: PLR2004


def result(sitting: Sitting) -> dict[str, Any]:
    """The content of the result file of an exam that has ended."""
    answers = _answers(sitting.steps)
    return {
        "format": FORMAT,
        "version": VERSION,
        "course": cxlearn.__version__,
        "about": in_both(lambda one: say("exam.honest", one)),
        **_sum(answers),
        "answers": answers,
        "steps": sitting.steps,
    }


def write(sitting: Sitting, path: Path) -> None:
    """Write the result file.

    Raises:
        CourseError: when it cannot be written there.
    """
    text = json.dumps(result(sitting), ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CourseError(say("log.not_writable", path=path)) from error


def read(path: Path) -> list[dict[str, Any]]:
    """The steps of a result file, examined.

    Raises:
        CourseError: when it cannot be read, is no result file, is of a newer version, or is not as it was written.
    """
    document = _document(path)
    if document.get("version") != VERSION:
        raise CourseError(say("exam.file_newer", path=path))
    try:
        steps = list(document["steps"])
        broken = chain.first_break(steps)
        answers = _answers(steps) if broken is None else []
        whole = broken is None and document["answers"] == answers and _sum(answers).items() <= document.items()
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise CourseError(say("exam.file_foreign", path=path)) from error
    if broken is not None:
        raise CourseError(say("exam.file_broken", path=path, step=broken + 1, count=len(steps)))
    if not whole:
        raise CourseError(say("exam.file_table", path=path))
    return steps


def regrade(steps: list[dict[str, Any]], path: Path) -> list[Regraded]:
    """Each question of a result file, marked by the course as it is today.

    Raises:
        CourseError: when this course knows none of the questions.
    """
    known = {item.id: anew(item, steps[0]["seed"]) for item in bank()}
    asked = {row["id"]: row for row in steps[0]["items"]}
    rows = []
    for row in _answers(steps):
        item = known.get(row["item"])
        after = mark_row(item, row["response"], row["language"]) if item else None
        changed = item is not None and fingerprint(item) != asked[row["item"]]["print"]
        rows.append(Regraded(row["item"], row["response"], row, after, changed))
    if rows and not any(row.after for row in rows):
        raise CourseError(say("exam.file_other_course", path=path))
    return rows


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(say("log.not_readable", path=path)) from error
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CourseError(say("exam.file_foreign", path=path))
    return document


def _answers(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The table of answers: every question asked, its raw answer and its mark."""
    given = {s["item"]: {"response": s["response"], "language": s["language"]} for s in steps if s["step"] == "answer"}
    revisions = {row["id"]: row["revision"] for row in steps[0]["items"]}
    unanswered = {"response": None, "language": "fr"}
    return [
        {"item": row["item"], "revision": revisions[row["item"]], **given.get(row["item"], unanswered), **row}
        for row in steps[-1]["marks"]
    ]


def _sum(answers: list[dict[str, Any]]) -> dict[str, float]:
    return {name: round(sum(row[name] for row in answers), 6) for name in ("score", "maximum")}
