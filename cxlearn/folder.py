"""The student's own folder: the course's notebooks laid out for reading, and never written over once worked in."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeAlias

from cxlearn import course
from cxlearn.language import CourseError, nearest, say

_PLACES = {
    "notebooks": {"fr": "", "en": ""},
    "exercises": {"fr": "exercices", "en": "exercises"},
    "solutions": {"fr": "solutions", "en": "solutions"},
}
_LINK = re.compile(r"\(\.\./\.\./(notebooks|exercises|solutions)/(fr|en)/")

Notebook: TypeAlias = dict[str, Any]
"""A notebook as its file holds it (nbformat 4)."""


@dataclass(frozen=True)
class Change:
    """What happened to one notebook of the folder.

    ``place`` is its path in the folder. ``beside`` is another path: where the course's new version was laid because
    the student had changed theirs (``kind`` "beside"), or where theirs was put by :meth:`Folder.restore` ("restored").
    """

    kind: Literal["new", "updated", "beside", "restored"]
    place: str
    beside: str = ""


@dataclass(frozen=True)
class Page:
    """One notebook of the course: its file, and its place in a student's folder."""

    source: Path
    place: str

    @property
    def chapter(self) -> str:
        """The chapter's id, ``"01"``."""
        return self.source.name.partition("_")[0]

    def read(self, *, instructor: bool) -> Notebook:
        """The notebook as a student meets it: links made for the folder, and no notes for instructors unless asked."""
        notebook: Notebook = json.loads(self.source.read_text(encoding="utf-8"))
        cells = [cell for cell in notebook["cells"] if instructor or not _is_note(cell)]
        return notebook | {"cells": [_with_links(cell, self.place) for cell in cells]}


class Folder:
    """A student's folder and what it remembers, in ``.cxlearn/delivered.json``: each notebook as it was handed over.

    Args:
        path: the folder; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._memory_file = path / ".cxlearn" / "delivered.json"
        self._memory = _memory(self._memory_file)

    @property
    def language(self) -> str | None:
        """The language of the last visit, or None in a new folder."""
        language: str | None = self._memory["language"]
        return language

    def bring(self, language: str, *, instructor: bool = False) -> list[Change]:
        """Bring every notebook that is new, or newer than one the student has not changed.

        A notebook counts as changed when the sources of its cells are no longer those handed over; outputs do not
        count. Beside a changed one its new version is laid, once.

        Raises:
            CourseError: when the folder cannot be written.
        """
        with _writing(self.path):
            changes = [
                self._bring(page, language, instructor=instructor) for page in pages(language, instructor=instructor)
            ]
            self._remember(language)
        return [change for change in changes if change]

    def restore(self, chapter: str, language: str, *, instructor: bool = False) -> list[Change]:
        """Hand over a fresh copy of a chapter; what the student changed is kept under another name.

        Raises:
            CourseError: when the course has no such chapter, or the folder cannot be written.
        """
        wanted = course.chapter_id(chapter)
        every = list(pages(language, instructor=instructor))
        chosen = [page for page in every if course.within(page.chapter, wanted)]
        if not chosen:
            raise CourseError(_unknown_chapter(chapter, {page.chapter for page in every}))
        with _writing(self.path):
            changes = [self._restore(page, language, instructor=instructor) for page in chosen]
            self._remember(language)
        return changes

    def write_settings(self, language: str) -> Path:
        """Settings of JupyterLab for this course: no news, and its menus in ``language`` where a pack speaks it.

        Returns:
            The directory to add to ``JUPYTER_CONFIG_PATH``. The student's own settings go before these.
        """
        directory = self.path / ".cxlearn" / "jupyter"
        settings: dict[str, Any] = {
            "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
        }
        if language == "fr" and _speaks_french():
            settings["@jupyterlab/translation-extension:plugin"] = {"locale": "fr_FR"}
        with _writing(directory):
            _write_json(directory / "labconfig" / "default_setting_overrides.json", settings)
        return directory

    def _bring(self, page: Page, language: str, *, instructor: bool) -> Change | None:
        notebook = page.read(instructor=instructor)
        wanted, found = fingerprint(notebook), self._found(page.place)
        handed_over = self._memory["delivered"].get(page.place)
        if found in {None, handed_over} and found != wanted:
            self._hand_over(page.place, notebook)
            return Change("updated" if found else "new", page.place)
        if found == wanted:
            self._memory["delivered"][page.place] = wanted
            return None
        return None if handed_over == wanted else self._lay_beside(page.place, notebook, language)

    def _lay_beside(self, place: str, notebook: Notebook, language: str) -> Change | None:
        wanted = fingerprint(notebook)
        if self._memory["beside"].get(place) == wanted:
            return None
        beside = self._free_name(place, say("cli.new_version", language))
        self._hand_over(beside, notebook)
        self._memory["beside"][place] = wanted
        return Change("beside", place, beside)

    def _restore(self, page: Page, language: str, *, instructor: bool) -> Change:
        notebook = page.read(instructor=instructor)
        kept = ""
        if self._found(page.place) not in {None, self._memory["delivered"].get(page.place), fingerprint(notebook)}:
            kept = self._free_name(page.place, say("cli.my_version", language))
            (self.path / page.place).replace(self.path / kept)
        self._hand_over(page.place, notebook)
        return Change("restored", page.place, kept)

    def _free_name(self, place: str, label: str) -> str:
        """``01_x (label).ipynb``, numbered when the student has worked in the one of that name."""
        path, number = PurePosixPath(place), 1
        while True:
            name = f"{path.stem} ({label})" if number == 1 else f"{path.stem} ({label} {number})"
            candidate = str(path.with_name(f"{name}.ipynb"))
            if self._found(candidate) in {None, self._memory["delivered"].get(candidate)}:
                return candidate
            number += 1

    def _found(self, place: str) -> str | None:
        """The fingerprint of what stands at a place; None where nothing stands."""
        path = self.path / place
        if not path.exists():
            return None
        try:
            return fingerprint(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError):
            return "unreadable"  # whatever it is, it is the student's: like no delivery, so never written over

    def _hand_over(self, place: str, notebook: Notebook) -> None:
        _write_json(self.path / place, notebook)
        self._memory["delivered"][place] = fingerprint(notebook)

    def _remember(self, language: str) -> None:
        self._memory["language"] = language
        _write_json(self._memory_file, self._memory)


def pages(language: str, *, instructor: bool = False) -> Iterator[Page]:
    """The course's notebooks in a language, in teaching order; the solutions only for an instructor."""
    for room, places in _PLACES.items():
        if room == "solutions" and not instructor:
            continue
        for source in sorted((made() / room / language).glob("*.ipynb")):
            yield Page(source, str(PurePosixPath(places[language], source.name)))


def made() -> Path:
    """Where the made notebooks are: inside an installed package, beside it in a clone.

    Raises:
        CourseError: when they are in neither place.
    """
    package = Path(str(files("cxlearn")))
    for root in (package / "made", package.parent):
        if (root / "notebooks").is_dir():
            return root
    raise CourseError(say("cli.no_notebooks"))


def fingerprint(notebook: Notebook) -> str:
    """A hash of what a notebook says: its cells' kinds and sources.

    Outputs, ids and metadata do not count, nor does an empty cell: JupyterLab adds one when the last cell is run.
    """
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    told = json.dumps([cell for cell in cells if cell[1].strip()])
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def follow(text: str, place: str) -> str:
    """Turn the repository's links (``../../exercises/fr/``) into the folder's, as seen from ``place``."""
    up = "../" * (len(PurePosixPath(place).parts) - 1)

    def there(link: re.Match[str]) -> str:
        directory = _PLACES[link[1]][link[2]]
        return f"({up}{directory}{'/' if directory else ''}"

    return _LINK.sub(there, text)


def _with_links(cell: dict[str, Any], place: str) -> dict[str, Any]:
    if cell["cell_type"] != "markdown":
        return cell
    return cell | {"source": follow("".join(cell["source"]), place).splitlines(keepends=True)}


def _is_note(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"].get("cxlearn", {}).get("instructor"))


def _memory(path: Path) -> dict[str, Any]:
    """What was handed over. Without a memory every notebook counts as the student's: the safe way to be wrong."""
    blank: dict[str, Any] = {"schema": 1, "language": None, "delivered": {}, "beside": {}}
    with suppress(OSError, ValueError, TypeError):
        blank |= json.loads(path.read_text(encoding="utf-8"))
    return blank


def _unknown_chapter(given: str, chapters: set[str]) -> str:
    name = nearest(course.chapter_id(given), sorted(chapters))
    key = "cli.unknown_chapter_near" if name else "cli.unknown_chapter"
    return say(key, given=given, name=name)


def _speaks_french() -> bool:
    from importlib.metadata import entry_points

    return any(entry.name == "fr_FR" for entry in entry_points(group="jupyterlab.languagepack"))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Make a folder to write in, and say in a sentence when that is not possible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise CourseError(say("cli.folder_closed", path=path)) from error


def _write_json(path: Path, content: dict[str, Any]) -> None:
    """Write in one step, so that a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
    draft.replace(path)
