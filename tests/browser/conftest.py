"""One Chromium for all the browser's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import blank_page
from playwright.sync_api import Browser


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright's loop runs until its browser is closed, and nothing else could start one: these tests come last."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with blank_page.chromium() as started:
        yield started
