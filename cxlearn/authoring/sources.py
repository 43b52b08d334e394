"""The authors' files, read with the line on which each thing stands."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import jupytext.myst
import yaml

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
    """One cell of a lesson or an exercise sheet, with the line on which it starts."""

    kind: str
    source: str
    line: int
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def tags(self) -> list[str]:
        """A code cell's tags."""
        return list(self.metadata.get("tags", []))


@dataclass(frozen=True)
class Sheet:
    """A MyST file: a lesson, or the exercises of a chapter."""

    path: Path
    cells: list[Cell]

    def problem(self, cell: Cell, sentence: str) -> Problem:
        """``sentence``, said of ``cell``."""
        return Problem(self.path, cell.line, sentence)

    def pairs(self) -> Iterator[tuple[Cell, Cell]]:
        """Each French text with the English one that follows it."""
        for cell, after in zip(self.cells, self.cells[1:], strict=False):
            if cell.metadata.get("lang") == "fr" and after.metadata.get("lang") == "en":
                yield cell, after


def read_yaml(path: Path) -> Document:
    """A YAML file with its lines.

    Raises:
        SourceError: when it is not YAML.
    """
    _must_exist(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise SourceError(
            Problem(path, mark.line + 1 if mark else 1, f"not readable as YAML: {error.problem}")
        ) from error
    lines: dict[Place, int] = {}
    if node is None:
        return Document(path, None, lines)
    _note_lines(node, (), lines)
    return Document(path, yaml.safe_load(path.read_text(encoding="utf-8")), lines)


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise SourceError(Problem(path, 1, "this file is missing."))


def _note_lines(node: yaml.Node, place: Place, lines: dict[Place, int]) -> None:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*place, key.value)] = key.start_mark.line + 1
            _note_lines(value, (*place, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _note_lines(value, (*place, position), lines)


def read_sheet(path: Path) -> Sheet:
    """A lesson or an exercise sheet.

    Raises:
        SourceError: when a cell's metadata cannot be read.
    """
    _must_exist(path)
    try:
        notebook = jupytext.myst.myst_to_notebook(path.read_text(encoding="utf-8"), add_source_map=True)
    except (jupytext.myst.MystMetadataParsingError, yaml.YAMLError, json.JSONDecodeError) as error:
        raise SourceError(Problem(path, 1, f"a cell's metadata is not readable: {error}")) from error
    starts = notebook.metadata["source_map"]
    cells = [
        Cell(c.cell_type, c.source, line, dict(c.metadata)) for c, line in zip(notebook.cells, starts, strict=True)
    ]
    return Sheet(path, cells)


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
    def company(self) -> Document:
        """``company/company.yaml``."""
        return read_yaml(self.folder / "company" / "company.yaml")

    @cached_property
    def interface(self) -> list[Document]:
        """``interface/*.yaml``: the words of each room."""
        return [read_yaml(path) for path in sorted((self.folder / "interface").glob("*.yaml"))]

    @cached_property
    def coverage(self) -> dict[str, dict[str, str]]:
        """``coverage.tsv``: every concept of the source texts, by id, with its ``line`` in the file."""
        with (self.folder / "coverage.tsv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["id"]: {**row, "line": str(number)} for number, row in enumerate(rows, start=2)}

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters that have a folder, in teaching order."""
        rows = self.syllabus.data["chapters"]
        return [Chapter(row["id"], self.folder / row["folder"]) for row in rows if "folder" in row]
