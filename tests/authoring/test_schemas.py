"""The rules that editors get: what the check accepts, they accept; what it refuses in form, they mark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import cxlearn.course
from cxlearn.authoring import schema
from cxlearn.authoring.sources import Course, Document, read_yaml

FOLDER = Path(cxlearn.course.__file__).parent
COURSE = Course(FOLDER)


def kind_of(path: Path) -> str:
    return "interface" if path.parent.name == "interface" else path.stem


def files() -> list[Path]:
    """The YAML files that have a schema of their kind."""
    return sorted(path for path in FOLDER.rglob("*.yaml") if kind_of(path) in schema.FILES)


def rules_for_editors(kind: str) -> dict[str, Any]:
    rules: dict[str, Any] = json.loads((FOLDER / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    return rules


def mistakes(kind: str, data: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(rules_for_editors(kind)).iter_errors(data)]


@pytest.mark.parametrize("kind", schema.FILES)
def test_each_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(rules_for_editors(kind))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_editors_accept_every_file_of_the_course(path: Path) -> None:
    assert mistakes(kind_of(path), read_yaml(path).data) == []


@pytest.mark.slow
def test_every_file_an_author_edits_has_a_schema() -> None:
    documents = [COURSE.syllabus, COURSE.lexicon, COURSE.references, COURSE.company, *COURSE.interface]
    documents += [d for chapter in COURSE.chapters for d in (chapter.questions, chapter.tasks) if d]
    assert {document.path for document in documents} <= set(files())


BOTH = {"fr": "a", "en": "b"}
OPTION = {"id": "a", "text": BOTH, "reply": BOTH}
ITEM = {"id": "i", "kind": "single", "stem": BOTH, "explanation": BOTH, "options": [OPTION]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"stem": {"fr": "a"}},
        {"stem": {"fr": "a", "en": " "}},
        {"stem": {"fr": "a", "en": True}},
        {"kind": "simple"},
        {"stemm": BOTH},
        {"id": "Ch01 one"},
        {"section": "1.1"},
        {"options": [{"id": "a", "text": BOTH}]},
        {"options": [{**OPTION, "score": 2}]},
        {"difficulty": 4},
        {"accepted": {"fr": [], "en": ["b"]}},
    ],
)
def test_editors_mark_what_the_check_refuses(wrong: dict[str, Any]) -> None:
    assert mistakes("questions", {"items": [ITEM]}) == []
    data = {"items": [{**ITEM, **wrong}]}
    assert mistakes("questions", data)
    assert schema.problems(Document(FOLDER / "questions.yaml", data, {}), "questions")
