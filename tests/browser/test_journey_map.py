"""The journey map in a real browser: edited by keyboard alone, dragged with the mouse, undone, in both languages."""

from __future__ import annotations

import pytest
from browser import blank_page
from playwright.sync_api import Browser, expect

from cxlearn.widgets.explore import explore

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


def test_a_touchpoint_is_added_named_and_moved_by_keyboard_then_undone(browser: Browser) -> None:
    with blank_page.show(browser, explore("journey", "en")) as shown:
        page = shown.page
        chosen = page.locator("[data-key=selected]")
        page.get_by_role("button", name="Add a touchpoint").press("Enter")
        expect(chosen.locator("option")).to_have_count(9)
        page.locator("[data-key=label]").fill("a leaflet in the letter box")
        page.locator("[data-key=label]").press("Tab")
        expect(chosen.locator("option:checked")).to_have_text("2. a leaflet in the letter box")
        page.get_by_role("button", name="Earlier").press("Enter")
        expect(chosen.locator("option:checked")).to_have_text("1. a leaflet in the letter box")
        page.get_by_role("button", name="Undo the last change").press("Enter")
        expect(chosen.locator("option:checked")).to_have_text("2. a leaflet in the letter box")


def test_the_mouse_drags_the_emotion_of_what_is_selected(browser: Browser) -> None:
    with blank_page.show(browser, explore("journey", "en")) as shown:
        page = shown.page
        page.locator("[data-key=selected]").select_option("phone")
        expect(page.locator("[data-key=emotion]")).to_have_value("-5")
        box = page.locator("svg[role=img]").bounding_box()
        assert box is not None
        # The first of two touchpoints of the sixth stage, of seven.
        across = box["x"] + 28 + (box["width"] - 40) * (5 + 1 / 3) / 7
        top, tall = box["y"] + 48, box["height"] - 64
        page.mouse.move(across, top + tall * 10.5 / 11)
        page.mouse.down()
        page.mouse.move(across, top + tall * 3.5 / 11, steps=6)
        page.mouse.up()
        expect(page.locator("[data-key=emotion]")).to_have_value("2")
        page.get_by_text("at worst, collecting in the shop").first.wait_for()


def test_the_other_language_keeps_what_was_typed_and_turns_what_was_ours(browser: Browser) -> None:
    with blank_page.show(browser, explore("journey", "en")) as shown:
        page = shown.page
        page.locator("[data-key=label]").fill("a poster on the tram")
        page.locator("[data-key=label]").press("Tab")
        chosen = page.locator("[data-key=selected]")
        expect(chosen.locator("option").first).to_have_text("1. a poster on the tram")
        page.get_by_role("button", name="Français").press("Enter")
        expect(chosen.locator("option").nth(1)).to_have_text("2. la recherche sur le site")
        expect(chosen.locator("option").first).to_have_text("1. a poster on the tram")
