"""Every concept of the source texts is taught where a text says it is, or left out for a stated reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlearn.authoring.compiling import taught
from cxlearn.authoring.sources import Course, Problem


def unnamed(course: Course, covers: list[str], said: dict[str, str]) -> Iterator[str]:
    """What keeps a text from covering these concepts: it must use their names, in each language."""
    for concept in covers:
        row = course.coverage.get(concept)
        if row is None:
            yield f"covers {concept!r}, which coverage.tsv does not have."
            continue
        for language, words in said.items():
            for name in row[f"names_{language}"].split(" + "):
                if name and _plain(name) not in _plain(words):
                    yield f"covers {concept}, yet the {language} text does not name {name!r}."


def _plain(words: str) -> str:
    """Case, emphasis and kinds of space make no difference to whether a name is there."""
    return " ".join(re.sub(r"[*_`]", "", words.replace("’", "'")).casefold().split())


def untaught(course: Course) -> Iterator[Problem]:
    """The concepts of published chapters that no text covers, and rows of the table that contradict the course."""
    covered = taught(course)
    rows = course.syllabus.data["chapters"]
    announced = {row["id"][:2] for row in rows}
    published = announced - {row["id"][:2] for row in rows if "folder" not in row}
    for concept, row in course.coverage.items():
        named, sentence = f"{concept} ({row['concept_fr']})", ""
        if row["chapter"] not in announced:
            sentence = f"{concept}: the syllabus has no chapter {row['chapter']!r}."
        elif row["omitted"] and concept in covered:
            sentence = f"{named} has a reason under `omitted`, yet {', '.join(covered[concept])} covers it."
        elif row["chapter"] in published and concept not in covered and not row["omitted"]:
            sentence = (
                f"{named} is taught nowhere, and chapter {row['chapter']} exists: "
                "name it under `covers`, or say why not under `omitted`."
            )
        if sentence:
            yield Problem(course.folder / "coverage.tsv", int(row["line"]), sentence)
