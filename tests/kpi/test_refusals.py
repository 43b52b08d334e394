"""Each row of the conventions: what is undefined, what is refused, and that the sentence says what to do."""

from math import inf, isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxlearn.kpi.answers as reading
from cxlearn import language
from cxlearn.kpi import KpiError, ab_test, bootstrap, ces, compare, csat, nps, sample_size, scores
from cxlearn.language import CourseError

LANGUAGES = ["fr", "en"]


def refused(work, *words):
    """Both sentences of a refusal; each says all of ``words``."""
    for spoken in LANGUAGES:
        language.use(spoken)
        with pytest.raises(KpiError) as caught:
            work()
        sentence = str(caught.value)
        assert isinstance(caught.value, CourseError)
        assert isinstance(caught.value, ValueError)
        assert [word for word in words if word not in sentence] == []
        assert "{" not in sentence


# --- nothing to reckon with


@pytest.mark.parametrize(
    "nothing", [[], [None], [float("nan")] * 3, np.array([]), pd.Series([None, None], dtype=float)]
)
def test_without_answers_a_figure_is_undefined_and_never_zero(nothing):
    result = nps(nothing)
    assert all(isnan(number) for number in (result.value, result.low, result.high))
    assert result.n == 0
    assert result.missing == len(nothing)
    assert result.reason
    refused(lambda: nps(nothing, strict=True), "strict=True")


def test_zero_is_an_answer():
    assert nps([0, 10]).value == 0
    assert nps([0]).value == -100


def test_missing_answers_are_left_out_and_counted():
    result = nps([10, None, float("nan"), 0])
    assert (result.value, result.n, result.missing) == (0, 2, 2)


def test_a_defined_figure_has_no_reason():
    assert nps([1, 2]).reason is None


def test_counts_of_nothing_are_undefined():
    assert isnan(nps.from_counts(detractors=0, passives=0, promoters=0).value)
    assert isnan(csat.from_counts(satisfied=0, total=0).value)


@pytest.mark.parametrize("values", [[4], [4, 4, 4]])
def test_a_mean_without_spread_has_a_value_and_no_interval(values):
    result = ces(values, version=1, aggregate="mean")
    assert result.value == 4
    assert isnan(result.low)
    assert isnan(result.high)
    assert result.reason


def test_a_small_group_is_flagged():
    assert nps([10] * 29).low_n
    assert not nps([10] * 30).low_n


# --- answers that cannot be


OFF = [[9, 11, -1], (9, 11), np.array([9, 11, 12]), np.array([9.0, 11.0]), pd.Series([9, 11])]


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("values", OFF)
def test_an_answer_off_the_scale_is_named_with_its_place_and_the_scale(values, few, monkeypatch):
    monkeypatch.setattr(reading, "FEW", few)
    refused(lambda: nps(values), "11", "2", "10", 'invalid="drop"')


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("values", OFF)
def test_an_answer_off_the_scale_can_be_dropped_and_is_counted(values, few, monkeypatch):
    monkeypatch.setattr(reading, "FEW", few)
    result = nps(values, invalid="drop")
    assert (result.n, result.invalid) == (1, len(values) - 1)


def test_the_first_bad_answer_is_named_after_many_chunks():
    values = np.full(1_000_000, 10, dtype=np.int64)
    values[[700_000, 800_000]] = 77, 78
    refused(lambda: nps(values), "77", "700001", "700000")


def test_bytes_off_the_scale_are_found_among_very_many():
    values = np.full(1_100_000, 10, dtype=np.int8)
    values[1_000_000] = -3
    refused(lambda: nps(values), "-3", "1000001")


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("values", [[9, 6.5], np.array([9, 6.5]), np.array([9, 6.5, np.nan])])
def test_an_answer_between_two_answers_is_refused(values, few, monkeypatch):
    monkeypatch.setattr(reading, "FEW", few)
    refused(lambda: nps(values), "2", "10", 'invalid="drop"')
    assert nps(values, invalid="drop").invalid == 1


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("infinite", [[float("inf")], np.array([np.inf]), [10**400]])
def test_infinity_is_off_the_scale(infinite, few, monkeypatch):
    monkeypatch.setattr(reading, "FEW", few)
    refused(lambda: nps(infinite), "1")
    assert nps(infinite, invalid="drop").invalid == 1
    refused(lambda: nps(infinite, weights=[2]), "1")


@pytest.mark.parametrize("values", [[9, True], np.array([True]), pd.Series([True])])
def test_booleans_are_shown_the_way(values):
    refused(lambda: nps(values), 'scale="yes/no"')
    refused(lambda: nps(values, invalid="drop"), 'scale="yes/no"')


@pytest.mark.parametrize("values", [["10 - très probable"], np.array(["10"]), pd.Series(["10"])])
def test_texts_are_shown_the_way(values):
    refused(lambda: nps(values), "10", "cx.scores(")
    refused(lambda: csat(values, scale="yes/no"), "cx.scores(", "yes/no")


@pytest.mark.parametrize("value", [object(), [1], np.datetime64("2026-01-01"), 1j])
def test_what_is_no_number_is_refused(value):
    refused(lambda: nps([9, value]), "2", "None")


NO_SEQUENCE = ["10 9", b"10", 10, None, {10, 9}, {"a": 10}, pd.DataFrame({"a": [10]}), np.array(["2026"], "M8[D]")]


@pytest.mark.parametrize("thing", NO_SEQUENCE, ids=lambda thing: type(thing).__name__)
def test_what_holds_no_answers_is_refused(thing):
    refused(lambda: nps(thing))


@pytest.mark.parametrize("thing", [np.array([[9, 10]]), np.array(9)])
def test_more_or_less_than_one_column_is_refused(thing):
    refused(lambda: nps(thing))


@given(st.lists(st.one_of(st.integers(), st.floats(), st.none(), st.text(max_size=3), st.booleans())))
def test_any_list_is_counted_or_refused_and_nothing_else(values):
    try:
        result = nps(values, invalid="drop")
    except KpiError:
        assert any(isinstance(value, str | bool) for value in values)
    else:
        assert result.n + result.missing + result.invalid == len(values)


# --- counts, weights, options


@pytest.mark.parametrize("bad", [-1, 2.5, float("nan"), float("inf"), "12", None, True])
def test_a_count_that_counts_nothing_is_refused(bad):
    refused(lambda: nps.from_counts(detractors=bad, passives=1, promoters=1), "detractors")
    refused(lambda: csat.from_counts(satisfied=1, total=bad), "total")
    refused(lambda: ab_test(successes=(1, bad), trials=(2, 2)), "successes")


def test_whole_floats_and_numpy_integers_count():
    assert nps.from_counts(detractors=20.0, passives=np.int64(30), promoters=50).value == 30


def test_impossible_counts_are_both_named():
    refused(lambda: csat.from_counts(satisfied=12, total=10), "satisfied", "12", "total", "10")
    refused(lambda: ab_test(successes=(12, 1), trials=(10, 10)), "successes", "12", "trials", "10")


WEIGHTS = {
    "negative": ([1, -2], "2"),
    "NaN": ([1, float("nan")], "2"),
    "infinite": ([1, float("inf")], "2"),
    "zero": ([0, 0], ""),
    "too few": ([1], "1"),
    "too many": ([1, 2, 3], "3"),
    "texts": (["a", "b"], "weights"),
    "a table": ([[1, 2]], "2"),
}


@pytest.mark.parametrize("kind", WEIGHTS)
def test_weights_that_cannot_be_used_are_refused(kind):
    weights, word = WEIGHTS[kind]
    refused(lambda: nps([9, 10], weights=weights), word)


def test_unknown_options_are_shown_the_nearest():
    refused(lambda: nps([1], interval="walt"), "interval", "wald")
    refused(lambda: nps([1], invalid="dorp"), "invalid", "drop")
    refused(lambda: csat([1], interval="score"), "wilson")
    refused(lambda: ces([1], version=2, aggregate="nett"), "aggregate", "net")
    refused(lambda: ces([1], version=2, aggregate="mean", interval="wald"), "interval", '"t"')


@pytest.mark.parametrize(
    ("confidence", "word"), [(95, "0.95"), (0, "0.95"), (1, "0.95"), (-1, "0.95"), ("0.9", "0.95"), (True, "0.95")]
)
def test_confidence_is_a_share(confidence, word):
    refused(lambda: nps([1], confidence=confidence), word)


@pytest.mark.parametrize("scale", [(5, 1), (1,), (1, 2, 3), "1-5", 5, (1.5, 5), (True, 5), (0, 1000), "oui/non"])
def test_a_scale_has_two_whole_ends(scale):
    refused(lambda: csat([1], scale=scale, satisfied=(4, 5)), '"yes/no"')


def test_where_vendors_disagree_the_caller_says_what_satisfied_is():
    refused(lambda: csat([1], scale=(1, 10)), "satisfied=(9, 10)")


@pytest.mark.parametrize("cut", [(4, 6), (1, 5), (), "4-5", 4, (1, 3, 5), (4.5, 5)])
def test_a_group_of_answers_lies_on_the_scale(cut):
    refused(lambda: csat([1], satisfied=cut), "satisfied", "1", "5")


def test_the_ces_has_no_default():
    refused(lambda: ces([1]), "version=2", 'aggregate="mean"')
    refused(lambda: ces([1], version=2), "aggregate", '"net"')
    refused(lambda: ces([1], aggregate="mean"), "version", "1", "2")
    refused(lambda: ces([1], version=3, aggregate="mean"), "1", "2")


def test_nobody_agrees_with_an_effort():
    refused(lambda: ces([1], version=1, aggregate="agree"), "easy=(1, 2)")
    assert ces([1, 5], version=1, aggregate="agree", easy=(1, 2)).value == 50


def test_cuts_on_the_wrong_side_of_the_scale_are_refused():
    refused(lambda: ces([1], version=1, aggregate="net", easy=(4, 5), difficult=(1, 2)), "4–5", "1–2")
    refused(lambda: ces([1], version=2, aggregate="net", easy=(1, 3), difficult=(5, 7)), "1–3", "5–7")
    refused(lambda: ces([1], version=2, aggregate="net", easy=(4, 7), difficult=(1, 4)), "4–7", "1–4")
    refused(lambda: ces([1], version=2, aggregate="agree", scale=(0, 10)), "easy")


# --- what follows a figure


def test_unlike_definitions_are_not_compared():
    refused(lambda: compare(nps([1]), csat([1])), "9–10", "4–5")
    refused(lambda: compare(csat([1]), csat([1], scale=(1, 7))), "4–5", "6–7")
    refused(lambda: compare(nps([1]), nps([1], confidence=0.9)), "0.95", "0.9")
    refused(lambda: compare(nps([1]), 30), "int")
    one, two = (ces([1, 2], version=version, aggregate="mean", scale=(1, 5)) for version in (1, 2))
    refused(lambda: compare(one, two), "version 1", "version 2")


def test_an_ab_test_takes_pairs():
    refused(lambda: ab_test(successes=(1,), trials=(2, 2)), "successes=(250, 200)")
    refused(lambda: ab_test(successes=(1, 1), trials=2), "trials=(250, 200)")


def test_a_sample_size_needs_a_margin():
    for margin in (0, -5, 100, "5", float("nan"), True):
        refused(lambda margin=margin: sample_size("nps", margin=margin), "margin")
    refused(lambda: sample_size("nps", margin=0.05), "5")
    refused(lambda: sample_size("np", margin=5), "nps")
    refused(lambda: sample_size("ces", margin=5), "cx.ces(")


def test_nothing_cannot_be_bootstrapped():
    refused(lambda: bootstrap(nps([])))
    refused(lambda: bootstrap(nps([1]), 0), "replicates")
    refused(lambda: bootstrap(nps([1]), -1), "replicates")


# --- labels


@pytest.mark.parametrize(
    ("labels", "scale", "words"),
    [
        (["9", "très probable"], (0, 10), ["2", "très probable", "10"]),
        (["9", "5 ou 6"], (0, 10), ["2", "5 ou 6"]),
        (["11 - parfait"], (0, 10), ["11 - parfait", "scale="]),
        (["-1"], (0, 10), ["-1"]),
        (["7,5"], (0, 10), ["7,5"]),
        ([7.5], (0, 10), ["1"]),
        ([10**400], (0, 10), ["1"]),
        ([True], (0, 10), ['scale="yes/no"']),
        ([object()], (0, 10), ["1"]),
        (["peut-être"], "yes/no", ["peut-être"]),
        ("9 10", (0, 10), ["str"]),
        (7, (0, 10), ["int"]),
    ],
)
def test_labels_that_hold_no_answer_are_named(labels, scale, words):
    refused(lambda: scores(labels, scale), *words)


@pytest.mark.parametrize("answers", [[9, inf], np.array([9, -inf])])
def test_an_infinite_answer_is_named_as_what_it_is(answers):
    with pytest.raises(KpiError, match="inf"):
        nps(answers)
