"""Each test is a learner of its own, on a machine that says nothing about its language."""

import os

import pytest
from hypothesis import settings

from cxlearn import language

# No test is timed: a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def learner(tmp_path, monkeypatch):
    monkeypatch.setattr(language, "_in_force", None)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", *(name for name in os.environ if name.startswith("CXLEARN_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path / "progress"))
