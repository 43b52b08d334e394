"""Questions that are made, not written: from a calculator or from the lexicon, the same ones from the same seed.

An item says what made it in ``made_from``: ``"kpi:nps"``, or ``"term:pain-point:example"``. What no author has given
a place goes by the same names with hyphens: ``kpi-nps``, ``kpi-retention-rate``, ``lex-pain-point-example``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from cxlearn import lexicon
from cxlearn.questions.items import Item, bank, from_data

_PLACED = ("id", "chapter", "revision", "place", "objective", "section", "difficulty")
"""What an author says of a question that a calculator or the lexicon makes."""


def anew(item: Item, seed: int) -> Item:
    """The same question with other numbers, or other wrong options; one that an author wrote comes back as it is."""
    if not item.made_from:
        return item
    return replace(made(item.made_from, seed), **{name: getattr(item, name) for name in _PLACED})


def placed(row: dict[str, Any]) -> Item:
    """The question that an author's row asks for by ``made_from``, in the place that the row gives it."""
    given = {name: row[name] for name in _PLACED if name in row}
    return replace(made(row["made_from"], 0), **given)


def find(item_id: str, seed: int = 0) -> Item | None:
    """The question with this id, written or made; None when there is none."""
    written = next((item for item in bank() if item.id == item_id), None)
    if written is not None:
        return anew(written, seed)
    maker = _maker(item_id)
    return made(maker, seed) if maker else None


@lru_cache(maxsize=500)
def made(maker: str, seed: int) -> Item:
    """A question made by ``"kpi:<figure>"`` or ``"term:<term>:<form>"``.

    Raises:
        ValueError: when there is no such maker; see :func:`makers`.
    """
    what, _, name = maker.partition(":")
    row: dict[str, Any] = {"id": _id(maker), "made_from": maker}
    if what == "kpi":
        from cxlearn.questions import from_calculators  # the calculators are loaded when a question needs them

        return from_data(row | {"chapter": "05"} | from_calculators.question(name, seed))
    from cxlearn.questions import from_lexicon

    term_id, _, form = name.rpartition(":")
    term = _terms().get(term_id)
    if what != "term" or term is None or form not in from_lexicon.forms(term):
        raise ValueError(maker)
    return from_data(row | {"chapter": term.chapter} | from_lexicon.question(term, form, seed))


def makers(chapter: str | None = None) -> tuple[str, ...]:
    """Everything that makes questions, or what makes some about the terms of a chapter."""
    return (*(of_calculators() if chapter is None else ()), *_of_terms(chapter))


def mixture(count: int, seed: int) -> list[Item]:
    """Some questions about the terms of the whole course, and one from each calculator, drawn anew for each seed."""
    from cxlearn.questions import from_lexicon

    rng = random.Random(f"{seed}:mixture")  # noqa: S311 -- a draw, not a secret
    terms = rng.sample(lexicon.terms(), count)
    drawn = [f"term:{term.id}:{rng.choice(from_lexicon.forms(term))}" for term in terms]
    return [made(maker, seed) for maker in (*of_calculators(), *drawn)]


def of_calculators() -> tuple[str, ...]:
    """A maker for each figure of the catalogue."""
    from cxlearn.kpi.catalogue import kpis

    return tuple(f"kpi:{name}" for name in kpis())


def ids() -> frozenset[str]:
    """The ids of everything that can be made."""
    return frozenset(map(_id, makers()))


@lru_cache
def _of_terms(chapter: str | None = None) -> tuple[str, ...]:
    return tuple(_each_form(chapter))


def _each_form(chapter: str | None) -> Iterator[str]:
    from cxlearn.questions import from_lexicon

    for term in lexicon.terms(chapter):
        yield from (f"term:{term.id}:{form}" for form in from_lexicon.forms(term))


@lru_cache(maxsize=1)
def _terms() -> dict[str, lexicon.Term]:
    return {term.id: term for term in lexicon.terms()}


def _id(maker: str) -> str:
    return maker.replace("term:", "lex-", 1).replace(":", "-").replace("_", "-")


def _maker(item_id: str) -> str | None:
    """The maker of an id, found without going through the lexicon."""
    what, _, name = item_id.partition("-")
    if what == "kpi":
        return next((maker for maker in of_calculators() if _id(maker) == item_id), None)
    term_id, _, form = name.rpartition("-")
    if what != "lex" or term_id not in _terms():
        return None
    from cxlearn.questions import from_lexicon

    return f"term:{term_id}:{form}" if form in from_lexicon.forms(_terms()[term_id]) else None
