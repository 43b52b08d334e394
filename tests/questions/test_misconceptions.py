"""What wrong answers betray is counted over questions, and forgotten once the question is answered right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cxlearn.questions.generation import find
from cxlearn.questions.misconceptions import misconceptions

ITEM = find("ch01-ask-ux-scope")


@dataclass
class Said:
    subject: str
    data: dict[str, Any]
    uid: str = field(default="u")


def said(response: str, outcome: str = "wrong", item: str = "ch01-ask-ux-scope", **data: Any) -> Said:
    return Said(item, {"response": response, "outcome": outcome, **data})


def test_each_answer_that_betrays_it_is_counted_and_the_reply_teaches() -> None:
    found = misconceptions([said("queue"), said("advert"), said("phone")], "en")
    assert [(one.name, one.count) for one in found] == [("ux-is-everything", 2), ("service-is-ux", 1)]
    assert found[0].reply.startswith("The poster promises")
    assert (found[0].items, found[0].section) == (("ch01-ask-ux-scope",), "01.1")


def test_the_reply_is_in_the_language_asked_for() -> None:
    assert misconceptions([said("phone")], "fr")[0].reply.startswith("Là, elle parle au service client")


def test_a_right_answer_since_mends_it_and_a_wrong_one_after_brings_it_back() -> None:
    assert misconceptions([said("queue"), said("instructions", "right")], "en") == []
    again = misconceptions([said("queue"), said("instructions", "right"), said("queue")], "en")
    assert [one.count for one in again] == [2]


def test_a_slip_in_a_drawn_number_is_named_with_its_own_numbers() -> None:
    for seed in (1, 2, 3):
        item = find("kpi-nps", seed)
        assert item is not None
        slip = item.slips[0]
        answer = said(str(slip.value), item="kpi-nps", draw_seed=seed)
        assert [one.name for one in misconceptions([answer], "en")] == [slip.id]


def test_what_is_gone_or_was_never_an_answer_is_passed_over() -> None:
    answers = [said("queue", item="gone"), said("no-such-option"), said("queue", ""), Said("ch01-predict", {})]
    assert misconceptions(answers, "en") == []
