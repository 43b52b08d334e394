"""Where the learner stands, in a real browser: with nothing done, after a wrong answer, and after many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser

import cxlearn as cx
from cxlearn.deck import Deck
from cxlearn.log import learner_log

pytestmark = pytest.mark.browser


def nothing() -> None:
    """A learner who has just arrived."""


def one_wrong() -> None:
    learner_log().append("answer", "ch05a-ask-csat", response="3,5", language="fr", outcome="wrong")


def many() -> None:
    """Three wrong, an objective reached, another not, and cards met."""
    for _ in range(3):
        one_wrong()
    for item in ("ch01-ask-ux-scope", "ch01-clinic", "ch01-app-evidence"):
        learner_log().append("answer", item, response="x", outcome="right")
    for item, outcome in (("ch05a-csat-large", "right"), ("ch05a-own-csat", "wrong")):
        learner_log().append("answer", item, response="0", language="fr", outcome=outcome)
    deck = Deck("01")
    for card, rating in zip(list(deck.cards)[:6], (1, 3, 4, 4, 4, 2), strict=True):
        deck.review(card, rating)


STATES = [nothing, one_wrong, many]


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setenv("CXLEARN_NOW", "2026-03-02T12:00:00")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("en", 800)])
def test_axe_finds_nothing(
    browser: Browser, theme: Literal["light", "dark"], language: str, width: int, state: Callable[[], None]
) -> None:
    state()
    with blank_page.show(browser, cx.progress(language), theme=theme, width=width) as shown:
        assert shown.violations() == []
        assert not shown.overflows()
        assert (shown.errors, shown.outside()) == ([], [])


@pytest.mark.usefixtures("small_chapter")
def test_every_chapter_is_an_entry_of_one_list(browser: Browser) -> None:
    panel = cx.progress("en")
    with blank_page.show(browser, panel) as shown:
        entries = shown.page.locator(".cx-map > ol > li")
        assert entries.count() == len(panel.view["chapters"])
        assert "in preparation" in entries.last.inner_text()


def test_the_parts_stand_under_headings_in_the_order_of_what_to_do(browser: Browser) -> None:
    many()
    with blank_page.show(browser, cx.progress("en")) as shown:
        parts = shown.page.get_by_role("heading", level=4).all_inner_texts()
        assert parts == ["Cards to review", "To untangle", "To work on", "Strengths", "The map of the course"]
        tangle = shown.page.locator(".cx-untangle li").first
        assert "CSAT taken for a mean 3 times, last on March 2, 2026" in tangle.inner_text()
        assert 'cx.ask("ch05a-ask-csat")' in tangle.inner_text()


def test_charts_have_their_words_and_their_bars_the_heights_of_their_numbers(browser: Browser) -> None:
    many()
    panel = cx.progress("en")
    with blank_page.show(browser, panel, width=360) as shown:
        days = shown.page.get_by_role("img", name="Cards to review, day by day: today")
        heights = days.locator("i").evaluate_all("bars => bars.map((bar) => bar.getBoundingClientRect().height)")
        counts = [day["count"] for day in panel.view["cards"]["days"]]
        assert [height > 1 for height in heights] == [count > 0 for count in counts]
        assert heights[counts.index(max(counts))] == max(heights)
        assert shown.page.get_by_role("img", name="The true share is probably between").count() == 1


def test_the_keyboard_reaches_the_language_and_each_section_to_read_again(browser: Browser) -> None:
    many()
    with blank_page.show(browser, cx.progress("en")) as shown:
        shown.page.keyboard.press("Tab")
        assert shown.focused() == "language"
        shown.page.keyboard.press("Tab")
        told = shown.page.evaluate("[document.activeElement.textContent, document.activeElement.getAttribute('href')]")
        assert told[0].startswith("Read again: 05a.3")
        assert told[1].endswith(".ipynb")


def test_the_language_changes_by_keyboard_and_the_focus_stays(browser: Browser) -> None:
    many()
    with blank_page.show(browser, cx.progress("en")) as shown:
        shown.page.keyboard.press("Tab")
        shown.page.keyboard.press("Enter")
        shown.page.get_by_role("heading", name="Votre progression").wait_for()
        assert shown.focused() == "language"
        assert "Le CSAT pris pour une moyenne" in shown.page.locator(".cx-untangle").inner_text()
