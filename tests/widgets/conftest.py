"""What the tests of the panels share."""

from __future__ import annotations

from typing import Any

import pytest

from cxlearn import log
from cxlearn.log import Event


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was asked of the learner's database since the test began."""
    asked_so_far, read = [], log._Database.read

    def counted(database: Any, *asked: Any) -> dict[str, Event]:
        asked_so_far.append(asked)
        return read(database, *asked)

    monkeypatch.setattr(log._Database, "read", counted)
    return asked_so_far
