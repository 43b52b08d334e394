"""The terms of the course: what each is called in both languages, what it means, and what it is confused with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cxlearn import course
from cxlearn.course import Text
from cxlearn.language import CourseError, current, nearest, say

_ALIKE = 0.6  # among hundreds of names, something is always a little like what was typed


@dataclass(frozen=True, slots=True)
class Confusion:
    """Another term that this one is often taken for, and how to tell the two apart."""

    term: str  # id
    tell_apart: Text


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the lexicon. Every text is there in both languages, or empty where an author gave none."""

    id: str
    term: Text
    definition: Text
    example: Text = field(default_factory=dict)
    chapter: str = ""  # where it is taught
    deck: str = ""  # the chapter whose cards it joins; "" for none
    acronym: Text = field(default_factory=dict)
    expansion: Text = field(default_factory=dict)  # the words the acronym stands for
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    longer: Text = field(default_factory=dict)
    confused_with: tuple[Confusion, ...] = ()
    sources: tuple[str, ...] = ()  # ids of references.yaml


@cache
def _lexicon() -> dict[str, Term]:
    return {row["id"]: _from_data(row) for row in course.load()["lexicon"]}


def _from_data(row: dict[str, Any]) -> Term:
    fields = {name: value for name, value in row.items() if name in Term.__dataclass_fields__ and value is not None}
    if "sources" in fields:
        fields["sources"] = tuple(fields["sources"])
    fields["confused_with"] = tuple(Confusion(**entry) for entry in fields.get("confused_with", ()))
    return Term(**fields)


def terms(chapter: str | None = None) -> tuple[Term, ...]:
    """Every term of a chapter (``"01"``), or of the whole course, in the order of the lexicon."""
    return tuple(term for term in _lexicon().values() if course.within(term.chapter, chapter))


def names(term: Term, language: str | None = None) -> tuple[str, ...]:
    """All a term is called, without repeats: first the term, then acronym, expansion, synonyms.

    Args:
        term: an entry of the lexicon.
        language: ``"fr"`` or ``"en"``; by default both, French first.
    """
    spoken = course.LANGUAGES if language is None else (language,)
    return tuple(dict.fromkeys(name for one in spoken for name in _names(term, one)))


def _names(term: Term, language: str) -> Iterator[str]:
    for called in (term.term, term.acronym, term.expansion):
        if called.get(language):
            yield called[language]
    yield from term.synonyms.get(language, ())


def find(query: str) -> Term:
    """The term with this id or name: either language, acronym or words, whatever the case, accents and spaces.

    Raises:
        CourseError: when no term is called so; it suggests the nearest name.
    """
    wanted = key(str(query))
    if wanted in _index():
        return _index()[wanted]
    raise CourseError(_unknown(str(query), wanted))


def confusions(term: Term) -> dict[str, Text]:
    """What a term is confused with: id of the other → how to tell them apart.

    A confusion written in one entry counts for both terms; the term's own wording comes first.
    """
    known = _lexicon()
    told = {entry.term: entry.tell_apart for entry in term.confused_with if entry.term in known}
    for other in known.values():
        for entry in other.confused_with:
            if entry.term == term.id and other.id != term.id:
                told.setdefault(other.id, entry.tell_apart)
    return told


def taught(coverage: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """For each term, where the concepts that its entry covers are taught: sections (``"05a.1"``) or whole lessons.

    Args:
        coverage: for each concept, the sections and the entries (``"lexicon:nps"``) that cover it; ``course.load()``
            has it. A term whose concepts no lesson teaches yet is left out.
    """
    found: dict[str, set[str]] = {}
    for where in coverage.values():
        sections = {place for place in where if not place.startswith("lexicon:")}
        for entry in (place for place in where if place.startswith("lexicon:") and sections):
            found.setdefault(entry.removeprefix("lexicon:"), set()).update(sections)
    return {term: tuple(sorted(sections)) for term, sections in found.items()}


@cache
def _index() -> dict[str, Term]:
    # Ids, then terms, before synonyms: a name two entries share belongs to the one it is the proper name of.
    ranked = [[(term.id, term) for term in terms()]]
    ranked += [_called(part) for part in ("term", "acronym", "expansion")]
    ranked += [[(name, term) for term in terms() for name in names(term)]]
    index: dict[str, Term] = {}
    for rank in ranked:
        for name, term in rank:
            index.setdefault(key(name), term)
    return index


def _called(part: str) -> list[tuple[str, Term]]:
    return [(name, term) for term in terms() for name in getattr(term, part).values() if name]


def key(name: str) -> str:
    """A name without case, accents, spaces, hyphens and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _unknown(query: str, wanted: str) -> str:
    name = near(wanted)
    return say("term.unknown_near", given=query, name=name) if name else say("term.unknown", given=query)


def near(query: str) -> str | None:
    """The name nearest to what was typed, those of the language in force first; None when none is near."""
    wanted = key(query)
    shown: dict[str, str] = {}
    for name in _ordered_names():
        shown.setdefault(key(name), name)
    swapped = (wanted[:i] + wanted[i + 1] + wanted[i] + wanted[i + 2 :] for i in range(len(wanted) - 1))
    # Two letters exchanged is the commonest slip in an acronym, and in three letters hides everything else.
    slip = next((slip for slip in swapped if slip in shown), None) or nearest(wanted, shown, _ALIKE)
    return shown[slip] if slip else None


def _ordered_names() -> Iterable[str]:
    """Every name, those of the language in force first."""
    ours = current()
    for language in (ours, *(one for one in course.LANGUAGES if one != ours)):
        for term in terms():
            yield from names(term, language)
