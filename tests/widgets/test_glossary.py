"""The glossary, seen from Python: what a search finds, what a row and an entry say, and the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest

import cxlearn as cx
from cxlearn import course, lexicon
from cxlearn.deck import Deck
from cxlearn.widgets.glossary import Glossary
from cxlearn.widgets.search import search


def tell(panel: Glossary, do: str, **details: Any) -> dict[str, Any]:
    panel._receive(panel, {"do": do, **details}, [])
    view: dict[str, Any] = panel.view
    assert view["problem"] is None
    return view


def found(query: str, language: str = "fr") -> list[str]:
    return [one.term.id for one in search(query, language)]


def row(entry: dict[str, Any], label: str) -> dict[str, Any]:
    return next(row for row in entry["rows"] if row["label"] == label)


@pytest.mark.parametrize("language", course.LANGUAGES)
@pytest.mark.parametrize(
    "query",
    ["taux d'attrition", "taux d’attrition", "TAUX D’ATTRITION", " taux  d'attrition ", "churn rate", "Churn-Rate"],
)
def test_a_name_typed_in_any_manner_and_language_finds_its_term_first(query: str, language: str) -> None:
    assert found(query, language)[0] == "churn-rate"
    assert cx.term(query, language).view["title"] == cx.term("churn-rate", language).view["title"]


@pytest.mark.parametrize("query", ["nps", "NPS ", "net promoter score", "Net Promoter Score®"])
def test_an_acronym_and_its_words_find_the_same_term(query: str) -> None:
    assert found(query)[0] == "nps"
    assert cx.term(query).view["title"].endswith("(NPS)")


@pytest.mark.parametrize("query", ["fidelite", "fidélité", "FIDÉLITÉ", "loyalty"])
def test_accents_and_capitals_do_not_count(query: str) -> None:
    assert found(query)[0] == "loyalty"


def test_an_exchange_of_two_letters_suggests_the_acronym_though_they_stand_inside_other_words() -> None:
    inside = [term.id for term in lexicon.terms() if any("nsp" in lexicon.key(name) for name in lexicon.names(term))]
    assert inside
    assert search("nsp", "fr") == []
    view = tell(cx.glossary("fr"), "search", query="nsp")
    assert [row["id"] for row in view["rows"]] == ["nps"]
    assert view["status"] == "Aucun terme pour «\u202fnsp\u202f». Vouliez-vous dire «\u202fNPS\u202f»\u202f?"


def test_a_short_query_matches_the_beginnings_of_words_and_a_longer_one_their_inside_too() -> None:
    assert "emotion" not in found("mot")
    assert {"emotion", "emotional-bond"} <= set(found("motion"))
    assert "ai" in found("ai")
    assert "margin" not in found("ai")


def test_what_is_the_query_comes_first_then_what_begins_with_it() -> None:
    ids = found("moment de vérité")
    assert ids[0] == "moment-of-truth"
    assert {"zmot", "fmot", "smot", "umot"} < set(ids)


@pytest.mark.parametrize("query", ["zzzz", "sncf", "1234", "bonjour"])
def test_what_is_like_no_name_finds_nothing_and_suggests_nothing(query: str) -> None:
    view = tell(cx.glossary("en"), "search", query=query)
    assert view["rows"] == []
    assert view["status"] == f"No term for “{query}”. Try a synonym, an acronym, or fewer letters."


@pytest.mark.parametrize("query", ["", "   ", "???", "’"])
def test_a_query_without_a_letter_shows_every_term(query: str) -> None:
    view = tell(cx.glossary("en"), "search", query=query)
    assert view["status"].startswith(f"{len(lexicon.terms())} terms, from A to Z.")


def test_terms_stand_from_a_to_z_in_the_language_shown_accents_apart() -> None:
    names = [lexicon.key(one.term.term["fr"]) for one in search("", "fr")]
    assert names == sorted(names)
    assert found("", "en") != found("", "fr")


def test_all_pages_together_hold_every_term_once() -> None:
    panel, ids = cx.glossary("fr"), []
    while True:
        ids += [row["id"] for row in panel.view["rows"]]
        if "after" not in panel.view:
            break
        tell(panel, "after")
    assert sorted(ids) == sorted(term.id for term in lexicon.terms())
    assert panel.view["focus"] == "before"  # on the last page no other button is left
    assert tell(panel, "before")["focus"] == "before"


def test_a_row_says_in_which_lessons_a_term_is_taught_and_how_well_it_is_known() -> None:
    panel = cx.glossary("fr")
    assert tell(panel, "search", query="nps")["rows"] == [
        {"id": "nps", "name": "taux net de recommandation (NPS)", "by": None, "note": "leçon 05a · nouveau"}
    ]
    deck = Deck("01")
    deck.review(next(card for card in deck.cards if card.startswith("nps/")), 3)
    assert tell(panel, "look")["rows"][0]["note"] == "leçon 05a · en cours"


@pytest.mark.parametrize(
    ("term", "note"),
    [("advocacy", "lesson 03, lesson 05c · new"), ("chatbot", "lesson 09 · to come"), ("churn-signal", "lesson 05b")],
)
def test_a_row_promises_no_card_and_no_lesson_that_is_not_there(term: str, note: str) -> None:
    rows = tell(cx.glossary("en"), "search", query=lexicon.find(term).term["en"])["rows"]
    assert next(row for row in rows if row["id"] == term)["note"] == note


@pytest.mark.parametrize(
    ("query", "language", "by"),
    [
        ("taux d'attrition", "en", {"text": "taux d’attrition", "lang": "fr"}),
        ("taux d'attrition", "fr", None),
        ("churn rate", "en", None),
    ],
)
def test_a_term_found_by_another_of_its_names_shows_that_name(
    query: str, language: str, by: dict[str, str] | None
) -> None:
    assert tell(cx.glossary(language), "search", query=query)["rows"][0]["by"] == by


def test_an_entry_says_where_it_is_taught_and_what_the_learner_knows_of_it() -> None:
    entry = tell(cx.glossary("en"), "open", term="nps")["entry"]
    assert row(entry, "Where it is taught")["places"] == [
        {
            "text": "05a · The indicators 1: asking (NPS, CSAT, CES), 05a.1 NPS: the difference between two shares",
            "file": f"05a_{chapter('05a')['slug']['fr']}.ipynb",  # the folder is in the language in force
        }
    ]
    assert row(entry, "How well you know it")["text"] == "New: you have not met its cards yet."


def chapter(id_: str) -> dict[str, Any]:
    return next(row for row in course.chapters() if row["id"] == id_)


def test_from_entry_to_entry_and_back_to_the_list_as_it_was() -> None:
    panel = cx.glossary("en")
    tell(panel, "search", query="churn")
    assert tell(panel, "open", term="churn-rate")["entry"]["back"] == "List of terms"
    assert tell(panel, "open", term="customer-retention-rate")["entry"]["back"] == "Back: churn rate"
    assert tell(panel, "back")["entry"]["title"] == "churn rate"
    listed = tell(panel, "back")
    assert (listed["entry"], listed["query"], listed["focus"]) == (None, "churn", "open-churn-rate")
    assert tell(panel, "back")["entry"] is None


def test_the_other_language_keeps_the_search_and_the_entry() -> None:
    panel = cx.glossary("fr")
    tell(panel, "search", query="attrition")
    assert tell(panel, "language")["status"].endswith("terms for “attrition”.")
    tell(panel, "open", term="churn-rate")
    assert tell(panel, "language")["entry"]["title"] == "taux d’attrition"


@pytest.mark.parametrize("language", course.LANGUAGES)
def test_little_is_sent_whatever_is_shown(language: str) -> None:
    panel = cx.glossary(language)
    assert size(panel.view) <= 2048
    for term in lexicon.terms():
        panel.path = [term]
        panel.refresh()
        assert size(panel.view) <= 4096, term.id


def test_the_log_is_read_once_when_the_glossary_opens_and_once_when_it_looks_again(reads: list[Any]) -> None:
    panel = cx.glossary("fr")
    assert reads == [(None, None)]
    tell(panel, "look")
    assert len(reads) == 2
    tell(panel, "open", term="nps")
    assert len(reads) == 2


def size(view: dict[str, Any]) -> int:
    return len(json.dumps(view, ensure_ascii=False).encode())
