"""Each test is a learner of its own, on a machine that says nothing about its language."""

import os
from collections.abc import Iterator
from itertools import count

import pytest
import sample_lexicon
from hypothesis import settings
from sample_chapter import use_sample_chapter

from cxlearn import course, language

# No test is timed: a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

WHOLE_COURSE = course.load
LEARNERS = count()


@pytest.fixture(autouse=True)
def learner(tmp_path_factory, monkeypatch):
    monkeypatch.setattr(language, "_in_force", None)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", *(name for name in os.environ if name.startswith("CXLEARN_"))):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.getbasetemp() / f"learner-{next(LEARNERS)}"  # made only by a test that keeps something
    monkeypatch.setenv("CXLEARN_HOME", str(home))


@pytest.fixture
def english(learner):
    language.use("en")


@pytest.fixture
def small_chapter(learner, tmp_path, monkeypatch):
    """One small chapter around the course's own words, and a log of its own."""
    use_sample_chapter(monkeypatch, tmp_path)


@pytest.fixture(autouse=True)
def nothing_is_remembered_of_another_course(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    if course.load is not WHOLE_COURSE:
        sample_lexicon.forget()
