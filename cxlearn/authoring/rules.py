"""What every text of the course must keep to, beyond its form: both languages, keys, replies, sources, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from cxlearn.authoring import schema
from cxlearn.authoring.covering import unnamed, untaught
from cxlearn.authoring.draws import draw_problems
from cxlearn.authoring.items import question_problems, repeated_ids, unknown_sources
from cxlearn.authoring.misconceptions import misconception_problems
from cxlearn.authoring.sheets import sheet_problems
from cxlearn.authoring.sources import Chapter, Course, Document, Place, Problem
from cxlearn.authoring.wording import document_wording, interface_spacing, interface_values
from cxlearn.course import within

_LONGEST_DEFINITION = 40


def problems(course: Course) -> list[Problem]:
    """Everything an author has to mend, in no particular order.

    Raises:
        SourceError: when a file cannot be read at all.
    """
    found = list(_forms(course))
    if found:
        return found  # the rules below rely on well-formed files
    found += [*_syllabus(course), *_lexicon(course), *repeated_ids(course), *misconception_problems(course)]
    for chapter in course.banks:
        found += [*question_problems(course, chapter), *_placed(course, chapter), *draw_problems(chapter)]
    for chapter in course.chapters:
        for sheet in chapter.sheets():
            found += sheet_problems(course, chapter, sheet)
    for document in _prose(course):
        found += document_wording(document)
    for document in course.interface:
        found += [*interface_values(document), *interface_spacing(document)]
    return found + list(untaught(course))


def _forms(course: Course) -> Iterator[Problem]:
    documents = [(course.syllabus, "syllabus"), (course.lexicon, "lexicon"), (course.references, "references")]
    documents += [(course.misconceptions, "misconceptions")]
    documents += [(course.company, "company"), (course.dictionary, "dictionary")]
    documents += [(document, "interface") for document in course.interface]
    unformed = [problem for document, kind in documents for problem in schema.problems(document, kind)]
    yield from unformed
    if unformed:
        return  # the chapters are read from the syllabus
    for chapter in course.banks:
        for document, kind in ((chapter.questions, "questions"), (chapter.tasks, "tasks")):
            yield from schema.problems(document, kind) if document else []


def _prose(course: Course) -> Iterator[Document]:
    yield from (course.syllabus, course.lexicon, course.references, course.company, course.dictionary)
    yield course.misconceptions
    yield from (d for chapter in course.banks for d in (chapter.questions, chapter.tasks) if d)


def _repeated(document: Document, names: Iterable[tuple[Place, str]], what: str) -> Iterator[Problem]:
    placed = list(names)
    counts = Counter(name for _, name in placed)
    yield from (
        document.problem(place, f"the {what} {name!r} is used twice.") for place, name in placed if counts[name] > 1
    )


# --- the syllabus


def _syllabus(course: Course) -> Iterator[Problem]:
    document, rows = course.syllabus, list(enumerate(course.syllabus.data["chapters"]))
    yield from _repeated(document, [(("chapters", n), row["id"]) for n, row in rows], "id")
    goals = [(n, k, goal) for n, row in rows for k, goal in enumerate(row.get("objectives", []))]
    yield from _repeated(
        document, [(("chapters", n, "objectives", k), goal["id"]) for n, k, goal in goals], "objective"
    )
    for language in ("fr", "en"):
        yield from _repeated(document, [(("chapters", n, "slug"), row["slug"][language]) for n, row in rows], "slug")
    for n, row in rows:
        for field in ("minutes", "objectives"):
            if row.get("folder") and not row.get(field):
                yield document.problem(("chapters", n), f"chapter {row['id']} has a folder; it needs its {field}.")
    for n, k, goal in goals:
        chapter = course.syllabus.data["chapters"][n]["id"]
        if not goal["id"].startswith(f"{chapter}."):
            yield document.problem(
                ("chapters", n, "objectives", k),
                f"{goal['id']}: a goal of chapter {chapter} is called {chapter}.1, {chapter}.2, …",
            )


# --- the lexicon


def _lexicon(course: Course) -> Iterator[Problem]:
    document, rows = course.lexicon, course.lexicon.data
    ids, chapters = {row["id"] for row in rows}, {row["id"] for row in course.syllabus.data["chapters"]}
    yield from _repeated(document, [((n,), row["id"]) for n, row in enumerate(rows)], "id")
    for language in ("fr", "en"):
        names = [((n, "term", language), row["term"][language].casefold()) for n, row in enumerate(rows)]
        yield from _repeated(document, names, "term")
    for n, row in enumerate(rows):
        for k, other in enumerate(row.get("confused_with", [])):
            if other["term"] not in ids - {row["id"]}:
                yield document.problem(
                    (n, "confused_with", k), f"{row['id']}: no other term is called {other['term']!r}."
                )
        for language, words in row["definition"].items():
            if len(words.split()) > _LONGEST_DEFINITION:
                yield document.problem((n, "definition", language), f"{row['id']}: over {_LONGEST_DEFINITION} words.")
        for field in ("chapter", "deck"):
            if row.get(field) and not any(within(id_, row[field]) for id_ in chapters):
                yield document.problem((n, field), f"{row['id']}: the syllabus has no chapter {row[field]}.")
        yield from unknown_sources(course, document, (n,), row)
        if not row.get("sources") and not row.get("covers"):
            yield document.problem((n,), f"{row['id']}: needs a source, or the concept of the source texts it covers.")
        said = {language: _all_words(row, language) for language in ("fr", "en")}
        yield from (document.problem((n, "covers"), s) for s in unnamed(course, row.get("covers", []), said))


def _all_words(row: Any, language: str) -> str:  # noqa: ANN401 -- any part of a YAML file
    """Everything an entry says in one language."""
    if isinstance(row, dict):
        own = str(row[language]) if language in row else ""
        return " ".join([own, *(_all_words(value, language) for value in row.values())])
    return " ".join(_all_words(part, language) for part in row) if isinstance(row, list) else ""


# --- questions in the text


def _placed(course: Course, chapter: Chapter) -> Iterator[Problem]:
    """A question with the place "text" is asked in a lesson, and one of the exit quiz is not."""
    code = "\n".join(cell.source for ch in course.chapters for sheet in ch.sheets() for cell in sheet.cells)
    asked = set(re.findall(r"cx\.ask\(\s*[\"']([\w-]+)", code))
    for n, row in enumerate(chapter.questions.data["items"] if chapter.questions else []):
        in_text = row.get("place", "exit") == "text"
        if chapter.questions and in_text != (row["id"] in asked):
            where = "no lesson asks it" if in_text else "a lesson asks it, so its place is text"
            yield chapter.questions.problem(("items", n, "place"), f"{row['id']}: {where}.")
