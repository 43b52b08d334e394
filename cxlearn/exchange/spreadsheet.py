"""Terms and questions as a CSV file that a spreadsheet opens, and that can be read back without a loss.

One row for each text or value: what it belongs to (``term`` or ``item``, and its ``id``), which ``part`` of it it is
(``stem``, ``options/poster/reply``, ``accepted/1``), and either both languages or one ``value``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any

from cxlearn import course
from cxlearn.exchange.content import Content, beside, written
from cxlearn.language import CourseError, current, say

COLUMNS = ("what", "id", "part", "fr", "en", "value")
"""The columns; ``exchange.csv_column_…`` says what each holds."""

_DELIMITERS = {"fr": ";", "en": ","}  # what a spreadsheet in that language expects
_NAMES = {
    "options": "id",
    "targets": "id",
    "slips": "id",
    "rubric": "id",
    "gaps": "id",
    "confused_with": "term",
    "hints": "",
}
_BY_LANGUAGE = {"accepted", "texts", "synonyms"}
_LISTS = {"terms", "sources", "scale"}
# A cell that begins so is a formula to a spreadsheet; a quotation mark before it makes it a text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")

_Row = tuple[str, str, str, str]


def write(content: Content, path: Path) -> list[str]:
    """Write the file, and beside it a text about its columns; UTF-8, with the mark that Excel needs for accents.

    Returns:
        What that text says, line by line.

    Raises:
        CourseError: when it cannot be written there.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=_DELIMITERS[current()])
    writer.writerow(COLUMNS)
    for what, things in (("term", content.terms), ("item", content.items)):
        for thing in things:
            row = asdict(thing)
            for part, *cells in _flat(row, ""):
                writer.writerow([what, row["id"], part, *map(_safe, cells)])
    written(path, sheet.getvalue().encode("utf-8-sig"))
    told = [say("exchange.csv_about", terms=len(content.terms), items=len(content.items)), ""]
    told += [f"{column} – {say(f'exchange.csv_column_{column}')}" for column in COLUMNS]
    told += ["", say("exchange.csv_guard"), say("exchange.csv_limits")]
    beside(path, told)
    return told


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """``terms`` and ``items`` of such a file, each as plain data (see :func:`cxlearn.questions.from_data`).

    Raises:
        CourseError: when the file cannot be read, or has other columns.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")  # as bytes: a lone return in a text stays what it is
    except (OSError, UnicodeError) as error:
        raise CourseError(say("log.not_readable", path=path)) from error
    delimiter = next((sign for sign in _DELIMITERS.values() if text.startswith(sign.join(COLUMNS))), None)
    if delimiter is None:
        raise CourseError(say("exchange.csv_foreign", path=path, columns=", ".join(COLUMNS)))
    found: dict[tuple[str, str], dict[str, Any]] = {}
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, row in enumerate(rows, 1):
        if len(row) != len(COLUMNS):
            raise CourseError(say("exchange.csv_row", path=path, row=number, count=len(COLUMNS)))
        if number > 1:
            what, name, part, *cells = row
            _plant(found.setdefault((what, name), {}), part.split("/"), *map(_unguarded, cells))
    return {
        f"{kind}s": [_grown(tree) for (what, _), tree in found.items() if what == kind] for kind in ("term", "item")
    }


def _flat(data: dict[str, Any], above: str) -> Iterator[_Row]:
    """Every text and value of an entry: its path, both languages, its value. What is empty is left out."""
    for name, value in data.items():
        path = f"{above}{name}"
        if value is None or value in ("", [], (), {}):
            continue
        if name in _NAMES:
            for number, part in enumerate(value, 1):
                yield from _flat_part(part, f"{path}/", _NAMES[name], number)
        elif name in _BY_LANGUAGE:
            pairs = zip_longest(*(value.get(one, ()) for one in course.LANGUAGES), fillvalue="")
            yield from ((f"{path}/{number}", fr, en, "") for number, (fr, en) in enumerate(pairs, 1))
        elif name in _LISTS:
            yield from ((f"{path}/{number}", "", "", _cell(one)) for number, one in enumerate(value, 1))
        elif isinstance(value, dict):
            yield path, value.get("fr", ""), value.get("en", ""), ""
        else:
            yield path, "", "", _cell(value)


def _flat_part(part: dict[str, Any], above: str, name: str, number: int) -> Iterator[_Row]:
    own = f"{above}{part[name] if name else number}/"
    yield from _flat({key: value for key, value in part.items() if key != name}, own)


def _plant(tree: dict[str, Any], path: list[str], fr: str, en: str, value: str) -> None:
    """Put a row where its path says."""
    *above, leaf = path
    for step in above:
        tree = tree.setdefault(step, {})
    tree[leaf] = (fr, en, value)


def _grown(tree: dict[str, Any]) -> dict[str, Any]:
    """The entry that a tree of rows makes."""
    return {name: _value(name, entry) for name, entry in tree.items()}


def _value(name: str, entry: Any) -> Any:  # noqa: ANN401 -- whatever an entry holds
    if name in _NAMES:
        key = _NAMES[name]
        return [({key: own} if key else {}) | _grown(part) for own, part in entry.items()]
    if name in _BY_LANGUAGE:
        both = zip(course.LANGUAGES, zip(*((fr, en) for fr, en, _ in entry.values()), strict=True), strict=True)
        return {one: [text for text in texts if text] for one, texts in both}
    if name in _LISTS:
        return [_read_cell(value) for _, _, value in entry.values()]
    fr, en, value = entry
    return _read_cell(value) if value else {"fr": fr, "en": en}


def _cell(value: Any) -> str:  # noqa: ANN401
    """Numbers as JSON; a text as it is, unless it would be read as one of these."""
    if not isinstance(value, str):
        return json.dumps(value)
    return value if _read_cell(value) == value else json.dumps(value, ensure_ascii=False)


def _read_cell(cell: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _safe(cell: str) -> str:
    is_number = isinstance(_read_cell(cell), int | float)
    return f"'{cell}" if _FORMULA.match(cell) and not is_number else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
