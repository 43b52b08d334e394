"""``cx.glossary()``: every term of the course to search, where each is taught, and how well the learner knows it."""

from __future__ import annotations

from functools import cache
from typing import Any

from cxlearn import course, lexicon
from cxlearn import language as languages
from cxlearn.language import pick, say
from cxlearn.log import learner_log
from cxlearn.widgets.knowledge import Memory
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.term import called, entry_view, other

_PAGE = 8
"""Terms shown at once: the page never holds more of them."""


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

    def do_open(self, term: str) -> None:
        """Show an entry; what the learner has done since the last one counts."""
        self.memory = Memory(learner_log())
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
        return {"id": term.id, "name": called(term, self.language), "note": f"{term.deck or term.chapter} · {note}"}

    def _status(self, count: int, *, near: bool, pages: int) -> str:
        key = "none_near" if near else "none" if not count else "found" if self.query.strip() else "all"
        status = say(f"glossary.{key}", self.language, count=count, query=self.query.strip())
        words = {"status": status, "number": self.page + 1, "pages": pages}
        return say("glossary.page", self.language, **words) if pages > 1 else status

    def _entry(self, term: lexicon.Term) -> dict[str, Any]:
        entry, before = entry_view(term, self.language), self.path[-2] if len(self.path) > 1 else None
        chapter = say("term.chapter", self.language)
        taught = {"label": say("glossary.taught", self.language), "places": places(term, self.language)}
        known = {"label": say("glossary.known", self.language), "text": self.memory.of(term).says(self.language)}
        rows = [row for row in entry["rows"] if row["label"] != chapter]  # its place says it, with the section
        opened = {**entry, "rows": [*rows, taught, known], "focus": self.focus, "other": other(self.language)}
        opened["switch"] = say("term.switch", self.language)
        to_list = say("glossary.results", self.language)
        opened["back"] = say("term.back", self.language, name=pick(before.term, self.language)) if before else to_list
        return {"entry": opened, "announce": say("glossary.opened", self.language, name=entry["title"])}


def search(query: str, language: str) -> tuple[list[lexicon.Term], bool]:
    """The terms whose names hold what was typed, and whether they are only near it.

    A name that is the query comes first, then names that begin with it, then those that hold it; within each, A to Z.
    """
    key = lexicon.key(query)
    if not key:
        return list(_alphabetical(language)), False
    ranked = [(rank, term) for term in _alphabetical(language) if (rank := _rank(key, _keys()[term.id])) is not None]
    found = [term for _, term in sorted(ranked, key=lambda one: one[0])]
    near = None if found else lexicon.near(query)
    return ([near], True) if near else (found, False)


def places(term: lexicon.Term, language: str) -> list[dict[str, str]]:
    """Where a term is taught: chapter and section, with the lesson's file in the language in force."""
    sections = _sections().get(term.id, ())
    rows = [row for row in course.chapters() if course.within(row["id"], term.deck or term.chapter)]
    return [place for row in rows for place in _in_chapter(row, sections, language)]


def _in_chapter(row: dict[str, Any], taught: tuple[str, ...], language: str) -> list[dict[str, str]]:
    chapter = f"{row['id']} · {pick(row['title'], language)}"
    if not row["published"]:
        return [{"text": say("glossary.coming", language, chapter=chapter), "file": ""}]
    file = f"{row['id']}_{row['slug'][languages.current()]}.ipynb"
    titles = [f"{chapter}, {one['id']} {pick(one, language)}" for one in row["sections"] if one["id"] in taught]
    return [{"text": text, "file": file} for text in titles or [chapter]]


def _rank(key: str, names: tuple[str, ...]) -> int | None:
    if key in names:
        return 0
    if any(name.startswith(key) for name in names):
        return 1
    return 2 if any(key in name for name in names) else None


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    return {term.id: tuple(map(lexicon.key, lexicon.names(term))) for term in lexicon.terms()}


@cache
def _alphabetical(language: str) -> tuple[lexicon.Term, ...]:
    return tuple(sorted(lexicon.terms(), key=lambda term: lexicon.key(term.term[language])))


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """For each term, the sections that teach a concept its entry covers, then those its questions send back to."""
    found: dict[str, list[str]] = {}
    for where in course.load()["coverage"].values():
        for entry in (place.removeprefix("lexicon:") for place in where if place.startswith("lexicon:")):
            found.setdefault(entry, []).extend(place for place in where if not place.startswith("lexicon:"))
    for items in course.load()["questions"].values():
        for item in items:
            for term in item.get("terms", ()):
                if item.get("section") and not found.get(term):
                    found[term] = [item["section"]]
    return {term: tuple(dict.fromkeys(sections)) for term, sections in found.items()}
