"""The frame that all explorers share, in a real browser: by keyboard, by mouse, in both themes, on a phone."""

from __future__ import annotations

from typing import Literal

import pytest
from browser import blank_page
from playwright.sync_api import Browser
from sample_explorer import TOO_MUCH, Sample

from cxlearn.widgets.explore import MODELS, explore

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("small_chapter")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("name", ["sample", *MODELS])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, name: str, theme: Literal["light", "dark"], width: int
) -> None:
    language = "fr" if (theme == "light") == (width == 360) else "en"  # each language in each theme and at each width
    panel = Sample("sample", language) if name == "sample" else explore(name, language)
    with blank_page.show(browser, panel, theme=theme, width=width) as shown:
        for summary in shown.page.locator("summary").all():
            if summary.is_visible():
                summary.click()
        assert shown.violations() == []
        assert not shown.overflows()
        assert (shown.errors, shown.outside()) == ([], [])


def test_everything_is_set_with_the_keyboard_alone(browser: Browser) -> None:
    with blank_page.show(browser, Sample("sample", "en")) as shown:
        page = shown.page
        for _ in range(20):
            page.keyboard.press("Tab")
            if shown.focused() == "left":
                break
        page.keyboard.press("ArrowRight")
        page.get_by_text("They make 6.0").first.wait_for()
        assert page.locator("[data-key=left]").get_attribute("aria-valuetext") == "3 €"
        page.keyboard.press("Tab")  # the folded group
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.get_by_text("They make 9.0").first.wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.get_by_text("They make 18.0").first.wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("[aria-live]", has_text="They make").wait_for(state="attached")
        assert shown.focused() == "swap"


def test_the_mouse_paints_across_columns_and_lets_go(browser: Browser) -> None:
    with blank_page.show(browser, Sample("sample", "en")) as shown:
        page = shown.page
        picture = page.locator("svg[role=img]")
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        inside, plot = box["width"] - 48, box["height"] - 32

        def at(x: float, y: float) -> tuple[float, float]:
            return box["x"] + 32 + inside * x / 2, box["y"] + 16 + plot * (1 - y / 10)

        page.mouse.move(*at(0.5, 2))
        page.mouse.down()
        page.mouse.move(*at(0.5, 6), steps=3)
        page.mouse.move(*at(1.5, 6), steps=3)
        page.mouse.move(*at(1.5, 4), steps=3)
        page.mouse.up()
        page.mouse.move(*at(0.5, 9), steps=3)
        page.get_by_text("They make 10.0").first.wait_for()
        assert page.locator("[data-key=left]").input_value() == "6"
        page.locator("li.cx-done", has_text="Reach 10").wait_for()


def test_a_refused_move_goes_back_and_says_why(browser: Browser) -> None:
    with blank_page.show(browser, Sample("sample", "en")) as shown:
        page = shown.page
        page.locator("[data-key=left]").press("End")
        page.get_by_text("They make 13.0").first.wait_for()
        page.locator("summary", has_text="By keyboard").click()
        page.locator("[data-key=right]").press("End")
        page.get_by_role("alert").get_by_text(TOO_MUCH).wait_for()
        page.wait_for_function("document.querySelector('[data-key=right]').value === '3'")


def test_reset_and_the_other_language_keep_the_focus(browser: Browser) -> None:
    with blank_page.show(browser, Sample("sample", "en")) as shown:
        page = shown.page
        page.locator("[data-key=left]").press("ArrowRight")
        page.get_by_text("They make 6.0").first.wait_for()
        page.locator("[data-key=reset]").press("Enter")
        page.get_by_text("They make 5.0").first.wait_for()
        assert shown.focused() == "reset"
        page.locator("[data-key=language]").press("Enter")
        page.get_by_text("They make 5,0").first.wait_for()
        assert shown.focused() == "language"
        assert page.locator("[data-key=left]").get_attribute("aria-valuetext") == "2 €"


_OVER_EACH_OTHER = """
() => [...document.querySelectorAll("main svg")].flatMap((picture) => {
  const words = [...picture.querySelectorAll("text")].filter((node) => node.textContent.trim());
  const boxes = words.map((node) => [node.textContent, node.getBoundingClientRect()]);
  const page = document.querySelector(".cx").getBoundingClientRect();
  return boxes.flatMap(([text, box], at) => [
    ...(box.left < page.left - 1 || box.right > page.right + 1 ? [`${text} sticks out`] : []),
    ...boxes.slice(at + 1).filter(([, other]) =>
      Math.min(box.right, other.right) - Math.max(box.left, other.left) > 4 &&
      Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 6).map(([other]) => `${text} / ${other}`),
  ]);
})
"""

_SET_ALL = """
(end) => document.querySelectorAll("main input[type=range]").forEach((input) => {
  input.value = input[end];
  input.dispatchEvent(new Event("input", { bubbles: true }));
})
"""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", MODELS)
def test_no_words_of_a_picture_lie_on_others_on_a_phone_whatever_is_set(
    browser: Browser, name: str, language: str
) -> None:
    with blank_page.show(browser, explore(name, language), width=360) as shown:
        assert shown.page.evaluate(_OVER_EACH_OTHER) == []
        for end in ("max", "min"):
            shown.page.evaluate(_SET_ALL, end)
            shown.page.wait_for_timeout(700)  # the hand rests, and what it means has been said
            assert shown.page.evaluate(_OVER_EACH_OTHER) == []


@pytest.mark.parametrize("name", ["funnel", "nps", "journey", "which-kpi"])
def test_results_and_tables_keep_their_words_whole_on_a_phone(browser: Browser, name: str) -> None:
    with blank_page.show(browser, explore(name, "fr"), width=360) as shown:
        shown.page.locator("summary").filter(has_text="tableau").click()
        narrow = "nodes => nodes.filter((node) => node.clientWidth < node.parentElement.clientWidth / 2).length"
        assert shown.page.locator(".cx-results dt").evaluate_all(narrow) == 0
        shown.page.locator("table td").first.wait_for()
        broken = "nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth).length"
        assert shown.page.locator("th, td").evaluate_all(broken) == 0
        assert not shown.overflows()


def test_the_table_is_there_when_it_is_opened_and_follows_each_move(browser: Browser) -> None:
    with blank_page.show(browser, Sample("sample", "en")) as shown:
        page = shown.page
        page.locator("[data-key=left]").press("ArrowRight")
        page.get_by_text("They make 6.0").first.wait_for()
        page.locator("summary", has_text="The values as a table").click()
        assert page.locator("table td").all_text_contents() == ["3.0", "3.0"]
        page.locator("[data-key=left]").press("End")
        page.locator("table").get_by_text("10.0", exact=True).wait_for()


def test_what_has_the_focus_is_never_below_the_sentence_that_stays_in_sight(browser: Browser) -> None:
    sees_both = """() => {
      const box = (node) => node.getBoundingClientRect();
      const [focus, words] = [box(document.activeElement), box(document.querySelector(".cx-meaning"))];
      const apart = focus.bottom <= words.top + 1 || focus.top >= words.bottom - 1;
      return apart && words.top >= 0 && words.bottom <= innerHeight;
    }"""
    with blank_page.show(browser, explore("which-kpi", "fr"), width=360) as shown:
        page = shown.page
        page.locator("[data-key=language]").focus()
        seen = []
        for _ in range(9):
            page.keyboard.press("Tab")
            seen.append(shown.focused())
            assert page.evaluate(sees_both), shown.focused()
            if seen[-1] == "asked":
                break
        assert len(set(seen)) > 6
