"""The guess: kept once, never betraying the answer, and shown again with it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sample_chapter import tell

import cxlearn as cx
from cxlearn.language import CourseError
from cxlearn.log import learner_log

pytestmark = pytest.mark.usefixtures("small_chapter")


def test_before_it_is_revealed_the_page_holds_neither_answer_nor_explanation() -> None:
    panel = cx.predict("01", "en")
    for view in (panel.view, tell(panel, "keep", response="8")):
        text = json.dumps(view)
        assert "6" not in text
        assert "shop" not in text


def test_a_guess_is_kept_and_its_return_is_announced() -> None:
    view = tell(cx.predict("01", "en"), "keep", response="7.5", duration_ms=4200)
    assert view["form"] is None
    assert "Kept: **7.5**" in view["told"][0]
    event = learner_log().events(kind="answer")[-1]
    assert (event.subject, event.data["context"], event.data["response"]) == ("ch01-predict", "predict", "7.5")
    assert event.data["outcome"] == "kept"


def test_the_first_guess_stays_the_first_guess() -> None:
    here, there = cx.predict("01", "en"), cx.predict("01", "en")
    tell(here, "keep", response="8")
    assert "8" in tell(there, "keep", response="3")["told"][0]
    assert len(learner_log().events(kind="answer")) == 1


def test_the_guess_comes_back_with_the_answer_the_distance_and_the_reason() -> None:
    tell(cx.predict("01", "en"), "keep", response="8")
    view = cx.predict("01", "en", reveal=True).view
    assert view["told"][1:] == ["The lesson finds: **6**.", "You were 2 above it."]
    assert view["explanation"] == "Because of the shop. (en)"
    assert (view["line"]["you"]["at"], view["line"]["lesson"]["at"]) == (80.0, 60.0)


@pytest.mark.parametrize(("guess", "says"), [("6.5", "You were there."), ("5", "You were 1 below it.")])
def test_how_far_the_guess_was_is_said_in_words(guess: str, says: str) -> None:
    tell(cx.predict("01", "en"), "keep", response=guess)
    assert cx.predict("01", "en", reveal=True).view["told"][-1] == says


def test_a_guess_typed_with_a_comma_in_french_is_the_same_guess_in_english() -> None:
    tell(cx.predict("01", "fr"), "keep", response="7,5")
    assert "7.5" in cx.predict("01", "en", reveal=True).view["told"][0]


@pytest.mark.parametrize("typed", ["", "   ", None, "a lot", "about 5"])
def test_what_is_no_number_is_asked_back_and_not_kept(typed: str | None) -> None:
    view = tell(cx.predict("01", "en"), "keep", response=typed)
    assert view["form"]["asked"]
    assert view["form"]["response"] == (typed or "")
    assert learner_log().events(kind="answer") == []


def test_at_the_end_without_a_guess_the_field_is_offered_first() -> None:
    panel = cx.predict("01", "en", reveal=True)
    assert "not made a guess" in panel.view["form"]["missing"]
    assert panel.view["explanation"] == ""
    assert "You were 2 above it." in tell(panel, "keep", response="8")["told"]


def test_whoever_does_not_want_to_guess_may_see_the_answer() -> None:
    panel = cx.predict("01", "en", reveal=True)
    view = tell(panel, "show")
    assert view["told"] == ["The lesson finds: **6**."]
    assert learner_log().events(kind="answer") == []


def test_a_page_cannot_ask_for_the_answer_before_it_is_time() -> None:
    assert tell(cx.predict("01", "en"), "show")["explanation"] == ""


def test_a_choice_is_kept_and_comes_back_in_words() -> None:
    panel = cx.predict("02", "en")
    assert [option["id"] for option in panel.view["form"]["options"]] == ["ux", "cx"]
    assert tell(panel, "keep", response="nonsense")["form"]["asked"]
    tell(panel, "keep", response="ux")
    told = cx.predict("02", "en", reveal=True).view["told"]
    assert "The product (en)" in told[0]
    assert told[1:] == ["The lesson finds: **The journey (en)**.", "That was not your guess: here is why."]


def test_switching_language_keeps_what_is_being_typed() -> None:
    view = tell(cx.predict("01", "en"), "language", response="7")
    assert (view["lang"], view["form"]["response"]) == ("fr", "7")


def test_a_chapter_without_a_guess_names_the_nearest() -> None:
    with pytest.raises(CourseError, match=r'cx\.predict\("01"\)'):
        cx.predict("001", "en")


@pytest.mark.parametrize(("typed", "kept"), [("12", 0), ("-1", 0), ("0", 1), ("10", 1)])
def test_a_guess_off_the_scale_is_asked_back_since_the_first_one_stays(
    typed: str, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = cx.predict("01", "en")
    monkeypatch.setattr(panel, "item", replace(panel.item, scale=(0, 10)))
    view = tell(panel, "keep", response=typed)
    assert len(learner_log().events(kind="answer")) == kept
    assert kept or view["form"]["asked"] == "The answer lies between 0 and 10."


def test_the_guess_shows_at_the_end_when_the_end_was_drawn_first() -> None:
    end = cx.predict("01", "en", reveal=True)
    tell(cx.predict("01", "en"), "keep", response="8")
    assert tell(end, "look")["told"][-1] == "You were 2 above it."
