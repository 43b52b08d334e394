"""The plan of indicators keeps what the lesson says of it."""

from __future__ import annotations

import itertools
import math

import pytest

from cxlearn.experience.which_kpi import CHALLENGES, COSTS, MOMENTS, NOTHING, START, Plan, missing
from cxlearn.language import CourseError

QUIET, SHARP, FELT = CHALLENGES
OBSERVED = {
    "discover": "share_of_voice", "consider": "bounce_rate", "buy": "conversion_rate", "receive": "csat",
    "help": "time_to_resolution", "stay": "repurchase_rate", "recommend": "referral_rate",
}  # fmt: skip


def test_every_indicator_is_in_the_catalogue_and_has_a_cost() -> None:
    assert missing() == set()
    assert {choice for offered in MOMENTS.values() for choice in offered} <= set(COSTS)


def test_every_moment_offers_what_sees_it_and_what_does_not() -> None:
    for offered in MOMENTS.values():
        assert "sees" in offered.values()
        assert {"elsewhere", "late"} & set(offered.values())


def test_a_survey_at_every_corner_leaves_five_moments_unseen() -> None:
    assert START.questions == 6
    assert START.seen == ["receive", "recommend"]
    assert not START.affordable


def test_each_question_more_brings_fewer_answers_and_a_wider_margin() -> None:
    plan = Plan().choose(receive="csat")
    more = plan.choose(recommend="nps")
    assert more.answers < plan.answers
    assert more.margin > plan.margin


def test_asking_fewer_people_keeps_the_response_and_widens_the_margin() -> None:
    plan = Plan().choose(receive="csat")
    some = Plan(plan.choices, asked_in_ten=3)
    assert some.response == plan.response
    assert some.margin > plan.margin


def test_without_a_question_nobody_answers_and_there_is_no_margin() -> None:
    assert Plan().answers == 0
    assert math.isnan(Plan().margin)


def test_an_empty_plan_sees_nothing() -> None:
    assert Plan().blind == list(MOMENTS)
    assert Plan().fit("buy") is None


@pytest.mark.parametrize("choice", [{"buy": "csat"}, {"buy": "profit"}, {"lunch": "nps"}])
def test_a_choice_that_the_moment_does_not_offer_is_refused(choice: dict[str, str]) -> None:
    with pytest.raises(CourseError):
        Plan().choose(**choice)


def test_a_number_of_people_off_the_scale_is_refused() -> None:
    with pytest.raises(CourseError, match="11"):
        Plan(asked_in_ten=11)


def test_the_challenges_are_not_met_at_the_start_nor_by_an_empty_plan() -> None:
    assert not any(challenge.met(plan) for challenge in CHALLENGES for plan in (START, Plan()))


def test_one_question_is_enough_to_see_all_seven_moments() -> None:
    assert QUIET.met(Plan().choose(**OBSERVED))
    assert not QUIET.met(Plan().choose(**OBSERVED | {"help": "ces"}))


def test_two_felt_moments_are_sharp_only_while_few_questions_are_asked() -> None:
    two = Plan().choose(receive="csat", help="ces")
    assert SHARP.met(two)
    assert not SHARP.met(two.choose(recommend="nps"))


def test_the_last_challenge_asks_some_people_two_questions() -> None:
    plan = Plan().choose(**OBSERVED | {"help": "ces"})
    assert FELT.met(Plan(plan.choices, asked_in_ten=7))
    assert not FELT.met(plan)
    assert not FELT.met(Plan(plan.choices, asked_in_ten=3))


def test_few_of_all_plans_meet_the_last_challenge() -> None:
    every = itertools.product(*([NOTHING, *offered] for offered in MOMENTS.values()))
    plans = [Plan(dict(zip(MOMENTS, choices, strict=True)), asked_in_ten=7) for choices in every]
    assert 0 < sum(FELT.met(plan) for plan in plans) < len(plans) / 100
