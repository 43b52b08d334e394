"""Two figures, their gap, and the sentence a manager gets."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn import language
from cxlearn.kpi import ab_test, ces, compare, csat, nps

counts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(sum)


def figure(detractors, passives, promoters):
    return nps.from_counts(detractors=detractors, passives=passives, promoters=promoters)


def test_the_published_example_of_two_nps():
    found = compare(figure(150, 300, 550), figure(200, 300, 500))
    assert found.difference == 10
    assert (round(found.statistic, 3), round(found.p_value, 4)) == (2.949, 0.0032)
    assert found.significant
    assert found.unit == "points"


def test_the_published_ab_test():
    found = ab_test(successes=(250, 200), trials=(5000, 5000))
    assert (round(found.statistic, 3), round(found.p_value, 4)) == (2.412, 0.0159)
    assert found.difference == pytest.approx(1)
    assert found.low < 1 < found.high


def test_an_ab_test_says_how_large_it_should_have_been():
    found = ab_test(successes=(250, 200), trials=(5000, 5000))
    assert 0.6 < found.power < 0.7
    enough = found.trials_needed
    again = ab_test(successes=(round(0.05 * enough), round(0.04 * enough)), trials=(enough, enough))
    assert again.power == pytest.approx(0.8, abs=0.01)


@given(counts, counts)
def test_the_other_way_round_the_gap_changes_its_sign(one, other):
    there, back = compare(figure(*one), figure(*other)), compare(figure(*other), figure(*one))
    assert there.difference == -back.difference
    assert (there.low, there.p_value) == pytest.approx((-back.high, back.p_value), nan_ok=True)


@given(counts, counts)
def test_the_interval_of_the_gap_holds_the_gap(one, other):
    for found in (
        compare(figure(*one), figure(*other)),
        ab_test(successes=(one[0], other[0]), trials=(sum(one), sum(other))),
    ):
        assert isnan(found.low) or found.low - 1e-9 <= found.difference <= found.high + 1e-9


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("fr", ["40,0 points", "10,0 points", "rarement", "p = 0,003"]),
        ("en", ["40.0 points", "10.0 points", "rarely", "p = 0.003"]),
    ],
)
def test_a_manager_gets_one_sentence_and_its_caveat(spoken, words):
    language.use(spoken)
    found = compare(figure(150, 300, 550), figure(200, 300, 500))
    assert [word for word in words if word not in found.sentence] == []
    assert repr(found) == f"{found.sentence} {found.caveat}"
    assert found.sentence.count(". ") == 0
    assert found.sentence in str(found.explain())


def test_the_caveat_is_the_one_that_applies():
    language.use("en")
    few, many = figure(1, 2, 3), figure(100, 200, 300)
    assert "30 answers" in compare(few, many).caveat
    assert "prove" in compare(many, figure(101, 200, 299)).caveat
    assert "cause" in compare(many, figure(10, 200, 300)).caveat
    assert "every day" in ab_test(successes=(250, 200), trials=(5000, 5000)).caveat


def test_a_tiny_p_value_is_not_zero():
    language.use("en")
    assert "p < 0.001" in compare(figure(0, 10, 500), figure(500, 10, 0)).sentence


def test_where_lower_is_better_it_is_said():
    language.use("en")
    one, other = (ces(values * 20, version=1, aggregate="mean") for values in ([1, 2, 3], [2, 3, 4]))
    assert "Lower is better" in str(compare(one, other).explain())


def test_nothing_can_be_compared_with_an_undefined_figure():
    found = compare(nps([]), nps([1]))
    assert isnan(found.difference)
    assert isnan(found.p_value)
    assert found.reason
    assert found.sentence


def test_groups_that_each_answer_alike_have_a_gap_and_no_test():
    found = compare(nps([10] * 9), nps([0] * 9))
    assert found.difference == 200
    assert isnan(found.p_value)
    assert found.reason
    assert isnan(ab_test(successes=(0, 0), trials=(5, 5)).p_value)
    assert ab_test(successes=(0, 0), trials=(5, 5)).trials_needed is None


def test_equal_figures_are_said_to_be_equal():
    language.use("en")
    assert "equal" in compare(csat([5, 1] * 20), csat([5, 1] * 30)).sentence


def test_a_comparison_shows_as_a_card():
    html = compare(figure(150, 300, 550), figure(200, 300, 500))._repr_html_()
    assert 'role="group"' in html
    assert "+10" in html
