"""The course in a terminal: every kind of question by typing, the notebook's own grading and log, nothing lost."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest
import sample_items

import cxlearn as cx
from cxlearn import course, terminal
from cxlearn.language import CourseError, say
from cxlearn.log import learner_log
from cxlearn.questions import bank, from_data
from cxlearn.widgets.question import Ask

OPTIONS = [{"id": name, "text": name.capitalize()} for name in ("apple", "banana", "cherry")]
TARGETS = [{"id": name, "text": name} for name in ("red", "yellow")]
RUBRIC = [{"id": "who", "text": "says who"}, {"id": "why", "text": "says why"}]

Typing = Callable[..., str]


@pytest.fixture(autouse=True)
def ada(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same learner each time: the same questions, in the same order."""
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")


@pytest.fixture
def sample_course(monkeypatch: pytest.MonkeyPatch) -> None:
    sample_items.use_sample_course(monkeypatch)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typing:
    """``typing(work, "1", "")``: what is on the screen when these lines were typed, and then the input ended."""

    def run(work: Callable[[], None], *lines: str) -> str:
        left = iter(lines)

        def read(_prompt: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)
        work()
        return capsys.readouterr().out

    return run


def view(**more: Any) -> dict[str, Any]:
    return {"options": OPTIONS, "targets": TARGETS, "response": None} | more


@pytest.mark.parametrize(
    ("kind", "typed", "response"),
    [
        ("single", "2", "banana"),
        ("single", " b ", "banana"),
        ("single", "c)", "cherry"),
        ("single", "Che", "cherry"),
        ("single", "4", None),
        ("single", "0", None),
        ("single", "²", None),
        ("single", "d", None),
        ("true_false", "ban", "banana"),
        ("multiple", "1 3", ["apple", "cherry"]),
        ("multiple", "3,1", ["cherry", "apple"]),
        ("multiple", "a et c", ["apple", "cherry"]),
        ("multiple", "1 1", ["apple"]),
        ("multiple", "13", None),
        ("multiple", "1 4", None),
        ("multiple", "1 ?", None),
        ("matching", "1b 2a", {"apple": "yellow", "banana": "red"}),
        ("matching", "1-B, 2:a", {"apple": "yellow", "banana": "red"}),
        ("categorise", "3 b", {"cherry": "yellow"}),
        ("matching", "1c", None),
        ("matching", "4a", None),
        ("matching", "1b zut", None),
        ("ordering", "3 1 2", ["cherry", "apple", "banana"]),
        ("ordering", "c > a > b", ["cherry", "apple", "banana"]),
        ("ordering", "3 1", None),
        ("ordering", "3 1 1", None),
        ("cloze", "un ; deux;trois", {"apple": "un", "banana": "deux", "cherry": "trois"}),
        ("cloze", "un", None),
        ("short_text", "fidélité", "fidélité"),
        ("number", "3,14", "3,14"),
        ("open", "parce que", {"text": "parce que"}),
    ],
)
def test_a_typed_line_answers_each_kind_of_question(kind: str, typed: str, response: object) -> None:
    assert terminal._READERS[kind](typed, view()) == response


def test_pairs_are_added_to_those_placed_before() -> None:
    assert terminal._READERS["matching"]("2a", view(response={"apple": "yellow", "banana": "yellow"})) == {
        "apple": "yellow",
        "banana": "red",
    }


@pytest.mark.parametrize(("typed", "met"), [("0", []), ("2", ["why"]), ("1 2", ["who", "why"]), ("3", None)])
def test_an_open_answer_is_held_against_its_rubric(typed: str, met: list[str] | None) -> None:
    read = terminal._READERS["open"](typed, view(rubric=RUBRIC, response={"text": "so"}))
    assert read == (None if met is None else {"text": "so", "met": met})


def test_every_kind_of_the_course_can_be_typed_and_explained() -> None:
    kinds = set(terminal._READERS)
    assert {item.kind for item in bank()} <= kinds
    assert {row["kind"] for row in sample_items.ROWS} <= kinds
    for kind in kinds:
        assert {say(f"terminal.how_{kind}", language) for language in course.LANGUAGES}


def line_for(panel: Any, key: Any) -> str:
    """What one types to give this answer to the question shown."""
    shown = panel.view
    places = {row["id"]: str(n) for n, row in enumerate(shown["options"], 1)}
    letters = {row["id"]: "abcdefgh"[n] for n, row in enumerate(shown["targets"])}
    if shown["kind"] == "cloze":
        return "; ".join(key[name] for name in places)
    if isinstance(key, dict):
        return " ".join(f"{places[one]}{letters[other]}" for one, other in key.items())
    if isinstance(key, list):
        return " ".join(places[one] for one in key)
    return places.get(key, key)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("outcome", ["right", "wrong"])
def test_every_kind_is_graded_as_in_the_notebook(
    sample_course: None, typing: Typing, language: str, outcome: str
) -> None:
    cx.use(language)
    known = sample_items.KEY_IN_FRENCH if language == "fr" else sample_items.KEY
    for item in map(from_data, sample_items.ROWS):
        key = (known if outcome == "right" else sample_items.MISSED).get(item.id)
        if key is None:
            continue
        panel = Ask(item)
        typing(lambda shown=panel: terminal._run(shown, terminal._ask_quiz), line_for(panel, key))
        answer = learner_log().events(kind="answer", subject=item.id)[-1]
        assert answer.data["response"] == key
        assert answer.data["outcome"] == outcome


def test_an_open_question_shows_its_model_and_takes_the_learners_judgement(sample_course: None, typing: Typing) -> None:
    item = next(from_data(row) for row in sample_items.ROWS if row["kind"] == "open")
    cx.use("en")
    shown = typing(lambda: terminal._run(Ask(item), terminal._ask_quiz), "Because of Nadia", "9", "1 2")
    assert "A good answer (en)" in shown
    assert learner_log().events(kind="answer")[-1].data["response"] == {
        "text": "Because of Nadia",
        "met": ["who", "why"],
    }


def test_a_quiz_goes_on_where_it_was_left(sample_course: None, typing: Typing) -> None:
    cx.use("en")
    quiz = cx.quiz("01")
    first, second = (turn.item.id for turn in quiz.turns[:2])
    line = line_for(quiz, sample_items.KEY[first])
    shown = typing(lambda: terminal.quiz("01"), line, "", "q")
    assert "Question 1 of 10" in shown
    assert "Right." in shown
    assert shown.rstrip().endswith("run the same command to go on.")
    assert [event.subject for event in learner_log().events(kind="answer")] == [first]
    again = typing(lambda: terminal.quiz("01"), "", "")
    assert "Question 1 of 10" in again  # shown with its answer, as in the notebook
    assert "Question 2 of 10" in again
    assert cx.quiz("01").turns[1].item.id == second


def test_enter_alone_passes_and_is_no_mistake(sample_course: None, typing: Typing) -> None:
    shown = typing(lambda: terminal.quiz("01"), *[""] * 10)
    assert learner_log().events(kind="answer") == []
    assert "sans réponse" in shown
    assert "0 sur 10 points" in shown


def test_a_hint_is_shown_with_its_cost_and_counted(sample_course: None, typing: Typing) -> None:
    cx.use("en")
    at = next(n for n, turn in enumerate(cx.quiz("01").turns) if turn.item.id == "ch01-single")
    shown = typing(lambda: terminal.quiz("01"), *[""] * at, "?", "?", "experience")
    assert "A hint (−0.25 point)" in shown
    assert "Look closer (en)" in shown
    assert "There is no other hint." in shown
    assert learner_log().events(kind="answer")[-1].data["hints"] == 1


def test_what_cannot_be_read_is_asked_back(sample_course: None, typing: Typing) -> None:
    cx.use("en")
    at = next(n for n, turn in enumerate(cx.quiz("01").turns) if turn.item.kind == "matching")
    shown = typing(lambda: terminal.quiz("01"), *[""] * at, "zut", "1a", "q")
    assert "This answer cannot be read; nothing is counted." in shown
    assert "nothing is counted so far." in shown  # one pair of three
    assert learner_log().events(kind="answer") == []


def test_the_summary_leads_to_what_was_missed(sample_course: None, typing: Typing) -> None:
    cx.use("en")
    shown = typing(lambda: terminal.quiz("01"), *[""] * 10, "1", "q")
    assert shown.count("Question 1 of 10") == 2
    redo = typing(lambda: terminal.quiz("01"), *[""] * 10, "z", "a", "q")
    assert "There is no such choice" in redo


def test_cards_are_typed_rated_undone_and_suspended(typing: Typing) -> None:
    cx.use("en")
    name = cx.cards("01").hand.card.term.term["en"]
    shown = typing(lambda: terminal.cards("01"), f"{name}!", "", "u", f"{name}x", "9", "4", "s", "q")
    reviews = learner_log().events(kind="review")
    assert [(event.data["rating"], event.data["override"]) for event in reviews] == [(4, False), (4, True)]
    assert reviews[0].data["sure"] is True
    assert [event.kind for event in learner_log().events()].count("undo") == 1
    assert len(learner_log().events(kind="suspension")) == 1
    assert "The last rating is undone." in shown
    assert "There is no such choice" in shown
    assert "The card is suspended." in shown


def test_a_card_given_up_or_hinted_says_so(typing: Typing) -> None:
    cx.use("fr")
    shown = typing(terminal.cards, "?", "", "", "", "", "q")
    assert "Le terme commence ainsi" in shown
    assert "À apprendre." in shown
    assert [event.data["rating"] for event in learner_log().events(kind="review")] == [1, 3]


def test_when_no_card_is_left_it_says_when_to_come_back(typing: Typing) -> None:
    cx.use("en")
    deck = cx.cards("01").deck
    deck.limit(1)
    shown = typing(lambda: terminal.cards("01"), "", "3", "", "", "3", "u")
    assert "Nothing to review for now." in shown
    assert "Go on without waiting" in shown


def test_nothing_undone_is_said(typing: Typing) -> None:
    cx.use("en")
    assert "There is nothing to undo." in typing(lambda: terminal.cards("01"), "u")


def test_the_overview_says_what_was_done_and_what_to_do_next_as_a_command(typing: Typing) -> None:
    cx.use("fr")
    learner_log().append("review", "cx/recall", rating=1)
    os.environ["CXLEARN_NOW"] = "2099-01-01"
    try:
        shown = typing(terminal.progress)
    finally:
        del os.environ["CXLEARN_NOW"]
    assert "UX et CX" in shown
    assert "une carte est à revoir\u202f: cxlearn cards." in shown


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_overview_says_in_80_columns_all_that_the_page_says(
    typing: Typing, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    cx.use(language)
    for item, outcome in (
        ("ch05a-ask-csat", "wrong"), ("ch05a-csat-large", "right"), ("ch05a-cut", "right"),
        ("ch01-clinic", "right"), ("ch01-app-evidence", "right"), ("ch01-ask-ux-scope", "right"),
    ):  # fmt: skip
        learner_log().append("answer", item, response="3,5", language="fr", outcome=outcome)
    learner_log().append("review", "cx/recall", rating=1)
    shown = typing(terminal.progress)
    page = cx.progress(language).view
    said = " ".join(shown.split())
    parts = [page["cards"]["note"], *(row["name"] for row in page["untangle"]["rows"]), *page["strengths"]["rows"]]
    parts += [page["untangle"]["rows"][0]["reply"], page["untangle"]["rows"][0]["link"]["text"]]
    parts += [row["alt"] for row in page["work_on"]["rows"]]
    for part in parts:
        assert " ".join(part.split()) in said
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown  # it is not a screen, so no colours
    assert re.search(r"auj\.|today", shown)


def test_an_unknown_chapter_is_one_sentence() -> None:
    for ask in (terminal.quiz, terminal.cards):
        with pytest.raises(CourseError, match="77"):
            ask("77")


def test_no_line_begins_with_the_colon_of_the_last(typing: Typing) -> None:
    shown = typing(lambda: terminal.cards("01"), "", "", "q")
    assert not [line for line in shown.splitlines() if line.lstrip()[:1] in {":", ";", "?", "!", "»"}]


# --- a real terminal


@pytest.fixture
def real(tmp_path: Path) -> Callable[..., pexpect.spawn]:
    """``real("quiz", "01")``: the command in a pseudo-terminal of its own."""

    def start(*arguments: str) -> pexpect.spawn:
        environment = os.environ | {"TERM": "dumb", "COLUMNS": "100", "CXLEARN_LANG": "fr", "PYTHONUTF8": "1"}
        return pexpect.spawn(
            sys.executable,
            ["-m", "cxlearn", *arguments],
            env=environment,
            encoding="utf-8",
            timeout=60,
            dimensions=(50, 100),
        )

    return start


@pytest.mark.slow
def test_accents_typed_in_a_terminal_arrive_and_ctrl_c_loses_nothing(real: Any) -> None:
    child = real("cards", "01")
    child.expect("Quel terme")
    child.expect("> ")
    child.sendline("fidélité à l’été")
    child.expect("fidélité à l’été")
    child.expect("Entrée seule")
    child.expect("> ")
    child.sendline("1")
    child.expect("Que signifie")
    child.expect("> ")
    child.sendintr()
    child.expect("Arrêté")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    assert learner_log().events(kind="review")[0].data["response"] == "fidélité à l’été"


@pytest.mark.slow
def test_the_end_of_the_input_and_bytes_that_are_no_utf8_leave_no_traceback(real: Any) -> None:
    child = real("quiz", "01")
    child.expect("> ")
    os.write(child.child_fd, b"3,14 \xe9\n")
    child.expect("Entrée seule|n’est pas lisible|lettre")
    child.expect("> ")
    child.sendeof()
    child.expect("Arrêté")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "Traceback" not in child.before
