"""The exam in a notebook, seen from Python: no key before the end, and an interruption costs nothing but its time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_items import KEY, MISSED, ROWS, use_sample_course

import cxlearn as cx
from cxlearn import log
from cxlearn.language import CourseError
from cxlearn.log import Log
from cxlearn.questions import Item, bank, items
from cxlearn.widgets.sitting import Exam, has_answer

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setenv("CXLEARN_NOW", BEGAN.isoformat())
    monkeypatch.setattr("cxlearn.language._in_force", "en")
    monkeypatch.chdir(tmp_path)
    use_sample_course(monkeypatch)
    everywhere = tuple(replace(item, place="exit") for item in bank("01"))  # those of the lesson are examined too
    monkeypatch.setattr(items, "_banks", lambda: {"01": everywhere})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda minutes: monkeypatch.setenv("CXLEARN_NOW", (BEGAN + timedelta(minutes=minutes)).isoformat())


def tell(panel: Exam, do: str, **details: Any) -> dict[str, Any]:
    """What the page would say; gives back what it is then shown."""
    panel._receive(panel, {"do": do, "turn": panel.view["turn"], **details}, [])
    view: dict[str, Any] = panel.view
    assert view["problem"] is None
    return view


def begun(minutes: float = 60, **more: Any) -> Exam:
    panel = cx.exam("01", minutes, **more)
    tell(panel, "begin")
    return panel


def veiled(panel: Exam, response: Any) -> Any:
    """An answer, as the page names it: by where the texts stand."""
    turn = panel.turn
    assert turn
    options = dict(
        zip(turn.order or [gap.id for gap in turn.item.gaps], (row["id"] for row in panel.view["options"]), strict=True)
    )
    targets = dict(zip((t.id for t in turn.targets), (row["id"] for row in panel.view["targets"]), strict=True))
    if isinstance(response, dict):
        return {options.get(name, name): targets.get(place, place) for name, place in response.items()}
    return [options[name] for name in response] if isinstance(response, list) else options.get(response, response)


def answer_all(panel: Exam, given: dict[str, Any] = KEY) -> list[dict[str, Any]]:
    """Answer every question; gives back all that the page was shown."""
    views = [dict(panel.view)]
    for turn in list(panel.turns):
        response = veiled(panel, given[turn.item.id])
        views += [dict(tell(panel, "draft", response=response)), dict(tell(panel, "next", response=response))]
    return views


def offered(view: dict[str, Any]) -> list[str]:
    return [action["do"] for action in view["actions"]]


def secrets(item: Item) -> list[str]:
    """All that an item says only afterwards, and its author's own names."""
    texts = [item.explanation, *(option.reply for option in item.options), *(slip.reply for slip in item.slips)]
    told = [text for both in [*texts, *(hint.text for hint in item.hints)] for text in both.values()]
    told += [text for accepted in item.accepted.values() for text in accepted]
    told += [text for gap in item.gaps for accepted in gap.accepted.values() for text in accepted]
    told += [f'"{gap.id}"' for gap in item.gaps]
    told += [option.misconception for option in item.options if option.misconception]
    return [f'"{name}"' for option in item.options for name in (option.id, option.target) if name] + told


def test_running_the_cell_shows_a_cover_and_starts_nothing() -> None:
    panel = cx.exam("01", minutes=20)
    assert offered(panel.view) == ["begin"]
    assert "20 minutes" in panel.view["page"]["title"]
    assert "proves no more" in panel.view["page"]["quiet"]
    assert Log().events() == []


def test_no_key_is_in_what_the_page_is_sent_nor_in_the_state_nor_in_the_log_before_the_end(tmp_path: Path) -> None:
    panel = begun()
    views = answer_all(
        panel, KEY | {"ch01-text": "a guess", "ch01-number": "77", "ch01-cloze": {"low": "one", "high": "two"}}
    )
    for number in range(len(panel.turns)):
        tell(panel, "goto", number=number, response=panel.view["response"])
        for do in ("answer", "hint", "reveal", "retry", "restart", "save", "report", "redo", "summary"):
            views.append(dict(tell(panel, do)))  # what a page made by hand might ask for
    tell(panel, "ask_end")
    views.append(dict(panel.view))
    state = {name: value for name, value in panel.get_state().items() if not name.startswith("_")}
    traffic = json.dumps([views, state], ensure_ascii=False)
    disk = (tmp_path / "progress.db").read_bytes().decode("utf-8", "replace")
    for item in bank("01"):
        shown = [text for text in secrets(item) if text in traffic]
        assert shown == [], item.id
        logged = [text for text in secrets(item) if not text.startswith('"') and text in disk]
        assert logged == [], item.id
    assert not any(word in traffic for word in ('"reply"', '"tone"', '"score"', '"sign": "Right', "misconception"))
    assert "score" not in disk
    assert repr(panel) == "<cxlearn exam 01>"


@pytest.mark.slow
def test_the_course_itself_keeps_its_keys_through_an_exam(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path / "own"))
    panel = cx.exam(minutes=480, language="fr")
    tell(panel, "begin")
    views = [dict(tell(panel, "next")) for _ in panel.turns]
    assert len(panel.turns) > 20
    traffic = json.dumps(views, ensure_ascii=False)
    for turn in panel.turns:
        item = turn.item
        late = [item.explanation, *(o.reply for o in item.options), *(h.text for h in item.hints)]
        assert [text["fr"] for text in late if text.get("fr") and text["fr"] in traffic] == []


def test_everything_right_is_full_marks_and_what_was_chosen_is_what_counts() -> None:
    panel = begun()
    answer_all(panel)
    tell(panel, "ask_end")
    view = tell(panel, "hand_in")
    count = len(panel.turns)
    assert view["page"]["title"] == f"**{count} of {count} points, that is 100%.**"
    assert {row["mark"] for row in view["page"]["rows"]["items"]} == {"right"}


def test_an_exam_goes_on_in_a_new_kernel_with_the_time_that_is_left(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = begun(20)
    name = panel.turns[0].item.id
    tell(panel, "next", response=veiled(panel, KEY[name]))
    tell(panel, "flag")
    clock(8)
    monkeypatch.setattr(log, "learner_log", log._log_at.__wrapped__)  # a process of its own knows no log yet
    again = cx.exam("01", minutes=90)
    assert [turn.item.id for turn in again.turns] == [turn.item.id for turn in panel.turns]
    assert again.position == 1
    assert again.turns[0].response == KEY[name]
    assert again.view["clock"]["left_ms"] == 12 * 60_000
    assert again.view["map"]["places"][1]["sign"] == "?"
    assert again.view["map"]["places"][0]["sign"] == "✓"


def test_when_time_is_over_the_exam_is_closed_with_what_was_answered(clock: Any) -> None:
    panel = begun(20)
    first = panel.turns[0].item
    tell(panel, "draft", response=veiled(panel, KEY[first.id]))
    clock(21)
    view = tell(panel, "next", response=veiled(panel, MISSED[first.id]))  # too late by a minute
    assert "Time is over" in view["page"]["lines"][0]
    assert panel.sitting.responses == {first.id: (KEY[first.id], "en")}
    assert view["page"]["title"].startswith("**1 of")


def test_time_that_ran_out_while_nothing_ran_is_noticed_on_return(clock: Any) -> None:
    begun(20)
    clock(500)
    view = cx.exam("01").view
    assert offered(view) == ["save", "again"]
    assert "Time is over" in view["page"]["lines"][0]


def test_a_page_whose_clock_runs_ahead_ends_nothing() -> None:
    panel = begun(20)
    assert tell(panel, "time")["clock"]["left_ms"] == 20 * 60_000


def test_going_back_and_changing_an_answer_is_allowed() -> None:
    panel = begun()
    name = panel.turns[0].item.id
    tell(panel, "next", response=veiled(panel, MISSED[name]))
    tell(panel, "back")
    tell(panel, "next", response=veiled(panel, KEY[name]))
    assert panel.sitting.responses[name][0] == KEY[name]


def test_a_second_click_answers_nothing() -> None:
    panel = begun()
    stale = panel.view["turn"]
    chosen = veiled(panel, KEY[panel.turns[0].item.id])
    for _ in range(2):
        panel._receive(panel, {"do": "next", "turn": stale, "response": chosen}, [])
    assert panel.position == 1
    assert list(panel.sitting.responses) == [panel.turns[0].item.id]


def test_handing_in_is_confirmed_and_says_what_is_open() -> None:
    panel = begun()
    assert "clock" in tell(panel, "hand_in")  # not without being asked
    tell(panel, "flag")
    view = tell(panel, "ask_end")
    told = " ".join(view["page"]["lines"])
    assert f"{len(panel.turns)} questions have no answer" in told
    assert "One question is marked" in told
    assert [(action["do"], action["as"]) for action in view["actions"]] == [("go_on", "main"), ("hand_in", "plain")]
    assert tell(panel, "go_on")["open"]
    assert panel.sitting.running


def test_a_number_that_cannot_be_read_is_said_once_whatever_the_key() -> None:
    panel = begun()
    place = next(n for n, turn in enumerate(panel.turns) if turn.item.kind == "number")
    tell(panel, "goto", number=place)
    view = tell(panel, "next", response="about three")
    assert panel.position == place
    assert "To keep the answer as it is, go on." in view["note"]
    tell(panel, "next", response="about three")
    assert panel.position == min(place + 1, len(panel.turns) - 1)


def test_afterwards_every_question_shows_its_answer_and_explanation() -> None:
    panel = begun()
    answer_all(panel, KEY | {panel.turns[0].item.id: MISSED[panel.turns[0].item.id]})
    for name in ("ask_end", "hand_in"):
        tell(panel, name)
    for number, turn in enumerate(panel.turns):
        view = tell(panel, "goto", number=number)
        assert not view["open"]
        assert turn.item.explanation["en"] in [line["text"] for line in view["feedback"]["lines"]]
    assert "report" in offered(panel.view)
    assert "page" in tell(panel, "report")


def test_a_question_left_open_is_reviewed_as_not_answered() -> None:
    panel = begun()
    for name in ("ask_end", "hand_in"):
        tell(panel, name)
    for number, turn in enumerate(panel.turns):
        view = tell(panel, "goto", number=number)
        assert view["feedback"]["title"] == "Not answered."
        assert turn.item.explanation["en"] in json.dumps(view)


def test_the_report_links_to_the_sections_and_saves_a_file_that_can_be_regraded(tmp_path: Path) -> None:
    panel = begun()
    answer_all(panel, MISSED)
    for name in ("ask_end", "hand_in"):
        tell(panel, name)
    view = tell(panel, "save")
    links = [link for part in view["page"]["lists"] for row in part["items"] for link in row["links"]]
    assert {"path": "01_ux_and_cx.ipynb", "id": "#2.-Section-2-(en)"} in [
        {name: link[name] for name in ("path", "id")} for link in links
    ]
    document = json.loads((tmp_path / "exam_01_2026-03-02_1.json").read_text(encoding="utf-8"))
    assert document["format"] == "cxlearn-exam"
    assert "exam_01_2026-03-02_1.json" in view["page"]["note"]


def test_the_next_exam_is_another_draw_and_leaves_the_last_one_as_it_was() -> None:
    panel = begun(8)
    first = [turn.item.id for turn in panel.turns]
    for name in ("ask_end", "hand_in", "again", "begin"):
        tell(panel, name)
    assert [turn.item.id for turn in panel.turns] != first
    assert panel.sitting.number == 2
    assert {event.data["sitting"] for event in Log().events(kind="exam")} == {1, 2}


def test_extra_time_is_counted_and_kept() -> None:
    assert "27 minutes" in cx.exam("01", minutes=20, extra=1.35).view["page"]["title"]
    panel = cx.exam("01", minutes=40)
    assert any("extra time" in line for line in panel.view["page"]["lines"])
    count = cx.exam("01", minutes=40, extra=1).view["page"]["title"].split()[0]
    assert panel.view["page"]["title"].split()[0] == count  # more time for the same questions


def test_the_language_can_change_in_the_middle() -> None:
    panel = begun()
    name = panel.turns[0].item.id
    view = tell(panel, "language", response=veiled(panel, KEY[name]))
    assert view["lang"] == "fr"
    assert panel.sitting.responses[name] == (KEY[name], "en")
    assert "restant" in view["clock"]["label"]


@pytest.mark.parametrize(("given", "near"), [("99", "01"), ("", "01"), ("O1", "01"), ([], "01")])
def test_an_exam_that_does_not_exist_is_refused_with_the_nearest(given: Any, near: str) -> None:
    with pytest.raises(CourseError, match=near):
        cx.exam(given)


@pytest.mark.parametrize("how", [{"minutes": "20"}, {"minutes": 0}, {"minutes": float("nan")}, {"extra": 0.5}])
def test_a_time_that_makes_no_sense_is_refused(how: Any) -> None:
    with pytest.raises(CourseError):
        cx.exam("01", **how)


@pytest.mark.parametrize(
    ("response", "answered"),
    [(None, False), ("", False), (" ", False), ([], False), ({"a": ""}, False), ("x", True), ({"a": "b"}, True)],
)
def test_blank_is_no_answer(response: Any, answered: bool) -> None:  # noqa: FBT001 -- pytest's parameter
    assert has_answer(response) is answered


def test_every_kind_of_the_sample_course_is_examined() -> None:
    kinds = {row["kind"] for row in ROWS} - {"open"}
    assert {turn.item.kind for turn in begun(480).turns} == kinds
