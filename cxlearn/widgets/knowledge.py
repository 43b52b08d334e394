"""How well a learner knows a term: what its cards and the answers to its questions say, from the log alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cxlearn import lexicon
from cxlearn.deck import Deck, Schedule
from cxlearn.language import say
from cxlearn.log import Log, now
from cxlearn.questions import bank

_KNOWN_DAYS = 21  # a card remembered for three weeks counts as known, as in most card programs
_DECAY = -0.1542  # of FSRS-6's forgetting curve, with the scheduler's default weights
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of one term: ``state`` is ``"no_card"``, ``"new"``, ``"learning"`` or ``"knows"``.

    ``recall`` is the predicted chance, from 0 to 1, of recalling its least certain card now.
    """

    state: str
    recall: float
    right: int
    answers: int

    def says(self, language: str) -> str:
        """The state in words, then the answers to questions."""
        tenths = round(self.recall * _TENTHS)
        sure = {"knows": "surely", "learning": "surely_learning"} if tenths == _TENTHS else {}
        key = sure.get(self.state, f"{self.state}_long")
        told = [say(f"glossary.{key}", language, chances=tenths)]
        if self.answers:
            told.append(say("glossary.answers", language, count=self.answers, right=self.right))
        return " ".join(told)


def recall(schedule: Schedule, at: datetime) -> float:
    """The chance that a card is remembered at that time, by FSRS-6's forgetting curve: 0.9 after its stability."""
    days = max((at - schedule.last).total_seconds() / 86_400, 0.0)
    factor = 0.9 ** (1 / _DECAY) - 1
    return float((1 + factor * days / schedule.stability) ** _DECAY)


class Memory:
    """All terms, as one learner knows them: the log is read once."""

    def __init__(self, log: Log) -> None:
        self.deck = Deck(None, log)
        self._cards: dict[str, list[str]] = {}
        for card in self.deck.cards.values():
            self._cards.setdefault(card.term.id, []).append(card.id)
        self._answers = _answers(log)

    def of(self, term: lexicon.Term) -> Knowledge:
        """What is known of a term."""
        cards = self._cards.get(term.id, [])
        met = [schedule for card in cards if (schedule := self.deck.schedule(card))]
        right, answers = self._answers.get(term.id, (0, 0))
        if not met:
            return Knowledge("new" if cards else "no_card", 0.0, right, answers)
        known = len(met) == len(cards) and all(schedule.stability >= _KNOWN_DAYS for schedule in met)
        at = now()
        return Knowledge("knows" if known else "learning", min(recall(one, at) for one in met), right, answers)


def _answers(log: Log) -> dict[str, tuple[int, int]]:
    """For each term: the right answers to questions about it, and all of them."""
    about = {item.id: item.terms for item in bank()}
    told: dict[str, tuple[int, int]] = {}
    for event in log.events(kind="answer"):
        outcome = event.data.get("outcome")
        for term in about.get(event.subject, ()) if outcome in {"right", "wrong"} else ():
            right, count = told.get(term, (0, 0))
            told[term] = (right + (outcome == "right"), count + 1)
    return told
