"""One question of each kind, small enough to know by heart, and a course that holds them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from cxlearn import course, exercises
from cxlearn.questions import items


def both(text: str) -> dict[str, str]:
    return {"fr": f"{text} (fr)", "en": f"{text} (en)"}


def option(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": both(name), "reply": both(f"why {name}"), **more}


def row(name: str, kind: str, **more: Any) -> dict[str, Any]:
    common = {
        "id": f"ch01-{name}",
        "kind": kind,
        "chapter": "01",
        "objective": "01.1",
        "section": "01.1",
        "sources": ["meyer-2007"],
    }
    return common | {"stem": both(f"What about {name}?"), "explanation": both(f"Because of {name}")} | more


VERDICTS = [
    {"id": "true", "text": both(""), "reply": both("why true"), "score": 1},
    {"id": "false", "text": both(""), "reply": both("why false")},
]
TARGETS = [{"id": f"to-{name}", "text": both(f"meaning of {name}")} for name in ("ux", "cx", "nps")]
MOMENTS = [{"id": name, "text": both(name)} for name in ("before", "during", "after")]
TOUCHPOINTS = {
    "ad": "before",
    "site": "before",
    "shop": "during",
    "app": "during",
    "lamp": "after",
    "phone": "after",
    "returns": "after",
}

STAGES = ("discover", "compare", "pay", "use", "share")

ROWS = [
    row("single", "single", hints=[{"text": both("Look closer"), "cost": 0.25}], options=[
        option("experience", score=1), option("product", misconception="ux-is-cx"), option("brand"), option("price"),
    ]),
    row("multiple", "multiple", objective="01.2", section="01.2", options=[
        option("advice", score=1), option("delivery", score=1), option("logo"), option("payroll"), option("font"),
    ]),
    row("true-false", "true_false", objective="01.3", options=VERDICTS),
    row("text", "short_text", objective="01.4", accepted={"fr": ["utilisabilité"], "en": ["usability"]}),
    row("number", "number", objective="01.5", answer=-2.5, tolerance=0.05, unit="points",
        slips=[{"id": "sign", "value": 2.5, "reply": both("The gap has a sign")}]),
    row("matching", "matching", targets=TARGETS, options=[option(n, target=f"to-{n}") for n in ("ux", "cx", "nps")]),
    row("categorise", "categorise", objective="01.2", targets=MOMENTS,
        options=[option(name, target=moment) for name, moment in TOUCHPOINTS.items()]),
    row("ordering", "ordering", objective="01.3", place="text", options=[
        option(name, **({"misconception": "pay-first"} if name == "pay" else {})) for name in STAGES
    ]),
    row("cloze", "cloze", objective="01.4", place="text",
        sentence={"fr": "On va des [[low]] aux [[high]].", "en": "It goes from [[low]] to [[high]]."},
        gaps=[
            {"id": "low", "accepted": {"fr": ["détracteurs"], "en": ["detractors"]}, "reply": both("why low"),
             "slips": [{"id": "passives-low", "texts": {"fr": ["passifs"], "en": ["passives"]},
                        "reply": both("Passives stay in the middle")}]},
            {"id": "high", "accepted": {"fr": ["promoteurs"], "en": ["promoters"]}, "reply": both("why high")},
        ]),
    row("open", "open", objective="01.4", place="text", model_answer=both("A good answer"),
        rubric=[{"id": "who", "text": both("says who")}, {"id": "why", "text": both("says why")}]),
    *(row(f"extra-{n}", "single", objective=f"01.{n}", options=[option("yes", score=1), option("no"), option("maybe")])
      for n in range(1, 6)),
]  # fmt: skip

KEY: dict[str, Any] = {
    "ch01-single": "experience",
    "ch01-multiple": ["advice", "delivery"],
    "ch01-true-false": "true",
    "ch01-text": "usability",
    "ch01-number": "-2.5",
    "ch01-matching": {"ux": "to-ux", "cx": "to-cx", "nps": "to-nps"},
    "ch01-categorise": TOUCHPOINTS,
    "ch01-ordering": list(STAGES),
    "ch01-cloze": {"low": "detractors", "high": "promoters"},
} | {f"ch01-extra-{n}": "yes" for n in range(1, 6)}

KEY_IN_FRENCH: dict[str, Any] = KEY | {
    "ch01-text": "utilisabilité",
    "ch01-number": "-2,5",
    "ch01-cloze": {"low": "détracteurs", "high": "promoteurs"},
}

MISSED: dict[str, Any] = {
    "ch01-single": "product",
    "ch01-multiple": ["advice", "logo"],
    "ch01-true-false": "false",
    "ch01-text": "promise",
    "ch01-number": "2.5",
    "ch01-matching": {"ux": "to-cx", "cx": "to-ux", "nps": "to-nps"},
    "ch01-categorise": TOUCHPOINTS | {"ad": "after"},
    "ch01-ordering": ["pay", "discover", "compare", "use", "share"],
    "ch01-cloze": {"low": "passives", "high": "promoters"},
} | {f"ch01-extra-{n}": "no" for n in range(1, 6)}


def use_sample_course(patch: pytest.MonkeyPatch) -> None:
    """Let the real course's words stand around the sample questions."""
    data = course.load() | {"chapters": deepcopy(course.load()["chapters"])}
    chapter = next(chapter for chapter in data["chapters"] if chapter["id"] == "01")
    chapter["sections"] = [{"id": f"01.{n}", **both(f"Section {n}")} for n in range(1, 6)]
    task = row("task", "number", answer=5.0, tolerance=0.01) | {
        "id": "01-2",
        "title": both("Mean"),
        "solution": both("Add"),
    }
    data |= {"questions": {"01": ROWS}, "tasks": {"01": [task]}}
    patch.setattr(course, "load", lambda: data)
    patch.setattr(
        exercises, "_draws", lambda _chapter: {"01-2": lambda _draw: exercises.Draw({"app": 4.0, "shop": 6.0}, 5.0)}
    )
    patch.setattr(items, "_banks", lambda: {"01": tuple(items.from_data(entry) for entry in ROWS)})
