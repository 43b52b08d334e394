"""Typed words: what was understood, by which rule, and the mark it earns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cxlearn import course
from cxlearn.language import current, say
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark, asked_back, not_attempted, of_wrong_type, right, wrong
from cxlearn.questions.names import Name, Names, of_the_lexicon
from cxlearn.questions.slips import slip_typed, slipped, slips_by_text
from cxlearn.questions.spelling import STEPS, Writing, distance, has_words, known, strictest_step, typing_errors, write

OTHER_LANGUAGE_CREDIT = 0.5
"""What the right concept is worth in the other language."""

_LONGEST = 200  # a term takes far less; comparing a novel would take time
_ASKED_BACK = frozenset({"in_question", "too_long"})


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a typed text was understood as.

    Attributes:
        understood: the accepted text, as the author wrote it; None when nothing was recognised.
        rule: one of :data:`~cxlearn.questions.spelling.STEPS` (what the writing differs in), ``"acronym"``,
            ``"expansion"``, ``"synonym"``, ``"typing_error"``, ``"other_language"``; or ``"other_term"`` (another term
            of the lexicon), ``"near_miss"`` (one error too many), ``"in_question"`` (repeats the question),
            ``"blank"``, ``"too_long"``, ``"none"``.
        credit: 1, ½ for the other language, or 0.
        reply: one sentence that says so.
    """

    understood: str | None
    rule: str
    credit: float
    reply: str


def read_text(
    typed: object,
    accepted: Mapping[str, Iterable[str]] | Iterable[str],
    language: str | None = None,
    names: Names | None = None,
    asked: str = "",
) -> TextReading:
    """Understand a typed text as one of those accepted, forgiving what a fair reader forgives.

    Args:
        typed: what was typed; anything but a text is understood as nothing.
        accepted: the texts accepted: by language, or only those in ``language``.
        language: the language of the answer; by default the one in force.
        names: the lexicon to hold the text against; by default the course's.
        asked: the text of the question. A name that stands in it is no answer.
    """
    spoken = language if language in course.LANGUAGES else current()
    text = typed if isinstance(typed, str) else ""
    return _read(_Attempt(text, _by_language(accepted, spoken), spoken, names or of_the_lexicon(), asked))


def _read(attempt: _Attempt) -> TextReading:
    if len(attempt.text) > _LONGEST:
        return _reading("too_long", None, attempt.language)
    if not has_words(attempt.text):
        return _reading("blank", None, attempt.language)
    found = next((found for rule in _RULES if (found := rule(attempt))), ("none", None))
    return _reading(*found, attempt.language)


@dataclass(frozen=True)
class _Attempt:
    """One typed text, and all it is to be held against."""

    text: str
    accepted: dict[str, list[Writing]]
    language: str
    names: Names
    asked: str
    wrong_texts: tuple[str, ...] = ()  # known wrong answers, which no typing error may be nearer to

    @property
    def other_language(self) -> str:
        return next(language for language in course.LANGUAGES if language != self.language)

    @cached_property
    def own(self) -> Writing:
        """The text read in the language of the answer."""
        return write(self.text, self.language, typed=True)

    @cached_property
    def foreign(self) -> Writing:
        """The text read in the other language."""
        return write(self.text, self.other_language, typed=True)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The lexicon's terms that an accepted text may name."""
        return self.names.terms(text.key for texts in self.accepted.values() for text in texts)

    @cached_property
    def sure_terms(self) -> frozenset[str]:
        """The lexicon's terms that an accepted text names without doubt."""
        return self.names.terms((text.key for texts in self.accepted.values() for text in texts), sure=True)

    @cached_property
    def same_name(self) -> list[Name]:
        """The names of the lexicon that were typed."""
        return self.names.called(self.own.key, self.foreign.key, self.own.steps[-1], self.foreign.steps[-1])

    @cached_property
    def repeats_the_question(self) -> bool:
        asked = " ".join(known(self.asked, self.language).words) if self.asked else ""
        return f" {' '.join(self.own.words)} " in f" {asked} "


_Found = tuple[str, str | None]  # rule, what was understood


def _as_accepted(attempt: _Attempt) -> _Found | None:
    return _loosely(attempt.own, attempt.accepted[attempt.language])


def _as_accepted_abroad(attempt: _Attempt) -> _Found | None:
    found = _loosely(attempt.foreign, attempt.accepted[attempt.other_language])
    return _abroad(attempt, found[1]) if found else None


def _as_another_name(attempt: _Attempt) -> _Found | None:
    """The lexicon knows the text: as another name of what is accepted, or as another term."""
    if not attempt.same_name:
        return None
    if attempt.terms.isdisjoint(name.term for name in attempt.same_name):
        return "other_term", attempt.text
    same = [name for name in attempt.same_name if name.term in attempt.sure_terms]
    if not same:
        return None
    ours = next((name for name in same if name.language == attempt.language), None)
    if ours is None:
        return _abroad(attempt, same[0].writing.text)
    if attempt.repeats_the_question:
        return "in_question", None
    return _relation(ours, attempt), ours.writing.text


def _misspelt(attempt: _Attempt) -> _Found | None:
    return _with_errors(attempt.own, attempt.accepted[attempt.language], attempt)


def _misspelt_abroad(attempt: _Attempt) -> _Found | None:
    found = _with_errors(attempt.foreign, attempt.accepted[attempt.other_language], attempt)
    return _abroad(attempt, found[1]) if found else None


def _nearly(attempt: _Attempt) -> _Found | None:
    """One error more than can be forgiven: not accepted, but worth saying."""
    accepted = attempt.accepted[attempt.language]
    near = any(typing_errors(attempt.own, text, text.typos + 1) for text in accepted if text.typos)
    return ("near_miss", None) if near else None


_RULES: tuple[Callable[[_Attempt], _Found | None], ...] = (
    _as_accepted,
    _as_another_name,  # before the other language: "churn rate" is a name in French too
    _as_accepted_abroad,
    _misspelt,
    _misspelt_abroad,
    _nearly,
)


def _loosely(typed: Writing, accepted: list[Writing]) -> _Found | None:
    steps = [(step, text.text) for text in accepted if (step := strictest_step(typed, text)) is not None]
    if not steps:
        return None
    step, text = min(steps)
    return STEPS[step], text


def _with_errors(typed: Writing, accepted: list[Writing], attempt: _Attempt) -> _Found | None:
    counted = [(errors, text) for text in accepted if (errors := typing_errors(typed, text, text.typos)) is not None]
    if not counted:
        return None
    errors, text = min(counted, key=lambda entry: entry[0])
    return None if _may_mean_another(typed, text, errors, attempt) else ("typing_error", text.text)


def _may_mean_another(typed: Writing, text: Writing, errors: int, attempt: _Attempt) -> bool:
    """Whether the typed text is as near to another term, to a known wrong answer, or holds another term's name."""
    strays = [name.term for word in typed.words if word not in text.words for name in attempt.names.called(word)]
    wrong_keys = (known(one, attempt.language).key for one in attempt.wrong_texts)
    return (
        any(term not in attempt.terms for term in strays)
        or any(distance(typed.key, key, errors) <= errors for key in wrong_keys)
        or attempt.names.has_other(typed.key, attempt.terms, errors)
    )


def _abroad(attempt: _Attempt, understood: str | None) -> _Found:
    return ("in_question", None) if attempt.repeats_the_question else ("other_language", understood)


def _relation(name: Name, attempt: _Attempt) -> str:
    if name.role == "acronym":
        return "acronym"
    fixed = [text for text in attempt.accepted[attempt.language] if text.key in text.fixed]
    return "expansion" if fixed else "synonym"


def _by_language(accepted: Mapping[str, Iterable[str]] | Iterable[str], language: str) -> dict[str, list[Writing]]:
    if not isinstance(accepted, Mapping):
        accepted = {language: [accepted] if isinstance(accepted, str) else accepted}
    return {one: [known(text, one) for text in accepted.get(one) or ()] for one in course.LANGUAGES}


def _reading(rule: str, understood: str | None, language: str) -> TextReading:
    credit = 0.0 if understood is None or rule == "other_term" else 1.0
    if rule == "other_language":
        credit = OTHER_LANGUAGE_CREDIT
    reply = say(f"grading.text_{rule}", language, word=understood or "")
    return TextReading(None if rule == "other_term" else understood, rule, credit, reply)


def grade_text(item: Item, response: object, language: str) -> Mark:
    """The mark of a short text."""
    if not isinstance(response, str):
        return of_wrong_type(item.kind, language)
    slips = slips_by_text(item)
    accepted = _by_language(item.accepted, language)
    attempt = _Attempt(response, accepted, language, of_the_lexicon(), item.stem.get(language, ""), tuple(slips))
    reading = _read(attempt)
    slip = None if reading.rule in STEPS else slip_typed(response, slips, language)
    return slipped(slip, language) if slip else _mark(reading, language)


def _mark(reading: TextReading, language: str) -> Mark:
    if reading.rule == "blank":
        return not_attempted(language)
    if reading.rule in _ASKED_BACK:
        return asked_back(reading.rule, reading.reply)
    if reading.credit == 1:
        return right(reading.rule, reading.reply)
    return wrong(reading.rule, reading.reply, share=reading.credit)
