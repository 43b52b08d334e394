"""An author's mistake gets file, line and a sentence; a course without mistakes gets none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxlearn.authoring import rules
from cxlearn.authoring.sources import Course, Problem, SourceError

Write = Callable[..., Course]

LESSON, QUESTIONS, LEXICON = "ch01/lesson.md", "ch01/questions.yaml", "lexicon.yaml"


def the_problem(course: Course) -> Problem:
    found = rules.problems(course)
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


def test_a_course_without_mistakes_has_no_problem(write: Write) -> None:
    assert rules.problems(write()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        (QUESTIONS, ', en: "Which one?"', "", 9, "English text is missing"),
        (QUESTIONS, "fr: A, ", "", 11, "French text is missing"),
        (QUESTIONS, ', reply: {fr: Non, en: "No"}', "", 12, "reply: this is missing"),
        (QUESTIONS, "score: 1", "score: 0", 3, "exactly one option needs a score"),
        (QUESTIONS, "stem:", "stemm: 1\n    stem:", 9, "typing error"),
        (QUESTIONS, "sources: [iso-2019]", "sources: [iso-1919]", 8, "no work 'iso-1919'"),
        (QUESTIONS, "terms: [ux]", "terms: [xu]", 7, "no term 'xu'"),
        (QUESTIONS, 'section: "01.1"', 'section: "01.7"', 6, "no section 01.7"),
        (QUESTIONS, 'objective: "01.1"', 'objective: "01.9"', 5, "no objective 01.9"),
        (QUESTIONS, "kind: single", "kind: number", 3, "needs its `answer`"),
        (QUESTIONS, "kind: single", "kind: short_text", 3, "needs `accepted`"),
        (QUESTIONS, "kind: single", "kind: matching", 3, "needs a target"),
        (
            LEXICON,
            "  sources: [iso-2019]",
            "  sources: []\n  confused_with: [{term: cx, tell_apart: {fr: a, en: b}}]",
            9,
            "'cx'",
        ),
        (LEXICON, "Ce que l'on vit", "mot " * 41, 4, "over 40 words"),
        (LEXICON, "covers: [S1-003]", "covers: [S1-003, S9-999]", 2, "coverage.tsv does not have"),
        (LEXICON, "term: {fr: expérience utilisateur", "term: {fr: UX", 2, "does not name 'expérience utilisateur'"),
        (LESSON, "Usability", "Ease", 5, "en text does not name 'usability'"),
        (LESSON, "exercises:01", "exercises:02", 5, "no published chapter"),
        (LESSON, "exercises:01", "page.html", 5, "leads nowhere"),
        (LESSON, "ch01-one", "ch01-two", 17, "leads nowhere"),
        (
            LESSON,
            'cx.ask("ch01-one")',
            "# this comment says far too many things to a reader here\n1",
            17,
            "prose hides",
        ),
        (LESSON, 'cx.ask("ch01-one")', 'print("a sentence of more than eight words is prose")', 17, "prose hides"),
        (LESSON, '"references": ["iso-2019"]', '"references": ["iso-1"]', 22, "no work 'iso-1'"),
        (LESSON, "Voir les", ":::{note}\n:::\nVoir les", 5, "MyST directive"),
        (
            "coverage.tsv",
            "utilisabilité\tusability\t\n",
            "utilisabilité\tusability\t\nS1-010\tS1:1\tX\tX\tconcept\t01\t\t\t\n",
            4,
            "taught nowhere",
        ),
    ],
)
def test_each_mistake_is_named_with_its_file_and_line(
    write: Write, name: str, old: str, new: str, line: int, said: str
) -> None:
    problem = the_problem(write(name, (old, new)))
    assert problem.path.as_posix().endswith(name)
    assert problem.line == line
    assert said in problem.sentence


def test_a_french_text_without_its_english_twin_is_found(write: Write) -> None:
    course = write(LESSON, ('+++ {"lang": "en"}\n\n## References', ""))
    assert "no English twin" in the_problem(course).sentence


def test_a_text_without_a_language_is_found(write: Write) -> None:
    course = write(LESSON, ('+++ {"lang": "en"}\n\n## References', "+++\n\n## References"))
    assert {"no English twin", "has no language"} <= {
        s for p in rules.problems(course) for s in ("no English twin", "has no language") if s in p.sentence
    }


def test_at_most_eight_concepts_are_covered_by_one_text(write: Write) -> None:
    course = write(LESSON, ('["S1-008"]', '["S1-008"' + ', "S1-099"' * 8 + "]"))
    assert "at most 8" in the_problem(course).sentence


def test_a_file_that_is_not_yaml_says_where(write: Write) -> None:
    with pytest.raises(SourceError) as caught:
        rules.problems(write(QUESTIONS, ("items:", "items: [")))
    assert caught.value.problem.line > 1


def test_a_missing_file_is_said_to_be_missing(write: Write) -> None:
    course = write()
    (course.folder / LEXICON).unlink()
    with pytest.raises(SourceError, match="missing"):
        rules.problems(course)
