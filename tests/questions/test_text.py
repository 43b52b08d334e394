"""Typed words: each rule by its case and by its nearest miss, in both languages."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_items import both, row

from cxlearn.lexicon import Term
from cxlearn.questions import from_data, grade, read_text
from cxlearn.questions.names import Names


def term(name: str, fr: str, en: str, acronym: str = "", synonyms: tuple[str, ...] = ()) -> Term:
    acronyms = {"fr": acronym, "en": acronym} if acronym else {}
    return Term(name, {"fr": fr, "en": en}, {}, acronym=acronyms, synonyms={"fr": list(synonyms)})


NAMES = Names(
    [
        term("cx", "expérience client", "customer experience", "CX", ("vécu du client",)),
        term("ux", "expérience utilisateur", "user experience", "UX"),
        term("usability", "utilisabilité", "usability"),
        term("csat", "score de satisfaction", "customer satisfaction score", "CSAT"),
        term("ces", "score d’effort", "customer effort score", "CES"),
        term("attrition", "attrition", "churn"),
        term("attention", "attention", "attention"),
        term("promoter", "promoteur", "promoter"),
        term("prompter", "prompteur", "prompter"),
        term("channel", "canal", "channel"),
        term("cross", "cross-canal", "cross-channel"),
    ]
)


def read(typed: object, accepted: object, language: str = "fr", **more: str):
    return read_text(typed, accepted, language, NAMES, **more)


USABILITY = {"fr": ["utilisabilité", "usabilité"], "en": ["usability"]}


@pytest.mark.parametrize(
    ("typed", "accepted", "language", "rule"),
    [
        ("utilisabilité", USABILITY, "fr", "exact"),
        ("  utilisabilité ", USABILITY, "fr", "exact"),
        ("utilisabilite\u0301", USABILITY, "fr", "exact"),  # the accent as a letter of its own
        ("UTILISABILITÉ", USABILITY, "fr", "case"),
        ("Usability", USABILITY, "en", "case"),
        ("utilisabilite", USABILITY, "fr", "accents"),
        ("cœur de cible", ["coeur de cible"], "fr", "accents"),
        ("score d'effort", ["score d’effort"], "fr", "quotes"),
        ("« usabilité »", USABILITY, "fr", "quotes"),
        ("cross canal", ["cross-canal"], "fr", "hyphens"),
        ("crosscanal", ["cross-canal"], "fr", "hyphens"),
        ("cross\u00a0-\u202fcanal.", ["cross-canal"], "fr", "hyphens"),
        ("C.S.A.T.", ["CSAT"], "en", "hyphens"),
        ("click et collect", ["click & collect"], "fr", "hyphens"),
        ("l'utilisabilité", USABILITY, "fr", "article"),
        ("the usability", USABILITY, "en", "article"),
        ("carte fidélité", ["carte de fidélité"], "fr", "article"),
        ("canaux", ["canal"], "fr", "plural"),
        ("réseaux", ["réseau"], "fr", "plural"),
        ("les parcours clients", ["parcours client"], "fr", "plural"),
        ("surveys", ["survey"], "en", "plural"),
        ("journeys and stories", ["journey and story"], "en", "plural"),
        ("processes", ["process"], "en", "plural"),
        ("KPIs", ["KPI"], "en", "plural"),
        ("CX", ["expérience client"], "fr", "acronym"),
        ("expérience client", ["CX"], "fr", "expansion"),
        ("vécu du client", ["expérience client"], "fr", "synonym"),
        ("utilisabiltié", USABILITY, "fr", "typing_error"),
        ("l'utilisbilite", USABILITY, "fr", "typing_error"),
        ("experience clent", ["expérience client"], "fr", "typing_error"),
        ("usabilty", USABILITY, "en", "typing_error"),
    ],
)
def test_what_a_fair_reader_forgives_is_right_and_the_rule_is_named(typed, accepted, language, rule):
    reading = read(typed, accepted, language)
    assert (reading.rule, reading.credit) == (rule, 1)
    assert reading.understood
    assert reading.reply


@pytest.mark.parametrize(
    ("typed", "accepted", "language", "rule"),
    [
        ("usability", USABILITY, "fr", "other_language"),
        ("usabilty", USABILITY, "fr", "other_language"),
        ("utilisabilité", USABILITY, "en", "other_language"),
        ("L’UTILISABILITÉ", USABILITY, "en", "other_language"),
        ("customer experience", ["expérience client"], "fr", "other_language"),
    ],
)
def test_the_right_idea_in_the_other_language_is_half_right(typed, accepted, language, rule):
    reading = read(typed, accepted, language)
    assert (reading.rule, reading.credit) == (rule, 0.5)


@pytest.mark.parametrize(
    ("typed", "accepted", "language", "rule"),
    [
        ("CES", ["CSAT"], "fr", "other_term"),
        ("cst", ["CSAT"], "fr", "none"),
        ("CSATT", ["CSAT"], "fr", "none"),
        ("CX", ["UX"], "en", "other_term"),
        ("attention", ["attrition"], "fr", "other_term"),
        ("taux d’attention", ["taux d’attrition"], "fr", "near_miss"),  # nobody mistypes into another term
        ("prompteur", ["promoteur"], "fr", "other_term"),
        ("promteur", ["promoteur"], "fr", "near_miss"),  # as near to the one as to the other
        ("expérience utilisateur", ["expérience client"], "fr", "other_term"),
        ("utilisa", USABILITY, "fr", "none"),
        ("utilbilte", USABILITY, "fr", "none"),
        ("utilsbilte", USABILITY, "fr", "near_miss"),
        ("caal", ["canal"], "fr", "typing_error"),
        ("caa", ["canal"], "fr", "near_miss"),
        ("bas", ["bus"], "fr", "none"),  # no typing errors in three letters
        ("la", ["le"], "fr", "none"),
        ("insatisfaction", ["satisfaction"], "fr", "none"),
        ("35", ["3,5"], "fr", "none"),
        ("utilisabilité usabilité ergonomie", USABILITY, "fr", "none"),
        ("???", USABILITY, "fr", "blank"),
        ("\u200b", USABILITY, "fr", "blank"),
        ("e" * 1000, USABILITY, "fr", "too_long"),
        (None, USABILITY, "fr", "blank"),
        ("anything", [], "fr", "none"),
    ],
)
def test_the_nearest_miss_is_not_forgiven(typed, accepted, language, rule):
    reading = read(typed, accepted, language)
    if rule == "typing_error":
        assert reading.credit == 1
    else:
        assert (reading.credit, reading.understood) == (0, None)
    assert reading.rule == rule


def test_a_name_that_stands_in_the_question_is_no_answer():
    assert read("CX", ["expérience client"], asked="Que veut dire CX ?").rule == "in_question"
    assert read("CX", ["expérience client"], asked="Que veut dire CXM ?").rule == "acronym"
    assert (
        read("expérience client", {"en": ["customer experience"]}, "en", asked="expérience client").rule
        == "in_question"
    )


def test_the_reply_says_which_word_it_took_the_answer_for():
    assert read("fidelisaton", ["fidélisation"]).reply == (
        "Accepté\u202f: une faute de frappe, le mot est *fidélisation*."
    )
    assert read("loyality", ["loyalty"], "en").reply == "Accepted: a typing error, the word is *loyalty*."


def test_accepted_texts_may_come_alone_in_a_list_or_by_language():
    assert (
        read("canal", "canal").rule
        == read("canal", ("canal",)).rule
        == read("canal", {"fr": ["canal"]}).rule
        == "exact"
    )


@given(
    st.sampled_from(["utilisabilité", "expérience de l’utilisateur", "Net Promoter Score", "CSAT", "cross-canal"]),
    st.randoms(),
)
def test_any_mixture_of_case_accents_spaces_and_quotes_stays_right(accepted: str, rng: random.Random):
    plain = str.maketrans("éèêàç", "eeeac")
    quotes = str.maketrans("’", rng.choice("'’ʼ`´‘"))
    letters = [rng.choice([str.upper, str.lower, str])(letter) for letter in accepted]
    typed = "".join(letter.translate(plain) if rng.random() < 0.5 else letter for letter in letters).translate(quotes)
    spaces = [rng.choice(["", " ", "\u00a0", "\u202f ", "\t"]) for _ in range(2)]
    typed = spaces[0] + typed.replace(" ", rng.choice([" ", "  ", "\u202f"])) + spaces[1]
    assert read(f"«\u202f{typed}\u202f»" if rng.random() < 0.3 else typed, [accepted]).credit == 1


@given(st.sampled_from(["utilisabilité", "fidélisation", "personnalisation", "recommandation"]), st.data())
def test_one_slip_of_the_finger_in_a_long_word_stays_right(word: str, data: st.DataObject):
    place = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    for typed in (word[:place] + word[place + 1 :], word[:place] + "x" + word[place:], swapped):
        assert read(typed, [word]).credit == 1


@given(st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_no_text_upsets_the_reading(typed: str, language: str):
    assert read(typed, USABILITY, language).credit in {0, 0.5, 1}


ITEM = from_data(
    row(
        "word",
        "short_text",
        accepted=USABILITY,
        slips=[
            {
                "id": "utility",
                "texts": {"fr": ["utilité", "usagabilité"], "en": ["utility"]},
                "reply": both("Useful is not usable"),
            }
        ],
    )
)


def test_a_known_slip_gets_its_own_reply_and_is_named():
    mark = grade(ITEM, "l’Utilité", "fr")
    assert (mark.kind, mark.score, mark.rule) == ("wrong", 0, "slip")
    assert (mark.reply, mark.misconceptions) == ("Useful is not usable (fr)", ("utility",))


def test_what_is_as_near_to_a_known_slip_is_not_taken_for_a_typing_error():
    assert grade(ITEM, "usagabilite", "fr").rule == "slip"
    assert grade(ITEM, "usgabilité", "fr").kind == "wrong"


def test_a_mark_follows_the_reading():
    assert grade(ITEM, "usability", "en").kind == "right"
    half = grade(ITEM, "usability", "fr")
    assert (half.kind, half.score, half.rule) == ("wrong", 0.5, "other_language")
    assert grade(ITEM, "x" * 300).kind == "error"
    assert grade(ITEM, "?!").kind == "not_attempted"
    assert grade(ITEM, 12, "en").reply == "Answer with one word or a few."


def test_an_english_name_that_french_uses_too_is_a_synonym_and_not_the_other_language():
    accepted = {"fr": ["taux d’attrition"], "en": ["churn rate"]}
    reading = read_text("churn rate", accepted, "fr")
    assert (reading.rule, reading.credit) == ("synonym", 1.0)
