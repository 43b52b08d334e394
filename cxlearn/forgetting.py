"""What will be forgotten by the day of an exam, and how many reviews a day would mend it.

All figures are FSRS's predictions. The days to come are played with one seeded draw for each card: at each review it is
remembered as likely as FSRS predicts, rated Good when it is and Again when not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from fsrs import Rating

from cxlearn.deck import Deck
from cxlearn.lexicon import Term
from cxlearn.log import now
from cxlearn.scheduling import Review, Schedule, replay, retrievability

_POINTS = 40  # of a curve
_MOST = 200  # reviews of one card


@dataclass(frozen=True, slots=True)
class Forecast:
    """How likely a term is to be remembered, from 0 to 1, by its weakest card: now, and at the exam.

    ``alone`` is without any further review; ``kept`` with those of the plan.
    """

    term: Term
    now: float
    alone: float
    kept: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The days until an exam.

    Attributes:
        days: from today to the exam.
        terms: those met before, the weakest at the exam first.
        reviews: how many a day, on average, keep everything; the first meetings of new cards count.
        new: how many new cards a day it takes to meet them all; 0 when all are met.
        unmet: cards not met so far.
        alone: the mean chance that a card of the deck is remembered, from today to the exam, evenly spaced; without
            any further review. A card not met yet counts as 0.
        kept: the same with the reviews of the plan.
    """

    days: int
    terms: tuple[Forecast, ...]
    reviews: float
    new: int
    unmet: int
    alone: tuple[float, ...]
    kept: tuple[float, ...]


_History = list[Schedule]  # where a card stood after each of its reviews


def outlook(deck: Deck, exam: date, at: datetime | None = None) -> Outlook:
    """Look ahead from a moment (by default now) to a later day. Suspended cards are left out."""
    at = at or now()
    days = max((exam - at.astimezone().date()).days, 1)
    end = datetime.combine(exam, time(8)).astimezone(at.tzinfo)
    cards = [card for card in deck.cards if card not in deck.suspended]
    met = {card: schedule for card in cards if (schedule := deck.schedule(card))}
    unmet = [card for card in cards if card not in met]
    pace = ceil(len(unmet) / days)
    begins = {card: at + timedelta(days=number // pace) for number, card in enumerate(unmet)}
    begins |= {card: max(at, schedule.due) for card, schedule in met.items()}
    studied = {card: [*_study(card, met.get(card), moment, end)] for card, moment in begins.items()}
    left = {card: [schedule] for card, schedule in met.items()}
    return Outlook(
        days=days,
        terms=_forecasts(deck, left, studied, at, end),
        reviews=sum(map(len, studied.values())) / days,
        new=pace,
        unmet=len(unmet),
        alone=_curve(list(left.values()), len(cards), at, end),
        kept=_curve([left.get(card, []) + studied[card] for card in cards], len(cards), at, end),
    )


def _study(card: str, schedule: Schedule | None, moment: datetime, end: datetime) -> Iterator[Schedule]:
    """Where the card stands after each review it comes up for until the end."""
    draw = random.Random(card)  # noqa: S311 -- a draw that comes out the same each time
    for _ in range(_MOST):
        if moment >= end:
            return
        forgotten = schedule is not None and draw.random() > retrievability(schedule, moment)
        schedule = replay([Review(card, Rating.Again if forgotten else Rating.Good, moment, "")], schedule)
        if schedule is None:
            return
        yield schedule
        moment = schedule.due


def _forecasts(
    deck: Deck, left: dict[str, _History], studied: dict[str, _History], at: datetime, end: datetime
) -> tuple[Forecast, ...]:
    weakest: dict[str, Forecast] = {}
    for card, history in left.items():
        term, after = deck.cards[card].term, history + studied[card]
        chances = (_chance(history, at), _chance(history, end), _chance(after, end))
        known = weakest.get(term.id, Forecast(term, 1.0, 1.0, 1.0))
        pairs = zip((known.now, known.alone, known.kept), chances, strict=True)
        weakest[term.id] = Forecast(term, *map(min, pairs))
    return tuple(sorted(weakest.values(), key=lambda one: one.alone))


def _curve(histories: list[_History], total: int, at: datetime, end: datetime) -> tuple[float, ...]:
    moments = [at + (end - at) * point / (_POINTS - 1) for point in range(_POINTS)]
    return tuple(sum(_chance(history, moment) for history in histories) / max(total, 1) for moment in moments)


def _chance(history: _History, moment: datetime) -> float:
    last = next((schedule for schedule in reversed(history) if schedule.last <= moment), None)
    return retrievability(last, moment) if last else 0.0
