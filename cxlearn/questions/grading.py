"""Grading: one answer, one item, one fair mark."""

from __future__ import annotations

from collections.abc import Callable

from cxlearn import course
from cxlearn.language import current, say
from cxlearn.questions import choice, cloze, number, ordering, pairs, rubric, text
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark, Part, asked_back, not_attempted

__all__ = ["Mark", "Part", "grade"]

_GRADERS: dict[str, Callable[[Item, object, str], Mark]] = {
    "single": choice.grade_single,
    "true_false": choice.grade_single,
    "multiple": choice.grade_multiple,
    "short_text": text.grade_text,
    "cloze": cloze.grade_cloze,
    "number": number.grade_number,
    "matching": pairs.grade_pairs,
    "categorise": pairs.grade_pairs,
    "ordering": ordering.grade_order,
    "open": rubric.grade_open,
}


def grade(item: Item, response: object, language: str | None = None) -> Mark:
    """The mark of an answer. It never raises: what cannot be read is asked back with one sentence.

    Args:
        item: the question.
        response: what the learner answered (see :data:`cxlearn.questions.items.Response`). A number may also be
            given as one, and true or false as ``True`` or ``False``. ``None``, ``...`` and empty ones: not attempted.
        language: of the replies, and of how texts and numbers are read; by default the one in force.

    Returns:
        The mark: right, wrong (with partial credit), error (asked back) or not attempted.
    """
    spoken = language if language in course.LANGUAGES else current()
    if _is_blank(response):
        return not_attempted(spoken)
    grader = _GRADERS.get(item.kind)
    return grader(item, response, spoken) if grader else asked_back("no_key", say("grading.no_key", spoken))


def _is_blank(response: object) -> bool:
    if isinstance(response, str):
        return not response.strip()
    if isinstance(response, dict | list | tuple | set | frozenset):
        return not response
    return response is None or response is ...
