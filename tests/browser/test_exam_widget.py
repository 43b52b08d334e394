"""The exam in a real Chromium: by keyboard alone, in both languages and themes, at 360 px; time is told in season."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from browser import blank_page
from browser.blank_page import Shown
from playwright.sync_api import Browser, Page, expect
from sample_items import KEY, use_sample_course

import cxlearn as cx
from cxlearn.widgets.sitting import Exam

pytestmark = pytest.mark.browser

WORDS = {"fr": {"ch01-text": "utilisabilité", "ch01-number": "-2,5"}, "en": {}}
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setattr("cxlearn.language._in_force", "fr")  # and back, whatever the test chooses
    monkeypatch.chdir(tmp_path)
    use_sample_course(monkeypatch)


def give(shown: Shown) -> None:
    """Answer the question shown with digits, or letters in a field; nothing is clicked."""
    turn, keys = shown.panel.turn, shown.page.keyboard
    response = ({**KEY, **WORDS[shown.panel.language]})[turn.item.id]
    targets = [target.id for target in turn.targets]
    if targets:
        for option in turn.order:
            keys.press(str(targets.index(response[option]) + 1))
    elif turn.order:
        for chosen in [response] if isinstance(response, str) else response:
            keys.press(str(turn.order.index(chosen) + 1))
    else:
        keys.type(response)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_exam_is_sat_with_the_keyboard_alone(browser: Browser, language: str) -> None:
    cx.use(language)
    with blank_page.show(browser, cx.exam("01", minutes=60), width=360) as shown:
        keys, page = shown.page.keyboard, shown.page
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        keys.press("Enter")
        page.locator(".cx-clock").wait_for()
        count = len(shown.panel.turns)
        for number in range(count):
            expect(page.locator(".cx-map [aria-current]")).to_contain_text(str(number + 1))
            assert shown.focused() not in {"BODY", "MAIN"}
            give(shown)
            keys.press("Enter")
        page.locator(".cx-title").wait_for()
        while shown.focused() != "hand_in":
            keys.press("Tab")
        keys.press("Enter")
        expect(page.locator(".cx-title")).to_contain_text(f"{count} " + {"fr": "sur", "en": "of"}[language])
        assert "100" in page.locator(".cx-title").inner_text()
        assert shown.errors == []
        assert shown.outside() == []


def test_the_clock_counts_down_and_says_the_time_at_sensible_moments_only(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.exam("01", minutes=20)) as shown:
        page = shown.page
        page.clock.install(time=BEGAN)
        page.locator(".cx-main").click()
        live = page.locator('[aria-live="assertive"]')
        expect(page.locator(".cx-clock")).to_have_text(re.compile(r"Time left (20:00|19:5\d)"))
        expect(live).to_be_empty()
        page.clock.run_for(5 * 60_000)
        expect(page.locator(".cx-clock")).to_have_text(re.compile(r"Time left 1[45]:\d\d"))
        expect(live).to_be_empty()
        page.clock.run_for(5 * 60_000 + 1000)
        expect(live).to_have_text("10 minutes are left.")
        page.clock.run_for(9 * 60_000)
        expect(live).to_have_text("One minute is left.")
        page.locator("input, select").first.focus()
        page.clock.run_for(20_000)
        assert page.locator('[aria-live="assertive"]').inner_text() == "One minute is left."


def test_the_time_is_told_to_who_asks(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.exam("01", minutes=20)) as shown:
        shown.page.locator(".cx-main").click()
        shown.page.locator(".cx-clock").wait_for()
        shown.page.locator('[data-key="flag"]').focus()
        shown.page.keyboard.press("t")
        expect(shown.page.locator('[aria-live="assertive"]')).to_have_text("20 minutes are left.")


def test_when_the_kernels_time_is_over_the_page_shows_the_report(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    cx.use("en")
    monkeypatch.setenv("CXLEARN_NOW", BEGAN.isoformat())
    with blank_page.show(browser, cx.exam("01", minutes=20)) as shown:
        shown.page.clock.install(time=BEGAN)
        shown.page.locator(".cx-main").click()
        shown.page.locator(".cx-clock").wait_for()
        shown.page.clock.run_for(21 * 60_000)  # the page's clock alone ends nothing
        expect(shown.page.locator(".cx-clock")).to_be_visible()
        monkeypatch.setenv("CXLEARN_NOW", (BEGAN + timedelta(minutes=20)).isoformat())
        shown.page.clock.run_for(21 * 60_000)
        expect(shown.page.locator(".cx-title")).to_contain_text("points")
        expect(shown.page.get_by_text("Time is over", exact=False).first).to_be_visible()


def begin_and_go_to_a_term(page: Page, panel: Exam) -> int:
    """The place of a question that asks for typed words, now on the screen."""
    page.locator(".cx-main").click()
    page.locator(".cx-map").wait_for()
    place = next(n for n, turn in enumerate(panel.turns) if turn.item.kind == "short_text")
    page.locator(f'[data-key="goto-{place}"]').click()
    return place


def test_a_page_opened_again_shows_the_same_question_with_its_draft(browser: Browser) -> None:
    cx.use("en")
    panel = cx.exam("01", minutes=60)
    with blank_page.show(browser, panel) as shown:
        place = begin_and_go_to_a_term(shown.page, panel)
        shown.page.locator(".cx-entry input").fill("usab")
        shown.page.wait_for_function("window.told.some((message) => message.response === 'usab')")
        shown.page.locator('[data-key="flag"]').click()
        expect(shown.page.locator('[data-key="flag"]')).to_have_text("Remove the mark")
    with blank_page.show(browser, cx.exam("01")) as shown:
        shown.page.locator(f'[data-key="goto-{place}"]').click()
        expect(shown.page.locator(".cx-entry input")).to_have_value("usab")
        expect(shown.page.locator(".cx-map [aria-current]")).to_contain_text("?")


def test_what_is_typed_is_not_disturbed_by_being_kept(browser: Browser) -> None:
    cx.use("en")
    panel = cx.exam("01", minutes=60)
    with blank_page.show(browser, panel) as shown:
        begin_and_go_to_a_term(shown.page, panel)
        shown.page.locator(".cx-entry input").focus()
        shown.page.keyboard.type("usa")
        shown.page.evaluate("window.box = document.querySelector('.cx-entry input')")
        shown.page.wait_for_function("window.told.some((message) => message.response === 'usa')")
        shown.page.keyboard.type("bility")
        assert shown.page.evaluate("window.box.isConnected && window.box === document.activeElement")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_on_any_page_of_an_exam(browser: Browser, language: str, theme: Any) -> None:
    cx.use(language)
    with blank_page.show(browser, cx.exam("01", minutes=60), theme=theme, width=360) as shown:
        tell = "async (m) => window.receive(await window.tellPython({...m, turn: window.name}))"

        def say(do: str, **more: Any) -> None:
            shown.page.evaluate("turn => { window.name = turn }", shown.panel.view["turn"])
            shown.page.evaluate(tell, {"do": do, **more})

        for do in ("look", "begin", "flag", "next", "ask_end", "hand_in", "save"):
            say(do)
            assert shown.violations() == [], do
            assert not shown.overflows(), do
        for number in range(len(shown.panel.turns)):
            say("goto", number=number)
            assert not shown.overflows()
        assert shown.violations() == []


def test_the_code_is_small() -> None:
    assert blank_page.code_size(cx.exam("01")) <= 24_000
