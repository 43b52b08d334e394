"""An exam's blueprint and its draw: spread as planned, the same for the same seed, whatever the bank holds."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.questions import Item, bank
from cxlearn.questions.blueprint import SECONDS, blueprint, draw_exam, examinable

KINDS = ("single", "multiple", "true_false", "number", "matching", "ordering")


def item(number: int, chapter: str = "05", objective: str = "05.1", **more) -> Item:
    words = {"fr": "?", "en": "?"}
    plain = {"kind": "single", "chapter": chapter, "objective": objective, "stem": words, "explanation": words}
    return Item(id=f"i{number:03}", **(plain | more))


RICH = [
    item(n, objective=f"0{5 + n % 3}.{n % 4}", kind=KINDS[n % 6], difficulty=1 + n // 7 % 3, terms=(f"t{n % 50}",))
    for n in range(240)
]


def test_every_chapter_and_every_objective_has_its_share():
    plan = blueprint(RICH, 60, seed=1)
    drawn = draw_exam(RICH, plan, seed=1)
    assert Counter(i.objective for i in drawn) == plan.objectives
    chapters = Counter(i.objective[:2] for i in drawn)
    assert max(chapters.values()) - min(chapters.values()) <= 1
    assert max(plan.objectives.values()) - min(plan.objectives.values()) <= 1


def test_kinds_and_difficulties_come_as_planned_where_the_bank_is_rich():
    plan = blueprint(RICH, 60, seed=2)
    drawn = draw_exam(RICH, plan, seed=2)
    kinds, levels = Counter(i.kind for i in drawn), Counter(i.difficulty for i in drawn)
    assert all(abs(kinds[kind] - number) <= 1 for kind, number in plan.kinds.items())
    assert all(abs(levels[level] - number) <= 1 for level, number in plan.levels.items())


def test_the_same_seed_draws_the_same_exam_however_the_bank_is_ordered():
    shuffled = random.Random(7).sample(RICH, len(RICH))
    plan = blueprint(RICH, 20, seed=5)
    assert blueprint(shuffled, 20, seed=5) == plan
    assert draw_exam(shuffled, plan, seed=5) == draw_exam(RICH, plan, seed=5)
    assert draw_exam(RICH, plan, seed=5) != draw_exam(RICH, plan, seed=6)


def test_an_exam_begins_with_what_is_easier_and_fits_its_time():
    drawn = draw_exam(RICH, blueprint(RICH, 20, seed=3), seed=3)
    assert [i.difficulty for i in drawn] == sorted(i.difficulty for i in drawn)
    assert 10 * 60 < sum(SECONDS.get(i.kind, 90) for i in drawn) < 25 * 60


def test_with_more_objectives_than_questions_each_has_its_turn():
    many = [item(n, objective=f"05.{n}") for n in range(60)]
    asked = {name for seed in range(200) for name in blueprint(many, 5, seed).objectives}
    assert len(asked) == 60


def test_a_chapter_of_several_notebooks_is_examined_as_one():
    parts = [item(1, "05a"), item(2, "05b"), item(3, "05"), item(4, "06")]
    assert [i.chapter for i in examinable(parts, "05")] == ["05a", "05b", "05"]
    assert [i.chapter for i in examinable(parts, "05b")] == ["05b"]
    assert len(examinable(parts)) == 4


def test_neither_open_questions_nor_those_that_lean_on_a_lesson_are_examined():
    leaning = [item(1, kind="open"), item(2, place="text"), item(3, place="task"), item(4)]
    assert [i.id for i in examinable(leaning)] == ["i004"]


def test_an_empty_bank_gives_an_empty_exam():
    assert draw_exam([], blueprint([], 20, seed=1), seed=1) == []


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from(KINDS), st.integers(1, 3)), max_size=30),
    st.floats(1, 480),
    st.integers(0, 99),
)
def test_whatever_the_bank_holds_as_many_are_drawn_as_planned_and_none_twice(rows, minutes, seed):
    pool = [item(n, objective=f"0{a}.{b}", kind=k, difficulty=d) for n, (a, b, k, d) in enumerate(rows)]
    plan = blueprint(pool, minutes, seed)
    drawn = draw_exam(pool, plan, seed)
    assert len(drawn) == len({i.id for i in drawn}) == plan.count <= len(pool)
    assert bool(drawn) == bool(pool)


@pytest.mark.parametrize("chapter", ["01", None])
def test_the_course_itself_gives_an_exam_over_all_its_objectives(chapter):
    pool = examinable(bank(), chapter)
    drawn = draw_exam(pool, blueprint(pool, 20, seed=1), seed=1)
    assert len(drawn) >= 8
    assert len({i.objective for i in drawn}) >= 5
