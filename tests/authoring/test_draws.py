"""What ``tasks.py`` draws and what ``tasks.yaml`` says fit each other: the check says so, not a learner's screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxlearn.authoring.draws import draw_problems
from cxlearn.authoring.sources import Course, SourceError

Write = Callable[..., Course]

WORDS = """
- id: "01-1"
  kind: number
  title: {fr: Somme, en: Sum}
  stem: {fr: "{a} et {b}", en: "{a} and {b}"}
  slips:
    - {id: less, reply: {fr: C'est moins., en: That is less.}}
  explanation: {fr: "{answer}", en: "{answer}, half: {half}"}
  solution: {fr: "{answer}", en: "{answer}"}
"""
NUMBERS = """
from cxlearn.exercises import Draw

def sum_of_two(rng):
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    return Draw({"a": a, "b": b}, a + b, {"less": a - b}, {"half": (a + b) / 2})

DRAWS = {"01-1": sum_of_two}
"""


def found(write: Write, words: str, numbers: str) -> list[tuple[str, int, str]]:
    course = write()
    (course.folder / "ch01" / "tasks.yaml").write_text(words, encoding="utf-8")
    (course.folder / "ch01" / "tasks.py").write_text(numbers, encoding="utf-8")
    try:
        problems = list(draw_problems(course.chapters[0]))
    except SourceError as error:
        problems = [error.problem]
    return [(problem.path.name, problem.line, problem.sentence) for problem in problems]


def test_numbers_that_fit_their_words_have_no_problem(write: Write) -> None:
    assert found(write, WORDS, NUMBERS) == []


@pytest.mark.parametrize(
    ("old", "new", "name", "line", "said"),
    [
        ("{a} and", "{a} and {c}", "tasks.yaml", 5, "{c}: tasks.py draws none"),
        ('"a": a, "b"', '"a": a, "B"', "tasks.yaml", 5, "{b}: tasks.py draws none"),
        ("{a} and", "{answer} and", "tasks.yaml", 5, "{answer}: only the explanation and the solution may show it"),
        ("{a} and", "{half} and", "tasks.yaml", 5, "{half}: only the explanation and the solution may show it"),
        ("{a} and", "{a:.2f} and", "tasks.yaml", 5, "write {a} alone"),
        ("{a} and", "{a and", "tasks.yaml", 5, "a brace stands alone"),
        ('"less": a', '"more": a', "tasks.yaml", 2, "the slip 'more', which has no reply"),
        ('"less": a - b', "", "tasks.yaml", 2, "never gives the slip 'less'"),
        ('"less": a - b', '"less": max(a, b) * 2', "tasks.yaml", 2, "is the right answer"),
        ("a + b, {", "str(a + b), {", "tasks.yaml", 2, "that is no number"),
        ("kind: number", "kind: single\n  options: [{id: one}, {id: two}]", "tasks.yaml", 2, "which is no option"),
        ("kind: number", "kind: single\n  options: [{id: one}, {id: two}]", "tasks.yaml", 2, "id of a wrong option"),
        ('{"01-1": sum_of_two}', "{}", "tasks.yaml", 5, "{a}: tasks.py draws nothing for this task"),
        ('{"01-1": sum_of_two}', "{}", "tasks.yaml", 2, "a number needs its `answer`"),
        ("number", "single", "tasks.yaml", 2, "which is no option"),
        ("sum_of_two}", 'sum_of_two, "01-7": sum_of_two}', "tasks.py", 1, "DRAWS has '01-7'"),
        ("DRAWS =", "DRAW =", "tasks.py", 1, "DRAWS is missing"),
        ("DRAWS =", "DRAWS = =", "tasks.py", 8, "SyntaxError"),
        ("a + b, {", "a + d, {", "tasks.py", 6, "NameError"),
    ],
)
def test_what_does_not_fit_is_named(write: Write, old: str, new: str, name: str, line: int, said: str) -> None:
    assert old in WORDS + NUMBERS
    problems = found(write, WORDS.replace(old, new, 1), NUMBERS.replace(old, new, 1))
    assert [place[:2] for place in problems if said in place[2]][:1] == [(name, line)], problems


def test_exercises_need_their_tasks_py(write: Write) -> None:
    course = write("ch01/tasks.yaml", ("[]\n", WORDS))
    (course.folder / "ch01" / "tasks.py").unlink()
    with pytest.raises(SourceError, match=r"tasks.yaml needs it, if only to say DRAWS = \{\}"):
        list(draw_problems(course.chapters[0]))


def test_an_exercise_is_asked_checked_and_solved_in_its_sheet(write: Write) -> None:
    from cxlearn.authoring.sheets import sheet_problems

    course = write("ch01/tasks.yaml", ("[]\n", WORDS))
    chapter = course.chapters[0]
    assert chapter.exercises is not None
    said = [p.sentence for p in sheet_problems(course, chapter, chapter.exercises)]
    places = ("task", ""), ("check", " in a stub"), ("check", " in a solution"), ("solution", " in a solution")
    assert said == [f'01-1: exercises.md has no cx.{verb}("01-1" …){place}.' for verb, place in places]
