"""The plan until an exam in a real Chromium: by keyboard, in both languages and themes."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser, expect

import cxlearn as cx
from cxlearn.deck import Deck

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 800), ("dark", 360)])
def test_the_plan_is_read_and_changed_by_keyboard(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    monkeypatch.setenv("CXLEARN_NOW", "2026-11-03T09:00:00+00:00")
    deck = Deck("01")
    deck.limit(50)
    for card in deck.new()[:12]:
        deck.review(card.id, 3)
    with blank_page.show(browser, cx.plan("2027-01-20", "01", language), theme=theme, width=width) as shown:
        keys = shown.page.keyboard
        expect(shown.page.get_by_role("img")).to_have_accessible_name(shown.panel.view["alt"])
        for _ in range(2):
            keys.press("Tab")
        for typed, day in (("31/02/2027", "2027-01-20"), ("2027-03-01", "2027-03-01")):
            keys.press("Control+a")
            keys.type(typed)
            keys.press("Enter")
            expect(shown.page.locator("[role=alert]")).to_have_count(int(day not in typed))
            assert shown.focused() == "field"
            assert shown.panel.view["iso"] == day
        keys.press("Tab")
        keys.press("Tab")
        keys.press("Enter")
        expect(shown.page.locator("tbody tr")).to_have_count(12)
        assert shown.violations() == []
        assert not shown.overflows()
        assert shown.errors == shown.outside() == []
        assert blank_page.code_size(shown.panel) <= 20_000
