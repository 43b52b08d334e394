"""The lexicon as a notebook: the search, then every term from A to Z, for who runs nothing."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from cxlearn.authoring.sources import Cell, Course
from cxlearn.course import within

GLOSSARY = {
    "fr": PurePosixPath("notebooks", "fr", "12_glossaire.ipynb"),
    "en": PurePosixPath("notebooks", "en", "12_glossary.ipynb"),
}
"""Where it stands in each language: after the last chapter."""


def opening(language: str) -> Cell:
    """The cell that every notebook begins with."""
    return Cell("code", f'import cxlearn as cx\n\ncx.use("{language}")', 0, {"tags": ["plumbing"]})


def glossary_cells(course: Course, language: str) -> list[Cell]:
    """The glossary's cells in a language; a lesson's link is still written ``(lesson:01)``."""
    words = next(document.data for document in course.interface if document.path.stem == "glossary")
    label, intro, below = (words[word][language] for word in ("label", "intro", "below"))
    rows = sorted(course.lexicon.data, key=lambda row: (_plain(row["term"][language]), row["id"]))
    letters = groupby(rows, key=lambda row: _plain(row["term"][language])[:1].upper())
    return [
        opening(language),
        Cell("markdown", f"# {label}\n\n{intro}\n\n{below}", 0),
        Cell("code", "cx.glossary()", 0, {"tags": ["plumbing"]}),
        *(Cell("markdown", _letter(course, letter, list(group), language), 0) for letter, group in letters),
    ]


def _letter(course: Course, letter: str, rows: list[dict[str, Any]], language: str) -> str:
    return "\n".join([f"## {letter}", "", *(_line(course, row, language) for row in rows)])


def _line(course: Course, row: dict[str, Any], language: str) -> str:
    """One term: its name and acronym, what it means, its name in the other language, and its lesson."""
    other = "en" if language == "fr" else "fr"
    acronym = row.get("acronym", {}).get(language)
    name = f"**{row['term'][language]}**" + (f" ({acronym})" if acronym else "")
    definition, abroad = row["definition"][language], row["term"][other]
    return f"- {name} · *{abroad}* · {definition} {_lesson(course, row)}".rstrip()


def _lesson(course: Course, row: dict[str, Any]) -> str:
    asked = row.get("deck") or row["chapter"]
    chapters = [chapter.id for chapter in course.chapters if within(chapter.id, asked)]
    return " ".join(f"[{id_}](lesson:{id_})" for id_ in chapters)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())
