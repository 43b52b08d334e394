"""``cx.cards("01")``: the cards that are due, one at a time. What is typed is graded; the learner has the last word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cxlearn import course, lexicon
from cxlearn.deck import Card, Deck, cards_of, suggest
from cxlearn.language import CourseError, nearest, pick, say
from cxlearn.log import Log, now
from cxlearn.questions import Mark
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.term import called, other

_AHEAD = timedelta(minutes=20)  # a card that comes back so soon may be taken at once
_AGAIN, _GOOD = 1, 3
_LISTED = 10  # suspended cards shown at once
_RATINGS = {1, 2, 3, 4}
_DAY = timedelta(days=1)
_UNITS = {"minute": timedelta(hours=1), "hour": _DAY, "day": 60 * _DAY, "month": 730 * _DAY}


def cards(chapter: str | int | None = None, language: str | None = None) -> Cards:
    """Review the cards of a chapter, or of the whole course, in a notebook.

    Args:
        chapter: ``"01"``; by default every chapter.
        language: ``"fr"`` or ``"en"``; by default the one in force.

    Raises:
        CourseError: when there is no such chapter; it suggests the nearest that has cards.
    """
    if chapter is None:
        return Cards(None, language)
    known = [row["id"] for row in course.chapters()]
    wanted = course.chapter_id(chapter)
    if not any(course.within(name, wanted) for name in known):
        taught = [name for name in known if cards_of(name)]
        near = nearest(wanted, taught) or next(iter(taught), "01")
        raise CourseError(say("cards.unknown", language, given=chapter, near=near))
    return Cards(wanted, language)


@dataclass(slots=True)
class Hand:
    """The card in the learner's hand, as far as they have come with it."""

    card: Card
    typed: str = ""
    hinted: bool = False
    sure: bool = False
    answered: bool = False
    duration_ms: float = 0.0
    mark: Mark | None = None
    mark_language: str = ""  # the language it was answered in; its reply stays in it
    suggested: int | None = None  # the rating that grading proposes
    note: str | None = None  # why an answer was asked back

    @property
    def phase(self) -> str:
        """What the page shows: ``"recall"`` (type it), ``"meaning"`` (turn it over), then ``"answer"``."""
        return "answer" if self.answered else "recall" if self.card.typed else "meaning"

    def grade(self, mark: Mark, language: str) -> None:
        """Take a mark; nothing typed means that the learner does not know."""
        rating = suggest(mark, hinted=self.hinted, sure=self.sure, duration_ms=self.duration_ms)
        self.mark, self.mark_language, self.answered = mark, language, True
        self.suggested = int(rating) if rating else _AGAIN


class Cards(Panel):
    """The deck, one card at a time. What lasts is in the log."""

    _esm = script("cards")
    _css = style("cards")

    def __init__(self, chapter: str | None = None, language: str | None = None, log: Log | None = None) -> None:
        self.chapter = chapter
        self.deck = Deck(chapter, log)
        self.rated = 0  # reviews made here, which can be undone
        self.dealt = 0  # tells the page that a card is another one, or asked anew
        self.said: str | None = None  # for a screen reader
        self.ahead = timedelta()  # how early a card may be taken
        self.setting = False  # the settings are shown, and the card waits
        self._deal()
        super().__init__(chapter or "all", language)

    def draw(self) -> dict[str, Any]:
        """The card asked, the card answered, or when to come back."""
        phase = "settings" if self.setting else self.hand.phase if self.hand else "done"
        words = _words(self.language)
        return {
            "phase": phase,
            "card": self.dealt,
            "label": words("label" if self.chapter else "label_all", chapter=self.chapter),
            "switch": words("switch"),
            "other": other(self.language),
            "counts": words("counts", **_counts(self.deck)),
            "undo": words("undo") if self.rated and not self.setting else None,
            "suspend": words("suspend") if self.hand and not self.setting else None,
            "settings": words("settings_back" if self.setting else "settings"),
            "keys": [words("keys"), words(f"keys_{phase}")],
            "problem": self.problem or self.deck.log.problem(self.language),
            "announce": self.said,
            **self._face(),
        }

    def _face(self) -> dict[str, Any]:
        if self.setting:
            return _settings(self.deck, self.language)
        return _face(self.hand, self.deck, self.language) if self.hand else _done(self.deck, self.language)

    def do_answer(self, typed: str, duration_ms: float, sure: bool = False) -> None:  # noqa: FBT001, FBT002 -- from the page
        """Grade what was typed."""
        hand = self._in_hand("recall")
        if hand is None:
            return
        hand.typed, hand.duration_ms, hand.sure = typed.strip(), duration_ms, sure
        mark = self.deck.grade(hand.card.id, hand.typed, self.language)
        if mark.kind == "error":  # asked back: the card stays, nothing is counted
            hand.note = self.said = mark.reply
            return
        hand.grade(mark, self.language)
        self.said = _spoken(_verdict(mark, self.language), mark.reply, _back(hand.card.term, self.language))

    def do_hint(self, typed: str = "", sure: bool = False) -> None:  # noqa: FBT001, FBT002 -- from the page
        """Show the first letter of each word."""
        hand = self._in_hand("recall")
        if hand is not None:
            hand.typed, hand.sure, hand.hinted = typed, sure, True
            self.said = _spoken(_hint(hand.card, self.language))

    def do_flip(self, duration_ms: float) -> None:
        """Turn a card over."""
        hand = self._in_hand("meaning")
        if hand is not None:
            hand.duration_ms, hand.answered = duration_ms, True
            self.said = _spoken(_back(hand.card.term, self.language))

    def do_rate(self, rating: int) -> None:
        """Keep the rating and deal the next card."""
        hand = self._in_hand("answer")
        if hand is None or rating not in _RATINGS:
            return
        typed = {"response": hand.typed, "sure": hand.sure, "hints": int(hand.hinted)} if hand.mark is not None else {}
        kept = {"duration_ms": hand.duration_ms, "language": hand.mark_language or self.language, **typed}
        self.deck.review(hand.card.id, rating, suggested=hand.suggested, **kept)
        self.rated += 1
        self._deal()

    def do_undo(self) -> None:
        """Take back the last rating made here, and ask its card anew."""
        card_id = self.deck.undo() if self.rated else None
        if card_id is not None:
            self.rated -= 1
            self._ask(self.deck.cards[card_id])
            self.said = say("cards.undone", self.language)

    def do_suspend(self) -> None:
        """Ask the card in hand no more."""
        if self.hand is not None and not self.setting:
            self.deck.suspend(self.hand.card.id)
            self._deal()
            self.said = say("cards.suspended", self.language)

    def do_resume(self, card: str) -> None:
        """Ask a suspended card again."""
        if card in self.deck.suspended:
            self.deck.resume(card)
            self.said = say("cards.resumed", self.language)

    def do_settings(self, typed: str = "", sure: bool = False) -> None:  # noqa: FBT001, FBT002 -- from the page
        """Show the settings, or leave them for the card that waits."""
        if self.hand is not None and not self.setting:
            self.hand.typed, self.hand.sure = typed or self.hand.typed, sure or self.hand.sure
        self.setting, self.said = not self.setting, None
        if not self.setting and (self.hand is None or self.hand.card not in self.deck.queue(now() + self.ahead)):
            self._deal()

    def do_limit(self, typed: str) -> None:
        """Keep how many new cards a day the learner wants."""
        self.deck.limit(int(typed) if typed.strip().isdecimal() else typed)
        self.said = say("cards.limit_kept", self.language, count=self.deck.new_a_day)

    def do_ahead(self) -> None:
        """Go on with cards that come back within minutes."""
        self.ahead = _AHEAD
        self._deal()

    def do_look(self) -> None:
        """Look for cards again: time has passed, and another notebook or a terminal may have taken some."""
        self.deck.reload()
        if self.hand is None and self.deck.queue():
            self._deal()

    def do_language(self, typed: str = "", sure: bool = False, **_draft: Any) -> None:  # noqa: ANN401, FBT001, FBT002
        """Show the same card in the other language, and keep what was typed."""
        if self.hand is not None and not self.hand.answered:
            self.hand.typed, self.hand.sure, self.hand.note = typed, sure, None
        self.said = None
        super().do_language()

    def _in_hand(self, phase: str) -> Hand | None:
        """The hand, if it is in that phase: a message that comes late or twice finds none."""
        return self.hand if self.hand is not None and self.hand.phase == phase else None

    def _deal(self) -> None:
        waiting = self.deck.queue() or self.deck.queue(now() + self.ahead)
        self._ask(waiting[0] if waiting else None)

    def _ask(self, card: Card | None) -> None:
        self.hand = Hand(card) if card else None
        self.dealt += 1
        self.said = None


_Words = Callable[..., str]


def _words(language: str) -> _Words:
    """The words of this widget, in a language."""

    def words(key: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"cards.{key}", language, **values)

    return words


def _counts(deck: Deck) -> dict[str, int]:
    counts, today = deck.counts(), now().astimezone().date()
    schedules = filter(None, map(deck.schedule, deck.cards))
    done = sum(schedule.last.astimezone().date() == today for schedule in schedules)
    return {"due": counts.due, "learning": counts.learning, "new": counts.new, "done": done}


def _face(hand: Hand, deck: Deck, language: str) -> dict[str, Any]:
    """The side of the card that is up."""
    if hand.answered:
        return _answer(hand, deck, language)
    return (_recall if hand.card.typed else _meaning)(hand, language)


def _recall(hand: Hand, language: str) -> dict[str, Any]:
    words, into = _words(language), hand.card.into
    return {
        "asked": pick(hand.card.prompt, language),
        "asked_in": other(into) if into else None,
        "into": into,
        "question": words(f"ask_{hand.card.side}"),
        "typed": hand.typed,
        "is_sure": hand.sure,
        "note": hand.note,
        "clue": _hint(hand.card, language) if hand.hinted else None,
        **{key: words(key) for key in ("answer", "sure", "give_up", "hint")},
    }


def _meaning(hand: Hand, language: str) -> dict[str, Any]:
    words = _words(language)
    return {"asked": called(hand.card.term, language), "question": words("ask_meaning"), "flip": words("flip")}


def _answer(hand: Hand, deck: Deck, language: str) -> dict[str, Any]:
    words, term = _words(language), hand.card.term
    proposed = hand.suggested and words("rate_suggested", name=words(f"rating_{hand.suggested}"))
    return {
        "mark": _mark(hand, hand.mark, language) if hand.mark is not None else None,
        "title": called(term, language),
        "elsewhere": called(term, other(language)),
        "definition": pick(term.definition, language),
        "example": words("example", text=term.example[language]) if term.example else None,
        "rate": proposed or words("rate"),
        "ratings": _ratings(hand, deck, language),
    }


def _ratings(hand: Hand, deck: Deck, language: str) -> list[dict[str, Any]]:
    moment = now()
    return [
        {
            "rating": rating,
            "name": say(f"cards.rating_{rating}", language),
            "when": from_now(due - moment, language),
            "suggested": rating == hand.suggested,
            "focus": rating == (hand.suggested or _GOOD),
        }
        for rating, due in deck.preview(hand.card.id, moment).items()
    ]


def _mark(hand: Hand, mark: Mark, language: str) -> dict[str, Any]:
    # The verdict says what these replies say; and some replies hold what was typed.
    reply = "" if mark.rule in {"exact", "none", "not_attempted"} else mark.reply
    told = mark.rule == "exact" or hand.typed in reply
    return {
        "kind": "right" if mark.kind == "right" else "wrong",
        "verdict": _verdict(mark, language),
        "typed": None if told else say("cards.typed", language, typed=hand.typed),
        "reply": reply,
        "lang": hand.mark_language,
        "tell_apart": _tell_apart(hand, mark, language),
    }


def _verdict(mark: Mark, language: str) -> str:
    if mark.kind == "wrong" and (mark.score > 0 or mark.rule == "near_miss"):
        return say("cards.nearly", language)
    return say(f"cards.{mark.kind}", language)


def _tell_apart(hand: Hand, mark: Mark, language: str) -> str | None:
    """What distinguishes the term asked for from the one typed, where the lexicon tells."""
    if mark.rule != "other_term":
        return None
    try:
        text = lexicon.confusions(hand.card.term).get(lexicon.find(hand.typed).id)
    except CourseError:  # grading forgives an article or a plural that the lexicon does not
        return None
    return pick(text, language) if text else None


def _hint(card: Card, language: str) -> str:
    letters = " ".join(f"{word[0]}…" for word in pick(card.answer, language).split())
    return say("cards.hint_letters", language, letters=letters)


def _back(term: lexicon.Term, language: str) -> str:
    return f"{called(term, language)}. {pick(term.definition, language)}"


def _settings(deck: Deck, language: str) -> dict[str, Any]:
    words, cards = _words(language), [deck.cards[name] for name in sorted(deck.suspended)]
    rows = [
        {"card": card.id, "text": f"{called(card.term, language)}, {words(f'side_{card.side}')}"}
        for card in cards[:_LISTED]
    ]
    more = len(cards) - len(rows)
    return {
        "limit": deck.new_a_day,
        "rows": rows,
        "more": words("suspended_more", count=more) if more else None,
        "none": None if rows else words("suspended_none"),
        **{key: words(key) for key in ("suspended_list", "resume", "limit_keep")},
        "limit_label": words("limit"),
        "title": words("settings"),
    }


def _done(deck: Deck, language: str) -> dict[str, Any]:
    words = _words(language)
    if not deck.cards:
        return {"title": words("none"), "lines": []}
    due, counts = deck.next_due(), deck.counts()
    wait = max(due - now(), timedelta()) if due else None
    lines = [words("next", when=from_now(wait, language))] if wait is not None else []
    lines += [words("tomorrow")] if counts.met < counts.total else []
    soon = wait is not None and wait <= _AHEAD
    return {
        "title": words("done"),
        "lines": lines,
        "ahead": words("ahead") if soon else None,
        "wait_ms": round(wait.total_seconds() * 1000) if wait is not None else None,
    }


def from_now(wait: timedelta, language: str) -> str:
    """``"in 10 minutes"``, ``"dans 2 jours"``: one unit, as the language says it; never less than a minute."""
    from babel.dates import format_timedelta  # slow to import

    unit: Any = next((name for name, limit in _UNITS.items() if wait < limit), "year")
    wait = max(wait, timedelta(minutes=1))
    return format_timedelta(wait, granularity=unit, threshold=1e9, add_direction=True, locale=language)


def _spoken(*texts: str) -> str:
    """Texts without the marks of emphasis, for a screen reader."""
    return re.sub(r"[*`]", "", " ".join(texts))
