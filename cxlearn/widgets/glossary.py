"""``cx.glossary()``: every term of the course to search, where each is taught, and how well the learner knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from cxlearn import language as languages
from cxlearn import lexicon
from cxlearn.language import pick, say
from cxlearn.log import learner_log
from cxlearn.widgets.knowledge import Memory
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.term import called, entry_view, other, sections

_PAGE = 8
"""Terms shown at once: the page never holds more of them."""
_SHORT = 4
"""Up to so many letters only the beginning of a word counts: "nsp" stands in "transparence", and is a slip for NPS."""
_NO_FIT = 4


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as searches compare it: the whole, and its words."""

    key: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> _Name:
        return cls(lexicon.key(name), tuple(map(lexicon.key, re.findall(r"\w+", name))))


def glossary(language: str | None = None) -> Glossary:
    """Show the glossary, in a notebook: a search box over every term of the course.

    Args:
        language: ``"fr"`` or ``"en"``; by default the one in force.
    """
    return Glossary("course", language)


class Glossary(Panel):
    """A search, the page of terms it found, and the entries opened from it, the one in view last."""

    _esm = script("entry", "glossary")
    _css = style("term", "glossary")

    def __init__(self, name: str, language: str | None = None) -> None:
        self.query, self.page, self.focus = "", 0, ""
        self.path: list[lexicon.Term] = []
        self.folder = languages.current()  # the notebook's language, whatever that of this panel becomes
        self.memory = Memory(learner_log())
        super().__init__(name, language)

    def draw(self) -> dict[str, Any]:
        """The search, and the matching page or the entry in view, as plain data."""
        words = {word: say(f"glossary.{word}", self.language) for word in ("label", "search", "switch")}
        view = {**words, "other": other(self.language), "query": self.query, "focus": self.focus, "entry": None}
        return view | (self._entry(self.path[-1]) if self.path else self._list())

    def do_search(self, query: str) -> None:
        """Look for what was typed, from the first page."""
        self.query, self.page, self.path, self.focus = query, 0, [], ""

    def do_before(self) -> None:
        """The page before."""
        self.page, self.focus = max(self.page - 1, 0), "before"

    def do_after(self) -> None:
        """The page after."""
        self.page, self.focus = self.page + 1, "after"

    def do_look(self) -> None:
        """Read the log anew: cards were reviewed meanwhile."""
        self.memory = Memory(learner_log())

    def do_open(self, term: str) -> None:
        """Show an entry."""
        self.path.append(lexicon.find(term))
        self.focus = "title"

    def do_back(self) -> None:
        """Leave the entry for the one that led here, or for the list."""
        if self.path:
            self.focus = f"open-{self.path.pop().id}"

    def do_language(self, **_draft: Any) -> None:  # noqa: ANN401 -- nothing is typed here
        """Show the same in the other language."""
        self.focus = ""
        super().do_language()

    def _list(self) -> dict[str, Any]:
        found, near = search(self.query, self.language)
        pages = max(-(-len(found) // _PAGE), 1)
        self.page = min(self.page, pages - 1)
        status = self._status(len(found), near=near, pages=pages)
        turns = {"before": self.page > 0, "after": self.page < pages - 1}
        return {
            "status": status,
            "announce": status,
            "rows": [self._row(term) for term in found[self.page * _PAGE : (self.page + 1) * _PAGE]],
            **{word: say(f"glossary.{word}", self.language) for word, possible in turns.items() if possible},
        }

    def _row(self, term: lexicon.Term) -> dict[str, str]:
        note = say(f"glossary.{self.memory.of(term).state}", self.language)
        chapters = ", ".join(dict.fromkeys(section.partition(".")[0] for section in sections(term)))
        return {"id": term.id, "name": called(term, self.language), "note": f"{chapters} · {note}"}

    def _status(self, count: int, *, near: bool, pages: int) -> str:
        key = "none_near" if near else "none" if not count else "found" if lexicon.key(self.query) else "all"
        status = say(f"glossary.{key}", self.language, count=count, query=self.query.strip())
        words = {"status": status, "number": self.page + 1, "pages": pages}
        return say("glossary.page", self.language, **words) if pages > 1 else status

    def _entry(self, term: lexicon.Term) -> dict[str, Any]:
        entry, before = entry_view(term, self.language, self.folder), self.path[-2] if len(self.path) > 1 else None
        known = {"label": say("glossary.known", self.language), "text": self.memory.of(term).says(self.language)}
        opened = {**entry, "rows": [*entry["rows"], known], "focus": self.focus, "other": other(self.language)}
        opened["switch"] = say("term.switch", self.language)
        to_list = say("glossary.results", self.language)
        opened["back"] = say("term.back", self.language, name=pick(before.term, self.language)) if before else to_list
        return {"entry": opened, "announce": say("glossary.opened", self.language, name=entry["title"])}


def search(query: str, language: str) -> tuple[list[lexicon.Term], bool]:
    """The terms whose names hold what was typed, and whether they are only near it.

    A name that is the query comes first, then names that begin with it, then those with a word that does, then those
    that hold it anywhere, unless it is short; within each, A to Z.
    """
    wanted = lexicon.key(query)
    if not wanted:
        return list(_alphabetical(language)), False
    ranked = [(_rank(wanted, _names()[term.id]), term) for term in _alphabetical(language)]
    found = [term for rank, term in sorted(ranked, key=lambda one: one[0]) if rank < _NO_FIT]
    near = None if found else lexicon.near(query)
    return ([near], True) if near else (found, False)


def _rank(wanted: str, names: tuple[_Name, ...]) -> int:
    fits = (
        any(wanted == name.key for name in names),
        any(name.key.startswith(wanted) for name in names),
        any(word.startswith(wanted) for name in names for word in name.words),
        len(wanted) > _SHORT and any(wanted in name.key for name in names),
    )
    return fits.index(True) if any(fits) else _NO_FIT


@cache
def _names() -> dict[str, tuple[_Name, ...]]:
    return {term.id: tuple(map(_Name.of, lexicon.names(term))) for term in lexicon.terms()}


@cache
def _alphabetical(language: str) -> tuple[lexicon.Term, ...]:
    return tuple(sorted(lexicon.terms(), key=lambda term: lexicon.key(term.term[language])))
