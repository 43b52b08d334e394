"""Counting typing errors, and what is never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.questions.spelling import distance, typing_errors, write


def full_distance(one: str, other: str) -> int:
    """The whole table, as textbooks fill it."""
    table = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            replaced = table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, replaced)
            if one[i - 2 : i] == other[j - 2 : j][::-1] and min(i, j) > 1:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("canal", "canal", 0),
        ("canal", "cnal", 1),
        ("canal", "cannal", 1),
        ("canal", "camal", 1),
        ("canal", "cnaal", 1),
        ("canal", "cnla", 2),
    ],
)
def test_a_letter_lost_added_replaced_or_exchanged_counts_one(one: str, other: str, apart: int):
    assert distance(one, other, 3) == apart


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 3))
def test_the_short_search_agrees_with_the_whole_table(one: str, other: str, limit: int):
    assert distance(one, other, limit) == min(full_distance(one, other), limit + 1)


def errors(typed: str, accepted: str) -> int | None:
    expected = write(accepted, "fr")
    return typing_errors(write(typed, "fr", typed=True), expected, expected.typos)


@pytest.mark.parametrize(
    ("accepted", "forgiven"),
    [
        ("avis", 1),
        ("canal", 1),
        ("confiance", 1),
        ("enchanté moi", 2),
        ("réputation", 2),
        ("net", 0),
        ("NPS", 0),
        ("CSAT", 0),
        ("SaaS", 0),
    ],
)
def test_how_many_errors_are_forgiven_depends_on_the_letters(accepted: str, forgiven: int):
    assert write(accepted, "fr").typos == forgiven


@pytest.mark.parametrize(
    ("typed", "accepted", "counted"),
    [
        ("canl", "canal", 1),
        ("cnla", "canal", None),
        ("reputatoin", "réputation", 1),
        ("reptatoin", "réputation", 2),
        ("reptatoi", "réputation", None),
    ],
)
def test_one_error_more_is_too_many(typed: str, accepted: str, counted: int | None):
    assert errors(typed, accepted) == counted


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("insatisfaction", "satisfaction"),
        ("satisfaction", "insatisfaction"),
        ("client insatisfait", "client satisfait"),
        ("macro-moment", "micro-moment"),
        ("recherche qualitative", "recherche quantitative"),
        ("norme ISO 20489", "norme ISO 20488"),
        ("norme ISO 20488", "norme ISO 2048"),
        ("score global NPX", "score global NPS"),
    ],
)
def test_another_meaning_a_number_or_an_acronym_is_no_typing_error(typed: str, accepted: str):
    assert errors(typed, accepted) is None


def test_beside_an_acronym_or_a_number_words_may_be_misspelt():
    assert errors("scor global NPS", "score global NPS") == 1
    assert errors("nrome ISO 20488", "norme ISO 20488") == 1
