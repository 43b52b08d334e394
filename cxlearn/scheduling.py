"""When a card comes back: FSRS, played over the reviews of one card.

Without fuzz, what a review does depends on where the card stood, on the whole days since, and on the rating alone. Each
such step is computed once and remembered: cards begin alike, and the same log is replayed again and again.

Source: ``ye-2022`` in the references, and py-fsrs, whose weights for FSRS-6 are taken as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fsrs import Card as Memory
from fsrs import Rating, Scheduler, State

# The library's own fuzz draws from the global random generator, so that a replay would not give it again.
_SCHEDULER = Scheduler(enable_fuzzing=False)
_ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Review:
    """One rating of one card. ``uid`` is that of its event."""

    card: str
    rating: Rating
    time: datetime
    uid: str


class _Step:
    """Where a history has led: the card as the scheduler left it, in a time of its own, and where reviews lead next."""

    __slots__ = ("interval", "memory", "next")

    def __init__(self, memory: Memory, interval: timedelta) -> None:
        self.memory, self.interval = memory, interval
        self.next: dict[int, _Step] = {}

    def then(self, days: int, rating: Rating) -> _Step:
        """Where one more review leads, ``days`` whole days after the last."""
        key = (days << 3) + rating
        found = self.next.get(key)
        if found is None:
            moment = (self.memory.last_review or _ORIGIN) + timedelta(days=days)
            memory, _ = _SCHEDULER.review_card(self.memory, rating, moment)
            found = self.next[key] = _Step(memory, memory.due - moment)
        return found


_NEW = _Step(Memory(card_id=0, due=_ORIGIN), timedelta())


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
    state: State
    _step: _Step = field(compare=False, repr=False)

    @property
    def learning(self) -> bool:
        """Whether it comes back within minutes: at first, and after it was forgotten."""
        return self.state is not State.Review


def replay(reviews: Iterable[Review], start: Schedule | None = None) -> Schedule | None:
    """Play the reviews of one card, in the order of time, through the scheduler.

    Args:
        reviews: of one card only.
        start: where the card stood before them; by default it is new.

    Returns:
        Where it stands now; None for a card never seen.
    """
    step, last, first, count = _NEW, None, None, 0
    if start is not None:
        step, last, first, count = start._step, start.last, start.first, start.reviews  # noqa: SLF001 -- its own kind
    for review in reviews:
        step = step.then((review.time - last).days if last else 0, review.rating)
        last = review.time
        first = first or last
        count += 1
    memory = step.memory
    if last is None or first is None or memory.stability is None or memory.difficulty is None:
        return None
    due = last + step.interval
    return Schedule(due, last, first, memory.stability, memory.difficulty, count, memory.state, step)


def retrievability(schedule: Schedule, at: datetime) -> float:
    """How likely the card is to be remembered then, from 0 to 1, as FSRS predicts it, with no review in between."""
    memory = schedule._step.memory  # noqa: SLF001 -- its own kind
    return _SCHEDULER.get_card_retrievability(memory, (memory.last_review or _ORIGIN) + (at - schedule.last))
