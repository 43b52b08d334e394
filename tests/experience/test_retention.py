"""The model of retention keeps what the lesson says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.retention import CHALLENGES, START, STEP, Month
from cxlearn.language import CourseError

months = st.builds(
    Month,
    lost=st.integers(0, 80).map(lambda n: n * STEP),
    new=st.integers(0, 120).map(lambda n: n * STEP),
    back=st.integers(0, 40).map(lambda n: n * STEP),
    base=st.sampled_from(["start", "average", "end"]),
    months=st.integers(1, 24),
)


def test_the_card_starts_with_five_percent_lost_and_a_higher_total() -> None:
    assert (START.churn, START.retention, START.end) == (5.0, 95.0, 1030)


def test_five_percent_a_month_is_forty_six_a_year_and_not_sixty() -> None:
    assert round(START.compounded, 2) == 45.96
    assert START.multiplied == 60


@given(months)
def test_on_one_closed_cohort_retention_and_churn_add_up_to_a_hundred(month: Month) -> None:
    assert month.retention + month.churn == pytest.approx(100)


@given(months)
def test_newcomers_never_change_retention_by_name(month: Month) -> None:
    assert replace(month, new=0, back=0).retention == month.retention


@given(months)
def test_the_count_is_right_only_when_nobody_came_back(month: Month) -> None:
    counted = month.retention_by_count
    if month.back > month.lost:
        assert counted is None
    else:
        assert counted == pytest.approx(month.retention + month.back / 10)


@given(months)
def test_a_growing_base_flatters(month: Month) -> None:
    growing = replace(month, base="end")
    if month.lost and month.end > 1000:
        assert growing.shown_churn < month.churn


@given(months)
def test_the_curve_never_falls_below_the_straight_line_and_ends_at_what_is_kept(month: Month) -> None:
    curve, line = month.curve(), month.line()
    assert all(kept >= straight - 1e-9 for kept, straight in zip(curve, line, strict=True))
    assert curve[-1] == pytest.approx(100 - month.compounded)


@pytest.mark.parametrize("settings", [{"lost": 401}, {"new": -5}, {"base": "middle"}, {"months": 0}])
def test_what_is_out_of_range_is_refused_with_a_sentence(settings: dict[str, int | str]) -> None:
    with pytest.raises(CourseError, match=r"\w+ \w+"):
        START.set(settings)


SOLUTIONS = {
    "flatter": {"lost": 100, "new": 350, "base": "end"},
    "ghosts": {"lost": 50, "back": 50},
    "half": {"lost": 55},
}
NEAR_MISSES = {
    "flatter": {"lost": 95, "new": 600, "base": "end"},  # less is shown, but less was lost, too
    "ghosts": {"lost": 0, "back": 0},
    "half": {"lost": 50},  # more than half is left, and one step more would still leave half
}


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.id)
def test_each_challenge_can_be_met_and_is_not_met_at_the_start(challenge) -> None:  # type: ignore[no-untyped-def]
    assert not challenge.met(START)
    assert challenge.met(START.set(SOLUTIONS[challenge.id]))
    assert not challenge.met(START.set(NEAR_MISSES[challenge.id]))
