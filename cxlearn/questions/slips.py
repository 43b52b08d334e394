"""Known wrong answers: recognised, and answered with what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cxlearn import course
from cxlearn.questions.items import Item, Slip
from cxlearn.questions.marks import Mark, wrong
from cxlearn.questions.spelling import known, strictest_step, write

_ROUNDING = 1e-3  # a slip's value is recognised though it was rounded, as a share of it
_LONGEST = 200


def slips_by_text(item: Item) -> dict[str, Slip]:
    """The texts that betray a slip, in either language."""
    return {text: slip for slip in item.slips for one in course.LANGUAGES for text in slip.texts.get(one, ())}


def slip_typed(typed: str, slips: Mapping[str, Slip], language: str) -> Slip | None:
    """The slip one of whose texts was typed, whatever the case, accents, articles and plurals."""
    if not slips or len(typed) > _LONGEST:
        return None
    writing = write(typed, language, typed=True)
    same = (slip for text, slip in slips.items() if strictest_step(writing, known(text, language)) is not None)
    return next(same, None)


def slip_of_value(item: Item, values: Iterable[float]) -> Slip | None:
    """The slip whose value is nearest to one of these readings of a number, if one is near enough."""
    near = [
        (abs(value - slip.value), place)
        for value in values
        for place, slip in enumerate(item.slips)
        if slip.value is not None and abs(value - slip.value) <= max(item.tolerance, _ROUNDING * abs(slip.value))
    ]
    return item.slips[min(near)[1]] if near else None


def slipped(slip: Slip, language: str) -> Mark:
    """No marks, and the slip's own reply."""
    return wrong("slip", slip.reply.get(language, ""), betrays=(slip.id,))
