"""How a misconception is told to the learner who has it: what it is called, how often, and what mends it."""

from __future__ import annotations

import re
from typing import Any

from cxlearn import lexicon
from cxlearn.language import format_date, pick, say
from cxlearn.questions.items import Item
from cxlearn.questions.misconceptions import Misconception
from cxlearn.widgets.term import called
from cxlearn.widgets.verdict import section_link, shortened

_MOST_ITEMS = 2


def told(one: Misconception, language: str) -> dict[str, Any]:
    """A misconception as plain data: its name, how often and when last, the reply, and where to read and try again."""
    calls = ", ".join(f'`cx.ask("{item}")`' for item in [*dict.fromkeys(reversed(one.items))][:_MOST_ITEMS])
    return {
        "name": named(one, language),
        "times": say("progress.times", language, count=one.count, day=format_date(one.answer.time, language)),
        "reply": one.reply,
        "link": section_link(one.section, language),
        "again": say("progress.ask_again", language, calls=calls),
    }


_TELLING = 25
"""Characters: a shorter question could be asked of anything."""


def named(one: Misconception, language: str) -> str:
    """What the course calls it; else the term taken for another; else what was answered, and to what."""
    if one.name:
        return pick(one.name, language)
    wrong, confused, right = one.id.partition("-for-")
    entries = {entry.id: entry for entry in lexicon.terms()} if confused and one.item.made_from else {}
    if wrong in entries and right in entries:
        terms = {"wrong": called(entries[wrong], language), "right": called(entries[right], language)}
        return say("progress.confused", language, **terms)
    answer = _answered(one.item, one.id.rpartition("/")[2], one.answer.data.get("response"), language)
    return say("progress.answered", language, question=_question(one.item, language), answer=answer)


def _question(item: Item, language: str) -> str:
    """The question at the end of a stem, without the case that leads to it; but "What follows?" needs its case."""
    stem = pick(item.stem, language)
    asked = [question.strip() for question in re.findall(r"[^.?!»”]+\?", stem)]
    return shortened(asked[-1] if asked and len(asked[-1]) > _TELLING else stem)


def _answered(item: Item, betrayed: str, response: object, language: str) -> str:
    """What betrayed it, as the learner saw or typed it."""
    if item.kind == "true_false":
        return say(f"quiz.option_{response}", language)
    if isinstance(response, dict) and item.gaps:
        gap = next(gap.id for gap in item.gaps if betrayed in {slip.id for slip in gap.slips})
        return str(response[gap])
    option = next((option for option in item.options if option.misconception == betrayed), None)
    return shortened(pick(option.text, language).rstrip(".")) if option else str(response)
