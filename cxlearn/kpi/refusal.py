"""What a calculator refuses, said so that one knows what to do."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from numbers import Real
from typing import Any, NoReturn, TypeGuard

from cxlearn.language import CourseError, format_number, nearest, say

_LONGEST = 40


class KpiError(CourseError, ValueError):
    """Figures or answers that cannot be right; one sentence says which, and what to do."""


def refuse(key: str, **values: Any) -> NoReturn:  # noqa: ANN401 -- anything that prints
    """Raise :class:`KpiError` with a sentence of ``interface/kpi.yaml``."""
    raise KpiError(say(f"kpi.{key}", **values))


def shown(value: object) -> str:
    """What was given, as a sentence shows it: numbers as the language writes them, other things as Python does."""
    if isinstance(value, float):
        return format_number(value) if isfinite(value) else str(value)
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def is_number(given: object) -> TypeGuard[float]:
    """Whether this is a real number; True and False are none."""
    return isinstance(given, Real) and not isinstance(given, bool)


def checked_choice(name: str, given: object, choices: Iterable[str]) -> None:
    """Refuse an option that is none of ``choices``, naming the nearest one.

    Raises:
        KpiError: when it is none of them.
    """
    known = list(choices)
    if given not in known:
        listed = ", ".join(f'"{choice}"' for choice in known)
        refuse("choice", name=name, given=shown(given), near=nearest(given, known) or known[0], listed=listed)


def checked_confidence(confidence: object) -> float:
    """``confidence`` itself when it lies strictly between 0 and 1.

    Raises:
        KpiError: otherwise; 95 gets "did you mean 0.95?".
    """
    if not is_number(confidence):
        refuse("confidence", given=shown(confidence))
    if 1 < confidence < 100:  # noqa: PLR2004 -- a percentage
        refuse("confidence_percent", given=shown(confidence), near=f"{confidence / 100:g}")
    if not 0 < confidence < 1:
        refuse("confidence", given=shown(confidence))
    return float(confidence)


def checked_count(name: str, given: object) -> int:
    """A count as a whole number.

    Raises:
        KpiError: when it is negative, not whole, or no number.
    """
    if not is_number(given) or not isfinite(given) or given < 0 or given != int(given):
        refuse("count", name=name, given=shown(given))
    return int(given)
