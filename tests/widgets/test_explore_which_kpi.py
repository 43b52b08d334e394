"""The plan of indicators to move: what it answers to each choice, and what its challenges ask for."""

from __future__ import annotations

import pytest
from sample_chapter import tell

from cxlearn import course
from cxlearn.experience.which_kpi import MOMENTS
from cxlearn.widgets.explore import explore
from cxlearn.widgets.explorer import Explorer

TRACES = {
    "discover": "share_of_voice", "consider": "bounce_rate", "buy": "conversion_rate", "receive": "csat",
    "help": "time_to_resolution", "stay": "repurchase_rate", "recommend": "referral_rate",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("small_chapter")


def moved(language: str = "en", **settings: object) -> dict[str, object]:
    panel = explore("which-kpi", language)
    assert isinstance(panel, Explorer)
    return tell(panel, "settle", settings=settings, stamp=1.0)


def done(view: dict[str, object]) -> list[str]:
    return [goal["id"] for goal in view["challenges"] if goal["done"]]  # type: ignore[attr-defined]


def test_every_choice_is_answered_in_words() -> None:
    phrases = course.load()["interface"]
    said = [f"explore_which_kpi.why_{moment}_{kpi}" for moment, offered in MOMENTS.items() for kpi in offered]
    assert [key for key in said if key not in phrases] == []


def test_a_survey_at_every_corner_sees_two_moments_and_tires_people() -> None:
    assert moved()["meaning"] == "2 moments seen, 5 in the dark. 6 questions each: 5% of people still answer."


def test_a_trace_in_the_place_of_a_question_lights_the_moment_and_brings_answers_back() -> None:
    view = moved(help="first_contact_resolution", buy="conversion_rate")
    assert view["meaning"] == "4 moments seen, 3 in the dark. 4 questions each: 10% of people still answer."


def test_nothing_asked_means_no_margin_and_the_sentence_says_so() -> None:
    view = moved(**dict.fromkeys(MOMENTS, "nothing"))
    assert "Nobody is asked" in str(view["meaning"])
    assert "–" in view["results"][-1]["note"]  # type: ignore[index]


def test_the_challenges_are_met_by_what_they_ask_for() -> None:
    assert done(moved(**TRACES)) == ["quiet"]
    assert done(moved(**TRACES, asked=7.0)) == ["quiet"]
    assert done(moved(**TRACES | {"help": "ces"}, asked=7.0)) == ["quiet", "felt"]
    assert done(moved(**TRACES | {"help": "ces"}, asked=10.0)) == ["quiet", "sharp", "felt"]


def test_what_a_moment_does_not_offer_is_refused_in_a_sentence() -> None:
    view = moved(buy="lifetime_value")
    assert "is not on offer" in str(view["problem"])
    assert view["settings"]["buy"] == "nps"  # type: ignore[index]
