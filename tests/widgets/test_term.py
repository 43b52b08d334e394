"""The lexicon entry, seen from Python: what is shown, and the way to what a term is confused with."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sample_lexicon

import cxlearn as cx
from cxlearn import course, lexicon
from cxlearn.language import CourseError
from cxlearn.widgets.term import Term, short_reference, surnames

WHOLE_COURSE = course.load


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    cx.use("fr")
    sample_lexicon.put_in_place(monkeypatch)


def tell(panel: Term, do: str, **details: Any) -> dict[str, Any]:
    panel._receive(panel, {"do": do, **details}, [])
    view: dict[str, Any] = panel.view
    assert view["problem"] is None
    return view


def row(panel: Term, label: str) -> dict[str, Any]:
    return next(row for row in panel.view["rows"] if row["label"] == label)


def test_the_entry_shows_all_that_an_author_wrote() -> None:
    panel = cx.term("customer experience")
    assert panel.view["title"] == "expérience client (CX)"
    assert row(panel, "Exemple")["text"].startswith("Nadia")
    assert row(panel, "Chapitre")["text"] == "01 · UX et CX"
    assert row(panel, "Sources")["works"][0]["who"] == "Meyer & Schwager (2007)"
    assert row(panel, "On dit aussi")["text"] == "relation vécue"


def test_a_phrase_of_the_other_language_says_so() -> None:
    assert row(cx.term("ux"), "En anglais") == {"label": "En anglais", "text": "user experience (UX)", "lang": "en"}


def test_what_an_author_left_out_leaves_no_empty_row() -> None:
    labels = [row["label"] for row in cx.term("touchpoint", "en").view["rows"]]
    assert labels == ["In French", "Chapter"]


def test_a_confused_term_opens_in_place_and_there_is_a_way_back() -> None:
    panel = cx.term("cx", "en")
    confused = row(panel, "Not to be confused with")["terms"][0]
    opened = tell(panel, "open", term=confused["id"])
    assert (opened["title"], opened["focus"]) == ("user experience (UX)", "title")
    assert opened["back"] == "Back: customer experience"
    returned = tell(panel, "back")
    assert (returned["title"], returned["back"], returned["focus"]) == ("customer experience (CX)", None, "open-ux")
    assert tell(panel, "back")["title"] == "customer experience (CX)"


def test_the_language_changes_without_losing_the_way_back() -> None:
    panel = cx.term("cx")
    tell(panel, "open", term="ux")
    assert tell(panel, "language")["title"] == "user experience (UX)"
    assert panel.view["back"] == "Back: customer experience"


def test_an_unknown_term_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(CourseError, match="NPS"):
        cx.term("nsp")


def test_it_prints_the_same_whatever_was_opened() -> None:
    panel = cx.term("CX")
    tell(panel, "open", term="ux")
    assert repr(panel) == "<cxlearn term cx>"


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ("Meyer, C., & Schwager, A.", "Meyer & Schwager"),
        ("Oliver, R. L.", "Oliver"),
        ("Lemon, K. N., Verhoef, P. C., & Other, A.", "Lemon et al."),
        ("ISO", "ISO"),
        ("Interaction Design Foundation", "Interaction Design Foundation"),
    ],
)
def test_authors_are_named_as_readers_know_them(authors: str, short: str) -> None:
    assert surnames(authors) == short


def test_a_reference_that_is_not_listed_shows_its_id() -> None:
    assert short_reference("nobody-1900", "fr")["who"] == "nobody-1900"


@pytest.mark.parametrize("language", course.LANGUAGES)
def test_every_entry_of_the_course_fits_in_three_kilobytes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "load", WHOLE_COURSE)
    sample_lexicon.forget()
    assert lexicon.find("omnichannel")
    for term in lexicon.terms():
        assert len(json.dumps(Term(term, language).view, ensure_ascii=False).encode()) <= 3072, term.id
