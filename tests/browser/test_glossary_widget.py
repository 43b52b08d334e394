"""The glossary in a real Chromium: searched and read by keyboard alone, in both languages and themes."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser, expect

import cxlearn as cx
from cxlearn import lexicon

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 800), ("dark", 360)])
def test_a_term_is_searched_read_and_left_by_keyboard(
    browser: Browser, language: str, theme: Literal["light", "dark"], width: int
) -> None:
    with blank_page.show(browser, cx.glossary(language), theme=theme, width=width) as shown:
        keys, rows = shown.page.keyboard, shown.page.locator("li")
        assert shown.violations() == []
        assert shown.nodes() <= 60
        expect(rows).to_have_count(8)
        for _ in range(2):
            keys.press("Tab")
        keys.type("taux d'attrition")
        expect(rows).to_have_count(1)
        assert shown.focused() == "field"
        keys.press("ArrowDown")
        assert shown.focused() == "open-churn-rate"
        keys.press("Enter")
        title = lexicon.find("churn-rate").term[language]
        expect(shown.page.get_by_role("heading", name=title)).to_be_focused()
        assert shown.violations() == []
        assert not shown.overflows()
        keys.press("Escape")
        expect(rows).to_have_count(1)
        assert shown.focused() == "open-churn-rate"
        keys.press("ArrowUp")
        keys.press("Escape")
        expect(rows).to_have_count(8)
        assert (shown.focused(), shown.page.locator("input").input_value()) == ("field", "")
        assert shown.errors == shown.outside() == []
        assert blank_page.code_size(shown.panel) <= 20_000


@pytest.mark.parametrize(
    ("query", "said", "rows"),
    [("nsp", "Vouliez-vous dire «\u202fNPS\u202f»", 1), ("zzzz", "Essayez un synonyme", 0)],
)
def test_a_slip_and_a_search_without_result_are_shown_and_read_out(
    browser: Browser, query: str, said: str, rows: int
) -> None:
    with blank_page.show(browser, cx.glossary("fr"), width=360) as shown:
        shown.page.locator("input").press_sequentially(query)
        expect(shown.page.locator("li")).to_have_count(rows)
        expect(shown.page.locator("[aria-live]")).to_contain_text(said)
        assert shown.violations() == []
        assert not shown.overflows()


def test_pages_are_turned_by_keyboard_and_the_focus_stays_on_the_button(browser: Browser) -> None:
    with blank_page.show(browser, cx.glossary("en")) as shown:
        after = shown.page.get_by_role("button", name="Next page")
        after.focus()
        shown.page.keyboard.press("Enter")
        expect(shown.page.locator("p.cx-quiet")).to_contain_text("Page 2 of")
        expect(after).to_be_focused()
        last = -(-len(lexicon.terms()) // 8)
        for page in range(3, last + 1):
            shown.page.keyboard.press("Enter")
            expect(shown.page.locator("p.cx-quiet")).to_contain_text(f"Page {page} of")
        expect(shown.page.get_by_role("button", name="Previous page")).to_be_focused()


def test_the_language_changes_without_losing_what_was_typed(browser: Browser) -> None:
    with blank_page.show(browser, cx.glossary("fr")) as shown:
        shown.page.locator("input").fill("fidélité")
        shown.page.get_by_role("button", name="English").click()
        expect(shown.page.get_by_role("heading", name="Glossary")).to_be_visible()
        assert shown.page.locator("input").input_value() == "fidélité"
        expect(shown.page.locator("li").first).to_contain_text("loyalty")
        expect(shown.page.locator("li span[lang=fr]").first).to_have_text("fidélité")
