"""The funnel to move: what it shows, what it says, and what its challenges ask for."""

from __future__ import annotations

import pytest
from sample_chapter import tell

from cxlearn.experience.funnel import START
from cxlearn.widgets.explore import explore
from cxlearn.widgets.explorer import Explorer

pytestmark = pytest.mark.usefixtures("small_chapter")


def moved(language: str = "en", **settings: float) -> dict[str, object]:
    panel = explore("funnel", language)
    assert isinstance(panel, Explorer)
    return tell(panel, "settle", settings=settings, stamp=1.0)


def done(view: dict[str, object]) -> list[str]:
    return [goal["id"] for goal in view["challenges"] if goal["done"]]  # type: ignore[attr-defined]


def test_the_overall_rate_stands_beside_the_mean_that_tempts() -> None:
    results = {row["label"]: row["text"] for row in moved()["results"]}  # type: ignore[attr-defined]
    assert (results["Overall conversion"], results["Mean of the three rates"]) == ("6.68%", "7.47%")
    assert results["Revenue"] == "€90,480"


def test_five_points_on_the_phone_meet_the_first_challenge_and_on_the_tablet_do_not() -> None:
    assert done(moved(tablet_abandoned=80)) == []
    assert done(moved(tablet_abandoned=85, phone_abandoned=75)) == ["point"]


def test_sending_visitors_away_is_called_flattering() -> None:
    view = moved(phone_visitors=5_000)
    assert done(view) == ["flattered"]
    assert "flattered" in str(view["meaning"])


def test_more_people_and_a_lower_rate_are_no_loss() -> None:
    assert "not fewer sales" in str(moved(phone_visitors=20_000)["meaning"])


def test_every_device_better_and_the_whole_worse_is_met_by_a_change_of_mix() -> None:
    better = {"computer_carts": 37, "phone_carts": 26, "tablet_carts": 25, "phone_visitors": 20_000}
    assert "mix" in done(moved(**better))


def test_without_visitors_there_is_no_rate_and_the_sentence_says_so() -> None:
    view = moved(**{f"{device.id}_visitors": 0 for device in START.devices})
    assert view["results"][0]["text"] == "–"  # type: ignore[index]
    assert "divided by zero" in str(view["meaning"])


def test_both_languages_write_numbers_their_own_way() -> None:
    assert "6,68\u202f%" in str(moved("fr")["meaning"])
    assert "1,056" in str(moved("en")["meaning"])


def test_the_table_says_what_a_point_is_worth() -> None:
    rows = moved()["table"]
    assert [row[-1] for row in rows[1:]] == ["€1,100", "€2,250", "€190"]  # type: ignore[index]
