"""The studies of peak and end, held to their published figures."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean, stdev

import pytest
from scipy import stats

from cxlearn.course import load
from cxlearn.experience.peak_end_studies import (
    ADDED_END,
    ADDED_END_ODDS,
    COLD_WATER,
    COLD_WATER_EASED,
    META,
    again,
    again_in_two,
    again_unsure,
    correlations,
)


def test_the_cold_water_choice_is_22_of_32_and_chance_alone_does_as_much_five_times_in_a_hundred() -> None:
    assert round(100 * COLD_WATER.share) == 69
    assert COLD_WATER.chance() == pytest.approx(stats.binomtest(22, 32).pvalue)
    assert round(COLD_WATER.chance(), 4) == 0.0501


def test_the_80_percent_are_17_of_21_and_the_eleven_others_split() -> None:
    assert round(100 * COLD_WATER_EASED.share) == 81
    assert COLD_WATER.hits - COLD_WATER_EASED.hits == 5
    assert COLD_WATER.people - COLD_WATER_EASED.people == 11


def test_done_again_the_study_scatters_as_the_binomial_does_and_more_when_its_share_is_unsure() -> None:
    sure = again(COLD_WATER.share, 32, 4000, seed=1)
    unsure = again_unsure(COLD_WATER, 4000, seed=1)
    assert fmean(sure) == pytest.approx(22, abs=0.2)
    assert stdev(sure) == pytest.approx(stats.binom(32, 22 / 32).std(), rel=0.05)
    assert fmean(unsure) == pytest.approx(22, abs=0.4)
    assert stdev(unsure) > 1.2 * stdev(sure)


def test_the_same_seed_gives_the_same_studies() -> None:
    assert again(0.5, 10, 5, seed=3) == again(0.5, 10, 5, seed=3)


def test_the_added_end_s_interval_barely_leaves_1_out_as_its_p_value_says() -> None:
    low, high = ADDED_END_ODDS.interval()
    assert 1 < low < 1.05
    assert high == pytest.approx(1.41**2 / low)


def test_the_raw_difference_of_the_added_end_is_often_reached_by_chance() -> None:
    nothing = again_in_two(replace(ADDED_END, shares=(0.505, 0.505)), 2000, seed=5)
    assert sum(ADDED_END.people) == 682
    assert 0.1 < fmean(abs(difference) >= ADDED_END.difference - 1e-9 for difference in nothing) < 0.3
    assert fmean(again_in_two(ADDED_END, 2000, seed=5)) == pytest.approx(5, abs=0.3)


def test_small_studies_find_very_different_correlations_and_large_ones_do_not() -> None:
    small, large = correlations(META["r"], 32, 2000, seed=2), correlations(META["r"], 682, 2000, seed=2)
    assert fmean(large) == pytest.approx(META["r"], abs=0.01)
    assert stdev(small) > 4 * stdev(large)
    assert META["low"] < META["r"] < META["high"]


def test_every_source_is_in_the_references() -> None:
    known = load()["references"]
    assert {COLD_WATER.source, COLD_WATER_EASED.source, ADDED_END.source, ADDED_END_ODDS.source} <= set(known)
