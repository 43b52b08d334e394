"""Questions made from the calculators and the lexicon: the same ones from the same seed, fair, and teaching."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from answer_keys import keys
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlearn import language as languages
from cxlearn import lexicon
from cxlearn.authoring.items import item_problems
from cxlearn.authoring.schema import ItemRow
from cxlearn.authoring.wording import miswritten, texts
from cxlearn.kpi.catalogue import kpis
from cxlearn.questions import bank, from_calculators, from_lexicon, grade
from cxlearn.questions.generation import anew, find, ids, made, makers, placed

OF_TERMS = [maker for maker in makers() if maker.startswith("term:")]
OF_FIGURES = [maker for maker in makers() if maker.startswith("kpi:")]
SEEDS = st.integers(min_value=0, max_value=2**48)


def row_of(maker: str, seed: int) -> dict[str, Any]:
    """The row a maker gives, with what an author would add."""
    what, _, name = maker.partition(":")
    if what == "kpi":
        return {"id": "one"} | from_calculators.question(name, seed)
    term, _, form = name.rpartition(":")
    return {"id": "one"} | from_lexicon.question(lexicon.find(term), form, seed)


def test_there_is_one_for_every_figure_of_the_catalogue_and_six_forms_and_more_for_the_lexicon():
    assert {maker.removeprefix("kpi:") for maker in OF_FIGURES} == set(kpis())
    asked = {maker.split(":")[1] for maker in OF_TERMS}
    assert asked == {term.id for term in lexicon.terms()}
    assert {maker.split(":")[2] for maker in OF_TERMS} == set(from_lexicon.FORMS)


@pytest.mark.parametrize("maker", [*OF_FIGURES, *OF_TERMS[::7]])
def test_every_one_passes_the_checks_of_authored_questions(maker: str):
    row = row_of(maker, 7)
    assert list(item_problems(row)) == []
    as_written = {**row, "options": [{k: v for k, v in o.items() if k != "spoken"} for o in row.get("options", [])]}
    ItemRow.model_validate(as_written)
    assert [s for _, language, text in texts(row) for _, s in miswritten(text, language)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("maker", [*OF_FIGURES, *OF_TERMS[::5]])
def test_the_key_is_graded_right(maker: str, language: str):
    item = made(maker, 11)
    assert {grade(item, answer, language).kind for answer in keys(item, language)} == {"right"}


@settings(max_examples=60)
@given(st.sampled_from(OF_FIGURES), SEEDS)
def test_whatever_the_seed_a_calculated_question_can_be_answered_and_its_slips_are_told_apart(maker: str, seed: int):
    item = made(maker, seed)
    digits = 2 if item.tolerance < 0.01 else 1
    for language in ("fr", "en"):
        typed = languages.format_number(item.answer or 0, digits, language)
        assert grade(item, typed, language).kind == "right", typed
    assert len(item.slips) >= 2
    for slip in item.slips:
        mark = grade(item, slip.value, "en")
        assert (mark.kind, mark.reply, mark.misconceptions) == ("wrong", slip.reply["en"], (slip.id,))


@settings(max_examples=60)
@given(st.sampled_from(OF_FIGURES), SEEDS, st.sampled_from(["fr", "en"]))
def test_the_worked_solution_ends_in_the_answer_of_the_same_numbers(maker: str, seed: int, language: str):
    item = made(maker, seed)
    digits = 2 if item.tolerance < 0.01 else 1
    assert languages.format_number(item.answer or 0, digits, language) in item.explanation[language]
    assert "{" not in item.stem[language] + item.explanation[language] + item.hints[0].text[language]


@settings(max_examples=150)
@given(st.sampled_from(OF_TERMS), SEEDS)
def test_whatever_the_seed_one_option_is_right_and_no_two_are_the_same(maker: str, seed: int):
    item = made(maker, seed)
    if item.kind == "short_text":
        return
    assert [option.id for option in item.options if option.score] == [item.terms[0]]
    assert len(item.options) == 4
    for language in ("fr", "en"):
        assert len({option.text[language].casefold() for option in item.options}) == 4
        assert all(option.reply[language] for option in item.options)


def test_no_wrong_option_is_another_name_of_what_is_asked_for():
    for maker in OF_TERMS:
        item = made(maker, 3)
        right = set(lexicon.names(lexicon.find(item.terms[0])))
        for option in item.options[1:]:
            assert right.isdisjoint(lexicon.names(lexicon.find(option.id))), maker


def test_what_is_confused_with_the_term_comes_first_and_the_reply_tells_the_two_apart():
    item = made("term:churn-rate:term", 5)
    told = lexicon.confusions(lexicon.find("churn-rate"))
    assert set(told) >= {option.id for option in item.options[1:]}
    assert all(option.reply == told[option.id] for option in item.options[1:])
    assert grade(item, item.options[1].id, "en").reply == told[item.options[1].id]["en"]


def test_an_example_of_a_kind_is_no_wrong_example_of_the_whole():
    for seed in range(40):
        options = {option.id for option in made("term:moment-of-truth:example", seed).options}
        assert options.isdisjoint({"zmot", "fmot", "smot", "tmot", "umot"})


def test_a_definition_never_answers_itself():
    for term in lexicon.terms():
        for form in from_lexicon.forms(term):
            tells = from_lexicon.FORMS[form].tells
            for language in ("fr", "en") if tells else ():
                assert f" {term.term[language].casefold()} " not in f" {getattr(term, tells)[language].casefold()} "


def test_the_same_term_in_the_other_language_is_marked_as_that_language():
    item = made("term:pain-point:french", 1)
    assert {option.spoken for option in item.options} == {"fr"}
    assert item.options[0].text == {"fr": "irritant", "en": "irritant"}


def test_the_same_seed_gives_the_same_question_everywhere_and_another_seed_another():
    some = [OF_FIGURES[0], OF_FIGURES[6], "term:nps:definition", "term:churn-rate:example"]
    code = f"from cxlearn.questions.generation import made\nprint([made(m, 42) for m in {some!r}])"
    for hashing in ("0", "1"):
        said = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": hashing}, capture_output=True, text=True, check=True
        )
        assert said.stdout.strip() == str([made(maker, 42) for maker in some])
    assert all(made(maker, 42) != made(maker, 43) for maker in some)


def test_ids_find_what_makes_a_question():
    assert find("kpi-retention-rate", 1) == made("kpi:retention_rate", 1)
    assert find("lex-top-2-box-typed", 1) == made("term:top-2-box:typed", 1)
    assert find("kpi-nothing") is find("lex-nps-nothing") is find("nothing") is None
    assert {"kpi-nps", "lex-nps-definition"} <= ids()


@pytest.mark.parametrize("maker", ["kpi:nothing", "term:nps:nothing", "term:nothing:typed", "nps", ""])
def test_what_makes_nothing_is_refused(maker: str):
    with pytest.raises((ValueError, KeyError)):
        made(maker, 0)


def test_an_author_gives_what_is_made_its_place_and_a_new_seed_keeps_it():
    row = {"id": "ch05-own-nps", "made_from": "kpi:nps", "chapter": "05a", "place": "text", "objective": "05a.1"}
    item = anew(placed(row), 9)
    assert (item.id, item.chapter, item.place, item.objective) == ("ch05-own-nps", "05a", "text", "05a.1")
    assert item.answer == made("kpi:nps", 9).answer != placed(row).answer


def test_a_written_question_stays_what_it_is():
    written = next(item for item in bank("01") if not item.made_from)
    assert anew(written, 5) is written
    assert find(written.id) is written


def test_the_hint_on_effort_is_the_formula_asked_for_and_tells_no_other():
    told = {}
    for seed in range(12):
        row = row_of("kpi:ces", seed)
        told.setdefault(row["unit"], set()).add(row["hints"][0]["text"]["en"].partition(":")[0])
    assert told == {"": {"Mean CES"}, "%": {"CES as a share"}, "points": {"Net CES, in points"}}
