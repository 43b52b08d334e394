"""A corrected key: what was answered before is graded again, and the difference is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cxlearn.language import format_number, say
from cxlearn.questions.generation import find
from cxlearn.questions.grading import grade
from cxlearn.questions.items import Item
from cxlearn.questions.turn import worth

_CLOSE = 1e-9


class Answered(Protocol):
    """An answer as the log keeps it: an event about an item, with the raw response in its data."""

    @property
    def uid(self) -> str:
        """The name of the event."""

    @property
    def subject(self) -> str:
        """The id of the item."""

    @property
    def data(self) -> dict[str, Any]:
        """``response`` and ``score``; where they are known, ``language``, ``draw_seed``, ``hints`` and ``tries``."""


@dataclass(frozen=True, slots=True)
class Regraded:
    """One answer whose points a corrected key changes.

    Attributes:
        uid: the event that logged it.
        item: the id of the question.
        revisions: of the question, when it was answered and now.
        before: the points logged then; the event itself stays as it is.
        after: the points it earns now.
        outcome: ``"right"``, ``"wrong"``, or another outcome of grading.
        reply: what grading says now.
    """

    uid: str
    item: str
    revisions: tuple[int, int]
    before: float
    after: float
    outcome: str
    reply: str

    def says(self, language: str | None = None) -> str:
        """The difference in one line."""
        before, after = (format_number(round(points, 2), language=language) for points in (self.before, self.after))
        old, new = self.revisions
        words = {"item": self.item, "old": old, "new": new, "before": before, "after": after, "reply": self.reply}
        return say("grading.regraded", language, **words).strip()


def regrade(
    answers: Iterable[Answered], find_item: Callable[[str, int], Item | None] | Mapping[str, Item] = find
) -> list[Regraded]:
    """Grade logged answers with today's keys, and give those whose points or outcome differ.

    Nothing in the log is changed: the answers stand there as they were given, which is what makes this possible.

    Args:
        answers: events of the kind ``"answer"``, such as ``learner_log().events(kind="answer")``. Those about an item
            that is no longer found are passed over.
        find_item: the item of an id and a seed, or the items by id; by default those of the course.
    """
    known = find_item
    look = known if callable(known) else lambda name, _seed: known.get(name)
    graded = (_again(answer, look(answer.subject, answer.data.get("draw_seed") or 0)) for answer in answers)
    return [one for one in graded if one is not None]


def report(differences: list[Regraded], language: str | None = None) -> str:
    """The differences line by line, below what they come to."""
    if not differences:
        return say("grading.regraded_none", language)
    change = sum(one.after - one.before for one in differences)
    total = ("+" if change > 0 else "") + format_number(round(change, 2), language=language)
    first = say("grading.regraded_total", language, count=len(differences), change=total)
    return "\n".join([first, *(one.says(language) for one in differences)])


def _again(answer: Answered, item: Item | None) -> Regraded | None:
    data = answer.data
    if item is None or "response" not in data or "score" not in data:
        return None
    mark = grade(item, data["response"], data.get("language"))
    points = worth(item, mark, hints=data.get("hints") or 0, tries=data.get("tries") or 1)
    if abs(points - data["score"]) < _CLOSE and mark.kind == data.get("outcome", mark.kind):
        return None
    revisions = (data.get("revision") or 1, item.revision)
    return Regraded(answer.uid, item.id, revisions, data["score"], points, mark.kind, mark.reply)
