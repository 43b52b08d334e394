"""CONTRIBUTING.md shows how to add things: what it shows passes the check, and makes notebooks that run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from textwrap import indent

import pytest

from cxlearn.authoring import rules
from cxlearn.authoring.notebooks import notebooks
from cxlearn.authoring.sources import Course

Write = Callable[..., Course]

PAGE = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
SHOWN = [(kind, text) for _, kind, text in re.findall(r"^(`{3,4})(\w+)\n(.*?)^\1$", PAGE, re.DOTALL | re.MULTILINE)]
TERM, QUESTION, CLOZE, NAME, MADE, TASK = (text for kind, text in SHOWN if kind == "yaml")
SECTION, EXERCISE = (text for kind, text in SHOWN if kind == "md")
(DRAW,) = (text for kind, text in SHOWN if kind == "python")
CHAPTER = """
    folder: ch02
    minutes: 10
    objectives:
      - {id: "02.1", fr: compter, en: count}
  - id: "03"
    slug: {fr: parcours, en: journey}
    title: {fr: Le parcours, en: The journey}
"""
LESSON = """+++ {"lang": "fr", "section": "02.1", "covers": ["S1-099"]}

## 1. Les ventes

+++ {"lang": "en"}

## 1. Sales
"""


@pytest.fixture
def course(write: Write) -> Course:
    """The small course, with everything added that the page shows."""
    folder = write(
        "syllabus.yaml", ("      - {id:", '      - {id: "01.2", fr: placer, en: place}\n      - {id:')
    ).folder

    def add(name: str, text: str) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")

    add("lexicon.yaml", TERM)
    add("misconceptions.yaml", NAME)
    for name in ("touchpoint", "cx"):
        both = f"{{fr: {name}, en: {name}}}"
        words = f"term: {both}, definition: {both}, example: {both}"
        add("lexicon.yaml", f'\n- {{id: {name}, {words}, chapter: "01", sources: [iso-2019]}}\n')
    add("references.yaml", "lemon-2016: {authors: Lemon, year: '2016', title: CX, where: JM, seen: abstract}\n")
    add("coverage.tsv", "S0-017\t\tIrritants\tPain points\tconcept\t03\tirritant\tpain point\n")
    add("coverage.tsv", "S1-010\t\tPoints\tTouchpoints\tconcept\t01\tpoints de contact\ttouchpoints\n")
    add("ch01/questions.yaml", indent(f"{QUESTION}\n{CLOZE}\n{MADE}", "  "))
    add("ch01/lesson.md", f'\n{SECTION}\n```{{code-cell}}\n:tags: [plumbing]\ncx.ask("ch01-gap")\n```\n')
    add("ch01/lesson.md", '\n+++ {"lang": "fr", "section": "01.2"}\n\nFin\n\n+++ {"lang": "en"}\n\nEnd\n')
    add("syllabus.yaml", CHAPTER.lstrip("\n"))
    add("ch02/lesson.md", LESSON)
    add("ch02/exercises.md", LESSON.replace(', "section": "02.1", "covers": ["S1-099"]', "") + "\n" + EXERCISE)
    add("ch02/tasks.yaml", TASK)
    add("ch02/tasks.py", DRAW)
    return Course(folder)


def test_what_the_page_shows_passes_the_check(course: Course) -> None:
    assert [str(problem) for problem in rules.problems(course)] == []


def test_what_the_page_shows_becomes_notebooks(course: Course) -> None:
    made = notebooks(course, lambda _sources, _language: {})
    assert b"Touchpoints" in made[PurePosixPath("notebooks/en/01_ux_and_cx.ipynb")]
    assert b'n[\\"shop\\"] + n[\\"web\\"]' in made[PurePosixPath("solutions/fr/02_canaux.ipynb")]
