"""From a visit to a basket: worked examples, second opinions, and what is refused."""

import pickle
from math import isnan

import pytest
from counted import close, parts
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.kpi.comparison import compare
from cxlearn.kpi.mistakes import recognise, wrong_formulas
from cxlearn.kpi.planning import bootstrap, sample_size
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.traffic import (
    average_basket,
    bounce_rate,
    cart_abandonment_rate,
    conversion_rate,
    digital_contact_share,
    mobile_share,
    ropo_share,
    share_of_voice,
)

pytestmark = pytest.mark.usefixtures("english")


SHARES = [
    lambda part, whole: conversion_rate(buyers=part, visitors=whole),
    lambda part, whole: cart_abandonment_rate(orders=whole - part, carts=whole),
    lambda part, whole: bounce_rate(engaged=whole - part, sessions=whole),
    lambda part, whole: ropo_share(researched_online=part, offline_purchases=whole),
    lambda part, whole: digital_contact_share(digital=part, all_contacts=whole),
    lambda part, whole: mobile_share(mobile=part, all_sessions=whole),
]


# --- worked examples


def test_six_hundred_and_fifty_orders_for_three_thousand_one_hundred_and_fifty_carts():
    rate = cart_abandonment_rate(orders=650, carts=3150)
    assert round(rate.value, 2) == 79.37
    assert rate.direction == "lower"


def test_two_hundred_and_fifty_buyers_of_five_thousand_visitors():
    rate = conversion_rate(buyers=250, visitors=5000)
    assert (rate.value, rate.unit, rate.n) == (5, "percent", 5000)
    found = compare(rate, conversion_rate(buyers=200, visitors=5000))
    assert (round(found.statistic, 3), round(found.p_value, 4)) == (2.412, 0.0159)


def test_sixty_engaged_sessions_of_a_hundred_leave_forty_bounces():
    assert bounce_rate(engaged=60, sessions=100).value == 40


def test_a_ropo_share_is_neither_good_nor_bad():
    share = ropo_share(researched_online=40, offline_purchases=100)
    assert (share.value, share.direction) == (40, "neither")
    assert "Neither high nor low is better" in share._repr_html_()
    assert "÷ shop purchases" in str(share.definition)


def test_a_quarter_of_the_voices():
    share = share_of_voice(brand=300, category=1200, medium="Instagram")
    assert (share.value, share.n) == (25, 0)
    assert "measured on: Instagram" in str(share.definition)


def test_fifty_two_euros_in_a_basket():
    basket = average_basket(revenue=5200.5, orders=100)
    assert (basket.value, basket.unit, basket.n) == (52.005, "money", 100)
    assert repr(basket) == "Average basket: €52.01 · no interval · orders: 100"


# --- a second opinion, and what holds for any counts


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


@given(a=parts(), b=parts(), c=parts())
def test_the_order_of_a_merge_changes_nothing(a, b, c):
    x, y, z = (conversion_rate(buyers=part, visitors=whole) for part, whole in (a, b, c))
    assert (x + y) + z == z + (y + x) == sum([x, y, z])


@given(part=parts())
def test_a_share_lies_between_zero_and_a_hundred_within_its_interval(part):
    for share in SHARES:
        rate = share(*part)
        assert 0 <= rate.low <= rate.value <= rate.high <= 100


@given(revenue=st.floats(0, 1e9), orders=st.integers(1, 10**6), more=st.floats(0, 1e9), others=st.integers(1, 10**6))
def test_baskets_are_pooled_and_not_averaged(revenue, orders, more, others):
    both = average_basket(revenue=revenue, orders=orders) + average_basket(revenue=more, orders=others)
    assert both.value == pytest.approx((revenue + more) / (orders + others))


def test_a_figure_survives_a_trip_to_another_process():
    rate = conversion_rate(buyers=250, visitors=5000)
    assert pickle.loads(pickle.dumps(rate)) == rate


# --- what is undefined


@pytest.mark.parametrize(
    ("figure", "label"),
    [
        (conversion_rate(buyers=0, visitors=0), "visitors"),
        (cart_abandonment_rate(orders=0, carts=0), "carts"),
        (bounce_rate(engaged=0, sessions=0), "sessions"),
        (ropo_share(researched_online=0, offline_purchases=0), "shop purchases"),
        (share_of_voice(brand=0, category=0), "category, the brand included"),
        (digital_contact_share(digital=0, all_contacts=0), "contacts by any channel"),
        (mobile_share(mobile=0, all_sessions=0), "in all, on any device"),
        (average_basket(revenue=0, orders=0), "orders"),
    ],
)
def test_a_base_of_zero_is_undefined(figure, label):
    assert isnan(figure.value)
    assert isnan(figure.low)
    assert figure.reason == f"{label}: 0, and nothing can be divided by zero"
    assert "undefined" in repr(figure)
    assert "undefined" in figure.explain()


def test_strict_raises_where_a_figure_is_undefined():
    for undefined in (
        lambda: conversion_rate(buyers=0, visitors=0, strict=True),
        lambda: average_basket(revenue=0, orders=0, strict=True),
        lambda: share_of_voice(brand=0, category=0, strict=True),
    ):
        with pytest.raises(KpiError, match="take strict=True away"):
            undefined()


@pytest.mark.parametrize("figure", [share_of_voice(brand=3, category=12), average_basket(revenue=9, orders=3)])
def test_totals_have_no_interval_no_test_and_no_draws(figure):
    assert isnan(figure.low)
    assert figure.reason.startswith("no interval")
    for use_it in (lambda: compare(figure, figure), lambda: bootstrap(figure), lambda: sample_size(figure, margin=5)):
        with pytest.raises(KpiError, match="Totals do not say how much single cases vary"):
            use_it()


# --- what is refused


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            lambda: conversion_rate(buyers=5000, visitors=250),
            r"buyers \(5,000\) exceeds visitors \(250\). Check their order",
        ),
        (lambda: cart_abandonment_rate(orders=9, carts=3), r"orders \(9\) exceeds carts \(3\). Check the period"),
        (lambda: bounce_rate(engaged=9, sessions=3), r"engaged \(9\) exceeds sessions \(3\). Check"),
        (lambda: ropo_share(researched_online=9, offline_purchases=3), r"\(9\) exceeds offline_purchases \(3\). Check"),
        (lambda: digital_contact_share(digital=9, all_contacts=3), r"digital \(9\) exceeds all_contacts \(3\).*Check"),
        (lambda: mobile_share(mobile=9, all_sessions=3), r"mobile \(9\) exceeds all_sessions \(3\).*Check"),
        (lambda: mobile_share(mobile=1, all_sessions=3, counted_in="order"), 'Did you mean "orders"'),
        (lambda: share_of_voice(brand=9, category=3), r"brand \(9\) exceeds category \(3\).*Check the total"),
        (lambda: share_of_voice(brand=-9, category=3), "brand cannot be negative; this is −9"),
        (lambda: average_basket(revenue=-5, orders=3), "revenue cannot be negative; this is −5. Check its sign"),
        (lambda: average_basket(revenue=5, orders=-3), "orders must be a whole number"),
        (lambda: average_basket(revenue="5 €", orders=3), "revenue must be a number"),
        (lambda: conversion_rate(buyers=-1, visitors=3), "buyers must be a whole number"),
        (lambda: conversion_rate(buyers=1, visitors=3, counted_in="session"), 'Did you mean "sessions"'),
        (lambda: cart_abandonment_rate(orders=1, carts=3, since="check-out"), 'Did you mean "checkout"'),
    ],
)
def test_impossible_counts_are_refused_with_what_to_check(wrong, sentence):
    with pytest.raises(KpiError, match=sentence):
        wrong()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (conversion_rate(buyers=1, visitors=2), conversion_rate(buyers=1, visitors=2, counted_in="sessions")),
        (cart_abandonment_rate(orders=1, carts=2), cart_abandonment_rate(orders=1, carts=2, since="checkout")),
        (share_of_voice(brand=1, category=2, medium="TV"), share_of_voice(brand=1, category=2, medium="press")),
        (mobile_share(mobile=1, all_sessions=2), mobile_share(mobile=1, all_sessions=2, counted_in="orders")),
        (conversion_rate(buyers=1, visitors=2), ropo_share(researched_online=1, offline_purchases=2)),
    ],
)
def test_what_is_counted_differently_is_neither_merged_nor_compared(a, b):
    for together in (compare, lambda x, y: x + y):
        with pytest.raises(KpiError, match="do not measure the same thing"):
            together(a, b)


# --- wrong formulas


@pytest.mark.parametrize(
    ("figure", "mistake", "value"),
    [
        (conversion_rate(buyers=250, visitors=5000), "order_reversed", 20),
        (conversion_rate(buyers=250, visitors=5000), "left_for_bought", 95),
        (cart_abandonment_rate(orders=650, carts=3150), "ordered_for_abandoned", 65000 / 3150),
        (cart_abandonment_rate(orders=650, carts=3150), "carts_per_order", 250000 / 650),
        (bounce_rate(engaged=70, sessions=100).beside(single_page=55), "single_page", 55),
        (bounce_rate(engaged=70, sessions=100), "engaged_for_bounced", 70),
        (ropo_share(researched_online=40, offline_purchases=100).beside(online_visitors=400), "online_base", 10),
        (ropo_share(researched_online=40, offline_purchases=100).beside(purchases=160), "all_purchases_base", 25),
        (share_of_voice(brand=300, category=1200), "rivals_base", 100 / 3),
        (digital_contact_share(digital=60, all_contacts=80), "other_channels", 25),
        (digital_contact_share(digital=60, all_contacts=80), "part_over_rest", 300),
        (mobile_share(mobile=60, all_sessions=100).beside(tablet=15), "tablets_counted", 75),
        (mobile_share(mobile=60, all_sessions=80), "other_devices", 25),
        (average_basket(revenue=5200, orders=100).beside(customers=80, items=260), "per_customer", 65),
        (average_basket(revenue=5200, orders=100).beside(customers=80, items=260), "per_item", 20),
    ],
)
def test_the_wrong_formulas_give_what_learners_type(figure, mistake, value):
    assert close(wrong_formulas(figure)[mistake], value)
    assert recognise(value, figure).id == mistake


def test_facts_beside_a_figure_must_be_numbers():
    with pytest.raises(KpiError, match="items must be a number"):
        average_basket(revenue=5200, orders=100).beside(items="many")
