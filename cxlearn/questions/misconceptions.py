"""What wrong answers betray, over everything a learner has answered: which misconception, how often, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxlearn.language import pick
from cxlearn.questions.generation import find
from cxlearn.questions.grading import grade
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark
from cxlearn.questions.regrading import Answered


@dataclass(frozen=True, slots=True)
class Misconception:
    """One misconception, as a learner's answers show it.

    Attributes:
        name: its id, which several questions may share.
        count: how many answers betrayed it.
        items: the questions concerned, in the order of the answers.
        reply: what grading said of it the last time.
        chapter, section: where to read again what mends it.
    """

    name: str
    count: int
    items: tuple[str, ...]
    reply: str
    chapter: str
    section: str


def misconceptions(answers: Iterable[Answered], language: str) -> list[Misconception]:
    """What the answers betray, the most frequent first; what was answered right since is left out.

    Args:
        answers: events of the kind ``"answer"``, oldest first. Each is graded again with today's key, so that a
            misconception that was mended in the course, or a question that is gone, does not come back.
        language: ``"fr"`` or ``"en"``, for the replies.
    """
    said = list(answers)
    mended = {answer.subject for answer in said if answer.data.get("outcome") == "right"}
    mended -= {answer.subject for answer in _last(said) if answer.data.get("outcome") != "right"}
    found: dict[str, Misconception] = {}
    for answer in said:
        if answer.data.get("outcome") != "wrong" or answer.subject in mended:
            continue
        item = find(answer.subject, answer.data.get("draw_seed") or 0)
        if item is not None:
            mark = grade(item, answer.data.get("response"), language)
            for name, reply in _betrayed(item, mark, language):
                found[name] = _once_more(found.get(name), name, item, reply)
    return sorted(found.values(), key=lambda one: -one.count)


def _last(answers: list[Answered]) -> Iterable[Answered]:
    return {answer.subject: answer for answer in answers}.values()


def _betrayed(item: Item, mark: Mark, language: str) -> Iterator[tuple[str, str]]:
    """Each misconception of one answer, with the reply that teaches."""
    replies = {option.misconception: pick(option.reply, language) for option in item.options if option.misconception}
    replies |= {slip.id: pick(slip.reply, language) for slip in item.slips}
    for name in mark.misconceptions:
        yield name, replies.get(name) or mark.reply


def _once_more(before: Misconception | None, name: str, item: Item, reply: str) -> Misconception:
    items = tuple(dict.fromkeys([*(before.items if before else ()), item.id]))
    return Misconception(name, (before.count if before else 0) + 1, items, reply, item.chapter, item.section)
