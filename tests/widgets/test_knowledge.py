"""What is said of how well a term is known: from its cards and the answers about it, and from nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cxlearn import lexicon
from cxlearn.deck import Deck
from cxlearn.log import learner_log
from cxlearn.scheduling import retrievability
from cxlearn.widgets.knowledge import Knowledge, Memory

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
CARDS = ("cx/recall", "cx/meaning", "cx/to_en", "cx/to_fr")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    go_to(monkeypatch, 0)


def go_to(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    monkeypatch.setenv("CXLEARN_NOW", (NOON + timedelta(days=days)).isoformat())


def of(term: str) -> Knowledge:
    return Memory(learner_log()).of(lexicon.find(term))


def answer(item: str, outcome: str) -> None:
    learner_log().append("answer", item, outcome=outcome, score=0, maximum=1)


def test_before_anything_was_done_a_term_is_new_or_has_no_card() -> None:
    assert of("cx") == Knowledge("new", 0.0, 0, 0)
    assert of("dashboard") == Knowledge("no_card", 0.0, 0, 0)


def test_one_card_met_is_no_knowledge_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    Deck("01").review("cx/recall", 4)
    assert of("cx").state == "learning"
    go_to(monkeypatch, 30)
    assert of("cx").state == "learning"


def test_a_term_is_known_when_each_of_its_cards_lasts_three_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(CARDS) == {card for card in Deck("01").cards if card.startswith("cx/")}
    for days in (0, 3, 14):
        go_to(monkeypatch, days)
        for card in CARDS:
            Deck("01").review(card, 3)
    assert of("cx").state == "knows"
    Deck("01").review(CARDS[2], 1)  # forgotten once
    assert of("cx").state == "learning"


def test_the_chance_is_that_of_the_least_certain_card_as_the_scheduler_gives_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Deck("01").review(CARDS[0], 4)
    Deck("01").review(CARDS[1], 1)
    go_to(monkeypatch, 10)
    deck, later = Deck("01"), NOON + timedelta(days=10)
    chances = [retrievability(schedule, later) for card in CARDS[:2] if (schedule := deck.schedule(card))]
    assert chances[1] < chances[0]
    assert of("cx").recall == chances[1]


def test_answers_right_and_wrong_count_for_the_terms_their_question_is_about() -> None:
    for outcome in ("right", "wrong", "error", "not_attempted"):
        answer("lex-nps-typed", outcome)
    answer("ch01-ask-ux-scope", "wrong")
    answer("no-such-question", "right")
    assert (of("nps").right, of("nps").answers) == (1, 2)
    assert (of("ux").right, of("ux").answers) == (0, 1)
    assert of("persona").answers == 0


def test_what_is_said_is_one_chance_in_ten_and_the_answers() -> None:
    assert Knowledge("learning", 0.62, 2, 3).says("en") == (
        "Learning: today you would recall it about 6 times in 10. Questions about it answered right: 2 of 3."
    )
    assert (
        Knowledge("knows", 0.97, 0, 0).says("fr").startswith("Su\u202f: aujourd’hui, vous vous en souviendriez presque")
    )
    assert Knowledge("no_card", 0.0, 0, 1).says("fr") == (
        "Ce terme n’a pas de carte. Réponses justes aux questions sur ce terme\u202f: 0 sur 1."
    )
