"""An objective is shown to be known by three of its questions found alone, and by none missed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from cxlearn import course
from cxlearn.questions import bank
from cxlearn.questions.mastery import Mastery, mastery

ITEMS = [item.id for item in bank("01") if item.objective == "01.1"]


@dataclass
class Said:
    subject: str
    data: dict[str, Any]
    uid: str = field(default="u")


def said(number: int, outcome: str = "right", **data: Any) -> Said:
    return Said(ITEMS[number], {"outcome": outcome, **data})


def of(*answers: Said) -> Mastery:
    (found,) = mastery(answers)
    return found


def test_three_questions_found_show_it_and_two_do_not() -> None:
    assert of(said(0), said(1), said(2)).shown
    assert not of(said(0), said(1)).shown


def test_the_same_question_three_times_is_one() -> None:
    again = of(said(0), said(0), said(0))
    assert (again.asked, again.shown) == (1, False)


@pytest.mark.parametrize("missed", [said(3, "wrong"), said(3, hints=1)])
def test_one_missed_since_or_found_with_a_hint_takes_it_away(missed: Said) -> None:
    told = of(said(0), said(1), said(2), missed)
    assert (told.shown, told.right, told.asked) == (False, 3, 4)


def test_three_found_after_a_wrong_one_show_it_whatever_was_before() -> None:
    assert of(said(3, "wrong"), said(0), said(1), said(2)).shown


def test_a_question_found_at_last_counts_as_found() -> None:
    told = of(said(0, "wrong"), said(1), said(2), said(0))
    assert (told.right, told.asked, told.shown) == (3, 3, True)


def test_a_second_try_and_what_was_asked_back_count_for_nothing() -> None:
    told = of(said(0, "wrong"), said(0, "right", tries=2), said(1, "error"), said(2, "not_attempted"))
    assert (told.right, told.asked) == (0, 1)


def test_it_tells_the_section_of_what_was_missed_last() -> None:
    section = next(item.section for item in bank("01") if item.id == ITEMS[0])
    assert of(said(0, "wrong"), said(1)).missed == section
    assert not of(said(1)).missed


def test_few_answers_leave_much_open() -> None:
    low, high = of(said(0), said(1), said(2)).interval
    assert (round(low), round(high)) == (53, 100)


def test_exercises_count_and_what_has_no_objective_does_not() -> None:
    task = next(row for rows in course.load()["tasks"].values() for row in rows)
    right = {"outcome": "right"}
    (told,) = mastery([Said(task["id"], right), Said("kpi-nps", right), Said("gone", right), Said("ch01-predict", {})])
    assert told.objective == task["objective"]


def test_an_exercise_checked_again_stays_as_it_was_checked_first() -> None:
    task = next(row["id"] for rows in course.load()["tasks"].values() for row in rows)
    told = of(
        Said(task, {"outcome": "wrong", "context": "check"}), Said(task, {"outcome": "right", "context": "check"})
    )
    assert (told.right, told.asked) == (0, 1)
