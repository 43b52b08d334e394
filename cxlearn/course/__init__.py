"""The course as data: what authors wrote, checked and compiled into ``course.json``.

This is the ground floor. It knows no widget and no learner; it only hands out what was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

Text: TypeAlias = dict[str, str]
"""One thing said in both languages: ``{"fr": …, "en": …}``."""

LANGUAGES = ("fr", "en")
ACROSS = "all"
"""What stands for a chapter where a question goes across them."""


def in_both(text: Callable[[str], str]) -> Text:
    """What a function of the language gives in each."""
    return {language: text(language) for language in LANGUAGES}


@cache
def load() -> dict[str, Any]:
    """The whole course, as ``authoring`` compiled it.

    Returns:
        The content of ``course.json``: ``chapters``, ``lexicon``, ``references``, ``interface``, ``questions``,
        ``predictions``, ``worksheets``, ``tasks``, ``company``, ``coverage``. Treat it as read-only.
    """
    course: dict[str, Any] = json.loads(files(__name__).joinpath("course.json").read_text(encoding="utf-8"))
    return course


def chapters() -> list[dict[str, Any]]:
    """The syllabus, in teaching order.

    Returns:
        For each chapter: ``id``, ``title``, ``slug``, ``published``, ``sections``, and what a published one has:
        ``folder``, ``minutes``, ``objectives``, ``prerequisites``.
    """
    return list(load()["chapters"])


def chapter_id(given: object) -> str:
    """A chapter as people say it (``"5"``, ``5``, ``"5A"``) by its id: ``"05"``, ``"05a"``."""
    said = str(given).strip().lower()
    return f"0{said}" if said[:1].isdigit() and not said[1:2].isdigit() else said


def within(chapter: str, asked: str | None) -> bool:
    """Whether a chapter is the one asked for, or one of its notebooks: ``"05b"`` is within ``"05"``; None is all."""
    return asked in {None, chapter, chapter[:2]}


def dated(work: dict[str, Any], language: str) -> str:
    """The year of a work cited; where it bears none, what that language writes for it."""
    year: str = work["year"]
    return {"fr": "s. d.", "en": "n.d."}[language] if year == "n.d." else year
