"""Terms by what was typed of any of their names, in either language: what the glossary's search box finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cxlearn import course, lexicon

_SHORT = 4
"""Up to so many letters only the beginning of a word counts: "nsp" stands in "transparence", and is a slip for NPS."""
_NO_FIT = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a term, its language, and what searches compare: the whole, and its words."""

    text: str
    language: str
    key: str
    words: tuple[str, ...]

    def fit(self, wanted: str) -> int:
        """How well it fits: 0 when it is what is wanted, 1 or 2 when it or a word of it begins so, 3 inside, 4 not."""
        fits = (
            self.key == wanted,
            self.key.startswith(wanted),
            any(word.startswith(wanted) for word in self.words),
            len(wanted) > _SHORT and wanted in self.key,
        )
        return fits.index(True) if any(fits) else _NO_FIT


@dataclass(frozen=True, slots=True)
class Found:
    """A term, and the name by which it was found; none where nothing was asked for."""

    term: lexicon.Term
    name: Name | None = None


def search(query: str, language: str) -> list[Found]:
    """The terms that a query finds: first those it names, then those with a name or a word that begins so, then others.

    Up to four letters are looked for at the beginnings of words only. Terms that fit alike stand from A to Z.

    Args:
        query: what was typed, whatever its case, accents and spaces; without a letter or a digit, it finds every term.
        language: the one to sort by, and whose names are preferred.
    """
    wanted = lexicon.key(query)
    if not wanted:
        return [Found(term) for term in _alphabetical(language)]
    found = [Found(term, _best(wanted, term.id, language)) for term in _alphabetical(language)]
    fits = [(one.name.fit(wanted), one) for one in found if one.name]
    return [one for fit, one in sorted(fits, key=lambda pair: pair[0]) if fit < _NO_FIT]


def _best(wanted: str, term_id: str, language: str) -> Name:
    return min(_names()[term_id], key=lambda name: (name.fit(wanted), name.language != language))


@cache
def _names() -> dict[str, list[Name]]:
    return {
        term.id: [_name(text, language) for language in course.LANGUAGES for text in lexicon.names(term, language)]
        for term in lexicon.terms()
    }


def _name(text: str, language: str) -> Name:
    return Name(text, language, lexicon.key(text), tuple(map(lexicon.key, re.findall(r"\w+", text))))


@cache
def _alphabetical(language: str) -> tuple[lexicon.Term, ...]:
    return tuple(sorted(lexicon.terms(), key=lambda term: lexicon.key(term.term[language])))
