"""CSV: all that a course says goes out and comes back; no cell is a formula; Excel keeps its accents."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn import cli, language, lexicon
from cxlearn.exchange import spreadsheet
from cxlearn.exchange.content import Content, content
from cxlearn.language import CourseError
from cxlearn.questions import bank, from_data


def written(path, what=None, spoken="en"):
    language.use(spoken)
    spreadsheet.write(what or content(), path)
    return path


def test_every_question_of_the_course_comes_back_as_it_was(tmp_path):
    back = spreadsheet.read(written(tmp_path / "out.csv"))
    assert [from_data(row) for row in back["items"]] == list(bank())


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_every_term_of_the_course_comes_back_as_it_was(tmp_path, spoken):
    back = spreadsheet.read(written(tmp_path / "out.csv", spoken=spoken))
    assert [lexicon._from_data(row) for row in back["terms"]] == list(lexicon.terms())


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.sampled_from("'=+-@\t\"1;,\n"), min_size=1),
)
def test_no_text_is_lost_or_becomes_a_formula(tmp_path_factory, fr, en):
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    item = replace(bank()[0], stem={"fr": fr, "en": en}, unit=en)
    written(path, Content(None, (), (item,)))
    back = from_data(spreadsheet.read(path)["items"][0])
    assert (back.stem, back.unit) == ({"fr": fr, "en": en}, en)
    for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")):
        assert not any(cell[:1] in set("=+-@\t\r") and not number(cell) for cell in row)


def number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_excel_is_told_that_it_is_utf_8_and_finds_the_separator_of_its_language(tmp_path):
    french = written(tmp_path / "fr.csv", spoken="fr").read_bytes()
    english = written(tmp_path / "en.csv").read_bytes()
    assert french.startswith(b"\xef\xbb\xbfwhat;id;")
    assert english.startswith(b"\xef\xbb\xbfwhat,id,")
    assert "expérience utilisateur".encode() in french


def test_the_text_beside_it_documents_every_column_and_what_is_left_out(tmp_path):
    path = written(tmp_path / "out.csv")
    told = path.with_name("out.csv.txt").read_text(encoding="utf-8")
    assert all(f"{column} – " in told for column in spreadsheet.COLUMNS)
    assert "does not carry: your progress" in told


def test_one_chapter_is_exported_by_itself():
    one = content("1")
    assert {item.chapter for item in one.items} == {"01"}
    assert {term.deck or term.chapter for term in one.terms} == {"01"}
    assert asdict(one)["chapter"] == "01"


@pytest.mark.parametrize(
    ("text", "told"),
    [("a,b\n1,2\n", "is no export"), ("what,id,part,fr,en,value\nterm,x\n", "row 2"), ("", "is no export")],
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(tmp_path, text, told):
    language.use("en")
    path = tmp_path / "else.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=told):
        spreadsheet.read(path)


def test_the_command_writes_where_it_is_told_and_says_what_is_in_it(tmp_path, capsys):
    out = tmp_path / "é.csv"
    with pytest.raises(SystemExit) as left:
        cli.main(["export", "csv", "--chapter", "01", "--out", str(out), "--lang", "fr"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert out.is_file()
    assert str(out) in said
    assert "n’emporte pas" in said


def test_a_chapter_that_does_not_exist_is_refused_with_the_nearest(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["export", "csv", "--chapter", "99", "--lang", "en"])
    assert left.value.code == 1
    assert "nearest is 0" in capsys.readouterr().err
