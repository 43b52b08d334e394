"""Chapter 4's explorers in a real browser: the curve by keyboard and by mouse, the duel by keyboard alone."""

from __future__ import annotations

import pytest
from browser import blank_page
from playwright.sync_api import Browser

from cxlearn.log import learner_log
from cxlearn.widgets.explore import explore

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


def test_the_cold_water_challenge_is_met_with_the_keyboard_alone(browser: Browser) -> None:
    with blank_page.show(browser, explore("peak-end", "en")) as shown:
        page = shown.page
        page.locator("[data-key=length]").press("ArrowRight")
        page.locator("summary", has_text="with the keyboard").press("Enter")
        page.locator("[data-key=moment_11]").press("ArrowLeft")
        page.locator("li.cx-done", has_text="cold-water").wait_for()
        page.locator("[aria-live]", has_text="Peak-end −2.5").wait_for(state="attached")
    assert learner_log().events(kind="explore")[-1].data["challenges"] == ["longer"]


def test_the_mouse_paints_the_curve(browser: Browser) -> None:
    with blank_page.show(browser, explore("peak-end", "en")) as shown:
        page = shown.page
        box = page.locator("svg[role=img]").bounding_box()
        assert box is not None
        inside, plot = box["width"] - 32 - 64, box["height"] - 16 - 24

        def at(moment: int, feeling: float) -> tuple[float, float]:
            return box["x"] + 32 + inside * (moment - 0.5) / 12, box["y"] + 16 + plot * (6 - feeling) / 12

        page.mouse.move(*at(9, 5))
        page.mouse.down()
        page.mouse.move(*at(10, 5), steps=6)
        page.mouse.up()
        page.get_by_text("Peak-end +5.0").first.wait_for()
        values = [page.locator(f"[data-key=moment_{n}]").input_value() for n in (8, 9, 10, 11)]
        assert values == ["3", "5", "5", "0"]


def test_nine_duels_are_fought_with_the_keyboard_and_the_tally_is_read_out(browser: Browser) -> None:
    with blank_page.show(browser, explore("duel", "en")) as shown:
        page = shown.page
        page.locator("[data-key=second]").focus()
        for number in range(9):
            page.locator(".cx-meaning", has_text=f"Duel {number + 1} of 9").wait_for()
            page.keyboard.press("Enter")
        page.locator("[aria-live]", has_text="Of nine choices").wait_for(state="attached")
        assert shown.focused() == "second"
        assert shown.violations() == []


def test_another_study_is_chosen_with_the_keyboard_and_its_sizes_follow(browser: Browser) -> None:
    with blank_page.show(browser, explore("studies", "en")) as shown:
        page = shown.page
        page.locator("[data-key=study-cold]").focus()
        page.keyboard.press("ArrowDown")
        page.get_by_text("3,410 people").wait_for()
        page.locator("[data-key=times-5]").press("Space")
        page.locator("li.cx-done", has_text="Added end").wait_for()
