"""What grading gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxlearn.language import say

Outcome: TypeAlias = Literal["right", "wrong", "error", "not_attempted"]

MAXIMUM = 1.0
"""What every question is worth."""

_BELOW_FULL = 0.99
"""No rule and no rounding may carry an answer that is not fully right to full marks."""


@dataclass(frozen=True, slots=True)
class Part:
    """One option the learner chose or placed, whether that was right, and what the course replies to it."""

    option: str
    right: bool
    reply: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth, and why.

    Attributes:
        kind: ``"right"``; ``"wrong"`` (partly right when ``score`` is above 0); ``"error"``: asked back, nothing is
            counted; ``"not_attempted"``: nothing was answered, which is not wrong.
        score: from 0 to ``maximum``; ``maximum`` for a right answer only.
        maximum: what the question is worth.
        rule: the name of the rule that decided, e.g. ``"net_correct"``, ``"typing_error"``, ``"slip"``.
        reply: what to tell the learner. For one chosen option, that option's reply.
        parts: the options chosen or placed, each with its own reply.
        misconceptions: what a wrong answer betrays: ``misconception`` of the options, or the ``id`` of a slip.
    """

    kind: Outcome
    score: float = 0.0
    maximum: float = MAXIMUM
    rule: str = ""
    reply: str = ""
    parts: tuple[Part, ...] = ()
    misconceptions: tuple[str, ...] = ()


def right(rule: str, reply: str, parts: tuple[Part, ...] = ()) -> Mark:
    """Full marks."""
    return Mark("right", MAXIMUM, MAXIMUM, rule, reply, parts)


def wrong(
    rule: str, reply: str, *, share: float = 0.0, parts: tuple[Part, ...] = (), betrays: Iterable[str | None] = ()
) -> Mark:
    """Less than full marks: ``share`` of them, whatever partial credit gave."""
    score = min(max(share, 0.0), _BELOW_FULL) * MAXIMUM
    misconceptions = tuple(dict.fromkeys(name for name in betrays if name))
    return Mark("wrong", score, MAXIMUM, rule, reply, parts, misconceptions)


def asked_back(rule: str, question: str) -> Mark:
    """Nothing is counted; the learner is told what to do."""
    return Mark("error", rule=rule, reply=question)


def of_wrong_type(kind: str, language: str) -> Mark:
    """The answer is not of the sort that this kind of question takes."""
    return asked_back("type", say(f"grading.type_{kind}", language))


def not_attempted(language: str) -> Mark:
    """Nothing was answered."""
    return Mark("not_attempted", rule="not_attempted", reply=say("grading.not_attempted", language))
