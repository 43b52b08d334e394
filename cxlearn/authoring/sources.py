"""The authors' files, read with the line on which each thing stands."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import jupytext.myst
import yaml

from cxlearn.course import ACROSS

Place: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a YAML file: keys and positions."""


class SourceError(Exception):
    """A file that cannot be read at all: its path, the line, and what to mend."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, order=True)
class Problem:
    """One thing for an author to mend, as file, line and a sentence."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class Document:
    """A YAML file: its data, and the line of every value in it."""

    path: Path
    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of the value at ``place``, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, sentence: str) -> Problem:
        """``sentence``, said of the value at ``place``."""
        return Problem(self.path, self.line(place), sentence)


@dataclass
class Cell:
    """One cell of a lesson or an exercise sheet.

    Attributes:
        kind: ``"markdown"`` or ``"code"``.
        source: what it says.
        line: where it opens.
        metadata: what its opening says.
        first: the line on which ``source`` begins, below the opening.
    """

    kind: str
    source: str
    line: int
    metadata: dict[str, Any] = field(default_factory=dict)
    first: int = 0

    @property
    def tags(self) -> list[str]:
        """A code cell's tags."""
        return list(self.metadata.get("tags", []))


@dataclass(frozen=True)
class Sheet:
    """A MyST file: a lesson, or the exercises of a chapter."""

    path: Path
    cells: list[Cell]

    def problem(self, cell: Cell, sentence: str, at: int | None = None) -> Problem:
        """``sentence``, said of ``cell``, or of what stands at that place of its source."""
        line = cell.line if at is None else cell.first + cell.source.count("\n", 0, at)
        return Problem(self.path, line, sentence)

    def pairs(self) -> Iterator[tuple[Cell, Cell]]:
        """Each French text with the English one that follows it."""
        for cell, after in zip(self.cells, self.cells[1:], strict=False):
            if cell.metadata.get("lang") == "fr" and after.metadata.get("lang") == "en":
                yield cell, after


_YAML_ADVICE = {
    "'\\t'": "indent with spaces, not with tabs",
    "expected <block end>": "this line is indented otherwise than those it belongs with",
    "could not find expected ':'": "this line, or the one before, is indented otherwise than those it belongs with",
    "mapping values": "a text that holds a colon stands in quotes",
    "expected ',' or": "a text that holds a comma, a brace or a quotation mark stands in quotes, or a bracket is open",
}


def read_text(path: Path) -> str:
    """A file's text, without the mark that some editors put first.

    Raises:
        SourceError: when there is no such file, or it is not UTF-8.
    """
    if not path.exists():
        raise SourceError(Problem(path, 1, "this file is missing."))
    content = path.read_bytes()
    try:
        # As open() does: a file saved on Windows reads like any other.
        return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(Problem(path, line, "this is not UTF-8; save the file again in that encoding.")) from error


def read_yaml(path: Path) -> Document:
    """A YAML file with its lines.

    Raises:
        SourceError: when it is not YAML, or says a thing twice.
    """
    text = read_text(path)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark, said = error.problem_mark, str(error.problem)
        advice = next((words for sign, words in _YAML_ADVICE.items() if sign in said), "")
        sentence = f"not readable as YAML: {said}{f'; {advice}' if advice else ''}."
        raise SourceError(Problem(path, mark.line + 1 if mark else 1, sentence)) from error
    lines: dict[Place, int] = {}
    if node is None:
        return Document(path, None, lines)
    twice = next(_note_lines(node, (), lines), None)
    if twice:
        raise SourceError(Problem(path, twice.start_mark.line + 1, f"{twice.value!r} stands here twice; keep one."))
    return Document(path, yaml.constructor.SafeConstructor().construct_document(node), lines)


def _note_lines(node: yaml.Node, place: Place, lines: dict[Place, int]) -> Iterator[yaml.Node]:
    """Fill ``lines``, and yield the keys that their mapping already had: YAML would drop one of them in silence."""
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside = (*place, key.value)
            if inside in lines:
                yield key
            yield from _note_lines(value, inside, lines)
            lines[inside] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _note_lines(value, (*place, position), lines)


def read_sheet(path: Path) -> Sheet:
    """A lesson or an exercise sheet.

    Raises:
        SourceError: when a cell's metadata cannot be read.
    """
    text = read_text(path)
    try:
        notebook = jupytext.myst.myst_to_notebook(text, add_source_map=True)
    except (jupytext.myst.MystMetadataParsingError, yaml.YAMLError, json.JSONDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        sentence = f"the opening of a cell is not readable: {' '.join(str(error).split())}"
        raise SourceError(Problem(path, int(line[1]) if line else 1, sentence)) from error
    rows = text.splitlines()
    cells = [
        Cell(c.cell_type, c.source, line, dict(c.metadata), _first(rows, c.source, line))
        for c, line in zip(notebook.cells, notebook.metadata["source_map"], strict=True)
    ]
    return Sheet(path, cells)


def _first(rows: list[str], source: str, opening: int) -> int:
    """The line on which a cell's source begins."""
    wanted = source.splitlines()
    found = (n for n in range(max(opening - 1, 0), len(rows)) if rows[n : n + len(wanted)] == wanted)
    return next(found, opening - 1) + 1


@dataclass(frozen=True)
class Chapter:
    """The files of one chapter. A file that a chapter lacks is None."""

    id: str
    folder: Path

    @cached_property
    def lesson(self) -> Sheet:
        """``lesson.md``: every chapter has one."""
        return read_sheet(self.folder / "lesson.md")

    @cached_property
    def exercises(self) -> Sheet | None:
        """``exercises.md``."""
        path = self.folder / "exercises.md"
        return read_sheet(path) if path.exists() else None

    @cached_property
    def questions(self) -> Document | None:
        """``questions.yaml``."""
        return self._document("questions.yaml")

    @cached_property
    def tasks(self) -> Document | None:
        """``tasks.yaml``."""
        return self._document("tasks.yaml")

    def sheets(self) -> list[Sheet]:
        """The lesson, and the exercises where there are some."""
        return [self.lesson, *([self.exercises] if self.exercises else [])]

    def _document(self, name: str) -> Document | None:
        path = self.folder / name
        return read_yaml(path) if path.exists() else None


@dataclass(frozen=True)
class Course:
    """Every source file of the course, read when it is first asked for."""

    folder: Path

    @cached_property
    def syllabus(self) -> Document:
        """``syllabus.yaml``."""
        return read_yaml(self.folder / "syllabus.yaml")

    @cached_property
    def lexicon(self) -> Document:
        """``lexicon.yaml``."""
        return read_yaml(self.folder / "lexicon.yaml")

    @cached_property
    def references(self) -> Document:
        """``references.yaml``."""
        return read_yaml(self.folder / "references.yaml")

    @cached_property
    def misconceptions(self) -> Document:
        """``misconceptions.yaml``: the names of those that several questions share; a course may have none."""
        path = self.folder / "misconceptions.yaml"
        return read_yaml(path) if path.exists() else Document(path, [], {})

    @cached_property
    def company(self) -> Document:
        """``company/company.yaml``."""
        return read_yaml(self.folder / "company" / "company.yaml")

    @cached_property
    def dictionary(self) -> Document:
        """``company/dictionary.yaml``: the company's tables, and what they hide."""
        return read_yaml(self.folder / "company" / "dictionary.yaml")

    @cached_property
    def interface(self) -> list[Document]:
        """``interface/*.yaml``: the words of each room."""
        return [read_yaml(path) for path in sorted((self.folder / "interface").glob("*.yaml"))]

    @cached_property
    def coverage(self) -> dict[str, dict[str, str]]:
        """``coverage.tsv``: every concept of the source texts, by id, with its ``line`` in the file."""
        path = self.folder / "coverage.tsv"
        # Editors that trim lines take empty columns away with the last tabs.
        reader = csv.DictReader(io.StringIO(read_text(path)), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        concepts: dict[str, dict[str, str]] = {}
        for row in reader:
            if None in row or not row["id"] or row["id"] in concepts:
                sentence = "this row has a tab too many, or its id is empty or taken."
                raise SourceError(Problem(path, reader.line_num, sentence))
            concepts[row["id"]] = {**row, "line": str(reader.line_num)}
        return concepts

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters that have a folder, in teaching order."""
        rows = self.syllabus.data["chapters"]
        return [Chapter(row["id"], self.folder / row["folder"]) for row in rows if "folder" in row]

    @cached_property
    def banks(self) -> list[Chapter]:
        """Whatever has questions: the chapters, and ``across/``, which goes across all of them and has no lesson."""
        across = Chapter(ACROSS, self.folder / "across")
        return [*self.chapters, *([across] if across.questions else [])]
