"""The map of the course is derived from the log, and from nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sample_chapter import FIELDS, use_sample_chapter

import cxlearn as cx
from cxlearn.deck import cards_of
from cxlearn.log import learner_log
from cxlearn.widgets.standing import quiz_scores


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_sample_chapter(monkeypatch, tmp_path)
    monkeypatch.setenv("CXLEARN_NOW", "2026-03-02T12:00:00")


def guess() -> None:
    learner_log().append("answer", "ch01-predict", context="predict", response="8")


def quiz(attempt: int, scores: dict[str, float], **data: Any) -> None:
    items = ["ch01-q1", "ch01-q2"]
    learner_log().append("quiz", "quiz:01", attempt=attempt, items=items, **data)
    for item, score in scores.items():
        learner_log().append("answer", item, context="quiz:01", attempt=attempt, score=score, maximum=1.0, outcome="")


def task(name: str, outcome: str) -> None:
    learner_log().append("answer", name, context="check", outcome=outcome)


def measures() -> dict[str, Any]:
    chapter = next(row for row in cx.progress("en").view["chapters"] if row["id"] == "01")
    return {measure["name"]: measure for measure in chapter["measures"]}


def test_chapters_stand_in_order_and_those_to_come_say_so() -> None:
    rows = cx.progress("en").view["chapters"]
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert {row["note"] for row in rows if not row["published"]} == {"in preparation"}
    assert [row["id"] for row in rows if row["published"]] == ["00", "01"]


def test_nothing_done_is_to_do_and_the_guess_comes_first() -> None:
    assert {measure["text"] for measure in measures().values()} == {"to do"}
    assert "with your guess" in cx.progress("en").view["next"]


def test_a_quiz_shows_its_last_score_its_day_and_a_better_one_before() -> None:
    quiz(1, {"ch01-q1": 1.0, "ch01-q2": 0.5})
    quiz(2, {"ch01-q1": 1.0, "ch01-q2": 0.0})
    shown = measures()["Exit quiz"]
    assert (shown["text"], shown["more"]) == ("1 of 2, on March 2, 2026", "best: 1.5 of 2")
    assert shown["share"] == 0.5


def test_a_quiz_left_halfway_is_begun_and_has_no_score() -> None:
    quiz(1, {"ch01-q1": 1.0})
    assert measures()["Exit quiz"]["text"] == "begun: 1 of 2"


def test_going_over_what_was_missed_is_no_attempt_of_its_own() -> None:
    quiz(1, {"ch01-q1": 1.0, "ch01-q2": 0.0})
    quiz(2, {"ch01-q2": 1.0}, redo=True)
    assert [score.points for score in quiz_scores("01", learner_log())] == [1.0]


def test_a_second_try_counts_once_and_at_its_best() -> None:
    quiz(1, {"ch01-q1": 0.0, "ch01-q2": 1.0})
    learner_log().append("answer", "ch01-q1", context="quiz:01", attempt=1, score=0.5, maximum=1.0, outcome="right")
    (score,) = quiz_scores("01", learner_log())
    assert (score.points, score.maximum, score.answered) == (1.5, 2.0, 2)


def test_only_right_exercises_count_and_each_counts_once() -> None:
    for outcome in ("right", "right"):
        task("01-1", outcome)
    task("01-2", "wrong")
    assert measures()["Exercises"]["text"] == "right: 1 of 2"


def test_a_field_of_spaces_is_not_filled_in() -> None:
    for field, text in zip(FIELDS, ["done", "  ", ""], strict=True):
        learner_log().append("worksheet", field["id"], text=text)
    assert measures()["Worksheet"]["text"] == "filled in: 1 of 3"


def test_cards_due_come_before_everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    card = cards_of("01")[0].id
    learner_log().append("review", card, rating=3)
    assert not measures()["Cards"]["more"]
    monkeypatch.setenv("CXLEARN_NOW", "2026-03-30T12:00:00")
    view = cx.progress("en").view
    assert view["next"] == "Today, one card is waiting to be reviewed: `cx.cards()`."
    assert measures()["Cards"]["more"] == "to review: 1"


def test_the_next_step_follows_the_order_of_the_lesson() -> None:
    guess()
    assert 'cx.quiz("01")' in cx.progress("en").view["next"]
    quiz(1, {"ch01-q1": 1.0, "ch01-q2": 1.0})
    assert 'cx.cards("01")' in cx.progress("en").view["next"]
    for card in cards_of("01"):
        learner_log().append("review", card.id, rating=3)
    assert "exercises" in cx.progress("en").view["next"]
    task("01-1", "right")
    task("01-2", "right")
    assert "worksheet" in cx.progress("en").view["next"]
    for field in FIELDS:
        learner_log().append("worksheet", field["id"], text="done")
    assert "up to date" in cx.progress("en").view["next"]


def test_it_says_where_progress_is_kept(tmp_path: Path) -> None:
    assert cx.progress("en").view["path"] == str(tmp_path / "progress.db")


def test_it_says_why_progress_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "progress.db").write_bytes(b"not a database" * 100)
    assert cx.progress("en").view["trouble"]


def test_both_languages_tell_the_same_course() -> None:
    french, english = cx.progress("fr").view, cx.progress("en").view
    assert [row["id"] for row in french["chapters"]] == [row["id"] for row in english["chapters"]]
