"""The switchboard, seen from Python: switches by layer, presets, and challenges that can be met and missed."""

from __future__ import annotations

from typing import Any

import pytest
from sample_chapter import tell

from cxlearn.experience.channels import PAIRS, SUBJECTS
from cxlearn.widgets.explore import explore

pytestmark = pytest.mark.usefixtures("small_chapter")


def settle(panel: Any, **settings: Any) -> dict[str, Any]:
    return tell(panel, "settle", settings=settings, stamp=1.0)


def done(view: dict[str, Any]) -> set[str]:
    return {challenge["id"] for challenge in view["challenges"] if challenge["done"]}


def test_a_switch_of_the_layer_everything_turns_all_subjects_of_its_pair() -> None:
    panel = explore("channels", "en")
    settings = settle(panel, **{"all:shop-site": True})["settings"]
    assert all(settings[f"{subject}:shop-site"] for subject in SUBJECTS)
    settings = settle(panel, **{"price:shop-site": False})["settings"]
    assert not settings["all:shop-site"]
    assert settings["stock:shop-site"]


def test_one_button_connects_all_pairs_for_the_subject_that_is_shown_and_for_no_other() -> None:
    panel = explore("channels", "en")
    settle(panel, layer="price")
    settings = tell(panel, "press", button="whole", settings={}, stamp=2.0)["settings"]
    assert {key.split(":")[0] for key, on in settings.items() if on is True} == {"price"}
    assert sum(on is True for on in settings.values()) == len(PAIRS)


def test_the_best_link_alone_is_found_and_with_another_it_is_not() -> None:
    assert "best" in done(settle(explore("channels", "en"), **{"all:shop-site": True}))


def test_another_link_is_not_the_best_one() -> None:
    assert done(settle(explore("channels", "en"), **{"all:shop-app": True})) == set()
    assert "best" not in done(settle(explore("channels", "en"), **{"all:shop-app": True, "all:shop-site": True}))


def test_omnichannel_fails_on_wrong_data_and_not_on_right_ones() -> None:
    panel = explore("channels", "en")
    assert "fail" not in done(tell(panel, "press", button="omni", settings={}, stamp=1.0))
    assert "fail" in done(settle(panel, accuracy=50))


def test_the_budget_challenge_can_be_met_and_money_alone_does_not_meet_it() -> None:
    panel = explore("channels", "en")
    assert "budget" not in done(tell(panel, "press", button="omni", settings={}, stamp=1.0))
    tell(panel, "press", button="multi", settings={}, stamp=1.0)
    bought = {
        "identity": "shop-site shop-app site-app shop-phone site-phone app-phone shop-chat site-email"
        " shop-email app-email",
        "price": "shop-site site-app site-social shop-app shop-phone shop-social site-chat shop-chat app-phone"
        " site-phone"
        " app-email shop-email",
        "basket": "shop-site site-app shop-app shop-social site-social shop-chat",
        "history": "shop-site shop-app site-app site-phone shop-phone app-phone shop-social shop-email",
        "stock": "shop-site shop-app site-app",
        "conversation": "site-phone shop-phone",
    }
    view = settle(panel, **{f"{subject}:{pair}": True for subject, pairs in bought.items() for pair in pairs.split()})
    assert "budget" in done(view), view["meaning"]


def test_the_one_who_suffers_most_has_something_to_tell() -> None:
    panel = explore("channels", "en")
    view = tell(panel, "press", button="worst", settings={}, stamp=1.0)
    assert "says again who they are" in view["meaning"]
    assert "without a hitch" in tell(panel, "press", button="omni", settings={}, stamp=2.0)["meaning"]


def test_the_first_link_proposed_frees_the_person_shown_at_the_start() -> None:
    panel = explore("channels", "en")
    assert "Person 6: " in panel.view["meaning"]
    assert "person 6" in panel.view["try"]
    assert "Person 6 passes without a hitch" in settle(panel, **{"all:shop-site": True})["meaning"]


def test_settings_come_back_with_their_links() -> None:
    settle(explore("channels", "en"), **{"all:shop-site": True})
    assert explore("channels", "fr").view["settings"]["price:shop-site"]
