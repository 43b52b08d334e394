"""The frame that all explorers share, seen from Python: what is taken, what is refused, what is kept."""

from __future__ import annotations

import pytest
from sample_chapter import tell
from sample_explorer import TOO_MUCH, Sample

from cxlearn.language import CourseError
from cxlearn.log import learner_log
from cxlearn.widgets.explore import MODELS, explore
from cxlearn.widgets.explorer import Explorer

pytestmark = pytest.mark.usefixtures("small_chapter")


def test_a_move_is_answered_with_all_that_follows_from_it() -> None:
    view = tell(Sample("sample", "en"), "move", settings={"left": 7}, stamp=5.0)
    assert (view["meaning"], view["results"][0]["text"], view["stamp"]) == ("They make **10.0**.", "10.0", 5.0)
    assert view["challenges"][0]["done"]
    assert view["pictures"][0]["label"] == "Left 7, right 3.0."


def test_what_the_model_refuses_goes_back_with_a_sentence() -> None:
    panel = Sample("sample", "en")
    view = tell(panel, "move", settings={"left": 9, "right": 8}, stamp=1.0)
    assert view["problem"] == TOO_MUCH
    assert (view["settings"]["left"], view["settings"]["right"], view["meaning"]) == (2.0, 3.0, "They make **5.0**.")
    assert tell(panel, "move", settings={"left": 3}, stamp=2.0)["problem"] is None


@pytest.mark.parametrize(
    "settings",
    [{"left": "7"}, {"left": None}, {"left": float("nan")}, {"left": True}, {"how": 3}, {"double": 1}, {"x": 1}],
)
def test_a_setting_of_another_kind_is_passed_over(settings: dict[str, object]) -> None:
    view = tell(Sample("sample", "en"), "move", settings=settings, stamp=1.0)
    assert (view["settings"], view["problem"]) == (dict(Sample.START), None)


def test_settings_at_rest_and_challenges_met_come_back() -> None:
    tell(Sample("sample", "en"), "settle", settings={"left": 7, "how": "add"}, stamp=1.0)
    again = Sample("sample", "fr")
    assert again.view["settings"]["left"] == 7
    tell(again, "reset")
    assert again.view["settings"] == dict(Sample.START)
    assert Sample("sample", "fr").view["challenges"][0]["done"]
    assert [event.data["challenges"] for event in learner_log().events(kind="explore")] == [["ten"], []]


def test_a_move_that_is_not_at_rest_is_not_kept() -> None:
    tell(Sample("sample", "en"), "move", settings={"left": 7}, stamp=1.0)
    assert not learner_log().events(kind="explore")


def test_settings_of_another_time_are_passed_over() -> None:
    learner_log().append("explore", "sample", state={"left": 10, "right": 10, "gone": 1}, challenges=[])
    learner_log().append("explore", "other", state="?", challenges=[])
    assert Sample("sample", "en").view["settings"] == dict(Sample.START)
    assert Sample("other", "en").view["settings"] == dict(Sample.START)


def test_a_button_acts_on_where_things_are_now() -> None:
    view = tell(Sample("sample", "en"), "press", button="swap", settings={"left": 7}, stamp=1.0)
    assert (view["settings"]["left"], view["settings"]["right"]) == (3.0, 7)
    assert view["announce"] == "They make 10.0."  # without the asterisks of emphasis


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_model_says_all_it_has_to_say(name: str, language: str) -> None:
    view = explore(name, language).view
    assert view["label"]
    assert view["problem"] is None
    assert view["challenges"]
    assert all(challenge["goal"] for challenge in view["challenges"])
    assert not any(challenge["done"] for challenge in view["challenges"]), "a challenge is met before anything moved"


@pytest.mark.parametrize("name", MODELS)
def test_every_model_on_the_frame_describes_its_pictures_and_tells_its_numbers(name: str) -> None:
    panel = explore(name, "fr")
    if not isinstance(panel, Explorer):
        return
    assert all(len(picture["label"].split()) > 3 for picture in panel.view["pictures"])
    head, *rows = panel.view["table"]
    assert rows
    assert all(len(row) == len(head) for row in rows)
    for zone in (zone for picture in panel.view["pictures"] for zone in picture["zones"]):
        assert zone["control"] in panel.settings


def test_an_unknown_model_is_one_sentence() -> None:
    with pytest.raises(CourseError, match="ux-cx"):
        explore("ux-xc", "en")


def test_a_message_is_answered_by_one_update(monkeypatch: pytest.MonkeyPatch) -> None:
    panel, sent = Sample("sample", "en"), []
    monkeypatch.setattr(panel, "send_state", lambda names: sent.append(set(names)))
    tell(panel, "move", settings={"left": 7}, stamp=1.0)
    assert sent == [{"view", "heard"}]
