"""The student's folder: brought up to date, and never written over once worked in."""

import json

import pytest

from cxlearn import folder
from cxlearn.folder import Change, Folder, fingerprint, follow, pages
from cxlearn.language import CourseError


def text(source, *, note=False):
    return {"cell_type": "markdown", "metadata": {"cxlearn": {"instructor": True}} if note else {}, "source": [source]}


def code(source):
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": [source]}


def write(path, *cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def sources(path):
    return ["".join(cell["source"]) for cell in read(path)["cells"]]


def edit(path, source):
    """What a student does: another source in the last cell."""
    notebook = read(path)
    notebook["cells"][-1]["source"] = [source]
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(autouse=True)
def made(tmp_path, monkeypatch):
    """A small course, in both languages."""
    root = tmp_path / "course"
    for language, start, lesson in (("fr", "00_commencer_ici", "01_ux_et_cx"), ("en", "00_start_here", "01_ux_and_cx")):
        write(root / "notebooks" / language / f"{start}.ipynb", text("Bonjour"), code("1"))
        exercise = f"[Exercices](../../exercises/{language}/{lesson}.ipynb)"
        write(root / "notebooks" / language / f"{lesson}.ipynb", text(exercise), text("Note", note=True), code("2"))
        write(root / "exercises" / language / f"{lesson}.ipynb", text("Exercice"), code("..."))
        write(root / "solutions" / language / f"{lesson}.ipynb", text("Solution"), code("3"))
    monkeypatch.setattr(folder, "made", lambda: root)
    return root


@pytest.fixture
def home(tmp_path):
    return tmp_path / "élève" / "cxlearn"


def standing(home):
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*.ipynb"))


def test_a_new_folder_holds_the_lessons_and_exercises_in_the_language_asked(home):
    changes = Folder(home).bring("fr")
    assert standing(home) == ["00_commencer_ici.ipynb", "01_ux_et_cx.ipynb", "exercices/01_ux_et_cx.ipynb"]
    assert {change.kind for change in changes} == {"new"}


def test_the_english_folder_is_english(home):
    Folder(home).bring("en")
    assert standing(home) == ["00_start_here.ipynb", "01_ux_and_cx.ipynb", "exercises/01_ux_and_cx.ipynb"]


def test_start_here_comes_first():
    assert [next(pages(language)).place for language in ("fr", "en")] == [
        "00_commencer_ici.ipynb",
        "00_start_here.ipynb",
    ]


def test_a_folder_remembers_its_language(home):
    assert Folder(home).language is None
    Folder(home).bring("en")
    assert Folder(home).language == "en"


def test_only_an_instructor_gets_the_solutions_and_the_notes(home):
    Folder(home).bring("fr")
    assert "Note" not in sources(home / "01_ux_et_cx.ipynb")
    Folder(home).bring("fr", instructor=True)
    assert "Note" in sources(home / "01_ux_et_cx.ipynb")
    assert "solutions/01_ux_et_cx.ipynb" in standing(home)


def test_links_between_notebooks_lead_somewhere_in_the_folder(home):
    Folder(home).bring("fr")
    link = sources(home / "01_ux_et_cx.ipynb")[0].partition("(")[2].rstrip(")")
    assert (home / link).is_file()


@pytest.mark.parametrize(
    ("place", "link", "there"),
    [
        ("01_a.ipynb", "(../../exercises/fr/01_a.ipynb)", "(exercices/01_a.ipynb)"),
        ("01_a.ipynb", "(../../notebooks/fr/02_b.ipynb#01.2)", "(02_b.ipynb#01.2)"),
        ("exercices/01_a.ipynb", "(../../notebooks/fr/01_a.ipynb)", "(../01_a.ipynb)"),
        ("exercises/01_a.ipynb", "(../../solutions/en/01_a.ipynb)", "(../solutions/01_a.ipynb)"),
        ("01_a.ipynb", "(https://example.org/../../exercises/fr/)", "(https://example.org/../../exercises/fr/)"),
    ],
)
def test_a_link_of_the_repository_becomes_one_of_the_folder(place, link, there):
    assert follow(f"voir [ici]{link}.", place) == f"voir [ici]{there}."


def test_opening_again_changes_nothing(home):
    Folder(home).bring("fr")
    before = (home / "01_ux_et_cx.ipynb").stat().st_mtime_ns
    assert Folder(home).bring("fr") == []
    assert (home / "01_ux_et_cx.ipynb").stat().st_mtime_ns == before


def test_an_untouched_notebook_is_brought_up_to_date(home, made):
    Folder(home).bring("fr")
    edit(made / "notebooks" / "fr" / "01_ux_et_cx.ipynb", "20")
    assert Folder(home).bring("fr") == [Change("updated", "01_ux_et_cx.ipynb")]
    assert sources(home / "01_ux_et_cx.ipynb")[-1] == "20"


def test_outputs_ids_and_an_empty_last_cell_are_no_change_of_the_students(home, made):
    Folder(home).bring("fr")
    notebook = read(home / "01_ux_et_cx.ipynb")
    notebook["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["2"]}]
    notebook["cells"][-1]["id"] = "other"
    notebook["cells"].append(code(""))
    (home / "01_ux_et_cx.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    edit(made / "notebooks" / "fr" / "01_ux_et_cx.ipynb", "20")
    assert [change.kind for change in Folder(home).bring("fr")] == ["updated"]


def test_outputs_stay_while_the_course_stays_the_same(home):
    Folder(home).bring("fr")
    path = home / "01_ux_et_cx.ipynb"
    notebook = read(path)
    notebook["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["2"]}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    Folder(home).bring("fr")
    assert read(path)["cells"][-1]["outputs"]


def test_what_a_student_changed_is_never_written_over_and_the_new_one_is_laid_beside_once(home, made):
    Folder(home).bring("fr")
    edit(home / "01_ux_et_cx.ipynb", "mine")
    edit(made / "notebooks" / "fr" / "01_ux_et_cx.ipynb", "20")
    assert Folder(home).bring("fr") == [Change("beside", "01_ux_et_cx.ipynb", "01_ux_et_cx (nouveau).ipynb")]
    assert sources(home / "01_ux_et_cx.ipynb")[-1] == "mine"
    assert sources(home / "01_ux_et_cx (nouveau).ipynb")[-1] == "20"
    (home / "01_ux_et_cx (nouveau).ipynb").unlink()
    assert Folder(home).bring("fr") == []
    assert not (home / "01_ux_et_cx (nouveau).ipynb").exists()


def test_a_change_alone_brings_nothing_beside(home):
    Folder(home).bring("fr")
    edit(home / "01_ux_et_cx.ipynb", "mine")
    assert Folder(home).bring("fr") == []


def test_the_copy_laid_beside_is_safe_too_once_it_was_worked_in(home, made):
    Folder(home).bring("en")
    source = made / "notebooks" / "en" / "01_ux_and_cx.ipynb"
    edit(home / "01_ux_and_cx.ipynb", "mine")
    for version, name in (("20", "(new)"), ("30", "(new)"), ("40", "(new 2)")):
        edit(source, version)
        assert Folder(home).bring("en")[0].beside == f"01_ux_and_cx {name}.ipynb"
        if version == "30":
            edit(home / "01_ux_and_cx (new).ipynb", "mine too")
    assert sources(home / "01_ux_and_cx (new).ipynb")[-1] == "mine too"
    assert sources(home / "01_ux_and_cx (new 2).ipynb")[-1] == "40"


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"delivered": {}}', None])
def test_a_folder_that_lost_its_memory_still_writes_over_nothing(home, made, memory):
    Folder(home).bring("fr")
    edit(home / "01_ux_et_cx.ipynb", "mine")
    file = home / ".cxlearn" / "delivered.json"
    if memory is None:
        file.unlink()
    else:
        file.write_text(memory, encoding="utf-8")
    edit(made / "notebooks" / "fr" / "01_ux_et_cx.ipynb", "20")
    Folder(home).bring("fr")
    assert sources(home / "01_ux_et_cx.ipynb")[-1] == "mine"


@pytest.mark.parametrize("content", [b"", b"not a notebook", b"[]", b'{"cells": 3}', b"\xff"])
def test_a_file_that_is_no_notebook_is_the_students(home, made, content):
    Folder(home).bring("fr")
    (home / "01_ux_et_cx.ipynb").write_bytes(content)
    edit(made / "notebooks" / "fr" / "01_ux_et_cx.ipynb", "20")
    Folder(home).bring("fr")
    assert (home / "01_ux_et_cx.ipynb").read_bytes() == content


def test_a_deleted_notebook_comes_back(home):
    Folder(home).bring("fr")
    (home / "01_ux_et_cx.ipynb").unlink()
    assert Folder(home).bring("fr") == [Change("new", "01_ux_et_cx.ipynb")]


def test_restore_gives_a_fresh_chapter_and_keeps_what_was_changed(home):
    Folder(home).bring("fr")
    edit(home / "01_ux_et_cx.ipynb", "mine")
    changes = Folder(home).restore("1", "fr")
    assert changes[0] == Change("restored", "01_ux_et_cx.ipynb", "01_ux_et_cx (ma version).ipynb")
    assert sources(home / "01_ux_et_cx.ipynb")[-1] == "2"
    assert sources(home / "01_ux_et_cx (ma version).ipynb")[-1] == "mine"


def test_restoring_twice_keeps_both_versions(home):
    Folder(home).bring("en")
    for mine in ("first", "second"):
        edit(home / "01_ux_and_cx.ipynb", mine)
        Folder(home).restore("01", "en")
    assert sources(home / "01_ux_and_cx (my version).ipynb")[-1] == "first"
    assert sources(home / "01_ux_and_cx (my version 2).ipynb")[-1] == "second"


def test_restoring_what_was_not_changed_leaves_no_second_copy(home):
    Folder(home).bring("fr")
    before = standing(home)
    Folder(home).restore("01", "fr")
    assert standing(home) == before


def test_an_unknown_chapter_is_one_sentence_with_the_nearest(home):
    with pytest.raises(CourseError, match=r"«\u202f10\u202f».*01"):
        Folder(home).restore("10", "fr")


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CourseError, match="--folder"):
        Folder(tmp_path / "file").bring("fr")


def test_jupyterlab_asks_for_no_news(home):
    directory = Folder(home).write_settings("fr")
    settings = read(directory / "labconfig" / "default_setting_overrides.json")
    news = settings["@jupyterlab/apputils-extension:notification"]
    assert news == {"fetchNews": "false", "checkForUpdates": False}


def test_a_source_counts_the_same_as_one_text_or_as_lines():
    lines = {"cells": [{"cell_type": "code", "source": ["a\n", "b"]}]}
    whole = {"cells": [{"cell_type": "code", "source": "a\nb"}]}
    assert fingerprint(lines) == fingerprint(whole)


def test_the_notebooks_of_this_course_are_found(monkeypatch):
    monkeypatch.undo()
    for language in ("fr", "en"):
        assert next(pages(language)).source.name.startswith("00_")
