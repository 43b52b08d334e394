"""The labels that survey tools export become answers: "10 - très probable" is a 10."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from math import inf, isnan
from numbers import Real
from typing import Literal, NoReturn

from cxlearn.kpi.answers import MISSING_TYPES, checked_holder
from cxlearn.kpi.definition import YES_NO, Cut
from cxlearn.kpi.refusal import refuse, shown
from cxlearn.kpi.scale import checked_scale

_NUMBER = re.compile(r"(?:^[-−+])?\d+(?:[.,]\d+)?")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|sur|out of|of)\s*(\d+)")
_NOTHING = {"", "-", "–", "—", "na", "n/a", "nan", "none", "null", "nil", "<na>", "#n/a", ".", "?"}
_NOTHING |= {
    "nsp",
    "ne sait pas",
    "je ne sais pas",
    "sans réponse",
    "sans reponse",
    "sans avis",
    "non répondu",
    "non concerné",
}
_NOTHING |= {"no answer", "no response", "don't know", "do not know", "not applicable", "prefer not to say", "skipped"}
_YES = {"yes", "y", "oui", "o", "true", "vrai", "1"}
_NO = {"no", "n", "non", "false", "faux", "0"}


def scores(labels: Iterable[object], scale: Cut | Literal["yes/no"] = (0, 10)) -> list[int | None]:
    """Read the answers in a column of labels, one for one.

    Reads ``"10 - très probable"``, ``"9 – very likely"``, ``" 7 "``, ``"8/10"``, ``"8 sur 10"``, ``"7.0"``, ``7``;
    empty labels, NaN, "N/A", "sans réponse" and the like become None: missing.

    Args:
        labels: texts or numbers: a list, an array, a Series.
        scale: the lowest and the highest answer, or ``"yes/no"``.

    Returns:
        As many answers as labels, in their order; give them to ``nps``, ``csat`` or ``ces``.

    Raises:
        KpiError: for a label that holds no answer, or several, or one off the scale: it is named with its place.
    """
    limits = checked_scale(scale)
    known: dict[str, int | None] = {}  # an export repeats a few labels
    read: list[int | None] = []
    for index, label in enumerate(checked_holder(labels)):
        if isinstance(label, str) and label in known:
            read.append(known[label])
            continue
        read.append(_score(label, index, limits))
        if isinstance(label, str):
            known[label] = read[-1]
    return read


def _score(label: object, index: int, scale: Cut) -> int | None:
    kind = type(label).__name__
    if kind in MISSING_TYPES:
        return None
    if kind in {"bool", "bool_"}:
        return int(bool(label)) if scale == YES_NO else _refuse("boolean", label, index, scale)
    if isinstance(label, Real | Decimal):
        number = _float(label)
        return None if isnan(number) else _answer(number, label, index, scale)
    if not isinstance(label, str):
        _refuse("no_number", label, index, scale)
    text = " ".join(unicodedata.normalize("NFKC", label).casefold().replace("’", "'").split())
    if text in _NOTHING:
        return None
    if scale == YES_NO:
        return _yes_no(text, label, index)
    return _answer(_number(text, label, index, scale), label, index, scale)


def _float(label: Real | Decimal) -> float:
    try:
        return float(label)
    except OverflowError:  # an integer beyond all floats
        return inf


def _yes_no(text: str, label: str, index: int) -> int:
    if text not in _YES | _NO:
        _refuse("label_yes_no", label, index, YES_NO)
    return int(text in _YES)


def _number(text: str, label: str, index: int, scale: Cut) -> float:
    marked = _OUT_OF.search(text)
    if marked and int(marked[2]) == scale[1]:  # "8 out of 10"
        text = marked[1]
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        _refuse("label_several" if numbers else "label_none", label, index, scale)
    return float(numbers[0].replace(",", ".").replace("−", "-"))


def _answer(number: float, label: object, index: int, scale: Cut) -> int:
    if not scale[0] <= number <= scale[1]:
        _refuse("label_off", label, index, scale)
    if number != int(number):
        _refuse("label_between", label, index, scale)
    return int(number)


def _refuse(key: str, label: object, index: int, scale: Cut) -> NoReturn:
    refuse(key, number=index + 1, index=index, given=shown(label), lowest=scale[0], highest=scale[1])
