"""Cards and when to see them again: FSRS, replayed from the log of reviews.

The log is the truth: a card's schedule is what its reviews, less those undone, give when played through the scheduler.
When the scheduler moves on, the same log gives the new schedules.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeAlias

from fsrs import Card as Memory
from fsrs import Rating, Scheduler

from cxlearn import course
from cxlearn.course import Text
from cxlearn.language import current
from cxlearn.lexicon import Term, names, terms
from cxlearn.log import Log, learner_log, now
from cxlearn.questions import Item, Mark, grade

Side: TypeAlias = Literal["recall", "meaning"]
NEW_A_DAY = 10
"""How many cards a learner meets for the first time in a day, unless they choose otherwise."""
FAST_MS = 5_000
"""A sure answer within this time counts as easy."""

_RATINGS = set(map(int, Rating))
# Without fuzz: the library's own draws from the global random generator, so that a replay would not give it again.
_SCHEDULER = Scheduler(enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One side of a term to remember: its name, which is typed, or its definition, which the learner rates."""

    id: str  # "cx/recall"
    term: Term
    side: Side

    @property
    def prompt(self) -> Text:
        """What is shown first."""
        return self.term.definition if self.side == "recall" else self.term.term

    @property
    def answer(self) -> Text:
        """What is to be remembered."""
        return self.term.term if self.side == "recall" else self.term.definition

    @property
    def item(self) -> Item:
        """The card as a question of the bank, for :func:`cxlearn.questions.grade`. Only what is typed can be graded."""
        accepted = {language: list(names(self.term, language)) for language in course.LANGUAGES}
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
class Review:
    """One rating of one card. ``uid`` is that of its event."""

    card: str
    rating: Rating
    time: datetime
    uid: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a card stands after its reviews.

    Stability is the number of days after which nine in ten such cards are remembered; difficulty goes from 1 to 10.
    """

    due: datetime
    last: datetime
    first: datetime
    stability: float
    difficulty: float
    reviews: int


@dataclass(frozen=True, slots=True)
class Counts:
    """A deck at one moment, in cards: due again, new and to be met today, met so far, all."""

    due: int
    new: int
    met: int
    total: int


def cards_of(chapter: str | None = None) -> tuple[Card, ...]:
    """The cards of a chapter (``"01"``), or of the whole course, in the order in which to meet them.

    Typed and self-rated cards alternate; the second card of every term comes after all the first ones.
    """
    decks = {row["id"]: row["deck"] for row in course.load()["lexicon"] if row.get("deck")}
    chosen = [term for term in terms() if term.id in decks and course.within(decks[term.id], chapter)]
    sides: tuple[Side, Side] = ("recall", "meaning")
    return tuple(
        Card(f"{term.id}/{sides[(number + second) % 2]}", term, sides[(number + second) % 2])
        for second in (0, 1)
        for number, term in enumerate(chosen)
    )


def replay(reviews: Iterable[Review]) -> Schedule | None:
    """Play the reviews of one card, in the order of time, through the scheduler; None for a card never seen."""
    first, count = None, 0
    memory = Memory(card_id=0, due=datetime.min.replace(tzinfo=UTC))
    for review in reviews:
        memory, _ = _SCHEDULER.review_card(memory, review.rating, review.time)
        first, count = first or review.time, count + 1
    if first is None or memory.last_review is None or memory.stability is None or memory.difficulty is None:
        return None
    return Schedule(memory.due, memory.last_review, first, memory.stability, memory.difficulty, count)


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
        new_a_day: how many new cards a day brings.
    """

    def __init__(self, chapter: str | None = None, log: Log | None = None, new_a_day: int = NEW_A_DAY) -> None:
        self.cards = {card.id: card for card in cards_of(chapter)}
        self.log = log or learner_log()
        self.new_a_day = new_a_day
        self.reload()

    def reload(self) -> None:
        """Replay the log, with what other notebooks have added since."""
        undone = {event.data.get("review") for event in self.log.events(kind="undo")}
        self._reviews = [
            Review(event.subject, Rating(event.data["rating"]), event.time, event.uid)
            for event in self.log.events(kind="review")
            if event.subject in self.cards and event.uid not in undone and event.data.get("rating") in _RATINGS
        ]
        histories: dict[str, list[Review]] = {}
        for review in self._reviews:
            histories.setdefault(review.card, []).append(review)
        self._schedules = {card: schedule for card, history in histories.items() if (schedule := replay(history))}

    def schedule(self, card_id: str) -> Schedule | None:
        """Where a card stands; None while it is new."""
        return self._schedules.get(card_id)

    def due(self, at: datetime | None = None) -> list[Card]:
        """The cards met before and due by then (by default now), the longest overdue first."""
        at = at or now()
        waiting = [(schedule.due, card) for card, schedule in self._schedules.items() if schedule.due <= at]
        return [self.cards[card] for _, card in sorted(waiting)]

    def new(self, at: datetime | None = None) -> list[Card]:
        """The cards still to be met on that day (by default today): one a term, so that no card gives another away."""
        day = _day(at or now())
        left = self.new_a_day - sum(_day(schedule.first) == day for schedule in self._schedules.values())
        today = {self.cards[card].term.id for card, schedule in self._schedules.items() if _day(schedule.last) == day}
        chosen: dict[str, Card] = {}
        for card in self.cards.values():
            if card.id not in self._schedules and card.term.id not in today:
                chosen.setdefault(card.term.id, card)
        return list(chosen.values())[: max(left, 0)]

    def queue(self, at: datetime | None = None) -> list[Card]:
        """What to review now: the due cards, then the day's new ones."""
        return [*self.due(at), *self.new(at)]

    def next_due(self) -> datetime | None:
        """When the next card met before is due; None while every card is new."""
        return min((schedule.due for schedule in self._schedules.values()), default=None)

    def counts(self, at: datetime | None = None) -> Counts:
        """How many cards are due, new today, met so far, and in all."""
        return Counts(len(self.due(at)), len(self.new(at)), len(self._schedules), len(self.cards))

    def grade(self, card_id: str, typed: str, language: str | None = None) -> Mark:
        """Grade what was typed on a recall card."""
        return grade(self.cards[card_id].item, typed, language or current())

    def preview(self, card_id: str, at: datetime | None = None) -> dict[int, datetime]:
        """When the card would be due, for each of the four ratings."""
        history, at = self._history(card_id), at or now()
        outcomes = {rating: replay([*history, Review(card_id, rating, at, "")]) for rating in Rating}
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

    def _history(self, card_id: str) -> list[Review]:
        return [review for review in self._reviews if review.card == card_id]

    def _reschedule(self, card_id: str) -> None:
        schedule = replay(self._history(card_id))
        if schedule:
            self._schedules[card_id] = schedule
        else:
            del self._schedules[card_id]


def _day(moment: datetime) -> date:
    """The learner's own calendar day."""
    return moment.astimezone().date()
