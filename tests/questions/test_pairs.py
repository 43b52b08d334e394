"""Matching and sorting: the share well placed."""

from __future__ import annotations

import pytest
from sample_items import ROWS, TOUCHPOINTS, both, option, row

from cxlearn.questions import from_data, grade

ITEMS = {entry["id"]: from_data(entry) for entry in ROWS}
MATCHING, SORTING = ITEMS["ch01-matching"], ITEMS["ch01-categorise"]


def test_all_in_their_place_is_right():
    assert grade(SORTING, TOUCHPOINTS).kind == "right"
    assert grade(MATCHING, {"ux": "to-ux", "cx": "to-cx", "nps": "to-nps"}).score == 1


def test_the_score_is_the_share_well_placed():
    mark = grade(SORTING, TOUCHPOINTS | {"ad": "after"}, "en")
    assert (mark.kind, mark.score) == ("wrong", pytest.approx(6 / 7))
    assert mark.reply == "Partly right: 6 of 7."
    assert [part.option for part in mark.parts if not part.right] == ["ad"]


def test_what_is_left_out_is_not_right_and_not_blamed():
    mark = grade(MATCHING, {"ux": "to-ux", "cx": None, "nps": ""})
    assert mark.score == pytest.approx(1 / 3)
    assert [part.option for part in mark.parts] == ["ux"]


def test_nothing_placed_is_not_attempted():
    assert grade(MATCHING, {"ux": None, "cx": ""}).kind == "not_attempted"


def test_everything_in_one_place_earns_what_belongs_there_and_no_more():
    mark = grade(SORTING, dict.fromkeys(TOUCHPOINTS, "after"))
    assert mark.score == pytest.approx(3 / 7)


def test_an_option_that_belongs_nowhere_is_to_be_left_out():
    targets = [{"id": name, "text": both(name)} for name in ("a", "b")]
    options = [option("one", target="a"), option("two", target="b"), option("stray", misconception="stray-fits")]
    item = from_data(row("trap", "matching", targets=targets, options=options))
    assert grade(item, {"one": "a", "two": "b"}).kind == "right"
    trapped = grade(item, {"one": "a", "two": "b", "stray": "b"})
    assert (trapped.kind, trapped.score, trapped.misconceptions) == ("wrong", 0.5, ("stray-fits",))


@pytest.mark.parametrize(
    "answer", ["ux", ["ux"], 1, {"nobody": "to-ux"}, {"ux": "nowhere"}, {"ux": ["to-ux"]}, {1: "to-ux"}, {("ux",): {}}]
)
def test_anything_else_is_asked_back(answer: object):
    assert grade(MATCHING, answer, "en").reply == "Match each element with one of the answers offered."
    assert grade(MATCHING, answer).kind == "error"
