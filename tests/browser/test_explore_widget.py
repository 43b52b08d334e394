"""The model to move, in a real browser: by keyboard alone, by mouse, in both themes, on a phone."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser

from cxlearn.log import learner_log
from cxlearn.widgets.explore import explore

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, language: str, theme: Literal["light", "dark"], width: int
) -> None:
    with blank_page.show(browser, explore("ux-cx", language), theme=theme, width=width) as shown:
        for summary in shown.page.locator("summary").all():
            summary.click()
        assert shown.violations() == []
        assert not shown.overflows()
        assert (shown.errors, shown.outside()) == ([], [])


def test_the_first_challenge_is_met_with_the_keyboard_alone(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "en")) as shown:
        page = shown.page
        for _ in range(30):
            page.keyboard.press("Tab")
            if shown.focused() == "phone":
                break
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        page.locator("li.cx-done", has_text="Bring the CX to 7").wait_for()
        assert page.get_by_text("A product at 9, an experience at 7").count() > 0
        assert shown.focused() == "phone"
        assert page.locator("[data-key=phone]").get_attribute("aria-valuetext") == "9 out of 10"
        page.wait_for_function("window.told.some((message) => message.do === 'settle')")
    assert learner_log().events(kind="explore")[-1].data["challenges"] == ["service"]


def test_a_screen_reader_hears_the_sentence_when_the_hand_rests(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "en")) as shown:
        shown.page.locator("[data-key=promise]").focus()
        shown.page.keyboard.press("ArrowLeft")
        shown.page.locator("[aria-live]", has_text="the promise was 7.5").wait_for(state="attached")


def test_a_point_follows_the_mouse_and_the_picture_follows_the_point(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "en")) as shown:
        page = shown.page
        slider = page.locator("[data-key=returns]")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        inside, y = box["width"] - 16, box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + 8 + inside * 0.2, y)
        page.mouse.down()
        for tenth in (4, 6, 8, 10):
            page.mouse.move(box["x"] + 8 + inside * tenth / 10, y, steps=4)
            # The answers that came meanwhile have not torn the slider from the hand.
            page.wait_for_function(f"document.querySelector('[data-key=returns]').value === '{tenth}'")
        page.mouse.up()
        page.locator(".cx-cx strong", has_text="7.0").wait_for()
        x = page.locator(".cx-cx-mark").get_attribute("cx")
        assert x is not None
        plot = page.locator(".cx-plot").bounding_box()
        assert plot is not None
        assert float(x) == pytest.approx(box["x"] - plot["x"] + 8 + inside * 0.7, abs=1)


def test_an_old_answer_never_moves_a_point_back(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "en")) as shown:
        page = shown.page
        page.locator("[data-key=phone]").focus()
        old = page.evaluate("window.told.length === 0 && document.querySelector('[data-key=phone]').value")
        page.keyboard.press("End")
        page.evaluate("view => window.receive({ ...view, stamp: -1 })", dict(shown.panel.view))
        assert (old, page.locator("[data-key=phone]").input_value()) == ("1", "10")
        page.locator(".cx-cx strong", has_text="7.1").wait_for()


def test_reset_puts_everything_back(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "en")) as shown:
        page = shown.page
        page.locator("[data-key=phone]").press("End")
        page.locator(".cx-cx strong", has_text="7.1").wait_for()
        page.locator("[data-key=reset]").press("Enter")
        page.locator(".cx-cx strong", has_text="6.0").wait_for()
        assert page.locator("[data-key=phone]").input_value() == "1"
        assert shown.focused() == "reset"


def test_the_language_changes_in_place(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "fr")) as shown:
        page = shown.page
        page.get_by_role("button", name="English").press("Enter")
        page.get_by_role("button", name="Français").wait_for()
        assert page.locator(".cx").get_attribute("lang") == "en"
        assert page.get_by_label("Calling the contact centre").get_attribute("aria-valuetext") == "1 out of 10"


def test_product_touchpoints_are_told_by_word_and_by_shape(browser: Browser) -> None:
    with blank_page.show(browser, explore("ux-cx", "en")) as shown:
        assert shown.page.get_by_label("product").count() == 4
        assert shown.page.locator(".cx-square").count() == 4
