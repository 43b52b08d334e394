"""The blind duel: pairs of journeys that tell the predictors apart."""

from __future__ import annotations

from collections import Counter

import pytest

from cxlearn.experience.duel import duels, foreseen
from cxlearn.experience.peak_end import PREDICTORS


@pytest.mark.parametrize("seed", range(20))
def test_each_predictor_stands_alone_in_three_of_nine_duels(seed: int) -> None:
    pairs = duels(seed)
    assert Counter(pair.alone for pair in pairs) == dict.fromkeys(PREDICTORS, 3)
    for pair in pairs:
        choices = pair.choices()
        others = {choices[name] for name in PREDICTORS if name != pair.alone}
        assert others == {1 - choices[pair.alone]}  # type: ignore[operator]


def test_the_same_seed_gives_the_same_duels_and_another_gives_others() -> None:
    assert duels(1) == duels(1)
    assert duels(1) != duels(2)


@pytest.mark.parametrize("follows", PREDICTORS)
def test_who_always_follows_one_predictor_is_foreseen_by_it_and_little_by_the_others(follows) -> None:  # type: ignore[no-untyped-def]
    pairs = duels(7)
    chosen = [pair.choices()[follows] for pair in pairs]
    assert foreseen(pairs, chosen) == {name: 9 if name == follows else 3 for name in PREDICTORS}  # type: ignore[arg-type]


def test_choices_not_made_yet_are_not_counted() -> None:
    assert foreseen(duels(3), []) == dict.fromkeys(PREDICTORS, 0)
    assert sum(foreseen(duels(3), [0]).values()) in {1, 2}
