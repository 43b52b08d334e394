"""The funnel keeps what the lesson says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.funnel import CHALLENGES, MOST_VISITORS, START, Funnel
from cxlearn.language import CourseError

POINT, FLATTERED, MIX = CHALLENGES
rates = st.integers(0, 100)
funnels = st.builds(
    START.set,
    st.fixed_dictionaries(
        {name: st.integers(0, MOST_VISITORS) if name.endswith("visitors") else rates for name in START.settings}
    ),
)


def test_a_point_is_worth_most_where_most_carts_are_lost_and_not_where_the_rate_is_worst() -> None:
    worths = START.worths()
    assert max(worths, key=worths.__getitem__) == ("phone", "abandoned")
    assert max(START.devices, key=lambda device: device.abandonment.value).id == "tablet"
    assert worths["phone", "abandoned"] > 10 * worths["tablet", "abandoned"]


def test_the_overall_rate_is_all_orders_over_all_visitors() -> None:
    assert START.conversion.value == pytest.approx(100 * 1056 / 15_800)
    assert START.mean_of_rates == pytest.approx((14.4 + 5 + 3) / 3)


@given(funnels)
def test_the_overall_rate_lies_between_the_lowest_and_the_highest(funnel: Funnel) -> None:
    if funnel.visitors:
        used = [device.conversion.value for device in funnel.devices if device.visitors]
        assert min(used) - 1e-9 <= funnel.conversion.value <= max(used) + 1e-9


@given(funnels)
def test_a_point_never_costs_anything(funnel: Funnel) -> None:
    assert all(worth >= 0 for worth in funnel.worths().values())


def test_a_funnel_without_visitors_has_no_rate() -> None:
    empty = START.set({f"{device.id}_visitors": 0 for device in START.devices})
    assert empty.conversion.value != empty.conversion.value  # NaN
    assert empty.revenue == 0


@pytest.mark.parametrize(
    ("setting", "value"), [("phone_carts", 101), ("phone_abandoned", -1), ("tablet_visitors", 1e6)]
)
def test_what_lies_outside_its_scale_is_refused(setting: str, value: float) -> None:
    with pytest.raises(CourseError, match=r"0"):
        START.set({setting: value})


def test_at_the_start_no_challenge_is_met() -> None:
    assert not any(challenge.met(START) for challenge in CHALLENGES)


def test_five_points_earn_enough_on_the_phone_s_carts_lost_and_nowhere_else() -> None:
    better = [(f"{d.id}_{lever}", by) for d in START.devices for lever, by in (("carts", 5), ("abandoned", -5))]
    winners = [name for name, by in better if POINT.met(START.set({name: START.settings[name] + by}))]
    assert winners == ["phone_abandoned"]


def test_more_than_five_points_or_two_moves_are_not_fair() -> None:
    assert not POINT.fair(START.set({"phone_abandoned": 70}))
    assert not POINT.fair(START.set({"phone_abandoned": 75, "phone_carts": 26}))
    assert not POINT.fair(START.set({"phone_visitors": 12_100}))


def test_sending_visitors_away_flatters_the_rate_and_sells_less() -> None:
    fewer = START.set({"phone_visitors": 5_000})
    assert FLATTERED.met(fewer)
    assert fewer.orders < START.orders
    assert not FLATTERED.met(START.set({"phone_abandoned": 20}))


def test_every_device_can_gain_while_the_whole_loses() -> None:
    more = {"phone_visitors": 20_000, "phone_carts": 26, "tablet_carts": 25, "computer_carts": 37}
    assert MIX.met(START.set(more))
    assert not MIX.met(START.set({"phone_visitors": 20_000}))
