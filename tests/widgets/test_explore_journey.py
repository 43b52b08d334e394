"""The journey map, seen from Python: editing, undo, two languages, what is kept, and files to hand in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from sample_chapter import tell, use_sample_chapter

from cxlearn.log import learner_log
from cxlearn.widgets.explore import explore


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_sample_chapter(monkeypatch, tmp_path)
    monkeypatch.chdir(tmp_path)


def settle(panel: Any, **settings: Any) -> dict[str, Any]:
    return tell(panel, "settle", settings={**panel.settings, **settings}, stamp=1.0)


def press(panel: Any, button: str) -> dict[str, Any]:
    return tell(panel, "press", button=button, settings=dict(panel.settings), stamp=1.0)


def done(view: dict[str, Any]) -> set[str]:
    return {challenge["id"] for challenge in view["challenges"] if challenge["done"]}


def labels(view: dict[str, Any]) -> list[str]:
    return [text for _, text in next(c for c in view["controls"] if c["id"] == "selected")["options"]]


def test_choosing_a_touchpoint_fills_the_fields_and_changes_nothing() -> None:
    panel = explore("journey", "en")
    settings = settle(panel, selected="phone")["settings"]
    assert (settings["label"], settings["stage"], settings["emotion"]) == ("calling the contact centre", "help", -5)
    assert panel.past == []


def test_a_field_changes_the_touchpoint_that_is_selected_and_no_other() -> None:
    panel = explore("journey", "en")
    settle(panel, selected="phone")
    view = settle(panel, emotion=3.0, pain="")
    assert panel.journey.point("phone").emotion == 3
    assert panel.journey.point("shop").emotion == -4
    assert view["pictures"][0]["label"].count("calling the contact centre (help) 3") == 1


def test_what_was_typed_stays_and_our_own_words_follow_the_language() -> None:
    panel = explore("journey", "en")
    settle(panel, label="a poster in the street")
    view = tell(panel, "language")
    assert labels(view)[:2] == ["1. a poster in the street", "2. la recherche sur le site"]
    settle(panel, selected="site", emotion=1.0)
    assert "2. searching on the site" in labels(tell(panel, "language"))


def test_undo_takes_back_one_change_after_the_other() -> None:
    panel = explore("journey", "en")
    settle(panel, emotion=4.0)
    press(panel, "remove")
    assert len(panel.journey.touchpoints) == 7
    press(panel, "undo")
    assert panel.journey.point("ad").emotion == 4
    press(panel, "undo")
    assert panel.journey.point("ad").emotion == 2
    press(panel, "undo")
    assert panel.journey.point("ad").emotion == 2


def test_even_a_reset_can_be_undone() -> None:
    panel = explore("journey", "en")
    settle(panel, emotion=-1.0)
    tell(panel, "reset")
    assert panel.journey.point("ad").emotion == 2
    press(panel, "undo")
    assert panel.journey.point("ad").emotion == -1


def test_the_map_is_kept_and_comes_back() -> None:
    panel = explore("journey", "en")
    settle(panel, journey="own")
    press(panel, "add")
    settle(panel, label="hearing of us", emotion=1.0)
    again = explore("journey", "fr")
    assert labels(again.view) == ["1. hearing of us"]
    assert "nadia" not in learner_log().events(kind="explore")[-1].data["state"]["journeys"]


def test_two_copies_in_one_lesson_are_one_map() -> None:
    here, there = explore("journey", "en"), explore("journey", "en")
    tell(here, "press", button="add", settings={}, stamp=1.0)
    settle(here, label="telling a friend", stage="share")
    seen = tell(there, "look")
    assert seen["settings"]["label"] == "telling a friend"
    settle(there, emotion=-3.0)
    assert tell(here, "look")["settings"]["emotion"] == -3.0
    assert press(here, "undo")["settings"]["emotion"] == 0.0
    tell(here, "reset")
    assert "telling a friend" not in str(tell(there, "look")["table"])


def test_a_look_at_a_map_that_nobody_changed_leaves_what_is_compared() -> None:
    panel = explore("journey", "en")
    settle(panel, emotion=1.0)
    settle(panel, beside="karim")
    assert tell(panel, "look")["settings"]["beside"] == "karim"
    assert panel.history.events(kind="explore", subject="journey")[-1].data["state"] == panel.kept


def test_a_map_of_another_version_is_passed_over() -> None:
    for state in ({"journeys": {"own": {"rows": 3}}}, {"journeys": 3}, {"journeys": {"nadia": {}}}, {"selected": 4}):
        learner_log().append("explore", "journey", state=state, challenges=[])
        assert explore("journey", "en").view["problem"] is None


def test_a_touchpoint_is_added_after_the_one_selected_and_moved_by_buttons() -> None:
    panel = explore("journey", "en")
    settle(panel, selected="pay")
    press(panel, "add")
    assert panel.selected.stage == "buy"
    press(panel, "earlier")
    assert [point.id for point in panel.journey.touchpoints][2:5] == ["app", "t1", "pay"]


def test_the_four_moments_of_truth_are_marked_and_three_are_not_enough() -> None:
    panel = explore("journey", "en")
    settle(panel, selected="returns")
    press(panel, "add")
    assert "moments" not in done(settle(panel, stage="share", label="telling a friend"))
    assert "moments" in done(settle(panel, moment="tmot"))


def test_every_pain_is_weighed_or_the_challenge_is_not_met() -> None:
    panel = explore("journey", "en")
    settle(panel, selected="phone")
    assert "weigh" not in done(settle(panel, severity=5.0, frequency=20.0))
    settle(panel, selected="returns")
    assert "weigh" not in done(settle(panel, severity=2.0))
    assert "weigh" in done(settle(panel, frequency=10.0))


def test_a_map_of_one_s_own_needs_six_touchpoints_and_nothing_missing() -> None:
    panel = explore("journey", "en")
    settle(panel, journey="own")
    for stage, moment in (
        ("discover", ""),
        ("compare", "zmot"),
        ("buy", "fmot"),
        ("receive", ""),
        ("use", "smot"),
        ("share", "tmot"),
    ):
        press(panel, "add")
        view = settle(panel, label=f"at {stage}", stage=stage, moment=moment)
    assert "own" not in done(view)
    assert "own" in done(settle(panel, goal="to have breakfast"))


def test_what_is_typed_wrong_is_refused_in_the_panel_s_language() -> None:
    panel = explore("journey", "fr")
    view = settle(panel, emotion=9.0)
    assert "9.0 n’est pas entre" in view["problem"] or "9 n’est pas entre" in view["problem"]
    assert view["settings"]["emotion"] == 2


def test_files_are_written_beside_the_notebook_and_never_over_another(tmp_path: Path) -> None:
    panel = explore("journey", "fr")
    assert "parcours_nadia.csv" in press(panel, "csv")["meaning"]
    assert "parcours_nadia_2.csv" in press(panel, "csv")["meaning"]
    with (tmp_path / "parcours_nadia.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows][:2] == ["la publicité", "la recherche sur le site"]
    assert len(rows) == 8


def test_the_drawing_is_a_picture_of_its_own_and_the_page_holds_it(tmp_path: Path) -> None:
    panel = explore("journey", "en")
    settle(panel, label="<b>a poster</b> & more")
    press(panel, "svg")
    press(panel, "html")
    drawing = ET.fromstring((tmp_path / "journey_nadia.svg").read_text(encoding="utf-8"))
    assert drawing.find("{http://www.w3.org/2000/svg}title") is not None
    assert len(drawing.findall("{http://www.w3.org/2000/svg}circle")) == 8
    page = (tmp_path / "journey_nadia.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;a poster&lt;/b&gt; &amp; more" in page
    assert "<b>a poster" not in page
    assert '<html lang="en">' in page


def test_where_nothing_can_be_written_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    assert "could not be written (Permission denied)" in press(explore("journey", "en"), "csv")["meaning"]
