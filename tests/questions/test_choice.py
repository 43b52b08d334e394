"""Choosing: which options are right, what partial credit gives, what is said back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_items import ROWS, option, row

from cxlearn.questions import from_data, grade
from cxlearn.questions.choice import CREDITS, net_correct, weighted

ITEMS = {entry["id"]: from_data(entry) for entry in ROWS}
SINGLE, SEVERAL, TRUE_FALSE = ITEMS["ch01-single"], ITEMS["ch01-multiple"], ITEMS["ch01-true-false"]


def several(credit: str, scores: list[float]):
    options = [option(f"o{n}", score=score) for n, score in enumerate(scores)]
    return from_data(row("several", "multiple", credit=credit, options=options))


def test_the_right_option_earns_full_marks_and_its_own_reply():
    mark = grade(SINGLE, "experience", "en")
    assert (mark.kind, mark.score, mark.reply) == ("right", 1.0, "why experience (en)")
    assert [part.right for part in mark.parts] == [True]


def test_a_wrong_option_earns_nothing_and_names_its_misconception():
    mark = grade(SINGLE, "product", "fr")
    assert (mark.kind, mark.score, mark.reply) == ("wrong", 0.0, "why product (fr)")
    assert mark.misconceptions == ("ux-is-cx",)


def test_a_half_right_option_earns_its_share_and_is_not_right():
    item = from_data(row("half", "single", options=[option("best", score=1), option("half", score=0.5), option("no")]))
    assert (grade(item, "half").kind, grade(item, "half").score) == ("wrong", 0.5)


@pytest.mark.parametrize("answer", [True, "true"])
def test_true_is_true_as_a_word_and_as_a_value(answer: object):
    assert grade(TRUE_FALSE, answer).kind == "right"


@pytest.mark.parametrize("answer", [False, "false"])
def test_false_is_not_true(answer: object):
    assert grade(TRUE_FALSE, answer).kind == "wrong"


@pytest.mark.parametrize("answer", ["nobody", 3, True, ["experience"], {"experience": 1}, b"experience", object()])
def test_what_is_no_option_is_asked_back_in_one_sentence(answer: object):
    mark = grade(SINGLE, answer, "en")
    assert (mark.kind, mark.score, mark.reply) == ("error", 0.0, "Choose one of the answers offered.")


@pytest.mark.parametrize("answer", ["advice", ["advice", "nobody"], ["advice", 3], {"advice": 1}, [["advice"]], 3])
def test_several_options_come_as_a_list_of_their_ids(answer: object):
    assert grade(SEVERAL, answer).kind == "error"


def test_the_order_and_repeats_of_a_choice_do_not_matter():
    assert grade(SEVERAL, ("delivery", "advice", "delivery")).kind == "right"


# Three right options of five: t right chosen, w wrong chosen.
@pytest.mark.parametrize(
    ("credit", "chosen", "score"),
    [
        ("all_or_nothing", "012", 1),
        ("all_or_nothing", "01", 0),
        ("net_correct", "01", 2 / 3),
        ("net_correct", "013", 1 / 3),
        ("net_correct", "034", 0),
        ("each_answer", "01", 4 / 5),
        ("each_answer", "34", 0),
        ("coverage", "01", 2 / 3),
        ("coverage", "0134", 2 / 3 * 2 / 4),
        ("coverage", "3", 0),
        ("no such rule", "013", 1 / 3),  # the default, net_correct
    ],
)
def test_each_rule_of_partial_credit_gives_its_share(credit: str, chosen: str, score: float):
    item = several(credit, [1, 1, 1, 0, 0])
    mark = grade(item, [f"o{place}" for place in chosen])
    assert mark.score == pytest.approx(score)
    assert mark.kind == ("right" if chosen == "012" else "wrong")


def test_weights_make_one_right_option_count_for_more():
    item = several("weighted", [3, 1, 0])
    assert [grade(item, [o]).score for o in ("o0", "o1", "o2")] == [0.75, 0.25, 0]
    assert grade(item, ["o0", "o2"]).score == 0.25  # a wrong option without a weight of its own costs the mean, 2 of 4


def test_a_wrong_option_can_cost_its_own_weight():
    assert grade(several("weighted", [3, 1, -1]), ["o0", "o2"]).score == 0.5


@given(st.lists(st.booleans(), min_size=2, max_size=6), st.data())
def test_equal_weights_are_net_correct(key: list[bool], data: st.DataObject):
    weights = {str(n): float(right) for n, right in enumerate(key)}
    chosen = frozenset(data.draw(st.sets(st.sampled_from(list(weights)))))
    assert weighted(weights, chosen) == pytest.approx(net_correct(weights, chosen))


@given(
    st.sampled_from(sorted(CREDITS)),
    st.lists(st.sampled_from([0, 0, 1, 1, 0.5, 2, -1]), min_size=3, max_size=6).filter(lambda s: any(x > 0 for x in s)),
    st.data(),
)
def test_full_marks_are_for_exactly_the_right_options(credit: str, scores: list[float], data: st.DataObject):
    item = several(credit, scores)
    chosen = data.draw(st.sets(st.sampled_from([o.id for o in item.options]), min_size=1))
    mark = grade(item, sorted(chosen))
    right = chosen == {o.id for o in item.options if o.score > 0}
    assert 0 <= mark.score <= mark.maximum
    assert (mark.score == mark.maximum) == (mark.kind == "right") == right


@given(st.sampled_from(sorted(CREDITS)), st.lists(st.sampled_from([1, 2, 0, -1]), max_size=5))
def test_choosing_everything_never_wins(credit: str, scores: list[float]):
    item = several(credit, [1, 0, *scores])
    mark = grade(item, [o.id for o in item.options])
    assert mark.score < mark.maximum
    assert mark.kind == "wrong"


def test_the_reply_counts_what_was_found_and_what_was_too_much():
    assert grade(SEVERAL, ["advice"], "en").reply == "Partly right: 1 of 2."
    assert grade(SEVERAL, ["advice", "logo"], "en").reply == "Partly right: 1 of 2. One choice is too many."
    assert (
        grade(SEVERAL, ["advice", "logo", "font"], "fr").reply
        == "En partie juste\u202f: 1 sur 2. 2 choix sont en trop."
    )
    assert grade(SEVERAL, ["logo"], "en").reply == "That is not it."
    assert grade(SEVERAL, [o.id for o in SEVERAL.options], "en").reply.startswith("Choosing everything")


def test_the_parts_are_the_options_chosen_and_give_nothing_else_away():
    mark = grade(SEVERAL, ["logo", "advice"], "en")
    assert [(part.option, part.right, part.reply) for part in mark.parts] == [
        ("advice", True, "why advice (en)"),
        ("logo", False, "why logo (en)"),
    ]
