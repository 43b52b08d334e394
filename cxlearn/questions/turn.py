"""One question as one learner is answering it: the draft, the hints, the tries, and what they are worth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from cxlearn.questions.grading import grade
from cxlearn.questions.items import Item, Response, Target
from cxlearn.questions.marks import MAXIMUM, Mark

RETRY_SHARE = 0.5
"""What a second try is worth, as a share of the points."""

_TYPED = ("short_text", "cloze", "number")


@dataclass(frozen=True, slots=True)
class Try:
    """An answer that counted, with the language it was given in and the hints seen before it."""

    response: Response
    language: str
    hints: int = 0


@dataclass(slots=True)
class Turn:
    """What one learner does with one item in one attempt.

    Args:
        item: the question.
        seed: fixes the order in which its options are shown.
        limit: how many tries there are; None when there is no limit.
    """

    item: Item
    seed: int
    limit: int | None = None
    response: Response = None
    hints: int = 0
    tries: list[Try] = field(default_factory=list)
    answering: bool = True
    revealed: bool = False

    @property
    def order(self) -> list[str]:
        """The option ids, in the order shown. True stands before false; everything else is shuffled."""
        key = [option.id for option in self.item.options]
        ids = list(key)
        if self.item.kind != "true_false":
            random.Random(f"{self.seed}:{self.item.id}").shuffle(ids)  # noqa: S311 -- a draw, not a secret
        if self.item.kind == "ordering" and ids == key:
            ids.append(ids.pop(0))  # what is to be put in order is never shown in order
        return ids

    @property
    def targets(self) -> list[Target]:
        """The targets, in the order shown. Pairs are shuffled, for their order would give the key away."""
        shown = list(self.item.targets)
        if self.item.kind == "matching":
            random.Random(f"{self.seed}:{self.item.id}:targets").shuffle(shown)  # noqa: S311
        return shown

    @property
    def maximum(self) -> float:
        """What a right answer at the first try, without a hint, is worth."""
        return MAXIMUM

    @property
    def points(self) -> float:
        """The best of the tries, less what hints and the second try cost."""
        return max((self.worth(number) for number in range(len(self.tries))), default=0.0)

    @property
    def right(self) -> bool:
        """Whether the last try was right."""
        return bool(self.tries) and self._mark(-1).kind == "right"

    @property
    def over(self) -> bool:
        """Whether the answer may be shown: it was found, asked for, or no try is left."""
        spent = self.limit is not None and len(self.tries) >= self.limit
        return not self.answering and (self.right or self.revealed or spent)

    def mark(self, language: str) -> tuple[Mark, str]:
        """The mark of the last try, and the language its replies are in.

        What was typed is read in the language it was typed in ("1,5" is not 1.5 everywhere), so its reply stays there.
        """
        told = self.tries[-1].language if self.item.kind in _TYPED else language
        return grade(self.item, self.tries[-1].response, told), told

    def answer(self, response: Response, language: str) -> Mark:
        """Grade an answer; it becomes a try when it counts (neither empty nor to be asked back)."""
        mark = grade(self.item, response, language)
        if mark.kind in {"right", "wrong"}:
            self.response, self.answering = response, False
            self.tries.append(Try(response, language, self.hints))
        return mark

    def replay(self, kind: str, data: dict[str, Any]) -> None:
        """Take one event of the log: an ``"answer"`` that counted, or a ``"draft"``, which holds all the rest."""
        self.hints = min(data.get("hints") or 0, len(self.item.hints))
        if kind == "answer":
            self.answer(data.get("response"), data.get("language") or "fr")
        else:
            self.response = data.get("response")
            self.revealed = bool(data.get("revealed"))
            self.answering = not self.revealed

    def _mark(self, number: int) -> Mark:
        return grade(self.item, self.tries[number].response, self.tries[number].language)

    def worth(self, number: int) -> float:
        """What the try with this number, counted from 0, is worth."""
        return worth(self.item, self._mark(number), hints=self.tries[number].hints, tries=number + 1)


def worth(item: Item, mark: Mark, *, hints: int = 0, tries: int = 1) -> float:
    """What a mark is worth, less what the hints seen before it cost; from the second try on, half of that."""
    cost = sum(hint.cost for hint in item.hints[:hints]) * mark.maximum
    return max(0.0, mark.score - cost) * (1.0 if tries == 1 else RETRY_SHARE)
