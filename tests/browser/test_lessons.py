"""Every lesson in a real JupyterLab, walked through as a student walks through it; chapter 1 in all its corners.

Each lesson is walked in one language, the languages alternating; a chapter joins by being published in the syllabus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from browser import jupyterlab
from browser.jupyterlab import Lab, LessonPage, until
from playwright.sync_api import Browser, Locator

from cxlearn import course
from cxlearn.language import format_number
from cxlearn.log import Log
from cxlearn.questions import bank

pytestmark = pytest.mark.browser

START = {"fr": "00_commencer_ici.ipynb", "en": "00_start_here.ipynb"}
LESSON = {"fr": "01_ux_et_cx.ipynb", "en": "01_ux_and_cx.ipynb"}
EXERCISES = {"fr": "exercices", "en": "exercises"}
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
OTHER = {"fr": "en", "en": "fr"}
WORDS = course.load()["interface"]
THEMES = ("JupyterLab Light", "JupyterLab Dark")


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
    assert lesson.violations() == []


def test_a_telephone_shows_the_lesson_without_scrolling_sideways(lab: Lab, browser: Browser) -> None:
    page = lab.open(browser, LESSON[lab.language], width=360)
    page.command("application:toggle-left-area")  # as one does on a telephone
    page.run_all()
    assert page.too_wide() == []


def test_the_exercises_run_and_nothing_left_the_machine(lab: Lab, browser: Browser) -> None:
    page = lab.open(browser, f"{EXERCISES[lab.language]}/{LESSON[lab.language]}")
    page.run_all()
    assert page.errors() == []
    assert page.widget("question").count() == 5
    assert lab.asked
    assert lab.elsewhere() == []


def test_screenshots_are_taken_to_be_looked_at(lesson: LessonPage, tmp_path: Path) -> None:
    picture = tmp_path / "lesson.png"
    lesson.page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


OTHERS = [chapter for chapter in course.chapters() if chapter["published"] and chapter["id"] not in {"00", "01"}]
WALKS = [pytest.param(("fr", "en")[n % 2], chapter, id=chapter["id"]) for n, chapter in enumerate(OTHERS)]
"""A language and a chapter for each lesson that the tests above do not open."""
PRESSED = ("single", "true_false", "multiple")  # answered with the digits
WIDGET = re.compile(r"^cx\.(predict|ask|term|explore|worksheet|quiz|cards)\(")


@pytest.mark.parametrize(("lab", "chapter"), WALKS, indirect=["lab"])
def test_a_lesson_is_walked_through(lab: Lab, browser: Browser, chapter: dict[str, Any]) -> None:
    name = f"{chapter['id']}_{chapter['slug'][lab.language]}.ipynb"
    page = lab.open(browser, name, theme=THEMES[lab.language == "en"])
    page.run_all()
    everything_is_there(page, widgets(name, lab.language))
    the_first_question_is_answered_with_the_keyboard(page, chapter)
    the_first_model_answers_the_keyboard(page)
    assert page.violations() == []
    page.page.set_viewport_size({"width": 360, "height": 780})
    page.command("application:toggle-left-area")
    assert page.too_wide() == []
    page.turn_to(f"{EXERCISES[lab.language]}/{name}")
    page.run_all()
    everything_is_there(page, 5)
    assert page.too_wide() == []
    assert lab.elsewhere() == []
    page.page.context.close()


def code(name: str, language: str) -> list[str]:
    """What the cells of a lesson run."""
    notebook = nbformat.read(NOTEBOOKS / language / name, as_version=4)
    return [cell.source.strip() for cell in notebook.cells if cell.cell_type == "code"]


def widgets(name: str, language: str) -> int:
    """How many widgets the lesson is to show."""
    return sum(bool(WIDGET.match(source.splitlines()[-1])) for source in code(name, language) if source)


def everything_is_there(page: LessonPage, at_least: int) -> None:
    """No cell failed, every widget appeared with something in it, and none has a complaint."""
    assert page.errors() == []
    shown = page.page.locator(".jp-Notebook .cx")
    until(lambda: shown.count() >= at_least)
    assert at_least > 0
    assert all(text.strip() for text in shown.all_text_contents())
    assert page.page.locator(".cx-problem, .cx-silent:not([hidden])").all_text_contents() == []


def the_first_question_is_answered_with_the_keyboard(page: LessonPage, chapter: dict[str, Any]) -> None:
    """Wrong, then right: the first one that asks for a choice or for a number."""
    asked = questions(page, chapter["id"])
    item, question = next((item, at) for item, at in asked if item.kind in (*PRESSED, "number"))
    answer(page, question, item, right=False)
    question.locator(".cx-is-wrong, .cx-is-partly").wait_for()
    page.page.keyboard.press("Enter")  # try once more
    question.locator(".cx-reply").wait_for(state="detached")
    answer(page, question, item, right=True)
    question.locator(".cx-is-right").wait_for()


def questions(page: LessonPage, chapter: str) -> Iterator[tuple[Any, Locator]]:
    """The questions along the lesson, in its order, and where they stand on the page."""
    items = {item.id: item for item in bank(chapter)}
    asked = re.findall(r'^cx\.ask\("([^"]+)"', "\n".join(code(page.notebook, page.lab.language)), re.MULTILINE)
    for at, name in enumerate(asked):
        yield items[name], page.widget("question").nth(at)


def answer(page: LessonPage, question: Locator, item: Any, *, right: bool) -> None:
    """With the keyboard alone, then Enter."""
    if item.kind == "number":
        box = question.locator('input[type="text"]')
        box.focus()
        page.page.keyboard.press("Control+a")
        page.page.keyboard.type(format_number(item.answer if right else item.answer + 1234, 4, page.lab.language))
    else:
        best = {option.id for option in item.options if option.score > 0}
        wrong = {next(option.id for option in item.options if option.score <= 0)}
        question.locator("input").first.focus()
        for number, box in enumerate(question.locator("input").all(), start=1):
            wanted = box.get_attribute("data-key") in (best if right else wrong)
            if box.is_checked() is not wanted and (wanted or item.kind == "multiple"):
                page.page.keyboard.press(str(number))
    page.page.keyboard.press("Enter")


KEYS = {"range": ["End"], "radio": ["ArrowDown"], "checkbox": ["Space"], "text": ["End", "x", "Tab"]}
"""What to press on a control, by its type, so that it says something else."""


def the_first_model_answers_the_keyboard(page: LessonPage) -> None:
    """Its first control is moved, and the picture or the sentence below says something else."""
    model = page.page.locator(".cx-explorer").first
    said = model.text_content()
    control = model.locator(".cx-controls input").first
    if not control.is_visible():  # what the mouse paints has its sliders folded away
        model.locator(".cx-controls summary").first.press("Enter")
    control.focus()
    for key in KEYS[control.get_attribute("type") or ""]:
        page.page.keyboard.press(key)
    until(lambda: model.text_content() != said)
