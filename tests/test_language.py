"""The language in force, and numbers and dates as each language writes and reads them."""

from __future__ import annotations

import math
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn import course, language
from cxlearn.language import (
    CourseError,
    format_date,
    format_number,
    format_percent,
    parse_date,
    parse_number,
    parse_unit,
    say,
    use,
)


def test_the_chosen_language_comes_before_the_systems(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert language.current() == "fr"
    use("en")
    assert language.current() == "en"


@pytest.mark.parametrize(
    ("variable", "value", "spoken"),
    [
        ("CXLEARN_LANG", "en", "en"),
        ("LANG", "en_GB.UTF-8", "en"),
        ("LANG", "fr_CA.UTF-8", "fr"),
        ("LANG", "de_DE.UTF-8", "en"),
        ("LC_ALL", "C", "fr"),
    ],
)
def test_the_system_is_asked_for_its_language(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, spoken: str):
    monkeypatch.setenv(variable, value)
    assert language.current() == spoken


def test_an_unknown_language_is_refused_in_a_sentence():
    with pytest.raises(CourseError, match="pas en «\u202fde\u202f»"):
        use("de")


def test_every_phrase_of_grading_and_language_has_both_languages():
    words = {
        key: phrase for key, phrase in course.load()["interface"].items() if key.startswith(("grading.", "language."))
    }
    assert len(words) > 40
    assert all(phrase["fr"] and phrase["en"] for phrase in words.values())


def test_count_one_chooses_the_singular():
    assert say("grading.extra", "en", count=1) == "One choice is too many."
    assert say("grading.extra", "en", count=2) == "2 choices are too many."


# --- reading numbers


@pytest.mark.parametrize("spoken", ["fr", "en"])
@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("3,14", 3.14, ""),
        ("3.14", 3.14, ""),
        ("1 234,5", 1234.5, ""),
        ("1\u00a0234,5", 1234.5, ""),
        ("1\u202f234,5", 1234.5, ""),
        ("1,234.5", 1234.5, ""),
        ("1.234,5", 1234.5, ""),
        ("1’234.5", 1234.5, ""),
        ("12 345 678", 12345678, ""),
        ("12,345,678", 12345678, ""),
        ("1234,567", 1234.567, ""),
        ("0,123", 0.123, ""),
        (".5", 0.5, ""),
        ("5.", 5, ""),
        ("1 234,567", 1234.567, ""),
        ("40 %", 40, "%"),
        ("40%", 40, "%"),
        ("40\u202f%", 40, "%"),
        ("40 pour cent", 40, "%"),
        ("40 percent", 40, "%"),
        ("−12", -12, ""),
        ("-12", -12, ""),
        ("– 12", -12, ""),
        ("+12", 12, ""),
        ("= 12", 12, ""),
        ("2/3", 2 / 3, ""),
        ("-2 / 3", -2 / 3, ""),
        ("½", 0.5, ""),
        ("1,2 M€", 1_200_000, "€"),
        ("1.2M €", 1_200_000, "€"),
        ("12 k€", 12_000, "€"),
        ("12 millions d’euros", 12_000_000, "€"),
        ("3 milliards", 3_000_000_000, ""),
        ("€12", 12, "€"),
        ("$1.2M", 1_200_000, "$"),
        ("12 points", 12, "points"),
        ("12 pts.", 12, "points"),
        ("12 clients", 12, "clients"),
        ("1e3", 1000, ""),
        ("１２", 12, ""),  # full-width digits
        ("\u200e12\u200f", 12, ""),
        (12, 12, ""),
        (4.5, 4.5, ""),
        (Decimal("4.5"), 4.5, ""),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: object, value: float, unit: str, spoken: str):
    reading = parse_number(typed, spoken)
    assert reading.value == pytest.approx(value)
    assert (reading.unit, reading.question) == (unit, None)


@pytest.mark.parametrize("spoken", ["fr", "en"])
@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("", "empty"),
        (" \u202f", "empty"),
        ("environ 12", "about"),
        ("about 12", "about"),
        ("~12", "about"),
        ("≈ 12", "about"),
        ("> 12", "about"),
        ("plus de 12", "about"),
        ("less than 12", "about"),
        ("12 ± 1", "about"),
        ("1 23", "unreadable"),
        ("1 234 5", "unreadable"),
        ("1,23,456", "unreadable"),
        ("1.2.3", "unreadable"),
        ("12-13", "unreadable"),
        ("12 ou 13", "unreadable"),
        ("12 et demi", "unreadable"),
        ("1½", "unreadable"),
        ("10²", "unreadable"),
        ("12 ‰", "unreadable"),
        ("(12)", "unreadable"),
        ("douze", "unreadable"),
        ("nan", "unreadable"),
        ("inf", "unreadable"),
        ("--1", "unreadable"),
        ("0x10", "unreadable"),
        ("1/0", "division"),
        ("1e999", "too_large"),
        ("1e-9999", "too_large"),
        ("9" * 61, "too_long"),
        ("1" * 1_000_000, "too_long"),
        (None, "unreadable"),
        (True, "unreadable"),
        ([1], "unreadable"),
        (float("inf"), "unreadable"),
        (10**400, "too_large"),
        (Decimal("sNaN"), "too_large"),
    ],
)
def test_what_is_no_single_number_is_asked_back_in_a_sentence(typed: object, rule: str, spoken: str):
    reading = parse_number(typed, spoken)
    assert (reading.value, reading.rule) == (None, rule)
    assert reading.question


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12,345", "999.999"])
def test_one_group_of_three_digits_is_ambiguous_in_french(typed: str):
    reading = parse_number(typed, "fr")
    assert (reading.value, reading.rule) == (None, "ambiguous")


def test_the_question_names_two_writings_that_are_not_ambiguous():
    question = parse_number("-1,234", "fr").question or ""
    assert "-1234 " in question
    assert "-1,2340 " in question
    assert (parse_number("-1234", "fr").value, parse_number("-1,2340", "fr").value) == (-1234, -1.234)


@pytest.mark.parametrize(
    ("typed", "value", "other"), [("1,234", 1234, 1.234), ("1.234", 1.234, 1234), ("-1,234", -1234, -1.234)]
)
def test_in_english_convention_decides_and_the_other_habit_is_kept(typed: str, value: float, other: float):
    reading = parse_number(typed, "en")
    assert (reading.value, reading.other) == (value, other)


def test_a_billion_is_a_thousand_times_more_in_french():
    assert (parse_number("3 billion", "en").value, parse_number("3 billions", "fr").value) == (3e9, 3e12)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("M€", (1e6, "€")),
        ("k€", (1e3, "€")),
        ("%", (1, "%")),
        ("points", (1, "points")),
        ("min", (1, "min")),
        ("Minutes", (1, "Minutes")),
        ("-", None),
    ],
)
def test_a_unit_is_a_scale_and_a_name(typed: str, read: tuple[float, str] | None):
    assert parse_unit(typed, "fr") == read


@given(
    st.text(max_size=80) | st.text("0123456789.,'eE /%€-+ \u202f", max_size=70),
    st.sampled_from(["fr", "en", None, "de"]),
)
def test_no_text_upsets_the_reading_of_numbers(typed: str, spoken: str | None):
    reading = parse_number(typed, spoken)
    assert (reading.value is None) == bool(reading.question)
    assert reading.value is None or math.isfinite(reading.value)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e10, max_value=1e10), st.sampled_from(["fr", "en"]))
def test_a_number_is_read_as_it_was_written(value: float, spoken: str):
    assert parse_number(format_number(value, 2, spoken), spoken).value == pytest.approx(value, abs=0.0051)


# --- writing numbers and dates


@pytest.mark.parametrize(
    ("value", "digits", "fr", "en"),
    [
        (1234.5, None, "1\u202f234,5", "1,234.5"),
        (-2, 1, "−2,0", "−2.0"),
        (4.6667, None, "4,67", "4.67"),
        (4.0, None, "4", "4"),
        (0.00123, None, "0,0012", "0.0012"),
        (2.5, 0, "3", "3"),
        (-0.001, 2, "0,00", "0.00"),
        (0, None, "0", "0"),
        (1234567, None, "1\u202f234\u202f567", "1,234,567"),
        (math.nan, None, "—", "—"),
        (1e300, None, "1e+300", "1e+300"),
        (1e14, 30, "100\u202f000\u202f000\u202f000\u202f000,000000000000", "100,000,000,000,000.000000000000"),
    ],
)
def test_a_number_is_written_as_its_language_does(value: float, digits: int | None, fr: str, en: str):
    assert (format_number(value, digits, "fr"), format_number(value, digits, "en")) == (fr, en)


def test_a_percentage_has_its_space_in_french():
    assert (format_percent(12.5, language="fr"), format_percent(12.5, 0, "en")) == ("12,5\u202f%", "13%")


def test_a_day_is_written_in_words():
    assert format_date(date(2025, 3, 1), "en") == "March 1, 2025"
    assert format_date(date(2025, 3, 1), "fr") == "1er mars 2025"
    assert format_date(datetime(2025, 3, 14, 12, tzinfo=UTC), "fr") == "14 mars 2025"


def test_reading_numbers_does_not_load_babel():
    check = "import sys, cxlearn.questions; from cxlearn.language import parse_number as read; read('1,5', 'fr');"
    check += "print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("2027-01-20", "fr"),
        (" 2027/1/20 ", "en"),
        ("20/01/2027", "fr"),
        ("20.01.2027", "fr"),
        ("20/01/2027", "en"),  # there is no twentieth month
        ("01/20/2027", "en"),
        ("20 janvier 2027", "fr"),
        ("20 JANV. 2027", "fr"),
        ("January 20, 2027", "en"),
        ("Jan 20th 2027", "en"),
        ("20 January 2027", "fr"),
        (date(2027, 1, 20), "fr"),
        (datetime(2027, 1, 20, 12, tzinfo=UTC), "en"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: object, spoken: str):
    assert parse_date(typed, spoken) == date(2027, 1, 20)


def test_the_day_stands_before_the_month_in_french_and_is_asked_back_in_english():
    assert parse_date("03/04/2027", "fr") == date(2027, 4, 3)
    assert parse_date("03/03/2027", "en") == date(2027, 3, 3)
    with pytest.raises(CourseError, match="for April 3, 2027, write 2027-04-03"):
        parse_date("03/04/2027", "en")


@pytest.mark.parametrize(
    "typed", ["", "demain", "31/02/2027", "01/20/2027", "20/01/27", "20 jui 2027", "20 mois 2027", None, 20270120, "²"]
)
def test_what_is_no_day_is_asked_back_in_a_sentence(typed: object):
    with pytest.raises(CourseError, match="2027-01-20 ou 20/01/2027"):
        parse_date(typed, "fr")


@given(st.text(max_size=40), st.sampled_from(course.LANGUAGES))
def test_no_text_makes_reading_a_day_fail_without_a_sentence(typed: str, spoken: str):
    with suppress(CourseError):
        assert isinstance(parse_date(typed, spoken), date)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(course.LANGUAGES))
def test_a_day_written_by_the_course_is_read_by_it(day: date, spoken: str):
    assert parse_date(format_date(day, spoken), spoken) == day
