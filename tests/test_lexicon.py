"""The lexicon finds a term by whatever it is called."""

from __future__ import annotations

import pytest
import sample_lexicon
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxlearn import lexicon
from cxlearn.language import CourseError, use


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    use("fr")
    sample_lexicon.put_in_place(monkeypatch)


@pytest.mark.parametrize(
    "query",
    ["CX", "expérience client", "Experience  Client", "EXPÉRIENCE-CLIENT", "customer experience", "Relation vecue"],
)
def test_a_term_is_found_by_any_of_its_names(query: str) -> None:
    assert lexicon.find(query).id == "cx"


def test_every_name_of_every_term_finds_it() -> None:
    for term in lexicon.terms():
        assert {lexicon.find(name).id for name in (term.id, *lexicon.names(term))} == {term.id}


def test_a_slip_in_an_acronym_suggests_the_right_one() -> None:
    with pytest.raises(CourseError, match=r"«\snsp\s».*«\sNPS\s»"):
        lexicon.find("nsp")


def test_the_suggestion_speaks_the_language_in_force() -> None:
    use("en")
    with pytest.raises(CourseError, match="Did you mean “touchpoint”"):
        lexicon.find("touch pint")


def test_where_nothing_is_near_nothing_is_suggested() -> None:
    with pytest.raises(CourseError) as caught:
        lexicon.find("zzzzzzzz")
    assert "Vouliez-vous" not in str(caught.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text())
def test_whatever_is_asked_the_answer_is_a_term_or_one_sentence(query: str) -> None:
    try:
        answer: object = lexicon.find(query)
    except CourseError as error:
        answer = str(error)
    assert answer in lexicon.terms() or query in str(answer)


def test_names_come_without_repeats_in_the_order_they_are_taught() -> None:
    assert lexicon.names(lexicon.find("cx")) == ("expérience client", "CX", "customer experience", "relation vécue")
    assert lexicon.names(lexicon.find("ux"), "en") == ("user experience", "UX")


def test_a_confusion_counts_for_both_terms() -> None:
    told = lexicon.confusions(lexicon.find("ux"))
    assert list(told) == ["cx"]
    assert list(lexicon.confusions(lexicon.find("cx"))) == ["ux"]
    assert lexicon.confusions(lexicon.find("nps")) == {}


def test_terms_can_be_asked_for_by_chapter() -> None:
    assert [term.id for term in lexicon.terms("05")] == ["nps"]
    assert len(lexicon.terms()) == len(sample_lexicon.ROWS)
