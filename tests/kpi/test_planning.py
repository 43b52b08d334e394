"""How many answers it takes, and what chance would have made of them."""

import numpy as np
import pytest

from cxlearn import language
from cxlearn.kpi import bootstrap, ces, csat, nps, sample_size


@pytest.mark.parametrize(("kpi", "margin", "n"), [("nps", 10, 385), ("nps", 5, 1537), ("csat", 5, 385)])
def test_published_sample_sizes(kpi, margin, n):
    assert sample_size(kpi, margin=margin) == n


def test_a_result_says_which_definition_is_planned_for():
    assert sample_size(nps([1]), margin=10) == 385
    assert sample_size(csat([1]), margin=5) == 385
    assert sample_size(ces([1], version=2, aggregate="mean"), margin=0.3) == 385
    assert sample_size(ces([1], version=2, aggregate="net"), margin=10) == 385


def test_a_planned_sample_is_wide_enough_in_the_worst_case():
    n = sample_size("nps", margin=5)
    worst = nps.from_counts(detractors=n // 2, passives=0, promoters=n - n // 2, interval="wald")
    assert (worst.high - worst.low) / 2 <= 5.001


def test_a_bootstrap_agrees_with_the_interval():
    result = nps.from_counts(detractors=200, passives=300, promoters=500)
    found = bootstrap(result, 10_000)
    assert (found.low, found.high) == pytest.approx((result.low, result.high), abs=0.7)
    assert found.values.mean() == pytest.approx(30, abs=0.2)


def test_a_bootstrap_is_the_same_each_time():
    result = ces([1, 2, 2, 5], version=1, aggregate="mean")
    assert np.array_equal(bootstrap(result, 50).values, bootstrap(result, 50).values)
    assert not np.array_equal(bootstrap(result, 50).values, bootstrap(result, 50, seed=1).values)
    assert len(bootstrap(result, 50).values) == 50


def test_weighted_answers_are_drawn_as_their_effective_number():
    even = bootstrap(nps([0, 10] * 50))
    uneven = bootstrap(nps([0, 10] * 50, weights=[9, 9, 1, 1] * 25))
    assert uneven.high - uneven.low > even.high - even.low


def test_a_bootstrap_prints_its_interval():
    language.use("en")
    assert "10,000 samples" in repr(bootstrap(nps([0, 10])))
