"""The lexicon as a notebook: the search, then every term from A to Z, for who runs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from cxlearn.authoring.compiling import taught
from cxlearn.authoring.sources import Cell, Course
from cxlearn.course import within
from cxlearn.lexicon import key
from cxlearn.lexicon import taught as taught_terms

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
    interface = next(document.data for document in course.interface if document.path.stem == "glossary")
    words = {word: texts[language] for word, texts in interface.items()}
    rows = sorted(course.lexicon.data, key=lambda row: (key(row["term"][language]), row["id"]))
    lessons = _lessons(course, words["lesson"])
    letters = groupby(rows, key=lambda row: key(row["term"][language])[:1].upper())
    return [
        Cell("markdown", f"# {words['label']}\n\n{words['below']}\n\n## {words['to_search']}\n\n{words['intro']}", 0),
        # One cell to run, for who runs all of them ends at the foot of a long page.
        replace(opening(language), source=f"{opening(language).source}\ncx.glossary()"),
        *(Cell("markdown", _letter(letter, group, lessons, language), 0) for letter, group in letters),
    ]


def _letter(letter: str, rows: Iterable[dict[str, Any]], lessons: dict[str, str], language: str) -> str:
    return "\n".join([f"## {letter}", "", *(f"{_line(row, language)}{lessons[row['id']]}" for row in rows)])


def _line(row: dict[str, Any], language: str) -> str:
    """One term: its name and acronym, its name in the other language, and what it means."""
    other = "en" if language == "fr" else "fr"
    acronym = row.get("acronym", {}).get(language)
    name = f"**{row['term'][language]}**" + (f" ({acronym})" if acronym else "")
    return f"- {name} · *{row['term'][other]}* · {row['definition'][language]}"


def _lessons(course: Course, words: str) -> dict[str, str]:
    """For each term, links to the lessons that teach it; none while they are in preparation."""
    sections, links = taught_terms(taught(course)), {}
    for row in course.lexicon.data:
        places = sections.get(row["id"]) or (row.get("deck") or row["chapter"],)
        asked = {place.partition(".")[0] for place in places}
        ids = [c.id for c in course.chapters if any(within(c.id, one) for one in asked)]
        links[row["id"]] = "".join(f" [{words.format(chapter=id_)}](lesson:{id_})" for id_ in ids)
    return links
