"""Putting things in order: the stages of a journey, the steps of a calculation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cxlearn.language import say
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark, Part, of_wrong_type, right, wrong

RULE = "longest_common_subsequence"
_LEAST = 2  # one thing alone is in order with itself, whatever the answer


def grade_order(item: Item, response: object, language: str) -> Mark:
    """The mark of the options in some order: the share of the longest run of them that needs no moving.

    The order in which an item lists its options is the right one. Moodle counts the same, as "longest ordered subset".
    """
    key = [option.id for option in item.options]
    given = _given(response)
    if sorted(given) != sorted(key):
        return of_wrong_type(item.kind, language)
    kept = {key[place] for place in longest_increasing([key.index(option) for option in given])}
    by_id = {option.id: option for option in item.options}
    parts = tuple(Part(name, name in kept, by_id[name].reply.get(language, "")) for name in given)
    if given == key:
        return right(RULE, say("grading.right", language), parts)
    betrays = [by_id[name].misconception for name in given if name not in kept]
    if len(kept) < _LEAST:
        return wrong(RULE, say("grading.order_none", language), parts=parts, betrays=betrays)
    reply = say("grading.order_partly", language, found=len(kept), total=len(key))
    return wrong(RULE, reply, share=len(kept) / len(key), parts=parts, betrays=betrays)


def longest_increasing(places: Sequence[int]) -> list[int]:
    """The longest of the increasing subsequences: here, what two orders of the same things have in common."""
    ends: list[int] = []  # the place that ends the best subsequence of each length
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    chain: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _given(response: object) -> list[str]:
    """The options of an answer; none when it is no list of texts."""
    if not isinstance(response, list | tuple) or not all(isinstance(option, str) for option in response):
        return []
    return list(response)
