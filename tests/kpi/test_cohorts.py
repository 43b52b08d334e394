"""The cohort table: nobody dropped, everybody weighed, and what is not over marked."""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.casestudy import company
from cxlearn.kpi.cohorts import cohort_table
from cxlearn.kpi.refusal import KpiError
from cxlearn.language import use

BOUGHT = [
    *((name, "2024-01-10") for name in "abcdefgh"),
    *((name, "2024-02-20") for name in "ab"),
    *((name, "2024-02-03") for name in "ij"),
    ("a", "2024-04-30"),
]


def orders(rows: list[tuple[str | None, str | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["customer_id", "date"])
    return frame.assign(date=pd.to_datetime(frame.date))


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def test_each_cohort_is_followed_to_the_end_of_the_data() -> None:
    table = cohort_table(orders(BOUGHT), period="month")
    assert [(row.size, row.active) for row in table.rows] == [
        (8, (8, 2, 0, 1)),
        (2, (2, 0, 0)),
        (0, (0, 0)),
        (0, (0,)),
    ]


def test_a_cohort_from_which_nobody_came_back_keeps_its_weight() -> None:
    table = cohort_table(orders(BOUGHT), period="month")
    assert table.rows[1].share(1) == 0
    assert table.overall(1) == pytest.approx(100 * 2 / 10)  # not the mean of 25 % and 0 %, nor 25 %


def test_a_period_that_nobody_joined_has_no_share_rather_than_zero() -> None:
    assert isnan(cohort_table(orders(BOUGHT), period="month").rows[2].share(1))


@pytest.mark.parametrize(("until", "whole"), [("2024-04-30", True), ("2024-04-29", False), ("2024-02-29", True)])
def test_a_period_is_over_on_its_last_day(until: str, *, whole: bool) -> None:
    assert cohort_table(orders(BOUGHT), period="month", until=until).whole is whole


def test_what_is_not_over_is_marked_and_left_out_of_the_whole() -> None:
    table = cohort_table(orders(BOUGHT), period="month", until="2024-02-21")
    assert table.unfinished(table.rows[0], 1)
    assert isnan(table.overall(1))
    assert "25…" in repr(table)
    assert "not over" in repr(table)
    assert "25…" in table._repr_html_()


def test_a_table_that_is_over_marks_nothing() -> None:
    shown = repr(cohort_table(orders(BOUGHT), period="month"))
    assert "…" not in shown
    assert shown.splitlines()[2].split() == ["2024-01", "8", "25", "0", "13"]


def test_rows_without_a_customer_or_a_date_are_left_out() -> None:
    more = orders([*BOUGHT, (None, "2024-01-01"), ("z", None)])
    assert cohort_table(more, period="month") == cohort_table(orders(BOUGHT), period="month")


def test_polars_gives_the_same_table_as_pandas() -> None:
    frame = company().orders
    assert cohort_table(pl.from_pandas(frame)) == cohort_table(frame)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 500)), min_size=1, max_size=60), st.randoms())
def test_every_customer_is_in_one_cohort_and_order_changes_nothing(rows, random) -> None:  # type: ignore[no-untyped-def]
    bought = [(str(who), str(date(2024, 1, 1) + timedelta(days=day))) for who, day in rows]
    table = cohort_table(orders(bought))
    assert sum(row.size for row in table.rows) == len({who for who, _ in bought})
    assert all(0 <= active <= row.size == row.active[0] for row in table.rows for active in row.active)
    random.shuffle(bought)
    assert cohort_table(orders(bought)) == table


@pytest.mark.parametrize(("language", "label"), [("fr", "2024 T1"), ("en", "2024 Q1")])
def test_periods_are_called_as_the_language_calls_them(language: str, label: str) -> None:
    use(language)
    table = cohort_table(orders(BOUGHT))
    assert table.label(table.rows[0]) == label


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"customer": "customer"}, "customer_id"),
        ({"date": "customer_id"}, "takes a date"),
        ({"period": "quarters"}, '"quarter"'),
        ({"until": "2023-01-01"}, "no purchase"),
        ({"until": "June"}, "2025-06-30"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_what_to_do(settings: dict[str, str], said: str) -> None:
    with pytest.raises(KpiError, match=said):
        cohort_table(orders(BOUGHT), **settings)  # type: ignore[arg-type]


def test_no_frame_and_no_purchase_are_refused() -> None:
    with pytest.raises(KpiError, match="table of orders"):
        cohort_table([1, 2])
    with pytest.raises(KpiError, match="no purchase"):
        cohort_table(orders([]))
