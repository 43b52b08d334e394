"""One Chromium for all the browser's tests, and a small chapter for those that need no real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import blank_page
from playwright.sync_api import Browser
from sample_chapter import use_sample_chapter


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright's loop runs until its browser is closed, and nothing else could start one: these tests come last."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with blank_page.chromium() as started:
        yield started


@pytest.fixture
def small_chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One small chapter around the course's own words, and a log of its own."""
    use_sample_chapter(monkeypatch, tmp_path)
