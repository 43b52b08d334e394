"""Two shops with one mean, and the CSAT that hangs on the cut."""

from __future__ import annotations

from math import isnan

import pytest

from cxlearn.experience.satisfaction import START, Satisfactions, at_odds, same_answers, same_csat, turned_round


def test_the_same_mean_hides_twenty_points_of_csat() -> None:
    assert START.mean("a") == START.mean("b") == 3.75
    assert (START.csat("a").value, START.csat("b").value) == (70, 50)


@pytest.mark.parametrize(("cut", "lead"), [("top", 25), ("two", 20), ("three", -25)])
def test_the_cut_alone_can_turn_the_ranking_round(cut: str, lead: float) -> None:
    moved = START.set({"cut": cut})
    assert moved.lead == lead
    assert same_answers(moved)
    assert turned_round(moved) == (lead < 0)


def test_one_csat_can_hide_two_means() -> None:
    assert same_csat(Satisfactions((0, 0, 10, 0, 20), (10, 0, 0, 20, 0)))
    assert not same_csat(START)


def test_csat_and_mean_can_name_different_winners() -> None:
    assert at_odds(Satisfactions((20, 0, 0, 20, 0), (0, 0, 30, 0, 10)))
    assert not at_odds(START)


def test_a_shop_without_answers_has_neither_figure_and_wins_nothing() -> None:
    empty = Satisfactions((0,) * 5, START.b)
    assert isnan(empty.mean("a"))
    assert empty.csat("a").reason
    assert not any(won(empty) for won in (turned_round, same_csat, at_odds))


def test_settings_come_back_as_they_went_and_an_unknown_cut_is_passed_over() -> None:
    moved = START.set({"a_1": 3, "b_5": 0, "cut": "top"})
    assert START.set(moved.settings) == moved
    assert START.set({"cut": "nine"}) == START
