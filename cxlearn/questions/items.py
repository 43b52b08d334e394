"""What a question is made of, and the bank of them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeAlias

from cxlearn import course
from cxlearn.course import Text

Kind: TypeAlias = Literal[
    "single",
    "multiple",
    "true_false",
    "short_text",
    "cloze",
    "number",
    "matching",
    "categorise",
    "ordering",
    "open",
]
Response: TypeAlias = str | list[str] | dict[str, Any] | None
"""What a learner answered, as the widget, the terminal and the log carry it.

single, true_false: an option id. multiple: a list of option ids. short_text, number: the text as typed.
cloze: gap id → the text as typed. matching, categorise: option id → target id. ordering: every option id, in order.
open: ``{"text": str, "met": [criterion ids]}``. Not attempted: None.
In code, a cloze may also be answered by a list: one text for each gap, in the order of the sentence.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, or to put with a target. ``reply`` says why it is right or wrong."""

    id: str
    text: Text
    reply: Text
    score: float = 0.0
    target: str | None = None
    misconception: str | None = None
    spoken: str = ""  # the language of its text, where that is not the page's


@dataclass(frozen=True, slots=True)
class Target:
    """Where an option can be put: a category, or the other half of a pair."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Slip:
    """A known wrong answer: a number that a wrong formula gives, or texts (by language) often typed instead."""

    id: str
    reply: Text
    value: float | None = None
    texts: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a sentence, where it stands as ``[[id]]``. ``reply`` is for who filled it wrongly."""

    id: str
    accepted: dict[str, list[str]]
    reply: Text
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A graduated hint and what it costs, as a share of the maximum score."""

    text: Text
    cost: float = 0.25


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric; an answer is complete when every essential one is met."""

    id: str
    text: Text
    essential: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One question. The key stands once.

    It is the ``score`` or ``target`` of the options or, where they are to be put in order, the order they stand in;
    ``accepted``, of the item or of its gaps; or ``answer``.
    """

    id: str
    kind: Kind
    chapter: str
    stem: Text
    explanation: Text
    revision: int = 1
    place: str = "exit"  # where it is asked: in the "text", at the "exit", or in an exercise ("task")
    objective: str = ""
    difficulty: int = 1
    made_from: str = ""  # what makes it anew for each seed: "kpi:nps", "term:pain-point:example"; see ``generation``
    uses: bool = False  # asks to use an idea in a new situation, not to recall it
    credit: str = "net_correct"
    section: str = ""  # where to read it again
    terms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    targets: tuple[Target, ...] = ()
    accepted: dict[str, list[str]] = field(default_factory=dict)
    sentence: Text = field(default_factory=dict)  # with gaps, each written [[id]]
    gaps: tuple[Gap, ...] = ()
    answer: float | None = None
    tolerance: float = 0.0  # absolute
    scale: tuple[float, float] | None = None  # where a guess can lie at all
    unit: str = ""  # "", "%", "points", "€": what may follow the number
    slips: tuple[Slip, ...] = ()
    hints: tuple[Hint, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    model_answer: Text = field(default_factory=dict)


_PARTS = {"options": Option, "targets": Target, "slips": Slip, "hints": Hint, "rubric": Criterion}


def from_data(row: dict[str, Any]) -> Item:
    """An item from its compiled form."""
    fields: dict[str, Any] = {name: value for name, value in row.items() if name in Item.__dataclass_fields__}
    fields |= {name: tuple(fields[name]) for name in ("terms", "sources") if name in fields}
    for name, part in _PARTS.items():
        fields[name] = tuple(part(**entry) for entry in row.get(name, ()))
    fields["gaps"] = tuple(_gap(entry) for entry in row.get("gaps", ()))
    return Item(**fields)


def _gap(entry: dict[str, Any]) -> Gap:
    return Gap(**{**entry, "slips": tuple(Slip(**slip) for slip in entry.get("slips", ()))})


@cache
def _banks() -> dict[str, tuple[Item, ...]]:
    return {chapter: tuple(map(_item, rows)) for chapter, rows in course.load()["questions"].items()}


def _item(row: dict[str, Any]) -> Item:
    """An item as its author wrote it, or as the first seed makes it."""
    if not row.get("made_from"):
        return from_data(row)
    from cxlearn.questions import generation  # which makes items

    return generation.placed(row)


def bank(chapter: str | None = None) -> tuple[Item, ...]:
    """Every question of a chapter (``"01"``; ``"05"`` with all its notebooks), or of the whole course."""
    return tuple(item for name, items in _banks().items() if course.within(name, chapter) for item in items)
