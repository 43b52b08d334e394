"""Retention and lifetime value in a real browser: set with the keyboard, read in the page, challenges met."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import blank_page
from playwright.sync_api import Browser, expect

from cxlearn.log import learner_log
from cxlearn.widgets.explore import explore

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))


def test_half_of_the_customers_are_kept_by_keyboard_and_it_is_remembered(browser: Browser) -> None:
    with blank_page.show(browser, explore("retention", "en")) as shown:
        page = shown.page
        lost = page.locator("[data-key=lost]")
        lost.press("ArrowRight")
        page.locator("li.cx-done", has_text="keep half").wait_for()
        page.get_by_text("50.7% stay").wait_for()
        page.locator("[aria-live]", has_text="94.5%").wait_for(state="attached")
        assert lost.input_value() == "55"
    again = explore("retention", "fr").view
    assert again["settings"]["lost"] == 55
    assert [goal["done"] for goal in again["challenges"]] == [False, False, True]
    assert learner_log().events(kind="explore", subject="retention")


def test_another_base_changes_what_is_shown_and_says_so(browser: Browser) -> None:
    with blank_page.show(browser, explore("retention", "en")) as shown:
        page = shown.page
        page.get_by_label("the customers at the end").check()
        page.get_by_text("On this base the losses shown are 4.9%").first.wait_for()


def test_who_comes_back_passes_for_kept_until_the_calculator_refuses(browser: Browser) -> None:
    with blank_page.show(browser, explore("retention", "en")) as shown:
        page = shown.page
        page.locator("[data-key=back]").press("PageUp")
        page.get_by_text("By totals one would read").first.wait_for()
        page.locator("[data-key=back]").press("End")
        page.get_by_text("the calculator refuses").first.wait_for()
        expect(page.get_by_text("impossible", exact=True)).to_be_visible()


def test_a_point_of_retention_moves_the_lifetime_value(browser: Browser) -> None:
    with blank_page.show(browser, explore("clv", "fr")) as shown:
        page = shown.page
        page.locator("[data-key=retention]").press("ArrowRight")
        page.get_by_text("279,31").first.wait_for()
        page.get_by_label("aujourd’hui").check()
        page.get_by_text("379,31").first.wait_for()


def test_what_spoils_a_challenge_is_said(browser: Browser) -> None:
    with blank_page.show(browser, explore("clv", "en")) as shown:
        page = shown.page
        page.locator("[data-key=revenue]").press("ArrowRight")
        page.get_by_text("Something else than retention has moved").first.wait_for()
        page.locator("[data-key=reset]").press("Enter")
        expect(page.get_by_text("Something else than retention has moved")).to_have_count(0)


@pytest.mark.parametrize(("language", "one", "many"), [("fr", "1 an", "2 ans"), ("en", "1 year", "2 years")])
def test_years_are_counted_as_the_language_counts(browser: Browser, language: str, one: str, many: str) -> None:
    with blank_page.show(browser, explore("clv", language)) as shown:
        past = shown.page.locator("[data-key=past]")
        for key, text in (("Home", one.replace("1", "0") if language == "fr" else "0 years"), ("ArrowRight", one)):
            past.press(key)
            expect(past).to_have_attribute("aria-valuetext", text)
        past.press("ArrowRight")
        expect(past).to_have_attribute("aria-valuetext", many)
