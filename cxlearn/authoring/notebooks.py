"""Lessons and exercise sheets become notebooks: one language each, same texts, same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from cxlearn.authoring.compiling import as_json
from cxlearn.authoring.glossary import GLOSSARY, glossary_cells, opening
from cxlearn.authoring.running import CellError
from cxlearn.authoring.sources import Cell, Chapter, Course, Problem, Sheet, SourceError
from cxlearn.course import LANGUAGES, dated

_ROOMS = {"lesson": "notebooks", "exercises": "exercises", "solutions": "solutions"}
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebooks(course: Course, outputs: Callable[[list[str], str], dict[int, Any]]) -> dict[PurePosixPath, bytes]:
    """Every notebook by its path in the repository.

    Args:
        course: the authors' files.
        outputs: runs the sources of a notebook's code cells in a language and returns, by the position of the code
            cell, what those named in its second use have shown; see ``running``.

    Raises:
        SourceError: when a code cell fails; it names the sheet, the line and the notebook.
    """
    plans = [*_plans(course)]
    with ThreadPoolExecutor(os.cpu_count()) as workers:  # each notebook's code runs in a process of its own
        made = workers.map(lambda plan: _made(plan, outputs), plans)
        return {plan.target: content for plan, content in zip(plans, made, strict=True)}


@dataclass(frozen=True)
class _Plan:
    """A notebook to make: where it goes, and the sheet to name when a cell fails."""

    target: PurePosixPath
    language: str
    cells: list[Cell]
    sheet: Path | None = None


def _plans(course: Course) -> Iterator[_Plan]:
    for chapter in course.chapters:
        for room, sheet in _sheets(chapter):
            for language in LANGUAGES:
                target, cells = path(course, chapter.id, room, language), _cells(course, sheet, room, language)
                yield _Plan(target, language, cells, sheet.path)
    for language in LANGUAGES:
        cells = [replace(c, source=resolve_links(course, c.source, language)) for c in glossary_cells(course, language)]
        yield _Plan(GLOSSARY[language], language, cells)


def _made(plan: _Plan, outputs: Callable[[list[str], str], dict[int, Any]]) -> bytes:
    try:
        return as_json(_notebook(plan.cells, plan.language, outputs))
    except CellError as error:
        if plan.sheet is None:
            raise
        failing = [cell for cell in plan.cells if cell.kind == "code"][error.position]
        sentence = f"in {plan.target} this cell fails: {error}"
        raise SourceError(Problem(plan.sheet, failing.line, sentence)) from error


def path(course: Course, chapter_id: str, room: str, language: str) -> PurePosixPath:
    """Where a notebook stands: ``notebooks/fr/01_ux_et_cx.ipynb``."""
    row = next(row for row in course.syllabus.data["chapters"] if row["id"] == chapter_id)
    return PurePosixPath(_ROOMS[room], language, f"{chapter_id}_{row['slug'][language]}.ipynb")


def _sheets(chapter: Chapter) -> list[tuple[str, Sheet]]:
    sheets = [("lesson", chapter.lesson)]
    if chapter.exercises:
        sheets += [("exercises", chapter.exercises), ("solutions", chapter.exercises)]
    return sheets


def _cells(course: Course, sheet: Sheet, room: str, language: str) -> list[Cell]:
    left_out = {"exercises": "solution", "solutions": "stub"}.get(room)
    kept = [opening(language)]
    for cell in sheet.cells:
        if cell.metadata.get("lang", language) != language or left_out in cell.tags:
            continue
        details = _details(sheet, cell)
        if details.get("room", room) != room:  # the exercises and their solutions open with words of their own
            continue
        source = resolve_links(course, cell.source, language) if cell.kind == "markdown" else cell.source
        kept.append(Cell(cell.kind, _set_apart(source) if details.get("instructor") else source, cell.line, details))
    return [_with_references(course, cell, language) for cell in kept]


def _set_apart(note: str) -> str:
    """An instructor's note as a quotation, so that nobody takes it for the lesson."""
    return "\n".join(f"> {line}".rstrip() for line in note.splitlines())


def _details(sheet: Sheet, cell: Cell) -> dict[str, Any]:
    """A text's metadata stands on its French cell and holds for both."""
    if cell.metadata.get("lang") != "en":
        return cell.metadata
    return next((fr.metadata for fr, en in sheet.pairs() if en is cell), cell.metadata)


def resolve_links(course: Course, source: str, language: str) -> str:
    """``(lesson:01)`` and ``(glossary:)`` become the way from one notebook of the repository to another."""

    def relative(found: re.Match[str]) -> str:
        return f"(../../{path(course, found['chapter'], found['room'], language)})"

    source = source.replace("(glossary:)", f"(../../{GLOSSARY[language]})")
    return re.sub(r"\((?P<room>lesson|exercises|solutions):(?P<chapter>\d\d[a-z]?)\)", relative, source)


def citation(row: dict[str, Any], language: str) -> str:
    """A work as a line of a list of references."""
    link = f" [doi:{row['doi']}](https://doi.org/{row['doi']})" if row.get("doi") else ""
    return f"{row['authors']} ({dated(row, language)}). *{row['title']}*. {row['where']}.{link}"


def _with_references(course: Course, cell: Cell, language: str) -> Cell:
    keys = cell.metadata.get("references", [])
    if not keys:
        return cell
    rows = [course.references.data[key] for key in keys]
    lines = [
        f"- {citation(row, language)}" + (f" *{row['note'][language]}*" if row.get("note") else "") for row in rows
    ]
    return Cell(cell.kind, cell.source + "\n\n" + "\n".join(lines), cell.line, cell.metadata)


def _notebook(cells: list[Cell], language: str, outputs: Callable[[list[str], str], dict[int, Any]]) -> dict[str, Any]:
    code = [cell for cell in cells if cell.kind == "code"]
    compared = {i for i, cell in enumerate(code) if "nbval-check-output" in cell.tags}
    shown = outputs([cell.source for cell in code], language) if compared else {}
    seen: dict[str, int] = {}
    rows = []
    for cell in cells:
        row = _row(cell, seen)
        position = next((i for i, c in enumerate(code) if c is cell), None)
        if position in compared and position in shown:
            row |= {"execution_count": 1, "outputs": [shown[position]]}
        rows.append(row)
    return {"cells": rows, "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5}


def _row(cell: Cell, seen: dict[str, int]) -> dict[str, Any]:
    digest = hashlib.sha256(f"{cell.kind}\n{cell.source}".encode()).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    row = {
        "cell_type": cell.kind,
        "id": f"{digest}-{seen[digest]}",
        "metadata": _notebook_metadata(cell),
        "source": cell.source.splitlines(keepends=True),
    }
    return row | {"execution_count": None, "outputs": []} if cell.kind == "code" else row


def _notebook_metadata(cell: Cell) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if cell.tags:
        kept["tags"] = sorted(cell.tags)
    if "plumbing" in cell.tags:
        kept["jupyter"] = {"source_hidden": True}
    if cell.metadata.get("slide"):
        kept["slideshow"] = {"slide_type": cell.metadata["slide"]}
    if cell.metadata.get("instructor") or "instructor" in cell.tags:
        kept["cxlearn"] = {"instructor": True}
    return json.loads(json.dumps(kept))  # type: ignore[no-any-return]
