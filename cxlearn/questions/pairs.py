"""Putting options with targets: matching pairs, sorting into categories."""

from __future__ import annotations

from cxlearn.language import say
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark, Part, not_attempted, of_wrong_type, right, wrong


def grade_pairs(item: Item, response: object, language: str) -> Mark:
    """The mark of options put with targets: the share that are well placed.

    An option that belongs nowhere is to be left out; putting it somewhere undoes one good placing.
    """
    placed = _placed(item, response)
    if placed is None:
        return of_wrong_type(item.kind, language)
    if not placed:
        return not_attempted(language)
    belonging = [option for option in item.options if option.target]
    found = sum(placed.get(option.id) == option.target for option in belonging)
    traps = sum(not option.target for option in item.options if option.id in placed)
    parts = _parts(item, placed, language)
    if found == len(belonging) and not traps:
        return right("proportional", say("grading.right", language), parts)
    betrays = [o.misconception for o in item.options if o.id in placed and placed[o.id] != o.target]
    reply = say("grading.partly" if found else "grading.wrong", language, found=found, total=len(belonging))
    share = (found - traps) / len(belonging) if belonging else 0.0
    return wrong("proportional", reply, share=share, parts=parts, betrays=betrays)


def _placed(item: Item, response: object) -> dict[str, str] | None:
    """Option id → target id, without the options left out; None when it is not that at all."""
    if not isinstance(response, dict):
        return None
    options, targets = {option.id for option in item.options}, {target.id for target in item.targets}
    placed = {}
    for option, target in response.items():
        if not isinstance(option, str) or option not in options:
            return None
        if target is None or target == "":
            continue
        if not isinstance(target, str) or target not in targets:
            return None
        placed[option] = target
    return placed


def _parts(item: Item, placed: dict[str, str], language: str) -> tuple[Part, ...]:
    return tuple(
        Part(option.id, placed[option.id] == option.target, option.reply.get(language, ""))
        for option in item.options
        if option.id in placed
    )
