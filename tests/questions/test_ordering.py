"""Stages in order: the longest run of them that needs no moving."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_items import ROWS, STAGES

from cxlearn.questions import from_data, grade
from cxlearn.questions.ordering import longest_increasing
from cxlearn.questions.turn import Turn

ITEM = next(from_data(entry) for entry in ROWS if entry["kind"] == "ordering")


def test_the_order_of_the_file_is_right():
    mark = grade(ITEM, list(STAGES), "en")
    assert (mark.kind, mark.score, mark.rule) == ("right", 1, "longest_common_subsequence")


def test_one_stage_out_of_place_costs_that_stage_alone():
    mark = grade(ITEM, ["pay", "discover", "compare", "use", "share"], "en")
    assert mark.score == pytest.approx(4 / 5)
    assert mark.reply == "Partly right: 4 of 5 elements already follow each other in the right order."
    assert [(part.option, part.reply) for part in mark.parts if not part.right] == [("pay", "why pay (en)")]
    assert mark.misconceptions == ("pay-first",)


def test_two_neighbours_exchanged_cost_one_of_them():
    assert grade(ITEM, ["discover", "compare", "use", "pay", "share"]).score == pytest.approx(4 / 5)


def test_the_order_turned_round_earns_nothing():
    mark = grade(ITEM, list(STAGES)[::-1], "en")
    assert (mark.kind, mark.score, mark.reply) == ("wrong", 0, "This order is to be built anew.")


@pytest.mark.parametrize("answer", [list(STAGES)[:4], [*STAGES, "pay"], ["pay"] * 5, "pay", {"pay": "use"}, [1] * 5])
def test_anything_but_every_stage_once_is_asked_back(answer: Any):
    mark = grade(ITEM, answer, "en")
    assert (mark.kind, mark.reply) == ("error", "Put all the elements in order, each of them once.")


def test_only_one_of_all_orders_is_fully_right():
    marks = [grade(ITEM, list(order)) for order in permutations(STAGES)]
    assert sum(mark.kind == "right" for mark in marks) == sum(mark.score == 1 for mark in marks) == 1


@given(st.permutations(range(7)))
def test_the_longest_run_is_what_a_search_through_all_of_them_finds(places: list[int]):
    found = longest_increasing(places)
    assert sorted(found, key=places.index) == found == sorted(found)
    assert len(found) == max(len(run) for run in runs(places))


def runs(places: list[int]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for place in places:
        found += [[*run, place] for run in found if not run or run[-1] < place]
    return found


@given(st.integers())
def test_what_is_to_be_put_in_order_is_never_shown_in_order(seed: int):
    assert Turn(ITEM, seed).order != list(STAGES)
    assert sorted(Turn(ITEM, seed).order) == sorted(STAGES)
