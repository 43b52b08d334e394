"""An exam in a real JupyterLab: a killed kernel and a reloaded page cost only time; the report leads to the lesson."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import jupyterlab
from browser.jupyterlab import Lab, LessonPage, until
from playwright.sync_api import Browser, expect

from cxlearn.questions import bank

pytestmark = pytest.mark.browser

CELL = 'import cxlearn as cx\ncx.use("en")\ncx.exam("01", minutes=20)'


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    place = tmp_path_factory.mktemp("exam")
    (place / "home").mkdir()
    cell = {"cell_type": "code", "source": CELL, "id": "exam", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (place / "folder").mkdir()
    (place / "folder" / "exam.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with jupyterlab.running(place / "folder", place / "home", "en") as started:
        yield started


def left(exam: LessonPage) -> int:
    minutes, seconds = re.findall(r"\d+", exam.page.locator(".cx-clock").text_content() or "")
    return int(minutes) * 60 + int(seconds)


def test_an_exam_survives_a_new_kernel_and_a_new_page_and_its_report_leads_to_the_lesson(
    lab: Lab, browser: Browser
) -> None:
    exam = lab.open(browser, "exam.ipynb")
    exam.run_all()
    exam.page.get_by_role("button", name="Begin").click()
    exam.page.locator(".cx-clock").wait_for()
    first = exam.page.locator(".cx-stem").first.text_content()
    exam.widget("question").locator("input, select").first.focus()
    exam.page.keyboard.press("1")
    exam.page.locator("[data-key=flag]").focus()  # in a field, m is a letter
    exam.page.keyboard.press("m")
    expect(exam.page.locator('[data-key="flag"]')).to_have_text("Remove the mark")
    before = left(exam)

    exam.restart()
    exam.run_all()
    exam.page.locator(".cx-clock").wait_for()
    assert left(exam) <= before
    expect(exam.page.locator('[data-key="goto-0"]')).to_contain_text("?")

    exam.command("docmanager:save")
    again = lab.open(browser, "exam.ipynb")
    again.run_all()
    again.page.locator('[data-key="goto-0"]').click()
    expect(again.page.locator(".cx-stem").first).to_have_text(first or "")
    stored = (lab.home.parent / "folder" / "exam.ipynb").read_text(encoding="utf-8")
    item = next(item for item in bank("01") if item.stem["en"].replace("*", "") == first)
    assert item.explanation["en"] not in stored + again.page.content()

    again.page.get_by_role("button", name="Hand in…").click()
    again.page.get_by_role("button", name="Hand the exam in").click()
    again.page.get_by_text("By objective").wait_for()
    again.page.get_by_role("button", name="Save the result file").click()
    until(lambda: list(Path(lab.home.parent / "folder").glob("exam_01_*.json")))
    again.page.locator(".cx-question a").first.click()
    expect(again.page.locator(".lm-TabBar-tab.lm-mod-current", has_text="01_ux_and_cx")).to_be_visible()
    assert again.errors() == []
    assert lab.elsewhere() == []
