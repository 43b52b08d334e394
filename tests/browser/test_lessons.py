"""Chapter 1 in a real JupyterLab, walked through as a student walks through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import jupyterlab
from browser.jupyterlab import Lab, LessonPage, until
from playwright.sync_api import Browser, Locator, sync_playwright

from cxlearn import course
from cxlearn.log import Log
from cxlearn.questions import bank

pytestmark = pytest.mark.browser

START = {"fr": "00_commencer_ici.ipynb", "en": "00_start_here.ipynb"}
LESSON = {"fr": "01_ux_et_cx.ipynb", "en": "01_ux_and_cx.ipynb"}
OTHER = {"fr": "en", "en": "fr"}
WORDS = course.load()["interface"]
THEMES = ("JupyterLab Light", "JupyterLab Dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=jupyterlab.chromium(), args=jupyterlab.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module", params=["fr", "en"])
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    place = tmp_path_factory.mktemp(request.param)
    (place / "home").mkdir()
    with jupyterlab.running(place / "folder", place / "home", request.param) as started:
        yield started


@pytest.fixture(scope="module")
def lesson(lab: Lab, browser: Browser) -> LessonPage:
    """The lesson of chapter 1, every cell run once."""
    opened = lab.open(browser, LESSON[lab.language])
    opened.run_all()
    return opened


def words(key: str, language: str) -> str:
    phrase: str = WORDS[key][language]
    return phrase


def test_start_here_shows_the_map_of_the_course(lab: Lab, browser: Browser) -> None:
    page = lab.open(browser, START[lab.language])
    page.run_all()
    shown = page.widget("progress").text_content()
    assert page.errors() == []
    for chapter in course.chapters():
        assert chapter["title"][lab.language] in shown


def test_every_cell_of_the_lesson_runs_and_draws_its_widget(lesson: LessonPage) -> None:
    assert lesson.errors() == []
    assert lesson.page.locator(".cx-problem").count() == 0
    for name in ("predict", "question", "term", "explore", "worksheet", "cards"):
        assert lesson.widget(name).count() > 0, name


def the_question(lesson: LessonPage, item_id: str) -> Locator:
    stem = next(item for item in bank("01") if item.id == item_id).stem[lesson.lab.language]
    return lesson.page.locator(".cx-question", has_text=stem[:40]).first


def choose(lesson: LessonPage, question: Locator, item_id: str, *, right: bool) -> None:
    """Press the digit that stands before the right option, or before a wrong one, then Enter."""
    item = next(item for item in bank("01") if item.id == item_id)
    shown = question.locator(".cx-option").all_text_contents()
    wanted = next(option.text[lesson.lab.language] for option in item.options if (option.score > 0) is right)
    number = next(n for n, text in enumerate(shown, start=1) if wanted.replace("*", "") in text)
    question.locator("input").first.focus()
    lesson.page.keyboard.press(str(number))
    lesson.page.keyboard.press("Enter")


def test_a_question_is_answered_wrong_then_right_with_the_keyboard_alone(lesson: LessonPage) -> None:
    language, item = lesson.lab.language, "ch01-ask-ux-scope"
    question = the_question(lesson, item)
    choose(lesson, question, item, right=False)
    question.get_by_text(words("quiz.wrong", language)).first.wait_for()
    lesson.page.keyboard.press("Enter")  # try once more
    question.locator(".cx-reply").wait_for(state="detached")
    choose(lesson, question, item, right=True)
    question.get_by_text(words("quiz.right", language)).first.wait_for()


def test_no_key_typed_into_a_widget_reaches_the_notebook(lesson: LessonPage) -> None:
    cells = "() => [...jupyterapp.shell.currentWidget.content.model.cells].map((cell) => cell.type + cell.id).join()"
    before = lesson.page.evaluate(cells)
    for name in ("question", "cards", "explore", "term", "predict", "worksheet"):
        for tag in ("button", "input", "textarea"):
            control = lesson.widget(name).first.locator(tag).first
            if control.count():
                control.focus()
                lesson.page.keyboard.type("abmyddxvz00")
    assert lesson.page.locator(".jp-Dialog").count() == 0
    assert lesson.page.evaluate(cells) == before


def test_a_widget_keeps_its_own_look_beside_the_others(lesson: LessonPage) -> None:
    question = the_question(lesson, "ch01-ask-trace")
    choose(lesson, question, "ch01-ask-trace", right=False)
    line = question.locator(".cx-reply").evaluate("reply => getComputedStyle(reply).borderLeftStyle")
    assert line == "dashed"


def test_the_language_is_switched_midway_and_the_answer_stays(lesson: LessonPage) -> None:
    question = lesson.widget("question").filter(has=lesson.page.locator('input[type="text"]')).first
    question.locator('input[type="text"]').fill("-1")
    stem = question.locator(".cx-stem").text_content()
    question.locator('[data-key="language"]').click()
    until(lambda: question.locator(".cx-stem").text_content() != stem)
    assert question.get_attribute("lang") == OTHER[lesson.lab.language]
    assert question.locator('input[type="text"]').input_value() == "-1"


def test_what_was_answered_is_there_after_a_kernel_restart(lesson: LessonPage) -> None:
    question = the_question(lesson, "ch01-ask-convention")
    question.locator("input").first.focus()
    lesson.page.keyboard.press("1")
    lesson.page.keyboard.press("Enter")
    verdict = question.locator(".cx-reply")
    verdict.wait_for()
    said = verdict.text_content()
    lesson.restart()
    lesson.run_all()
    again = the_question(lesson, "ch01-ask-convention")
    again.locator(".cx-reply").wait_for()
    assert again.locator(".cx-reply").text_content() == said
    assert again.locator("input").first.is_checked()


def test_a_guess_is_kept_and_comes_back_at_the_end(lesson: LessonPage) -> None:
    first = lesson.widget("predict").first
    first.locator("input").first.fill("7.5" if lesson.lab.language == "en" else "7,5")
    lesson.page.keyboard.press("Enter")
    until(lambda: first.locator("input").count() == 0)
    lesson.widget("predict").last.scroll_into_view_if_needed()  # nothing has to be run again
    until(lambda: ("7.5" if lesson.lab.language == "en" else "7,5") in lesson.widget("predict").last.text_content())


def test_the_model_moves_by_keyboard_and_says_what_it_means(lesson: LessonPage) -> None:
    model = lesson.widget("explore").first
    before = model.text_content()
    slider = model.locator('input[type="range"], [role="slider"]').last
    slider.focus()
    lesson.page.keyboard.press("ArrowRight")
    until(lambda: model.text_content() != before)


def test_a_card_is_flipped_rated_and_due_later(lesson: LessonPage, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = lesson.widget("cards").first
    counts = cards.text_content()
    cards.locator('input[type="text"]').fill("…")
    lesson.page.keyboard.press("Enter")
    cards.locator('[data-key="rate-1"], [data-key="rate"]').first.wait_for()
    lesson.page.keyboard.press("1")
    until(lambda: cards.text_content() != counts and cards.locator('input[type="text"], [data-key="flip"]').count() > 0)
    monkeypatch.setenv("CXLEARN_LEARNER", "test")
    kept = Log(f"sqlite:///{lesson.lab.home / 'progress.db'}").events(kind="review")
    assert [event.data["rating"] for event in kept] == [1]


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_our_widgets(lesson: LessonPage, theme: str) -> None:
    lesson.use_theme(theme)
    found = Axe().run(lesson.page, context={"include": [[".cx"]]}).response["violations"]
    assert [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]] == []


def test_a_telephone_shows_the_lesson_without_scrolling_sideways(lab: Lab, browser: Browser) -> None:
    page = lab.open(browser, LESSON[lab.language], width=360)
    page.command("application:toggle-left-area")  # as one does on a telephone
    page.run_all()
    wide = page.page.evaluate(
        "[...document.querySelectorAll('.cx')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
    )
    assert wide == []


def test_the_exercises_run_and_nothing_left_the_machine(lab: Lab, browser: Browser) -> None:
    folder = {"fr": "exercices", "en": "exercises"}[lab.language]
    page = lab.open(browser, f"{folder}/{LESSON[lab.language]}")
    page.run_all()
    assert page.errors() == []
    assert page.widget("question").count() == 5
    assert lab.asked
    assert lab.elsewhere() == []


def test_screenshots_are_taken_to_be_looked_at(lesson: LessonPage, tmp_path: Path) -> None:
    picture = tmp_path / "lesson.png"
    lesson.page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000
