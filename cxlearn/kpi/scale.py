"""The scale of a question, and the groups that its answers are cut into."""

from __future__ import annotations

from collections.abc import Iterable

from cxlearn.kpi.definition import YES_NO, Cut
from cxlearn.kpi.refusal import refuse, shown

_FURTHEST = 100  # a slider from 0 to 100 is the widest scale that surveys use


def checked_scale(scale: object) -> Cut:
    """A scale as two whole numbers, the lowest first; ``"yes/no"`` is from 0 to 1.

    Raises:
        KpiError: for anything else.
    """
    if scale == "yes/no":
        return YES_NO
    ends = _whole_numbers(scale)
    if len(ends) != 2 or not -_FURTHEST <= ends[0] < ends[1] <= _FURTHEST:  # noqa: PLR2004 -- two ends
        refuse("scale_form", given=shown(scale))
    return ends[0], ends[1]


def checked_cut(name: str, cut: object, scale: Cut) -> Cut:
    """The answers of a group, from the lowest to the highest: ``(8, 10)``, ``(8, 9, 10)`` and ``range(8, 11)`` are one.

    Raises:
        KpiError: when they are not on the scale, or are the whole of it.
    """
    answers = sorted(_whole_numbers(cut))
    if not answers or answers[0] < scale[0] or answers[-1] > scale[1] or (answers[0], answers[-1]) == scale:
        refuse("cut", name=name, given=shown(cut), lowest=scale[0], highest=scale[1])
    if len(answers) > 2 and answers != list(range(answers[0], answers[-1] + 1)):  # noqa: PLR2004 -- two ends stand for a range
        refuse("cut", name=name, given=shown(cut), lowest=scale[0], highest=scale[1])
    return answers[0], answers[-1]


def _whole_numbers(given: object) -> list[int]:
    """The whole numbers given; none when something else is among them."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        return []
    numbers = list(given)
    return numbers if all(isinstance(number, int) and not isinstance(number, bool) for number in numbers) else []
