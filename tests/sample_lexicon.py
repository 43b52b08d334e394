"""A small lexicon of its own for the tests: the course may grow without moving them."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from cxlearn import course

ROWS: list[dict[str, Any]] = [
    {
        "id": "cx",
        "term": {"fr": "expérience client", "en": "customer experience"},
        "acronym": {"fr": "CX", "en": "CX"},
        "expansion": {"fr": "customer experience", "en": "customer experience"},
        "synonyms": {"fr": ["relation vécue"], "en": []},
        "definition": {
            "fr": "Ce que perçoit une personne au fil de ses contacts avec l’entreprise : *avant*, pendant, après.",
            "en": "All that a person perceives through their contacts with a company: *before*, during and after.",
        },
        "longer": {
            "fr": "Elle naît aussi de contacts que l’entreprise ne choisit pas, comme l’avis d’une amie.",
            "en": "It also grows out of contacts that the company does not choose, such as a friend’s opinion.",
        },
        "example": {
            "fr": "Nadia aime l’application, mais attend vingt minutes au téléphone.",
            "en": "Nadia likes the app, but waits on the phone for twenty minutes.",
        },
        "confused_with": [
            {
                "term": "ux",
                "tell_apart": {
                    "fr": "L’UX concerne un produit que l’on utilise ; la CX, tous les contacts.",
                    "en": "UX is about one product in use; CX is about every contact.",
                },
            }
        ],
        "chapter": "01",
        "deck": "01",
        "sources": ["meyer-2007"],
    },
    {
        "id": "ux",
        "term": {"fr": "expérience utilisateur", "en": "user experience"},
        "acronym": {"fr": "UX", "en": "UX"},
        "definition": {
            "fr": "Ce que perçoit une personne avant, pendant et après l’usage d’un produit ou d’un service.",
            "en": "What a person perceives before, during and after the use of a product or service.",
        },
        "example": {"fr": "Nadia paie sa lampe en deux gestes.", "en": "Nadia pays for her lamp in two taps."},
        "chapter": "01",
        "deck": "01",
        "sources": ["iso-2019"],
    },
    {
        "id": "touchpoint",
        "term": {"fr": "point de contact", "en": "touchpoint"},
        "definition": {
            "fr": "Chaque moment où une personne rencontre l’entreprise ou sa marque.",
            "en": "Each moment at which a person meets the company or its brand.",
        },
        "chapter": "01",
        "deck": "01",
    },
    {
        "id": "nps",
        "term": {"fr": "score net de recommandation", "en": "net promoter score"},
        "acronym": {"fr": "NPS", "en": "NPS"},
        "definition": {"fr": "Promoteurs moins détracteurs.", "en": "Promoters minus detractors."},
        "chapter": "05",
        "deck": None,
    },
]


def forget() -> None:
    """Let the course be read again by all that remember something of it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("cxlearn."):
            for value in vars(module).values():
                getattr(value, "cache_clear", bool)()


def put_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the course have these four terms."""
    whole = {**course.load(), "lexicon": ROWS}
    monkeypatch.setattr(course, "load", lambda: whole)
    forget()
