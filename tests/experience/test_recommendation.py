"""The survey whose answers a learner moves: two borders, one base, and how much chance is left."""

from __future__ import annotations

import pytest

import cxlearn as cx
from cxlearn.experience.recommendation import (
    SHOPS_2024,
    START,
    Recommendations,
    proud_of_nothing,
    same_promoters,
    same_shape,
    shops,
)


def test_the_survey_starts_at_plus_15_with_40_answers() -> None:
    assert (START.result.value, START.result.n) == (15, 40)


def test_the_reference_is_what_the_shops_got_in_2024() -> None:
    surveys = cx.company().surveys.drop_duplicates()
    asked = surveys[(surveys.channel == "shop") & (surveys.experienced.dt.year == 2024)]
    assert tuple(asked.recommend.value_counts().reindex(range(11), fill_value=0)) == SHOPS_2024
    assert shops().value == pytest.approx(cx.nps(asked.recommend).value)


def test_only_the_two_borders_matter() -> None:
    over_the_border = START.set({"score_6": 0, "score_7": 9})
    inside_a_group = START.set({"score_7": 1, "score_8": 11})
    assert over_the_border.result.value == START.result.value + 10
    assert inside_a_group.result.value == START.result.value


def test_a_larger_survey_of_the_same_shape_has_the_same_points_and_less_chance() -> None:
    larger = START.set({"times": 10})
    assert larger.result.value == START.result.value
    assert larger.gap.difference == START.gap.difference
    assert larger.result.high - larger.result.low < START.result.high - START.result.low
    assert (START.gap.significant, larger.gap.significant) == (False, True)
    assert same_shape(larger)
    assert not same_shape(START.set({"score_10": 9}))


def test_thirty_points_can_be_passed_without_one_more_promoter() -> None:
    nobody_below_6 = dict.fromkeys((f"score_{score}" for score in range(6)), 0)
    moved = START.set(nobody_below_6 | {"score_7": 12})
    assert moved.result.value > 30
    assert same_promoters(moved)


@pytest.mark.parametrize("change", [{"score_10": 9}, {"score_0": 0}], ids=["a promoter more", "an answer lost"])
def test_more_promoters_or_fewer_answers_are_not_fair(change: dict[str, int]) -> None:
    assert not same_promoters(START.set(change))


def test_five_answers_may_boast_and_prove_nothing() -> None:
    five = Recommendations((0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 1))
    assert five.result.value == 60
    assert proud_of_nothing(five)
    assert not proud_of_nothing(Recommendations(five.counts, times=10))


def test_without_answers_there_is_no_score() -> None:
    nobody = Recommendations((0,) * 11)
    assert nobody.result.reason
    assert not proud_of_nothing(nobody)
    assert nobody.gap.reason


def test_settings_come_back_as_they_went() -> None:
    moved = START.set({"score_3": 7, "times": 4})
    assert START.set(moved.settings) == moved
