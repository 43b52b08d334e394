"""Questions and exercises: a key that can be graded fairly, and names that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from cxlearn.authoring.sources import Chapter, Course, Document, Place, Problem
from cxlearn.course import ACROSS
from cxlearn.questions.cloze import pieces
from cxlearn.questions.generation import makers

_LISTS = ("options", "targets", "slips", "rubric", "gaps")
_LANGUAGES = {"fr": "French", "en": "English"}
_FEWEST_TO_ORDER, _MOST_TO_ORDER = 3, 7


def question_problems(course: Course, chapter: Chapter) -> Iterator[Problem]:
    """What is wrong with a chapter's questions and the words of its exercises."""
    for document, place, row in _rows(chapter):
        is_task = document is chapter.tasks
        sentences = list(item_problems(row, is_task=is_task))
        if is_task and not row["id"].startswith(f"{chapter.id}-"):
            sentences.append(f"an exercise of this chapter is called {chapter.id}-1, {chapter.id}-2, …")
        yield from (document.problem(place, f"{row['id']}: {sentence}") for sentence in sentences)
        yield from _unknown_names(course, chapter, document, place, row)


def item_problems(row: dict[str, Any], *, is_task: bool = False) -> Iterator[str]:
    """What keeps one question from being graded fairly, whoever made it: an author, or a generator."""
    if "made_from" in row:
        yield from _maker_problems(row["made_from"])
        return
    yield from _key_problems(row, is_task=is_task)
    yield from _repeated_inside(row)


def _maker_problems(maker: str) -> Iterator[str]:
    known = makers()
    if maker not in known:
        near = get_close_matches(maker, known, n=1)
        yield f"nothing makes {maker!r}" + (f"; the nearest is {near[0]!r}." if near else ".")


def repeated_ids(course: Course) -> Iterator[Problem]:
    """Ids that two questions, exercises or fields share: what a learner did is kept under them."""
    placed: list[tuple[Document, Place, str]] = []
    for chapter in course.banks:
        placed += [(document, place, row["id"]) for document, place, row in _rows(chapter)]
        fields = chapter.questions.data.get("worksheet", []) if chapter.questions else []
        placed += [(chapter.questions, ("worksheet", n), row["id"]) for n, row in enumerate(fields)]  # type: ignore[misc]
    counts = Counter(name for *_, name in placed)
    for document, place, name in placed:
        if counts[name] > 1:
            yield document.problem(place, f"the id {name!r} is used {counts[name]} times in the course; find another.")


def unknown_sources(course: Course, document: Document, place: Place, row: dict[str, Any]) -> Iterator[Problem]:
    """Works that a row names and references.yaml does not have."""
    for n, key in enumerate(row.get("sources", [])):
        if key not in course.references.data:
            yield document.problem((*place, "sources", n), f"{row['id']}: references.yaml has no work {key!r}.")


def _rows(chapter: Chapter) -> Iterator[tuple[Document, Place, dict[str, Any]]]:
    if chapter.questions:
        data = chapter.questions.data
        if data.get("prediction"):
            yield chapter.questions, ("prediction",), data["prediction"]
        yield from ((chapter.questions, ("items", n), row) for n, row in enumerate(data["items"]))
    if chapter.tasks:
        yield from ((chapter.tasks, (n,), row) for n, row in enumerate(chapter.tasks.data))


def _unknown_names(
    course: Course, chapter: Chapter, document: Document, place: Place, row: dict[str, Any]
) -> Iterator[Problem]:
    yield from unknown_sources(course, document, place, row)
    terms = {term["id"] for term in course.lexicon.data}
    for n, term in enumerate(row.get("terms", [])):
        if term not in terms:
            yield document.problem((*place, "terms", n), f"{row['id']}: the lexicon has no term {term!r}.")
    lessons = course.chapters if chapter.id == ACROSS else [chapter]
    known = {cell.metadata.get("section") for one in lessons for cell in one.lesson.cells}
    if row.get("section") and row["section"] not in known:
        yield document.problem((*place, "section"), f"{row['id']}: the lesson has no section {row['section']}.")
    objectives = {o["id"] for c in course.syllabus.data["chapters"] for o in c.get("objectives", [])}
    if row.get("objective") and row["objective"] not in objectives:
        yield document.problem((*place, "objective"), f"{row['id']}: the syllabus has no objective {row['objective']}.")


def _key_problems(row: dict[str, Any], *, is_task: bool) -> Iterator[str]:
    """What keeps an item from being graded. A task's key may be drawn in ``tasks.py``; see ``draws``."""
    kind = row["kind"]
    yield from _option_problems(row, is_task=is_task)
    if kind == "cloze" or row.get("gaps") or row.get("sentence"):
        yield from _gap_problems(row)
    if kind == "short_text" and not row.get("accepted"):
        yield "a typed answer needs `accepted`, in both languages."
    if kind == "number" and "answer" not in row and not is_task:
        yield "a number needs its `answer`."
    if kind == "open" and not (row.get("rubric") and row.get("model_answer")):
        yield "an open question needs a rubric and a model answer."
    needed = {"number": "value", "short_text": "texts"}.get(kind)
    if needed and not is_task and any(needed not in slip for slip in row.get("slips", [])):
        yield f"every slip needs its `{needed}`."


def _option_problems(row: dict[str, Any], *, is_task: bool) -> Iterator[str]:
    kind, options = row["kind"], row.get("options", [])
    right = [option for option in options if option.get("score", 0) > 0]
    if kind in {"single", "true_false"} and len(right) != 1 and not (is_task and not right):
        yield "exactly one option needs a score."
    if kind == "true_false" and sorted(option["id"] for option in options) != ["false", "true"]:
        yield 'its options are "true" and "false", in quotes.'
    if kind in {"single", "multiple", "matching", "categorise", "ordering"}:
        yield from _choice_problems(kind, options, right)
    if kind == "ordering":
        yield from _order_problems(options)
    if kind in {"matching", "categorise"}:
        yield from _place_problems(options, {target["id"] for target in row.get("targets", [])})


def _choice_problems(kind: str, options: list[dict[str, Any]], right: list[dict[str, Any]]) -> Iterator[str]:
    if len(options) < len(("this", "that")):
        yield "there is nothing to choose: it needs at least two options."
    if any("text" not in option for option in options):
        yield "every option needs a text."
    if kind == "multiple" and not right:
        yield "at least one option needs a score."
    if kind == "multiple" and options and len(right) == len(options):
        yield "every option is right, so choosing everything would win; at least one needs no score."


def _order_problems(options: list[dict[str, Any]]) -> Iterator[str]:
    if not _FEWEST_TO_ORDER <= len(options) <= _MOST_TO_ORDER:
        yield f"there is an order to find among {_FEWEST_TO_ORDER} to {_MOST_TO_ORDER} options."
    if any("score" in option or "target" in option for option in options):
        yield "its options have neither score nor target: the order they stand in here is the key."
    for language in ("fr", "en"):
        counts = Counter(option["text"][language] for option in options if "text" in option)
        yield from (f"two options are both {text!r}: nobody could order them." for text, n in counts.items() if n > 1)


def _gap_problems(row: dict[str, Any]) -> Iterator[str]:
    """A sentence without its gaps, a gap without its sentence, a gap whose answer stands beside it."""
    if row["kind"] != "cloze":
        yield "only a cloze has a `sentence` and `gaps`."
        return
    names = sorted(gap["id"] for gap in row.get("gaps", []))
    if not names or "sentence" not in row:
        yield "a cloze needs a `sentence` and its `gaps`."
        return
    for language, sentence in row["sentence"].items():
        cut = pieces(sentence)
        if sorted(piece for piece, is_gap in cut if is_gap) != names:
            yield f"the {_LANGUAGES[language]} sentence needs each gap once, as [[{names[0]}]]: {', '.join(names)}."
        around = " ".join([row["stem"][language], *(piece for piece, is_gap in cut if not is_gap)]).casefold()
        given = [a for gap in row["gaps"] for a in gap["accepted"][language] if f" {a.casefold()} " in f" {around} "]
        yield from (f"{answer!r} is to be filled in, and stands in the question." for answer in given)
    if any("texts" not in slip for gap in row["gaps"] for slip in gap.get("slips", [])):
        yield "every slip of a gap needs its `texts`."


def _place_problems(options: list[dict[str, Any]], targets: set[str]) -> Iterator[str]:
    used = {option.get("target") for option in options}
    if not options or not used <= targets:
        yield "every option needs a target that is listed under `targets`."
    elif len(used) == 1:
        yield "every option goes to the same target: there is nothing to tell apart."


def _repeated_inside(row: dict[str, Any]) -> Iterator[str]:
    for name in _LISTS:
        counts = Counter(entry["id"] for entry in row.get(name, []))
        yield from (f"two of its {name} are called {id_!r}." for id_, count in counts.items() if count > 1)
