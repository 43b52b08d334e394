"""The picture of a figure in a real JupyterLab: said aloud, readable in both themes, its numbers by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import jupyterlab
from browser.jupyterlab import Lab
from playwright.sync_api import Browser

from cxlearn.language import say

pytestmark = pytest.mark.browser

CODE = "import cxlearn as cx\ncx.use('{language}')\ncx.nps([10, 9, 9, 8, 7, 6, 3] * 9).plot()"


@pytest.fixture(params=["fr", "en"])
def lab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lab]:
    (tmp_path / "home").mkdir()
    (tmp_path / "folder").mkdir()
    cell = nbformat.v4.new_code_cell(CODE.format(language=request.param), id="picture")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), tmp_path / "folder" / "picture.ipynb")
    with jupyterlab.running(tmp_path / "folder", tmp_path / "home", request.param) as started:
        yield started


def test_a_picture_is_said_shown_in_both_themes_and_opened_by_keyboard(lab: Lab, browser: Browser) -> None:
    lesson = lab.open(browser, "picture.ipynb")
    lesson.run_all()
    image = lesson.page.get_by_role("img", name="NPS")
    image.wait_for()
    assert say("charts.axis_points", lab.language) in (image.text_content() or "")
    inks = []
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        lesson.use_theme(theme)
        lesson.page.wait_for_function(
            "dark => (document.body.dataset.jpThemeLight === 'false') === dark", arg=theme.endswith("Dark")
        )
        inks.append(image.locator("text").first.evaluate("text => getComputedStyle(text).fill"))
        found = Axe().run(lesson.page, context=".jp-OutputArea-output figure").response["violations"]
        assert [rule["id"] for rule in found] == []
    assert inks[0] != inks[1]
    summary = lesson.page.locator("figure summary")
    summary.focus()
    lesson.page.keyboard.press("Enter")
    assert lesson.page.locator("figure th[scope=row]").last.is_visible()
    assert lab.elsewhere() == []
