"""What wrong answers betray is counted over questions, and forgotten once the question is answered right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from cxlearn import course
from cxlearn.course import LANGUAGES
from cxlearn.questions import bank
from cxlearn.questions.generation import find
from cxlearn.questions.misconceptions import misconceptions


@dataclass
class Said:
    subject: str
    data: dict[str, Any]
    uid: str = field(default="u")
    time: datetime = datetime(2026, 3, 2, tzinfo=UTC)


def said(response: object, outcome: str = "wrong", item: str = "ch01-ask-ux-scope", **data: Any) -> Said:
    return Said(item, {"response": response, "outcome": outcome, **data})


def slip(item: str, name: str, seed: int = 0) -> Said:
    """The answer that makes a slip."""
    asked = find(item, seed)
    assert asked is not None
    value = next(one.value for one in asked.slips if one.id == name)
    return said(str(value), item=item, draw_seed=seed, language="en")


def test_each_answer_that_betrays_it_is_counted_and_the_reply_teaches() -> None:
    found = misconceptions([said("queue"), said("advert"), said("phone")], "en")
    assert [(one.id, one.count) for one in found] == [("ux-is-everything", 2), ("service-is-ux", 1)]
    assert found[0].reply.startswith("The poster promises")
    assert (found[0].items, found[0].section) == (("ch01-ask-ux-scope",) * 2, "01.1")
    assert found[0].answer.data["response"] == "advert"


def test_the_reply_is_in_the_language_asked_for() -> None:
    assert misconceptions([said("phone")], "fr")[0].reply.startswith("Là, elle parle au service client")


def test_a_right_answer_since_mends_it_and_a_wrong_one_after_brings_it_back() -> None:
    assert misconceptions([said("queue"), said("instructions", "right")], "en") == []
    again = misconceptions([said("queue"), said("instructions", "right"), said("queue")], "en")
    assert [one.count for one in again] == [2]


def test_what_was_asked_back_since_neither_mends_nor_counts() -> None:
    answers = [said("queue"), said("instructions", "right"), said("?", "error")]
    assert misconceptions(answers, "en") == []


def test_a_name_makes_one_misconception_of_several_questions() -> None:
    slips = [("kpi-csat", "mean_answer", 1), ("ch05a-ask-csat", "mean", 0), ("ch05a-own-csat", "mean_stretched", 7)]
    (csat,) = misconceptions([slip(*one) for one in slips], "en")
    assert (csat.id, csat.count) == ("csat-is-a-mean", 3)
    assert csat.name == {"fr": "Le CSAT pris pour une moyenne", "en": "CSAT taken for a mean"}
    assert csat.section == "05a.3"


def test_the_same_slip_of_two_figures_is_two_misconceptions() -> None:
    found = misconceptions([slip("kpi-csat", "mean_answer", 1), slip("kpi-nps", "mean_answer", 1)], "en")
    assert [one.id for one in found] == ["nps-is-a-mean", "csat-is-a-mean"]  # of equals, the latest first


def test_what_two_questions_call_alike_without_a_name_stays_apart() -> None:
    found = misconceptions([slip("ch01-mean-cx", "sum"), slip("ch05b-weighted", "sum")], "en")
    assert [(one.id, one.name) for one in found] == [("ch05b-weighted/sum", None), ("ch01-mean-cx/sum", None)]


def test_a_term_taken_for_another_is_the_same_in_whatever_form_it_was_asked() -> None:
    answers = [said("top-2-box", item=f"lex-csat-{form}", draw_seed=1) for form in ("definition", "term")]
    (found,) = misconceptions(answers, "en")
    assert (found.id, found.count, found.section) == ("top-2-box-for-csat", 2, "05a.3")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_is_read_as_it_was_typed(language: str) -> None:
    answer = said({"fr": "3,5", "en": "3.5"}[language], item="ch05a-ask-csat", language=language)
    assert [one.id for one in misconceptions([answer], "en")] == ["csat-is-a-mean"]


def test_what_is_gone_or_was_never_an_answer_is_passed_over() -> None:
    answers = [said("queue", item="gone"), said("no-such-option"), said("queue", ""), Said("ch01-predict", {})]
    assert misconceptions(answers, "en") == []


def test_every_misconception_of_the_course_has_where_to_read() -> None:
    sections = {section["id"] for row in course.chapters() for section in row["sections"]}
    for item in bank():
        for option in (one for one in item.options if one.misconception and item.kind == "single"):
            (found, *_) = misconceptions([said(option.id, item=item.id)], "en")
            assert found.section in sections, item.id
