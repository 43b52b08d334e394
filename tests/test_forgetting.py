"""The look ahead to an exam: FSRS's predictions, the same each time, and better with reviews than without."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cxlearn.deck import Deck
from cxlearn.forgetting import outlook
from cxlearn.log import Log
from cxlearn.scheduling import retrievability

AGAIN, GOOD, EASY = 1, 3, 4
MORNING = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
EXAM = date(2027, 1, 20)


@pytest.fixture
def deck(monkeypatch: pytest.MonkeyPatch) -> Deck:
    """Chapter 1, with three cards of two terms reviewed on a Tuesday."""
    monkeypatch.setenv("CXLEARN_NOW", MORNING.isoformat())
    deck = Deck("01", Log("sqlite://"))
    for card, rating in [("cx/recall", EASY), ("cx/meaning", AGAIN), ("ux/recall", GOOD)]:
        deck.review(card, rating)
    return deck


def test_a_term_is_as_likely_as_its_weakest_card_says(deck: Deck) -> None:
    at_exam = datetime(2027, 1, 20, 8, tzinfo=UTC)
    forecasts = {one.term.id: one for one in outlook(deck, EXAM).terms}
    chances = [retrievability(deck.schedule(f"cx/{side}"), at_exam) for side in ("recall", "meaning")]
    assert forecasts["cx"].alone == min(chances)
    assert list(forecasts) == ["cx", "ux"]  # the weakest first


def test_without_reviews_one_forgets_and_the_plan_mends_it(deck: Deck) -> None:
    seen = outlook(deck, EXAM)
    assert list(seen.alone) == sorted(seen.alone, reverse=True)
    assert seen.alone[-1] < 0.05
    assert seen.kept[-1] > 0.85
    assert all(one.alone < one.kept for one in seen.terms)
    assert seen.days == (EXAM - MORNING.date()).days
    assert seen.reviews * seen.days >= len(deck.cards)


def test_new_cards_are_spread_over_the_days_that_are_left(deck: Deck) -> None:
    seen = outlook(deck, EXAM)
    assert seen.unmet == len(deck.cards) - 3
    assert (seen.new - 1) * seen.days < seen.unmet <= seen.new * seen.days
    tomorrow = outlook(deck, MORNING.date() + timedelta(days=1))
    assert tomorrow.new == seen.unmet


def test_the_same_log_gives_the_same_outlook_and_changes_nothing(deck: Deck) -> None:
    events = deck.log.events()
    assert outlook(deck, EXAM) == outlook(Deck("01", deck.log), EXAM)
    assert deck.log.events() == events


def test_suspended_cards_are_left_out(deck: Deck) -> None:
    for card in deck.cards:
        if card != "ux/recall":
            deck.suspend(card)
    seen = outlook(deck, EXAM)
    assert [one.term.id for one in seen.terms] == ["ux"]
    assert (seen.unmet, seen.new) == (0, 0)
    assert seen.reviews * seen.days < 15


def test_a_learner_who_has_met_nothing_gets_a_plan_too() -> None:
    seen = outlook(Deck("01", Log("sqlite://")), EXAM, MORNING)
    assert seen.terms == ()
    assert set(seen.alone) == {0.0}
    assert seen.kept[-1] > 0.85


def test_a_deck_without_cards_has_nothing_to_forget() -> None:
    seen = outlook(Deck("99", Log("sqlite://")), EXAM, MORNING)
    assert (seen.terms, seen.reviews, seen.new, seen.kept[-1]) == ((), 0, 0, 0)
