"""The model of lifetime value keeps what the lesson says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.lifetime import CHALLENGES, RANGES, START, Customer
from cxlearn.language import CourseError

customers = st.builds(
    Customer,
    first_margin=st.sampled_from(["now", "after_one_period"]),
    **{name: st.integers(low, high) for name, (low, high) in RANGES.items()},
)


def test_the_start_is_the_worked_example() -> None:
    assert round(START.residual, 2) == 266.67
    assert round(START.set({"first_margin": "now"}).residual, 2) == 366.67
    assert START.historic == 300


@given(customers)
def test_the_first_margin_now_adds_exactly_one_margin(customer: Customer) -> None:
    now, later = (replace(customer, first_margin=when).residual for when in ("now", "after_one_period"))
    assert now - later == pytest.approx(customer.margin)


@given(customers)
def test_the_years_add_up_to_no_more_than_the_value(customer: Customer) -> None:
    assert sum(margin for _, margin in customer.years()) <= customer.residual + 1e-6


@given(customers)
def test_past_years_never_change_what_is_still_to_come(customer: Customer) -> None:
    assert replace(customer, past=0).residual == customer.residual


@given(customers)
def test_revenue_taken_for_margin_is_never_too_low(customer: Customer) -> None:
    assert customer.on_revenue >= customer.residual


@given(customers)
def test_a_point_of_retention_is_worth_more_the_higher_retention_is(customer: Customer) -> None:
    lower, higher = (replace(customer, retention=value).point for value in (50, 90))
    assert higher > lower > 0


@pytest.mark.parametrize("settings", [{"retention": 96}, {"share": 0}, {"discount": -1}, {"first_margin": "soon"}])
def test_what_is_out_of_range_is_refused_with_a_sentence(settings: dict[str, int | str]) -> None:
    with pytest.raises(CourseError, match=r"\w+ \w+"):
        START.set(settings)


SOLUTIONS = {"half_more": {"retention": 88}, "point": {"retention": 89}, "past": {"past": 8, "retention": 30}}
NEAR_MISSES = {
    "half_more": {"retention": 88, "revenue": 260},
    "point": {"retention": 88},
    "past": {"past": 8},
}


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.id)
def test_each_challenge_can_be_met_and_is_not_met_at_the_start(challenge) -> None:  # type: ignore[no-untyped-def]
    assert not challenge.met(START)
    assert challenge.met(START.set(SOLUTIONS[challenge.id]))
    assert not challenge.met(START.set(NEAR_MISSES[challenge.id]))
