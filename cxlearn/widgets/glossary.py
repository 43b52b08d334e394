"""``cx.glossary()``: every term of the course to search, where each is taught, and how well the learner knows it."""

from __future__ import annotations

from typing import Any

from cxlearn import language as languages
from cxlearn import lexicon
from cxlearn.language import pick, say
from cxlearn.log import learner_log
from cxlearn.widgets.knowledge import Memory
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.search import Found, search
from cxlearn.widgets.term import called, entry_view, other, published, sections

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
        self.folder = languages.current()  # the notebook's language, whatever that of this panel becomes
        self.memory = Memory(learner_log())
        super().__init__(name, language)

    def draw(self) -> dict[str, Any]:
        """The search, and the matching page or the entry in view, as plain data."""
        words = {word: self._say(word) for word in ("label", "search", "switch")}
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
        self.memory, self.focus = Memory(learner_log()), ""

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
        found, near = search(self.query, self.language), None
        if not found and (near := lexicon.near(self.query)):
            found = [Found(lexicon.find(near))]
        pages = max(-(-len(found) // _PAGE), 1)
        self.page = min(self.page, pages - 1)
        status = self._status(len(found), near=near, pages=pages)
        turns = {"before": self.page > 0, "after": self.page < pages - 1}
        if not turns.get(self.focus, True):  # the first page, or the last: the other button is left
            self.focus = "after" if turns["after"] else "before"
        return {
            "focus": self.focus,
            "status": status,
            "announce": status,
            "rows": [self._row(one) for one in found[self.page * _PAGE : (self.page + 1) * _PAGE]],
            **{word: self._say(word) for word, possible in turns.items() if possible},
        }

    def _row(self, one: Found) -> dict[str, Any]:
        title, name = called(one.term, self.language), one.name
        # Whoever typed another of its names is shown that name, or would wonder why this term is here.
        other_name = {"text": name.text, "lang": name.language} if name and name.text not in title else None
        return {"id": one.term.id, "name": title, "by": other_name, "note": self._note(one.term)}

    def _note(self, term: lexicon.Term) -> str:
        chapters = dict.fromkeys(section.partition(".")[0] for section in sections(term))
        lessons = ", ".join(self._say("lesson", chapter=chapter) for chapter in chapters)
        state = self.memory.of(term).state
        if state == "no_card":
            return lessons if any(published(chapter) for chapter in chapters) else f"{lessons} · {self._say('soon')}"
        return f"{lessons} · {self._say(state)}"

    def _status(self, count: int, *, near: str | None, pages: int) -> str:
        key = "none_near" if near else "none" if not count else "found" if lexicon.key(self.query) else "all"
        status = self._say(key, count=count, query=self.query.strip(), name=near)
        return self._say("page", status=status, number=self.page + 1, pages=pages) if pages > 1 else status

    def _entry(self, term: lexicon.Term) -> dict[str, Any]:
        entry, before = entry_view(term, self.language, self.folder), self.path[-2] if len(self.path) > 1 else None
        known = {"label": self._say("known"), "text": self.memory.of(term).says(self.language)}
        after = next(place for place, row in enumerate(entry["rows"], 1) if "places" in row)
        entry["rows"].insert(after, known)
        back = (
            say("term.back", self.language, name=pick(before.term, self.language)) if before else self._say("results")
        )
        opened = {**entry, "focus": self.focus, "back": back}
        return {"entry": opened, "announce": self._say("opened", name=entry["title"])}

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"glossary.{word}", self.language, **values)
