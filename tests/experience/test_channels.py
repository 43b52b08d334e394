"""Customers between channels: the same people, whatever is shared; what is shared helps, what is wrong harms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.channels import (
    CHANNELS,
    CLICK_AND_COLLECT,
    MULTI,
    NEEDS,
    OMNI,
    PAIRS,
    STEPS,
    SUBJECTS,
    TROUBLES,
    Assumptions,
    Integration,
    Population,
    sharing,
    worth,
)
from cxlearn.language import CourseError

PEOPLE = Population(2000)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert np.array_equal(Population(50, seed=3).channels, Population(50, seed=3).channels)
    assert not np.array_equal(Population(50, seed=3).channels, Population(50, seed=4).channels)


def test_people_choose_without_regard_to_what_is_shared() -> None:
    again = Population(2000)
    assert again.live(OMNI).nps() == PEOPLE.live(OMNI).nps()
    assert np.array_equal(again.channels, PEOPLE.channels)


def test_each_degree_has_its_name() -> None:
    assert [each.degree for each in (MULTI, CLICK_AND_COLLECT, OMNI)] == ["multi", "cross", "omni"]
    assert Integration(sharing(pairs=PAIRS[:-1])).degree == "cross"


def test_where_everything_is_shared_and_right_nothing_goes_wrong() -> None:
    lives = PEOPLE.live(OMNI)
    assert not lives.troubled.any()
    assert not lives.left.any()
    assert lives.abandonment().value == 0


def test_whoever_never_changes_channel_has_no_trouble() -> None:
    stayed = (PEOPLE.channels == PEOPLE.channels[0]).all(axis=0)
    assert stayed.any()
    assert not PEOPLE.live(MULTI).troubled[:, stayed].any()


@given(st.sets(st.sampled_from(sorted(sharing())), max_size=40), st.sampled_from(sorted(sharing())))
def test_one_more_link_never_makes_trouble_when_the_data_are_right(links: set, link: tuple) -> None:
    less, more = PEOPLE.live(Integration(frozenset(links))), PEOPLE.live(Integration(frozenset(links | {link})))
    assert (
        more.harm <= less.harm + 1e-6
    ).all() or more.left.sum() < less.left.sum()  # who stays meets what comes later
    assert more.left.sum() <= less.left.sum()


def test_wrong_data_are_worse_than_none() -> None:
    rates = [PEOPLE.live(Integration(sharing(), accuracy)).nps().value for accuracy in (1, 0.9, 0.8, 0.7, 0.5)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < PEOPLE.live(MULTI).nps().value


def test_more_is_shared_from_multi_to_cross_to_omni_and_the_indicators_follow() -> None:
    lives = [PEOPLE.live(each) for each in (MULTI, CLICK_AND_COLLECT, OMNI)]
    for rising in ("nps", "csat", "ces"):
        values = [getattr(one, rising)().value for one in lives]
        assert values == sorted(values)
    assert [one.revenue for one in lives] == sorted(one.revenue for one in lives)
    assert [one.cost for one in lives] == sorted((one.cost for one in lives), reverse=True)


def test_who_gives_up_goes_no_further_and_meets_nothing_more() -> None:
    lives = PEOPLE.live(MULTI)
    gone = int(np.flatnonzero(lives.left)[0])
    assert [step for step, _, _ in lives.journey(gone)] == list(STEPS[:3])
    later = [number for number, need in enumerate(NEEDS) if STEPS.index(need.step) > 2]
    assert not lives.troubled[np.ix_(later, np.flatnonzero(lives.left))].any()


def test_a_journey_tells_the_troubles_that_are_counted() -> None:
    lives = PEOPLE.live(MULTI)
    for person in range(40):
        told = sum(len(troubles) for _, _, troubles in lives.journey(person))
        assert told == sum(int(lives.count(trouble)[person]) for trouble in TROUBLES)


def test_the_price_is_the_sum_of_the_links() -> None:
    assumed = Assumptions()
    assert Integration(sharing(["stock"], PAIRS[:2])).price() == 2 * assumed.stock_price
    assert OMNI.price() == len(PAIRS) * sum(assumed.of(subject, "price") for subject in SUBJECTS)


def test_a_link_is_worth_most_where_most_people_pass() -> None:
    gains = worth(PEOPLE)
    assert max(gains, key=gains.__getitem__) == ("shop", "site")
    assert min(gains.values()) >= 0


def test_more_people_narrow_the_interval_around_the_same_truth() -> None:
    few, many = (Population(size).live(CLICK_AND_COLLECT).nps() for size in (500, 50_000))
    assert many.high - many.low < few.high - few.low
    assert few.low <= many.value <= few.high


@pytest.mark.parametrize("link", [("price", "site", "shop"), ("weather", "shop", "site"), ("price", "shop", "shop")])
def test_a_link_that_does_not_exist_is_one_sentence(link: tuple[str, str, str]) -> None:
    with pytest.raises(CourseError, match=link[0]):
        Integration(frozenset({link}))


@pytest.mark.parametrize("accuracy", [-0.1, 1.1, 80])
def test_an_accuracy_is_a_share(accuracy: float) -> None:
    with pytest.raises(CourseError):
        Integration(accuracy=accuracy)


def test_every_need_is_between_what_exists() -> None:
    assert {need.step for need in NEEDS} <= set(STEPS[1:])
    assert {need.subject for need in NEEDS} == set(SUBJECTS)
    assert {need.trouble for need in NEEDS} == set(TROUBLES)
    assert len(CHANNELS) * (len(CHANNELS) - 1) // 2 == len(PAIRS)
