"""scipy and statsmodels reckon the same."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlearn.kpi import ab_test, ces, compare, csat, interval, nps, student

optimize = pytest.importorskip("scipy.optimize")
stats = pytest.importorskip("scipy.stats")
proportion = pytest.importorskip("statsmodels.stats.proportion")
weightstats = pytest.importorskip("statsmodels.stats.weightstats")

EXACT = {"abs": 1e-9, "rel": 1e-9}
counts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(sum)
fives = st.lists(st.integers(1, 5), min_size=2, max_size=80).filter(lambda values: len(set(values)) > 1)


def scores_of(sizes):
    return np.repeat([-100.0, 0.0, 100.0], sizes)


def figure(sizes, **options):
    return nps.from_counts(detractors=sizes[0], passives=sizes[1], promoters=sizes[2], **options)


@given(counts)
def test_wald_is_statsmodels_normal_interval(sizes):
    values = weightstats.DescrStatsW(scores_of(sizes), ddof=0)
    half = stats.norm.ppf(0.975) * values.std / sqrt(values.nobs)
    ours = figure(sizes, interval="wald")
    assert ours.value == pytest.approx(values.mean, **EXACT)
    assert ours.low == pytest.approx(max(values.mean - half, -100), abs=1e-6)
    assert ours.high == pytest.approx(min(values.mean + half, 100), abs=1e-6)


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([0.8, 0.95, 0.999]))
def test_wilson_is_statsmodels(hits, others, confidence):
    if not hits + others:
        return
    ours = csat.from_counts(satisfied=hits, total=hits + others, confidence=confidence)
    theirs = proportion.proportion_confint(hits, hits + others, alpha=1 - confidence, method="wilson")
    assert (ours.low / 100, ours.high / 100) == pytest.approx(theirs, **EXACT)


@given(fives, st.sampled_from([0.8, 0.95, 0.999]))
def test_the_interval_of_a_mean_is_statsmodels_t(values, confidence):
    ours = ces(values, version=1, aggregate="mean", confidence=confidence)
    low, high = weightstats.DescrStatsW(values).tconfint_mean(alpha=1 - confidence)
    assert (ours.low, ours.high) == pytest.approx((max(low, 1), min(high, 5)), **EXACT)


@given(st.floats(-50, 50), st.floats(0.5, 1e5))
def test_students_t_is_scipys(t, freedom):
    assert student.two_sided(t, freedom) == pytest.approx(2 * stats.t.sf(abs(t), freedom), rel=1e-8, abs=1e-12)
    assert student.quantile(0.95, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-8)


@settings(deadline=None, max_examples=30)
@given(st.tuples(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60)))
def test_the_score_interval_is_found_by_maximising_the_likelihood(sizes):
    low, _, high = sizes
    n = sum(sizes)

    def z(net):
        def unlikely(share):  # of the low group; the others follow from the net share
            shares = (share, 1 - 2 * share - net, share + net)
            return -sum(size * np.log(max(p, 1e-300)) for size, p in zip(sizes, shares, strict=True))

        least, most = max(0, -net), (1 - net) / 2
        share = optimize.minimize_scalar(
            unlikely, (least, most), (least, most), method="bounded", options={"xatol": 1e-12}
        ).x
        return (high - low - n * net) / sqrt(n * (2 * share + net - net * net))

    ours = figure(sizes, interval="score")
    for end in (ours.low, ours.high):
        assert abs(z(end / 100)) == pytest.approx(interval.normal_quantile(0.95), rel=1e-4)


@given(counts, counts)
def test_the_z_test_of_two_nps_is_statsmodels_on_scores(one, other):
    ours = compare(figure(one), figure(other))
    a, b = (weightstats.DescrStatsW(scores_of(sizes), ddof=0) for sizes in (one, other))
    error = sqrt(a.var / a.nobs + b.var / b.nobs)
    if error > 1e-6:
        z = (a.mean - b.mean) / error
        assert ours.statistic == pytest.approx(z, rel=1e-7, abs=1e-9)
        assert ours.p_value == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-6, abs=1e-9)


rates = st.tuples(st.integers(0, 200), st.integers(1, 200)).filter(lambda pair: pair[0] <= pair[1])


@given(rates, rates)
def test_an_ab_test_is_statsmodels(one, other):
    successes, trials = zip(one, other, strict=True)
    ours = ab_test(successes=successes, trials=trials)
    if 0 < sum(successes) < sum(trials):
        z, p = proportion.proportions_ztest(np.array(successes), np.array(trials))
        assert (ours.statistic, ours.p_value) == pytest.approx((z, p), **EXACT)
    low, high = proportion.confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert (ours.low / 100, ours.high / 100) == pytest.approx((low, high), **EXACT)


@given(fives, fives)
def test_two_means_are_compared_as_scipy_does(one, other):
    ours = compare(*(ces(values, version=1, aggregate="mean") for values in (one, other)))
    theirs = stats.ttest_ind(one, other, equal_var=False)
    ends = theirs.confidence_interval()
    assert (ours.statistic, ours.p_value) == pytest.approx((theirs.statistic, theirs.pvalue), **EXACT)
    assert (ours.low, ours.high) == pytest.approx((ends.low, ends.high), **EXACT)
