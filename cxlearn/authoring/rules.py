"""What every text of the course must keep to, beyond its form: both languages, keys, replies, sources, links."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from cxlearn.authoring import schema
from cxlearn.authoring.sources import Cell, Chapter, Course, Document, Place, Problem, Sheet

_MOST_COVERED = 8
_LONGEST_DEFINITION = 40
_LONGEST_COMMENT = 8
_DIRECTIVE = re.compile(r"^(:::|```\{|\(\w[\w-]*\)=)|\{(?:ref|term|doc|numref|cite)\}`", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COURSE_LINK = re.compile(r"(lesson|exercises|solutions):(\d\d)")


def problems(course: Course) -> list[Problem]:
    """Everything an author has to mend, in no particular order."""
    found = list(_forms(course))
    if found:
        return found  # the rules below rely on well-formed files
    found += _lexicon(course)
    for chapter in course.chapters:
        found += _questions(course, chapter)
        for sheet in chapter.sheets():
            found += _sheet(course, chapter, sheet)
    return found + list(_coverage(course))


def _forms(course: Course) -> Iterator[Problem]:
    documents = [(course.syllabus, "syllabus"), (course.lexicon, "lexicon"), (course.references, "references")]
    documents += [(course.company, "company"), *((document, "interface") for document in course.interface)]
    for chapter in course.chapters:
        documents += [(d, kind) for d, kind in ((chapter.questions, "questions"), (chapter.tasks, "tasks")) if d]
    for document, kind in documents:
        yield from schema.problems(document, kind)


# --- the lexicon


def _lexicon(course: Course) -> Iterator[Problem]:
    rows = course.lexicon.data
    ids = {row["id"] for row in rows}
    yield from _repeated(course.lexicon, [((n,), row["id"]) for n, row in enumerate(rows)])
    for n, row in enumerate(rows):
        for k, other in enumerate(row.get("confused_with", [])):
            if other["term"] not in ids:
                yield course.lexicon.problem(
                    (n, "confused_with", k), f"{row['id']}: no term is called {other['term']!r}."
                )
        for language, words in row["definition"].items():
            if len(words.split()) > _LONGEST_DEFINITION:
                yield course.lexicon.problem(
                    (n, "definition", language), f"{row['id']}: over {_LONGEST_DEFINITION} words."
                )
        yield from _unknown_sources(course, course.lexicon, (n, "sources"), row)
        if not row.get("sources") and not row.get("covers"):
            yield course.lexicon.problem(
                (n,), f"{row['id']}: needs a source, or the concept of the source texts it covers."
            )
        said = {language: _all_words(row, language) for language in ("fr", "en")}
        yield from (course.lexicon.problem((n,), s) for s in _covering(course, row.get("covers", []), said))


def _all_words(row: Any, language: str) -> str:  # noqa: ANN401 -- any part of a YAML file
    """Everything an entry says in one language."""
    if isinstance(row, dict):
        own = str(row[language]) if language in row else ""
        return " ".join([own, *(_all_words(value, language) for value in row.values())])
    return " ".join(_all_words(part, language) for part in row) if isinstance(row, list) else ""


# --- questions and tasks


def _questions(course: Course, chapter: Chapter) -> Iterator[Problem]:
    if chapter.questions:
        data = chapter.questions.data
        placed: list[tuple[Place, dict[str, Any]]] = [(("items", n), row) for n, row in enumerate(data["items"])]
        yield from _repeated(chapter.questions, [(place, row["id"]) for place, row in placed])
        if "prediction" in data:
            placed.append((("prediction",), data["prediction"]))
        for place, row in placed:
            yield from _item(course, chapter, chapter.questions, place, row)
    for n, row in enumerate(chapter.tasks.data if chapter.tasks else []):
        yield from _item(course, chapter, chapter.tasks, (n,), row)  # type: ignore[arg-type]


def _item(course: Course, chapter: Chapter, document: Document, place: Place, row: dict[str, Any]) -> Iterator[Problem]:
    is_task = document is chapter.tasks
    for sentence in _key_problems(row, is_task=is_task):
        yield document.problem(place, f"{row['id']}: {sentence}")
    yield from _unknown_sources(course, document, (*place, "sources"), row)
    terms = {term["id"] for term in course.lexicon.data}
    for term in row.get("terms", []):
        if term not in terms:
            yield document.problem((*place, "terms"), f"{row['id']}: the lexicon has no term {term!r}.")
    known = {cell.metadata["section"] for cell in chapter.lesson.cells if "section" in cell.metadata}
    if row.get("section") and row["section"] not in known:
        yield document.problem((*place, "section"), f"{row['id']}: the lesson has no section {row['section']}.")
    objectives = {o["id"] for c in course.syllabus.data["chapters"] for o in c.get("objectives", [])}
    if row.get("objective") and row["objective"] not in objectives:
        yield document.problem((*place, "objective"), f"{row['id']}: the syllabus has no objective {row['objective']}.")


def _key_problems(row: dict[str, Any], *, is_task: bool) -> Iterator[str]:
    """What keeps an item from being graded. A task's key may come from its chapter's ``tasks.py``."""
    kind, options = row["kind"], row.get("options", [])
    right = [o for o in options if o.get("score", 0) > 0]
    if kind in {"single", "true_false"} and len(right) != 1 and not (is_task and not right):
        yield "exactly one option needs a score."
    if kind == "multiple" and not right:
        yield "at least one option needs a score."
    if kind == "true_false" and {o["id"] for o in options} != {"true", "false"}:
        yield 'its options are "true" and "false".'
    if kind in {"single", "multiple", "matching", "categorise"} and any("text" not in o for o in options):
        yield "every option needs a text."
    if kind in {"matching", "categorise"}:
        targets = {t["id"] for t in row.get("targets", [])}
        if not options or any(o.get("target") not in targets for o in options):
            yield "every option needs a target that is listed under `targets`."
    if kind == "short_text" and not row.get("accepted"):
        yield "a typed answer needs `accepted`, in both languages."
    if kind == "number" and "answer" not in row and not is_task:
        yield "a number needs its `answer`."
    if kind == "open" and not (row.get("rubric") and row.get("model_answer")):
        yield "an open question needs a rubric and a model answer."


def _unknown_sources(course: Course, document: Document, place: Place, row: dict[str, Any]) -> Iterator[Problem]:
    for key in row.get("sources", []):
        if key not in course.references.data:
            yield document.problem(place, f"{row['id']}: references.yaml has no work {key!r}.")


def _repeated(document: Document, ids: list[tuple[Place, str]]) -> Iterator[Problem]:
    counts = Counter(name for _, name in ids)
    yield from (document.problem(place, f"the id {name!r} is used twice.") for place, name in ids if counts[name] > 1)


# --- lessons and exercise sheets


def _sheet(course: Course, chapter: Chapter, sheet: Sheet) -> Iterator[Problem]:
    yield from _twins(sheet)
    for cell in sheet.cells:
        sentences = _code(course, chapter, cell) if cell.kind == "code" else _markdown(course, cell)
        yield from (sheet.problem(cell, sentence) for sentence in sentences)
    for french, english in sheet.pairs():
        covers = french.metadata.get("covers", [])
        if len(covers) > _MOST_COVERED:
            yield sheet.problem(french, f"covers {len(covers)} concepts; at most {_MOST_COVERED} to a text.")
        said = {"fr": french.source, "en": english.source}
        yield from (sheet.problem(french, sentence) for sentence in _covering(course, covers, said))


def _twins(sheet: Sheet) -> Iterator[Problem]:
    texts = [cell for cell in sheet.cells if cell.kind == "markdown"]
    for cell in texts:
        if cell.metadata.get("lang") not in {"fr", "en"}:
            yield sheet.problem(
                cell, 'this text has no language; open it with +++ {"lang": "fr"} or +++ {"lang": "en"}.'
            )
    twins = {id(cell) for pair in sheet.pairs() for cell in pair}
    for cell in texts:
        if cell.metadata.get("lang") == "fr" and id(cell) not in twins:
            yield sheet.problem(cell, "this French text has no English twin right after it.")
        if cell.metadata.get("lang") == "en" and id(cell) not in twins:
            yield sheet.problem(cell, "this English text has no French twin right before it.")


def _markdown(course: Course, cell: Cell) -> Iterator[str]:
    if _DIRECTIVE.search(cell.source):
        yield "JupyterLab shows no MyST directive; write it in plain Markdown."
    published = {chapter.id: chapter for chapter in course.chapters}
    for target in _LINK.findall(cell.source):
        found = _COURSE_LINK.fullmatch(target)
        if found and found[2] not in published:
            yield f"the link {target} leads to no published chapter."
        elif found and found[1] != "lesson" and not published[found[2]].exercises:
            yield f"the link {target} leads nowhere: that chapter has no exercises."
        elif not found and not target.startswith(("https://", "#")):
            yield f"the link {target} leads nowhere; write lesson:01, exercises:01, or an https address."
    for key in cell.metadata.get("references", []):
        if key not in course.references.data:
            yield f"references.yaml has no work {key!r}."


def _code(course: Course, chapter: Chapter, cell: Cell) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(cell.source).readline):
        if token.type == tokenize.COMMENT and len(token.string.split()) > _LONGEST_COMMENT:
            yield "prose hides in this code cell; say it in a text, in both languages."
    calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    for name, argument in _calls_by_name(calls):
        known = _known_names(course, chapter).get(name)
        if known is not None and argument not in known:
            yield f"cx.{name}({argument!r}) leads nowhere."
    if "solution" in cell.tags:
        return  # a worked answer may be a text
    for node in ast.walk(ast.parse(cell.source)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and len(node.value.split()) > _LONGEST_COMMENT
        ):
            yield "prose hides in a string of this code cell; say it in a text, in both languages."


def _calls_by_name(calls: Iterable[ast.Call]) -> Iterator[tuple[str, Any]]:
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.args and isinstance(call.args[0], ast.Constant):
            yield call.func.attr, call.args[0].value


def _known_names(course: Course, chapter: Chapter) -> dict[str, set[str]]:
    """What may follow ``cx.ask(``, ``cx.quiz(`` and their like."""
    ids = {c.id for c in course.chapters}
    items = {row["id"] for c in course.chapters if c.questions for row in c.questions.data["items"]}
    tasks = {row["id"] for row in chapter.tasks.data} if chapter.tasks else set()
    by_task = dict.fromkeys(("task", "check", "hint", "solution"), tasks)
    by_chapter = dict.fromkeys(("quiz", "cards", "predict", "worksheet"), ids)
    return {"ask": items, "term": {row["id"] for row in course.lexicon.data}, **by_task, **by_chapter}


# --- coverage


def _covering(course: Course, covers: list[str], said: dict[str, str]) -> Iterator[str]:
    for concept in covers:
        row = course.coverage.get(concept)
        if row is None:
            yield f"covers {concept!r}, which coverage.tsv does not have."
            continue
        for language, words in said.items():
            for name in (row[f"names_{language}"] or "").split(" + "):
                if name and _plain(name) not in _plain(words):
                    yield f"covers {concept}, yet the {language} text does not name {name!r}."


def _plain(words: str) -> str:
    """Case, emphasis and kinds of space make no difference to whether a name is there."""
    return " ".join(re.sub(r"[*_`]", "", words.replace("’", "'")).casefold().split())


def _coverage(course: Course) -> Iterator[Problem]:
    """Every concept of a published chapter is taught, or left out for a stated reason."""
    taught = {
        c
        for ch in course.chapters
        for sheet in ch.sheets()
        for cell in sheet.cells
        for c in cell.metadata.get("covers", [])
    }
    taught |= {concept for row in course.lexicon.data for concept in row.get("covers", [])}
    published = {chapter.id for chapter in course.chapters}
    for concept, row in course.coverage.items():
        if row["chapter"] in published and concept not in taught and not row["omitted"]:
            sentence = f"{concept} ({row['concept_fr']}) is taught nowhere in chapter {row['chapter']}."
            yield Problem(course.folder / "coverage.tsv", int(row["line"]), sentence)
