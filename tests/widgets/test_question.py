"""The question widget, seen from Python: what is sent to the page, what is kept, what it costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sample_items import KEY, MISSED, ROWS, STAGES, use_sample_course

import cxlearn as cx
from cxlearn.language import CourseError, say
from cxlearn.lexicon import find
from cxlearn.log import learner_log
from cxlearn.questions import bank
from cxlearn.questions.from_lexicon import forms
from cxlearn.questions.generation import made
from cxlearn.widgets import verdict
from cxlearn.widgets.question import Question

CLOSED = ("single", "multiple", "true-false", "text", "number", "matching", "categorise", "ordering", "cloze")


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setattr("cxlearn.language._in_force", "en")  # and back, whatever the test chooses
    use_sample_course(monkeypatch)


def tell(panel: Question, do: str, **details: Any) -> dict[str, Any]:
    """What the page would say; gives back what it is then shown."""
    panel._receive(panel, {"do": do, **details}, [])
    view: dict[str, Any] = panel.view
    assert view["problem"] is None
    return view


def offered(view: dict[str, Any]) -> list[str]:
    return [action["do"] for action in view["actions"]]


def item_of(panel: Question) -> str:
    assert panel.turn
    return panel.turn.item.id


def answers() -> list[dict[str, Any]]:
    return [event.data for event in learner_log().events(kind="answer")]


def finish(panel: Question, given: dict[str, Any]) -> dict[str, Any]:
    for _ in panel.turns:
        tell(panel, "answer", response=given[item_of(panel)])
        tell(panel, "next")
    return panel.view


@pytest.mark.parametrize("name", CLOSED)
def test_a_right_answer_is_right_explained_and_sourced(name: str) -> None:
    view = tell(cx.ask(f"ch01-{name}"), "answer", response=KEY[f"ch01-{name}"])
    assert view["feedback"]["tone"] == "right"
    told = [line["text"] for line in view["feedback"]["lines"]]
    assert f"Because of {name} (en)" in told
    assert "Source: Meyer & Schwager (2007), *Understanding customer experience*" in told
    assert answers()[0]["outcome"] == "right"


@pytest.mark.parametrize("name", CLOSED)
def test_a_wrong_answer_teaches_without_giving_the_key_away(name: str) -> None:
    view = tell(cx.ask(f"ch01-{name}"), "answer", response=MISSED[f"ch01-{name}"])
    told = json.dumps(view)
    assert view["feedback"]["tone"] in {"wrong", "partly"}
    assert f"Because of {name}" not in told
    assert "Read again: 01." in told
    assert offered(view) == ["retry", "reveal"]


@pytest.mark.parametrize("name", CLOSED)
def test_the_answer_is_shown_to_who_asks_for_it(name: str) -> None:
    panel = cx.ask(f"ch01-{name}")
    tell(panel, "answer", response=MISSED[f"ch01-{name}"])
    view = tell(panel, "reveal")
    assert f"Because of {name}" in json.dumps(view)
    assert offered(view) == ["restart"]
    assert cx.ask(f"ch01-{name}").view["feedback"] == view["feedback"]


@pytest.mark.parametrize("name", [*CLOSED, "open"])
def test_the_page_never_holds_the_key_before_an_answer(name: str) -> None:
    told = json.dumps(cx.ask(f"ch01-{name}").view, ensure_ascii=False)
    for secret in (
        "why ",
        "Because",
        "score",
        "usability",
        "-2.5",
        "A good answer",
        "says who",
        "Look closer",
        "misconception",
    ):
        assert secret not in told


def test_partial_credit_counts_and_is_called_partly_right() -> None:
    view = tell(cx.ask("ch01-categorise"), "answer", response=MISSED["ch01-categorise"])
    assert view["feedback"]["tone"] == "partly"
    assert 0 < answers()[0]["score"] < answers()[0]["maximum"]


@pytest.mark.parametrize(
    ("name", "empty"),
    [("single", None), ("multiple", []), ("text", "  "), ("matching", {"ux": ""}), ("open", {"text": ""})],
)
def test_nothing_answered_is_said_and_not_counted(name: str, empty: Any) -> None:
    view = tell(cx.ask(f"ch01-{name}"), "answer", response=empty)
    assert view["note"] == view["announce"] == say("quiz.nothing", "en")
    assert view["open"]
    assert answers() == []


def test_what_is_half_placed_is_not_counted_yet() -> None:
    view = tell(cx.ask("ch01-matching"), "answer", response={"ux": "to-ux"})
    assert view["note"] == say("quiz.unfinished", "en")
    assert answers() == []


def test_what_cannot_be_read_is_asked_back() -> None:
    view = tell(cx.ask("ch01-number"), "answer", response="many")
    assert view["note"]
    assert view["response"] == "many"
    assert answers() == []


def test_a_known_slip_is_named() -> None:
    view = tell(cx.ask("ch01-number"), "answer", response="2.5")
    assert {"text": "The gap has a sign (en)"} in view["feedback"]["lines"]


def test_each_chosen_option_has_its_reply_and_the_others_keep_theirs() -> None:
    panel = cx.ask("ch01-multiple")
    view = tell(panel, "answer", response=["advice", "logo"])
    signs = {row["id"]: row.get("sign") for row in view["options"]}
    assert signs == {"advice": "Right.", "logo": "Wrong.", "delivery": None, "payroll": None, "font": None}
    view = tell(panel, "reveal")
    assert [row["sign"] for row in view["options"] if row["id"] == "delivery"] == [say("quiz.missed", "en")]


def test_an_open_answer_is_written_then_held_against_a_rubric() -> None:
    panel = cx.ask("ch01-open")
    view = tell(panel, "answer", response={"text": "The shop, because…"})
    assert view["model"] == "A good answer (en)"
    assert [line["id"] for line in view["rubric"]] == ["who", "why"]
    assert cx.ask("ch01-open").view["model"]  # after a restart too
    view = tell(panel, "answer", response={"text": "The shop, because…", "met": ["who", "why"]})
    assert view["feedback"]["tone"] == "right"


def test_a_second_try_is_worth_half_and_says_so() -> None:
    quiz = cx.quiz("01")
    name = item_of(quiz)
    view = tell(quiz, "answer", response=MISSED[name])
    assert "half of the points" in view["actions"][0]["text"]
    tell(quiz, "retry")
    view = tell(quiz, "answer", response=KEY[name])
    assert view["feedback"]["points"] == "0.5 of 1 point"
    assert "retry" not in offered(view)


def test_a_second_try_never_costs_what_the_first_had_earned() -> None:
    panel = cx.ask("ch01-categorise")
    tell(panel, "answer", response=MISSED["ch01-categorise"])
    tell(panel, "retry")
    tell(panel, "answer", response=KEY["ch01-categorise"])
    assert panel.turn
    assert panel.turn.points == pytest.approx(6 / 7)


def test_a_quiz_gives_two_tries_and_then_the_answer() -> None:
    quiz = cx.quiz("01")
    name = item_of(quiz)
    for do in ("answer", "retry", "answer", "retry", "answer"):
        tell(quiz, do, response=MISSED[name])
    assert len(answers()) == 2
    assert "Because of" in json.dumps(quiz.view)


def test_a_hint_costs_what_it_says() -> None:
    quiz = cx.quiz("01")
    tell(quiz, "goto", number=[turn.item.id for turn in quiz.turns].index("ch01-single"))
    assert [a["text"] for a in quiz.view["actions"] if a["do"] == "hint"] == ["A hint (−0.25 point)"]
    view = tell(quiz, "hint")
    assert view["hints"] == ["Look closer (en)"]
    assert view["announce"] == "Look closer (en)"
    assert "hint" not in offered(view)
    assert tell(quiz, "answer", response="experience")["feedback"]["points"] == "0.75 of 1 point"
    assert answers()[0]["hints"] == 1


def test_a_quiz_is_taken_up_where_it_was_left() -> None:
    quiz = cx.quiz("01")
    first = item_of(quiz)
    tell(quiz, "answer", response=KEY[first])
    tell(quiz, "next")
    tell(quiz, "draft", response=MISSED[item_of(quiz)])
    again = cx.quiz("01")
    assert again.view == quiz.view
    assert again.view["response"] == MISSED[item_of(quiz)]
    assert tell(again, "back")["feedback"]["tone"] == "right"


def test_a_quiz_that_was_only_looked_at_is_no_attempt() -> None:
    cx.quiz("01")
    assert learner_log().events() == []


def test_a_finished_quiz_shows_its_summary_the_next_day() -> None:
    view = finish(cx.quiz("01"), KEY)
    assert "10 of 10 points" in view["summary"]["score"]
    assert view["summary"]["lists"] == []
    assert cx.quiz("01").view == view


def test_a_summary_right_in_the_end_says_why_points_are_missing() -> None:
    quiz = cx.quiz("01")
    tell(quiz, "answer", response=MISSED[item_of(quiz)])
    tell(quiz, "retry")
    score = finish(quiz, KEY)["summary"]["score"]
    assert "10 of 10" not in score
    assert "Everything is right in the end" in score


def test_a_question_looked_at_again_leads_back_to_the_summary() -> None:
    quiz = cx.quiz("01")
    assert "summary" not in offered(quiz.view)
    finish(quiz, KEY)
    assert "summary" in offered(tell(quiz, "goto", number=2))
    assert "summary" in tell(quiz, "summary")
    tell(quiz, "restart")
    assert "summary" not in offered(quiz.view)


def test_a_long_question_is_cut_between_words_in_the_summary() -> None:
    assert verdict.shortened("Court\u202f?") == "Court\u202f?"
    assert verdict.shortened("x" * 65 + " 15\u202f000 personnes") == "x" * 65 + "…"


def test_the_summary_says_what_to_read_again_and_what_to_untangle() -> None:
    quiz = cx.quiz("01")
    for _ in quiz.turns:
        tell(quiz, "answer", response=MISSED[item_of(quiz)])
        tell(quiz, "reveal")
        tell(quiz, "next")
    read, *_ = quiz.view["summary"]["lists"]
    assert len(read["items"]) == 5
    assert any("01.2 Section 2 (en)" in line for line in read["items"])
    _, untangle = quiz.view["summary"]["lists"]
    drawn = {turn.item.id for turn in quiz.turns}
    assert any(line.endswith("* why product (en)") for line in untangle["items"]) == ("ch01-single" in drawn)
    assert cx.quiz("01").view == quiz.view


def test_what_was_missed_can_be_redone() -> None:
    given = KEY | {"ch01-number": "2.5"}
    quiz = cx.quiz("01")
    for _ in quiz.turns:
        tell(quiz, "answer", response=given[item_of(quiz)])
        tell(quiz, "next")
    view = tell(quiz, "redo")
    assert view["head"] == "One question"
    assert item_of(quiz) == "ch01-number"
    assert cx.quiz("01").attempt == 2


def test_starting_again_draws_anew() -> None:
    quiz = cx.quiz("01")
    before = [turn.item.id for turn in quiz.turns]
    finish(quiz, KEY)
    view = tell(quiz, "restart")
    assert view["response"] is None
    assert quiz.attempt == cx.quiz("01").attempt == 2
    assert [turn.item.id for turn in quiz.turns] != before


def test_a_quiz_asks_ten_exit_items_over_every_objective() -> None:
    items = [turn.item for turn in cx.quiz("01").turns]
    assert len({item.id for item in items}) == 10
    assert {item.place for item in items} == {"exit"}
    assert {item.objective for item in items} == {f"01.{n}" for n in range(1, 6)}
    assert {item.kind for item in items} == {item.kind for item in bank("01") if item.place == "exit"}


def test_the_same_learner_sees_the_same_order_and_the_log_knows_it() -> None:
    panel = cx.ask("ch01-single")
    shown = [row["id"] for row in panel.view["options"]]
    tell(panel, "answer", response="experience")
    assert answers()[0]["order"] == shown == [row["id"] for row in cx.ask("ch01-single").view["options"]]


def test_switching_the_language_keeps_the_draft() -> None:
    panel = cx.ask("ch01-text")
    view = tell(panel, "language", response="usabil")
    assert view["lang"] == "fr"
    assert view["stem"] == "What about text? (fr)"
    assert view["response"] == "usabil"
    assert cx.ask("ch01-text").view["response"] == "usabil"


def test_an_answer_given_in_one_language_stays_right_in_the_other() -> None:
    panel = cx.ask("ch01-text")
    tell(panel, "answer", response="usability")
    assert tell(panel, "language")["feedback"]["tone"] == "right"
    assert cx.ask("ch01-text").view["feedback"]["tone"] == "right"


def test_a_question_shows_the_answer_last_given_and_can_be_answered_again() -> None:
    panel = cx.ask("ch01-single")
    tell(panel, "answer", response="experience")
    assert cx.ask("ch01-single").view == panel.view | {"announce": ""}
    assert tell(panel, "restart")["response"] is None
    assert cx.ask("ch01-single").view["feedback"] is None


def test_a_task_shows_its_form_and_gives_its_numbers() -> None:
    panel = cx.task("01-2")
    assert panel.numbers == {"app": 4.0, "shop": 6.0}
    assert repr(panel) == "<cxlearn task 01-2>"
    assert tell(panel, "answer", response="5")["feedback"]["tone"] == "right"


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        (lambda: cx.quiz("1O"), 'cx.quiz("01")'),
        (lambda: cx.quiz(7), 'cx.quiz("01")'),
        (lambda: cx.quiz([]), 'cx.quiz("01")'),
        (lambda: cx.ask("ch01-singel"), 'cx.ask("ch01-single")'),
        (lambda: cx.ask(["ch01-open"]), 'cx.ask("ch01-open")'),
        (lambda: cx.task("01-3"), 'cx.task("01-2")'),
        (lambda: cx.task(2), 'cx.task("01-2")'),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_one(wrong: Any, near: str) -> None:
    with pytest.raises(CourseError) as caught:
        wrong()
    assert near in str(caught.value)


def test_a_chapter_may_be_given_as_a_number() -> None:
    assert repr(cx.quiz(1)) == repr(cx.quiz("01")) == "<cxlearn quiz 01>"
    assert repr(cx.ask("ch01-open")) == "<cxlearn ask ch01-open>"


def test_a_failure_of_ours_is_one_sentence_and_the_answer_is_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    panel = cx.ask("ch01-text")
    with monkeypatch.context() as broken:
        broken.setattr("cxlearn.questions.turn.grade", lambda *_: 1 / 0)
        panel._receive(panel, {"do": "answer", "response": "usability"}, [])
    assert panel.view["problem"] == say("widget.failed", "en")
    assert "ZeroDivisionError" in caplog.text
    assert learner_log().events(subject="ch01-text")[-1].data["response"] == "usability"


def test_what_the_page_makes_up_does_no_harm() -> None:
    panel = cx.ask("ch01-single")
    for message in (
        {"do": "nonsense"},
        {},
        {"do": "retry"},
        {"do": "reveal"},
        {"do": "answer", "response": {"a": 1}},
        {"do": "next"},
    ):
        panel._receive(panel, message, [])
    assert panel.view["feedback"] is None
    assert answers() == []


@pytest.mark.parametrize("entry", ROWS, ids=lambda entry: entry["id"])
def test_a_view_is_small(entry: dict[str, Any]) -> None:
    panel = cx.ask(entry["id"])
    assert len(json.dumps(panel.view, ensure_ascii=False).encode()) <= 2048


def test_an_order_not_found_is_shown_at_the_end_and_an_untouched_one_is_no_answer() -> None:
    ask = cx.ask("ch01-ordering")
    assert tell(ask, "answer", response=None)["note"]
    tell(ask, "answer", response=MISSED["ch01-ordering"])
    told = [line["text"] for line in tell(ask, "reveal")["feedback"]["lines"]]
    expected = " → ".join(f"{stage} (en)" for stage in STAGES)
    assert f"Expected answer: **{expected}**." in told


def test_a_gap_left_empty_is_asked_for_and_counts_for_nothing() -> None:
    ask = cx.ask("ch01-cloze")
    assert "still to be placed or filled in" in tell(ask, "answer", response={"low": "detractors"})["note"]
    assert answers() == []


def test_a_gap_not_found_is_shown_at_the_end() -> None:
    ask = cx.ask("ch01-cloze")
    tell(ask, "answer", response={"low": "detractors", "high": "answers"})
    low, high = tell(ask, "reveal")["options"]
    assert (low["tone"], low["reply"], high["tone"]) == ("right", "", "wrong")
    assert high["reply"].startswith("Rather: **promoters**.")


def test_another_one_like_this_has_other_numbers_and_the_log_knows_which() -> None:
    ask = cx.ask("kpi-nps")
    first = ask.turn.item
    shown = tell(ask, "answer", response=str(round(first.answer, 1)))
    assert shown["feedback"]["tone"] == "right"
    assert offered(shown) == ["restart"]
    assert shown["actions"][0]["text"] == "Another one like this"
    tell(ask, "restart")
    second = ask.turn.item
    assert second.stem != first.stem
    tell(ask, "answer", response="0")
    logged = [made("kpi:nps", data["draw_seed"]) for data in answers()]
    assert [item.answer for item in logged] == [first.answer, second.answer]
    assert cx.ask("kpi-nps").turn.item == second  # what a kernel restart leaves


def test_a_worked_solution_is_told_step_by_step_in_the_numbers_of_the_question() -> None:
    ask = cx.ask("kpi-churn-rate")
    shown = tell(ask, "answer", response=str(round(ask.turn.item.answer, 1)))
    steps = [line["text"] for line in shown["feedback"]["lines"] if line["text"][1:2] == "."]
    assert steps == ask.turn.item.explanation["en"].split("\n")
    assert blank_state(ask) <= 2048


def test_a_known_wrong_formula_is_named_in_business_words() -> None:
    ask = cx.ask("kpi-nps")
    slip = next(slip for slip in ask.turn.item.slips if slip.id == "passives_left_out")
    view = tell(ask, "answer", response=str(round(slip.value, 1)))
    told = [view["feedback"]["title"], *(line["text"] for line in view["feedback"]["lines"])]
    assert any("Passives count neither for nor against" in text for text in told)


def test_options_in_the_other_language_say_so_to_a_screen_reader() -> None:
    view = cx.ask("lex-pain-point-french").view
    assert {option["lang"] for option in view["options"]} == {"fr"}


def test_each_generated_question_of_the_lexicon_can_be_asked() -> None:
    for form in forms(find("nps")):
        ask = cx.ask(f"lex-nps-{form}")
        right = "Net Promoter Score" if form == "typed" else "nps"
        assert tell(ask, "answer", response=right)["feedback"]["tone"] == "right", form


def test_an_unknown_made_question_suggests_one_that_exists() -> None:
    with pytest.raises(CourseError, match="kpi-nps"):
        cx.ask("kpi-npss")


def blank_state(panel: Question) -> int:
    return len(json.dumps(panel.view, ensure_ascii=False).encode())


def test_a_quiz_of_everything_mixes_what_was_written_with_what_is_made_and_resumes() -> None:
    quiz = cx.quiz()
    assert quiz.view["label"] == "Quiz of the whole course"
    names = [turn.item.id for turn in quiz.turns]
    assert len(set(names)) == 10
    assert any(name.startswith(("kpi-", "lex-")) for name in names)
    tell(quiz, "next")
    tell(quiz, "draft", response="x")
    again = cx.quiz()
    assert [turn.item for turn in again.turns] == [turn.item for turn in quiz.turns]
    for _ in again.turns:
        tell(again, "next")
    assert "whole course" in again.view["head"]


def test_the_expected_number_is_shown_as_precisely_as_it_was_asked_for() -> None:
    ask = cx.ask("kpi-churn-rate")
    tell(ask, "answer", response="0")
    told = [line["text"] for line in tell(ask, "reveal")["feedback"]["lines"]]
    assert f"Expected answer: **{round(ask.turn.item.answer, 1):g} %**." in told
