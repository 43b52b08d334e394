"""Cards and when to see them again: FSRS, replayed from the log of reviews.

The log is the truth: a card's schedule is what its reviews, less those undone, give when played through the scheduler.
When the scheduler moves on, the same log gives the new schedules.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from fsrs import Rating

from cxlearn import course
from cxlearn.course import Text
from cxlearn.language import CourseError, current, say
from cxlearn.lexicon import Term, names, terms
from cxlearn.log import Event, Log, learner_log, now
from cxlearn.questions import Item, Mark, grade, read_text
from cxlearn.scheduling import Review, Schedule, replay

Side: TypeAlias = Literal["recall", "meaning", "to_en", "to_fr"]
NEW_A_DAY = 10
"""How many cards a learner meets for the first time in a day, unless they choose otherwise."""
MOST_NEW_A_DAY = 200
FAST_MS = 5_000
"""A sure answer within this time counts as easy."""

_RATINGS = set(map(int, Rating))
_NEW_A_DAY = "cards.new_a_day"  # the subject of its events


@dataclass(frozen=True, slots=True)
class Card:
    """One side of a term to remember.

    Its name from its definition (``"recall"``) and its name in the other language (``"to_en"``, ``"to_fr"``) are typed;
    its definition (``"meaning"``) is recalled in the head, and rated by the learner.
    """

    id: str  # "cx/recall"
    term: Term
    side: Side

    @property
    def typed(self) -> bool:
        """Whether the answer is typed, and so can be graded."""
        return self.side != "meaning"

    @property
    def into(self) -> str | None:
        """The language to answer in; None where it is the learner's own."""
        return self.side[-2:] if self.side in {"to_en", "to_fr"} else None

    @property
    def prompt(self) -> Text:
        """What is shown first."""
        if self.into:
            return dict.fromkeys(course.LANGUAGES, self.term.term[_other(self.into)])
        return self.term.definition if self.side == "recall" else self.term.term

    @property
    def answer(self) -> Text:
        """What is to be remembered."""
        if self.into:
            return dict.fromkeys(course.LANGUAGES, self.term.term[self.into])
        return self.term.term if self.side == "recall" else self.term.definition

    @property
    def item(self) -> Item:
        """The card as a question of the bank, for :func:`cxlearn.questions.grade`. Only what is typed can be graded."""
        accepted = {language: list(names(self.term, language)) for language in course.LANGUAGES}
        if self.into:
            accepted = {self.into: _translations(self.term, self.into)}
        return Item(
            id=self.id,
            kind="short_text",
            chapter=self.term.chapter,
            stem=self.prompt,
            explanation=self.term.definition,
            terms=(self.term.id,),
            accepted=accepted,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """A deck at one moment, in cards.

    To see again now; of these to review, the others being learnt; new today; being learnt, now or within minutes; met
    so far; suspended; all.
    """

    waiting: int
    due: int
    new: int
    learning: int
    met: int
    suspended: int
    total: int


def cards_of(chapter: str | None = None) -> tuple[Card, ...]:
    """The cards of a chapter (``"01"``), or of the whole course, in the order in which to meet them.

    A chapter in several parts is named by one of them (``"05a"``) or as a whole (``"05"``). Typed and self-rated cards
    alternate; the second card of every term comes after all the first ones, then those from one language to the other.
    """
    decks = {row["id"]: row["deck"] for row in course.load()["lexicon"] if row.get("deck")}
    chosen = [term for term in terms() if term.id in decks and course.within(decks[term.id], chapter)]
    return tuple(Card(f"{term.id}/{side}", term, side) for term, side in _sides(chosen))


def _sides(chosen: list[Term]) -> Iterator[tuple[Term, Side]]:
    sides: tuple[Side, Side] = ("recall", "meaning")
    for second in (0, 1):
        for number, term in enumerate(chosen):
            yield term, sides[(number + second) % 2]
    translations: tuple[Side, Side] = ("to_en", "to_fr")
    for side in translations:
        yield from ((term, side) for term in chosen if term.term[side[-2:]] in _translations(term, side[-2:]))


def _translations(term: Term, into: str) -> list[str]:
    """The names that show that one knows the other language: its acronym, where both write it alike, does not."""
    source = _other(into)
    alike = {term.term[source].casefold(), term.acronym.get(source, "").casefold()}
    return [name for name in names(term, into) if name.casefold() not in alike]


def _other(language: str) -> str:
    return next(one for one in course.LANGUAGES if one != language)


def suggest(mark: Mark, *, hinted: bool = False, sure: bool = False, duration_ms: float | None = None) -> Rating | None:
    """The rating an answer deserves; the learner may choose another.

    Args:
        mark: from :func:`cxlearn.questions.grade`.
        hinted: a hint was seen before answering.
        sure: the learner said so.
        duration_ms: from showing the card to the answer.

    Returns:
        Again when wrong; Hard when right with a hint, with a typing error or only in part; Easy when right, sure and
        within :data:`FAST_MS`; else Good. None for what does not count: nothing answered, or to be asked back.
    """
    if mark.kind in {"error", "not_attempted"}:
        return None
    if mark.score <= 0:
        return Rating.Again
    if hinted or mark.kind == "wrong" or mark.rule == "typing_error":
        return Rating.Hard
    fast = duration_ms is not None and duration_ms < FAST_MS
    return Rating.Easy if sure and fast else Rating.Good


class Deck:
    """The cards of a chapter, or of the whole course, as one learner has reviewed them.

    Args:
        chapter: ``"01"``; None for every chapter.
        log: where reviews are read and written; by default the learner's.
    """

    def __init__(self, chapter: str | None = None, log: Log | None = None) -> None:
        self.cards = {card.id: card for card in cards_of(chapter)}
        self.log = log or learner_log()
        self.reload()

    def reload(self) -> None:
        """Replay the log, with what other notebooks have added since."""
        undone = {event.data.get("review") for event in self.log.events(kind="undo")}
        events = [event for event in self.log.events(kind="review") if _counts(event) and event.uid not in undone]
        reviews = [Review(event.subject, Rating(event.data["rating"]), event.time, event.uid) for event in events]
        self._reviews = [review for review in reviews if review.card in self.cards]
        histories: dict[str, list[Review]] = {}
        for review in self._reviews:
            histories.setdefault(review.card, []).append(review)
        self._schedules = {card: schedule for card, history in histories.items() if (schedule := replay(history))}
        # The day's new cards are the learner's, not the chapter's: those met elsewhere count too.
        begun = {review.card: review.time for review in reversed(reviews)}
        self._begun_elsewhere = [_day(first) for card, first in begun.items() if card not in self.cards]
        told = self.log.events(kind="suspension")
        last = {event.subject: bool(event.data.get("suspended")) for event in told if event.subject in self.cards}
        self.suspended = {card for card, suspended in last.items() if suspended}
        self.new_a_day = _limit(self.log.events(kind="setting", subject=_NEW_A_DAY))

    def part(self, chapter: str) -> Deck:
        """The cards of one chapter as they stand in this deck, which holds them; the log is not read again."""
        part = copy(self)
        part._keep(chapter)  # noqa: SLF001 -- its own kind
        return part

    def schedule(self, card_id: str) -> Schedule | None:
        """Where a card stands; None while it is new."""
        return self._schedules.get(card_id)

    def due(self, at: datetime | None = None) -> list[Card]:
        """The cards met before and to be seen again by then (by default now), the longest overdue first.

        What comes back after days is due all day long; what comes back within minutes, not a minute earlier.
        """
        at = at or now()
        return [*self._waiting(at, learning=True), *self._waiting(at, learning=False)]

    def new(self, at: datetime | None = None) -> list[Card]:
        """The cards still to be met on that day (by default today): one a term, so that no card gives another away."""
        day = _day(at or now())
        begun = [*self._begun_elsewhere, *(_day(schedule.first) for schedule in self._schedules.values())]
        today = {self.cards[card].term.id for card, schedule in self._schedules.items() if _day(schedule.last) == day}
        chosen: dict[str, Card] = {}
        for card in self.cards.values():
            if card.id not in self._schedules and card.id not in self.suspended and card.term.id not in today:
                chosen.setdefault(card.term.id, card)
        return list(chosen.values())[: max(self.new_a_day - begun.count(day), 0)]

    def days(self, count: int, at: datetime | None = None) -> list[int]:
        """How many of the cards met are due on each of so many days from that one (by default today) on.

        What is overdue counts on the first. Reviews to come, and new cards, bring more.
        """
        day = _day(at or now())
        coming = Counter(
            max((_day(schedule.due) - day).days, 0)
            for card, schedule in self._schedules.items()
            if card not in self.suspended
        )
        return [coming[number] for number in range(count)]

    def lasting(self, days: float) -> int:
        """How many of the cards met have a stability of so many days at least: see :class:`Schedule`."""
        return sum(schedule.stability >= days and not schedule.learning for schedule in self._schedules.values())

    def queue(self, at: datetime | None = None) -> list[Card]:
        """What to review now: the due cards, then the day's new ones."""
        return [*self.due(at), *self.new(at)]

    def next_due(self) -> datetime | None:
        """When the next card met before is due; None while every card is new or suspended."""
        met = (schedule.due for card, schedule in self._schedules.items() if card not in self.suspended)
        return min(met, default=None)

    def counts(self, at: datetime | None = None) -> Counts:
        """How many cards stand where."""
        at = at or now()
        learning = {card for card, schedule in self._schedules.items() if schedule.learning} - self.suspended
        return Counts(
            waiting=len(self.due(at)),
            due=len(self._waiting(at, learning=False)),
            new=len(self.new(at)),
            learning=len(learning),
            met=len(self._schedules),
            suspended=len(self.suspended),
            total=len(self.cards),
        )

    def grade(self, card_id: str, typed: str, language: str | None = None) -> Mark:
        """Grade what was typed on a card, in the language the card asks for; the reply is in the learner's."""
        card, spoken = self.cards[card_id], language or current()
        if card.into is None:
            return grade(card.item, typed, spoken)
        mark = grade(card.item, typed, card.into)
        if mark.kind == "not_attempted":
            return grade(card.item, typed, spoken)
        understood = read_text(typed, card.item.accepted, card.into).understood or ""
        if mark.rule == "other_language" or (
            mark.rule == "acronym" and understood not in card.item.accepted[card.into]
        ):
            # The language is the very thing asked: the right concept in the other one is no half of an answer.
            return replace(mark, kind="wrong", score=0.0, reply=say(f"cards.asks_{card.into}", spoken))
        return replace(mark, reply=say(f"grading.text_{mark.rule}", spoken, word=understood))

    def preview(self, card_id: str, at: datetime | None = None) -> dict[int, datetime]:
        """When the card would be due, for each of the four ratings."""
        start, at = self.schedule(card_id), at or now()
        outcomes = {rating: replay([Review(card_id, rating, at, "")], start) for rating in Rating}
        return {int(rating): schedule.due for rating, schedule in outcomes.items() if schedule}

    def review(self, card_id: str, rating: int, *, suggested: int | None = None, **data: Any) -> Schedule:  # noqa: ANN401
        """Rate a card, and log it.

        Args:
            card_id: one of :attr:`cards`.
            rating: 1 Again, 2 Hard, 3 Good, 4 Easy.
            suggested: what :func:`suggest` proposed, where the card was graded.
            data: what else to keep: ``response``, ``duration_ms``, ``language``, ``hints``.

        Returns:
            Where the card stands now. Whether that was saved, ``log.problem()`` tells.
        """
        graded = {"graded": suggested is not None, "override": suggested is not None and suggested != rating}
        event = self.log.add("review", card_id, rating=int(Rating(rating)), **graded, **data)
        insort(self._reviews, Review(card_id, Rating(rating), event.time, event.uid), key=lambda review: review.time)
        self._reschedule(card_id)
        return self._schedules[card_id]

    def undo(self) -> str | None:
        """Take back the last review. The log keeps both; the card stands where it stood before.

        Returns:
            The card's id; None when there is nothing to undo.
        """
        if not self._reviews:
            return None
        last = self._reviews.pop()
        self.log.append("undo", last.card, review=last.uid)
        self._reschedule(last.card)
        return last.card

    def suspend(self, card_id: str) -> None:
        """Ask a card no more, until it is resumed. What was learnt of it stays in the log."""
        if card_id not in self.suspended:
            self.suspended.add(card_id)
            self.log.append("suspension", card_id, suspended=True)

    def resume(self, card_id: str) -> None:
        """Ask a suspended card again, from where it stood."""
        if card_id in self.suspended:
            self.suspended.remove(card_id)
            self.log.append("suspension", card_id, suspended=False)

    def limit(self, new_a_day: object) -> None:
        """Choose how many new cards a day brings, over the whole course. It is kept in the log.

        Raises:
            CourseError: when it is no whole number from 0 to :data:`MOST_NEW_A_DAY`.
        """
        if not isinstance(new_a_day, int) or isinstance(new_a_day, bool) or not 0 <= new_a_day <= MOST_NEW_A_DAY:
            raise CourseError(say("cards.limit_refused", given=new_a_day, most=MOST_NEW_A_DAY))
        if new_a_day != self.new_a_day:
            self.new_a_day = new_a_day
            self.log.append("setting", _NEW_A_DAY, value=new_a_day)

    def _keep(self, chapter: str) -> None:
        self.cards = {card.id: card for card in cards_of(chapter)}
        self._reviews = [review for review in self._reviews if review.card in self.cards]
        begun = (_day(at.first) for card, at in self._schedules.items() if card not in self.cards)
        self._begun_elsewhere = [*self._begun_elsewhere, *begun]
        self._schedules = {card: at for card, at in self._schedules.items() if card in self.cards}
        self.suspended = self.suspended & self.cards.keys()

    def _waiting(self, at: datetime, *, learning: bool) -> list[Card]:
        met = [(schedule.due, card) for card, schedule in self._schedules.items() if schedule.learning is learning]
        due = [(due, card) for due, card in met if due <= at or (not learning and _day(due) <= _day(at))]
        return [self.cards[card] for _, card in sorted(due) if card not in self.suspended]

    def _history(self, card_id: str) -> list[Review]:
        return [review for review in self._reviews if review.card == card_id]

    def _reschedule(self, card_id: str) -> None:
        schedule = replay(self._history(card_id))
        if schedule:
            self._schedules[card_id] = schedule
        else:
            del self._schedules[card_id]


def _counts(event: Event) -> bool:
    return event.data.get("rating") in _RATINGS


def _limit(settings: list[Event]) -> int:
    """The limit last chosen; what no longer makes sense is passed over."""
    chosen = [value for event in settings if isinstance(value := event.data.get("value"), int) and value >= 0]
    return chosen[-1] if chosen else NEW_A_DAY


def _day(moment: datetime) -> date:
    """The learner's own calendar day."""
    return moment.astimezone().date()
