"""Answers to a survey question, whatever holds them, become counts; what is no answer is missing, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from math import inf, nan
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from cxlearn.kpi.definition import YES_NO, Cut, Definition
from cxlearn.kpi.histogram import Category, Histogram
from cxlearn.kpi.refusal import checked_choice, refuse, shown

if TYPE_CHECKING:  # numpy is loaded when an array or a weight is met
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

CHUNK = 1 << 18
"""Bytes of answers read at once: few enough to stay in a processor's cache, between the passes over them."""
FEW = 1_000
"""An array of fewer answers than this is read faster as a list."""
MANY = 1_000_000
"""Beyond this many answers of one byte each, groups are counted and not each answer: that takes a third of the time."""
INVALID = ("raise", "drop")
_PLAIN = {int, float, type(None)}
MISSING_TYPES = {"NoneType", "NAType", "NaTType"}
"""The types that mean "no answer"; pandas has its own."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found: the counts, how many answers are missing, how many were dropped."""

    counts: Histogram
    missing: int = 0
    invalid: int = 0


def tally(answers: object, definition: Definition, *, weights: object = None, invalid: str = "raise") -> Tally:
    """Count answers.

    Args:
        answers: a list, tuple, range, numpy array, or a Series of any library that has ``to_numpy()``.
        definition: what they are counted for; it has a scale.
        weights: one for each answer, or None.
        invalid: ``"raise"`` refuses an answer off the scale, ``"drop"`` leaves it out and counts it.

    Raises:
        KpiError: for what cannot be an answer or a weight, naming the first one and its place.
    """
    checked_choice("invalid", invalid, INVALID)
    scale = definition.scale or YES_NO
    values = _values(answers, yes_no=scale == YES_NO)
    if not isinstance(values, Sequence) and len(values) < FEW:
        values = values.tolist()
    if weights is not None:
        weighing = _weights(weights, len(values))
        if (weighing != 1).any():
            return _tally_weighted(_array(values), weighing, scale, invalid)
    if isinstance(values, Sequence):
        return _tally_plain(values, scale, invalid)
    return _tally_array(values, definition, scale, invalid)


# --- what holds the answers


def _values(answers: object, *, yes_no: bool) -> Sequence[float | None] | Array:
    """The answers as plain numbers and None, or as an array of numbers where NaN is missing."""
    if isinstance(answers, list | tuple | range):
        return _plain(answers, yes_no=yes_no)
    if not hasattr(answers, "columns") and (hasattr(answers, "to_numpy") or hasattr(answers, "__array__")):
        array = _unpacked(answers)
        if array.dtype.kind == "b" and yes_no:
            return array.view("int8")
        if array.dtype.kind in "mMc":
            refuse("answers", given=array.dtype)
        return array if array.dtype.kind in "iuf" else _plain(array.tolist(), yes_no=yes_no)
    return _plain(list(checked_holder(answers)), yes_no=yes_no)


def checked_holder(answers: object) -> Iterable[object]:
    """What holds the answers, when it holds one after the other.

    Raises:
        KpiError: for a text, a set (it would merge equal answers), a dictionary, a whole table.
    """
    if isinstance(answers, str | bytes | Mapping | AbstractSet) or hasattr(answers, "columns"):
        refuse("answers", given=type(answers).__name__)
    if not isinstance(answers, Iterable):
        refuse("answers", given=type(answers).__name__)
    return answers


def _unpacked(answers: Any) -> Array:  # noqa: ANN401 -- arrays and Series of any library
    import numpy as np

    if isinstance(answers, np.ma.MaskedArray):
        answers = np.ma.filled(answers.astype(float), np.nan)
    array = np.asarray(answers.to_numpy() if hasattr(answers, "to_numpy") else answers)
    if array.ndim != 1:
        refuse("answers_shape", shape=" × ".join(map(str, array.shape)) or "0")
    return array


def _plain(values: Sequence[Any], *, yes_no: bool) -> Sequence[float | None]:
    if isinstance(values, range) or set(map(type, values)) <= _PLAIN:
        return values
    return [_plain_answer(value, index, yes_no=yes_no) for index, value in enumerate(values)]


def _plain_answer(value: object, index: int, *, yes_no: bool) -> float | None:
    kind = type(value).__name__
    if kind in MISSING_TYPES:
        return None
    if kind in {"bool", "bool_"}:
        return int(bool(value)) if yes_no else _refuse_kind("boolean", value, index)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real | Decimal):
        return float(value)
    if isinstance(value, str):
        return _refuse_kind("text_yes_no" if yes_no else "text", value, index)
    return _refuse_kind("no_number", value, index)


def _refuse_kind(key: str, value: object, index: int) -> NoReturn:
    refuse(key, number=index + 1, index=index, given=shown(value))


def _array(values: Sequence[float | None] | Array) -> Array:
    import numpy as np

    if isinstance(values, Sequence):
        return np.array([nan if value is None else _float(value) for value in values], dtype=float)
    return values


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer beyond all floats
        return inf


# --- counting


def _tally_plain(values: Sequence[float | None], scale: Cut, invalid: str) -> Tally:
    found = Counter(values)
    counts: dict[Category, int] = {answer: found.pop(answer, 0) for answer in range(scale[0], scale[1] + 1)}
    missing = sum(number for value, number in found.items() if _is_missing(value))
    dropped = found.total() - missing
    if dropped and invalid == "raise":
        off = {value for value in found if not _is_missing(value)}
        index = next(place for place, value in enumerate(values) if value in off)
        _refuse_off(values[index], index, scale)
    return Tally(Histogram.of(counts), missing, dropped)


def _is_missing(value: float | None) -> bool:
    return value is None or value != value  # noqa: PLR0124 -- NaN, and nothing else, is unlike itself


def _tally_array(values: Array, definition: Definition, scale: Cut, invalid: str) -> Tally:
    by_group = definition.groups != () and values.dtype.itemsize == 1 and len(values) > MANY
    categories: Sequence[Category] = definition.groups if by_group else range(scale[0], scale[1] + 1)
    count = partial(_group_sizes, definition, scale) if by_group else partial(_answer_sizes, scale)
    totals, missing, dropped = [0] * len(categories), 0, 0
    step = max(CHUNK // values.dtype.itemsize, 1)
    for start in range(0, len(values), step):
        part, _, absent, off = _on_scale(values[start : start + step], scale, start, invalid)
        totals = [total + more for total, more in zip(totals, count(part), strict=True)]
        missing, dropped = missing + absent, dropped + off
    return Tally(Histogram.of(dict(zip(categories, totals, strict=True))), missing, dropped)


def _answer_sizes(scale: Cut, part: Array) -> list[int]:
    import numpy as np

    narrow = part.astype(np.int8, copy=False)  # what was picked from among NaN is still of its own kind
    return [int(np.count_nonzero(narrow == answer)) for answer in range(scale[0], scale[1] + 1)]


def _group_sizes(definition: Definition, scale: Cut, part: Array) -> list[int]:
    cuts = [cut for cut in (definition.low, definition.high) if cut]
    ends = [_within(part, cut, scale) for cut in cuts]
    return [*ends[:-1], len(part) - sum(ends), ends[-1]]


def _within(part: Array, cut: Cut, scale: Cut) -> int:
    import numpy as np

    below = np.count_nonzero(part < cut[0]) if cut[0] > scale[0] else 0
    above = np.count_nonzero(part > cut[1]) if cut[1] < scale[1] else 0
    return len(part) - int(below) - int(above)


def _on_scale(part: Array, scale: Cut, start: int, invalid: str) -> tuple[Array, Array | None, int, int]:
    """The answers on the scale, where they were (None: everywhere), and how many are missing and off the scale."""
    import numpy as np

    if part.min() >= scale[0] and part.max() <= scale[1]:  # never true where NaN is among them
        narrow = part.astype(np.int8, copy=False)
        if part.dtype.kind != "f" or (narrow == part).all():
            return narrow, None, 0, 0
    kept = (part >= scale[0]) & (part <= scale[1]) & (np.floor(part) == part)
    absent = np.isnan(part)
    off = len(part) - np.count_nonzero(kept) - np.count_nonzero(absent)
    if off and invalid == "raise":
        index = int(np.argmin(kept | absent))
        _refuse_off(part[index].item(), start + index, scale)
    return part[kept], kept, int(np.count_nonzero(absent)), int(off)


def _refuse_off(value: float | None, index: int, scale: Cut) -> NoReturn:
    between = isinstance(value, float) and scale[0] < value < scale[1]
    place = {"number": index + 1, "index": index, "lowest": scale[0], "highest": scale[1]}
    refuse("between" if between else "off_scale", given=shown(value), **place)


# --- weights


def _weights(weights: object, expected: int) -> Array:
    """Weights that can be used, one for each answer."""
    import numpy as np

    try:
        array = np.asarray(weights.to_numpy() if hasattr(weights, "to_numpy") else weights, dtype=float)
    except (TypeError, ValueError):
        refuse("weights_kind")
    if array.shape != (expected,):
        refuse("weights_number", given=array.size, expected=expected)
    bad = np.flatnonzero(~(np.isfinite(array) & (array >= 0)))
    if bad.size:
        refuse("weight", number=bad[0] + 1, index=bad[0], given=shown(float(array[bad[0]])))
    if expected and not array.any():
        refuse("weights_zero")
    return array


def _tally_weighted(values: Array, weights: Array, scale: Cut, invalid: str) -> Tally:
    import numpy as np

    size = scale[1] - scale[0] + 1
    sums, missing, dropped = np.zeros((3, size)), 0, 0
    for start in range(0, len(values), CHUNK):
        part, kept, absent, off = _on_scale(values[start : start + CHUNK], scale, start, invalid)
        weighing = weights[start : start + CHUNK]
        weighing = weighing if kept is None else weighing[kept]
        codes = part.astype(np.intp) - scale[0]
        sums += [np.bincount(codes, each, size) for each in (None, weighing, weighing**2)]
        missing, dropped = missing + absent, dropped + off
    answers = tuple(map(int, sums[0].tolist()))
    counts = Histogram(tuple(range(scale[0], scale[1] + 1)), answers, tuple(sums[1].tolist()), tuple(sums[2].tolist()))
    return Tally(counts, missing, dropped)
