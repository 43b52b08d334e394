"""A draw is fair to every objective and stays the same for the same seed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from sample_items import row

from cxlearn.questions import bank, from_data
from cxlearn.questions.drawing import draw
from cxlearn.questions.items import Item, Kind

KINDS: tuple[Kind, ...] = ("single", "multiple", "number")
POOL = [
    Item(f"i{n}", KINDS[n % 3], "01", {}, {}, objective=f"01.{n % 4}", difficulty=1 + n % 2) for n in range(24)
]  # fmt: skip


@given(st.integers(0, 2**48), st.integers(0, 30))
def test_a_draw_has_no_repeats_and_stays_the_same(seed: int, count: int) -> None:
    drawn = draw(POOL, count, seed)
    assert drawn == draw(POOL, count, seed)
    assert len({item.id for item in drawn}) == len(drawn) == min(count, len(POOL))


@given(st.integers(0, 2**48))
def test_every_objective_is_asked_about_equally_often(seed: int) -> None:
    times = Counter(item.objective for item in draw(POOL, 10, seed))
    assert set(times.values()) <= {2, 3}
    assert len(times) == 4


def test_another_seed_draws_others() -> None:
    assert len({tuple(item.id for item in draw(POOL, 10, seed)) for seed in range(20)}) == 20


def test_a_chapter_of_several_notebooks_has_the_questions_of_all_of_them(monkeypatch):
    rows = {name: [row(f"{name}-{n}", "single", chapter=name) for n in (1, 2)] for name in ("04", "05a", "05b", "all")}
    banks = {name: tuple(from_data(entry) for entry in some) for name, some in rows.items()}
    monkeypatch.setattr("cxlearn.questions.items._banks", lambda: banks)
    assert {item.chapter for item in bank("05")} == {"05a", "05b"}
    assert {item.chapter for item in bank("05b")} == {"05b"}
    assert {item.chapter for item in bank("all")} == {"all"}
    assert len(bank()) == 8
