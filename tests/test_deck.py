"""The deck: when a card comes back, what an answer is worth, and that the log alone decides both."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlearn import course
from cxlearn.deck import MOST_NEW_A_DAY, NEW_A_DAY, Card, Deck, cards_of, suggest
from cxlearn.language import CourseError
from cxlearn.log import Log
from cxlearn.questions import Mark
from cxlearn.scheduling import Schedule

ROOT = Path(__file__).parents[1]
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
MORNING = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner of one's own, on a Tuesday morning."""
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "test")
    monkeypatch.setenv("CXLEARN_NOW", MORNING.isoformat())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time."""
    return lambda moment: monkeypatch.setenv("CXLEARN_NOW", moment.isoformat())


@pytest.fixture
def deck() -> Deck:
    """The cards of chapter 1, none of them seen."""
    return Deck("01", Log("sqlite://"))


def schedules(deck: Deck) -> dict[str, Schedule]:
    return {card: schedule for card in deck.cards if (schedule := deck.schedule(card))}


def ids(deck_part: list[object]) -> list[str]:
    return [card.id for card in deck_part]


# --- the cards


def test_each_term_of_a_deck_makes_a_card_for_each_way_to_ask_it() -> None:
    terms = [row["id"] for row in course.load()["lexicon"] if row.get("deck") == "01"]
    ids_of = {card.id for card in cards_of("01")}
    assert {f"{term}/{side}" for term in terms for side in ("recall", "meaning")} <= ids_of
    assert {"cx/to_en", "cx/to_fr"} <= ids_of
    assert len(ids_of) == len(cards_of("01"))
    assert ids_of <= {card.id for card in cards_of()}
    assert cards_of("99") == ()


def test_a_part_of_a_chapter_has_its_own_cards_and_the_chapter_those_of_all_its_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decks = {"cx": "05a", "ux": "05b", "satisfaction": "15"}
    rows = [row | {"deck": decks.get(row["id"])} for row in course.load()["lexicon"]]
    whole = course.load() | {"lexicon": rows}
    monkeypatch.setattr(course, "load", lambda: whole)
    assert {card.term.id for card in cards_of("05a")} == {"cx"}
    assert {card.term.id for card in cards_of("05")} == {"cx", "ux"}


def test_a_term_that_both_languages_write_alike_has_nothing_to_translate() -> None:
    for card in cards_of():
        if card.into:
            accepted = [name.casefold() for name in card.item.accepted[card.into]]
            assert card.answer["fr"].casefold() in accepted
            assert card.prompt["fr"].casefold() not in accepted
    assert "CX" not in cards_by_id()["cx/to_en"].item.accepted["en"]


def cards_by_id() -> dict[str, Card]:
    return {card.id: card for card in cards_of()}


def test_a_card_asks_for_the_term_or_for_its_meaning(deck: Deck) -> None:
    recall, meaning = deck.cards["cx/recall"], deck.cards["cx/meaning"]
    assert recall.prompt == meaning.answer == recall.term.definition
    assert meaning.prompt == recall.answer == recall.term.term


def test_typed_and_self_rated_cards_alternate(deck: Deck) -> None:
    assert [card.side for card in deck.new()[:4]] == ["recall", "meaning", "recall", "meaning"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("side", "typed", "rating", "rule"),
    [
        ("to_en", "customer experience", GOOD, "exact"),
        ("to_en", "Customer-Experience", GOOD, "hyphens"),
        ("to_en", "custmer experience", HARD, "typing_error"),
        ("to_en", "user experience", AGAIN, "other_term"),
        ("to_fr", "expérience client", GOOD, "exact"),
        ("to_fr", "experience client", GOOD, "accents"),
        ("to_fr", "l’expérience client", GOOD, "article"),
    ],
)
def test_a_translation_is_read_in_the_language_asked_for(
    deck: Deck, language: str, side: str, typed: str, rating: int, rule: str
) -> None:
    mark = deck.grade(f"cx/{side}", typed, language)
    assert (suggest(mark), mark.rule) == (rating, rule)


def test_a_translation_is_not_given_by_a_name_in_the_language_it_comes_from(deck: Deck) -> None:
    assert deck.grade("cx/to_en", "expérience client", "fr").kind == "error"  # it stands in the question
    mark = deck.grade("cx/to_fr", "CX", "fr")
    assert suggest(mark) == AGAIN
    assert mark.reply == "Ce nom s’emploie en anglais\u202f: la carte demande celui du français."


@pytest.mark.parametrize(
    ("typed", "language", "rating"),
    [
        ("expérience client", "fr", GOOD),
        ("l’Experience Client", "fr", GOOD),
        ("CX", "fr", GOOD),
        ("expérience cliennt", "fr", HARD),
        ("customer experience", "en", GOOD),
        ("expérience utilisateur", "fr", AGAIN),
        ("satisfaction", "fr", AGAIN),
        ("  ", "fr", None),
    ],
)
def test_a_typed_answer_suggests_its_rating(deck: Deck, typed: str, language: str, rating: int | None) -> None:
    assert suggest(deck.grade("cx/recall", typed, language)) == rating


@pytest.mark.parametrize(
    ("mark", "circumstances", "rating"),
    [
        (Mark("right", 1.0, 1.0, "exact"), {}, GOOD),
        (Mark("right", 1.0, 1.0, "exact"), {"hinted": True}, HARD),
        (Mark("right", 1.0, 1.0, "typing_error"), {"sure": True, "duration_ms": 10}, HARD),
        (Mark("right", 1.0, 1.0, "exact"), {"duration_ms": 10}, GOOD),
        (Mark("right", 1.0, 1.0, "exact"), {"sure": True}, GOOD),
        (Mark("right", 1.0, 1.0, "exact"), {"sure": True, "duration_ms": 60_000}, GOOD),
        (Mark("right", 1.0, 1.0, "exact"), {"sure": True, "duration_ms": 2_000}, EASY),
        (Mark("right", 1.0, 1.0, "exact"), {"sure": True, "duration_ms": 2_000, "hinted": True}, HARD),
        (Mark("wrong", 0.5, 1.0, "other_language"), {}, HARD),
        (Mark("wrong", 0.0, 1.0, "none"), {"sure": True, "duration_ms": 2_000}, AGAIN),
        (Mark("error"), {}, None),
        (Mark("not_attempted"), {}, None),
    ],
)
def test_easy_is_only_for_who_is_right_fast_and_sure(
    mark: Mark, circumstances: dict[str, object], rating: int | None
) -> None:
    assert suggest(mark, **circumstances) == rating


# --- what is due


def test_a_day_brings_at_most_ten_new_cards_and_one_a_term(deck: Deck, clock: Clock) -> None:
    first_day = deck.new()
    assert len(first_day) == len({card.term.id for card in first_day}) == NEW_A_DAY
    for number, card in enumerate(first_day, 1):
        deck.review(card.id, EASY)
        assert len(deck.new()) == NEW_A_DAY - number
    assert deck.queue() == []
    clock(MORNING + timedelta(days=1))
    assert len(deck.new()) == NEW_A_DAY
    assert not set(ids(deck.new())) & set(ids(first_day))


def test_a_learner_may_want_more_or_fewer_new_cards_and_the_log_remembers(deck: Deck) -> None:
    deck.limit(3)
    assert len(deck.new()) == len(Deck("01", deck.log).new()) == 3
    deck.limit(0)
    assert Deck("01", deck.log).new() == []
    deck.limit(MOST_NEW_A_DAY)
    assert len(deck.new()) == len({card.term.id for card in deck.cards.values()})
    deck.log.append("setting", "cards.new_a_day", value="many")  # what makes no sense is passed over
    assert Deck("01", deck.log).new_a_day == MOST_NEW_A_DAY


@pytest.mark.parametrize("wanted", [-1, MOST_NEW_A_DAY + 1, 2.5, "ten", None, True])
def test_a_limit_that_makes_no_sense_is_refused_in_a_sentence(deck: Deck, wanted: object) -> None:
    with pytest.raises(CourseError, match="200"):
        deck.limit(wanted)
    assert deck.log.events(kind="setting") == []


def test_the_limit_is_the_days_and_not_each_chapters(deck: Deck) -> None:
    deck.limit(4)
    for card in deck.new()[:3]:
        deck.review(card.id, GOOD)
    elsewhere = Deck("01", deck.log)
    elsewhere.cards = {name: card for name, card in deck.cards.items() if not deck.schedule(name)}
    elsewhere.reload()
    assert len(elsewhere.new()) == 1
    assert len(Deck(None, deck.log).new()) == 1


def test_a_suspended_card_is_asked_no_more_until_it_is_resumed(deck: Deck, clock: Clock) -> None:
    deck.review("cx/recall", GOOD)
    first = deck.new()[0].id
    for card in ("cx/recall", first):
        deck.suspend(card)
        deck.suspend(card)
    clock(MORNING + timedelta(days=1))
    for seen in (deck, Deck("01", deck.log)):
        assert not {"cx/recall", first} & set(ids(seen.queue()))
        assert (seen.counts().suspended, seen.counts().met, seen.next_due()) == (2, 1, None)
    before = deck.schedule("cx/recall")
    deck.resume("cx/recall")
    deck.resume("cx/recall")
    assert ids(Deck("01", deck.log).due()) == ["cx/recall"]
    assert deck.schedule("cx/recall") == before
    assert len(deck.log.events(kind="suspension")) == 3


def test_a_new_card_comes_again_in_minutes_then_in_days(deck: Deck, clock: Clock) -> None:
    assert deck.review("cx/recall", GOOD).due == MORNING + timedelta(minutes=10)
    assert ids(deck.due()) == []
    clock(MORNING + timedelta(minutes=10))
    assert ids(deck.due()) == ["cx/recall"]
    assert deck.queue()[0].id == "cx/recall"
    assert (deck.review("cx/recall", GOOD).due - MORNING).days == 2
    assert deck.due() == []
    assert deck.next_due() == deck.schedule("cx/recall").due


def test_the_longest_overdue_card_comes_first(deck: Deck, clock: Clock) -> None:
    deck.review("ux/recall", EASY)
    deck.review("cx/recall", GOOD)
    clock(MORNING + timedelta(days=30))
    assert ids(deck.due()) == ["cx/recall", "ux/recall"]


def test_counts_say_what_is_due_new_met_and_all(deck: Deck, clock: Clock) -> None:
    deck.review("ux/recall", EASY)
    deck.review("cx/recall", GOOD)
    clock(MORNING + timedelta(hours=1))
    counts = deck.counts()
    assert (counts.due, counts.learning, counts.new, counts.met) == (0, 1, NEW_A_DAY - 2, 2)
    assert (counts.suspended, counts.total) == (0, len(deck.cards))


def test_what_comes_back_after_days_is_due_all_that_day(deck: Deck, clock: Clock) -> None:
    due = deck.review("cx/recall", EASY).due
    clock(due.astimezone().replace(hour=0, minute=5))
    assert ids(deck.due()) == ["cx/recall"]
    assert (deck.counts().due, deck.counts().learning) == (1, 0)
    clock(due.astimezone().replace(hour=0, minute=5) - timedelta(hours=1))
    assert deck.due() == []


def test_each_rating_shows_when_the_card_would_come_back(deck: Deck, clock: Clock) -> None:
    deck.review("cx/recall", EASY)
    clock(MORNING + timedelta(days=9))
    preview = deck.preview("cx/recall")
    assert list(preview.values()) == sorted(preview.values())
    for rating, due in preview.items():
        assert deck.review("cx/recall", rating).due == due
        deck.undo()


# --- the log is the truth


def test_a_review_is_logged_with_all_that_a_dispute_needs(deck: Deck) -> None:
    deck.review("cx/recall", GOOD, suggested=HARD, response="expérience cliennt", duration_ms=8_000)
    deck.review("cx/meaning", GOOD)
    typed, rated = deck.log.events(kind="review")
    assert typed.subject == "cx/recall"
    assert typed.data == {
        "rating": GOOD,
        "graded": True,
        "override": True,
        "response": "expérience cliennt",
        "duration_ms": 8_000,
    }
    assert rated.data == {"rating": GOOD, "graded": False, "override": False}


def test_undo_takes_back_one_review_after_the_other(deck: Deck, clock: Clock) -> None:
    deck.review("cx/recall", GOOD)
    before = schedules(deck)
    clock(MORNING + timedelta(days=1))
    deck.review("cx/recall", AGAIN)
    assert deck.undo() == "cx/recall"
    assert schedules(deck) == before
    assert deck.undo() == "cx/recall"
    assert schedules(deck) == {}
    assert deck.undo() is None
    assert [event.kind for event in deck.log.events()] == ["review", "review", "undo", "undo"]


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["cx/recall", "cx/meaning", "ux/to_en"]),
        st.sampled_from([AGAIN, HARD, GOOD, EASY, "undo", "suspend", "resume"]),
        st.integers(0, 60 * 24 * 40),  # minutes later
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(ACTIONS)
def test_the_log_replayed_gives_what_the_lesson_showed_and_undo_restores_it(
    actions: list[tuple[str, int | str, int]],
) -> None:
    deck, moment = Deck("01", Log("sqlite://")), MORNING
    history = [schedules(deck)]
    with pytest.MonkeyPatch.context() as patch:
        for card, action, minutes in actions:
            moment += timedelta(minutes=minutes)
            patch.setenv("CXLEARN_NOW", moment.isoformat())
            if action == "undo":
                assert (deck.undo() is None) == (len(history) == 1)
                history = history[:-1] or history
            elif isinstance(action, str):
                getattr(deck, action)(card)
            else:
                deck.review(card, action)
                history.append(schedules(deck))
            assert schedules(deck) == history[-1]
            again = Deck("01", deck.log)
            assert schedules(again) == history[-1]
            assert (again.suspended, again.queue()) == (deck.suspended, deck.queue())


def test_a_clock_set_back_does_not_part_the_lesson_from_the_log(deck: Deck, clock: Clock) -> None:
    for days, rating in [(0, GOOD), (5, GOOD), (-3, HARD), (9, GOOD)]:
        clock(MORNING + timedelta(days=days))
        deck.review("cx/recall", rating)
    assert schedules(Deck("01", deck.log)) == schedules(deck)


def test_reviews_of_an_unknown_card_or_rating_are_left_out(deck: Deck) -> None:
    deck.log.append("review", "no-such-term/recall", rating=GOOD)
    deck.log.append("review", "cx/recall", rating=7)
    deck.log.append("review", "cx/recall")
    deck.reload()
    assert schedules(deck) == {}


DUE = "from cxlearn.deck import Deck; print(*(card.id for card in Deck('01').due()))"


def test_what_is_due_survives_a_restart(clock: Clock) -> None:
    deck = Deck("01")
    deck.review("cx/recall", GOOD)
    deck.review("ux/meaning", EASY)
    deck.review("ux/recall", GOOD)
    deck.undo()
    for later, expected in [(timedelta(minutes=11), "cx/recall"), (timedelta(days=40), "cx/recall ux/meaning")]:
        clock(MORNING + later)
        new_process = subprocess.run(
            [sys.executable, "-c", DUE], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
        )
        assert new_process.stdout.strip() == expected


def test_two_notebooks_see_each_others_reviews_once_reloaded() -> None:
    one, other = Deck("01", Log()), Deck("01", Log())
    one.review("cx/recall", GOOD)
    other.review("ux/recall", GOOD)
    one.reload()
    assert sorted(schedules(one)) == ["cx/recall", "ux/recall"]


def test_all_that_makes_a_deck_goes_from_one_place_to_another(deck: Deck, tmp_path: Path) -> None:
    for card in ("cx/recall", "ux/meaning"):
        deck.review(card, GOOD)
    deck.undo()
    deck.suspend("cx/recall")
    deck.limit(5)
    deck.log.export(tmp_path / "mine.jsonl")
    elsewhere = Log("sqlite://")
    elsewhere.import_(tmp_path / "mine.jsonl")
    there = Deck("01", elsewhere)
    assert (schedules(there), there.suspended, there.new_a_day) == (schedules(deck), {"cx/recall"}, 5)


# --- what comes, and a part of the deck


def test_the_days_to_come_count_each_card_met_once_and_what_is_overdue_today(deck: Deck, clock: Clock) -> None:
    first, second, third = list(deck.cards)[:3]
    deck.review(first, EASY)
    deck.review(second, AGAIN)
    deck.review(third, EASY)
    due = schedules(deck)[first].due
    ahead = (due.astimezone().date() - MORNING.astimezone().date()).days
    assert deck.days(ahead + 1) == [1, *[0] * (ahead - 1), 2]
    clock(due + timedelta(days=3))
    assert deck.days(2) == [3, 0]
    deck.suspend(third)
    assert deck.days(2) == [2, 0]


def test_a_card_lasts_from_its_stability_on_and_not_while_it_is_learnt(deck: Deck) -> None:
    first, second = list(deck.cards)[:2]
    stability = deck.review(first, EASY).stability
    deck.review(second, GOOD)
    assert deck.lasting(stability) == 1
    assert deck.lasting(stability + 0.01) == 0


def test_a_part_of_the_deck_is_the_deck_of_that_chapter() -> None:
    log = Log("sqlite://")
    whole = Deck(None, log)
    mine, elsewhere = list(Deck("01", log).cards)[:3], list(Deck("02", log).cards)[:2]
    for card in (*mine, *elsewhere):
        whole.review(card, GOOD)
    whole.suspend(mine[0])
    part, own = whole.part("01"), Deck("01", log)
    assert part.counts() == own.counts()
    assert (ids(part.queue()), part.days(9)) == (ids(own.queue()), own.days(9))
    part.undo()
    assert whole.counts().met == len(mine) + len(elsewhere)
