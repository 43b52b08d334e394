"""The worksheet: what is typed is kept, and found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_chapter import FIELDS, tell, use_sample_chapter

import cxlearn as cx
from cxlearn.language import CourseError
from cxlearn.log import learner_log

FIRST = FIELDS[0]["id"]


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_sample_chapter(monkeypatch, tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("CXLEARN_NOW", "2026-03-02T14:32:00")


def test_what_is_typed_is_kept_and_the_hour_is_told() -> None:
    view = tell(cx.worksheet("01", "en"), "keep", texts={FIRST: "« Livré en 24 h »"})
    assert view["fields"][0]["kept"].startswith("Kept at ")
    assert view["latest"] == view["fields"][0]["kept"]
    assert learner_log().events(kind="worksheet", subject=FIRST)[0].data == {"text": "« Livré en 24 h »"}


def test_a_new_kernel_shows_what_was_written_and_on_which_day(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(cx.worksheet("01", "fr"), "keep", texts={FIRST: "à l’heure"})
    monkeypatch.setenv("CXLEARN_NOW", "2026-03-09T08:00:00")
    field = cx.worksheet("01", "en").view["fields"][0]
    assert field["text"] == "à l’heure"
    assert "March 2, 2026" in field["kept"]


def test_what_has_not_changed_is_not_written_again() -> None:
    panel = cx.worksheet("01", "en")
    tell(panel, "keep", texts={FIRST: "one"})
    tell(panel, "keep", texts={FIRST: "one", FIELDS[1]["id"]: ""})
    tell(panel, "keep", texts={FIRST: "two"})
    assert [event.data["text"] for event in learner_log().events(kind="worksheet")] == ["one", "two"]


def test_a_field_can_be_emptied_again() -> None:
    panel = cx.worksheet("01", "en")
    tell(panel, "keep", texts={FIRST: "one"})
    assert tell(panel, "keep", texts={FIRST: ""})["fields"][0]["text"] == ""


def test_two_windows_do_not_undo_each_other() -> None:
    here, there = cx.worksheet("01", "en"), cx.worksheet("01", "en")
    tell(here, "keep", texts={FIRST: "here"})
    view = tell(there, "keep", texts={FIELDS[1]["id"]: "there"})
    assert [field["text"] for field in view["fields"]] == ["here", "there", ""]


def test_a_field_that_the_worksheet_does_not_have_is_not_kept() -> None:
    tell(cx.worksheet("01", "en"), "keep", texts={"elsewhere": "x"})
    assert learner_log().events(kind="worksheet") == []


def test_switching_language_keeps_what_is_being_typed() -> None:
    view = tell(cx.worksheet("01", "en"), "language", texts={FIRST: "half a sent"})
    assert view["fields"][0]["text"] == "half a sent"
    assert view["fields"][0]["prompt"] == "Prompt 1 (fr)"


def test_a_chapter_without_a_worksheet_names_the_nearest() -> None:
    with pytest.raises(CourseError, match=r'cx\.worksheet\("01"\)'):
        cx.worksheet("1", "en")
