"""A learner's wrong number tells which wrong way was taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlearn.kpi import ces, compare, csat, mistakes, nps, recognise, wrong_formulas
from cxlearn.kpi.mistakes import COMPARING, MISTAKES, POOLING

WORKED = [0] * 20 + [7] * 30 + [10] * 50
EVERY = {mistake.id: mistake for row in (*MISTAKES.values(), COMPARING, POOLING) for mistake in row}


def test_the_worked_nps_gone_wrong():
    wrong = wrong_formulas(nps([*WORKED, *[None] * 25]))
    assert wrong["passives_left_out"] == pytest.approx(100 * 30 / 70)
    assert wrong["promoters_only"] == 50
    assert wrong["passives_as_promoters"] == 60
    assert wrong["mean_answer"] == 7.1
    assert wrong["mean_times_ten"] == pytest.approx(71)
    assert wrong["missing_in_base"] == 24
    assert wrong["missing_as_zero"] == 4
    assert wrong["share_for_percent"] == 0.3
    assert wrong["sign"] == -30
    assert "counts_subtracted" not in wrong  # of a hundred answers, the numbers are the shares


def test_shares_rounded_first_give_another_integer():
    result = nps.from_counts(detractors=1, passives=4, promoters=4)
    assert wrong_formulas(result)["shares_rounded"] == 44 - 11
    assert round(result.value) == 33
    apart = sum(
        1
        for n in range(3, 40)
        for d in range(n + 1)
        for p in range(n + 1 - d)
        if (made := nps.from_counts(detractors=d, passives=p, promoters=n - d - p)).n
        and (wrong := wrong_formulas(made).get("shares_rounded")) is not None
        and wrong != int(made.value + (0.5 if made.value > 0 else -0.5))
    )
    every = sum((n + 1) * (n + 2) // 2 for n in range(3, 40))
    assert 0.2 < apart / every < 0.26


def test_a_csat_gone_wrong():
    wrong = wrong_formulas(csat([5, 4, 3, 2, 1, 5, None, None]))
    assert wrong["mean_answer"] == pytest.approx(20 / 6)
    assert wrong["mean_over_top"] == pytest.approx(100 * 20 / 30)
    assert wrong["mean_stretched"] == pytest.approx(100 * 14 / 24)
    assert wrong["top_answer_only"] == pytest.approx(100 / 3)
    assert wrong["middle_included"] == pytest.approx(100 * 4 / 6)
    assert wrong["nps_cuts"] == -100
    assert wrong["missing_in_base"] == pytest.approx(37.5)


def test_a_net_ces_from_the_wrong_cuts():
    answers = [1, 3, 5, 5, 7, 7, 4, 6]
    assert wrong_formulas(ces(answers, version=2, aggregate="net"))["net_ends_only"] == 25
    assert wrong_formulas(ces([1, 1, 2, 5], version=1, aggregate="mean"))["scale_reversed"] == 3.75


def test_a_gap_in_percent_is_no_gap_in_points():
    thirty, twenty = nps([0] * 20 + [7] * 30 + [10] * 50), nps([0] * 30 + [7] * 20 + [10] * 50)
    found = compare(thirty, twenty)
    assert wrong_formulas(found) == {"percent_for_points": 50, "sign": -10}
    assert recognise(50, found).id == "percent_for_points"


def test_figures_are_pooled_not_averaged():
    small, large = nps([10]), nps([0] * 99)
    assert wrong_formulas(small, large)["averaged"] == 0
    assert recognise(0, small, large).id == "averaged"


def test_a_learners_number_is_recognised():
    assert recognise(42.9, nps(WORKED)).id == "passives_left_out"
    assert recognise(30, nps(WORKED)) is None
    assert recognise(12.34, nps(WORKED)) is None


def test_where_only_groups_are_known_no_mean_is_made_up():
    assert "mean_answer" not in wrong_formulas(nps.from_counts(detractors=20, passives=30, promoters=50))


def test_an_undefined_figure_has_no_wrong_values():
    assert wrong_formulas(nps([])) == {}


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1))
def test_no_wrong_value_is_the_right_one(answers):
    for result in (
        csat(answers),
        nps(answers),
        *(ces(answers, version=1, aggregate=aggregate) for aggregate in ("mean", "net")),
        ces(answers, version=2, aggregate="agree"),
    ):
        assert all(abs(value - result.value) > 1e-9 for value in wrong_formulas(result).values())
        assert set(wrong_formulas(result)) <= {mistake.id for mistake in mistakes(result)}


@pytest.mark.parametrize("name", sorted(EVERY))
@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_every_mistake_has_a_name_and_a_sentence(name, spoken):
    mistake = EVERY[name]
    assert mistake.name(spoken)
    assert mistake.sentence(spoken).endswith(".")
    assert len(mistake.sentence(spoken).split()) <= 28
