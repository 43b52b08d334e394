"""The worksheet, in a real browser."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser
from sample_chapter import FIELDS, tell

import cxlearn as cx
from cxlearn.log import learner_log

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]

# A page that is not served over HTTPS has no clipboard of its own.
_CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } })
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("en", 800)])
def test_axe_finds_nothing(browser: Browser, theme: Literal["light", "dark"], language: str, width: int) -> None:
    panel = cx.worksheet("01", language)
    tell(panel, "keep", texts={FIELDS[0]["id"]: "kept"})
    with blank_page.show(browser, panel, theme=theme, width=width) as shown:
        assert shown.violations() == []
        assert not shown.overflows()
        assert (shown.errors, shown.outside()) == ([], [])


def test_what_is_typed_is_kept_without_leaving_the_field(browser: Browser) -> None:
    with blank_page.show(browser, cx.worksheet("01", "en")) as shown:
        page = shown.page
        page.get_by_label("Prompt 1").focus()
        page.keyboard.type("On time")
        page.get_by_text("Kept at").first.wait_for()
        # What Python answered meanwhile has neither moved the caret nor the focus.
        page.keyboard.type(", every time")
        assert page.get_by_label("Prompt 1").input_value() == "On time, every time"
        assert shown.focused() == FIELDS[0]["id"]
        page.keyboard.press("Tab")
        page.wait_for_function("window.told.some((message) => message.texts?.['ch01-w1']?.endsWith('every time'))")
    assert cx.worksheet("01", "fr").view["fields"][0]["text"] == "On time, every time"


def test_a_letter_for_jupyterlab_stays_in_the_field(browser: Browser) -> None:
    with blank_page.show(browser, cx.worksheet("01", "en")) as shown:
        shown.page.get_by_label("Prompt 1").focus()
        shown.page.keyboard.type("dd")
        assert shown.page.get_by_label("Prompt 1").input_value() == "dd"
        assert shown.page.locator(".cx").get_attribute("data-lm-suppress-shortcuts") == "true"


def test_the_button_keeps_everything_and_says_when(browser: Browser) -> None:
    with blank_page.show(browser, cx.worksheet("01", "en")) as shown:
        page = shown.page
        page.get_by_label("Prompt 2").fill("second")
        page.get_by_role("button", name="Keep").press("Enter")
        page.locator(".cx-bar [role=status]", has_text="Kept at").wait_for()
        # A second press has nothing to keep, and says so in the same way.
        page.get_by_role("button", name="Keep").press("Enter")
        assert "Kept at" in page.locator(".cx-bar [role=status]").inner_text()
    assert [event.data["text"] for event in learner_log().events(kind="worksheet")] == ["second"]


def test_a_view_that_closes_keeps_the_last_words(browser: Browser) -> None:
    with blank_page.show(browser, cx.worksheet("01", "en")) as shown:
        shown.page.get_by_label("Prompt 3").press_sequentially("last")
        shown.page.evaluate("window.unmount()")
        shown.page.wait_for_function("window.told.length > 0")
    assert cx.worksheet("01", "en").view["fields"][2]["text"] == "last"


def test_everything_can_be_copied_as_plain_text(browser: Browser) -> None:
    with blank_page.show(browser, cx.worksheet("01", "en")) as shown:
        page = shown.page
        page.get_by_label("Prompt 1").fill("first")
        page.evaluate(
            "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (t) => (window.copied = t) } })"
        )
        page.get_by_role("button", name="Copy all").press("Enter")
        page.get_by_text("Copied:").wait_for()
        assert page.evaluate("window.copied").startswith("Prompt 1 (en)\nfirst\n\nPrompt 2 (en)\n")


def test_where_the_browser_forbids_copying_the_text_is_shown_and_selected(browser: Browser) -> None:
    with blank_page.show(browser, cx.worksheet("01", "en")) as shown:
        page = shown.page
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.get_by_role("button", name="Copy all").press("Enter")
        page.get_by_label("All your answers").wait_for()
        assert shown.focused() == "all"
        assert shown.violations() == []
