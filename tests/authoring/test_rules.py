"""An author's mistake gets file, line and a sentence; a course without mistakes gets none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from cxlearn.authoring import rules
from cxlearn.authoring.sources import Course, Problem, SourceError

Write = Callable[..., Course]

LESSON, EXERCISES, QUESTIONS = "ch01/lesson.md", "ch01/exercises.md", "ch01/questions.yaml"
LEXICON, SYLLABUS, COVERAGE, WORDS = "lexicon.yaml", "syllabus.yaml", "coverage.tsv", "interface/quiz.yaml"
MISCONCEPTIONS = "misconceptions.yaml"
TWIN = """
  - id: twin
    kind: single
    stem: {fr: "Laquelle\u202f?", en: "Which one?"}
    options:
      - {id: a, score: 1, text: {fr: A, en: A}, reply: {fr: Oui, en: "Yes"}}
      - {id: b, text: {fr: B, en: B}, reply: {fr: Non, en: "No"}, misconception: b-is-a}
    explanation: {fr: Parce que., en: Because.}"""
ASK = 'cx.ask("ch01-one")'
CONFUSED = "  sources: []\n  confused_with: [{term: cx, tell_apart: {fr: a, en: b}}]"
B_RIGHT = "{id: b, score: 1"


def found_by_the_check(course: Course) -> list[Problem]:
    """The check's problems, or the one that kept it from reading a file."""
    try:
        return rules.problems(course)
    except SourceError as error:
        return [error.problem]


def test_a_course_without_mistakes_has_no_problem(write: Write) -> None:
    assert rules.problems(write()) == []


# Name of the file, what is replaced by what, the line the author is sent to, and a piece of the sentence.
MISTAKES = [
    # Both languages, and every field.
    (QUESTIONS, ', en: "Which one?"', "", 9, "English text is missing"),
    (QUESTIONS, "fr: A, ", "", 11, "French text is missing"),
    (QUESTIONS, 'en: "Which one?"', 'en: " "', 9, "no text here"),
    (QUESTIONS, ', reply: {fr: Non, en: "No"}', "", 12, "reply: this is missing"),
    (QUESTIONS, "stem:", "stemm: 1\n    stem:", 9, "typing error"),
    (QUESTIONS, "fr: Parce que.", "fr: Parce que, oui", 13, "comma in a text without quotes"),
    (QUESTIONS, 'en: "No"', "en: No", 12, "put it in quotes"),
    (QUESTIONS, "items:", "- items:", 2, "must be a mapping"),
    # A key that can be graded fairly.
    (QUESTIONS, "score: 1", "score: 0", 3, "exactly one option needs a score"),
    (QUESTIONS, "{id: b, score: 0", B_RIGHT, 3, "exactly one option needs a score"),
    (QUESTIONS, "kind: single", "kind: true_false", 3, '"true" and "false"'),
    (QUESTIONS, "kind: single", "kind: number", 3, "needs its `answer`"),
    (QUESTIONS, "kind: single", "kind: short_text", 3, "needs `accepted`"),
    (QUESTIONS, "kind: single", "kind: matching", 3, "needs a target"),
    (QUESTIONS, "kind: single", "kind: open", 3, "a rubric and a model answer"),
    (QUESTIONS, "{id: b", "{id: a", 3, "two of its options are called 'a'"),
    # Names that exist, each once.
    (QUESTIONS, "sources: [iso-2019]", "sources: [iso-1919]", 8, "no work 'iso-1919'"),
    (QUESTIONS, "terms: [ux]", "terms: [xu]", 7, "no term 'xu'"),
    (QUESTIONS, 'section: "01.1"', 'section: "01.7"', 6, "no section 01.7"),
    (QUESTIONS, 'objective: "01.1"', 'objective: "01.9"', 5, "no objective 01.9"),
    (
        QUESTIONS,
        "items:",
        "worksheet: [{id: ch01-one, prompt: {fr: a, en: b}, help: {fr: a, en: b}}]\nitems:",
        4,
        "2 times",
    ),
    (QUESTIONS, "place: text", "place: exit", 14, "its place is text"),
    (LEXICON, "  sources: [iso-2019]", CONFUSED, 9, "no other term is called 'cx'"),
    (LEXICON, "  sources: [iso-2019]", CONFUSED.replace("cx", "ux"), 9, "no other term is called 'ux'"),
    (LEXICON, 'chapter: "01"', 'chapter: "10"', 6, "no chapter 10"),
    (LEXICON, "Ce que l’on vit", "mot " * 41, 4, "over 40 words"),
    (SYLLABUS, 'id: "02"', 'id: "01"', 10, "the id '01' is used twice"),
    (SYLLABUS, "canaux", "ux_et_cx", 11, "the slug 'ux_et_cx' is used twice"),
    (MISCONCEPTIONS, "ch01-one/b-is-a", "ch01-two/b-is-a", 4, "no question betrays 'ch01-two/b-is-a'"),
    (MISCONCEPTIONS, "kpi:nps/sign", "kpi:nps/singe", 4, "no question betrays 'kpi:nps/singe'"),
    (MISCONCEPTIONS, "kpi:nps/sign]", "ch01-one/b-is-a]", 4, "'ch01-one/b-is-a' is 'b-is-a' already"),
    (MISCONCEPTIONS, "[ch01-one/b-is-a, kpi:nps/sign]", "[]", 4, "at least 1 item"),
    (MISCONCEPTIONS, "en: B taken for A", "", 3, "English text is missing"),
    (SYLLABUS, "canaux", "Les canaux", 11, "should match pattern"),
    (SYLLABUS, 'id: "01.1"', 'id: "02.1"', 9, "a goal of chapter 01"),
    (SYLLABUS, "    minutes: 30\n", "", 3, "needs its minutes"),
    (QUESTIONS, "items:", "items:\n  - {id: made, made_from: 'kpi:npx'}", 3, "the nearest is 'kpi:nps'"),
    (QUESTIONS, "items:", "items:\n  - {id: made, made_from: nps}", 3, "should match pattern"),
    (QUESTIONS, "items:", "items:\n  - {id: made, made_from: 'kpi:nps', kind: number}", 3, "items.0.kind"),
    (QUESTIONS, "items:", "items:\n  - {id: made, made_from: 'kpi:nps', section: '01.9'}", 3, "no section 01.9"),
    # Coverage.
    (LEXICON, "covers: [S1-003]", "covers: [S1-003, S9-999]", 7, "coverage.tsv does not have"),
    (LEXICON, "term: {fr: expérience utilisateur", "term: {fr: UX", 7, "does not name 'expérience utilisateur'"),
    (LESSON, "Usability", "Ease", 5, "en text does not name 'usability'"),
    (LESSON, '["S1-008"]', '["S1-008"' + ', "S1-099"' * 8 + "]", 5, "at most 8"),
    (COVERAGE, "S1-099\t", "S1-010\tS1:1\tX\tX\tconcept\t01\nS1-099\t", 4, "S1-010 (X) is taught nowhere"),
    (COVERAGE, "\tutilisabilité\tusability\t", "\tutilisabilité\tusability\tno idea", 3, "yet 01.1 covers it"),
    (COVERAGE, "S1-099\t", "S1-008\t", 4, "its id is empty or taken"),
    (COVERAGE, "S1-099\tS1:99\tCanal", "S1-099\tS1:99\t\tCanal", 4, "a tab too many"),
    (COVERAGE, "concept\t02", "concept\t2", 4, "no chapter '2'"),
    # Texts.
    (LESSON, '+++ {"lang": "en"}\n\n## References', "", 22, "no English twin"),
    (LESSON, '+++ {"lang": "fr", "references": ["iso-2019"]}\n\n## Sources', "", 24, "no French twin"),
    (LESSON, '+++ {"lang": "en"}\n\n## References', "+++\n\n## References", 26, "has no language"),
    (LESSON, '+++ {"lang": "en"}\n\n## Ref', '+++ {"lang": "en}\n\n## Ref', 26, "not readable"),
    (LESSON, '+++ {"lang": "en"}\n\n## Ref', '+++ {"lang": "en", "covers": ["S1-008"]}\n\n## Ref', 26, "on the French"),
    (LESSON, '"instructor"', '"instuctor"', 5, "'instuctor' is not known"),
    (LESSON, '"slide": "slide"', '"slide": "slid"', 5, "the slide is one of"),
    (LESSON, '"section": "01.1"', '"section": "1.1"', 5, "a section of this chapter"),
    (LESSON, '"references": ["iso-2019"]', '"section": "01.1"', 22, "opens twice"),
    (LESSON, '"references": ["iso-2019"]', '"references": ["iso-1"]', 22, "no work 'iso-1'"),
    (LESSON, "exercises:01", "exercises:02", 9, "no published chapter"),
    (LESSON, "exercises:01", "page.html", 9, "leads nowhere"),
    (LESSON, "exercises:01", " exercises:01 'x'", 9, "is not written as [words](exercises:01)"),
    (LESSON, "Voir les", "[a]: ./page.html\n\nVoir les", 9, "leads nowhere"),
    (LESSON, "Voir les", '<a href="page.html">a</a>', 9, "leads nowhere"),
    (LESSON, "Voir les", "Voir.\n\n:::{note}\n:::", 11, "MyST directive"),
    (LESSON, "Voir les", "Voir {abbr}`UX (x)` les", 9, "MyST directive"),
    (LESSON, "Voir les", "Voir.\n\nMais où ? les", 11, "before ? French has a narrow no-break space"),
    (QUESTIONS, "fr: Parce que.", "fr: Parce qu'il faut.", 13, "a straight '; write ’"),
    # Code.
    (LESSON, "ch01-one", "ch01-two", 19, "leads nowhere; the nearest is 'ch01-one'"),
    (LESSON, "cx.ask", "cx.aks", 19, "no cx.aks; did you mean cx.ask?"),
    (LESSON, ASK, f'{ASK}\ncx.quiz("01")', 20, "leads nowhere"),
    (LESSON, ASK, f'{ASK}\ncx.explore("cx-ux")', 20, "the nearest is 'ux-cx'"),
    (LESSON, ASK, f'{ASK}\ncx.term("ui")', 20, "the nearest is 'ux'"),
    (LESSON, ASK, f"{ASK}\n# this comment says far too many things\n# to a reader here", 20, "prose hides"),
    (LESSON, ASK, f'{ASK}\nprint("a sentence of more than eight words is prose")', 20, "prose hides"),
    (LESSON, ASK, f"{ASK}\nif True:", 20, "Python cannot read this"),
    (LESSON, "[plumbing]", "[plumbling]", 17, "the tag 'plumbling' is not known"),
    (LESSON, "[plumbing]", "[stub]", 17, "belongs in exercises.md"),
    (EXERCISES, "[solution, nbval-check-output]", "[plumbing]", 13, "no solution after it"),
    (EXERCISES, "[stub, nbval-check-output]", "[plumbing]", 18, "no stub before it"),
    (EXERCISES, '"..."', 'cx.check("01-1", ...)', 15, "cx.check('01-1') leads nowhere"),
    (EXERCISES, '"..."', 'cx.check("01-1", 2)', 15, "a stub leaves the answer open"),
    (EXERCISES, "1 + 1", 'cx.check("01-1", ...)', 20, "a solution answers"),
    (LESSON, ASK, f'{ASK}\ncx.check("01-1", 2)', 20, "needs the tag nbval-check-output"),
    # Files that cannot be read.
    (QUESTIONS, "items:", "items: [", 3, "not readable as YAML"),
    (QUESTIONS, "    kind", "\tkind", 4, "not with tabs"),
    (QUESTIONS, "    kind", "   kind", 4, "indented otherwise"),
    (QUESTIONS, "fr: Parce que.", 'fr: "Parce" que.', 13, "stands in quotes"),
    (QUESTIONS, "    place: text", "    place: text\n    place: exit", 15, "'place' stands here twice"),
    # The interface.
    (WORDS, '"Next"', '"Next: {count}"', 1, "one language names {count}"),
    (WORDS, '"Next"', '"Next {"', 1, "a brace stands alone"),
    (WORDS, '"Suivante"', '"Suivant : deux"', 1, "before : French has a narrow no-break space"),
    (WORDS, '"Suivante"', '"Après {count} ; deux"', 1, "before ; French has a narrow no-break space"),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "said"), MISTAKES)
def test_each_mistake_is_named_with_its_file_and_line(
    write: Write, name: str, old: str, new: str, line: int, said: str
) -> None:
    found = found_by_the_check(write(name, (old, new)))
    said_at = [(p.path.name, p.line) for p in found if said in p.sentence]
    assert (PurePosixPath(name).name, line) in said_at, [str(problem) for problem in found]


def test_what_two_questions_share_needs_a_name(write: Write) -> None:
    course = write(QUESTIONS, ("items:", f"items:{TWIN}"))
    found = [(problem.path.name, problem.sentence) for problem in rules.problems(course)]
    said = "twin and ch01-one share the misconception 'b-is-a': give it a name here."
    assert found == [(MISCONCEPTIONS, said)]


def test_a_name_is_for_the_options_that_say_its_id_unless_it_lists_others(write: Write) -> None:
    assert rules.problems(write(MISCONCEPTIONS, ("  betrayed_by: [ch01-one/b-is-a, kpi:nps/sign]\n", ""))) == []


def test_what_is_right_is_left_alone(write: Write) -> None:
    names = f'{ASK}\ncx.term("ux")\ncx.term("user experience")'
    prose = "À 10:30, `a ? b : c` et $x : y$.\n\n| a | b |\n| :--- | ---: |\n\nÇa va\u202f? La touche **?**\u202f: [a](https://b.c/?d)."
    assert rules.problems(write(LESSON, (ASK, names), ("Voir les", f"{prose} Voir les"))) == []


def test_choosing_everything_never_wins(write: Write) -> None:
    course = write(QUESTIONS, ("kind: single", "kind: multiple"), ("{id: b, score: 0", B_RIGHT))
    (problem,) = rules.problems(course)
    assert "choosing everything would win" in problem.sentence
    one_target = (
        ("score: 1", "target: t"),
        ("score: 0", "target: t"),
        ("options:", "targets: [{id: t, text: {fr: T, en: T}}]\n    options:"),
    )
    (problem,) = rules.problems(write(QUESTIONS, ("kind: single", "kind: categorise"), *one_target))
    assert "nothing to tell apart" in problem.sentence


@pytest.mark.parametrize("name", [LESSON, QUESTIONS, COVERAGE])
def test_files_from_windows_read_alike_and_other_encodings_are_named(write: Write, name: str) -> None:
    course = write()
    path = course.folder / name
    text = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert rules.problems(Course(course.folder)) == []
    path.write_bytes(text + "é".encode("latin-1"))
    (problem,) = found_by_the_check(Course(course.folder))
    assert "not UTF-8" in problem.sentence


def test_columns_lost_at_the_end_of_a_row_were_empty(write: Write) -> None:
    assert rules.problems(write(COVERAGE, ("concept\t02\t\t\t\n", "concept\t02\n"))) == []


def test_a_question_of_the_text_is_asked_in_a_lesson(write: Write) -> None:
    (problem,) = rules.problems(write(LESSON, (ASK, "1")))
    assert (problem.path.name, problem.line) == ("questions.yaml", 14)
    assert "no lesson asks it" in problem.sentence


def test_a_missing_file_is_said_to_be_missing(write: Write) -> None:
    course = write()
    (course.folder / LEXICON).unlink()
    with pytest.raises(SourceError, match="missing"):
        rules.problems(course)
    with pytest.raises(SourceError, match=r"ch1/lesson.md:1: this file is missing"):
        rules.problems(write(SYLLABUS, ("folder: ch01", "folder: ch1")))
