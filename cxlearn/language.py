"""The language in force: the interface's words, and numbers and dates as each language writes and reads them."""

from __future__ import annotations

import locale
import math
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from numbers import Real
from typing import Any, Literal

from cxlearn import course

_DEFAULT = "fr"
_in_force: str | None = None


class CourseError(Exception):
    """Something a learner can mend, said in one sentence of their language.

    In a notebook only the sentence is shown, never the traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def use(language: str) -> None:
    """Choose the language of everything shown from now on.

    Args:
        language: ``"fr"`` or ``"en"``.

    Raises:
        CourseError: for any other language.
    """
    global _in_force  # noqa: PLW0603 -- the language is the one global state of the course
    _in_force = supported(language)


def supported(language: object) -> str:
    """``language`` itself when the course speaks it.

    Raises:
        CourseError: when it does not.
    """
    if language in course.LANGUAGES:
        return str(language)
    raise CourseError(say("language.unknown", given=language))


def current() -> str:
    """The language in force: chosen with :func:`use`, else ``CXLEARN_LANG``, else the system's."""
    return _in_force or system_language()


def system_language() -> str:
    """``"fr"`` or ``"en"``: from ``CXLEARN_LANG``, else from the system; French where the system says nothing."""
    chosen = os.environ.get("CXLEARN_LANG", "")
    if chosen in course.LANGUAGES:
        return chosen
    named = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), None)
    if named is None and os.name == "nt":  # elsewhere Python calls a system without a language English
        named = locale.getlocale()[0]
    named = named or ""
    # Without a language of its own ("C", "POSIX") a system gets the language of most learners.
    if named.split(".")[0].lower() in {"", "c", "posix"}:
        return _DEFAULT
    return "fr" if named.lower().startswith("fr") else "en"


def pick(text: Mapping[str, str], language: str | None = None) -> str:
    """The text in ``language`` (by default the one in force)."""
    return text[language or current()]


def say(key: str, /, language: str | None = None, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
    """A phrase of the interface.

    Args:
        key: ``"file.key"`` in ``course/interface/``, e.g. ``"quiz.next"``.
        language: by default the one in force.
        values: what the phrase's ``{placeholders}`` stand for. Where a phrase has a singular
            (``key`` and ``key_one``), ``count=1`` chooses it.
    """
    words = course.load()["interface"]
    if values.get("count") == 1 and f"{key}_one" in words:
        key = f"{key}_one"
    phrase: str = words[key][language or current()]
    return phrase.format(**values) if values else phrase


def nearest(given: object, names: Iterable[str], least: float = 0.4) -> str | None:
    """The name most like what was given, or None when none is ``least`` alike, from 0 to 1."""
    close = get_close_matches(str(given).strip().lower(), list(names), n=1, cutoff=least)
    return close[0] if close else None


# --- writing numbers and dates


def format_number(value: float, digits: int | None = None, language: str | None = None) -> str:
    """A number as the language writes it: ``1 234,5`` or ``1,234.5``, with a true minus sign.

    Args:
        value: any number; one that is not finite is written "—".
        digits: decimals to show, rounded half up; by default at most two, or two significant ones below 0.1.
        language: by default the one in force.
    """
    from babel.numbers import format_decimal

    if not math.isfinite(value):
        return "—"
    spoken = language or current()
    exact = Decimal(str(float(value)))
    if abs(exact) >= _TOO_LONG:
        return f"{float(value):g}".replace("-", "−").replace(".", "," if spoken == "fr" else ".")
    shown = _decimals(exact) if digits is None else min(digits, _MOST_DECIMALS)
    rounded = exact.quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + ("#" if digits is None else "0") * shown if shown else "")
    written = format_decimal(abs(rounded), pattern, locale=spoken, decimal_quantization=False)
    return f"−{written}" if rounded < 0 else written


def format_percent(percent: float, digits: int | None = None, language: str | None = None) -> str:
    """A percentage as the language writes it; 12.5 gives ``12,5 %`` (narrow no-break space) or ``12.5%``."""
    spoken = language or current()
    return format_number(percent, digits, spoken) + ("\u202f%" if spoken == "fr" else "%")


def format_date(moment: date, language: str | None = None) -> str:
    """A day as the language writes it: ``1er mars 2025`` or ``March 1, 2025``. Of a moment: the local day."""
    from babel.dates import format_date as babel_date

    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone()
    language = language or current()
    written = babel_date(moment, format="long", locale=language)
    return f"1er{written[1:]}" if language == "fr" and moment.day == 1 else written


def format_weekday(day: date, width: Literal["short", "long"], language: str | None = None) -> str:
    """The name of a day as the language writes it: ``mar.`` or ``mardi``, ``Tue`` or ``Tuesday``."""
    from babel.dates import format_date as babel_date

    return babel_date(day, format="EEE" if width == "short" else "EEEE", locale=language or current())


_TOO_LONG = Decimal(10) ** 15  # beyond, digits are noise: a power of ten is written
_MOST_DECIMALS = 12


def _decimals(value: Decimal) -> int:
    return 2 if not value or value.adjusted() >= -1 else min(1 - value.adjusted(), _MOST_DECIMALS)


# --- reading numbers


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed number was understood as.

    Attributes:
        value: the number, multiplied by its scale ("1,2 M€" is 1 200 000); None when it could not be read.
        rule: how it is written: ``"plain"``, ``"decimal"``, ``"grouped"`` (thousands), ``"fraction"``; or why it could
            not be read: ``"ambiguous"``, ``"about"``, ``"empty"``, ``"too_long"``, ``"too_large"``, ``"division"``,
            ``"unreadable"``.
        unit: ``"%"``, ``"€"``, ``"points"``, any other as typed, or "".
        question: when there is no value, one sentence that says what to do.
        scale: what "k", "M" or "milliards" multiplied the number by.
        other: what else may have been meant: the other language's habit ("1,234" in English), the mark in "9/10".
    """

    value: float | None
    rule: str
    unit: str = ""
    question: str | None = None
    scale: float = 1.0
    other: float | None = None


def parse_number(typed: object, language: str | None = None) -> Reading:
    """Understand a number as people type it; what could mean two things is asked back. Never raises.

    Decimal comma or point, thousands set off by any space, by comma or by point, "−" or "-", fractions, "40 %",
    "1,2 M€", "12 points". One group of three digits after a comma or a point ("1,234") is what its language makes of
    it in English, and ambiguous in French, where people meet both habits.

    Args:
        typed: a text, or a number as such.
        language: whose habits count; by default the one in force.
    """
    spoken = language if language in course.LANGUAGES else current()
    if not isinstance(typed, str):
        return _given(typed, spoken)
    if len(typed) > _LONGEST:
        return _unread("too_long", spoken)
    text = _simplified(typed)
    if not text:
        return _unread("empty", spoken)
    if _ABOUT.search(text.casefold()):
        return _unread("about", spoken)
    found = _NUMBER.fullmatch(text)
    unit = _unit_of(found, spoken) if found else None
    return _unread("unreadable", spoken) if found is None or unit is None else _value_of(found, unit, spoken)


def parse_unit(typed: str, language: str | None = None) -> tuple[float, str] | None:
    """What follows a number: its scale and its unit ("M€" is 1 000 000 and "€"); None when it is neither."""
    text = typed.strip(" .,;!").replace("pour cent", "%").replace("per cent", "%")
    found = _SCALED.fullmatch(text)
    if found is None:
        return None
    scale = _SCALES[language or current()][found["scale"].casefold().rstrip("s")] if found["scale"] else 1.0
    unit = found["unit"].strip()
    first = unit.casefold().split()[0] if unit else ""
    return scale, _UNITS.get(first, unit)


_LONGEST = 60

_SIGNS = str.maketrans(
    dict.fromkeys("−–—‐‑", "-") | dict.fromkeys("’ʼ`´", "'") | dict.fromkeys("⁄∕", "/") | {"％": "%"}
)

_ABOUT = re.compile(
    r"[~≈≃±<>≤≥]|\b(environ|env|à peu près|presque|quasi|près de|autour de|vers|plus d[e']|moins d[e']|au moins|"
    r"au plus|entre|about|around|approx\w*|circa|roughly|nearly|almost|more than|less than|over|under|"
    r"at least|at most|between)(?!\w)"
)
_NUMBER = re.compile(
    r"=? ?(?P<before>[€$£]?) ?(?P<sign>[+-]?) ?(?P<digits>[.,]?\d(?:[\d.,' ]*\d)?)(?P<power>[eE][+-]?\d{1,4})?"
    r"(?: ?/ ?(?P<under>\d{1,15}))?(?P<after>\D*)"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<by>[ ',.])\d{3}(?:(?P=by)\d{3})*(?P<rest>(?!(?P=by))[.,]\d+)?")
_ONE_SIGN = re.compile(r"\d*[.,]\d+")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

_SCALED = re.compile(
    r"(?:(?P<scale>k|K|M|[Mm]ds?|[Mm]rd|[Bb]n|B|mille|milliers?|thousand|[mM]illions?|[mM]illiards?|[bB]illions?)"
    r"(?=$|[ €$£]|eur))?(?: ?(?:de |d'|of ))?"
    # A word that would change the number ("12 et demi", "3 ou quatre") is no unit.
    r"(?P<unit> ?(?!(?:et|ou|and|or|to|à|plus|moins|minus|sur|half|demi)\b)(?:[%€$£]|[^\W\d_])(?:[^\W\d_]|[ '%€])*|)"
)
_THOUSANDS = {"k": 1e3, "mille": 1e3, "millier": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_THOUSANDS |= {"md": 1e9, "mrd": 1e9, "milliard": 1e9, "b": 1e9, "bn": 1e9}
_SCALES = {"fr": _THOUSANDS | {"billion": 1e12}, "en": _THOUSANDS | {"billion": 1e9}}
_UNITS = dict.fromkeys(("%", "pct", "percent", "pourcent", "pourcents"), "%")
_UNITS |= dict.fromkeys(("point", "points", "pt", "pts", "pp", "percentage"), "points")
_UNITS |= dict.fromkeys(("€", "euro", "euros", "eur"), "€")


def _unread(rule: str, language: str, **values: str) -> Reading:
    return Reading(None, rule, question=say(f"language.number_{rule}", language, **values))


def _given(number: object, language: str) -> Reading:
    """A number that came as one."""
    if isinstance(number, bool) or not isinstance(number, Real | Decimal):
        return _unread("unreadable", language)
    try:
        value = float(number)
    except (ArithmeticError, ValueError):
        return _unread("too_large", language)
    return Reading(value, "plain") if math.isfinite(value) else _unread("unreadable", language)


def _simplified(typed: str) -> str:
    """One kind of space, minus, apostrophe and digit, and nothing invisible."""
    text = "".join(map(_plain, typed.translate(_SIGNS)))
    return " ".join(text.split())


def _plain(letter: str) -> str:
    if letter.isascii() or letter.isalpha():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.decomposition(letter).startswith("<fraction>"):
        return " " + unicodedata.normalize("NFKC", letter).replace("⁄", "/")
    if letter.isnumeric():
        return "?"  # an exponent or a number in a circle is not the digit it holds
    return "" if unicodedata.category(letter) == "Cf" else letter


def _unit_of(found: re.Match[str], language: str) -> tuple[float, str] | None:
    unit = parse_unit(found["after"], language)
    if unit is None or (found["before"] and unit[1]):
        return None
    return unit[0], found["before"] or unit[1]


def _value_of(found: re.Match[str], unit: tuple[float, str], language: str) -> Reading:
    read = _magnitude(found["sign"], found["digits"], language)
    if read.value is None:
        return read
    under = float(found["under"] or 1)
    if not under:
        return _unread("division", language)
    factor = unit[0] * float(f"1{found['power'] or ''}") / under * (-1 if found["sign"] == "-" else 1)
    value = read.value * factor
    if not factor or not math.isfinite(value):
        return _unread("too_large", language)
    rule = "fraction" if found["under"] else read.rule
    # "9/10" is nine tenths, and a mark of nine.
    other = read.value * factor * under if found["under"] else read.other and read.other * factor
    return Reading(value, rule, unit[1], scale=unit[0], other=other)


def _magnitude(sign: str, digits: str, language: str) -> Reading:
    """The number that digits and separators make, without sign and scale."""
    if digits.isdecimal():
        return Reading(float(digits), "plain")
    if _ONE_GROUP.fullmatch(digits):
        return _one_group(sign, digits, language)
    if grouped := _GROUPED.fullmatch(digits):
        rest = (grouped["rest"] or "").replace(",", ".")
        whole = digits[: len(digits) - len(rest)].replace(grouped["by"], "")
        return Reading(float(whole + rest), "grouped")
    if _ONE_SIGN.fullmatch(digits):
        return Reading(float(digits.replace(",", ".")), "decimal")
    return _unread("unreadable", language)


def _one_group(sign: str, digits: str, language: str) -> Reading:
    """One comma or point before three digits: thousands to some, decimals to others."""
    whole, decimal = re.sub(r"[.,]", "", digits), digits.replace(",", ".")
    if language == "fr":
        # One digit more, and the decimal number can no longer be taken for thousands.
        written = {"whole": sign + whole, "decimal": sign + decimal.replace(".", ",") + "0"}
        return _unread("ambiguous", language, typed=sign + digits, **written)
    if "," in digits:
        return Reading(float(whole), "grouped", other=float(decimal))
    return Reading(float(decimal), "decimal", other=float(whole))


# --- reading dates

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})")
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})[-/. ](?P<two>\d{1,2})[-/. ](?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)? (?:of )?(?P<month>[^\W\d]+)\.?,? (?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")


def parse_date(typed: object, language: str | None = None) -> date:
    """Understand a day as people write it: ``2027-01-20``, ``20/01/2027``, ``20 janvier 2027``, ``January 20, 2027``.

    In French the day stands before the month. In English either may: "03/04/2027" is asked back.

    Raises:
        CourseError: when it is no day, or could be two; says how to write it.
    """
    spoken = language if language in course.LANGUAGES else current()
    if isinstance(typed, date):
        return typed.astimezone().date() if isinstance(typed, datetime) else typed
    text = " ".join(str(typed).casefold().split())[:_LONGEST]
    found = [day for day in _days(text, spoken) if day is not None]
    if len(set(found)) == 1:
        return found[0]
    shown = format_date(found[0], spoken) if found else ""
    key = "ambiguous" if found else "unreadable"
    raise CourseError(say(f"language.date_{key}", spoken, given=typed, one=shown, iso=found[0] if found else ""))


def _days(text: str, language: str) -> list[date | None]:
    """Every day that a text may mean."""
    if found := _YEAR_FIRST.fullmatch(text):
        return [_date(found["year"], found["month"], found["day"])]
    if found := _YEAR_LAST.fullmatch(text):
        orders = [(found["two"], found["one"])] + ([(found["one"], found["two"])] if language == "en" else [])
        return [_date(found["year"], month, day) for month, day in orders]
    if found := _IN_WORDS.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return [_date(found["year"], str(_month(found["month"])), found["day"])]
    return []


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of a month by its name in either language, whole or shortened; 0 for anything else."""
    from babel.dates import get_month_names

    bare = _unaccented(word)
    for locale_name in course.LANGUAGES:
        for number, name in get_month_names("wide", locale=locale_name).items():
            if len(bare) >= len("jan") and _unaccented(name).startswith(bare) and bare != "jui":
                return int(number)
    return 0


def _unaccented(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if letter.isalpha())
