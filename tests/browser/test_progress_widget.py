"""The map of the course, in a real browser."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser

import cxlearn as cx
from cxlearn.log import learner_log

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("en", 800)])
def test_axe_finds_nothing(browser: Browser, theme: Literal["light", "dark"], language: str, width: int) -> None:
    learner_log().append("answer", "ch01-predict", context="predict", response="8")
    with blank_page.show(browser, cx.progress(language), theme=theme, width=width) as shown:
        assert shown.violations() == []
        assert not shown.overflows()
        assert (shown.errors, shown.outside()) == ([], [])


def test_every_chapter_is_an_entry_of_one_list(browser: Browser) -> None:
    panel = cx.progress("en")
    with blank_page.show(browser, panel) as shown:
        entries = shown.page.locator("ol > li")
        assert entries.count() == len(panel.view["chapters"])
        assert "in preparation" in entries.last.inner_text()


def test_the_language_changes_by_keyboard_and_the_focus_stays(browser: Browser) -> None:
    with blank_page.show(browser, cx.progress("en")) as shown:
        shown.page.keyboard.press("Tab")
        shown.page.keyboard.press("Enter")
        shown.page.get_by_role("heading", name="Votre progression").wait_for()
        assert shown.focused() == "language"
