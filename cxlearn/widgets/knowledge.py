"""How well a learner knows a term: what its cards and the answers to its questions say, from the log alone."""

from __future__ import annotations

from dataclasses import dataclass

from cxlearn import lexicon
from cxlearn.deck import Deck
from cxlearn.language import say
from cxlearn.log import Log, now
from cxlearn.questions.generation import find
from cxlearn.scheduling import retrievability

_KNOWN_DAYS = 21  # a card remembered for three weeks counts as known, as in most card programs
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


class Memory:
    """All terms, as one learner knows them: the log is read once."""

    def __init__(self, log: Log) -> None:
        with log.read_once():
            self.deck, self._answers = Deck(None, log), _answers(log)
        self._cards: dict[str, list[str]] = {}
        for card in self.deck.cards.values():
            self._cards.setdefault(card.term.id, []).append(card.id)

    def of(self, term: lexicon.Term) -> Knowledge:
        """What is known of a term."""
        cards = self._cards.get(term.id, [])
        met = [schedule for card in cards if (schedule := self.deck.schedule(card))]
        right, answers = self._answers.get(term.id, (0, 0))
        if not met:
            return Knowledge("new" if cards else "no_card", 0.0, right, answers)
        known = len(met) == len(cards) and all(schedule.stability >= _KNOWN_DAYS for schedule in met)
        at = now()
        return Knowledge("knows" if known else "learning", min(retrievability(one, at) for one in met), right, answers)


def _answers(log: Log) -> dict[str, tuple[int, int]]:
    """For each term: the right answers to questions about it, and all of them."""
    given: dict[str, list[bool]] = {}
    for event in log.events(kind="answer"):
        if event.data.get("outcome") in {"right", "wrong"}:
            given.setdefault(event.subject, []).append(event.data["outcome"] == "right")
    told: dict[str, tuple[int, int]] = {}
    for item, outcomes in ((item, outcomes) for id_, outcomes in given.items() if (item := find(id_))):
        for term in item.terms:
            right, count = told.get(term, (0, 0))
            told[term] = (right + sum(outcomes), count + len(outcomes))
    return told
