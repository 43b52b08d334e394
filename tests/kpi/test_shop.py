"""In the shop and at the till: worked examples, a second opinion, wrong formulas, and what is refused."""

from math import isnan

import pytest
from counted import close, parts
from hypothesis import given

from cxlearn.kpi.comparison import compare
from cxlearn.kpi.mistakes import recognise, wrong_formulas
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.shop import basket_size, store_conversion_rate, up_sell_rate

pytestmark = pytest.mark.usefixtures("english")


SHARES = [
    lambda part, whole: store_conversion_rate(purchases=part, entries=whole),
    lambda part, whole: up_sell_rate(upgraded=part, occasions=whole),
]


def test_one_in_four_who_enter_buys():
    rate = store_conversion_rate(purchases=90, entries=360)
    assert (rate.value, rate.unit, rate.direction, rate.n) == (25, "percent", "higher", 360)
    assert "entries counted in people" in str(rate.definition)


def test_two_and_a_half_items_in_a_basket():
    size = basket_size(items=250, orders=100)
    assert repr(size) == "Basket size: 2.50 items · no interval · orders: 100"
    assert size.explain().splitlines()[2] == "3. Value: 250 ÷ 100 = 2.50 items."


def test_an_upgrade_on_one_order_in_twenty():
    assert up_sell_rate(upgraded=15, occasions=300).value == 5


@given(part=parts())
def test_wilsons_interval_is_that_of_statsmodels(part):
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    low, high = proportion.proportion_confint(*part, method="wilson")
    for share in SHARES:
        rate = share(*part)
        assert close(rate.value, 100 * part[0] / part[1])
        assert close(rate.low, 100 * low)
        assert close(rate.high, 100 * high)


@given(a=parts(), b=parts())
def test_merging_is_pooling(a, b):
    for share in SHARES:
        assert share(*a) + share(*b) == share(a[0] + b[0], a[1] + b[1])
    pooled = basket_size(items=a[1], orders=a[0]) + basket_size(items=b[1], orders=b[0])
    assert pooled == basket_size(items=a[1] + b[1], orders=a[0] + b[0])


def test_a_base_of_zero_is_undefined_and_never_zero():
    for nothing, base in (
        (store_conversion_rate(purchases=0, entries=0), "entries to the shop"),
        (basket_size(items=0, orders=0), "orders"),
        (up_sell_rate(upgraded=0, occasions=0), "occasions"),
    ):
        assert isnan(nothing.value)
        assert nothing.reason == f"{base}: 0, and nothing can be divided by zero"
    with pytest.raises(KpiError, match="take strict=True away"):
        basket_size(items=0, orders=0, strict=True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            lambda: store_conversion_rate(purchases=9, entries=3),
            r"purchases \(9\) exceeds entries \(3\). Check the hours",
        ),
        (lambda: store_conversion_rate(purchases=1, entries=3, counted_in="group"), 'Did you mean "groups"'),
        (lambda: up_sell_rate(upgraded=9, occasions=3), r"upgraded \(9\) exceeds occasions \(3\). Check"),
        (lambda: up_sell_rate(upgraded=1, occasions=3, base="offer"), 'Did you mean "offers"'),
        (lambda: basket_size(items=3, orders=9), r"items \(3\) is below orders \(9\).*Check their order"),
        (lambda: basket_size(items=2.5, orders=1), "items must be a whole number"),
        (lambda: up_sell_rate(upgraded=-1, occasions=3), "upgraded must be a whole number"),
    ],
)
def test_impossible_counts_are_refused_with_what_to_check(wrong, sentence):
    with pytest.raises(KpiError, match=sentence):
        wrong()


def test_what_is_counted_differently_is_neither_merged_nor_compared():
    for a, b in (
        (up_sell_rate(upgraded=1, occasions=2), up_sell_rate(upgraded=1, occasions=2, base="offers")),
        (
            store_conversion_rate(purchases=1, entries=2),
            store_conversion_rate(purchases=1, entries=2, counted_in="groups"),
        ),
    ):
        for together in (compare, lambda x, y: x + y):
            with pytest.raises(KpiError, match="do not measure the same thing"):
                together(a, b)


@pytest.mark.parametrize(
    ("figure", "mistake", "value"),
    [
        (basket_size(items=250, orders=100), "size_reversed", 0.4),
        (basket_size(items=250, orders=100).beside(customers=80), "items_per_customer", 3.125),
        (basket_size(items=250, orders=100).beside(products=180), "different_products", 1.8),
        (store_conversion_rate(purchases=90, entries=360), "entries_over_purchases", 4),
        (store_conversion_rate(purchases=90, entries=360), "left_for_bought", 75),
        (store_conversion_rate(purchases=90, entries=360).beside(items=180), "items_for_tickets", 50),
        (up_sell_rate(upgraded=15, occasions=300).beside(cross_sold=30), "cross_sold_counted", 15),
        (up_sell_rate(upgraded=15, occasions=300), "as_planned", 95),
        (up_sell_rate(upgraded=75, occasions=300), "part_over_rest", 100 / 3),
    ],
)
def test_the_wrong_formulas_give_what_learners_type(figure, mistake, value):
    assert close(wrong_formulas(figure)[mistake], value)
    assert recognise(value, figure).id == mistake
