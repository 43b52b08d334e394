"""Exercises from both sides: the right answer, each typical slip, and the untouched stub."""

from __future__ import annotations

from pathlib import Path

import pytest

import cxlearn as cx
from cxlearn import course, exercises, log
from cxlearn.language import CourseError

TASKS = [row["id"] for rows in course.load()["tasks"].values() for row in rows]
NUMBERED = ["01-2", "01-3"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner of one's own, in French."""
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "test")
    monkeypatch.delenv("CXLEARN_STRICT", raising=False)
    cx.use("fr")


def right_answer(task_id: str) -> object:
    """The answer that the item's own key gives."""
    item = exercises.task_item(task_id)
    if item.kind == "number":
        return item.answer
    if item.kind in {"matching", "categorise"}:
        return {option.id: option.target for option in item.options}
    if item.kind == "open":
        return {"text": "La boutique.", "met": [c.id for c in item.rubric if c.essential]}
    chosen = [option.id for option in item.options if option.score > 0]
    return chosen if item.kind == "multiple" else chosen[0]


@pytest.mark.parametrize("task_id", TASKS)
def test_the_right_answer_is_right(task_id: str) -> None:
    assert cx.check(task_id, right_answer(task_id)).kind == "right"


@pytest.mark.parametrize("task_id", TASKS)
def test_the_untouched_stub_is_not_attempted_and_not_wrong(task_id: str) -> None:
    outcome = cx.check(task_id, ...)
    assert (outcome.kind, outcome.score) == ("not_attempted", 0)
    assert log.learner_log().events(kind="answer") == []


@pytest.mark.parametrize("task_id", TASKS)
@pytest.mark.parametrize("nonsense", [object(), 3 + 4j, b"\xff", {"a": {"b": 1}}, [[]], "zzz", float("nan"), True])
def test_nonsense_is_never_a_traceback_and_never_right(task_id: str, nonsense: object) -> None:
    outcome = cx.check(task_id, nonsense)
    assert outcome.kind in {"wrong", "error", "not_attempted"}
    assert outcome.reply


def learners(task_id: str, count: int = 300) -> list[exercises.Draw]:
    """What many different learners draw."""
    from random import Random

    from cxlearn.course.ch01_ux_and_cx.tasks import DRAWS

    return [DRAWS[task_id](Random(seed)) for seed in range(count)]


def test_the_gap_is_the_mean_of_eight_less_the_promise_for_every_learner() -> None:
    for drawn in learners("01-2"):
        scores = [float(value) for name, value in drawn.values.items() if name != "promise"]
        assert drawn.answer == sum(scores) / 8 - float(drawn.values["promise"])


def test_the_widest_shortfall_is_the_answer_for_every_learner() -> None:
    for drawn in learners("01-3"):
        names = ("app", "shop", "phone", "returns")
        shortfall = {n: float(drawn.values[f"{n}_promised"]) - float(drawn.values[f"{n}_lived"]) for n in names}
        assert shortfall[str(drawn.answer)] > max(v for n, v in shortfall.items() if n != drawn.answer)


@pytest.mark.parametrize("task_id", NUMBERED)
def test_neighbours_have_different_numbers(task_id: str) -> None:
    assert len({str(drawn.values) for drawn in learners(task_id)}) > 100


@pytest.mark.parametrize("task_id", NUMBERED)
def test_no_slip_passes_for_the_answer(task_id: str) -> None:
    tolerance = exercises.task_item(task_id).tolerance
    for drawn in learners(task_id):
        for slip in drawn.slips.values():
            if isinstance(slip, str):
                assert slip != drawn.answer
            else:
                assert abs(slip - float(drawn.answer or 0)) > 2 * tolerance


@pytest.mark.parametrize(
    ("slip", "named"),
    [
        ("product-only", "seuls les quatre points"),
        ("sign-reversed", "signe est inversé"),
        ("no-promise", "lui retirer la promesse"),
        ("ux-less-cx", "écart entre l’UX et la CX"),
    ],
)
def test_a_wrong_formula_is_recognised_and_named(slip: str, named: str) -> None:
    item = exercises.task_item("01-2")
    value = next(s.value for s in item.slips if s.id == slip)
    outcome = cx.check("01-2", value)
    assert outcome.kind == "wrong"
    assert named in outcome.reply


@pytest.mark.parametrize(
    ("slip", "named"), [("lowest-score", "note vécue la plus basse"), ("highest-promise", "promesse la plus haute")]
)
def test_a_trap_in_a_choice_is_recognised_and_named(slip: str, named: str) -> None:
    option = next(o for o in exercises.task_item("01-3").options if o.id == exercises._draw("01-3").slips[slip])  # type: ignore[union-attr]
    outcome = cx.check("01-3", option.id)
    assert outcome.kind == "wrong"
    assert named in outcome.reply


def test_a_half_sorted_task_is_partly_right() -> None:
    answer = dict.fromkeys(("filter", "advert", "counter", "payment", "leaflet", "hold"), "ux")
    outcome = cx.check("01-1", answer)
    assert outcome.kind == "wrong"
    assert 0 < outcome.score < outcome.maximum
    assert outcome.verdict == "En partie juste."


def test_an_open_answer_is_complete_when_its_essential_criteria_are_met() -> None:
    assert cx.check("01-5", {"text": "La boutique.", "met": ["choice"]}).kind == "wrong"
    assert cx.check("01-5", {"text": "  ", "met": ["choice"]}).kind == "not_attempted"


def test_a_decimal_comma_typed_in_a_cell_is_explained() -> None:
    outcome = cx.check("01-2", -1, 5)
    assert outcome.kind == "error"
    assert "virgule" in outcome.reply


def test_the_stub_reads_what_was_answered_in_the_form() -> None:
    answer = right_answer("01-2")
    log.learner_log().append("answer", "01-2", context="task", response=str(answer).replace(".", ","))
    assert cx.check("01-2", ...).kind == "right"


def test_hints_are_graduated_and_the_last_one_stays() -> None:
    shown = [repr(cx.hint("01-2")) for _ in range(3)]
    assert shown[0] != shown[1]
    assert shown[1] == shown[2]


@pytest.mark.parametrize("task_id", TASKS)
@pytest.mark.parametrize("language", course.LANGUAGES)
def test_every_solution_is_written_out_with_the_learners_numbers(task_id: str, language: str) -> None:
    cx.use(language)
    text = repr(cx.solution(task_id))
    assert len(text) > 100
    assert "{" not in text


def test_numbers_do_not_give_the_answer_away() -> None:
    assert set(exercises.numbers("01-2")) == {"ad", "site", "app", "pay", "shop", "lamp", "phone", "returns", "promise"}
    assert exercises.numbers("01-1") == {}


def test_an_unknown_task_is_one_sentence_with_the_nearest_name() -> None:
    with pytest.raises(CourseError, match="01-2") as caught:
        cx.check("01_2", 3)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_strictness_fails_a_wrong_solution_and_an_attempted_stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_STRICT", "1")
    with pytest.raises(CourseError, match="wrong"):
        cx.check("01-2", 99)
    log.learner_log().append("answer", "01-2", context="task", response="3")
    with pytest.raises(CourseError, match="not_attempted"):
        cx.check("01-2", ...)
    assert cx.check("01-2", right_answer("01-2")).kind == "right"


def test_an_outcome_shows_itself_as_escaped_html() -> None:
    outcome = exercises.Outcome("01-2", "wrong", "<b>3 < 4</b>", "en")
    assert "&lt;b&gt;3 &lt; 4&lt;/b&gt;" in outcome._repr_html_()


def test_where_a_point_is_worth_most_differs_between_learners_and_every_other_device_has_its_slip():
    from random import Random

    from cxlearn.course.ch05c_serving_and_selling.tasks import DRAWS

    found = set()
    for seed in range(40):
        drawn = DRAWS["05c-4"](Random(seed))
        worth = {d: drawn.values[f"{d}_carts"] * drawn.values[f"{d}_basket"] for d in ("phone", "computer", "tablet")}
        assert drawn.answer == max(worth, key=worth.get)
        assert {*drawn.slips.values(), drawn.answer} == set(worth)
        found.add(drawn.answer)
    assert found == {"phone", "computer"}


def test_no_visit_to_spend_points_on_leaves_the_peak_in_doubt_and_the_best_choice_differs_between_learners():
    from random import Random

    from cxlearn.course.ch04_peak_end_and_emotion.tasks import DRAWS, POINTS

    found = set()
    for seed in range(40):
        drawn = DRAWS["04-3"](Random(seed))
        start = [float(drawn.values[f"m{n}"]) for n in range(1, 7)]
        places = {"best": start.index(max(start)), "worst": start.index(min(start)), "end": 5}
        scores = {}
        for name, place in places.items():
            after = [min(5, feeling + POINTS) if n == place else feeling for n, feeling in enumerate(start)]
            assert max(after) != -min(after)
            scores[name] = (max(after, key=abs) + after[-1]) / 2
        assert drawn.answer == max(scores, key=scores.get)
        found.add(drawn.answer)
    assert found == {"best", "end"}
