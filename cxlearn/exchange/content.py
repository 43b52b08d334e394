"""What goes through the doors: the terms and the questions of a chapter, or of the whole course."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cxlearn import course
from cxlearn.language import CourseError, nearest, say
from cxlearn.lexicon import Term, terms
from cxlearn.questions import Item, bank


@dataclass(frozen=True, slots=True)
class Content:
    """Terms, each of which makes cards, and questions."""

    chapter: str | None
    terms: tuple[Term, ...]
    items: tuple[Item, ...]


def content(chapter: str | None = None) -> Content:
    """The terms and questions of a chapter (``"05"``), or of the whole course.

    Raises:
        CourseError: when the chapter does not exist, or holds neither.
    """
    wanted = None if chapter is None else course.chapter_id(chapter)
    chosen = tuple(term for term in terms() if course.within(term.deck or term.chapter, wanted))
    if chosen or bank(wanted):
        return Content(wanted, chosen, bank(wanted))
    held = sorted({item.chapter for item in bank()})
    raise CourseError(say("exchange.unknown_chapter", given=chapter, near=nearest(wanted, held) or held[0]))


def beside(path: Path, lines: list[str]) -> Path:
    """Write what a reader of the exported file should know into a text of the same name, and return its path."""
    text = path.with_name(f"{path.name}.txt")
    written(text, ("\n".join(lines) + "\n").encode())
    return text


def written(path: Path, data: bytes) -> None:
    """Write a file.

    Raises:
        CourseError: when it cannot be written there.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CourseError(say("log.not_writable", path=path)) from error
