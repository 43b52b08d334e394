"""The glossary's notebook: the search, then the whole lexicon in one language, A to Z, with its lessons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxlearn.authoring.glossary import glossary_cells
from cxlearn.authoring.rules import problems
from cxlearn.authoring.sources import Course

Write = Callable[..., Course]

TERMS = """
- id: usability
  term: {fr: utilisabilité, en: usability}
  definition: {fr: "La facilité d’usage.", en: "Ease of use."}
  example: {fr: "Trois gestes.", en: "Three taps."}
  chapter: "02"
  covers: [S1-008]
- id: emotion
  term: {fr: émotion, en: emotion}
  definition: {fr: "Ce que l’on ressent.", en: "What one feels."}
  example: {fr: "La surprise.", en: "Surprise."}
  chapter: "02"
  covers: [S1-099]
"""


def texts(course: Course, language: str) -> list[str]:
    return [cell.source for cell in glossary_cells(course, language)]


@pytest.fixture
def course(write: Write) -> Course:
    return write("lexicon.yaml", ("- id: ux", f"{TERMS.strip()}\n- id: ux"))


def test_it_opens_with_the_search_in_its_language_a_single_cell_to_run(course: Course) -> None:
    title, search, *_ = glossary_cells(course, "fr")
    assert title.source == "# Glossaire\n\nDe A à Z.\n\n## Chercher\n\nTous les termes."
    assert search.source == 'import cxlearn as cx\n\ncx.use("fr")\ncx.glossary()'
    assert search.tags == ["plumbing"]


def test_every_term_stands_under_its_first_letter_accents_apart(course: Course) -> None:
    *_, e, u = texts(course, "fr")
    assert (e.splitlines()[0], u.splitlines()[0]) == ("## E", "## U")
    assert [line.split("**")[1] for line in e.splitlines()[2:]] == ["émotion", "expérience utilisateur"]


def test_a_line_holds_both_names_the_meaning_and_the_lesson(course: Course) -> None:
    line = texts(course, "en")[-1].splitlines()[2]
    assert line == "- **usability** · *utilisabilité* · Ease of use. [lesson 01](lesson:01)"


def test_the_lesson_that_teaches_the_concept_counts_before_the_chapter_and_none_is_promised(course: Course) -> None:
    text = "\n".join(texts(course, "en"))
    assert "Ease of use. [lesson 01]" in text  # its chapter is 02, and lesson 01 covers S1-008
    assert text.count("What one feels.\n") == 1  # chapter 02 is in preparation


def test_a_link_to_the_glossary_is_no_mistake(write: Write) -> None:
    course = write("ch01/lesson.md", ("Voir les", "Voir le [glossaire](glossary:) et les"))
    assert not [problem for problem in problems(course) if "glossary" in problem.sentence]
