"""The three explorers on asking: they show what the calculators say, and their challenges can be met."""

from __future__ import annotations

from typing import Any

import pytest
from sample_chapter import tell

import cxlearn as cx
from cxlearn.language import parse_number
from cxlearn.widgets.explore import explore

pytestmark = pytest.mark.usefixtures("small_chapter")


def moved(name: str, settings: dict[str, object], language: str = "en") -> dict[str, Any]:
    view: dict[str, Any] = tell(explore(name, language), "settle", settings=settings, stamp=1.0)
    return view


def done(view: dict[str, Any]) -> list[str]:
    return [goal["id"] for goal in view["challenges"] if goal["done"]]


def shown(view: dict[str, Any]) -> list[str]:
    return [result["text"] for result in view["results"]]


def columns(name: str, counts: list[int], first: int = 0) -> dict[str, object]:
    return {f"{name}_{number}": count for number, count in enumerate(counts, first)}


@pytest.mark.parametrize("name", ["nps", "ces", "csat"])
def test_nothing_is_met_at_the_start_and_every_range_can_be_painted(name: str) -> None:
    view = explore(name, "fr").view
    assert done(view) == []
    painted = {zone["control"] for picture in view["pictures"] for zone in picture["zones"]}
    ranges = {control["id"] for control in view["controls"] if control["kind"] == "range"}
    assert ranges - painted == ({"times"} if name == "nps" else set())


def test_the_nps_is_that_of_the_calculator() -> None:
    counts = [0, 0, 0, 3, 0, 2, 0, 4, 1, 6, 4]
    figure = cx.nps([score for score, count in enumerate(counts) for _ in range(2 * count)])
    points, answers, _ = shown(moved("nps", columns("score", counts) | {"times": 2}))
    assert points.startswith(f"+{figure.value:.1f} ")
    assert answers == str(figure.n)


def test_points_without_promoters_count_only_while_nobody_is_lost_or_added() -> None:
    sixes_to_sevens = columns("score", [0, 0, 0, 0, 0, 0, 3, 12, 8, 9, 8])
    assert done(moved("nps", sixes_to_sevens)) == ["promoters"]


def test_thirty_points_by_adding_promoters_is_said_to_be_unfair() -> None:
    view = moved("nps", {"score_10": 15, "score_9": 15})
    assert "promoters" not in done(view)
    assert "more promoters" in view["challenges"][0]["note"]


def test_ten_times_the_answers_make_the_same_gap_hard_to_put_down_to_chance() -> None:
    view = moved("nps", {"times": 10})
    assert done(view) == ["chance"]
    assert "chance rarely explains it" in view["meaning"]


def test_five_answers_boast_of_what_they_do_not_know() -> None:
    assert done(moved("nps", columns("score", [0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 1]))) == ["boast"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("name", "columns_"), [("nps", ["score"] * 11), ("ces", ["answer"] * 7)])
def test_without_answers_it_says_that_there_is_no_figure(name: str, columns_: list[str], language: str) -> None:
    settings = columns(columns_[0], [0] * len(columns_), 0 if name == "nps" else 1)
    view = moved(name, settings, language)
    assert view["problem"] is None
    assert "nan" not in str(view).lower()
    assert view["meaning"].startswith({"fr": "Aucune", "en": "No"}[language])


def test_the_same_twenty_answers_are_50_or_25() -> None:
    assert shown(explore("ces", "en").view) == ["50.0%", "50.0%", "+25.0 points", "4.45", "4.45"]


def test_the_question_turns_the_net_round_and_what_is_easy_with_it() -> None:
    view = moved("ces", {"version": "1", "aggregate": "net"})
    assert shown(view)[0] == "−25.0 points"
    assert "5 are" not in view["pictures"][0]["label"]
    assert "25.0% are “easy”" in view["pictures"][0]["label"]


@pytest.mark.parametrize(
    ("counts", "version", "aggregate", "met"),
    [
        ([0, 0, 0, 10, 4, 4, 2], "2", "agree", ["share"]),
        ([5, 0, 0, 5, 10, 0, 0], "2", "net", ["net"]),
        ([10, 5, 5, 0, 0, 0, 0], "1", "mean", ["low"]),
        ([10, 5, 4, 0, 0, 0, 0], "1", "mean", []),
    ],
)
def test_the_ces_challenges_want_twenty_answers(
    counts: list[int], version: str, aggregate: str, met: list[str]
) -> None:
    view = moved("ces", columns("answer", counts, 1) | {"version": version, "aggregate": aggregate})
    assert done(view) == met


@pytest.mark.parametrize(
    ("settings", "met"),
    [
        ({"cut": "three"}, ["cut"]),
        ({"cut": "three", "a_1": 9}, []),
        (columns("a", [0, 0, 10, 0, 20], 1) | columns("b", [10, 0, 0, 20, 0], 1), ["same"]),
        (columns("a", [20, 0, 0, 20, 0], 1) | columns("b", [0, 6, 24, 0, 10], 1), ["odds"]),
    ],
)
def test_the_csat_challenges(settings: dict[str, object], met: list[str]) -> None:
    assert done(moved("csat", settings)) == met


def test_a_shop_without_answers_has_no_csat_rather_than_0() -> None:
    view = moved("csat", columns("a", [0] * 5, 1), "fr")
    assert "nan" not in str(view).lower()
    assert "ce n’est pas" in view["meaning"]


def test_csat_and_mean_are_written_as_the_language_writes_them() -> None:
    share, mean, *_ = shown(explore("csat", "fr").view)
    assert (parse_number(share, "fr").value, mean) == (70, "3,75")
