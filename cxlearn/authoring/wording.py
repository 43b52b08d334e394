"""How texts are written: French spaces and quotation marks, and what is filled into the interface's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from cxlearn.authoring.sources import Document, Place, Problem, Sheet

_NARROW = "\u202f"
# Code, formulas, addresses and HTML's own signs are not prose: the marks in them mean something else.
_NO_PROSE = re.compile(
    r"```.*?```|`[^`\n]*`|\$[^$\n]+\$|\]\([^)\n]*\)|^\[[^\]\n]+\]:.*$|https?://\S+|<[^>\n]+>|&#?\w+;",
    re.DOTALL | re.MULTILINE,
)
_ENDING = r"(?:[\w)}\]»”’.…%€]|[*_](?=[ \u00a0]))"
_UNSPACED = re.compile(
    rf"(?P<before>{_ENDING})[ \u00a0]?(?P<mark>[;!?»](?![\w\[]|\u202f:)|:(?=[\s*_]|$))"
    r"|(?P<number>\d)[ \u00a0]?(?P<percent>%)|(?P<open>«)(?P<after>[^\u202f])"
)
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|\"")


def sheet_wording(sheet: Sheet) -> Iterator[Problem]:
    """What a lesson or an exercise sheet writes otherwise than books do."""
    for cell in sheet.cells:
        language = cell.metadata.get("lang", "")
        if cell.kind == "markdown":
            yield from (sheet.problem(cell, sentence, at) for at, sentence in miswritten(cell.source, language))


def document_wording(document: Document) -> Iterator[Problem]:
    """The same of a YAML file's texts."""
    for place, language, text in texts(document.data):
        yield from (document.problem(place, sentence) for _, sentence in miswritten(text, language))


def texts(data: object, place: Place = (), language: str = "") -> Iterator[tuple[Place, str, str]]:
    """Every text under ``fr`` or ``en``, with its place and language."""
    if isinstance(data, str) and language:
        yield place, language, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*place, key), key if key in {"fr", "en"} else language)
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from texts(value, (*place, position), language)


def miswritten(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Where a text breaks the typography of its language, and how it would be right."""
    prose = _without_code(text)
    for found in _STRAIGHT.finditer(prose):
        better = "’" if found[0] == "'" else "« »" if language == "fr" else "“ ”"
        yield found.start(), f"{_around(text, found)} has a straight {found[0]}; write {better}."
    if language == "fr":
        yield from _unspaced(text, prose)


def _without_code(text: str) -> str:
    """The text, as long as before, with nothing in it that is no prose."""
    return _NO_PROSE.sub(lambda found: "\0" * len(found[0]), text)


def _unspaced(text: str, prose: str) -> Iterator[tuple[int, str]]:
    for found in _UNSPACED.finditer(prose):
        sign = found["mark"] or found["percent"] or found["open"]
        side = "after" if found["open"] else "before"
        space = f"a narrow no-break space, U+202F, here to copy: [{_NARROW}]"
        yield found.start(), f"{_around(text, found)}: {side} {sign} French has {space}."


def _around(text: str, found: re.Match[str]) -> str:
    return repr(text[max(found.start() - 12, 0) : found.end() + 6].replace("\n", " "))


def interface_spacing(document: Document) -> Iterator[Problem]:
    """Where the interface's French lacks a space; its straight quotation marks are those of calls it shows."""
    for place, language, text in texts(document.data):
        if language == "fr":
            yield from (document.problem(place, sentence) for _, sentence in _unspaced(text, _without_code(text)))


def interface_values(document: Document) -> Iterator[Problem]:
    """The interface's phrases name the same ``{values}`` in both languages, or one of them fails for a learner."""
    for key, words in document.data.items():
        try:
            french, english = ({name for _, name, _, _ in Formatter().parse(words[x]) if name} for x in ("fr", "en"))
        except ValueError as error:
            yield document.problem((key,), f"{key}: a brace stands alone ({error}).")
            continue
        if french != english:
            listed = ", ".join(f"{{{name}}}" for name in sorted(french ^ english))
            yield document.problem((key,), f"{key}: one language names {listed}, the other does not.")
