"""The cards, seen from Python: how an answer becomes a rating, what is kept, and what comes back when."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sample_lexicon

import cxlearn as cx
from cxlearn.language import CourseError
from cxlearn.log import Event, Log, learner_log
from cxlearn.widgets.cards import Cards, from_now

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setenv("CXLEARN_NOW", NOON.isoformat())
    cx.use("en")
    sample_lexicon.put_in_place(monkeypatch)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda wait: monkeypatch.setenv("CXLEARN_NOW", (NOON + wait).isoformat())


def tell(panel: Cards, do: str, **details: Any) -> dict[str, Any]:
    panel._receive(panel, {"do": do, **details}, [])
    view: dict[str, Any] = panel.view
    assert view["problem"] is None
    return view


def suggested(view: dict[str, Any]) -> list[str]:
    return [one["name"] for one in view["ratings"] if one["suggested"]]


def answer(panel: Cards, typed: str, **details: Any) -> dict[str, Any]:
    return tell(panel, "answer", typed=typed, duration_ms=details.pop("duration_ms", 9_000), **details)


def reviews() -> list[Event]:
    return learner_log().events(kind="review")


def finish(panel: Cards, rating: int = 3) -> dict[str, Any]:
    """Rate every card that is shown."""
    for _ in range(20):
        phase = panel.view["phase"]
        if phase == "done":
            break
        tell(panel, "flip", duration_ms=1) if phase == "meaning" else answer(panel, "") if phase == "recall" else None
        tell(panel, "rate", rating=rating)
    return panel.view


def test_a_definition_asks_for_its_term_and_does_not_tell_it() -> None:
    view = cx.cards("01").view
    assert view["phase"] == "recall"
    assert view["asked"].startswith("All that a person perceives")
    assert "customer experience" not in json.dumps(view)


@pytest.mark.parametrize(
    ("typed", "verdict", "rating"),
    [
        ("customer experience", "Right.", "Good"),
        ("CX", "Right.", "Good"),
        ("custmer experience", "Right.", "Hard"),
        ("expérience client", "Nearly.", "Hard"),
        ("customer journey", "Not this term.", "Again"),
        ("", "One to learn.", "Again"),
    ],
)
def test_what_is_typed_proposes_a_rating(typed: str, verdict: str, rating: str) -> None:
    view = answer(cx.cards("01"), typed)
    assert view["mark"]["verdict"] == verdict
    assert suggested(view) == [rating]


def test_a_hint_makes_a_right_answer_a_hard_one() -> None:
    panel = cx.cards("01")
    assert tell(panel, "hint", typed="cust")["clue"] == "The term begins like this: **c… e…**"
    assert panel.view["typed"] == "cust"
    assert suggested(answer(panel, "customer experience")) == ["Hard"]


def test_fast_and_sure_is_easy_and_fast_alone_is_not() -> None:
    assert suggested(answer(cx.cards("01"), "customer experience", duration_ms=2_000, sure=True)) == ["Easy"]
    assert suggested(answer(cx.cards("01"), "customer experience", duration_ms=2_000)) == ["Good"]


def test_a_term_taken_for_another_is_told_apart() -> None:
    view = answer(cx.cards("01"), "user experience")
    assert view["mark"]["tell_apart"] == "UX is about one product in use; CX is about every contact."


def test_what_cannot_be_read_is_asked_back_and_not_counted() -> None:
    panel = cx.cards("01")
    view = answer(panel, "word " * 60)
    assert view["phase"] == "recall"
    assert view["note"]
    assert view["typed"].startswith("word")


def test_the_learner_has_the_last_word_and_the_log_keeps_both() -> None:
    panel = cx.cards("01")
    answer(panel, " Custmer experience ", sure=True)
    tell(panel, "rate", rating=3)
    kept = reviews()[0]
    assert kept.subject == "cx/recall"
    assert kept.data["rating"] == 3
    assert kept.data["override"] is True
    assert (kept.data["response"], kept.data["duration_ms"], kept.data["sure"]) == ("Custmer experience", 9_000, True)


def test_a_term_is_turned_over_and_rated_by_the_learner() -> None:
    panel = cx.cards("01")
    finish_one = answer(panel, "")
    assert finish_one["phase"] == "answer"
    assert tell(panel, "rate", rating=1)["phase"] == "meaning"
    view = tell(panel, "flip", duration_ms=4_000)
    assert suggested(view) == []
    assert [one["when"] for one in view["ratings"]] == ["in 1 minute", "in 6 minutes", "in 10 minutes", "in 8 days"]
    tell(panel, "rate", rating=4)
    assert reviews()[1].data["graded"] is False


def test_a_rating_that_comes_twice_or_too_early_counts_once() -> None:
    panel = cx.cards("01")
    tell(panel, "rate", rating=4)
    answer(panel, "cx")
    tell(panel, "rate", rating=9)
    tell(panel, "rate", rating=3)
    tell(panel, "rate", rating=3)
    assert len(reviews()) == 1


def test_counts_follow_the_reviews_and_undo_brings_them_back() -> None:
    panel = cx.cards("01")
    assert panel.view["counts"] == "To review: 0 · Learning: 0 · New: 3 · Done today: 0"
    answer(panel, "cx")
    tell(panel, "rate", rating=3)
    assert panel.view["counts"] == "To review: 0 · Learning: 1 · New: 2 · Done today: 1"
    view = tell(panel, "undo")
    assert view["counts"] == "To review: 0 · Learning: 0 · New: 3 · Done today: 0"
    assert (view["phase"], view["undo"], view["announce"]) == ("recall", None, "The last rating is undone.")
    assert len(reviews()) == 1  # the log keeps what was undone


def test_nothing_of_an_earlier_session_can_be_undone_by_accident() -> None:
    panel = cx.cards("01")
    answer(panel, "cx")
    tell(panel, "rate", rating=3)
    after_restart = cx.cards("01")
    assert after_restart.view["undo"] is None
    tell(after_restart, "undo")
    assert not learner_log().events(kind="undo")


def test_when_all_is_done_it_says_when_to_come_back() -> None:
    view = finish(cx.cards("01"), rating=4)
    assert view["title"] == "Nothing to review for now."
    assert view["lines"] == ["The next card comes back in 8 days.", "New cards will wait for you tomorrow."]
    assert view["ahead"] is None


def test_a_card_that_comes_back_within_minutes_can_be_taken_at_once(later: Any) -> None:
    panel = cx.cards("01")
    assert finish(panel)["ahead"] == "Go on without waiting"
    assert tell(panel, "ahead")["phase"] == "recall"
    assert finish(panel)["ahead"] is None


def test_a_card_that_falls_due_shows_by_itself(later: Any) -> None:
    panel = cx.cards("01")
    finish(panel)
    assert tell(panel, "look")["phase"] == "done"
    later(timedelta(minutes=11))
    assert tell(panel, "look")["phase"] == "recall"


def test_due_dates_survive_a_restart_of_the_kernel(later: Any) -> None:
    finish(cx.cards("01"), rating=4)
    later(timedelta(days=9))
    restarted = Cards("01", "en", Log())
    assert (
        restarted.view["counts"] == "To review: 3 · Learning: 0 · New: 3 · Done today: 0"
    )  # each term's other card is new


def test_switching_the_language_keeps_what_was_typed_and_turns_the_card() -> None:
    panel = cx.cards("01")
    view = tell(panel, "language", typed="expér", sure=True)
    assert (view["lang"], view["typed"], view["is_sure"]) == ("fr", "expér", True)
    assert view["asked"].startswith("Ce que perçoit une personne au fil")
    assert suggested(answer(panel, "expérience client")) == ["Bien"]


def test_the_reply_stays_in_the_language_it_was_typed_in() -> None:
    panel = cx.cards("01")
    answer(panel, "custmer experience")
    view = tell(panel, "language")
    assert (view["mark"]["verdict"], view["mark"]["lang"]) == ("Juste.", "en")


def test_a_chapter_without_cards_says_so_and_an_unknown_one_is_refused() -> None:
    assert cx.cards("07").view["title"] == "This chapter has no cards yet."
    with pytest.raises(CourseError, match=r"cx\.cards\(\"01\"\)"):
        cx.cards("77")
    assert cx.cards(1).name == cx.cards("01").name


def test_trouble_with_saving_is_said_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = cx.cards("01")
    monkeypatch.setattr(Log, "problem", lambda _log, _language=None: "Your answers are not saved.")
    panel._receive(panel, {"do": "answer", "typed": "cx", "duration_ms": 9_000}, [])
    assert panel.view["phase"] == "answer"
    assert panel.view["problem"] == "Your answers are not saved."


def test_it_prints_the_same_before_and_after() -> None:
    panel = cx.cards("01")
    finish(panel)
    assert repr(panel) == "<cxlearn cards 01>"
    assert repr(cx.cards()) == "<cxlearn cards all>"


@pytest.mark.parametrize(
    ("wait", "french", "english"),
    [
        (timedelta(seconds=5), "dans 1 minute", "in 1 minute"),
        (timedelta(hours=5), "dans 5 heures", "in 5 hours"),
        (timedelta(days=1), "dans 1 jour", "in 1 day"),
        (timedelta(days=46), "dans 46 jours", "in 46 days"),
        (timedelta(days=163), "dans 5 mois", "in 5 months"),
        (timedelta(days=1_100), "dans 3 ans", "in 3 years"),
    ],
)
def test_a_wait_is_said_in_one_unit(wait: timedelta, french: str, english: str) -> None:
    assert (from_now(wait, "fr"), from_now(wait, "en")) == (french, english)


def test_a_suspended_card_gives_way_to_the_next_and_is_resumed_in_the_settings() -> None:
    panel = cx.cards("01")
    view = tell(panel, "suspend")
    assert (view["phase"], view["announce"].split(".")[0]) == ("meaning", "The card is suspended")
    view = tell(panel, "settings")
    assert view["phase"] == "settings"
    assert view["rows"] == [{"card": "cx/recall", "text": "customer experience (CX), definition → term"}]
    view = tell(panel, "resume", card="cx/recall")
    assert (view["rows"], view["none"]) == ([], "No card is suspended.")
    tell(panel, "resume", card="cx/recall")
    assert tell(panel, "settings")["phase"] == "meaning"
    assert [event.data["suspended"] for event in learner_log().events(kind="suspension")] == [True, False]


def test_the_days_new_cards_are_chosen_in_the_settings_and_kept() -> None:
    panel = cx.cards("01")
    assert tell(panel, "settings", typed="custo", sure=True)["limit"] == 10
    assert tell(panel, "limit", typed=" 2 ")["announce"] == "2 new cards a day: saved."
    view = tell(panel, "settings")
    assert (view["phase"], view["typed"], view["is_sure"]) == ("recall", "custo", True)
    assert "New: 2" in view["counts"]
    assert cx.cards("01").deck.new_a_day == 2


@pytest.mark.parametrize("typed", ["", "-1", "1000", "3,5", "dix", "²"])
def test_a_limit_that_makes_no_sense_is_said_and_changes_nothing(typed: str) -> None:
    panel = cx.cards("01", "fr")
    tell(panel, "settings")
    panel._receive(panel, {"do": "limit", "typed": typed}, [])
    assert panel.view["problem"].endswith("choisissez un nombre entier de 0 à 200.")
    assert panel.deck.new_a_day == 10


def test_a_limit_of_none_leaves_nothing_to_do_today() -> None:
    panel = cx.cards("01")
    tell(panel, "settings")
    tell(panel, "limit", typed="0")
    assert tell(panel, "settings")["phase"] == "done"


def test_a_translation_says_in_which_language_it_asks_and_answers() -> None:
    panel = cx.cards("01", "fr")
    panel._ask(panel.deck.cards["touchpoint/to_en"])
    panel.refresh()
    assert (panel.view["asked"], panel.view["asked_in"], panel.view["into"]) == ("point de contact", "fr", "en")
    assert panel.view["question"] == "Quel est le terme anglais\u202f?"
    assert "t…" in tell(panel, "hint")["clue"]
    view = answer(panel, "touchpoint")
    assert (view["mark"]["verdict"], view["mark"]["lang"]) == ("Juste.", "fr")
