"""Each test is a learner of its own, on a machine that says nothing about its language."""

import pytest

from cxlearn import language


@pytest.fixture(autouse=True)
def learner(tmp_path, monkeypatch):
    monkeypatch.setattr(language, "_in_force", None)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "CXLEARN_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path / "progress"))
