"""The survey figures: published examples, and what holds for any answers."""

import pickle
from math import isnan

import numpy as np
import pandas as pd
import pytest
from counted import close
from hypothesis import given
from hypothesis import strategies as st

import cxlearn.kpi.answers as reading
from cxlearn.kpi import KpiError, ces, csat, nps

answers = st.lists(st.integers(0, 10), min_size=1, max_size=200)
INTERVALS = ["adjusted-wald", "wald", "score"]
TWENTY = [1, 1, 2, 2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7]


# --- published examples


def test_twenty_thirty_fifty_make_an_nps_of_thirty_points():
    result = nps.from_counts(detractors=20, passives=30, promoters=50)
    assert (result.value, result.unit, result.direction, result.n) == (30, "points", "higher", 100)
    assert (round(result.low, 2), round(result.high, 2)) == (14.05, 44.20)


def test_walds_interval_of_the_same_answers():
    result = nps([0] * 20 + [8] * 30 + [10] * 50, interval="wald")
    assert (round(result.low, 2), round(result.high, 2)) == (14.69, 45.31)


def test_delighteds_seventy_four_of_one_hundred_and_seven():
    result = csat([5] * 42 + [4] * 32 + [3] * 10 + [2] * 9 + [1] * 14)
    assert round(result.value, 2) == 69.16
    assert result.unit == "percent"
    assert dict(result.counts) == {1: 14, 2: 9, 3: 10, 4: 32, 5: 42}
    assert csat.from_counts(satisfied=74, total=107).low == result.low


def test_the_same_twenty_answers_give_four_different_ces():
    mean = ces(TWENTY, version=2, aggregate="mean")
    assert (mean.value, mean.unit) == (4.4, "scale")
    assert ces(TWENTY, version=2, aggregate="agree").value == 50
    assert ces(TWENTY, version=2, aggregate="net").value == 25
    assert ces(TWENTY, version=2, aggregate="net", easy=(6, 7), difficult=(1, 2)).value == 10


def test_in_version_1_less_effort_is_better():
    assert ces([1, 2, 5], version=1, aggregate="mean").direction == "lower"
    assert ces([1, 2, 5], version=2, aggregate="mean").direction == "higher"
    net = ces([1, 2, 5], version=1, aggregate="net")
    assert (round(net.value, 2), net.direction) == (33.33, "higher")


def test_yes_no_is_the_share_of_yes():
    for given_answers in ([True, False, True, None], np.array([True, False, True]), [1, 0, 1]):
        assert round(csat(given_answers, scale="yes/no").value, 2) == 66.67


def test_satisfied_says_which_answers_count():
    ten = [10, 9, 8, 1]
    assert csat(ten, scale=(1, 10), satisfied=(9, 10)).value == 50
    assert csat(ten, scale=(1, 10), satisfied=(8, 10)).value == 75
    assert csat(ten, scale=(1, 10), satisfied=range(8, 11)) == csat(ten, scale=(1, 10), satisfied=(8, 9, 10))
    assert csat([6, 5, 1, 7], scale=(1, 7)).value == 50


# --- what holds the answers makes no difference


SAME = [9, 10, 3, 7, None, 0, 10]
HOLDERS = {
    "list": SAME,
    "tuple": tuple(SAME),
    "floats": [9.0, 10.0, 3.0, 7.0, float("nan"), 0.0, 10.0],
    "array": np.array([9, 10, 3, 7, np.nan, 0, 10]),
    "objects": np.array(SAME, dtype=object),
    "masked": np.ma.MaskedArray([9, 10, 3, 7, 99, 0, 10], mask=[0, 0, 0, 0, 1, 0, 0]),
    "Series": pd.Series(SAME),
    "nullable": pd.Series(SAME, dtype="Int64"),
    "NA": [9, 10, 3, 7, pd.NA, 0, 10],
    "NaT": [9, 10, 3, 7, pd.NaT, 0, 10],
    "scalars": [np.int8(9), np.float32(10), 3, 7, np.nan, np.int64(0), 10],
}


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("holder", HOLDERS)
def test_any_holder_gives_the_same_result(holder, few, monkeypatch):
    monkeypatch.setattr(reading, "FEW", few)
    result = nps(HOLDERS[holder])
    assert (result.n, result.missing) == (6, 1)
    assert result == nps([9, 10, 3, 7, 0, 10]) + nps([None])


def test_a_polars_series_will_do():
    polars = pytest.importorskip("polars")
    assert nps(polars.Series(SAME)).value == nps(SAME).value


def test_a_generator_will_do():
    assert nps(answer for answer in SAME) == nps(SAME)


def test_a_range_will_do():
    assert nps(range(11)).counts == dict.fromkeys(range(11), 1)


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "int64", "uint64", "float32", "float64"])
def test_arrays_read_in_chunks_are_lists(dtype, monkeypatch):
    monkeypatch.setattr(reading, "FEW", 0)
    monkeypatch.setattr(reading, "CHUNK", 7)
    values = list(range(11)) * 3
    assert nps(np.array(values, dtype=dtype)) == nps(values)


def test_very_many_bytes_are_counted_by_group(monkeypatch):
    monkeypatch.setattr(reading, "FEW", 0)
    monkeypatch.setattr(reading, "MANY", 5)
    monkeypatch.setattr(reading, "CHUNK", 4)
    values = [0, 6, 7, 8, 9, 10, 10]
    result = nps(np.array(values, dtype="int8"))
    assert dict(result.counts) == {"detractors": 2, "passives": 2, "promoters": 3}
    assert result.value == nps(values).value
    assert csat(np.array([1, 3, 4, 5, 5, 5], dtype="uint8")).value == csat([1, 3, 4, 5, 5, 5]).value
    scaled = {"version": 1, "aggregate": "net"}
    assert (
        ces(np.array([1, 2, 3, 4, 5, 5, 5], dtype="int8"), **scaled).value == ces([1, 2, 3, 4, 5, 5, 5], **scaled).value
    )


# --- properties


@given(answers, st.sampled_from(INTERVALS))
def test_an_nps_lies_within_its_interval_within_its_range(values, interval):
    result = nps(values, interval=interval)
    assert -100 <= result.low <= result.value <= result.high <= 100


@given(answers, st.sampled_from(INTERVALS))
def test_an_interval_shrinks_with_n(values, interval):
    once, more = nps(values, interval=interval), nps(values * 4, interval=interval)
    assert more.high - more.low <= once.high - once.low + 1e-9


@given(st.lists(st.integers(1, 7), min_size=1), st.sampled_from(["mean", "agree", "net"]))
def test_every_ces_lies_within_its_interval(values, aggregate):
    result = ces(values, version=2, aggregate=aggregate)
    least, most = result.definition.bounds
    assert least <= result.value <= most
    assert isnan(result.low) or least <= result.low <= result.value <= result.high <= most


@given(st.lists(st.integers(1, 5), min_size=1), st.sampled_from(["wilson", "wald"]))
def test_every_csat_lies_within_its_interval(values, interval):
    result = csat(values, interval=interval)
    assert 0 <= result.low <= result.value <= result.high <= 100


@given(answers, answers)
def test_merging_is_pooling(one, other):
    assert nps(one) + nps(other) == nps(one + other)
    assert sum([nps(one), nps(other)]) == nps(one + other)


@given(answers, answers)
def test_groups_merge_with_single_answers(one, other):
    groups = nps(one).groups
    counted = nps.from_counts(**groups)
    assert close((counted + nps(other)).value, nps(one + other).value)
    assert close((nps(other) + counted).low, nps(one + other).low)


@given(answers, st.randoms())
def test_order_changes_nothing(values, chance):
    mixed = values.copy()
    chance.shuffle(mixed)
    assert nps(mixed) == nps(values)


@given(answers)
def test_weights_of_one_change_nothing(values):
    assert nps(values, weights=[1] * len(values)) == nps(values)


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 4)), min_size=1, max_size=50))
def test_a_weight_moves_the_value_as_repeating_the_answer_does(pairs):
    values, weights = zip(*pairs, strict=True)
    repeated = [value for value, weight in pairs for _ in range(weight)]
    assert close(nps(values, weights=weights).value, nps(repeated).value)


@given(answers, st.floats(0.1, 1000))
def test_the_unit_of_the_weights_changes_nothing(values, factor):
    weights = [1 + value for value in values]
    one, other = nps(values, weights=weights), nps(values, weights=[factor * weight for weight in weights])
    assert close(one.value, other.value)
    assert close(one.low, other.low)


# --- weights


def test_weights_give_kishs_effective_number_of_answers():
    result = nps([10, 0, 8], weights=[1, 2, 3])
    assert close(result.n_effective, 36 / 14)
    assert close(result.value, -100 / 6)
    assert result.n == 3
    assert (result.counts.weights[10], result.counts.squares[8]) == (1, 9)


def test_weights_of_missing_answers_do_not_count():
    assert nps([10, None, 0], weights=[2, 5, 2]).value == nps([10, 0]).value


def test_weights_make_the_interval_wider():
    values = [10, 9, 8, 0] * 20
    even, uneven = nps(values), nps(values, weights=[5, 1, 1, 1] * 5 + [1] * 60)
    assert uneven.high - uneven.low > even.high - even.low


def test_weights_may_be_a_series():
    assert nps(pd.Series([10, 0]), weights=pd.Series([3, 1])).value == 50


def test_only_answers_without_weight_leave_the_figure_undefined():
    result = nps([None, 10], weights=[1, 0])
    assert isnan(result.value)
    assert result.reason


# --- results travel


def test_a_result_can_be_pickled():
    result = nps([10, 0, 8], weights=[1, 2, 3])
    assert pickle.loads(pickle.dumps(result)) == result


def test_a_result_cannot_be_changed():
    with pytest.raises(AttributeError):
        nps([1]).value = 3


def test_sums_over_many_shards_are_exact():
    shards = [nps([shard % 11] * 7) for shard in range(50)]
    assert sum(shards) == nps([shard % 11 for shard in range(50) for _ in range(7)])


def test_nothing_to_merge_with_is_refused():
    with pytest.raises(TypeError):
        nps([1]) + 3
    with pytest.raises(KpiError, match="9–10"):
        nps([1]) + csat([1])
    with pytest.raises(KpiError, match=r"0\.9"):
        nps([1]) + nps([1], confidence=0.9)
