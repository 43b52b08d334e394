"""What wrong answers betray, over everything a learner has answered: which misconception, how often, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cxlearn import course
from cxlearn.course import Text
from cxlearn.language import pick
from cxlearn.questions.generation import anew, find
from cxlearn.questions.grading import grade
from cxlearn.questions.items import Item, bank
from cxlearn.questions.marks import Mark
from cxlearn.questions.regrading import Answered

_COUNTED = ("right", "wrong")


class Dated(Answered, Protocol):
    """An answer, and when it was given."""

    @property
    def time(self) -> datetime:
        """When, in UTC."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """One misconception, as a learner's answers show it.

    Attributes:
        id: that of a name in ``misconceptions.yaml``; without one, what the question calls it.
        name: what the course calls it; None where only one question betrays it.
        items: the questions concerned, one for each answer, oldest first.
        item: the last of them, as it was asked then.
        answer: what was answered to it.
        reply: what grading says of that.
    """

    id: str
    name: Text | None
    items: tuple[str, ...]
    item: Item
    answer: Dated
    reply: str

    @property
    def count(self) -> int:
        """How many answers betrayed it."""
        return len(self.items)

    @property
    def section(self) -> str:
        """Where to read what mends it; "" when no lesson has it."""
        return self.item.section or _taught(self.item)


def misconceptions(answers: Iterable[Dated], language: str) -> list[Misconception]:
    """What the answers betray, the most frequent first, then the latest; a question answered right since is left out.

    Args:
        answers: events of the kind ``"answer"``, oldest first. Each is graded again with today's key, so that a
            misconception that was mended in the course, or a question that is gone, does not come back.
        language: ``"fr"`` or ``"en"``, for the replies.
    """
    said = [answer for answer in answers if answer.data.get("outcome") in _COUNTED]
    last = {answer.subject: answer.data["outcome"] for answer in said}
    written, names = {item.id: item for item in bank()}, _names()
    found: dict[str, Misconception] = {}
    for answer in said:
        if answer.data["outcome"] == "right" or last[answer.subject] == "right":
            continue
        seed = answer.data.get("draw_seed") or 0
        item = anew(written[answer.subject], seed) if answer.subject in written else find(answer.subject, seed)
        if item is None:
            continue
        # What was typed is read in the language it was typed in.
        mark = grade(item, answer.data.get("response"), answer.data.get("language"))
        for betrayed, reply in _betrayed(item, mark, language):
            id_, name = _called(item, betrayed, names)
            before = found.pop(id_, None)
            items = (*(before.items if before else ()), item.id)
            found[id_] = Misconception(id_, name, items, item, answer, reply)
    return sorted(found.values(), key=lambda one: one.count)[::-1]


def _betrayed(item: Item, mark: Mark, language: str) -> Iterator[tuple[str, str]]:
    """Each misconception of one answer, with the reply that teaches."""
    slips = [*item.slips, *(slip for gap in item.gaps for slip in gap.slips)]
    replies = {option.misconception: pick(option.reply, language) for option in item.options if option.misconception}
    replies |= {slip.id: pick(slip.reply, language) for slip in slips}
    for name in mark.misconceptions:
        yield name, replies.get(name) or mark.reply


def _names() -> dict[str, tuple[str, Text]]:
    """What the course calls each misconception, by what betrays it."""
    rows = course.load()["misconceptions"]
    return {betrayed: (row["id"], row["name"]) for row in rows for betrayed in row["betrayed_by"]}


def _called(item: Item, betrayed: str, names: dict[str, tuple[str, Text]]) -> tuple[str, Text | None]:
    """Its id and its name. Without a name, only what one maker asks is the same misconception in two questions."""
    own = item.made_from or item.id
    for key in (f"{item.id}/{betrayed}", f"{own}/{betrayed}", betrayed):
        if key in names:
            return names[key]
    return (betrayed if own.startswith("term:") else f"{own}/{betrayed}"), None


def _taught(item: Item) -> str:
    """The section of what a calculator or the lexicon asks: of the same question in a lesson, or where its term is."""
    terms = {*item.terms, item.made_from.partition(":")[2].replace("_", "-")}
    placed = [one for one in bank() if one.section]
    entries = {f"lexicon:{name}" for name in terms}
    covering = (places for places in course.load()["coverage"].values() if entries.intersection(places))
    found = [one.section for one in placed if item.made_from and one.made_from == item.made_from]
    found += [place for places in covering for place in places if "." in place]
    found += [one.section for one in placed if terms.intersection(one.terms)]
    return next(iter(found), "")
