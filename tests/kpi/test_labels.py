"""Survey exports are read as people meant them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.kpi import nps, scores


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("10 - très probable", 10),
        ("9 – very likely", 9),
        (" 7 ", 7),
        ("0 = pas du tout", 0),
        ("Pas du tout probable (0)", 0),
        ("8/10", 8),
        ("8 sur 10", 8),
        ("8 out of 10", 8),
        ("10/10", 10),
        ("7.0", 7),
        ("7,0", 7),
        ("7\u00a0: plutôt", 7),
        ("１０", 10),
        ("Note : 6", 6),
        (6, 6),
        (6.0, 6),
        (None, None),
        (float("nan"), None),
        (pd.NA, None),
        ("", None),
        ("  ", None),
        ("N/A", None),
        ("Sans réponse", None),
        ("Don’t know", None),
        ("-", None),
    ],
)
def test_a_label_is_read(label, answer):
    assert scores([label]) == [answer]


def test_yes_and_no_are_read_in_both_languages():
    assert scores(["Oui", "non", "Yes", "NO", None, True, ""], scale="yes/no") == [1, 0, 1, 0, None, 1, None]


def test_a_series_is_read_in_its_order():
    assert scores(pd.Series(["9 - a", None, "9 - a", "0 - z"])) == [9, None, 9, 0]


def test_what_was_read_goes_into_a_figure():
    assert nps(scores(["10 - très probable", "", "3"])).missing == 1


@given(st.lists(st.one_of(st.none(), st.integers(0, 10))))
def test_answers_come_through_unchanged(answers):
    assert scores(answers) == answers
    assert scores([None if answer is None else f"{answer} - étiquette" for answer in answers]) == answers
