from __future__ import annotations

import pytest

from cxlearn import course


@pytest.mark.parametrize(
    ("said", "meant"),
    [("5", "05"), (5, "05"), ("05", "05"), (" 5A ", "05a"), ("05b", "05b"), ("11", "11"), ("ux", "ux")],
)
def test_a_chapter_is_understood_as_people_say_it(said, meant):
    assert course.chapter_id(said) == meant


def test_a_chapter_holds_its_notebooks_and_no_other():
    assert course.within("05b", "05")
    assert course.within("05b", "05b")
    assert course.within("01", None)
    assert not course.within("05b", "05a")
    assert not course.within("05", "05a")
    assert not course.within("10", "1")
