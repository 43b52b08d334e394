"""Retention, churn, repurchase, lifetime value, referral: worked examples, what holds for any counts, refusals."""

from fractions import Fraction
from math import isnan

import numpy as np
import pytest
from counted import close, parts
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.kpi.comparison import compare
from cxlearn.kpi.customers import (
    churn_rate,
    compound_churn,
    lifetime_value,
    referral_rate,
    repurchase_rate,
    retention_rate,
)
from cxlearn.kpi.mistakes import mistakes, recognise, wrong_formulas
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.survey import nps

pytestmark = pytest.mark.usefixtures("english")


counts = st.integers(0, 10**6)
shares = st.floats(0, 1)


@st.composite
def cohorts(draw):
    start = draw(st.integers(1, 10**5))
    return start, draw(st.integers(0, start)), draw(counts)


# --- worked examples


def test_nine_hundred_and_fifty_at_the_end_with_one_hundred_and_fifty_new_make_eighty_percent():
    kept = retention_rate(start=1000, end=950, new=150)
    assert (kept.value, kept.unit, kept.direction, kept.n) == (80, "percent", "higher", 1000)
    assert dict(kept.counts) == {"left": 200, "kept": 800}


def test_five_percent_a_month_is_forty_six_a_year_and_not_sixty():
    year = compound_churn(0.05, periods=12)
    assert round(year.value, 2) == 45.96
    assert close(wrong_formulas(year)["churn_multiplied"], 60)
    assert recognise(60, year).id == "churn_multiplied"


def test_gupta_and_lehmanns_two_forms():
    terms = {"margin": 100, "retention": 0.8, "discount": 0.1}
    assert round(lifetime_value(**terms, first_margin="now").value, 2) == 366.67
    assert round(lifetime_value(**terms, first_margin="after_one_period").value, 2) == 266.67


def test_an_undiscounted_value_is_margin_over_churn_or_one_margin_less():
    terms = {"margin": 100, "retention": 0.8, "discount": 0}
    assert close(lifetime_value(**terms, first_margin="now").value, 500)
    assert close(lifetime_value(**terms, first_margin="after_one_period").value, 400)


def test_five_referred_orders_in_a_hundred_are_five_percent():
    assert referral_rate(referred=5, total=100).value == 5


# --- a second opinion


@given(part=parts())
def test_wilsons_interval_is_that_of_statsmodels(part):
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    low, high = proportion.proportion_confint(*part, method="wilson")
    for rate in (churn_rate(lost=part[0], start=part[1]), repurchase_rate(repeat_customers=part[0], customers=part[1])):
        assert close(rate.low, 100 * low)
        assert close(rate.high, 100 * high)


@given(margin=st.floats(-1e6, 1e6), retention=st.floats(0, 0.95), discount=st.floats(0.01, 1))
def test_a_lifetime_value_is_the_sum_of_the_discounted_margins(margin, retention, discount):
    powers = (retention / (1 + discount)) ** np.arange(2000)
    terms = {"margin": margin, "retention": retention, "discount": discount}
    expected = pytest.approx(margin * powers.sum(), rel=1e-9, abs=1e-9)
    assert lifetime_value(**terms, first_margin="now").value == expected
    later = lifetime_value(**terms, first_margin="after_one_period").value
    assert later == pytest.approx(margin * powers[1:].sum(), rel=1e-9, abs=1e-9)


@given(part=parts(), periods=st.integers(1, 60))
def test_compounding_is_losing_a_share_again_and_again(part, periods):
    left = Fraction(1)
    for _ in range(periods):
        left -= left * Fraction(*part)
    assert close(
        compound_churn(churn_rate(lost=part[0], start=part[1]), periods=periods).value, float(100 * (1 - left))
    )


# --- what holds for any counts


@given(cohort=cohorts())
def test_retention_and_churn_of_a_closed_cohort_add_up_to_a_hundred(cohort):
    start, kept, new = cohort
    retention = retention_rate(start=start, end=kept + new, new=new)
    assert close(retention.value + churn_rate(lost=start - kept, start=start).value, 100)


@given(cohort=cohorts())
def test_an_interval_holds_its_value_and_stays_between_zero_and_a_hundred(cohort):
    start, kept, new = cohort
    rate = retention_rate(start=start, end=kept + new, new=new)
    assert 0 <= rate.low <= rate.value <= rate.high <= 100


@given(part=parts(), times=st.integers(2, 50))
def test_an_interval_shrinks_with_more_customers(part, times):
    one, many = churn_rate(lost=part[0], start=part[1]), churn_rate(lost=times * part[0], start=times * part[1])
    assert many.high - many.low < one.high - one.low


@given(a=cohorts(), b=cohorts())
def test_merging_is_pooling(a, b):
    one, other = (retention_rate(start=s, end=kept + new, new=new) for s, kept, new in (a, b))
    start, kept, new = (x + y for x, y in zip(a, b, strict=True))
    assert one + other == retention_rate(start=start, end=kept + new, new=new)
    assert sum([one, other]) == other + one


@given(start=st.sets(st.integers(0, 99), min_size=1), end=st.sets(st.integers(0, 99)))
def test_ids_give_what_their_counts_give(start, end):
    by_ids = retention_rate(start_ids=start, end_ids=list(end))
    assert by_ids == retention_rate(start=len(start), end=len(end), new=len(end - start))
    assert close(by_ids.value, 100 * len(start & end) / len(start))


@given(churn=st.floats(0.001, 0.999), periods=st.integers(2, 36))
def test_compounding_gives_less_than_multiplying(churn, periods):
    assert 0 < compound_churn(churn, periods=periods).value <= 100
    assert compound_churn(churn, periods=periods).value < 100 * churn * periods


@given(retention=shares, discount=st.floats(0.01, 1))
def test_a_margin_now_adds_exactly_one_margin(retention, discount):
    terms = {"margin": 100, "retention": retention, "discount": discount}
    now, later = (lifetime_value(**terms, first_margin=when).value for when in ("now", "after_one_period"))
    assert now == pytest.approx(later + 100, rel=1e-9)


# --- ids


def test_repeated_ids_count_once_and_missing_ones_not_at_all():
    rate = retention_rate(start_ids=["a", "a", "b", None, float("nan")], end_ids=["a", "c"])
    assert (rate.value, rate.n, rate.missing) == (50, 2, 2)


def test_ids_may_be_columns_of_any_library():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for column in (pandas.Series, polars.Series, np.array):
        assert retention_rate(start_ids=column(["a", "b"]), end_ids=column(["b", "c"])).value == 50
    missing = retention_rate(start_ids=pandas.Series(["a", pandas.NA], dtype="string"), end_ids={"a"})
    assert (missing.value, missing.missing) == (100, 1)


def test_who_left_and_came_back_hides_in_counts_and_not_in_ids():
    first, last = {"a", "b", "c"}, {"a", "b", "d"}
    assert retention_rate(start_ids=first, end_ids=last).value == pytest.approx(200 / 3)


@pytest.mark.parametrize("ids", ["abc", 5, {"a": 1}.items, [["a"], ["b"]]])
def test_what_is_no_sequence_of_ids_is_refused(ids):
    with pytest.raises(KpiError, match=r"start_ids is a sequence of ids .* Give one id for each customer"):
        retention_rate(start_ids=ids, end_ids=["a"])


@pytest.mark.parametrize(
    "arguments",
    [{}, {"start": 5, "end": 3}, {"start_ids": ["a"]}, {"start": 1, "end": 1, "new": 0, "start_ids": ["a"]}],
)
def test_retention_wants_three_counts_or_two_sets(arguments):
    with pytest.raises(KpiError, match="Give either start, end and new, or start_ids and end_ids"):
        retention_rate(**arguments)


# --- what is undefined


def test_nothing_at_the_start_is_undefined_and_not_a_hundred():
    for rate in (retention_rate(start=0, end=5, new=5), churn_rate(lost=0, start=0)):
        assert isnan(rate.value)
        assert isnan(rate.low)
        assert rate.reason == "customers at the start: 0, and nothing can be divided by zero"
        assert "undefined" in repr(rate)
    with pytest.raises(KpiError, match="take strict=True away"):
        churn_rate(lost=0, start=0, strict=True)


def test_an_endless_value_is_undefined():
    endless = {"margin": 100, "retention": 1, "discount": 0, "first_margin": "now"}
    assert isnan(lifetime_value(**endless).value)
    assert lifetime_value(**endless).reason == "without loss or discount, the value has no end"
    with pytest.raises(KpiError, match="no end"):
        lifetime_value(**endless, strict=True)


def test_what_is_made_from_an_undefined_rate_is_undefined():
    nobody = retention_rate(start=0, end=0, new=0)
    value = lifetime_value(margin=1, retention=nobody, discount=0.1, first_margin="now")
    assert value.reason == "the rate it is made from is undefined"
    assert isnan(compound_churn(churn_rate(lost=0, start=0), periods=3).value)


def test_an_amount_has_no_interval_and_says_why():
    value = lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin="now")
    assert isnan(value.low)
    assert isnan(value.high)
    assert value.reason == "no interval: give retention the result of cx.retention_rate(…) to have one"
    by_revenue = referral_rate(referred=5.5, total=100, counted_in="revenue")
    assert close(by_revenue.value, 5.5)
    assert isnan(by_revenue.low)
    assert "amounts do not say" in by_revenue.reason


def test_a_rate_hands_its_interval_on():
    kept, lost = retention_rate(start=1000, end=950, new=150), churn_rate(lost=5, start=100)
    value = lifetime_value(margin=100, retention=kept, discount=0.1, first_margin="now")
    ends = (
        lifetime_value(margin=100, retention=end / 100, discount=0.1, first_margin="now")
        for end in (kept.low, kept.high)
    )
    assert [value.low, value.high] == [end.value for end in ends]
    loss = lifetime_value(margin=-100, retention=kept, discount=0.1, first_margin="now")
    assert loss.low < loss.value < loss.high
    year = compound_churn(lost, periods=12)
    assert close(year.low, 100 * (1 - (1 - lost.low / 100) ** 12))
    assert year.n == 100


def test_a_small_group_is_flagged():
    assert churn_rate(lost=1, start=29).low_n
    assert not churn_rate(lost=1, start=30).low_n
    assert not lifetime_value(margin=1, retention=0.5, discount=0.1, first_margin="now").low_n


# --- what is refused


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            lambda: retention_rate(start=10, end=20, new=30),
            r"new \(30\) exceeds end \(20\).*Check that end counts them",
        ),
        (
            lambda: retention_rate(start=10, end=20, new=5),
            r"20 − 5 = 15\) exceeds start \(10\): customers who came back",
        ),
        (lambda: churn_rate(lost=1300, start=1000), r"lost \(1,300\) exceeds start \(1,000\).*Check"),
        (lambda: repurchase_rate(repeat_customers=3, customers=2), r"\(3\) exceeds customers \(2\). Check that both"),
        (lambda: referral_rate(referred=3, total=2), r"referred \(3\) exceeds total \(2\). Check"),
        (lambda: churn_rate(lost=-1, start=10), "lost must be a whole number, zero or more"),
        (lambda: churn_rate(lost=1.5, start=10), "lost must be a whole number"),
        (lambda: churn_rate(lost=True, start=10), "lost must be a whole number"),
        (lambda: churn_rate(lost=1, start=10, window=0), "Write for example window=90"),
        (lambda: churn_rate(lost=1, start=10, confidence=95), "Did you mean 0.95"),
        (lambda: referral_rate(referred=-3, total=2, counted_in="revenue"), "referred cannot be negative"),
        (lambda: referral_rate(referred=3, total="2", counted_in="revenue"), "total must be a number"),
        (lambda: referral_rate(referred=1, total=2, counted_in="order"), 'Did you mean "orders"'),
        (lambda: compound_churn(5, periods=12), r"churn is a share between 0 and 1, not 5. Did you mean 0.05"),
        (lambda: compound_churn(0.05, periods=0), "Write for example periods=12"),
        (lambda: compound_churn(compound_churn(0.05, periods=2), periods=2), "churn cannot be that result"),
    ],
)
def test_impossible_counts_are_refused_with_what_to_check(wrong, sentence):
    with pytest.raises(KpiError, match=sentence) as refused:
        wrong()
    assert isinstance(refused.value, ValueError)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"retention": 80}, r"retention is a share between 0 and 1, not 80. Did you mean 0.80\?"),
        ({"discount": 10}, r"Did you mean 0.10\?"),
        ({"retention": -0.1}, "retention is a share between 0 and 1; this is −0.1"),
        ({"retention": float("nan")}, "retention is a share"),
        ({"retention": True}, "retention is a share"),
        ({"retention": "0.8"}, "retention is a share"),
        ({"margin": float("inf")}, "margin must be a number"),
        ({"margin": None}, "margin must be a number"),
        ({"first_margin": "later"}, "first_margin cannot be"),
    ],
)
def test_a_lifetime_value_wants_shares_and_a_moment(changed, sentence):
    terms = {"margin": 100, "retention": 0.8, "discount": 0.1, "first_margin": "now"}
    with pytest.raises(KpiError, match=sentence):
        lifetime_value(**{**terms, **changed})


@pytest.mark.parametrize("other", [nps([9, 10]), churn_rate(lost=1, start=9)])
def test_only_a_retention_rate_stands_for_retention(other):
    with pytest.raises(KpiError, match="retention cannot be that result"):
        lifetime_value(margin=100, retention=other, discount=0.1, first_margin="now")


def test_values_of_one_customer_do_not_add_up():
    one = lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin="now")
    with pytest.raises(KpiError, match="Two lifetime values do not add up"):
        one + one
    year = compound_churn(0.05, periods=12)
    with pytest.raises(KpiError, match="Two compounded churns do not add up"):
        year + year
    with pytest.raises(KpiError, match="do not measure the same"):
        year + compound_churn(0.05, periods=6)


def test_unlike_windows_are_neither_merged_nor_compared():
    short, long = churn_rate(lost=5, start=100, window=30), churn_rate(lost=5, start=100, window=90)
    for together in (compare, lambda a, b: a + b):
        with pytest.raises(KpiError, match=r"window of 30 days.*window of 90 days"):
            together(short, long)
    with pytest.raises(KpiError, match="do not measure the same"):
        short + nps([9, 10])
    with pytest.raises(KpiError, match="do not measure the same"):
        nps([9, 10]) + short
    with pytest.raises(TypeError):
        short + 5


def test_two_churn_rates_are_compared_by_the_pooled_z_test():
    found = compare(churn_rate(lost=250, start=5000), churn_rate(lost=200, start=5000))
    assert (round(found.statistic, 3), round(found.p_value, 4)) == (2.412, 0.0159)


def test_amounts_are_not_tested():
    value = referral_rate(referred=5, total=100, counted_in="revenue")
    with pytest.raises(KpiError, match="Totals do not say how much single cases vary"):
        compare(value, value)


# --- wrong formulas


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (retention_rate(start=1000, end=950, new=150), {"new_counted": 95, "retention_end_base": 800 / 9.5}),
        (churn_rate(lost=50, start=1000).beside(end=1100), {"churn_end_base": 50 / 11, "net_loss": -10}),
        (churn_rate(lost=50, start=1000), {"churn_end_base": 50 / 9.5, "retention_for_churn": 95}),
        (repurchase_rate(repeat_customers=30, customers=120).beside(orders=200), {"orders_base": 15}),
        (referral_rate(referred=20, total=100), {"part_over_rest": 25}),
    ],
)
def test_the_wrong_formulas_give_what_learners_type(figure, expected):
    wrong = wrong_formulas(figure)
    for mistake, value in expected.items():
        assert close(wrong[mistake], value)
        assert recognise(value, figure).id == mistake


def test_a_lifetime_value_on_revenue_is_recognised():
    terms = {"margin": 100, "retention": 0.8, "discount": 0.1, "first_margin": "after_one_period"}
    value = lifetime_value(**terms)
    assert "revenue_for_margin" not in wrong_formulas(value)
    known = value.beside(revenue=400, historic=250)
    wrong = wrong_formulas(known)
    assert close(wrong["revenue_for_margin"], 4 * value.value)
    assert close(wrong["other_moment"], 1100 / 3)
    assert close(wrong["undiscounted"], 400)
    assert close(wrong["one_over_churn"], 500)
    assert close(wrong["historic_added"], value.value + 250)
    assert close(wrong["churn_for_retention"], 100 * 0.2 / 0.9)
    assert recognise(4 * value.value, known).sentence("en").startswith("Serving a customer costs something")
    assert known.value == value.value


def test_averaged_shops_are_recognised():
    shops = churn_rate(lost=10, start=100), churn_rate(lost=10, start=1000)
    assert recognise(5.5, *shops).id == "averaged"


def test_an_undefined_figure_has_no_mistakes():
    assert mistakes(churn_rate(lost=0, start=0)) == ()


# --- in words


def test_a_rate_explains_itself_with_its_numbers():
    told = retention_rate(start=1000, end=950, new=150).explain("en")
    assert "Value: 100 × (950 − 150) ÷ 1,000 = 80.0%." in told
    assert "95% interval (Wilson)" in told
    told = retention_rate(start=1000, end=950, new=150).explain("fr")
    assert "100 × (950 − 150) ÷ 1\u202f000 = 80,0\u202f%." in told


def test_a_lifetime_value_says_it_is_residual_and_when_the_first_margin_comes():
    value = lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin="after_one_period")
    assert "residual value" in str(value.definition)
    assert "first margin after one period" in str(value.definition)
    assert "100 × 0.80 ÷ (1 + 0.10 − 0.80) = €266.67." in value.explain()


def test_a_figure_is_one_line_and_a_card():
    rate = churn_rate(lost=5, start=100, window=90)
    assert repr(rate) == "Churn rate: 5.0% · 95% interval: 2.2 to 11.2 · customers at the start: 100"
    assert "window of 90 days" in rate._repr_html_()
    assert "Lower is better." in rate._repr_html_()
