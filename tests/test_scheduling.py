"""FSRS, against its published vectors and against the library played review by review."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.scheduling import Review, replay, retrievability

AGAIN, GOOD = 1, 3
START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)


def test_intervals_are_those_that_fsrs_publishes() -> None:
    moment, reviews, intervals = START, [], []
    for rating in [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5:
        reviews.append(Review("x", Rating(rating), moment, ""))
        schedule = replay(reviews)
        intervals.append((schedule.due - schedule.last).days)
        moment = schedule.due
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_stability_and_difficulty_are_those_that_fsrs_publishes() -> None:
    moment, reviews = START, []
    for rating, days in zip([AGAIN] + [GOOD] * 5, [0, 0, 1, 3, 8, 21], strict=True):
        moment += timedelta(days=days)
        reviews.append(Review("x", Rating(rating), moment, ""))
    schedule = replay(reviews)
    assert schedule.stability == pytest.approx(53.62691, abs=1e-4)
    assert schedule.difficulty == pytest.approx(6.3574867, abs=1e-4)
    assert (schedule.reviews, schedule.first) == (6, reviews[0].time)


def test_a_card_never_seen_has_no_schedule() -> None:
    assert replay([]) is None


HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 60 * 24 * 400)), min_size=1, max_size=12)


@given(HISTORIES, st.integers(0, 12), st.integers(0, 900))
def test_remembered_steps_give_what_the_library_gives(history: list[tuple[Rating, int]], cut: int, days: int) -> None:
    moment, reviews, card, scheduler = START, [], Card(card_id=1), Scheduler(enable_fuzzing=False)
    for rating, minutes in history:
        moment += timedelta(minutes=minutes)
        reviews.append(Review("x", rating, moment, ""))
        card, _ = scheduler.review_card(card, rating, moment)
    schedule = replay(reviews)
    assert (schedule.due, schedule.last, schedule.state) == (card.due, card.last_review, card.state)
    assert (schedule.stability, schedule.difficulty) == (card.stability, card.difficulty)
    assert replay(reviews[cut:], replay(reviews[:cut])) == schedule
    later = moment + timedelta(days=days)
    assert retrievability(schedule, later) == scheduler.get_card_retrievability(card, later)


def test_nine_in_ten_are_remembered_after_as_many_days_as_the_stability_says() -> None:
    schedule = replay([Review("x", Rating.Easy, START, "")])
    assert retrievability(schedule, START) == 1
    assert retrievability(schedule, schedule.due) == pytest.approx(0.9, abs=0.01)
