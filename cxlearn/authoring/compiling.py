"""The authors' files become ``course.json``, the one file that the runtime reads."""

from __future__ import annotations

import json
import re
from typing import Any

from cxlearn.authoring.sources import Course, Document

_FOR_AUTHORS = {"covers"}


def course_json(course: Course) -> bytes:
    """The compiled course, as the bytes of ``course.json``: same texts, same bytes."""
    data = {
        "chapters": [_chapter(course, row) for row in course.syllabus.data["chapters"]],
        "company": {**course.company.data, "tables": _rows(course.dictionary.data["tables"], "columns", "values")},
        "coverage": taught(course),
        "interface": interface(course.interface),
        "lexicon": [_plain(row) for row in course.lexicon.data],
        "misconceptions": [{"betrayed_by": [row["id"]], **row} for row in course.misconceptions.data],
        "predictions": _each(course, "prediction"),
        "questions": {
            c.id: [_item(c.id, row) for row in c.questions.data["items"]] for c in course.banks if c.questions
        },
        "references": course.references.data,
        "tasks": {c.id: [_item(c.id, row) for row in c.tasks.data] for c in course.chapters if c.tasks},
        "worksheets": {c.id: c.questions.data.get("worksheet", []) for c in course.chapters if c.questions},
    }
    return as_json(data)


def as_json(data: Any) -> bytes:  # noqa: ANN401 -- whatever JSON can hold
    """Readable JSON whose bytes depend on the content alone."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def interface(documents: list[Document]) -> dict[str, Any]:
    """The interface's words by ``"file.key"``."""
    return {f"{doc.path.stem}.{key}": words for doc in documents for key, words in (doc.data or {}).items()}


def sections(course: Course, chapter_id: str) -> list[dict[str, str]]:
    """The sections of a lesson: id, and title in each language."""
    lesson = next(c.lesson for c in course.chapters if c.id == chapter_id)
    pairs = [(fr, en) for fr, en in lesson.pairs() if "section" in fr.metadata]
    return [{"id": fr.metadata["section"], "fr": _heading(fr.source), "en": _heading(en.source)} for fr, en in pairs]


def taught(course: Course) -> dict[str, list[str]]:
    """For each concept taught so far: the sections and lexicon entries that cover it."""
    where: dict[str, list[str]] = {}
    for chapter in course.chapters:
        for sheet in chapter.sheets():
            section = chapter.id
            for cell in sheet.cells:
                section = cell.metadata.get("section", section)
                for concept in cell.metadata.get("covers", []):
                    where.setdefault(concept, []).append(section)
    for row in course.lexicon.data:
        for concept in row.get("covers", []):
            where.setdefault(concept, []).append(f"lexicon:{row['id']}")
    return {concept: list(dict.fromkeys(places)) for concept, places in sorted(where.items())}


def _chapter(course: Course, row: dict[str, Any]) -> dict[str, Any]:
    published = "folder" in row
    return {**_plain(row), "published": published, "sections": sections(course, row["id"]) if published else []}


def _item(chapter_id: str, row: dict[str, Any]) -> dict[str, Any]:
    return {**_plain(row), "chapter": chapter_id, "options": [_option(o) for o in row.get("options", [])]}


def _option(row: dict[str, Any]) -> dict[str, Any]:
    # "True" and "false" are words of the interface, not of each question.
    return row if "text" in row else {**row, "text": {"fr": "", "en": ""}}


def _each(course: Course, field: str) -> dict[str, Any]:
    rows = {c.id: c.questions.data.get(field) for c in course.chapters if c.questions}
    return {chapter: _item(chapter, row) for chapter, row in rows.items() if row}


def _rows(named: dict[str, dict[str, Any]], *inside: str) -> list[dict[str, Any]]:
    """Named things as a list, which keeps their order in JSON with sorted keys; so too what is ``inside`` them."""
    rows = [{"id": name, **row} for name, row in named.items()]
    for row in rows:
        if inside and inside[0] in row:
            row[inside[0]] = _rows(row[inside[0]], *inside[1:])
    return rows


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in _FOR_AUTHORS}


def _heading(source: str) -> str:
    found = re.search(r"^#{1,3}\s+(?:\d+[.)]\s*)?(.+)$", source, re.MULTILINE)
    return found.group(1).strip() if found else ""
