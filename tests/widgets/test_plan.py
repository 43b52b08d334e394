"""The plan until an exam, seen from Python: what it says, and which days it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import cxlearn as cx
from cxlearn.deck import Deck
from cxlearn.language import CourseError

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setenv("CXLEARN_NOW", NOON.isoformat())


def test_the_words_and_the_chart_say_the_same() -> None:
    Deck("01").review("cx/recall", 3)
    view = cx.plan("20/01/2027", "01", "fr").view
    kept = f"{100 * view['curves'][1][-1]:.0f}\u202f%"
    assert kept in view["lines"][1]
    assert kept in view["alt"]
    assert view["ends"][1]["text"] == f"{kept} avec le plan"
    assert view["rows"][0][0] == "expérience client (CX)"
    assert "prédiction, pas l’apprentissage" in view["honest"]
    assert len(view["rows"][0]) == len(view["columns"])


def test_more_new_cards_than_the_limit_is_said() -> None:
    view = cx.plan("2026-11-05", language="en").view
    assert "Your limit is 10 new cards a day" in view["lines"][-1]
    assert view["none"] == "You have not met any card yet: begin with cx.cards()."


def test_every_term_is_listed_when_asked_for() -> None:
    deck = Deck("01")
    deck.limit(50)
    for card in deck.new()[:15]:
        deck.review(card.id, 3)
    panel = cx.plan("2027-01-20")
    assert (len(panel.view["rows"]), panel.view["more"]) == (10, "Montrer les 15 termes")
    panel._receive(panel, {"do": "all"}, [])
    assert (len(panel.view["rows"]), panel.view["more"]) == (15, None)


@pytest.mark.parametrize(
    ("exam", "sentence"),
    [
        ("2026-11-03", "Le 3 novembre 2026 n’est pas à venir"),
        ("12/10/2026", "Le 12 octobre 2026 n’est pas à venir"),
        ("2036-01-01", "trop loin"),
        ("bientôt", "n’est pas une date"),
        (None, "n’est pas une date"),
    ],
)
def test_a_day_that_will_not_do_is_refused_in_a_sentence(exam: object, sentence: str) -> None:
    with pytest.raises(CourseError, match=sentence):
        cx.plan(exam, language="fr")


def test_another_day_is_chosen_in_place_and_a_bad_one_changes_nothing() -> None:
    panel = cx.plan("2027-01-20", "01", "fr")
    panel._receive(panel, {"do": "exam", "typed": "1er février 2027"}, [])
    assert (panel.view["iso"], panel.view["problem"]) == ("2027-02-01", None)
    panel._receive(panel, {"do": "exam", "typed": "02/13/2027"}, [])
    assert (panel.view["iso"], "n’est pas une date" in panel.view["problem"]) == ("2027-02-01", True)


def test_a_chapter_without_cards_is_refused_and_a_plan_of_yesterday_still_opens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(CourseError, match="«\u202f99\u202f»"):
        cx.plan("2027-01-20", "99", "fr")
    panel = cx.plan("2026-11-04")
    monkeypatch.setenv("CXLEARN_NOW", (NOON + timedelta(days=3)).isoformat())
    panel._receive(panel, {"do": "look"}, [])
    assert panel.view["problem"] is None
    assert repr(panel) == "<cxlearn plan 2026-11-04>"
