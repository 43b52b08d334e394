"""RFM: the fifths of distinct values, ties, one-time buyers, every kind of frame, and what is refused."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn import casestudy, language
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.segments import rfm, scores

NAMES = {"customer": "who", "date": "day", "amount": "money"}


def orders(*rows):
    who, day, money = zip(*rows, strict=True)
    return pd.DataFrame({"who": who, "day": pd.to_datetime(list(day)), "money": money})


TEN = orders(*((f"c{k}", f"2025-03-{k + 1:02}", 10.0 * (k + 1)) for k in range(10)))


def test_ten_customers_make_five_groups_of_two():
    made = rfm(TEN, **NAMES)
    assert made["m"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert made["r"].tolist() == made["m"].tolist()  # who came last is best
    assert made["recency"].tolist() == list(range(9, -1, -1))


def test_what_was_counted_is_that_of_the_orders():
    some = orders(("a", "2025-03-01", 10.0), ("b", "2025-03-05", 7.5), ("a", "2025-03-04", 20.0))
    made = rfm(some, **NAMES, as_of="2025-03-10").to_dict("records")
    assert made[0] == {
        "who": "a", "recency": 6, "frequency": 2, "monetary": 30.0, "r": 1, "f": 3, "m": 3, "one_time": False,
    }  # fmt: skip
    assert made[1]["one_time"]


@pytest.mark.parametrize("day", ["2025-03-10", date(2025, 3, 10), datetime.fromisoformat("2025-03-10T23:59")])
def test_the_day_of_counting_can_be_said_in_three_ways(day):
    assert rfm(orders(("a", "2025-03-01T22:00", 1.0)), **NAMES, as_of=day)["recency"].tolist() == [9]


def test_one_time_buyers_all_have_the_lowest_frequency_and_nobody_is_lifted_by_the_order_of_rows():
    some = orders(
        *((f"c{k}", "2025-03-01", 5.0) for k in range(8)),
        *[("c8", "2025-03-01", 5.0)] * 2,
        *[("c9", "2025-03-01", 5.0)] * 3,
    )
    made = rfm(some, **NAMES)
    assert made["f"].tolist() == [1] * 8 + [5, 5]
    assert made["one_time"].tolist() == [True] * 8 + [False] * 2
    assert set(made["r"]) == {1}
    shuffled = rfm(some.sample(frac=1, random_state=3), **NAMES)
    pd.testing.assert_frame_equal(shuffled, made)


@given(values=st.lists(st.integers(0, 30), min_size=1, max_size=60), groups=st.integers(2, 10))
def test_scores_are_the_lowest_ranks_of_pandas(values, groups):
    ranks = pd.Series(values).rank(method="min")
    expected = (1 + np.floor(groups * (ranks - 1) / len(values))).astype(int)
    found = scores(np.array(values), groups)
    assert found.tolist() == expected.tolist()
    assert set(found) <= set(range(1, groups + 1))


@given(values=st.lists(st.floats(0, 1e6), min_size=1, max_size=12, unique=True))
def test_distinct_values_fall_into_the_fifths_of_pandas(values):
    five = np.concatenate([np.array(values) + 2e6 * k for k in range(5)])  # a multiple of five
    if len(np.unique(five)) == len(five):
        assert scores(five, 5).tolist() == (pd.qcut(five, 5, labels=False) + 1).tolist()


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_the_answer_comes_in_the_callers_own_kind_of_frame(engine):
    expected = rfm(TEN, **NAMES)
    if engine == "pyarrow":
        pyarrow = pytest.importorskip("pyarrow")
        made = rfm(pyarrow.Table.from_pandas(TEN), **NAMES)
        assert isinstance(made, pyarrow.Table)
        found = made.to_pylist()
    else:
        frame = TEN if engine == "pandas" else pl.from_pandas(TEN)
        made = rfm(frame, **NAMES)
        assert type(made) is type(frame)
        found = made.to_dict("records") if engine == "pandas" else made.to_dicts()
    assert found == expected.to_dict("records")


def test_it_works_on_the_companys_orders():
    bought = casestudy.company().orders
    kept = bought[~bought["returned"]].dropna(subset=["customer_id", "date", "margin"])
    made = rfm(kept[kept["margin"] >= 0], customer="customer_id", date="date", amount="margin")
    assert made["frequency"].sum() == len(kept[kept["margin"] >= 0])
    assert made["monetary"].sum() == pytest.approx(kept.loc[kept["margin"] >= 0, "margin"].sum())
    assert {*made["r"]} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("spoken", ["fr", "en"])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: rfm([1, 2], **NAMES), ["list"]),
        (lambda: rfm(pl.from_pandas(TEN).lazy(), **NAMES), [".collect()"]),
        (lambda: rfm(TEN, customer="wo", date="day", amount="money"), ["who", "day"]),
        (lambda: rfm(TEN[:0], **NAMES), []),
        (lambda: rfm(orders(("a", "2025-03-01", 1.0), (None, "2025-03-01", 1.0)), **NAMES), ["who", "2"]),
        (lambda: rfm(orders(("a", "2025-03-01", float("nan"))), **NAMES), ["money", "1"]),
        (lambda: rfm(orders(("a", None, 1.0)), **NAMES), ["day", "1"]),
        (lambda: rfm(orders(("a", "2025-03-01", 1.0), ("a", "2025-03-01", -4.0)), **NAMES), ["−4", "2"]),
        (lambda: rfm(TEN.assign(day="2025-03-01"), **NAMES), ["day", "to_datetime"]),
        (lambda: rfm(TEN.assign(money="9 €"), **NAMES), ["money"]),
        (lambda: rfm(TEN, **NAMES, as_of="2025-03-01"), ["2025-03-01", "2025-03-10"]),
        (lambda: rfm(TEN, **NAMES, as_of="soon"), ["soon", "2025-12-31"]),
        (lambda: rfm(TEN, **NAMES, as_of=3), ["3"]),
        (lambda: rfm(TEN, **NAMES, groups=1), ["groups=5"]),
    ],
)
def test_what_cannot_be_cut_into_fifths_is_refused_with_what_to_do(wrong, words, spoken):
    language.use(spoken)
    with pytest.raises(KpiError) as refused:
        wrong()
    assert [word for word in words if word not in str(refused.value)] == []
    assert "{" not in str(refused.value)
