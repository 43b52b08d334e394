"""The explorers on asking in a real browser: a challenge met with the keyboard alone, and a column painted."""

from __future__ import annotations

import pytest
from browser import blank_page
from playwright.sync_api import Browser

from cxlearn.widgets.explore import explore

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


def test_more_answers_of_the_same_shape_by_keyboard(browser: Browser) -> None:
    with blank_page.show(browser, explore("nps", "en"), width=360) as shown:
        page = shown.page
        page.locator("[data-key=times]").press("End")
        page.locator("li.cx-done", has_text="hard to put down to chance").wait_for()
        assert page.get_by_text("on 800 answers").first.is_visible()


def test_thirty_points_without_a_promoter_by_keyboard(browser: Browser) -> None:
    with blank_page.show(browser, explore("nps", "fr")) as shown:
        page = shown.page
        page.locator("summary", has_text="au clavier").press("Enter")
        for score in (3, 4, 5, 6):
            page.locator(f"[data-key=score_{score}]").press("Home")
        for _ in range(9):
            page.locator("[data-key=score_7]").press("ArrowRight")
        page.locator("li.cx-done", has_text="Dépassez +30").wait_for()


def test_the_cut_is_moved_with_the_arrows_and_b_leads(browser: Browser) -> None:
    with blank_page.show(browser, explore("csat", "en")) as shown:
        page = shown.page
        page.get_by_label("4 and 5 (top-2-box)").press("ArrowDown")
        page.locator("li.cx-done", has_text="put B ahead of A").wait_for()
        page.get_by_text("B leads by").first.wait_for()


def test_the_question_is_chosen_with_the_arrows_and_the_net_turns_round(browser: Browser) -> None:
    with blank_page.show(browser, explore("ces", "fr")) as shown:
        page = shown.page
        page.get_by_label("net").press("Space")
        page.get_by_text("+25,0").first.wait_for()
        page.get_by_label("Version 2").press("ArrowDown")
        page.get_by_text("−25,0").first.wait_for()


def test_the_mouse_paints_a_column(browser: Browser) -> None:
    with blank_page.show(browser, explore("ces", "en")) as shown:
        page = shown.page
        picture = page.locator("svg[role=img]")
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        column = box["x"] + 16 + (box["width"] - 32) * 6.5 / 7
        page.mouse.move(column, box["y"] + box["height"] - 32)
        page.mouse.down()
        page.mouse.move(column, box["y"] + 33, steps=4)
        page.mouse.up()
        page.wait_for_function("document.querySelector('[data-key=answer_7]').value === '12'")
        page.locator("li", has_text="There are 30 answers").first.wait_for()
