"""Lessons and exercise sheets: twins, links that lead somewhere, code without prose, stubs with their solutions."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import cxlearn
from cxlearn.authoring.covering import unnamed
from cxlearn.authoring.sources import Cell, Chapter, Course, Problem, Sheet
from cxlearn.authoring.wording import sheet_wording
from cxlearn.questions import generation

_MOST_COVERED = 8
_LONGEST_COMMENT = 8
_TAGS = {"plumbing", "nbval-check-output", "stub", "solution", "instructor"}
_CHOICES = {
    "slide": {"slide", "subslide", "fragment", "notes", "skip"},
    "room": {"exercises", "solutions"},  # where the two notebooks made of one sheet say different things
}
_KEYS = {"lang", "section", "covers", "references", "instructor", "room", "slide"}
_DIRECTIVE = re.compile(r"^[ \t]*(:::|```\{|~~~\{|\(\w[\w-]*\)=)|\{[\w:+-]+\}`", re.MULTILINE)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^ *\[[^\]\n]+\]:\s*(\S+)|\b(?:href|src)=[\"']?([^\"'\s>]+)", re.MULTILINE)
_COURSE_LINK = re.compile(r"(lesson|exercises|solutions):(\d\d[a-z]?)")

Found = tuple[int | None, str]
"""Where in a cell's source (None: at its opening), and a sentence."""


def sheet_problems(course: Course, chapter: Chapter, sheet: Sheet) -> Iterator[Problem]:
    """Everything to mend in one lesson or exercise sheet."""
    yield from _twins(sheet)
    yield from sheet_wording(sheet)
    for cell in sheet.cells:
        found = [*_opening(course, chapter, cell), *(_code if cell.kind == "code" else _links)(course, chapter, cell)]
        yield from (sheet.problem(cell, sentence, at) for at, sentence in found)
    for french, english in sheet.pairs():
        said = {"fr": french.source, "en": english.source}
        covers = french.metadata.get("covers", [])
        yield from (sheet.problem(french, sentence) for sentence in unnamed(course, covers, said))
        for key in sorted(_KEYS - {"lang"}):
            if key in english.metadata and english.metadata[key] != french.metadata.get(key):
                yield sheet.problem(english, f"`{key}` stands on the French text, and holds for both.")
    sections = Counter(cell.metadata["section"] for cell in sheet.cells if "section" in cell.metadata)
    for cell in sheet.cells:
        if sections[cell.metadata.get("section")] > 1 and cell.metadata.get("lang") == "fr":
            yield sheet.problem(cell, f"section {cell.metadata['section']} opens twice; give each its number.")
    yield from _attempts(chapter, sheet)


def _twins(sheet: Sheet) -> Iterator[Problem]:
    twins = {id(cell) for pair in sheet.pairs() for cell in pair}
    for cell in (cell for cell in sheet.cells if cell.kind == "markdown" and id(cell) not in twins):
        sentence = {
            "fr": "this French text has no English twin right after it.",
            "en": "this English text has no French twin right before it.",
        }.get(cell.metadata.get("lang", ""), 'this text has no language; open it with +++ {"lang": "fr"} or "en".')
        yield sheet.problem(cell, sentence)


def _opening(course: Course, chapter: Chapter, cell: Cell) -> Iterator[Found]:
    """What a cell says of itself."""
    details = cell.metadata
    for key in sorted(set(details) - (_KEYS if cell.kind == "markdown" else {"tags"})):
        yield None, f"{key!r} is not known here; look for a typing error."
    for tag in sorted(set(cell.tags) - _TAGS):
        yield None, f"the tag {tag!r} is not known; there are {', '.join(sorted(_TAGS))}."
    if not re.fullmatch(rf"{chapter.id}\.\d", details.get("section", f"{chapter.id}.1")):
        yield None, f"a section of this chapter is called {chapter.id}.1, {chapter.id}.2, …"
    for key in _CHOICES.keys() & details.keys():
        if details[key] not in _CHOICES[key]:
            yield None, f"the {key} is one of {', '.join(sorted(_CHOICES[key]))}."
    yield from ((None, sentence) for sentence in _listed(course, details))


def _listed(course: Course, details: dict[str, Any]) -> Iterator[str]:
    """The concepts a cell covers and the works it lists."""
    for key in ("covers", "references"):
        if not isinstance(details.get(key, []), list):
            yield f"`{key}` is a list, in square brackets."
    if len(details.get("covers", [])) > _MOST_COVERED:
        yield f"covers {len(details['covers'])} concepts; at most {_MOST_COVERED} to a text."
    for work in details.get("references", []):
        if work not in course.references.data:
            yield f"references.yaml has no work {work!r}."


def _links(course: Course, _chapter: Chapter, cell: Cell) -> Iterator[Found]:
    directive = _DIRECTIVE.search(cell.source)
    if directive:
        yield directive.start(), "JupyterLab shows no MyST directive; write it in plain Markdown."
    prose = re.sub(r"```.*?```|`[^`\n]*`", lambda code: " " * len(code[0]), cell.source, flags=re.DOTALL)
    for found in _LINK.finditer(prose):
        target = next(group for group in found.groups() if group is not None)
        sentence = _dead(course, cell, target)
        if sentence:
            yield found.end(), f"the link {target} {sentence}"


def _dead(course: Course, cell: Cell, target: str) -> str:
    """Why a link leads nowhere; "" when it leads somewhere."""
    published = {chapter.id: chapter for chapter in course.chapters}
    if target == "glossary:":
        return ""
    found = _COURSE_LINK.fullmatch(target)
    if found and found[2] not in published:
        return "leads to no published chapter."
    if found and found[1] != "lesson" and not published[found[2]].exercises:
        return "leads nowhere: that chapter has no exercises."
    if found and f"]({target})" not in cell.source:
        return f"is not written as [words]({target})."
    if not found and not target.startswith("https://"):
        return "leads nowhere; write lesson:01, exercises:01, glossary:, or an https address."
    return ""


# --- code


def _code(course: Course, chapter: Chapter, cell: Cell) -> Iterator[Found]:
    starts = [0, *(found.end() for found in re.finditer("\n", cell.source))]
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield starts[min(error.lineno or 1, len(starts)) - 1], f"Python cannot read this: {error.msg}."
        return
    for line, words in _comments(cell.source):
        if words > _LONGEST_COMMENT:
            yield starts[line - 1], "prose hides in this code; say it in a text, in both languages."
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((starts[node.lineno - 1], sentence) for sentence in _call(course, chapter, cell, node))
        # A worked answer may be a text.
        text = node.value if isinstance(node, ast.Constant) and "solution" not in cell.tags else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and len(text.split()) > _LONGEST_COMMENT:
            at = starts[node.lineno - 1]
            yield at, "prose hides in a string of this code; say it in a text, in both languages."


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """Each comment's first line and its number of words; one that goes on for several lines is one."""
    first = last = words = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        if token.start[0] != last + 1:
            yield first, words
            first, words = token.start[0], 0
        last, words = token.start[0], words + len(token.string.strip("# ").split())
    yield first, words


def _call(course: Course, chapter: Chapter, cell: Cell, call: ast.Call) -> Iterator[str]:
    """What is wrong with one ``cx.something("name")``."""
    verb = call.func
    if not (isinstance(verb, ast.Attribute) and isinstance(verb.value, ast.Name) and verb.value.id == "cx"):
        return
    if verb.attr not in cxlearn.__all__:
        near = get_close_matches(verb.attr, cxlearn.__all__, n=1)
        yield f"there is no cx.{verb.attr}" + (f"; did you mean cx.{near[0]}?" if near else ".")
    known = _known_names(course, chapter).get(verb.attr)
    if known is not None and call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value not in known:
        near = get_close_matches(str(call.args[0].value), sorted(known), n=1, cutoff=0.4)
        advice = f"; the nearest is {near[0]!r}." if near else ": nothing of that kind exists yet."
        yield f"cx.{verb.attr}({call.args[0].value!r}) leads nowhere{advice}"
    if verb.attr == "check":
        yield from _check_call(cell, call)


def _check_call(cell: Cell, call: ast.Call) -> Iterator[str]:
    """In tests an answer must be right, and ``...`` must be none: so a stub holds ``...``, and a solution does not."""
    if "nbval-check-output" not in cell.tags:
        yield "a cell with cx.check needs the tag nbval-check-output, or no test would see it fail."
    untouched = [isinstance(answer, ast.Constant) and answer.value is ... for answer in call.args[1:]]
    if "stub" in cell.tags and untouched != [True]:
        yield "a stub leaves the answer open: its cx.check ends with ...)."
    if "solution" in cell.tags and untouched != [False]:
        yield "a solution answers: its cx.check has one answer, and not the dots."


def _known_names(course: Course, chapter: Chapter) -> dict[str, set[str]]:
    """What may follow ``cx.ask(``, ``cx.quiz(`` and their like."""
    from cxlearn.widgets.explore import MODELS

    questions: dict[str, dict[str, Any]] = {c.id: c.questions.data for c in course.chapters if c.questions}
    tasks = {row["id"] for row in chapter.tasks.data} if chapter.tasks else set()
    return {
        "ask": {row["id"] for c in course.banks if c.questions for row in c.questions.data["items"]} | generation.ids(),
        "term": {name for row in course.lexicon.data for name in _names(row)},
        "explore": set(MODELS),
        "cards": _and_whole({row["deck"] for row in course.lexicon.data if row.get("deck")}),
        "quiz": _and_whole(
            {id_ for id_, d in questions.items() if any(r.get("place", "exit") == "exit" for r in d["items"])}
        ),
        "predict": {id_ for id_, data in questions.items() if data.get("prediction")},
        "worksheet": {id_ for id_, data in questions.items() if data.get("worksheet")},
        **dict.fromkeys(("task", "check", "hint", "solution"), tasks),
    }


def _and_whole(notebooks: set[str]) -> set[str]:
    """The notebooks, and the chapters they make up: "05" beside "05a"."""
    return notebooks | {id_[:2] for id_ in notebooks}


def _names(term: dict[str, Any]) -> Iterator[str]:
    """What a term of the lexicon is called."""
    yield term["id"]
    for field in ("term", "acronym"):
        yield from term.get(field, {}).values()
    for words in term.get("synonyms", {}).values():
        yield from words


# --- exercises


def _attempts(chapter: Chapter, sheet: Sheet) -> Iterator[Problem]:
    """Every stub has its solution right after it; a lesson has neither."""
    marked = [({"stub", "solution"} & set(cell.tags), cell) for cell in sheet.cells if cell.kind == "code"]
    if sheet is chapter.lesson:
        yield from (
            sheet.problem(cell, "a stub or a solution belongs in exercises.md.") for tags, cell in marked if tags
        )
        return
    after = [tags for tags, _ in marked[1:]] + [set()]
    before = [set(), *(tags for tags, _ in marked)]
    for (tags, cell), earlier, later in zip(marked, before, after, strict=False):
        if "stub" in tags and later != {"solution"}:
            yield sheet.problem(cell, "this stub has no solution after it.")
        if tags == {"solution"} and not earlier:
            yield sheet.problem(cell, "this solution has no stub before it.")
    code = {tag: "\n".join(cell.source for tags, cell in marked if tags == {tag}) for tag in ("stub", "solution")}
    code["task"] = "\n".join(cell.source for tags, cell in marked if not tags)
    for position, row in enumerate(chapter.tasks.data if chapter.tasks else []):
        for verb, where in (("task", "task"), ("check", "stub"), ("check", "solution"), ("solution", "solution")):
            call = f'cx.{verb}("{row["id"]}"'
            if chapter.tasks and call not in code[where]:
                place = "" if where == "task" else f" in a {where}"
                yield chapter.tasks.problem((position,), f"{row['id']}: exercises.md has no {call} …){place}.")
