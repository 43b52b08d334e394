"""What the page tells of answers and cards, on the real course: each thing named, dated, counted, and mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cxlearn as cx
from cxlearn.course import LANGUAGES
from cxlearn.deck import Deck, cards_of
from cxlearn.log import Event, learner_log
from cxlearn.questions import bank, grade
from cxlearn.questions.generation import find
from cxlearn.questions.misconceptions import misconceptions
from cxlearn.widgets.misconceptions import told


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setenv("CXLEARN_LANG", "en")
    monkeypatch.setenv("CXLEARN_NOW", "2026-03-02T12:00:00")  # a Monday


def answer(item_id: str, response: object, *, seed: int = 0, language: str = "en", **data: Any) -> None:
    item = find(item_id, seed)
    assert item is not None
    mark = grade(item, response, language)
    told = {"response": response, "language": language, "outcome": mark.kind, "score": mark.score, "maximum": 1.0}
    learner_log().append("answer", item_id, **told, draw_seed=seed, **data)


def right(item_id: str) -> object:
    item = find(item_id)
    assert item is not None
    return next(option.id for option in item.options if option.score == 1)


def wrong(item_id: str) -> str:
    item = find(item_id)
    assert item is not None
    return next(option.id for option in item.options if option.score == 0)


def singles(objective: str) -> list[str]:
    return [item.id for item in bank() if item.objective == objective and item.kind == "single"]


def view(language: str = "en") -> dict[str, Any]:
    shown: dict[str, Any] = cx.progress(language).view
    return shown


def test_a_learner_who_did_nothing_is_told_what_will_come_here() -> None:
    shown = view()
    assert [shown[part] for part in ("cards", "untangle", "work_on", "strengths")] == [None] * 4
    assert shown["empty"].startswith("Answer some questions")


# --- misconceptions


def test_csat_taken_for_a_mean_three_times_is_said_with_what_mends_it() -> None:
    answer("ch05a-ask-csat", "3.5")
    answer("ch05a-mean-is-not-csat", wrong("ch05a-mean-is-not-csat"))
    answer("ch05a-ask-csat", "3,5", language="fr")
    (row,) = view()["untangle"]["rows"]
    assert (row["name"], row["times"]) == ("CSAT taken for a mean", "3 times, last on March 2, 2026")
    assert row["link"]["text"].startswith("Read again: 05a.3 ")
    assert row["link"]["path"].startswith("05a_")
    assert row["again"] == 'Try again: `cx.ask("ch05a-ask-csat")`, `cx.ask("ch05a-mean-is-not-csat")`'
    (row,) = view("fr")["untangle"]["rows"]
    assert (row["name"], row["times"]) == ("Le CSAT pris pour une moyenne", "3 fois, la dernière le 2 mars 2026")


def test_what_only_one_question_betrays_is_named_by_what_was_answered() -> None:
    answer("ch05c-mean-up", wrong("ch05c-mean-up"))
    answer("ch01-campsite-gap", "13.5")
    answer("ch04-rest-neglected", wrong("ch04-rest-neglected"))
    names = [row["name"] for row in view()["untangle"]["rows"]]
    assert names[0] == "The peak and the end taken for all that counts"
    assert names[1].startswith("“13.5”, answered to “")
    assert names[1].endswith("?”")
    assert names[2].startswith("“")
    french = [row["name"] for row in view("fr")["untangle"]["rows"]]
    assert "«\u202f13.5\u202f», répondu à «\u202f" in french[1]


def test_a_term_taken_for_another_names_both() -> None:
    answer("lex-csat-definition", "top-2-box", seed=1)
    (row,) = view()["untangle"]["rows"]
    assert row["name"] == "“top-2-box” taken for “customer satisfaction score (CSAT)”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wrong_answer_of_the_bank_is_named_in_words(language: str) -> None:
    for item in bank():
        given = [option.id for option in item.options if option.misconception and item.kind in {"single", "true_false"}]
        given += [repr(slip.value) for slip in item.slips if slip.value is not None]
        given += [slip.texts["en"][0] for slip in item.slips if slip.texts]
        for response in given:
            data = {"response": response, "outcome": "wrong", "language": "en"}
            for one in misconceptions([Event(None, 0, "s", "ada", "answer", item.id, data, 1)], language):
                row = told(one, language)
                assert row["name"][0] in "«“" or row["name"][0].isupper() or row["name"][0].isdigit(), row
                assert one.name or str(response) in row["name"] or item.options, row
                assert row["reply"], row
                assert row["link"], row


def test_only_the_five_most_frequent_are_shown_and_the_others_counted() -> None:
    for item in [item for item in bank("05c") if item.kind == "single"][:8]:
        answer(item.id, wrong(item.id))
    shown = view()["untangle"]
    assert (len(shown["rows"]), shown["more"]) == (5, "And 3 others, less frequent or older.")


# --- objectives


def test_three_found_alone_are_a_strength_and_the_page_says_what_that_means() -> None:
    for item in singles("01.1")[:3]:
        answer(item, right(item))
    shown = view()
    assert shown["strengths"]["rows"] == ["01.1 Tell UX from CX in a real situation (3 of 3)"]
    assert "at the first try and without a hint" in shown["strengths"]["note"]
    assert shown["work_on"]["rows"] == []


def test_what_is_missed_is_to_work_on_with_its_uncertainty_in_words() -> None:
    first, second, third = singles("01.1")[:3]
    answer(first, right(first))
    answer(second, right(second))
    answer(third, wrong(third))
    shown = view()["work_on"]
    (row,) = shown["rows"]
    assert (row["score"], row["alt"]) == ("2 of 3", "The true share is probably between 25% and 92%.")
    assert row["ends"] == "25% to 92%"
    assert row["low"] <= row["share"] <= row["high"]
    assert row["link"]["text"].startswith("Read again: 01.")
    assert row["again"] == 'Try again: `cx.quiz("01")`'
    assert view()["strengths"] is None


def test_few_answers_are_said_to_be_too_few() -> None:
    answer(singles("01.1")[0], wrong(singles("01.1")[0]))
    shown = view()["work_on"]
    assert shown["rows"] == []
    assert shown["few"] == "One objective has fewer than 3 questions answered: too few to judge."


# --- cards


def test_cards_due_are_told_by_day_with_the_limit_and_the_command() -> None:
    deck = Deck("01")
    deck.limit(4)
    for card, rating in zip(list(deck.cards)[:3], (4, 4, 1), strict=True):
        deck.review(card, rating)
    shown = view()["cards"]
    assert shown["now"] == "Due now: **0**. New today: **1**, of a limit of 4 a day. Being learnt: **1**."
    assert [day["name"] for day in shown["days"]] == ["today", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [day["count"] for day in shown["days"]] == deck.days(7)
    assert shown["alt"].startswith("Cards to review, day by day: today 1, Tuesday 0, ")
    assert "`cx.cards()`" in shown["do"]
    assert max(day["share"] for day in shown["days"]) == 1


def test_cards_that_last_three_weeks_are_a_strength(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = Deck("01")
    for day in ("2026-03-02", "2026-03-10", "2026-04-10"):
        monkeypatch.setenv("CXLEARN_NOW", f"{day}T12:00:00")
        deck.review(cards_of("01")[0].id, 4)
    shown = view()["strengths"]
    assert shown["rows"] == []
    assert shown["cards"].startswith("One card holds: three weeks after its review")


# --- the log


def test_the_log_is_read_once_however_much_there_is_to_tell(reads: list[Any]) -> None:
    answer("ch05a-ask-csat", "3.5")
    Deck("01").review(cards_of("01")[0].id, 3)
    page = cx.progress("en")
    reads.clear()
    page.refresh()
    assert reads == [(None, None)]
