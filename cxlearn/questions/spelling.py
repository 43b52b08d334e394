"""How two texts are compared: the same words written more and more freely, and the edits from one to the other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

STEPS = ("exact", "case", "accents", "quotes", "hyphens", "article", "plural")
"""What may differ, from nothing to the grammatical number; each step forgives what the ones before it forgive."""

_ARTICLES = {
    "fr": frozenset(("le", "la", "les", "l", "un", "une", "des", "du", "de", "d")),
    "en": frozenset(("the", "a", "an")),
}
_AND = {"fr": " et ", "en": " and "}
_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'") | dict.fromkeys("«»“”„", '"'))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_WORD = re.compile(r"[^\W_]+|[%€$£+#@<>=/*]")
_POINT = "ǀ"  # stands for a decimal sign: a letter to Python, and in no one's alphabet here
_ACRONYM_LENGTH = 6
_EXACT_UP_TO, _ONE_TYPO_UP_TO = 3, 9

_OPPOSITES = (
    *((prefix, "") for prefix in ("in", "im", "ir", "il", "un", "dis", "mis", "non", "des", "mal", "anti")),
    *(("micro", "macro"), ("quanti", "quali"), ("pre", "post"), ("on", "off"), ("inter", "intra"), ("hyper", "hypo")),
)
"""Beginnings that change the meaning: "insatisfaction" is no misspelt "satisfaction"."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One text, prepared for comparing.

    Attributes:
        text: as it was written.
        steps: its form at each of :data:`STEPS`.
        words: its words without case and accents.
        fixed: the words no typing error is forgiven in: acronyms and numbers.
        typos: how many typing errors are forgiven in all.
    """

    text: str
    steps: tuple[str, ...]
    words: tuple[str, ...]
    fixed: frozenset[str]
    typos: int

    @property
    def key(self) -> str:
        """Its letters, digits and signs alone."""
        return self.steps[4]

    @property
    def bare(self) -> str:
        """The same without articles."""
        return self.steps[5]


def write(text: str, language: str, *, typed: bool = False) -> Writing:
    """Prepare a text in a language for comparing.

    Capitals make an acronym in what an author wrote, not in what a learner ``typed``.
    """
    exact = unicodedata.normalize("NFKC", " ".join(text.translate(_QUOTES).split()))
    case = exact.casefold()
    accents = _without_accents(case)
    quotes = " ".join(accents.replace("'", " ").replace('"', " ").split())
    words = tuple(_WORD.findall(_DECIMAL.sub(_POINT, quotes.replace("&", _AND[language])))) or (case,)
    bare = [word for word in words if word not in _ARTICLES[language]] or words
    acronyms = frozenset(_without_accents(w.casefold()) for w in _WORD.findall(exact) if not typed and _is_acronym(w))
    plain = [word if word in acronyms else _singular(word, language) for word in bare]
    key = "".join(words)
    # An exact text keeps its own quotes, so that the reply can say they alone differ.
    raw = unicodedata.normalize("NFC", " ".join(text.split()))
    steps = (raw, raw.casefold(), _without_accents(raw.casefold()), quotes, key, "".join(bare), "".join(plain))
    fixed = acronyms | {word for word in words if any(map(str.isdecimal, word))}
    return Writing(text, steps, words, fixed, _typos(key, is_acronym=bool(acronyms) and len(words) == 1))


known = lru_cache(maxsize=20_000)(write)
"""The same, remembered: for accepted texts and names, which come again and again."""


def has_words(text: str) -> bool:
    """Whether a text holds anything that can be compared: a letter, a digit or a sign such as %."""
    return _WORD.search(text) is not None


def strictest_step(typed: Writing, accepted: Writing) -> int | None:
    """The first of :data:`STEPS` at which two texts are the same, by its place; None when they never are."""
    return next((i for i, pair in enumerate(zip(typed.steps, accepted.steps, strict=True)) if pair[0] == pair[1]), None)


def typing_errors(typed: Writing, accepted: Writing, limit: int) -> int | None:
    """How many typing errors lead from what was accepted to what was typed; None when they are no mere typing errors.

    Those are at most ``limit`` in all, outside acronyms and numbers, and turn no word into its opposite.
    """
    numbers = {word for word in typed.words if any(map(str.isdecimal, word))}
    if not limit or not accepted.fixed <= set(typed.words) or not numbers <= accepted.fixed:
        return None
    if (letter_set(typed.bare) ^ letter_set(accepted.bare)).bit_count() > 2 * limit:
        return None  # one error changes at most two letters of the set; most texts stop here
    errors = distance(typed.bare, accepted.bare, limit)
    return None if errors > limit or _is_opposite(typed, accepted) else errors


@lru_cache(maxsize=20_000)
def letter_set(key: str) -> int:
    """The letters of a key as bits; rare letters may share one. Two sets far apart make two keys far apart."""
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) & 63)
    return bits


def distance(one: str, other: str, limit: int) -> int:
    """Damerau–Levenshtein distance (a letter added, lost or replaced, or two neighbours exchanged).

    Counts only up to ``limit``: any greater distance is given as ``limit + 1``, which keeps the search short. No
    stretch is edited twice (the "optimal string alignment" form).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    if not one or not other or not limit:
        return min(len(one) + len(other), limit + 1)
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return 1 + min(distance(left, right, limit - 1) for left, right in ways)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _is_acronym(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    return 2 <= len(word) <= _ACRONYM_LENGTH and capitals >= 2 and 2 * capitals >= len(word)  # noqa: PLR2004


def _typos(key: str, *, is_acronym: bool) -> int:
    if len(key) <= _EXACT_UP_TO or is_acronym:
        return 0
    return 1 if len(key) <= _ONE_TYPO_UP_TO else 2


def _singular(word: str, language: str) -> str:
    if len(word) <= _EXACT_UP_TO:
        return word
    return _french_singular(word) if language == "fr" else _english_singular(word)


def _french_singular(word: str) -> str:
    if word.endswith("aux") and not word.endswith("eaux"):
        return word[:-2] + "l"
    return word[:-1] if word.endswith(("ux", "s")) and not word.endswith("ss") else word


def _english_singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_opposite(typed: Writing, accepted: Writing) -> bool:
    same_length = len(typed.words) == len(accepted.words)
    pairs = zip(typed.words, accepted.words, strict=True) if same_length else [(typed.key, accepted.key)]
    return any(_differ_by_prefix(*pair) for pair in pairs if pair[0] != pair[1])


def _differ_by_prefix(typed: str, accepted: str) -> bool:
    """Whether exchanging two opposite beginnings brings the words closer."""
    apart = distance(typed, accepted, 2)
    exchanged = (
        other + typed[len(one) :]
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
        if typed.startswith(one) and accepted.startswith(other)
    )
    return any(distance(word, accepted, 2) < apart for word in exchanged)
