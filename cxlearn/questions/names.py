"""Every name of the lexicon, found by its loose writing: so that no typing error turns one term into another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from cxlearn import course, lexicon
from cxlearn.questions.spelling import Writing, distance, known, letter_set

Role: TypeAlias = Literal["term", "acronym", "expansion", "synonym"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a term is called: in which language, and as what."""

    term: str  # id
    language: str
    role: Role
    writing: Writing


class Names:
    """The names of some terms, indexed.

    Args:
        terms: entries of the lexicon.
    """

    def __init__(self, terms: Iterable[lexicon.Term]) -> None:
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        for name in (name for term in terms for name in _called(term)):
            for key in {name.writing.key, name.writing.steps[-1]}:
                self._by_key[key].append(name)
        self._by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for key in self._by_key:
            self._by_length[len(key)].append((letter_set(key), key))

    def called(self, *keys: str) -> list[Name]:
        """The names written so, at the first of the keys that any name has."""
        return next((self._by_key[key] for key in keys if key in self._by_key), [])

    def terms(self, keys: Iterable[str], *, sure: bool = False) -> frozenset[str]:
        """The ids of the terms that the keys name; where ``sure``, only of keys that name a single one."""
        named = [{name.term for name in self.called(key)} for key in keys]
        return frozenset(term for terms in named if len(terms) == 1 or not sure for term in terms)

    def has_other(self, key: str, terms: frozenset[str], within: int) -> bool:
        """Whether a name of none of these terms is at most so many typing errors away from the key."""
        letters = letter_set(key)
        return any(
            distance(key, name, within) <= within and terms.isdisjoint(n.term for n in self._by_key[name])
            for length in range(len(key) - within, len(key) + within + 1)
            for mask, name in self._by_length.get(length, ())
            # One error changes at most two letters of the set, so that most names are passed over at once.
            if (mask ^ letters).bit_count() <= 2 * within
        )


@cache
def of_the_lexicon() -> Names:
    """All names of the course's lexicon."""
    return Names(lexicon.terms())


def _called(term: lexicon.Term) -> Iterator[Name]:
    for language in course.LANGUAGES:
        single: tuple[tuple[Role, course.Text], ...] = (
            ("term", term.term),
            ("acronym", term.acronym),
            ("expansion", term.expansion),
        )
        for role, called in single:
            if called.get(language):
                yield Name(term.id, language, role, known(called[language], language))
        for synonym in term.synonyms.get(language, ()):
            yield Name(term.id, language, "synonym", known(synonym, language))
