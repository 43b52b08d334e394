"""Gaps in a sentence: each judged as a typed text, the credit shared among them."""

from __future__ import annotations

from typing import Any

import pytest
from sample_items import ROWS

from cxlearn.questions import from_data, grade
from cxlearn.questions.cloze import pieces

ITEM = next(from_data(entry) for entry in ROWS if entry["kind"] == "cloze")
BOTH = {"low": "detractors", "high": "promoters"}


def test_a_sentence_is_cut_at_its_gaps():
    assert pieces("From [[low]] to [[high]].") == [
        ("From ", False), ("low", True), (" to ", False), ("high", True), (".", False),
    ]  # fmt: skip
    assert pieces("[[one]][[two]]") == [("one", True), ("two", True)]
    assert pieces("No [gap] here") == [("No [gap] here", False)]


def test_every_gap_right_is_right():
    mark = grade(ITEM, BOTH, "en")
    assert (mark.kind, mark.score, mark.rule, mark.reply) == ("right", 1, "by_gap", "That is right.")


def test_one_gap_right_earns_its_share_and_the_other_says_why():
    mark = grade(ITEM, BOTH | {"high": "answers"}, "en")
    assert (mark.kind, mark.score, mark.reply) == ("wrong", 0.5, "Partly right: 1 of 2.")
    assert [(part.option, part.right) for part in mark.parts] == [("low", True), ("high", False)]
    assert mark.parts[1].reply == "That is not the term we are looking for. why high (en)"


def test_a_known_wrong_word_is_answered_with_what_it_betrays():
    mark = grade(ITEM, BOTH | {"low": "the passives"}, "en")
    assert mark.parts[0].reply == "Passives stay in the middle (en)"
    assert mark.misconceptions == ("passives-low",)


def test_a_typing_error_is_forgiven_and_said_with_its_gap():
    mark = grade(ITEM, BOTH | {"high": "promotters"}, "en")
    assert (mark.kind, mark.reply) == ("right", "Gap 2: Accepted: a typing error, the word is *promoters*.")


def test_three_typing_errors_are_not():
    assert grade(ITEM, BOTH | {"high": "prommottterrs"}, "en").kind == "wrong"


def test_the_other_language_earns_half_of_its_gap():
    mark = grade(ITEM, BOTH | {"high": "promoteurs"}, "en")
    assert (mark.kind, mark.score) == ("wrong", 0.75)


def test_a_gap_left_empty_is_not_right_and_not_blamed():
    mark = grade(ITEM, {"low": "detractors", "high": " "}, "en")
    assert mark.score == 0.5
    assert mark.parts[1].reply == "why high (en)"


@pytest.mark.parametrize("answer", [{"low": "", "high": None}, {"low": "…"}, ["", " "], []])
def test_nothing_filled_in_is_not_attempted(answer: Any):
    assert grade(ITEM, answer).kind == "not_attempted"


def test_in_code_a_list_fills_the_gaps_in_their_order():
    assert grade(ITEM, ["detractors", "promoters"], "en").kind == "right"
    assert grade(ITEM, ["promoters", "detractors"], "en").score == 0


def test_with_one_gap_its_text_will_do():
    row = next(entry for entry in ROWS if entry["kind"] == "cloze")
    one = from_data(row | {"sentence": {"fr": "Des [[low]].", "en": "[[low]]."}, "gaps": row["gaps"][:1]})
    assert grade(one, "detractors", "en").kind == "right"


@pytest.mark.parametrize("answer", ["detractors", {"middle": "x"}, {"low": 1}, {"low": ["x"]}, ["a", "b", "c"], 3])
def test_anything_else_is_asked_back(answer: Any):
    assert grade(ITEM, answer, "en").reply == "Fill each gap with one word or a few."


def test_a_novel_in_a_gap_is_asked_back_with_its_number():
    mark = grade(ITEM, BOTH | {"high": "word " * 100}, "en")
    assert (mark.kind, mark.rule) == ("error", "too_long")
    assert mark.reply == "Gap 2: That is too long: one word or a few are enough."
