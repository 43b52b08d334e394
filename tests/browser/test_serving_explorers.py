"""The explorers of serving and selling in a real browser: with the keyboard alone, to the end of a challenge."""

from __future__ import annotations

import pytest
from browser import blank_page
from playwright.sync_api import Browser

from cxlearn.widgets.explore import explore

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


def test_five_arrow_keys_on_the_phone_meet_the_first_challenge(browser: Browser) -> None:
    with blank_page.show(browser, explore("funnel", "en")) as shown:
        slider = shown.page.locator("[data-key=phone_abandoned]")
        for _ in range(5):
            slider.press("ArrowLeft")
        shown.page.locator("li.cx-done", has_text="€10,000").wait_for()
        assert slider.get_attribute("aria-valuetext") == "75%"
        assert shown.violations() == []


def test_an_arrow_key_takes_a_question_away_and_says_what_it_brings(browser: Browser) -> None:
    with blank_page.show(browser, explore("which-kpi", "fr"), theme="dark", width=360) as shown:
        shown.page.locator("[data-key=discover-nps]").press("ArrowUp")
        shown.page.get_by_text("5 questions à chacun").first.wait_for()
        assert shown.focused() == "discover-share_of_voice"
        assert not shown.overflows()
        assert shown.violations() == []
