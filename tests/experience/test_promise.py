"""The model of the promise keeps what the lesson says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.promise import CHALLENGES, PROMISE_STEP, SCALE, START, Journey, Touchpoint
from cxlearn.language import CourseError

IDS = [point.id for point in START.touchpoints]
quality = st.integers(0, 10).map(float)
promises = st.integers(0, 20).map(lambda step: step * PROMISE_STEP)
journeys = st.builds(
    lambda values, promise: START.set(dict(zip(IDS, values, strict=True)) | {"promise": promise}),
    st.lists(quality, min_size=8, max_size=8),
    promises,
)


def test_nadia_starts_with_a_fine_product_and_a_broken_promise() -> None:
    assert (START.ux, START.cx, START.gap) == (9.0, 6.0, -2.0)


def test_at_the_start_eighty_come_and_twenty_leave_satisfied() -> None:
    assert START.come == 0.8
    assert START.happy == pytest.approx(20.2, abs=0.05)


@given(quality)
def test_ux_is_cx_when_all_touchpoints_are_alike(value: float) -> None:
    journey = START.set(dict.fromkeys(IDS, value))
    assert journey.ux == journey.cx == value


@given(journeys, st.sampled_from([point.id for point in START.touchpoints if not point.product]), quality)
def test_what_is_not_the_product_never_changes_the_ux(journey: Journey, point: str, value: float) -> None:
    assert journey.set({point: value}).ux == journey.ux


@given(journeys, st.sampled_from(IDS), quality)
def test_raising_a_touchpoint_never_lowers_the_cx(journey: Journey, point: str, value: float) -> None:
    raised = max(value, journey.settings[point])
    assert journey.set({point: raised}).cx >= journey.cx


@given(journeys, promises)
def test_the_gap_falls_one_for_one_with_the_promise(journey: Journey, promise: float) -> None:
    moved = journey.set({"promise": promise})
    assert journey.gap - moved.gap == pytest.approx(promise - journey.promise)


@given(journeys)
def test_the_best_promise_is_never_nothing_and_never_everything(journey: Journey) -> None:
    assert 0 < journey.best_promise() < SCALE


@given(journeys, promises)
def test_no_other_promise_makes_more_customers_satisfied(journey: Journey, promise: float) -> None:
    best = journey.set({"promise": journey.best_promise()})
    assert best.happy >= journey.set({"promise": promise}).happy


@given(journeys)
def test_the_more_is_promised_the_more_come_and_the_fewer_of_them_are_satisfied(journey: Journey) -> None:
    less, more = journey.set({"promise": 4.0}), journey.set({"promise": 6.0})
    assert less.come < more.come
    assert less.satisfied > more.satisfied


def test_at_the_start_the_best_promise_lies_just_below_what_is_lived() -> None:
    assert START.best_promise() == 5.5


def test_a_touchpoint_that_weighs_more_pulls_the_cx_towards_it() -> None:
    heavy = tuple(replace(point, weight=3.0) if point.id == "phone" else point for point in START.touchpoints)
    assert replace(START, touchpoints=heavy).cx < START.cx
    assert replace(START, touchpoints=heavy).ux == START.ux


@pytest.mark.parametrize("settings", [{"phone": 11.0}, {"phone": -1.0}, {"promise": 10.5}, {"promise": float("nan")}])
def test_a_value_off_the_scale_is_refused_with_a_sentence(settings: dict[str, float]) -> None:
    with pytest.raises(CourseError):
        START.set(settings)


def test_a_journey_without_a_product_has_no_ux() -> None:
    with pytest.raises(CourseError):
        Journey((Touchpoint("phone", "after", product=False, quality=5),), promise=5)


SOLUTIONS = {
    "service": {"shop": 6.0, "phone": 5.0},
    "promise": {"promise": 5.5},
    "paradox": {
        "site": 10.0,
        "app": 10.0,
        "pay": 10.0,
        "lamp": 10.0,
        "ad": 0.0,
        "shop": 2.0,
        "phone": 0.0,
        "returns": 0.0,
    },
}
NEAR_MISSES = {
    "service": {"shop": 10.0, "lamp": 9.0},  # the CX is there, but a product touchpoint moved
    "promise": {"promise": 6.0},
    "paradox": {"site": 10.0, "app": 10.0, "pay": 10.0, "lamp": 10.0},
}


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.id)
def test_each_challenge_can_be_met_and_is_not_met_at_the_start(challenge) -> None:  # type: ignore[no-untyped-def]
    assert not challenge.met(START)
    assert challenge.met(START.set(SOLUTIONS[challenge.id]))
    assert not challenge.met(START.set(NEAR_MISSES[challenge.id]))
