"""A journey: what it refuses, how it is changed, what hurts most, and that no row is lost on the way to a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.experience.journey import CHANNELS, MOMENTS, STAGES, Journey, Persona, Touchpoint
from cxlearn.kpi.catalogue import kpis
from cxlearn.language import CourseError, use

NADIA = Persona("nadia", "Nadia", "A lamp.")
SEARCH = Touchpoint("site", "searching", "compare", "site", "zmot", 3, 8, 9, 2)
PAY = Touchpoint("pay", "paying", "buy", "app", "fmot", 4)
COLLECT = Touchpoint("shop", "collecting", "receive", "shop", "", -4, 9, 2, 3, "a wait", 4, 50)
CALL = Touchpoint("phone", "calling", "help", "phone", "", -5, 6, 1, 3, "transfers", 5, 20)
JOURNEY = Journey(NADIA, (CALL, SEARCH, COLLECT, PAY))

points = st.builds(
    Touchpoint,
    id=st.uuids().map(str),
    label=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1).filter(str.strip),
    stage=st.sampled_from(STAGES),
    channel=st.sampled_from(CHANNELS),
    moment=st.sampled_from(MOMENTS),
    emotion=st.integers(-5, 5).map(float),
    pain=st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
    severity=st.integers(0, 5).map(float),
    frequency=st.integers(0, 100).map(float),
)


@pytest.fixture(autouse=True)
def english():
    use("en")


def ids(journey: Journey) -> list[str]:
    return [point.id for point in journey.touchpoints]


def test_touchpoints_stand_in_the_order_of_the_stages() -> None:
    assert ids(JOURNEY) == ["site", "pay", "shop", "phone"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"emotion": 6}, "6 is not between -5 and 5"),
        ({"emotion": float("nan")}, "is not between"),
        ({"severity": -1}, "-1 is not between 0 and 5"),
        ({"frequency": 101}, "101 is not between 0 and 100"),
        ({"importance": 0}, "between 1 and 3"),
        ({"stage": "buying"}, "there is no “buying”; take one of these words: discover"),
        ({"channel": "fax"}, "there is no “fax”"),
        ({"moment": "umot"}, "there is no “umot”; take one of these words: zmot, fmot, smot, tmot"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_that_names_it(values: dict, said: str) -> None:
    with pytest.raises(CourseError) as error:
        Touchpoint("t1", "paying", **values)
    assert said in str(error.value)
    assert "paying" in str(error.value)


def test_two_touchpoints_cannot_share_an_id() -> None:
    with pytest.raises(CourseError, match="site"):
        Journey(NADIA, (SEARCH, SEARCH))


def test_the_gap_is_what_was_lived_minus_what_was_expected() -> None:
    assert (COLLECT.gap, SEARCH.gap) == (-7, 1)


def test_a_pain_point_weighs_severity_times_frequency_times_importance() -> None:
    assert COLLECT.weight == 4 * 0.5 * 3
    assert Touchpoint("t", "x", severity=5, frequency=100).weight == 0, "no pain, no weight"


def test_the_loudest_pain_is_not_always_the_heaviest() -> None:
    assert [point.id for point in JOURNEY.pains] == ["shop", "phone"]
    assert JOURNEY.lowest == CALL


def test_the_order_of_pain_points_does_not_look_at_emotion() -> None:
    unweighed = JOURNEY.change("shop", severity=0.0).change("phone", severity=0.0)
    for emotion in (-5.0, 5.0):
        assert [point.id for point in unweighed.change("phone", emotion=emotion).pains] == ["shop", "phone"]


def test_changing_adding_and_removing_leave_the_first_journey_as_it_was() -> None:
    changed = JOURNEY.change("phone", emotion=2.0).add(Touchpoint("t", "telling", "share")).remove("pay")
    assert ids(changed) == ["site", "shop", "phone", "t"]
    assert changed.point("phone").emotion == 2
    assert (ids(JOURNEY), JOURNEY.point("phone").emotion) == (["site", "pay", "shop", "phone"], -5)


def test_what_is_not_there_cannot_be_changed() -> None:
    for act in (lambda: JOURNEY.point("x"), lambda: JOURNEY.change("x", emotion=1), lambda: JOURNEY.remove("x")):
        with pytest.raises(CourseError, match="“x”"):
            act()


def test_a_touchpoint_moves_inside_its_stage_and_then_to_the_next() -> None:
    twice = JOURNEY.add(Touchpoint("call2", "calling again", "help"))
    assert ids(twice.move("call2", -1))[-2:] == ["call2", "phone"]
    assert twice.move("phone", -1).point("phone").stage == "use"
    later = JOURNEY.move("pay", 1)
    assert later.point("pay").stage == "receive"
    assert ids(later) == ["site", "pay", "shop", "phone"], "it comes in from the left"
    earlier = JOURNEY.move("shop", -1)
    assert ids(earlier) == ["site", "pay", "shop", "phone"], "it comes in from the right"


def test_at_the_end_of_the_journey_a_touchpoint_stays() -> None:
    last = JOURNEY.add(Touchpoint("t", "telling", "share"))
    assert ids(last.move("t", 1)) == ids(last)
    first = JOURNEY.add(Touchpoint("a", "advert", "discover"))
    assert ids(first.move("a", -1)) == ids(first)


@given(st.lists(points, max_size=8, unique_by=lambda point: point.id))
def test_moving_loses_nothing(some: list[Touchpoint]) -> None:
    journey = Journey(NADIA, tuple(some))
    for id_ in ids(journey):
        for by in (-1, 1):
            assert sorted(ids(journey.move(id_, by))) == sorted(ids(journey))


@given(st.lists(points, max_size=8, unique_by=lambda point: point.id))
def test_a_journey_comes_back_from_csv_as_it_was(some: list[Touchpoint]) -> None:
    journey = Journey(NADIA, tuple(some))
    back = Journey.from_csv(NADIA, journey.csv())
    assert [point.label.split() for point in back.touchpoints] == [point.label.split() for point in journey.touchpoints]
    assert [row["weight"] for row in map(weights, back.touchpoints)] == [
        row["weight"] for row in map(weights, journey.touchpoints)
    ]


def weights(point: Touchpoint) -> dict[str, float]:
    return {"weight": point.weight}


def test_csv_from_a_french_spreadsheet_is_read() -> None:
    text = "\ufefflabel;stage;emotion;severity;frequency;pain\nla caisse;buy;−2,5;3;40;attente\n"
    point = Journey.from_csv(NADIA, text).touchpoints[0]
    assert (point.label, point.emotion, point.severity, point.pain) == ("la caisse", -2.5, 3, "attente")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,stage\nx,buy\n", "no column “label”"),
        ("label,emotion\nx,sad\n", "Row 1, Emotion, from −5 to 5: “sad” is not a number"),
        ("label,emotion\n,2\n", "Row 1: the touchpoint has no name"),
        ("label,stage\nx,pay\n", "there is no “pay”"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(CourseError) as error:
        Journey.from_csv(NADIA, text)
    assert said in str(error.value)


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_journey_goes_to_a_frame_and_back(backend: str) -> None:
    frame = JOURNEY.frame(backend)
    rows = (
        frame.to_pylist()
        if backend == "pyarrow"
        else frame.to_dicts()
        if backend == "polars"
        else frame.to_dict("records")
    )
    assert Journey.from_rows(NADIA, rows) == JOURNEY


def test_rows_of_another_persona_are_passed_over() -> None:
    rows = [{"persona": "karim", "label": "his"}, {"persona": "nadia", "label": "hers"}]
    assert [point.label for point in Journey.from_rows(NADIA, rows).touchpoints] == ["hers"]


def test_a_map_knows_what_it_lacks() -> None:
    assert JOURNEY.gaps() == ["smot", "tmot"]
    assert "goal" in Journey(Persona("x", "X")).gaps()
    unsaid = JOURNEY.change("shop", pain="").change("phone", severity=0.0).gaps()
    assert {"why:shop", "weigh:phone"} <= set(unsaid)


def test_every_stage_has_something_to_measure_and_every_figure_is_in_the_catalogue() -> None:
    for stage in STAGES:
        for channel in CHANNELS:
            measures = Touchpoint("t", "x", stage, channel).measures
            assert measures
            assert set(measures) <= set(kpis())
    assert "first_contact_resolution" in CALL.measures
    assert "cart_abandonment_rate" not in Touchpoint("t", "till", "buy", "shop").measures
