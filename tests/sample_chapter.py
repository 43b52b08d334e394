"""A chapter with a guess, a worksheet, a quiz and tasks, small enough to know by heart; and a learner of one's own."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cxlearn import course
from cxlearn.questions import items
from cxlearn.widgets.panel import Panel


def both(text: str) -> dict[str, str]:
    return {"fr": f"{text} (fr)", "en": f"{text} (en)"}


GUESS = {
    "id": "ch01-predict",
    "kind": "number",
    "chapter": "01",
    "stem": both("How much?"),
    "explanation": both("Because of the shop."),
    "answer": 6.0,
    "tolerance": 0.5,
}
CHOICE = {
    **{key: GUESS[key] for key in ("chapter", "stem", "explanation")},
    "id": "ch02-predict",
    "kind": "single",
    "options": [
        {"id": "ux", "text": both("The product"), "reply": both("no"), "score": 0},
        {"id": "cx", "text": both("The journey"), "reply": both("yes"), "score": 1},
    ],
}
FIELDS = [{"id": f"ch01-w{number}", "prompt": both(f"Prompt {number}"), "help": both("Help")} for number in (1, 2, 3)]
EXIT = [
    {"id": f"ch01-q{number}", "kind": "true_false", "chapter": "01", "stem": both("True?"), "explanation": both("Yes.")}
    for number in (1, 2)
]


def use_sample_chapter(patch: pytest.MonkeyPatch, home: Path) -> None:
    """The real course's words and lexicon around one small chapter; a log of one's own, in English."""
    data = course.load() | {
        "chapters": deepcopy(course.load()["chapters"]),
        "predictions": {"01": GUESS, "02": CHOICE},
        "worksheets": {"01": FIELDS},
        "questions": {"01": EXIT},
        "tasks": {"01": [{"id": "01-1"}, {"id": "01-2"}]},
    }
    for chapter in data["chapters"]:
        chapter["published"] = chapter["id"] in {"00", "01"}
    patch.setattr(course, "load", lambda: data)
    patch.setattr(items, "_banks", lambda: {"01": tuple(items.from_data(row) for row in EXIT)})
    patch.setenv("CXLEARN_HOME", str(home))
    patch.setenv("CXLEARN_LEARNER", "ada")
    patch.setenv("CXLEARN_LANG", "en")


def tell(panel: Panel, do: str, **details: Any) -> dict[str, Any]:
    """What the page would say; gives back what it is then shown."""
    panel._receive(panel, {"do": do, **details}, [])
    view: dict[str, Any] = panel.view
    return view
