"""The glossary's own notebook in a real JupyterLab, reached from "Start here", searched, and left for a lesson."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import jupyterlab
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "theme", "width", "start", "glossary", "lesson"),
    [
        ("fr", "JupyterLab Light", 1280, "00_commencer_ici", "12_glossaire", "05a_indicateurs_demander"),
        ("en", "JupyterLab Dark", 360, "00_start_here", "12_glossary", "05a_indicators_asking"),
    ],
)
def test_from_start_here_to_a_term_and_on_to_its_lesson(
    browser: Browser, tmp_path: Path, language: str, theme: str, width: int, start: str, glossary: str, lesson: str
) -> None:
    (tmp_path / "home").mkdir()
    with jupyterlab.running(tmp_path / "folder", tmp_path / "home", language) as lab:
        opened = lab.open(browser, f"{start}.ipynb", theme=theme)
        opened.page.locator(".jp-MarkdownOutput a", has_text="gloss").click()
        expect(opened.page.locator(".lm-TabBar-tab.lm-mod-current", has_text=glossary[:8])).to_be_visible()

        opened = lab.open(browser, f"{glossary}.ipynb", theme=theme, width=width)
        if width < 500:
            opened.command("application:toggle-left-area")
        opened.run_all()
        shown = opened.widget("glossary")
        shown.locator("input").press_sequentially("nsp")
        expect(shown.locator("li")).to_have_count(1)
        opened.page.keyboard.press("ArrowDown")
        opened.page.keyboard.press("Enter")
        expect(shown.get_by_role("heading", name="(NPS)")).to_be_focused()
        assert (opened.errors(), opened.violations(), opened.too_wide()) == ([], [], [])
        with opened.page.context.expect_page() as beside:
            shown.locator("dd a", has_text="05a.1").click()
        beside.value.wait_for_url(f"**/{lesson}.ipynb")
        assert lab.elsewhere() == []
