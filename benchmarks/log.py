"""What saving an answer costs, and how long a long history takes to read and to replay.

Run: ``python benchmarks/log.py``. It prints milliseconds, and reviews a second beside the scheduler's own speed.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from fsrs import Card, Rating, Scheduler

from cxlearn import scheduling
from cxlearn.deck import Deck, cards_of
from cxlearn.log import Log
from cxlearn.scheduling import Review, replay

ANSWERS, REVIEWS, CARDS = 200, 2_000, 100
START = datetime(2026, 9, 1, tzinfo=UTC)


def main() -> None:
    """Measure in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CXLEARN_HOME": folder, "CXLEARN_LEARNER": "bench"}
        log = Log()
        first = _once(lambda: log.append("answer", "first"))
        saving = timed(lambda: [log.append("answer", "ch01-ux-scope", response="é" * 200) for _ in range(ANSWERS)])
        print(f"opening a new log, and its first event: {first * 1000:.1f} ms")
        print(f"saving an answer, power-cut safe: {saving / ANSWERS * 1000:.2f} ms (file in {folder})")
        measure_history(Path(folder))


def measure_history(folder: Path) -> None:
    """A learner with many reviews opens the deck."""
    log = Log(f"sqlite:///{folder / 'long.db'}")
    cards = [card.id for card in cards_of("01")][:CARDS]
    reviews = [Review(cards[n % CARDS], rating(n), START + timedelta(hours=n), "") for n in range(REVIEWS)]
    for review in reviews:
        os.environ["CXLEARN_NOW"] = review.time.isoformat()
        log.append("review", review.card, rating=int(review.rating), graded=True, override=False, duration_ms=4_000)
    del os.environ["CXLEARN_NOW"]
    print(f"reading {REVIEWS} events: {timed(log.events) * 1000:.1f} ms")
    print(f"opening the deck after {REVIEWS} reviews: {timed(lambda: Deck('01', log)) * 1000:.1f} ms")
    histories = [[review for review in reviews if review.card == card] for card in cards]
    theirs = timed(lambda: [schedule_only(history) for history in histories])
    print(f"the scheduler alone: {REVIEWS / theirs:,.0f} reviews a second")
    for how, before in (("for the first time", scheduling._NEW.next.clear), ("again", lambda: None)):  # noqa: SLF001 -- as a program does that has just started
        ours = timed(lambda: [replay(history) for history in histories], before)
        print(f"replay {how}: {REVIEWS / ours:,.0f} reviews a second, {theirs / ours:.2f} times the scheduler alone")


SCHEDULER = Scheduler(enable_fuzzing=False)


def schedule_only(history: list[Review]) -> None:
    """The same reviews through py-fsrs and nothing else."""
    scheduler, card = SCHEDULER, Card(card_id=1)
    for review in history:
        card, _ = scheduler.review_card(card, review.rating, review.time)


def rating(number: int) -> Rating:
    """Mostly Good, with the others in between; no two cards have the same history."""
    return Rating(random.Random(number).choices([1, 2, 3, 4], [10, 10, 65, 15])[0])  # noqa: S311 -- no secret


def timed(work: Callable[[], Any], before: Callable[[], Any] = lambda: None) -> float:
    """The seconds of the best of five runs, each after what is not to be timed."""
    return min((before(), _once(work))[1] for _ in range(5))


def _once(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
