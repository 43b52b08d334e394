"""What the YAML files may hold. Editors get the same rules as JSON schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from cxlearn.authoring.sources import Document, Problem

Words = Annotated[str, Field(min_length=1)]
ChapterId = Annotated[str, Field(pattern=r"^\d\d$")]
SectionId = Annotated[str, Field(pattern=r"^\d\d\.\d$")]


class Row(BaseModel):
    """A mapping that holds its named fields and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Both(Row):
    """One thing said in both languages."""

    fr: Words
    en: Words


class BothLists(Row):
    """Several wordings in each language."""

    fr: list[Words] = Field(min_length=1)
    en: list[Words] = Field(min_length=1)


class OptionRow(Row):
    """One thing to choose or to put somewhere; its reply teaches."""

    id: Words
    text: Both | None = None
    reply: Both
    score: float = Field(default=0, ge=0, le=1)
    target: Words | None = None
    misconception: Words | None = None


class TargetRow(Row):
    """A category, or the other half of a pair."""

    id: Words
    text: Both


class SlipRow(Row):
    """A known wrong answer, and the reply that names the slip."""

    id: Words
    reply: Both
    value: float | None = None
    texts: BothLists | None = None


class HintRow(Row):
    """A graduated hint and what it costs, as a share of the score."""

    text: Both
    cost: float = Field(default=0.25, ge=0, le=1)


class CriterionRow(Row):
    """One line of a rubric."""

    id: Words
    text: Both
    essential: bool = True


class ItemRow(Row):
    """A question. The key stands once, for both languages."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    kind: Literal["single", "multiple", "true_false", "short_text", "number", "matching", "categorise", "open"]
    stem: Both
    explanation: Both
    revision: int = 1
    place: Literal["text", "exit", "task"] = "exit"
    objective: str = ""
    difficulty: int = Field(default=1, ge=1, le=3)
    uses: bool = False
    credit: Literal["net_correct", "all_or_nothing", "each_answer", "coverage", "weighted"] = "net_correct"
    section: SectionId | Literal[""] = ""
    terms: list[Words] = []
    sources: list[Words] = []
    options: list[OptionRow] = []
    targets: list[TargetRow] = []
    accepted: BothLists | None = None
    answer: float | None = None
    tolerance: float = Field(default=0, ge=0)
    unit: str = ""
    slips: list[SlipRow] = []
    hints: list[HintRow] = []
    rubric: list[CriterionRow] = []
    model_answer: Both | None = None


class TaskRow(ItemRow):
    """An exercise: a question with a title, numbers of its own, and a worked solution."""

    id: Annotated[str, Field(pattern=r"^\d\d-\d$")]
    title: Both
    solution: Both


class FieldRow(Row):
    """One field of a worksheet."""

    id: Words
    prompt: Both
    help: Both


class Questions(Row):
    """``questions.yaml``: the guess at the start, the worksheet, and the items."""

    prediction: ItemRow | None = None
    worksheet: list[FieldRow] = []
    items: list[ItemRow]


class Tasks(RootModel[list[TaskRow]]):
    """``tasks.yaml``: the exercises' words; their numbers are drawn in ``tasks.py``."""


class ConfusionRow(Row):
    """A term that is often taken for this one, and how to tell them apart."""

    term: Words
    tell_apart: Both


class TermRow(Row):
    """An entry of the lexicon."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    term: Both
    acronym: Both | None = None
    expansion: Both | None = None
    synonyms: dict[Literal["fr", "en"], list[Words]] = {}
    definition: Both
    longer: Both | None = None
    example: Both
    confused_with: list[ConfusionRow] = []
    chapter: ChapterId
    deck: ChapterId | None = None
    covers: list[Words] = []
    sources: list[Words] = []


class Lexicon(RootModel[list[TermRow]]):
    """``lexicon.yaml``."""


class ReferenceRow(Row):
    """A work cited, and how it was seen."""

    authors: Words
    year: Words
    title: Words
    where: Words
    doi: str | None = None
    seen: Literal["work", "abstract", "quoted"]
    note: Both | None = None


class References(RootModel[dict[str, ReferenceRow]]):
    """``references.yaml``."""


class ObjectiveRow(Row):
    """What a learner will be able to do."""

    id: SectionId
    fr: Words
    en: Words


class ChapterRow(Row):
    """A chapter of the syllabus; without a folder it is announced, not yet taught."""

    id: ChapterId
    slug: Both
    title: Both
    folder: Words | None = None
    minutes: int | None = None
    objectives: list[ObjectiveRow] = []
    prerequisites: Both | None = None


class Syllabus(Row):
    """``syllabus.yaml``."""

    chapters: list[ChapterRow]


class Interface(RootModel[dict[str, Both]]):
    """A file of ``interface/``: the words of one room."""


class Company(RootModel[dict[str, Any]]):
    """``company/company.yaml``: the running case."""


FILES: dict[str, type[BaseModel]] = {
    "questions": Questions,
    "tasks": Tasks,
    "lexicon": Lexicon,
    "references": References,
    "syllabus": Syllabus,
    "interface": Interface,
    "company": Company,
}
"""Each kind of file and its model."""


def problems(document: Document, kind: str) -> list[Problem]:
    """What is wrong with the form of a YAML file."""
    try:
        FILES[kind].model_validate(document.data)
    except ValidationError as error:
        return [document.problem(found["loc"], _sentence(dict(found))) for found in error.errors()]
    return []


def _sentence(found: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in found["loc"])
    last = found["loc"][-1] if found["loc"] else ""
    if found["type"] == "missing" and last in {"fr", "en"}:
        language = {"fr": "French", "en": "English"}[last]
        return f"{where}: the {language} text is missing; write it beside the other one."
    if found["type"] == "missing":
        return f"{where}: this is missing; every such entry needs it."
    if found["type"] == "extra_forbidden":
        return f"{where}: this name is not known here; look for a typing error."
    return f"{where}: {found['msg']} (found {str(found.get('input'))[:60]!r})."
