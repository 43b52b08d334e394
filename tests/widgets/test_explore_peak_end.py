"""The explorers of chapter 4, seen from Python: a curve to paint, studies to do again, a blind duel."""

from __future__ import annotations

from typing import Any

import pytest
from sample_chapter import tell

from cxlearn.experience.duel import foreseen
from cxlearn.log import learner_log
from cxlearn.widgets.explore import explore
from cxlearn.widgets.panel import Panel

pytestmark = pytest.mark.usefixtures("small_chapter")


def press(panel: Panel, button: str) -> dict[str, Any]:
    return tell(panel, "press", button=button, settings=panel.view["settings"], stamp=1.0)


def texts(view: dict[str, Any]) -> list[str]:
    return [result["text"] for result in view["results"]]


def done(view: dict[str, Any]) -> list[str]:
    return [goal["id"] for goal in view["challenges"] if goal["done"]]


def grey(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [mark for mark in view["pictures"][0]["marks"] if mark["mark"] == "line" and mark["tone"] == "quiet"]


# --- the curve


def test_the_start_is_nadia_s_saturday_in_each_language() -> None:
    assert texts(explore("peak-end", "en").view) == ["−3.0", "−0.5", "−20", "0"]
    assert texts(explore("peak-end", "fr").view) == ["−3,0", "−0,5", "−20", "0"]


def test_one_more_moment_lowers_the_sum_and_raises_peak_end_which_is_the_third_challenge() -> None:
    view = tell(explore("peak-end", "en"), "settle", settings={"length": 11, "moment_11": -1}, stamp=1.0)
    assert texts(view)[:3] == ["−2.5", "−0.5", "−24"]
    assert done(view) == ["longer"]


@pytest.mark.parametrize(
    ("button", "peak_end", "spent"), [("best", "+1.5", "2"), ("worst", "−2.5", "6"), ("end", "0.0", "6")]
)
def test_a_button_spends_the_budget_on_one_moment(button: str, peak_end: str, spent: str) -> None:
    panel = explore("peak-end", "en")
    tell(panel, "move", settings={"moment_1": 5, "length": 4}, stamp=1.0)  # the buttons begin again from the start
    view = press(panel, button)
    assert (texts(view)[0], texts(view)[3]) == (peak_end, spent)


def test_a_budget_overspent_is_said() -> None:
    view = tell(explore("peak-end", "en"), "move", settings={"moment_8": 5, "moment_9": 5, "moment_10": 5}, stamp=1.0)
    assert texts(view)[3] == "12"
    assert "redesign" not in done(view)
    assert view["challenges"][0]["note"].startswith("Over budget")


def test_what_is_not_a_feeling_is_taken_back_with_a_sentence() -> None:
    view = tell(explore("peak-end", "en"), "move", settings={"moment_3": 9}, stamp=1.0)
    assert view["problem"] == "A feeling goes from −5 to +5: 9.0 does not."
    assert view["settings"]["moment_3"] == 0


@pytest.mark.parametrize("length", [0, 13, -1])
def test_a_length_the_page_cannot_have_sent_is_refused(length: int) -> None:
    view = tell(explore("peak-end", "en"), "move", settings={"length": length}, stamp=1.0)
    assert view["problem"]
    assert view["settings"]["length"] == 10


def test_the_picture_says_in_words_what_it_shows() -> None:
    label = explore("peak-end", "en").view["pictures"][0]["label"]
    assert "+3.0" in label
    assert label.endswith("Peak −4.0, end −2.0, peak-end −3.0, mean −0.5.")


def test_the_start_stays_as_a_grey_line_once_something_has_moved() -> None:
    panel = explore("peak-end", "en")
    moved = tell(panel, "move", settings={"moment_10": 3}, stamp=1.0)
    back = tell(panel, "move", settings={"moment_10": -2}, stamp=2.0)
    assert [len(grey(view)) for view in (moved, back)] == [1, 0]
    assert grey(moved)[0]["points"][-1] == (10, -2)


# --- the studies


def test_each_study_shows_its_published_figure_and_a_thousand_others() -> None:
    for study, found in (("cold", "69%"), ("added", "5.0 points"), ("meta", "r = 0.58")):
        view = tell(explore("studies", "en"), "move", settings={"study": study}, stamp=1.0)
        assert texts(view)[0] == found
        assert sum(int(row[1]) for row in view["table"][1:]) == 1000


def test_the_added_end_is_sure_of_its_direction_at_five_times_its_size_only() -> None:
    panel = explore("studies", "en")
    assert "reverse" not in done(tell(panel, "settle", settings={"study": "added", "times": "2"}, stamp=1.0))
    assert "reverse" in done(tell(panel, "settle", settings={"times": "5"}, stamp=2.0))


def test_an_unsure_figure_makes_more_studies_see_nothing() -> None:
    panel = explore("studies", "en")
    assert done(panel.view) == []
    assert done(tell(panel, "settle", settings={"unsure": True}, stamp=1.0)) == ["doubt"]


def test_other_people_give_other_studies_and_the_same_come_back() -> None:
    panel = explore("studies", "en")
    before = panel.view["table"]
    after = press(panel, "again")["table"]
    assert before != after
    assert explore("studies", "en").view["table"] == after


def test_settings_that_no_study_has_are_passed_over() -> None:
    view = tell(explore("studies", "en"), "move", settings={"study": "hot", "times": "3"}, stamp=1.0)
    assert (view["settings"]["study"], view["settings"]["times"]) == ("cold", "1")


# --- the duel


def test_the_duel_is_blind_until_the_ninth_choice() -> None:
    panel = explore("duel", "en")
    for number in range(9):
        assert panel.view["meaning"] == f"Duel **{number + 1}** of 9."
        assert (panel.view["results"], len(panel.view["pictures"])) == ([], 2)
        press(panel, "second" if number % 2 else "first")
    assert panel.chosen == [0, 1, 0, 1, 0, 1, 0, 1, 0]
    hits = foreseen(panel.pairs, panel.chosen)
    assert texts(panel.view) == [f"{count} of 9" for count in hits.values()]
    assert len(panel.view["table"]) == 10


@pytest.mark.parametrize("predictor", ["peak_end", "mean", "total"])
def test_who_thinks_as_one_predictor_does_meets_the_last_challenge(predictor) -> None:  # type: ignore[no-untyped-def]
    panel = explore("duel", "en")
    for pair in panel.pairs:
        press(panel, ("first", "second")[pair.choices()[predictor]])
    assert done(panel.view) == ["nine", "oracle"]


def test_choices_are_kept_and_a_tenth_changes_nothing() -> None:
    panel = explore("duel", "en")
    for _ in range(10):
        press(panel, "first")
    assert explore("duel", "fr").view["settings"]["chosen"] == "0" * 9
    assert learner_log().events(kind="explore", subject="duel")[-1].data["state"]["chosen"] == "0" * 9


def test_a_second_press_that_has_not_seen_the_first_one_s_answer_undoes_nothing() -> None:
    panel = explore("duel", "en")
    old = dict(panel.view["settings"])
    press(panel, "first")
    view = tell(panel, "press", button="second", settings=old, stamp=1.0)
    assert view["settings"]["chosen"] == "01"


def test_other_duels_are_other_journeys() -> None:
    panel = explore("duel", "en")
    before = panel.view["table"]
    assert press(panel, "again")["table"] != before


def test_choices_that_cannot_be_read_are_refused() -> None:
    view = tell(explore("duel", "en"), "move", settings={"chosen": "0x1"}, stamp=1.0)
    assert view["problem"].startswith("The choices kept")
    assert view["settings"]["chosen"] == ""
