"""The question widget in a real Chromium: by keyboard alone, in both languages and themes, small, and sound to axe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import blank_page
from browser.blank_page import Shown
from playwright.sync_api import Browser, expect
from sample_items import KEY, KEY_IN_FRENCH, MISSED, STAGES, use_sample_course

import cxlearn as cx
from cxlearn.language import format_number

pytestmark = pytest.mark.browser

KINDS = ("single", "multiple", "true-false", "text", "number", "matching", "categorise", "ordering", "cloze")
PLACES = {"matching", "categorise"}
WIDE = {*PLACES, "ordering"}
KEYS = {"fr": KEY_IN_FRENCH, "en": KEY}
WRITTEN = "The shop, where Nadia waits."


@pytest.fixture(autouse=True)
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    monkeypatch.setattr("cxlearn.language._in_force", "fr")  # and back, whatever the test chooses
    use_sample_course(monkeypatch)


def enter(shown: Shown) -> None:
    """Tab past the language button, to the first thing to answer with."""
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Tab")


def give(shown: Shown, response: Any) -> None:
    """Answer with digits, or letters in a field; nothing is clicked."""
    keys, view = shown.page.keyboard, shown.panel.view
    options, targets = ([row["id"] for row in view[part]] for part in ("options", "targets"))
    if view["kind"] == "ordering":
        order(shown, response)
    elif view["kind"] == "cloze":
        for gap in options:
            keys.type(response[gap])
            keys.press("Tab" if gap != options[-1] else "Shift")
    elif view["kind"] in PLACES:
        for option in options:
            keys.press(str(targets.index(response[option]) + 1))
    elif options:
        for chosen in [response] if isinstance(response, str) else response:
            keys.press(str(options.index(chosen) + 1))
    else:
        keys.type(response)


def order(shown: Shown, wanted: list[str]) -> None:
    """With Tab from one to the next, and the up arrow until each stands in its place."""
    keys = shown.page.keyboard
    for place, name in enumerate(wanted):
        standing = shown.page.eval_on_selector_all("li[data-id]", "rows => rows.map((row) => row.dataset.id)")
        shown.page.locator(f'[data-key="{standing[place]} -1"]').focus()
        for _ in range(2 * (standing.index(name) - place)):
            keys.press("Tab")
        assert shown.focused() == f"{name} -1"
        for _ in range(standing.index(name) - place):
            keys.press("ArrowUp")
        assert shown.focused() == f"{name} -1"
    while shown.focused() != "answer":
        keys.press("Tab")


def check(shown: Shown) -> None:
    shown.page.keyboard.press("Enter")
    shown.page.locator(".cx-reply").wait_for()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_answered_by_keyboard_alone(browser: Browser, kind: str, language: str) -> None:
    cx.use(language)
    name = f"ch01-{kind}"
    with blank_page.show(browser, cx.ask(name)) as shown:
        enter(shown)
        most = 120 if shown.panel.view["kind"] in WIDE else 60
        assert shown.nodes() <= most
        give(shown, KEYS[language][name])
        check(shown)
        assert shown.nodes() <= most
        assert blank_page.state_size(shown.panel) <= 2048
        assert shown.panel.view["feedback"]["tone"] == "right"
        assert shown.focused() == "reply"
        expect(shown.page.locator("[aria-live]")).to_have_text(shown.panel.view["announce"])
        expect(shown.page.locator(".cx")).to_have_attribute("lang", language)
        assert shown.errors == shown.outside() == []


def test_an_open_answer_is_written_compared_and_assessed_by_keyboard_alone(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-open")) as shown:
        enter(shown)
        shown.page.keyboard.type(WRITTEN)
        shown.page.keyboard.press("Enter")  # a new line, here
        shown.page.keyboard.press("Tab")
        shown.page.keyboard.press("Enter")
        shown.page.locator("fieldset").wait_for()
        shown.page.keyboard.press("1")
        shown.page.keyboard.press("2")
        check(shown)
        assert shown.panel.view["response"] == {"text": f"{WRITTEN}\n", "met": ["who", "why"]}
        assert shown.panel.view["feedback"]["tone"] == "right"


def test_a_quiz_is_gone_through_by_keyboard_alone_and_stays_small(browser: Browser) -> None:
    cx.use("en")
    quiz = cx.quiz("01")
    with blank_page.show(browser, quiz, width=360) as shown:
        enter(shown)
        for number, turn in enumerate(list(quiz.turns)):
            expect(shown.page.locator(".cx-head span")).to_have_text(f"Question {number + 1} of 10")
            most = 120 if turn.item.kind in WIDE else 60
            assert shown.nodes() <= most
            give(shown, KEY[turn.item.id])
            check(shown)
            assert shown.nodes() <= most
            assert blank_page.state_size(quiz) <= 2048
            shown.page.keyboard.press("Enter")
        expect(shown.page.locator(".cx-title")).to_contain_text("10 of 10 points")
        assert shown.focused() == "score"
        assert shown.nodes() <= 60
        assert blank_page.state_size(quiz) <= 2048
        assert not shown.overflows()


def test_after_a_wrong_answer_one_tries_again_by_keyboard(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-single")) as shown:
        enter(shown)
        give(shown, "product")
        check(shown)
        expect(shown.page.locator("[aria-live]")).to_have_text("Not quite.")
        shown.page.keyboard.press("Enter")
        shown.page.locator(".cx-reply").wait_for(state="detached")
        assert shown.focused() == "product"
        give(shown, "experience")
        check(shown)
        assert shown.panel.view["feedback"]["tone"] == "right"


def test_nothing_chosen_is_said_aloud_and_the_focus_stays(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-text")) as shown:
        enter(shown)
        shown.page.keyboard.press("Enter")
        expect(shown.page.locator(".cx-note")).to_be_visible()
        expect(shown.page.locator("[aria-live]")).to_have_text(shown.panel.view["note"])
        assert shown.focused() == "entry"


def test_letters_ask_for_a_hint_and_for_the_keys_but_not_inside_a_field(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-single")) as shown:
        enter(shown)
        shown.page.keyboard.press("?")
        expect(shown.page.locator("details p")).to_be_visible()
        shown.page.keyboard.press("h")
        expect(shown.page.locator(".cx-hints li")).to_have_text("Look closer (en)")
    with blank_page.show(browser, cx.ask("ch01-text")) as shown:
        enter(shown)
        shown.page.keyboard.type("h?1")
        expect(shown.page.locator("input")).to_have_value("h?1")
        expect(shown.page.locator("details p")).to_be_hidden()


def test_arrows_move_between_boxes(browser: Browser) -> None:
    with blank_page.show(browser, cx.ask("ch01-multiple")) as shown:
        order = [row["id"] for row in shown.panel.view["options"]]
        enter(shown)
        shown.page.keyboard.press("ArrowDown")
        assert shown.focused() == order[1]
        shown.page.keyboard.press("ArrowUp")
        shown.page.keyboard.press("ArrowUp")
        assert shown.focused() == order[0]


def test_switching_the_language_in_the_middle_keeps_the_draft_and_the_focus(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-text")) as shown:
        enter(shown)
        shown.page.keyboard.type("usabil")
        shown.page.keyboard.press("Shift+Tab")
        shown.page.keyboard.press("Enter")
        expect(shown.page.locator(".cx")).to_have_attribute("lang", "fr")
        expect(shown.page.locator("input")).to_have_value("usabil")
        expect(shown.page.locator('[data-key="language"]')).to_have_attribute("lang", "en")
        assert shown.focused() == "language"


def test_what_is_typed_is_kept_without_disturbing_who_types(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-text")) as shown:
        enter(shown)
        shown.page.keyboard.type("usa")
        shown.page.evaluate("window.box = document.querySelector('input')")
        shown.page.wait_for_function("window.told.some((message) => message.do === 'draft')")
        shown.page.keyboard.type("bility")
        assert shown.page.evaluate("window.box.isConnected && window.box === document.activeElement")
    with blank_page.show(browser, cx.ask("ch01-text")) as shown:  # what a kernel restart leaves
        assert shown.page.locator("input").input_value().startswith("usa")


def test_moving_something_says_where_it_went_and_stops_at_the_ends(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-ordering")) as shown:
        enter(shown)
        first, second = (row["id"] for row in shown.panel.view["options"][:2])
        assert shown.focused() == f"{first} -1"
        shown.page.keyboard.press("ArrowUp")
        expect(shown.page.locator("[aria-live]")).to_have_text(f"{first} (en) 1/5")
        shown.page.keyboard.press("ArrowDown")
        expect(shown.page.locator("[aria-live]")).to_have_text(f"{first} (en) 2/5")
        shown.page.keyboard.press("Shift+Tab")
        shown.page.keyboard.press("Enter")  # the button of the one above, which goes down
        expect(shown.page.locator("[aria-live]")).to_have_text(f"{second} (en) 2/5")
        shown.page.wait_for_function("window.told.some((message) => message.do === 'draft')")
    assert cx.ask("ch01-ordering").turn.response[:2] == [first, second]  # what a kernel restart leaves


def test_nothing_moved_is_no_answer(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-ordering")) as shown:
        shown.page.locator(".cx-main").click()
        expect(shown.page.locator(".cx-note")).to_be_visible()
        assert shown.panel.turn.tries == []
        assert [row["id"] for row in shown.panel.view["options"]] != list(STAGES)


def test_another_one_like_this_is_asked_for_by_keyboard(browser: Browser) -> None:
    cx.use("fr")
    with blank_page.show(browser, cx.ask("kpi-retention-rate"), width=360) as shown:
        item = shown.panel.turn.item
        enter(shown)
        give(shown, format_number(item.answer, 1, "fr"))
        check(shown)
        assert shown.panel.view["feedback"]["tone"] == "right"
        assert shown.nodes() <= 60
        assert not shown.overflows()
        assert shown.violations() == []
        shown.page.keyboard.press("Tab")
        assert shown.focused() == "restart"
        shown.page.keyboard.press("Enter")
        shown.page.locator(".cx-reply").wait_for(state="detached")
        assert shown.focused() == "entry"
        assert shown.panel.turn.item.stem != item.stem


def test_options_in_another_language_are_marked_for_the_voice_that_reads_them(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("lex-pain-point-french")) as shown:
        expect(shown.page.locator('.cx-option span[lang="fr"]')).to_have_count(4)
        assert shown.violations() == []


def test_a_mouse_does_as_well(browser: Browser) -> None:
    cx.use("en")
    with blank_page.show(browser, cx.ask("ch01-categorise"), width=360) as shown:
        for box in shown.page.locator("select").all():
            box.select_option("after")
        shown.page.locator(".cx-main").click()
        shown.page.locator(".cx-reply").wait_for()
        assert shown.panel.view["feedback"]["tone"] == "partly"


def test_jupyterlab_is_asked_to_leave_the_keys_alone(browser: Browser) -> None:
    with blank_page.show(browser, cx.ask("ch01-single")) as shown:
        expect(shown.page.locator(".cx")).to_have_attribute("data-lm-suppress-shortcuts", "true")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", [*KINDS, "open"])
def test_axe_finds_nothing_before_and_after_an_answer(browser: Browser, kind: str, theme: Any) -> None:
    cx.use("fr" if theme == "light" else "en")
    name = f"ch01-{kind}"
    response = MISSED.get(name, {"text": WRITTEN, "met": ["who"]})
    with blank_page.show(browser, cx.ask(name), theme=theme, width=360) as shown:
        assert shown.violations() == []
        for message in ({"do": "answer", "response": response}, {"do": "reveal"}):
            shown.page.evaluate("async (m) => window.receive(await window.tellPython(m))", message)
        assert shown.violations() == []
        assert not shown.overflows()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_summary(browser: Browser, theme: Any) -> None:
    quiz = cx.quiz("01")
    for turn in list(quiz.turns):
        quiz._receive(quiz, {"do": "answer", "response": MISSED[turn.item.id]}, [])
        quiz._receive(quiz, {"do": "next"}, [])
    with blank_page.show(browser, quiz, theme=theme, width=360) as shown:
        shown.page.locator(".cx-title").wait_for()
        assert shown.violations() == []
        assert not shown.overflows()


def test_the_code_is_small() -> None:
    assert blank_page.code_size(cx.ask("ch01-single")) <= 20_000
