"""Drawing a quiz: a few items out of many, spread over what there is to know and the ways to ask it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from cxlearn.questions.items import Item


def draw(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """At most ``count`` of the items; the same seed draws the same ones in the same order.

    Each next item is one whose objective, then kind, then difficulty has come up least so far, so that
    neighbours differ and no objective is left out while another is asked twice.
    """
    left = list(items)
    random.Random(seed).shuffle(left)  # noqa: S311 -- a draw, not a secret
    objectives: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    levels: Counter[int] = Counter()
    drawn: list[Item] = []
    while left and len(drawn) < count:
        item = min(left, key=lambda i: (objectives[i.objective], kinds[i.kind], levels[i.difficulty]))
        left.remove(item)
        drawn.append(item)
        objectives[item.objective] += 1
        kinds[item.kind] += 1
        levels[item.difficulty] += 1
    return drawn
