"""The studies of peak and end, held to their published figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from cxlearn.course import load
from cxlearn.experience.peak_end_studies import (
    ADDED_END,
    ADDED_END_ODDS,
    COLD_WATER,
    COLD_WATER_EASED,
    META,
    STUDIES,
    again,
)


def test_the_cold_water_choice_is_22_of_32_and_chance_alone_does_as_much_five_times_in_a_hundred() -> None:
    assert round(COLD_WATER.found) == 69
    assert COLD_WATER.chance() == pytest.approx(stats.binomtest(22, 32).pvalue)
    assert round(COLD_WATER.chance(), 4) == 0.0501


def test_the_80_percent_are_17_of_21_and_the_eleven_others_split() -> None:
    assert round(COLD_WATER_EASED.found) == 81
    assert COLD_WATER.hits - COLD_WATER_EASED.hits == 5
    assert COLD_WATER.people - COLD_WATER_EASED.people == 11


def test_done_again_the_study_scatters_as_the_binomial_does() -> None:
    found = again(COLD_WATER, seed=1, studies=5000)
    assert found.mean() == pytest.approx(COLD_WATER.found, abs=0.5)
    assert found.std() == pytest.approx(100 * stats.binom(32, 22 / 32).std() / 32, rel=0.05)


@pytest.mark.parametrize("name", STUDIES)
def test_larger_studies_scatter_less_and_an_unsure_figure_scatters_more(name: str) -> None:
    study = STUDIES[name]
    plain, large = again(study, seed=2, studies=4000), again(study, seed=2, studies=4000, times=10)
    unsure = again(study, seed=2, studies=4000, unsure=True)
    assert plain.std() == pytest.approx(np.sqrt(10) * large.std(), rel=0.1)
    assert unsure.std() > 1.2 * plain.std()
    assert abs(large.mean() - study.found) < large.std()


def test_the_same_seed_gives_the_same_studies_and_another_gives_others() -> None:
    assert (again(META, seed=3) == again(META, seed=3)).all()
    assert not (again(META, seed=3) == again(META, seed=4)).all()


def test_the_added_end_s_interval_barely_leaves_1_out_as_its_p_value_says() -> None:
    low, high = ADDED_END_ODDS.interval()
    assert 1 < low < 1.05
    assert low * high == pytest.approx(1.41**2)


def test_the_raw_difference_of_the_added_end_is_often_reached_by_chance() -> None:
    nothing = again(replace(ADDED_END, shares=(0.505, 0.505)), seed=5, studies=4000)
    assert ADDED_END.people == 682
    assert 0.1 < (abs(nothing) >= ADDED_END.found - 1e-9).mean() < 0.3


def test_one_study_in_ten_would_find_the_added_end_the_wrong_way_round() -> None:
    assert (again(ADDED_END, seed=6, studies=5000) < 0).mean() == pytest.approx(0.1, abs=0.02)


def test_an_unsure_correlation_stays_within_its_interval_nineteen_times_in_twenty() -> None:
    endless = replace(META, people=10**9)
    found = again(endless, seed=7, studies=5000, unsure=True)
    assert ((META.low <= found) & (found <= META.high)).mean() == pytest.approx(0.95, abs=0.02)


def test_every_source_is_in_the_references() -> None:
    known = load()["references"]
    assert {s.source for s in (COLD_WATER, COLD_WATER_EASED, ADDED_END, ADDED_END_ODDS, META)} <= set(known)
