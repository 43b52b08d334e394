"""Questions made from the lexicon: its terms, definitions, acronyms and examples, beside what they are taken for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from cxlearn import course, lexicon
from cxlearn.course import Text, in_both
from cxlearn.language import say
from cxlearn.lexicon import Term
from cxlearn.questions.spelling import known

_DISTRACTORS = 3


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask about a term.

    Attributes:
        asked: what the question shows of the term.
        option: what each option shows of its term; None where the term is typed.
        tells: which text of the term must not name it, or the question would answer itself.
        spoken: the language of the options, where it is not the page's.
    """

    asked: Callable[[Term, str], str]
    option: Callable[[Term, str], str] | None
    tells: str = ""
    spoken: str = ""


def _its(field: str, language: str = "") -> Callable[[Term, str], str]:
    return lambda term, spoken: getattr(term, field).get(language or spoken, "")


FORMS: dict[str, Form] = {
    "term": Form(_its("definition"), _its("term"), tells="definition"),
    "typed": Form(_its("definition"), None, tells="definition"),
    "definition": Form(_its("term"), _its("definition"), tells="definition"),
    "acronym": Form(_its("expansion"), _its("acronym")),
    "expansion": Form(_its("acronym"), _its("expansion")),
    "french": Form(_its("term", "en"), _its("term", "fr"), spoken="fr"),
    "english": Form(_its("term", "fr"), _its("term", "en"), spoken="en"),
    "example": Form(_its("term"), _its("example"), tells="example"),
}
"""The forms by name: what is asked for."""


def forms(term: Term) -> tuple[str, ...]:
    """The forms in which a term can be asked: what they show is there, and does not give the answer away."""
    return tuple(name for name, form in FORMS.items() if _can_be_asked(term, form))


def question(term: Term, name: str, seed: int) -> dict[str, Any]:
    """A question about a term in one of its :func:`forms`, as an item's row; the same seed gives the same options.

    Wrong options are terms that the lexicon says are confused with this one, then others of its chapter.
    """
    form = FORMS[name]
    row = {
        "stem": in_both(lambda language: say(f"generated.{name}", language, asked=form.asked(term, language))),
        "explanation": in_both(lambda language: _definition("generated.meaning", term, language)),
        "terms": [term.id],
        "sources": list(term.sources),
    }
    if form.option is None:
        return row | {"kind": "short_text", "accepted": _accepted(term)}
    rng = random.Random(f"{seed}:term:{term.id}:{name}")  # noqa: S311 -- a draw, not a secret
    wrong = list(islice(_distractors(term, name, rng), _DISTRACTORS))
    options = [_option(term, form, 1.0, in_both(lambda language: _praise(term, name, language)))]
    taken = "{}-for-" + term.id
    options += [_option(o, form, 0.0, _why(o, term)) | {"misconception": taken.format(o.id)} for o in wrong]
    return row | {"kind": "single", "options": options}


def _option(term: Term, form: Form, score: float, reply: Text) -> dict[str, Any]:
    assert form.option is not None  # noqa: S101 -- only forms to choose from come here, for the type checker
    text = {language: form.option(term, language) for language in course.LANGUAGES}
    return {"id": term.id, "text": text, "reply": reply, "score": score, "spoken": form.spoken}


def _praise(term: Term, name: str, language: str) -> str:
    return _definition("generated.meaning", term, language) if name == "example" else _example(term, language)


def _why(chosen: Term, right: Term) -> Text:
    """How to tell a term from the one asked for; where the lexicon does not say, what the other one means."""
    told = _confusions(right.id).get(chosen.id)
    return told or in_both(lambda language: _definition("generated.other", chosen, language))


def _definition(key: str, term: Term, language: str) -> str:
    return say(key, language, term=term.term[language], definition=term.definition[language])


def _example(term: Term, language: str) -> str:
    return say("generated.for_example", language, example=term.example[language])


def _accepted(term: Term) -> dict[str, list[str]]:
    return {language: list(lexicon.names(term, language)) for language in course.LANGUAGES}


# --- what may stand beside the right answer


@cache
def _confusions(term_id: str) -> Mapping[str, Text]:
    return lexicon.confusions(lexicon.find(term_id))


def _distractors(term: Term, name: str, rng: random.Random) -> Iterator[Term]:
    """Other terms that could be chosen and are wrong: the confused ones first, then the chapter's, then all."""
    everything = lexicon.terms()
    confused = [other for other in everything if other.id in _confusions(term.id)]
    near = [other for other in everything if other.chapter == term.chapter]
    shown = {_shown(term, name)}
    for group in (confused, near, list(everything)):
        rng.shuffle(group)
        for other in group:
            if _shown(other, name) not in shown and _is_wrong(other, term, name):
                shown.add(_shown(other, name))
                yield other


def _shown(term: Term, name: str) -> tuple[str, ...]:
    """What an option would show, in both languages: no two options show the same."""
    option = FORMS[name].option
    return tuple(option(term, language).casefold() for language in course.LANGUAGES) if option else ()


def _is_wrong(other: Term, term: Term, name: str) -> bool:
    """Whether another term's option is there, and nobody could defend it as a right answer.

    A kind of what is asked for is an example of it, and shares its definition; the whole that a definition names
    ("…the part of the *customer journey*…") could be defended too.
    """
    if not all(_shown(other, name)) or _share_a_name(other, term):
        return False
    if name in {"definition", "example"}:
        return not any(_names_it(text, term) for text in (other.definition, other.example, other.term))
    return name not in {"term", "typed"} or not _names_it(term.definition, other)


def _can_be_asked(term: Term, form: Form) -> bool:
    asked = [form.asked(term, language) for language in course.LANGUAGES]
    shown = [form.option(term, language) for language in course.LANGUAGES] if form.option else asked
    if not all(asked) or not all(shown) or any(a.casefold() == s.casefold() for a, s in zip(asked, shown, strict=True)):
        return form.option is None and all(asked) and not _names_it(getattr(term, form.tells), term)
    return not form.tells or not _names_it(getattr(term, form.tells), term)


@cache
def _patterns(term_id: str) -> dict[str, re.Pattern[str]]:
    """What finds a term's names in a text, in the singular or plural."""
    term = lexicon.find(term_id)
    return {
        language: re.compile("|".join(rf"\b{name}(?:s|x|es)?\b" for name in _written(term, language)))
        for language in course.LANGUAGES
    }


def _written(term: Term, language: str) -> list[str]:
    """A term's names as plain words, each of which may have its plural."""
    words = (known(name, language).words for name in lexicon.names(term, language))
    return [r"(?:s|x|es)? ".join(map(re.escape, some)) for some in words]


def _names_it(text: Text, term: Term) -> bool:
    """Whether a text names a term, in either language."""
    return any(
        _patterns(term.id)[language].search(" ".join(known(text[language], language).words)) for language in text
    )


def _share_a_name(one: Term, other: Term) -> bool:
    keys = [{known(name, "fr").key for name in lexicon.names(term)} for term in (one, other)]
    return not keys[0].isdisjoint(keys[1])
