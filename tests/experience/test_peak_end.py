"""What people live, and what three predictors say they will remember."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.peak_end import (
    BUDGET,
    CHALLENGES,
    PREDICTORS,
    REDESIGNS,
    START,
    Episode,
    lowered,
    preferred,
    spent,
)
from cxlearn.language import CourseError

FEELINGS = st.lists(st.integers(-5, 5), min_size=1, max_size=12)


@given(st.integers(-5, 5), st.integers(1, 12))
def test_a_constant_curve_is_remembered_as_it_was_by_peak_end_and_by_the_mean(level: int, moments: int) -> None:
    episode = Episode((level,) * moments)
    assert episode.peak_end == episode.mean == level


@given(FEELINGS, st.floats(0.5, 60))
def test_duration_is_neglected_by_peak_end_and_mean_and_counted_by_the_total(
    feelings: list[int], minutes: float
) -> None:
    short, long = Episode(tuple(feelings), minutes), Episode(tuple(feelings), 2 * minutes)
    assert (short.peak_end, short.mean) == (long.peak_end, long.mean)
    assert long.total == pytest.approx(2 * short.total)


@given(FEELINGS)
def test_no_forecast_on_the_scale_leaves_what_was_lived(feelings: list[int]) -> None:
    episode = Episode(tuple(feelings))
    assert min(feelings) <= episode.mean <= max(feelings)
    assert min(feelings) <= episode.peak_end <= max(feelings)


@given(FEELINGS)
def test_moments_that_are_neither_peak_nor_end_change_nothing_for_peak_end(feelings: list[int]) -> None:
    episode = Episode((*feelings, 5, -1))
    assert episode.peak_end == (2 if min(feelings) > -5 else -3)


def test_the_two_patients_of_kahneman_are_remembered_as_7_5_and_4_5_though_the_second_had_more_pain() -> None:
    a = Episode((-1.0, -4.0, -3.5))  # any curve with this peak and end, on our scale
    assert a.peak_end == -3.75
    short, long = Episode((-2, -4, -4)), Episode((-2, -4, -4, -3, -1))
    assert long.total < short.total
    assert preferred(short, long, "peak_end") == 1
    assert preferred(short, long, "total") == 0


def test_of_two_peaks_as_strong_the_painful_one_counts() -> None:
    assert Episode((4, -4, 0)).peak == Episode((-4, 4, 0)).peak == -4


def test_a_predictor_that_sees_no_difference_prefers_nothing() -> None:
    assert [preferred(START, START, predictor) for predictor in PREDICTORS] == [None, None, None]


@pytest.mark.parametrize("feelings", [(), (6,), (-5.5,), (float("nan"),)])
def test_what_is_not_an_experience_is_refused_with_a_sentence(feelings: tuple[float, ...]) -> None:
    with pytest.raises(CourseError):
        Episode(feelings)


@pytest.mark.parametrize("minutes", [0, -1, float("inf"), float("nan")])
def test_time_has_to_pass(minutes: float) -> None:
    with pytest.raises(CourseError):
        Episode((1,), minutes)


def test_nadia_s_saturday_is_what_the_lesson_says() -> None:
    assert (START.peak, START.end, START.peak_end, START.mean, START.total, START.duration) == (
        -4,
        -2,
        -3,
        -0.5,
        -20,
        40,
    )


def test_the_mean_gains_as_much_from_points_wherever_they_go_and_peak_end_does_not() -> None:
    for episode in REDESIGNS.values():
        assert episode.mean - START.mean == pytest.approx(spent(episode) / len(START.feelings))
        assert not lowered(episode)
        assert spent(episode) <= BUDGET
    assert {name: episode.peak_end for name, episode in REDESIGNS.items()} == {"best": 1.5, "worst": -2.5, "end": 0.0}


SOLUTIONS = {
    "redesign": Episode((1, 1, 0, -2, -3, -4, -1, 5, 2, 2), 4),
    "quarrel": Episode((4, 4, 4, 4, 4, 4, 4, 4, 4, -5), 4),
    "longer": Episode((*START.feelings, -1), 4),
}
NEAR_MISSES = {
    "redesign": Episode((1, 1, 0, -2, -3, -4, -1, 5, 5, 5), 4),  # there, and over the budget
    "quarrel": Episode((4, 4, 4, 4, 4, 4, 4, 4, 4, -4), 4),  # of 4 and −4 the pain counts, and the memory is bad
    "longer": Episode((*START.feelings, 1), 4),  # better remembered, and better in all
}


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.id)
def test_each_challenge_can_be_met_and_is_not_met_at_the_start(challenge) -> None:  # type: ignore[no-untyped-def]
    assert not challenge.met(START)
    assert challenge.met(SOLUTIONS[challenge.id])


def test_a_budget_overspent_a_moment_cut_or_made_worse_does_not_count() -> None:
    redesign, _, longer = CHALLENGES
    assert not redesign.met(NEAR_MISSES["redesign"])
    assert not redesign.met(Episode((0, 1, 0, -2, -3, -4, -1, 5, 2, 2), 4))
    assert not redesign.met(Episode((1, 1, 0, -2, -3, -4, -1, 5, 5), 4))
    assert not longer.met(NEAR_MISSES["longer"])
    assert not longer.met(Episode((*START.feelings[:-1], -1, -1), 4))
