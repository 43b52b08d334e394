"""The same twenty answers by every definition of the CES."""

from __future__ import annotations

import pytest

from cxlearn.experience.effort import START, Aggregate, Efforts, Version, blind_net, blind_share, little_effort


@pytest.mark.parametrize(
    ("version", "aggregate", "value"),
    [(2, "mean", 4.45), (2, "agree", 50), (2, "net", 25), (1, "mean", 4.45), (1, "agree", 25), (1, "net", -25)],
)
def test_twenty_answers_make_as_many_figures_as_there_are_definitions(
    version: Version, aggregate: Aggregate, value: float
) -> None:
    assert START.whole
    assert START.under(version, aggregate).value == pytest.approx(value)


def test_the_mean_is_the_same_in_both_versions_and_means_the_opposite() -> None:
    assert START.under(1, "mean").direction == "lower"
    assert START.under(2, "mean").direction == "higher"


def test_what_is_chosen_is_what_is_shown() -> None:
    chosen = START.set({"version": "1", "aggregate": "net"})
    assert chosen.result.value == -25
    assert chosen.counts == START.counts


def test_the_share_who_agree_does_not_see_those_in_trouble() -> None:
    assert blind_share(START.set({"answer_1": 0, "answer_2": 0, "answer_3": 0, "answer_4": 10}))
    assert not blind_share(START)


def test_the_net_does_not_see_how_hard_it_was() -> None:
    assert blind_net(Efforts((5, 0, 0, 5, 10, 0, 0)))
    assert not blind_net(START)


def test_in_version_1_a_low_mean_is_good() -> None:
    low = (10, 5, 5, 0, 0, 0, 0)
    assert little_effort(Efforts(low, version=1, aggregate="mean"))
    assert not little_effort(Efforts(low, version=2, aggregate="mean"))
    assert not little_effort(Efforts(START.counts, version=1, aggregate="mean"))


def test_an_answer_more_or_less_is_noticed() -> None:
    assert not START.set({"answer_7": 3}).whole


def test_settings_come_back_as_they_went() -> None:
    moved = START.set({"answer_3": 0, "version": "1", "aggregate": "mean"})
    assert START.set(moved.settings) == moved
