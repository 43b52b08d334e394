"""The guess, in a real browser."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser
from sample_chapter import tell

import cxlearn as cx

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


@pytest.mark.parametrize("chapter", ["01", "02"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("en", 800)])
def test_axe_finds_nothing_before_and_after(
    browser: Browser, chapter: str, theme: Literal["light", "dark"], language: str, width: int
) -> None:
    asked, again = cx.predict(chapter, language), cx.predict(chapter, language, reveal=True)
    tell(again, "keep", response={"01": "8", "02": "ux"}[chapter])
    for panel in (asked, again):
        with blank_page.show(browser, panel, theme=theme, width=width) as shown:
            assert shown.violations() == []
            assert not shown.overflows()
            assert (shown.errors, shown.outside()) == ([], [])


def test_a_number_is_typed_and_kept_with_the_keyboard_alone(browser: Browser) -> None:
    with blank_page.show(browser, cx.predict("01", "en")) as shown:
        page = shown.page
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("7.5")
        page.keyboard.press("Enter")
        page.locator(".cx-told", has_text="Kept: 7.5").wait_for()
        assert page.locator("input").count() == 0
        assert "Kept: 7.5" in (page.locator("[aria-live]").text_content() or "")


def test_a_choice_is_made_and_kept_with_the_keyboard_alone(browser: Browser) -> None:
    with blank_page.show(browser, cx.predict("02", "en")) as shown:
        page = shown.page
        for key in ("Tab", "Tab", "Space", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        page.locator(".cx-told", has_text="The journey").wait_for()


def test_what_cannot_be_read_is_asked_back_at_the_field_and_stays_in_it(browser: Browser) -> None:
    with blank_page.show(browser, cx.predict("01", "en")) as shown:
        page = shown.page
        page.get_by_label("Your answer").fill("a lot")
        page.keyboard.press("Enter")
        page.locator("[aria-invalid]").wait_for()
        assert page.get_by_label("Your answer").input_value() == "a lot"
        assert shown.focused() == "field"
        assert shown.violations() == []


def test_the_guess_can_be_made_at_the_end(browser: Browser) -> None:
    with blank_page.show(browser, cx.predict("01", "en", reveal=True)) as shown:
        shown.page.get_by_label("Your answer").fill("8")
        shown.page.get_by_role("button", name="Keep my guess").press("Enter")
        shown.page.get_by_text("Your guess was 2 too high.").first.wait_for()
        assert shown.violations() == []


def test_a_kernel_that_does_not_answer_is_said_to_be_silent_until_it_does(browser: Browser) -> None:
    with blank_page.show(browser, cx.predict("01", "en")) as shown:
        shown.page.evaluate("() => { [window.kernel, window.tellPython] = [tellPython, () => new Promise(() => 0)]; }")
        shown.page.get_by_label("Your answer").fill("8")
        shown.page.keyboard.press("Enter")
        shown.page.get_by_role("status").filter(has_text="Run All Cells").wait_for()
        assert shown.violations() == []
        shown.page.evaluate("() => { window.tellPython = window.kernel; }")
        shown.page.keyboard.press("Enter")
        shown.page.get_by_role("status").filter(has_text="Run All Cells").wait_for(state="hidden")
