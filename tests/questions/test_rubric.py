"""Open answers: held against the essential criteria."""

from __future__ import annotations

import pytest
from sample_items import both, row

from cxlearn.questions import from_data, grade

CRITERIA = [{"id": "who", "text": both("who")}, {"id": "why", "text": both("why")}]
ITEM = from_data(row("open", "open", rubric=[*CRITERIA, {"id": "style", "text": both("style"), "essential": False}]))


def test_every_essential_criterion_met_is_right_without_the_others():
    assert grade(ITEM, {"text": "Nadia", "met": ["why", "who"]}).kind == "right"


def test_the_score_is_the_share_of_the_essential_criteria():
    mark = grade(ITEM, {"text": "Nadia", "met": ["who", "style"]}, "en")
    assert (mark.kind, mark.score, mark.reply) == ("wrong", 0.5, "Essential criteria met: 1 of 2.")
    assert grade(ITEM, {"text": "Nadia", "met": ["style"]}).score == 0


@pytest.mark.parametrize("answer", [{"text": " ", "met": ["who", "why"]}, {"met": ["who", "why"]}, {"text": None}])
def test_no_text_is_not_attempted_whatever_is_ticked(answer: object):
    assert grade(ITEM, answer).kind == "not_attempted"


def test_a_text_not_yet_held_against_the_criteria_earns_nothing():
    assert (grade(ITEM, {"text": "Nadia"}).kind, grade(ITEM, {"text": "Nadia"}).score) == ("wrong", 0)


@pytest.mark.parametrize(
    "answer",
    [
        "Nadia",
        ["Nadia"],
        {"text": 3},
        {"text": "N", "met": "who"},
        {"text": "N", "met": [1]},
        {"text": "N", "met": ["x"]},
    ],
)
def test_anything_else_is_asked_back(answer: object):
    assert grade(ITEM, answer).kind == "error"
