"""From text to notebook: one language each, stubs and solutions apart, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import nbformat
import pytest

from cxlearn.authoring import __main__ as command
from cxlearn.authoring.compiling import course_json
from cxlearn.authoring.notebooks import notebooks
from cxlearn.authoring.running import outputs
from cxlearn.authoring.sources import Course, SourceError

Write = Callable[..., Course]


def no_outputs(_sources: list[str], _language: str) -> dict[int, Any]:
    return {}


def made(course: Course, name: str) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(notebooks(course, no_outputs)[PurePosixPath(name)])
    return notebook


def sources(notebook: dict[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def test_every_sheet_becomes_a_notebook_in_each_language_and_so_does_the_lexicon(write: Write) -> None:
    sheets = {
        f"{room}/{name}"
        for room in ("notebooks", "exercises", "solutions")
        for name in ("fr/01_ux_et_cx.ipynb", "en/01_ux_and_cx.ipynb")
    }
    glossaries = {"notebooks/fr/12_glossaire.ipynb", "notebooks/en/12_glossary.ipynb"}
    assert {str(path) for path in notebooks(write(), no_outputs)} == sheets | glossaries


def test_a_notebook_holds_its_language_alone_and_says_so_first(write: Write) -> None:
    english = sources(made(write(), "notebooks/en/01_ux_and_cx.ipynb"))
    assert 'cx.use("en")' in english[0]
    assert any("Usability" in source for source in english)
    assert not any("utilisabilité" in source.lower() for source in english)


def test_the_exercise_keeps_the_stub_and_the_solution_its_answer(write: Write) -> None:
    course = write()
    assert "1 + 1" not in sources(made(course, "exercises/fr/01_ux_et_cx.ipynb"))
    assert "1 + 1" in sources(made(course, "solutions/fr/01_ux_et_cx.ipynb"))
    assert '"..."' not in sources(made(course, "solutions/fr/01_ux_et_cx.ipynb"))


def test_plumbing_is_collapsed_and_metadata_holds_for_both_languages(write: Write) -> None:
    cells = made(write(), "notebooks/en/01_ux_and_cx.ipynb")["cells"]
    assert cells[0]["metadata"]["jupyter"] == {"source_hidden": True}
    assert cells[1]["metadata"] == {"cxlearn": {"instructor": True}, "slideshow": {"slide_type": "slide"}}


def test_links_lead_from_notebook_to_notebook_and_references_are_listed(write: Write) -> None:
    course = write("ch01/lesson.md", ("Voir les", "Voir le [glossaire](glossary:) et les"))
    text = "\n".join(sources(made(course, "notebooks/fr/01_ux_et_cx.ipynb")))
    assert "(../../exercises/fr/01_ux_et_cx.ipynb)" in text
    assert "[glossaire](../../notebooks/fr/12_glossaire.ipynb)" in text
    assert "- ISO (2019). *ISO 9241-210*. ISO." in text


def test_only_the_outputs_that_teach_are_kept(write: Write) -> None:
    name = PurePosixPath("solutions/fr/01_ux_et_cx.ipynb")
    cells = json.loads(notebooks(write(), outputs)[name])["cells"]
    kept = [cell["outputs"][0]["data"] for cell in cells if cell.get("outputs")]
    assert kept == [{"text/plain": ["2"]}]


def test_the_same_texts_make_the_same_bytes_and_valid_notebooks(write: Write) -> None:
    course = write()
    first, second = notebooks(course, no_outputs), notebooks(Course(course.folder), no_outputs)
    assert first == second
    for content in first.values():
        nbformat.validate(nbformat.reads(content.decode(), as_version=4))
    assert course_json(course) == course_json(Course(course.folder))


def test_a_sentence_changed_once_changes_in_the_notebook(write: Write) -> None:
    course = write("ch01/lesson.md", ("See the", "Now see the"))
    assert any("Now see the" in source for source in sources(made(course, "notebooks/en/01_ux_and_cx.ipynb")))


def test_a_cell_that_fails_stops_the_making_with_what_python_said() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        outputs(["1 / 0"], "fr")


def test_the_author_hears_which_sheet_and_cell_fails_in_which_notebook(write: Write) -> None:
    course = write("ch01/exercises.md", ("1 + 1", "1 + one"))
    with pytest.raises(SourceError) as caught:
        notebooks(course, outputs)
    problem = caught.value.problem
    assert (problem.path.name, problem.line) == ("exercises.md", 18)
    assert problem.sentence.startswith("in solutions/fr/01_ux_et_cx.ipynb this cell fails: NameError: name 'one'")


def test_making_runs_the_notebooks_on_the_words_as_they_are_now(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    course, order = write(), []
    monkeypatch.setattr(command, "_ROOT", course.folder / "root")
    monkeypatch.setattr(command, "data_files", lambda _course: {PurePosixPath("course.json"): b"new"})

    def run(_course: Course, _outputs: object) -> dict[PurePosixPath, bytes]:
        order.append((course.folder / "root" / "course.json").read_bytes())
        return {PurePosixPath("notebooks/fr/01.ipynb"): b"{}"}

    monkeypatch.setattr(command, "notebooks", run)
    old = course.folder / "root" / "notebooks" / "fr" / "00_old.ipynb"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"{}")
    assert command.make(course) == 0
    assert order == [b"new"]
    assert not old.exists()
    assert command.compare(course) == 0
    (course.folder / "root" / "notebooks" / "fr" / "01.ipynb").write_bytes(b"{} ")
    assert command.compare(course) == 1


def test_course_json_knows_where_each_concept_is_taught(write: Write) -> None:
    course = json.loads(course_json(write()))
    assert course["coverage"] == {"S1-003": ["lexicon:ux"], "S1-008": ["01.1"]}
    assert course["chapters"][0]["sections"] == [{"id": "01.1", "fr": "L’utilisabilité", "en": "Usability"}]
    assert [chapter["published"] for chapter in course["chapters"]] == [True, False]


def test_the_solutions_open_with_words_of_their_own(write: Write) -> None:
    opening = '+++ {"lang": "fr"}\n\n# Un calcul\n\n+++ {"lang": "en"}\n\n# A sum\n'
    both = opening.replace('"fr"}', '"fr", "room": "exercises"}') + opening.replace(
        '"fr"}', '"fr", "room": "solutions"}'
    ).replace("A sum", "The sum, worked out")
    course = write("ch01/exercises.md", (opening, both))
    assert "# A sum" in sources(made(course, "exercises/en/01_ux_and_cx.ipynb"))
    shown = sources(made(course, "solutions/en/01_ux_and_cx.ipynb"))
    assert "# The sum, worked out" in shown
    assert "# A sum" not in shown


def test_an_instructors_note_is_set_apart_from_the_lesson(write: Write) -> None:
    note = made(write(), "notebooks/en/01_ux_and_cx.ipynb")["cells"][1]
    assert all(line.startswith(">") for line in "".join(note["source"]).splitlines())


def test_a_work_without_a_year_says_so_in_its_language(write: Write) -> None:
    course = write("references.yaml", ('"2019"', '"n.d."'))
    assert "ISO (s. d.)" in "\n".join(sources(made(course, "notebooks/fr/01_ux_et_cx.ipynb")))
    assert "ISO (n.d.)" in "\n".join(sources(made(course, "notebooks/en/01_ux_and_cx.ipynb")))
