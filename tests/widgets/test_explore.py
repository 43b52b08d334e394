"""The model to move, seen from Python: what is sent to the page, what is kept."""

from __future__ import annotations

from typing import Any

import pytest
from sample_chapter import tell

from cxlearn.course import LANGUAGES
from cxlearn.experience.promise import START
from cxlearn.language import CourseError
from cxlearn.log import learner_log
from cxlearn.widgets.explore import explore
from cxlearn.widgets.explore_ux_cx import UxCx

CX_AT_7 = START.settings | {"shop": 6.0, "phone": 5.0}

pytestmark = pytest.mark.usefixtures("small_chapter")


def move(panel: UxCx, **settings: float) -> dict[str, Any]:
    return tell(panel, "move", settings=settings, stamp=1.0)


def settle(panel: UxCx, settings: dict[str, float]) -> dict[str, Any]:
    return tell(panel, "settle", settings=settings, stamp=2.0)


def done(view: dict[str, Any]) -> list[str]:
    return [challenge["id"] for challenge in view["challenges"] if challenge["done"]]


def test_it_starts_with_nadia_s_numbers_as_each_language_writes_them() -> None:
    texts = {language: explore("ux-cx", language).view["results"] for language in LANGUAGES}
    assert [texts["fr"][name]["text"] for name in ("ux", "cx", "gap")] == ["9,0", "6,0", "−2,0"]
    assert [texts["en"][name]["text"] for name in ("ux", "cx", "gap")] == ["9.0", "6.0", "−2.0"]


def test_the_sentence_says_what_the_numbers_mean_and_changes_with_them() -> None:
    panel = explore("ux-cx", "fr")
    assert panel.view["results"]["meaning"].startswith(
        "Un produit à 9, une expérience à 6\u202f: la promesse était de 8. Elle n’est pas tenue (−2,0)."
    )
    assert "exactement la promesse" in move(panel, promise=6.0)["results"]["meaning"]
    assert "dépassée (+0,5)" in move(panel, promise=5.5)["results"]["meaning"]


def test_a_single_satisfied_person_is_spoken_of_in_the_singular() -> None:
    nobody = dict.fromkeys(START.settings, 0.0) | {"site": 10.0, "phone": 10.0, "returns": 10.0, "promise": 8.0}
    panel = explore("ux-cx", "en")
    assert "only one leaves satisfied" in move(panel, **nobody)["results"]["meaning"]


def test_what_the_picture_shows_comes_from_the_model() -> None:
    view = move(explore("ux-cx", "en"), shop=10.0, promise=9.0)
    journey = START.set({"shop": 10.0, "promise": 9.0})
    shown = {name: view["results"][name]["value"] for name in ("ux", "cx", "gap", "happy")}
    assert shown == {name: getattr(journey, name) for name in shown}


def test_each_promise_tried_leaves_a_dot_until_a_quality_moves() -> None:
    panel = explore("ux-cx", "en")
    assert [promise for promise, _ in move(panel, promise=7.0)["tried"]] == [7.0, 8.0]
    assert [promise for promise, _ in move(panel, phone=9.0)["tried"]] == [7.0]


def test_a_challenge_met_is_kept_and_says_what_was_found() -> None:
    panel = explore("ux-cx", "en")
    assert done(settle(panel, CX_AT_7)) == ["service"]
    kept = learner_log().events(kind="explore", subject="ux-cx")[-1].data
    assert kept == {"state": CX_AT_7, "challenges": ["service"]}
    assert "the UX did not move" in panel.view["challenges"][0]["note"]
    assert done(tell(panel, "reset")) == ["service"]


def test_a_product_touchpoint_that_moved_makes_the_first_challenge_unfair_and_says_so() -> None:
    view = settle(explore("ux-cx", "en"), CX_AT_7 | {"lamp": 9.0})
    assert done(view) == []
    assert "put it back" in view["challenges"][0]["note"]


def test_a_new_kernel_takes_up_where_the_learner_was() -> None:
    settle(explore("ux-cx", "en"), CX_AT_7)
    again = explore("ux-cx", "fr").view
    assert again["settings"] == CX_AT_7
    assert done(again) == ["service"]


@pytest.mark.parametrize("state", [{"phone": 12.0}, {"phone": "high"}, {"phone": None}, ["phone"], None, {"gone": 3.0}])
def test_settings_that_the_model_does_not_have_are_passed_over(state: Any) -> None:
    learner_log().append("explore", "ux-cx", state=state)
    assert explore("ux-cx", "en").view["settings"] == START.settings


def test_moving_writes_nothing_until_the_hand_rests() -> None:
    panel = explore("ux-cx", "en")
    for quality in range(10):
        move(panel, phone=float(quality))
    assert learner_log().events(kind="explore") == []
    settle(panel, panel.journey.settings)
    settle(panel, panel.journey.settings)
    assert len(learner_log().events(kind="explore")) == 1


def test_a_value_off_the_scale_is_answered_with_a_sentence_and_changes_nothing() -> None:
    panel = explore("ux-cx", "en")
    view = move(panel, phone=11.0)
    assert "from 0 to 10" in view["problem"]
    assert view["settings"] == START.settings


def test_the_page_is_told_that_the_numbers_are_assumed_for_teaching() -> None:
    view = explore("ux-cx", "en").view
    assert "Assumed for teaching" in view["words"]["assumed"]
    assert [value for _, value in view["assumptions"]] == ["10.0", "1.0", "1.5", "1.0"]


def test_the_table_says_in_text_all_that_the_picture_shows() -> None:
    rows = explore("ux-cx", "en").view["table"]["rows"]
    assert len(rows) == len(START.touchpoints) + 4
    assert sum(row[2] == "product" for row in rows) == 4
    assert [row[-1] for row in rows[-4:]] == ["8.0", "9.0", "6.0", "−2.0"]


def test_both_languages_show_the_same_settings() -> None:
    panel = explore("ux-cx", "en")
    move(panel, phone=4.0)
    assert tell(panel, "language")["settings"] == panel.journey.settings
    assert panel.view["lang"] == "fr"


@pytest.mark.parametrize("given", ["ux_cx", "UXCX", "cx-ux"])
def test_an_unknown_model_names_the_nearest(given: str) -> None:
    with pytest.raises(CourseError, match="ux-cx"):
        explore(given, "en")


def test_it_shows_itself_the_same_way_each_time() -> None:
    assert repr(explore("ux-cx", "en")) == "<cxlearn uxcx ux-cx>"
