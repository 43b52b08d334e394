"""``cx.term("cx")``: one entry of the lexicon, and a way from each term to those it is confused with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from cxlearn import course, lexicon
from cxlearn import language as languages
from cxlearn.language import pick, say
from cxlearn.widgets.panel import Panel, script, style


def term(query: str, language: str | None = None) -> Term:
    """Show the lexicon's entry for a term, in a notebook.

    Args:
        query: any name of the term, in either language: ``"cx"``, ``"expérience client"``, ``"customer experience"``.
        language: ``"fr"`` or ``"en"``; by default the one in force.

    Raises:
        CourseError: when the lexicon has no such term; it suggests the nearest name.
    """
    return Term(lexicon.find(query), language)


class Term(Panel):
    """An entry of the lexicon; ``path`` holds the terms opened so far, the one in view last."""

    _esm = script("entry", "term")
    _css = style("term")

    def __init__(self, entry: lexicon.Term, language: str | None = None) -> None:
        self.path = [entry]
        self.focus = ""  # what takes the focus when the page shows the next view
        self.folder = languages.current()  # the notebook's language, whatever that of this panel becomes
        super().__init__(entry.id, language)

    def draw(self) -> dict[str, Any]:
        """The entry in view, as plain data."""
        entry = self.path[-1]
        before = self.path[-2] if len(self.path) > 1 else None
        return {
            "label": say("term.label", self.language, name=pick(entry.term, self.language)),
            "switch": say("term.switch", self.language),
            "other": other(self.language),
            "back": before and say("term.back", self.language, name=pick(before.term, self.language)),
            "focus": self.focus,
            **entry_view(entry, self.language, self.folder),
        }

    def do_open(self, term: str) -> None:
        """Show another entry in place."""
        self.path.append(lexicon.find(term))
        self.focus = "title"

    def do_back(self) -> None:
        """Show again the entry that led here."""
        if len(self.path) > 1:
            self.focus = f"open-{self.path.pop().id}"

    def do_language(self, **_draft: Any) -> None:  # noqa: ANN401 -- nothing is typed here
        """Show the entry in the other language."""
        self.focus = ""
        super().do_language()


def other(language: str) -> str:
    """The course's other language."""
    return "en" if language == "fr" else "fr"


def called(entry: lexicon.Term, language: str) -> str:
    """A term with its acronym: ``"expérience client (CX)"``."""
    acronym = entry.acronym.get(language)
    return f"{entry.term[language]} ({acronym})" if acronym else entry.term[language]


def entry_view(entry: lexicon.Term, language: str, folder: str) -> dict[str, Any]:
    """One entry as plain data: its name and definition, then a row for each thing an author added.

    Args:
        entry: of the lexicon.
        language: of the words shown.
        folder: the language of the notebooks that lie beside this one, and that its links lead to.
    """
    return {
        "title": called(entry, language),
        "definition": pick(entry.definition, language),
        "rows": [
            *_row("longer", language, text=entry.longer.get(language)),
            *_row("example", language, text=entry.example.get(language)),
            *_row("confused_with", language, terms=_confusions(entry, language)),
            *_row("also", language, text=", ".join(_also(entry, language))),
            *_row("other_language", language, text=called(entry, other(language)), lang=other(language)),
            *_row("taught", language, places=places(entry, language, folder)),
            *_row("sources", language, works=[short_reference(one, language) for one in entry.sources]),
        ],
    }


def _row(word: str, language: str, **content: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- plain data
    """A labelled row, or none when there is nothing to show in it."""
    return [{"label": say(f"term.{word}", language), **content}] if next(iter(content.values())) else []


def _confusions(entry: lexicon.Term, language: str) -> list[dict[str, str]]:
    return [
        {"id": id_, "name": called(lexicon.find(id_), language), "tell_apart": pick(text, language)}
        for id_, text in lexicon.confusions(entry).items()
    ]


def _also(entry: lexicon.Term, language: str) -> list[str]:
    # The words of an acronym are often those of the other language, which has its own row.
    shown = (entry.term[language], entry.acronym.get(language, ""), entry.term[other(language)])
    return [name for name in lexicon.names(entry, language) if name.casefold() not in map(str.casefold, shown)]


def sections(entry: lexicon.Term) -> tuple[str, ...]:
    """Where a term is taught: the sections that teach its concepts, else the lesson whose cards it joins."""
    return _taught().get(entry.id) or (entry.deck or entry.chapter,)


def published(chapter: str) -> bool:
    """Whether a chapter, or a notebook of it, has been written."""
    return any(row["published"] for row in course.chapters() if course.within(row["id"], chapter))


def places(entry: lexicon.Term, language: str, folder: str) -> list[dict[str, str]]:
    """The same as a reader finds them: chapter and section, with the lesson's file in the language of the folder."""
    return [place for section in sections(entry) for place in _place(section, language, folder)]


@cache
def _taught() -> dict[str, tuple[str, ...]]:
    return lexicon.taught(course.load()["coverage"])


def _place(asked: str, language: str, folder: str) -> Iterator[dict[str, str]]:
    chapter, _, _ = asked.partition(".")
    for row in (row for row in course.chapters() if course.within(row["id"], chapter)):
        text = f"{row['id']} · {pick(row['title'], language)}"
        if not row["published"]:
            yield {"text": say("term.coming", language, chapter=text), "file": ""}
            continue
        titles = [f", {one['id']} {pick(one, language)}" for one in row["sections"] if one["id"] == asked]
        yield {"text": text + "".join(titles), "file": f"{row['id']}_{row['slug'][folder]}.ipynb"}


def short_reference(id_: str, language: str) -> dict[str, str]:
    """A reference as a reader recognises it: names and year, title, and where to find it."""
    work = course.load()["references"].get(id_)
    if work is None:
        return {"who": id_, "title": "", "doi": ""}
    who = f"{surnames(work['authors'])} ({course.dated(work, language)})"
    return {"who": who, "title": work.get("title", ""), "doi": work.get("doi") or ""}


def surnames(authors: str) -> str:
    """``"Meyer, C., & Schwager, A."`` → ``"Meyer & Schwager"``; from three on, the first and "et al."."""
    family = re.findall(r"([^,&]+?),\s*(?:\w\.[\s-]?)+", authors)
    family = [name.strip() for name in family]
    if len(family) > 2:  # noqa: PLR2004 -- the usual limit in a short reference
        return f"{family[0]} et al."
    return " & ".join(family) or authors
