"""What the YAML files may hold. Editors get the same rules as JSON schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag, ValidationError

from cxlearn.authoring.sources import Document, Problem
from cxlearn.questions import Kind

Words = Annotated[str, Field(pattern=r"\S")]
ChapterId = Annotated[str, Field(pattern=r"^\d\d[a-z]?$")]  # "05a": the first notebook of chapter 05
SectionId = Annotated[str, Field(pattern=r"^\d\d[a-z]?\.\d$")]


class Row(BaseModel):
    """A mapping that holds its named fields and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Both(Row):
    """One thing said in both languages."""

    fr: Words
    en: Words


class SlugRow(Row):
    """A chapter's part of a file name, in each language."""

    fr: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    en: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]


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


class GapRow(Row):
    """A gap of a sentence, written ``[[id]]`` in it; its reply is for who filled it wrongly."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    accepted: BothLists
    reply: Both
    slips: list[SlipRow] = []


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
    kind: Kind
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
    sentence: Both | None = None
    gaps: list[GapRow] = []
    answer: float | None = None
    tolerance: float = Field(default=0, ge=0)
    scale: tuple[float, float] | None = None
    unit: str = ""
    slips: list[SlipRow] = []
    hints: list[HintRow] = []
    rubric: list[CriterionRow] = []
    model_answer: Both | None = None


class MadeRow(Row):
    """A question that a calculator or the lexicon makes; the author gives it its place."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    made_from: Annotated[str, Field(pattern=r"^(kpi:[a-z_]+|term:[a-z0-9-]+:[a-z]+)$")]
    revision: int = 1
    place: Literal["text", "exit"] = "exit"
    objective: str = ""
    difficulty: int = Field(default=1, ge=1, le=3)
    section: SectionId | Literal[""] = ""


_WAYS = ("written", "made")
AnyItem = Annotated[
    Annotated[ItemRow, Tag("written")] | Annotated[MadeRow, Tag("made")],
    Discriminator(lambda row: _WAYS["made_from" in row if isinstance(row, dict) else isinstance(row, MadeRow)]),
]
"""An item is written, or says what makes it."""


class TaskRow(ItemRow):
    """An exercise: a question with a title, numbers of its own, and a worked solution."""

    id: Annotated[str, Field(pattern=r"^\d\d[a-z]?-\d$")]
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
    items: list[AnyItem]


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


class MisconceptionRow(Row):
    """The name of a misconception, and what betrays it: by default the options that name its id."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: Both
    betrayed_by: list[Words] = Field(default=[], min_length=1)


class Misconceptions(RootModel[list[MisconceptionRow]]):
    """``misconceptions.yaml``."""


class ObjectiveRow(Row):
    """What a learner will be able to do."""

    id: SectionId
    fr: Words
    en: Words


class ChapterRow(Row):
    """A chapter of the syllabus; without a folder it is announced, not yet taught."""

    id: ChapterId
    slug: SlugRow
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


class ColumnRow(Row):
    """A column of a table: what it means, and what to mind."""

    type: Literal["id", "text", "category", "flag", "count", "score", "amount", "date", "moment"]
    meaning: Both
    unit: Both | None = None
    scale: tuple[int, int] | None = None
    values: dict[Words, Both] = {}
    flaw: Both | None = None


class TableRow(Row):
    """A table of the running case."""

    meaning: Both
    columns: dict[Words, ColumnRow]


class FindingRow(Both):
    """What a table hides on purpose, for instructors, and the code that shows it."""

    id: Words
    chapter: ChapterId
    code: Words


class Dictionary(Row):
    """``company/dictionary.yaml``: the running case's tables."""

    tables: dict[Words, TableRow]
    findings: list[FindingRow] = []


FILES: dict[str, type[BaseModel]] = {
    "questions": Questions,
    "tasks": Tasks,
    "lexicon": Lexicon,
    "references": References,
    "misconceptions": Misconceptions,
    "syllabus": Syllabus,
    "interface": Interface,
    "company": Company,
    "dictionary": Dictionary,
}
"""Each kind of file and its model."""


def problems(document: Document, kind: str) -> list[Problem]:
    """What is wrong with the form of a YAML file."""
    try:
        FILES[kind].model_validate(document.data)
    except ValidationError as error:
        return [document.problem(found["loc"], _sentence(found)) for found in map(_located, error.errors())]
    return []


def _located(error: Any) -> dict[str, Any]:  # noqa: ANN401 -- pydantic's own mapping
    """A mistake with the place where it stands in the file, which knows nothing of the ways of an item."""
    return {**error, "loc": tuple(part for part in error["loc"] if part not in _WAYS)}


_ADVICE = {
    "missing": "this is missing; every such entry needs it.",
    "extra_forbidden": "this name is not known here; look for a typing error, or for a comma in a text without quotes.",
    "string_type": "this must be a text; put it in quotes (YAML reads Yes, true or 01 otherwise).",
    "list_type": "this must be a list: each entry on a line that begins with a dash.",
    "dict_type": "this must be a mapping: each line a name, a colon and a value.",
    "model_type": "this must be a mapping: each line a name, a colon and a value.",
}
"""What to do, by pydantic's name of the mistake."""


def _sentence(found: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in found["loc"])
    last = found["loc"][-1] if found["loc"] else ""
    kind, where = found["type"], where or "the file"
    if kind == "missing" and last in {"fr", "en"}:
        language = {"fr": "French", "en": "English"}[last]
        return f"{where}: the {language} text is missing; write it beside the other one."
    if kind == "string_pattern_mismatch" and not str(found["input"]).strip():
        return f"{where}: there is no text here yet."
    if kind in _ADVICE:
        return f"{where}: {_ADVICE[kind]}"
    return f"{where}: {found['msg']} (found {str(found.get('input'))[:60]!r})."
