"""The cards and the lexicon entry in a real Chromium: by keyboard alone, in both languages and themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
import sample_lexicon
from browser import blank_page
from browser.blank_page import Shown
from playwright.sync_api import Browser, expect

import cxlearn as cx
from cxlearn.log import learner_log

pytestmark = pytest.mark.browser

TERMS = {"fr": ("expérience client", "point de contact"), "en": ("customer experience", "touchpoint")}
RIGHT = {"fr": "Juste.", "en": "Right."}
DONE = {"fr": "Rien à revoir pour l’instant.", "en": "Nothing to review for now."}


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    sample_lexicon.put_in_place(monkeypatch)


def sound(shown: Shown) -> None:
    """Nothing wrong for axe, nothing to scroll sideways, few nodes, a small view, nothing asked of the network."""
    assert shown.violations() == []
    assert not shown.overflows()
    assert shown.nodes() <= 60
    assert blank_page.state_size(shown.panel) <= 2048
    assert shown.outside() == []
    assert shown.errors == []


def enter_field(shown: Shown) -> None:
    """Tab past the language button, to the answer."""
    shown.page.keyboard.press("Tab")
    press(shown, "Tab", "field")


def press(shown: Shown, key: str, focused: str) -> None:
    """Press a key; the page then puts the focus there."""
    shown.page.keyboard.press(key)
    expect(shown.page.locator(f'[data-key="{focused}"]')).to_be_focused()


def ratings() -> list[tuple[str, int]]:
    return [(event.subject, event.data["rating"]) for event in learner_log().events(kind="review")]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 800), ("light", 360), ("dark", 800), ("dark", 360)])
def test_a_deck_is_reviewed_by_keyboard_alone(
    browser: Browser, language: str, theme: Literal["light", "dark"], width: int
) -> None:
    with blank_page.show(browser, cx.cards("01", language), theme=theme, width=width) as shown:
        keys, first, second = shown.page.keyboard, *TERMS[language]
        enter_field(shown)
        sound(shown)
        keys.type(first)
        press(shown, "Enter", "rate-3")
        expect(shown.page.locator(".cx-reply")).to_contain_text(RIGHT[language])
        sound(shown)
        press(shown, "Enter", "flip")  # accept what is proposed
        sound(shown)
        press(shown, "Space", "rate-3")
        sound(shown)
        press(shown, "4", "field")
        keys.type("u1?")  # letters, not commands
        expect(shown.page.locator("[data-key=field]")).to_have_value("u1?")
        keys.press("Control+a")
        keys.type(second + "x")
        press(shown, "Enter", "rate-2")
        sound(shown)
        press(shown, "1", "ahead")  # the learner's own rating
        expect(shown.page.locator("h3")).to_have_text(DONE[language])
        sound(shown)
    assert ratings() == [("cx/recall", 3), ("ux/meaning", 4), ("touchpoint/recall", 1)]


def test_undo_leaves_letters_alone_while_one_types(browser: Browser) -> None:
    with blank_page.show(browser, cx.cards("01", "en")) as shown:
        enter_field(shown)
        shown.page.keyboard.type("cx")
        press(shown, "Enter", "rate-3")
        press(shown, "3", "flip")
        press(shown, "u", "field")
        shown.page.keyboard.type("u")
        expect(shown.page.locator("[data-key=field]")).to_have_value("u")
        expect(shown.page.locator("[aria-live]")).to_have_text("The last rating is undone.")
    assert len(learner_log().events(kind="undo")) == 1


def test_escape_leaves_the_field_and_letters_become_commands(browser: Browser) -> None:
    with blank_page.show(browser, cx.cards("01", "en")) as shown:
        enter_field(shown)
        shown.page.keyboard.press("Escape")
        shown.page.keyboard.press("?")
        expect(shown.page.locator("details")).to_have_attribute("open", "")
        press(shown, "h", "field")
        expect(shown.page.locator("p.cx-reply")).to_contain_text("c… e…")


def test_the_language_changes_midway_and_what_was_typed_stays(browser: Browser) -> None:
    with blank_page.show(browser, cx.cards("01", "en")) as shown:
        enter_field(shown)
        shown.page.keyboard.type("expérience cl")
        shown.page.keyboard.press("Shift+Tab")
        shown.page.keyboard.press("Enter")
        expect(shown.page.locator(".cx")).to_have_attribute("lang", "fr")
        expect(shown.page.locator("[data-key=language]")).to_be_focused()
        expect(shown.page.locator("[data-key=field]")).to_have_value("expérience cl")


def test_a_key_held_down_does_not_rate_a_card_unseen(browser: Browser) -> None:
    with blank_page.show(browser, cx.cards("01", "en")) as shown:
        enter_field(shown)
        shown.page.keyboard.type("cx")
        for _ in range(8):
            shown.page.keyboard.down("Enter")  # pressed once, then repeated
            shown.page.wait_for_timeout(30)
        shown.page.keyboard.up("Enter")
        expect(shown.page.locator("fieldset")).to_be_visible()
    assert ratings() == []


def test_the_answer_is_read_out_and_every_phrase_has_its_language(browser: Browser) -> None:
    with blank_page.show(browser, cx.cards("01", "fr")) as shown:
        enter_field(shown)
        shown.page.keyboard.type("expérience utilisateur")
        press(shown, "Enter", "rate-1")
        live = shown.page.locator("[aria-live]")
        expect(live).to_contain_text("Ce n’est pas ce terme.")
        expect(live).to_contain_text("avant, pendant, après")  # without the marks of emphasis
        expect(shown.page.locator("h3 [lang=en]")).to_have_text("customer experience (CX)")


def test_markup_in_an_answer_stays_text(browser: Browser) -> None:
    with blank_page.show(browser, cx.cards("01", "en")) as shown:
        enter_field(shown)
        shown.page.keyboard.type("<img src=x onerror=alert(1)>")
        press(shown, "Enter", "rate-1")
        expect(shown.page.locator(".cx-reply")).to_contain_text("<img src=x")
        assert shown.page.locator("main img").count() == 0


@pytest.mark.parametrize("panel", [lambda: cx.cards("01"), lambda: cx.term("cx")])
def test_the_code_is_light(panel: Any) -> None:
    assert blank_page.code_size(panel()) <= 20_000


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 800), ("light", 360), ("dark", 800), ("dark", 360)])
def test_a_confused_term_opens_in_place_and_leads_back_by_keyboard(
    browser: Browser, language: str, theme: Literal["light", "dark"], width: int
) -> None:
    with blank_page.show(browser, cx.term("cx", language), theme=theme, width=width) as shown:
        sound(shown)
        shown.page.keyboard.press("Tab")
        press(shown, "Tab", "open-ux")
        press(shown, "Enter", "title")
        expect(shown.page.locator("h3")).to_contain_text("UX")
        sound(shown)
        press(shown, "Escape", "open-ux")
        expect(shown.page.locator("h3")).to_contain_text("CX")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 800), ("dark", 360)])
def test_a_card_is_suspended_and_resumed_and_the_limit_set_by_keyboard(
    browser: Browser, language: str, theme: Literal["light", "dark"], width: int
) -> None:
    with blank_page.show(browser, cx.cards("01", language), theme=theme, width=width) as shown:
        keys = shown.page.keyboard
        enter_field(shown)
        keys.press("Escape")
        press(shown, "s", "flip")
        for focused in ("keys", "suspend", "settings"):
            press(shown, "Tab", focused)
        keys.press("Enter")
        expect(shown.page.locator("h3")).to_be_focused()
        sound(shown)
        press(shown, "Tab", "limit")
        keys.press("Control+a")
        keys.type("x")
        keys.press("Enter")
        expect(shown.page.locator("[role=alert]")).to_contain_text("200")
        expect(shown.page.locator("[data-key=limit]")).to_have_value("x")  # to be mended, not typed anew
        sound(shown)
        keys.press("Control+a")
        keys.type("2")
        keys.press("Enter")
        expect(shown.page.locator("[aria-live]")).to_contain_text("2 ")
        press(shown, "Tab", "keep")
        press(shown, "Tab", "resume-cx/recall")
        keys.press("Enter")
        expect(shown.page.locator("li")).to_have_count(0)
        expect(shown.page.locator("h3")).to_be_focused()
        sound(shown)
    assert cx.cards("01").deck.new_a_day == 2


def test_a_translation_is_marked_with_the_language_it_is_asked_in(browser: Browser) -> None:
    panel = cx.cards("01", "fr")
    panel._ask(panel.deck.cards["touchpoint/to_en"])
    panel.refresh()
    with blank_page.show(browser, panel) as shown:
        expect(shown.page.locator(".cx-asked")).to_have_attribute("lang", "fr")
        expect(shown.page.locator("[data-key=field]")).to_have_attribute("lang", "en")
        sound(shown)
