"""Choosing one option, or several with partial credit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cxlearn.language import say
from cxlearn.questions.items import Item, Option
from cxlearn.questions.marks import Mark, Part, of_wrong_type, right, wrong


def all_or_nothing(weights: Mapping[str, float], chosen: frozenset[str]) -> float:
    """1 when every right option, and no other, is chosen; else 0."""
    return float(chosen == _key(weights))


def net_correct(weights: Mapping[str, float], chosen: frozenset[str]) -> float:
    """(right chosen − wrong chosen) / right in all, never below 0. What Moodle and H5P usually do."""
    key = _key(weights)
    return max(0.0, (len(chosen & key) - len(chosen - key)) / len(key)) if key else 0.0


def each_answer(weights: Mapping[str, float], chosen: frozenset[str]) -> float:
    """1 − errors / options; an error is a wrong option chosen or a right one left."""
    return 1 - len(chosen ^ _key(weights)) / len(weights) if weights else 0.0


def coverage(weights: Mapping[str, float], chosen: frozenset[str]) -> float:
    """(right chosen / right in all) × (right chosen / chosen)."""
    key = _key(weights)
    found = len(chosen & key)
    return found / len(key) * (found / len(chosen)) if found else 0.0


def weighted(weights: Mapping[str, float], chosen: frozenset[str]) -> float:
    """Net-correct, with each right option counting for its own weight.

    A wrong option takes away its negative weight, or, when it has none, the mean weight of the right ones.
    """
    key = _key(weights)
    total = sum(weights[option] for option in key)
    gained = sum(weights[option] for option in chosen & key)
    lost = sum(-weights[option] or total / len(key) for option in chosen - key) if key else 0.0
    return max(0.0, (gained - lost) / total) if key else 0.0


CREDITS: dict[str, Callable[[Mapping[str, float], frozenset[str]], float]] = {
    rule.__name__: rule for rule in (all_or_nothing, net_correct, each_answer, coverage, weighted)
}
"""The rules of partial credit by name.

Each takes the options' weights by id (above 0: right) and the ids chosen, and gives a share from 0 to 1.
"""


def _key(weights: Mapping[str, float]) -> frozenset[str]:
    return frozenset(option for option, weight in weights.items() if weight > 0)


def grade_single(item: Item, response: object, language: str) -> Mark:
    """The mark of one chosen option; the best option of the item is the right one."""
    if isinstance(response, bool) and item.kind == "true_false":
        response = str(response).lower()
    # Only a text is compared: an array or a table would answer "==" with another array.
    option = next((o for o in item.options if o.id == response), None) if isinstance(response, str) else None
    if option is None:
        return of_wrong_type(item.kind, language)
    best = max(option.score for option in item.options)
    reply = option.reply.get(language, "")
    is_right = option.score == best > 0
    parts = (Part(option.id, is_right, reply),)
    if is_right:
        return right(item.kind, reply, parts)
    share = option.score / best if best > 0 else 0.0
    return wrong(item.kind, reply, share=share, parts=parts, betrays=(option.misconception,))


def grade_multiple(item: Item, response: object, language: str) -> Mark:
    """The mark of a set of options, by the item's rule of partial credit."""
    weights = {option.id: option.score for option in item.options}
    chosen = _chosen(response, weights)
    if chosen is None:
        return of_wrong_type(item.kind, language)
    taken = [option for option in item.options if option.id in chosen]
    parts = tuple(Part(option.id, option.score > 0, option.reply.get(language, "")) for option in taken)
    rule = item.credit if item.credit in CREDITS else net_correct.__name__
    if chosen == _key(weights):
        return right(rule, say("grading.right", language), parts)
    betrays = [option.misconception for option in taken if option.score <= 0]
    reply = _count(item.options, chosen, language)
    return wrong(rule, reply, share=CREDITS[rule](weights, chosen), parts=parts, betrays=betrays)


def _chosen(response: object, weights: Mapping[str, float]) -> frozenset[str] | None:
    """The option ids in a response; None when it holds anything else."""
    if not isinstance(response, list | tuple | set | frozenset):
        return None
    if not all(isinstance(option, str) and option in weights for option in response):
        return None
    return frozenset(response)


def _count(options: tuple[Option, ...], chosen: frozenset[str], language: str) -> str:
    """How many of the right options were found, and how many were chosen beside them."""
    if len(chosen) == len(options):
        return say("grading.everything", language)
    key = {option.id for option in options if option.score > 0}
    found, extra = len(chosen & key), len(chosen - key)
    if not found:
        return say("grading.wrong", language)
    sentence = say("grading.partly", language, found=found, total=len(key))
    return f"{sentence} {say('grading.extra', language, count=extra)}" if extra else sentence
