"""Typed numbers: right, slipped, meant otherwise, or asked back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_items import both, row

from cxlearn.language import format_number
from cxlearn.questions import from_data, grade


def item(answer: float | None, unit: str = "", tolerance: float = 0.0, **more):
    return from_data(row("number", "number", answer=answer, unit=unit, tolerance=tolerance, **more))


@pytest.mark.parametrize(
    ("answer", "unit", "typed"),
    [
        (4.5, "", "4,5"),
        (4.5, "", "4.5"),
        (4.5, "points", "4,5 points"),
        (4.5, "points", "4,5"),
        (4.5, "", 4.5),
        (4.5, "", Fraction(9, 2)),
        (4.5, "", Decimal("4.5")),
        (-2, "", "− 2"),
        (40, "%", "40 %"),
        (40, "%", "40"),
        (2 / 3, "", "2/3"),
        (1.2, "M€", "1,2 M€"),
        (1.2, "M€", "1200 k€"),
        (1.2, "M€", "1 200 000"),
        (1.2, "M€", "1,2"),
        (1234, "€", "1 234 €"),
        (0.1 + 0.2, "", "0,3"),
    ],
)
def test_a_right_number_is_right_however_it_is_written(answer: float, unit: str, typed: object):
    mark = grade(item(answer, unit), typed, "fr")
    assert (mark.kind, mark.score) == ("right", 1)
    assert mark.reply == "C’est juste."


def test_the_tolerance_is_the_border():
    question = item(4.5, tolerance=0.05)
    assert grade(question, "4.55").kind == "right"
    assert grade(question, "4.56").kind == "wrong"


SLIPS = [
    {"id": "ux-only", "value": 7.2, "reply": both("Only the product")},
    {"id": "sign", "value": 2.0, "reply": both("Sign")},
]


def test_a_wrong_formula_is_recognised_and_named():
    mark = grade(item(-2, slips=SLIPS, tolerance=0.05), "7,2", "en")
    assert (mark.kind, mark.score, mark.rule) == ("wrong", 0, "slip")
    assert (mark.reply, mark.misconceptions) == ("Only the product (en)", ("ux-only",))
    assert grade(item(-2, slips=SLIPS, tolerance=0.05), "7.3").rule == "value"


def test_of_two_slips_the_nearest_is_named():
    near = [{"id": "a", "value": 5.0, "reply": both("a")}, {"id": "b", "value": 5.4, "reply": both("b")}]
    assert grade(item(9, tolerance=0.5, slips=near), "5.3").misconceptions == ("b",)


def test_what_is_right_is_never_a_slip():
    assert grade(item(7.2, slips=SLIPS), "7.2").kind == "right"


def test_the_right_size_with_the_wrong_sign_is_said():
    assert grade(item(-2), "2").rule == "sign"
    assert grade(item(-2, slips=SLIPS), "2").rule == "slip"
    assert grade(item(-2), "3").rule == "value"
    assert grade(item(0), "1").rule == "value"


def test_a_share_in_answer_to_a_percentage_is_asked_back():
    mark = grade(item(40, "%"), "0,4", "fr")
    assert (mark.kind, mark.rule, mark.score) == ("error", "share", 0)
    assert "0,4\u202f%" in mark.reply
    assert "40\u202f%" in mark.reply
    assert grade(item(40, "%"), 0.4, "en").kind == "error"


def test_a_share_written_as_a_percentage_counts_as_written():
    assert grade(item(40, "%"), "0,4 %").kind == "wrong"
    assert grade(item(0.4, "%"), "0.4").kind == "right"
    assert grade(item(40, "%", slips=[{"id": "share", "value": 0.4, "reply": both("Share")}]), "0.4").rule == "slip"


def test_a_percentage_in_answer_to_a_share_is_the_same_number():
    mark = grade(item(0.4), "40 %", "en")
    assert (mark.kind, mark.rule, mark.reply) == ("right", "as_share", "That is right: 40% is also written 0.4.")


def test_the_right_number_with_another_unit_is_right_and_the_unit_is_said():
    mark = grade(item(40, "points"), "40 %", "en")
    assert (mark.kind, mark.rule) == ("right", "unit")
    assert mark.reply == "That is right, but the unit is “points”, not “%”."
    assert grade(item(40), "40 %", "en").reply == "That is right, but it is a number without a unit, not “%”."
    assert grade(item(40, "points"), "41 %").kind == "wrong"


@pytest.mark.parametrize(
    ("typed", "unit"), [("12 clients", ""), ("12 points", ""), ("12 minutes", "min"), ("12 Points", "points")]
)
def test_a_unit_that_only_says_more_is_passed_over(typed: str, unit: str):
    assert grade(item(12, unit), typed, "en").reply == "That is right."


def test_a_scale_that_was_left_out_is_missed_only_beside_its_unit():
    assert grade(item(1.2, "M€"), "1,2 €").kind == "wrong"
    assert grade(item(1.2, "M€"), "1,2 k€").kind == "wrong"
    assert grade(item(12, "min"), "12 h", "en").reply == "That is right, but the unit is “min”, not “h”."


def test_a_slip_may_say_that_the_unit_is_the_point():
    slips = [{"id": "percent", "texts": {"fr": ["40 %"], "en": ["40%"]}, "reply": both("Points!")}]
    question = item(40, "points", slips=slips)
    assert grade(question, "40%").misconceptions == ("percent",)
    assert grade(question, "40 points").kind == "right"


@pytest.mark.parametrize(("typed", "language"), [("1,234", "fr"), ("1.234", "fr"), ("-1,234", "fr")])
@pytest.mark.parametrize("answer", [1.234, 1234, -1234, 5])
def test_what_is_ambiguous_is_asked_back_whatever_the_key(typed: str, language: str, answer: float):
    mark = grade(item(answer), typed, language)
    assert (mark.kind, mark.rule) == ("error", "ambiguous")
    assert "1234" in mark.reply
    assert "1,2340" in mark.reply


def test_in_english_the_other_habit_is_asked_back_only_where_it_would_be_right():
    assert grade(item(1234), "1,234", "en").kind == "right"
    assert grade(item(1.234), "1,234", "en").rule == "ambiguous"
    assert grade(item(1234), "1.234", "en").rule == "ambiguous"
    assert grade(item(5), "1,234", "en").kind == "wrong"


def test_a_mark_out_of_ten_is_asked_back():
    mark = grade(item(9), "9/10", "fr")
    assert (mark.kind, mark.reply) == ("error", "9/10 se lit 0,9. Écrivez seulement le nombre demandé.")
    assert grade(item(8), "9/10").kind == "wrong"
    assert grade(item(0.9), "9/10").kind == "right"


@pytest.mark.parametrize(
    "typed", ["abc", "environ 4", "4 ou 5", "1e999", "9" * 100, True, [4], {"a": 1}, float("nan"), 10**400, 4j]
)
def test_what_cannot_be_read_is_asked_back(typed: object):
    mark = grade(item(4), typed)
    assert (mark.kind, mark.score) == ("error", 0)
    assert mark.reply


def test_an_item_without_a_key_cannot_be_graded():
    assert grade(item(None), "4", "en").reply == "This question cannot be graded yet."


@given(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), st.sampled_from(["fr", "en"]))
def test_a_number_as_the_course_writes_it_is_read_back(answer: float, language: str):
    typed = format_number(answer, 2, language)
    assert grade(item(answer, tolerance=0.001), typed, language).kind == "right"


@given(
    st.text("0123456789.,' \u202f-+/%€kMe", max_size=70),
    st.sampled_from(["", "%", "M€", "points"]),
    st.sampled_from(["fr", "en"]),
)
def test_nothing_that_looks_like_a_number_upsets_grading(typed: str, unit: str, language: str):
    mark = grade(item(40, unit, slips=SLIPS), typed, language)
    assert 0 <= mark.score <= mark.maximum
    assert (mark.kind == "right") == (mark.score == mark.maximum)
