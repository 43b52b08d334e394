"""Gaps in a sentence: each is a short text of its own, and the credit is shared among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlearn.language import say
from cxlearn.questions.items import Gap, Item
from cxlearn.questions.marks import Mark, Part, asked_back, not_attempted, of_wrong_type, right, wrong
from cxlearn.questions.text import grade_text

_GAP = re.compile(r"\[\[([^\[\]]+)\]\]")


def pieces(sentence: str) -> list[tuple[str, bool]]:
    """A sentence cut at its gaps: each piece as words or the id of a gap, and whether it is a gap."""
    return [(piece, bool(n % 2)) for n, piece in enumerate(_GAP.split(sentence)) if piece]


def grade_cloze(item: Item, response: object, language: str) -> Mark:
    """The mark of a sentence with its gaps filled: the mean of what each gap earns as a typed text."""
    typed = _typed(item, response)
    if typed is None:
        return of_wrong_type(item.kind, language)
    if not typed:
        return not_attempted(language)
    marks = {gap.id: grade_text(_alone(item, gap, language), typed.get(gap.id, ""), language) for gap in item.gaps}
    for number, mark in enumerate(marks.values(), start=1):
        if mark.kind == "error":
            return asked_back(mark.rule, say("grading.gap", language, number=number, reply=mark.reply))
    if all(mark.kind == "not_attempted" for mark in marks.values()):
        return not_attempted(language)
    return _together(item, marks, language)


def _together(item: Item, marks: dict[str, Mark], language: str) -> Mark:
    full = [name for name, mark in marks.items() if mark.kind == "right"]
    parts = tuple(Part(gap.id, gap.id in full, _reply(gap, marks[gap.id], language)) for gap in item.gaps)
    if len(full) == len(marks):
        return right("by_gap", _accepted(marks, language), parts)
    share = sum(mark.score / mark.maximum for mark in marks.values()) / len(marks)
    betrays = [name for mark in marks.values() for name in mark.misconceptions]
    key = "grading.partly" if full else "grading.wrong"
    reply = say(key, language, found=len(full), total=len(marks))
    return wrong("by_gap", reply, share=share, parts=parts, betrays=betrays)


def _accepted(marks: dict[str, Mark], language: str) -> str:
    """Which rules let the gaps pass that were not written word for word."""
    plain = say("grading.right", language)
    told = [(n, mark.reply) for n, mark in enumerate(marks.values(), start=1) if mark.reply != plain]
    return " ".join(say("grading.gap", language, number=n, reply=reply) for n, reply in told) or plain


def _reply(gap: Gap, mark: Mark, language: str) -> str:
    """What to say of one gap: the rule that decided and, of a wrong one, why."""
    if mark.kind == "right" or mark.rule == "slip":
        return mark.reply
    if mark.kind == "not_attempted":
        return gap.reply.get(language, "")
    return f"{mark.reply} {gap.reply.get(language, '')}".strip()


def _alone(item: Item, gap: Gap, language: str) -> Item:
    """A gap as a question for one short text; what stands around it is no answer."""
    around = " ".join(piece for piece, is_gap in pieces(item.sentence.get(language, "")) if not is_gap)
    return Item(
        id=gap.id,
        kind="short_text",
        chapter=item.chapter,
        stem={language: around},
        explanation=item.explanation,
        accepted=gap.accepted,
        slips=gap.slips,
    )


def _typed(item: Item, response: object) -> dict[str, str] | None:
    """Gap id → text, without the gaps left empty; None when the answer is no such thing."""
    names = [gap.id for gap in item.gaps]
    if isinstance(response, str) and len(names) == 1:
        response = [response]
    if isinstance(response, list | tuple) and len(response) <= len(names):
        response = dict(zip(names, response, strict=False))
    if not isinstance(response, dict) or not response.keys() <= set(names):
        return None
    if not all(text is None or isinstance(text, str) for text in response.values()):
        return None
    return dict(_filled(response))


def _filled(response: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, text in response.items() if text and text.strip())
