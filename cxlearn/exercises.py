"""Exercises: each learner's own numbers, and the three verbs check, hint, solution."""

from __future__ import annotations

import html
import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from cxlearn import course, language, log
from cxlearn.language import CourseError, say
from cxlearn.questions import Item, Mark, from_data, grade


@dataclass(frozen=True)
class Draw:
    """The numbers one learner gets.

    Attributes:
        values: what fills the ``{placeholders}`` of the texts.
        worked: the same, for what only the explanation and the worked solution may show.
        answer: the right number, or the id of the right option.
        slips: what each known wrong way gives, by the id of the slip: a number, or the id of an option.
    """

    values: Mapping[str, float | str]
    answer: float | str | None = None
    slips: Mapping[str, float | str] = field(default_factory=dict)
    worked: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of an answer: ``kind`` is ``"right"``, ``"wrong"``, ``"error"`` or ``"not_attempted"``."""

    task: str
    kind: str
    reply: str
    language: str
    score: float = 0.0
    maximum: float = 1.0

    @property
    def verdict(self) -> str:
        """The outcome in a word or two."""
        partly = self.kind == "wrong" and self.score > 0
        return say("exercises.partly" if partly else f"exercises.{self.kind}", self.language)

    def __repr__(self) -> str:
        return "{} · {}\n{}".format(self.task, *self._told()).rstrip()

    def _told(self) -> tuple[str, str]:
        """The verdict and the rest; what grading says as the verdict does, and more, stands for it."""
        first, _, rest = self.reply.partition("\n")
        return (first, rest) if first.startswith(self.verdict[:-1]) else (self.verdict, self.reply)

    def _repr_html_(self) -> str:
        words = (html.escape(part) for part in self._told())
        return '<p lang="{}"><strong>{}</strong> {}</p>'.format(self.language, *words)


@dataclass(frozen=True)
class Note:
    """A hint or a worked solution, shown as text."""

    title: str
    text: str
    language: str

    def __repr__(self) -> str:
        return f"{self.title}\n{self.text}"

    def _repr_markdown_(self) -> str:
        return f"**{self.title}**\n\n{self.text}"


def check(task_id: str, *answer: object) -> Outcome:
    """Judge an answer to a task.

    Args:
        task_id: ``"01-2"``.
        answer: a number, an option's id, a list of ids, or a mapping. ``...`` stands for what was answered in the
            task's own form, if anything was.

    Returns:
        The outcome: right, wrong, error (with what to do), or not attempted.

    Raises:
        CourseError: when there is no such task; and with ``CXLEARN_STRICT=1``, when a solution is not right or an
            untouched exercise is not "not attempted".
    """
    item = task_item(task_id)
    untouched = not answer or (len(answer) == 1 and answer[0] is ...)
    if len(answer) > 1:
        outcome = _outcome(item, Mark("error", reply=say("exercises.comma")))
    elif untouched:
        outcome = _outcome(item, grade(item, _from_form(task_id)))
    else:
        outcome = _outcome(item, _graded_and_kept(item, answer[0]))
    _hold_to(outcome, "not_attempted" if untouched else "right")
    return outcome


def hint(task_id: str) -> Note:
    """The next hint of a task; the last one again when all were given.

    Raises:
        CourseError: when there is no such task.
    """
    hints = task_item(task_id).hints
    given = len(log.learner_log().events(kind="hint", subject=task_id))
    log.learner_log().append("hint", task_id)
    number = min(given, len(hints) - 1)
    title = say("exercises.hint", number=number + 1, total=len(hints))
    return Note(title, language.pick(hints[number].text), language.current())


def solution(task_id: str) -> Note:
    """The worked solution of a task, with the learner's own numbers, and why.

    Raises:
        CourseError: when there is no such task.
    """
    row = filled(task_id)
    log.learner_log().append("solution", task_id)
    title = say("exercises.solution", title=language.pick(row["title"]))
    return Note(title, language.pick(row["solution"]), language.current())


def task_item(task_id: str) -> Item:
    """A task as a question with this learner's numbers.

    Raises:
        CourseError: when there is no such task.
    """
    return from_data({**filled(task_id), "place": "task"})


def numbers(task_id: str) -> dict[str, float | str]:
    """The numbers this learner has in a task; empty where it has none.

    Raises:
        CourseError: when there is no such task.
    """
    _row(task_id)
    drawn = _draw(task_id)
    return dict(drawn.values) if drawn else {}


def filled(task_id: str) -> dict[str, Any]:
    """A task's texts and key with this learner's numbers in them, as an item row with ``title`` and ``solution``.

    Raises:
        CourseError: when there is no such task.
    """
    row, drawn = _row(task_id), _draw(task_id)
    if drawn is None:
        return row
    return _with_key(_with_values(row, drawn), drawn)


def _row(task_id: str) -> dict[str, Any]:
    known = {row["id"]: row for rows in course.load()["tasks"].values() for row in rows}
    if str(task_id) not in known:
        near = language.nearest(task_id, known) or next(iter(known), "")
        raise CourseError(say("exercises.unknown", given=task_id, near=near))
    row: dict[str, Any] = known[task_id]
    return row


@cache
def _draws(chapter: str) -> Mapping[str, Callable[[random.Random], Draw]]:
    folder = next(row["folder"] for row in course.chapters() if row["id"] == chapter)
    draws: Mapping[str, Callable[[random.Random], Draw]] = import_module(f"cxlearn.course.{folder}.tasks").DRAWS
    return draws


def _draw(task_id: str) -> Draw | None:
    draw = _draws(task_id.partition("-")[0]).get(task_id)
    # The same learner finds the same numbers again, on any day and in either language.
    return draw(random.Random(log.seed_for("task", task_id))) if draw else None  # noqa: S311 -- an exercise, not a secret


def _with_values(row: Any, drawn: Draw) -> Any:  # noqa: ANN401 -- any part of a row
    if isinstance(row, list):
        return [_with_values(part, drawn) for part in row]
    if isinstance(row, dict) and set(row) == set(course.LANGUAGES):
        return {
            name: text.format(**_written(drawn, name)) if isinstance(text, str) else text for name, text in row.items()
        }
    return {key: _with_values(part, drawn) for key, part in row.items()} if isinstance(row, dict) else row


def _written(drawn: Draw, name: str) -> dict[str, str]:
    """The values as a language writes them."""
    values = {**drawn.values, **drawn.worked, "answer": drawn.answer}
    return {
        key: value if isinstance(value, str) else language.format_number(value or 0.0, language=name)
        for key, value in values.items()
    }


def _with_key(row: dict[str, Any], drawn: Draw) -> dict[str, Any]:
    replies = {slip["id"]: slip["reply"] for slip in row.get("slips", [])}
    if row["kind"] == "number":
        slips = [{"id": name, "value": value, "reply": replies[name]} for name, value in drawn.slips.items()]
        return {**row, "answer": drawn.answer, "slips": slips}
    betrayed = {option: name for name, option in drawn.slips.items()}
    options = [
        {
            **option,
            "score": float(option["id"] == drawn.answer),
            "reply": replies[betrayed[option["id"]]] if option["id"] in betrayed else option["reply"],
        }
        for option in row["options"]
    ]
    return {**row, "options": options, "slips": []}


def _from_form(task_id: str) -> Any:  # noqa: ANN401 -- whatever kind of answer the task takes
    answers = [e for e in log.learner_log().events(kind="answer", subject=task_id) if e.data.get("context") == "task"]
    return answers[-1].data["response"] if answers else None


def _graded_and_kept(item: Item, answer: Any) -> Mark:  # noqa: ANN401 -- anything a learner can type
    mark = grade(item, answer)
    if mark.kind in {"right", "wrong"}:
        kept = {"score": mark.score, "maximum": mark.maximum, "outcome": mark.kind, "rule": mark.rule}
        log.learner_log().append("answer", item.id, context="check", response=answer, revision=item.revision, **kept)
    return mark


def _outcome(item: Item, mark: Mark) -> Outcome:
    parts = [part.reply for part in mark.parts if not part.right and part.reply]
    known = {say("grading.right"), say("grading.not_attempted")}  # the verdict says as much
    reply = "\n".join(dict.fromkeys(text for text in [mark.reply, *parts] if text not in known))
    if mark.kind == "not_attempted":
        reply = reply or say("exercises.how")
    if mark.kind == "right":
        reply = f"{reply}\n{language.pick(item.explanation)}".strip()
    return Outcome(item.id, mark.kind, reply, language.current(), mark.score, mark.maximum)


def _hold_to(outcome: Outcome, expected: str) -> None:
    """In tests of the notebooks, a solution that is not right is an error, and so is a stub that is attempted."""
    if os.environ.get("CXLEARN_STRICT") == "1" and outcome.kind != expected:
        raise CourseError(say("exercises.strict", task=outcome.task, expected=expected, kind=outcome.kind))
