"""A corrected key regrades what was answered, as it was answered, and shows the difference."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_items import MISSED, ROWS, use_sample_course

import cxlearn as cx
from cxlearn.log import learner_log
from cxlearn.questions import Item, from_data
from cxlearn.questions.regrading import regrade, report

ROW = next(row for row in ROWS if row["id"] == "ch01-single")


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setattr("cxlearn.language._in_force", "en")
    use_sample_course(monkeypatch)


def corrected() -> Item:
    """The same question, where "product" turns out to be right too."""
    row = deepcopy(ROW) | {"revision": 2}
    next(option for option in row["options"] if option["id"] == "product")["score"] = 1
    return from_data(row)


def answer(name: str, response: Any, *before: str) -> None:
    ask = cx.ask(name)
    for do in before:
        ask._receive(ask, {"do": do}, [])
    ask._receive(ask, {"do": "answer", "response": response}, [])


def logged() -> list[Any]:
    return learner_log().events(kind="answer")


def test_with_the_same_keys_nothing_changes() -> None:
    for name, response in MISSED.items():
        answer(name, response)
    answer("kpi-nps", "12")
    assert len(logged()) == len(MISSED) + 1
    assert regrade(logged()) == []
    assert report([], "en") == "Nothing changes: every answer keeps its points."


def test_a_corrected_key_gives_the_points_that_were_due_and_leaves_the_log_as_it_was() -> None:
    answer("ch01-single", "product")
    answer("ch01-true-false", "true")
    before = logged()
    (changed,) = regrade(before, {"ch01-single": corrected()})
    assert (changed.item, changed.before, changed.after, changed.revisions) == ("ch01-single", 0, 1, (1, 2))
    assert logged() == before
    assert report([changed], "en").splitlines() == [
        "One answer changes, +1 point(s) in all.",
        "*ch01-single* (revision 1 → 2): 0 → 1 point(s). why product (en)",
    ]


def test_what_a_hint_cost_and_a_second_try_is_worth_stays_so() -> None:
    answer("ch01-single", "product", "hint")
    answer("ch01-single", "brand", "retry")
    answer("ch01-single", "product", "retry")
    changed = regrade(logged(), {"ch01-single": corrected()})
    assert [(one.before, one.after) for one in changed] == [(0, 0.75), (0, 0.375)]


def test_a_drawn_question_is_graded_with_the_numbers_it_was_asked_with() -> None:
    ask = cx.ask("kpi-churn-rate")
    answer("kpi-churn-rate", str(round(ask.turn.item.answer, 1)))
    assert logged()[0].data["outcome"] == "right"
    assert regrade(logged()) == []


def test_a_stricter_key_takes_points_away_and_says_why() -> None:
    answer("ch01-text", "usability")
    item = next(from_data(row) for row in ROWS if row["id"] == "ch01-text")
    stricter = replace(item, accepted={"fr": ["utilité"], "en": ["utility"]})
    (changed,) = regrade(logged(), {item.id: stricter})
    assert (changed.before, changed.after, changed.outcome) == (1, 0, "wrong")
    assert changed.reply in changed.says("fr")


def test_what_was_typed_is_read_in_the_language_it_was_typed_in() -> None:
    cx.use("fr")
    answer("ch01-number", "-2,5")
    cx.use("en")
    assert regrade(logged()) == []


def test_an_item_that_is_gone_is_passed_over() -> None:
    answer("ch01-single", "product")
    assert regrade(logged(), {}) == []


def test_answers_checked_in_a_cell_are_regraded_too() -> None:
    learner_log().append("answer", "ch01-single", context="check", response="product", score=0.0, outcome="wrong")
    assert [one.after for one in regrade(logged(), {"ch01-single": corrected()})] == [1]
