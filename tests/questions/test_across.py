"""The bank of the whole course: what the first source text asks, with its facts put right."""

from __future__ import annotations

import re
from collections import Counter

from cxlearn.course import ACROSS
from cxlearn.questions import bank, grade
from cxlearn.questions.items import Item

ITEMS = {item.id: item for item in bank(ACROSS)}


def said(item: Item) -> str:
    texts = [item.explanation, *(option.reply for option in item.options), *(option.text for option in item.options)]
    return " ".join(text["en"] for text in [*texts, *(target.text for target in item.targets)])


def test_there_is_one_for_each_of_its_24_questions_in_many_kinds():
    assert len(ITEMS) == 24
    kinds = Counter(item.kind for item in ITEMS.values())
    assert len(kinds) >= 9
    assert max(kinds.values()) <= 6
    assert all(item.chapter == ACROSS for item in ITEMS.values())


def test_a_third_of_them_use_an_idea():
    assert 3 * sum(item.uses for item in ITEMS.values()) >= len(ITEMS)


def test_the_whole_bank_holds_them_and_no_chapter_does():
    assert set(ITEMS) <= {item.id for item in bank()}
    assert not set(ITEMS) & {item.id for item in bank("01")}


def test_reviews_are_not_put_under_nf345():
    item = ITEMS["all-reviews"]
    key = {option.id: option.target for option in item.options}
    assert (key["nf345"], key["nf-z74"], key["iso-20488"], key["decree"]) == ("centre", "first", "iso", "law")
    swapped = grade(item, {**key, "nf345": "first", "nf-z74": "centre"}, "en")
    assert "nf345-for-reviews" in swapped.misconceptions


def test_claims_that_are_contested_are_not_taught_as_settled():
    assert "has not been confirmed" in said(ITEMS["all-nps-meaning"])
    assert grade(ITEMS["all-ces-use"], "true").kind == "wrong"
    assert grade(ITEMS["all-omnichannel-aims"], ["everywhere"]).misconceptions == ("omnichannel-is-simultaneous",)


def test_passives_stay_in_the_base_and_points_are_no_percentages():
    item = ITEMS["all-nps-sum"]
    assert item.unit == "points"
    assert "passives_left_out" in {slip.id for slip in item.slips}


def test_the_divisor_of_conversion_is_the_visitors():
    item = ITEMS["all-conversion-sum"]
    buyers, visitors = sorted(
        int(n.replace(",", "")) for n in re.findall(r"[\d,]+(?= (?:visitors|of whom))", item.stem["en"])
    )
    assert item.answer is not None
    assert abs(item.answer - 100 * buyers / visitors) < 1e-9
