"""How many answers are graded in a second, chosen and typed, on one core.

``python benchmarks/grading.py`` grades the course's own items: for each, the right answer and a wrong one.
Beside it stands what a user of Python alone would write, an exact comparison of texts, as the price of fairness.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from cxlearn.questions import Item, bank, grade
from cxlearn.questions.items import Response

ROUNDS = 9
SECONDS = 0.5


def main() -> None:
    """Measure and print."""
    choices = [(item, option.id) for item in bank() if item.kind in {"single", "true_false"} for option in item.options]
    typed = [(item, text) for item in bank() if item.kind == "short_text" for text in _texts(item)]
    numbers = [(item, text) for item in bank() if item.kind == "number" for text in ("1,5", f"{item.answer}", "40 %")]
    _say("chosen answers", lambda: _grade(choices), len(choices))
    orders = [(item, order) for item in bank() if item.kind == "ordering" for order in _orders(item)]
    gaps = [(item, filled) for item in bank() if item.kind == "cloze" for filled in _filled(item)]
    _say("orders", lambda: _grade(orders), len(orders))
    _say("sentences with gaps", lambda: _grade(gaps), len(gaps))
    _say("typed terms", lambda: _grade(typed), len(typed))
    _say("typed numbers", lambda: _grade(numbers), len(numbers))
    _say("exact comparison only", lambda: _compare(typed), len(typed))


def _texts(item: Item) -> list[str]:
    """The answer, the same with a typing error, in capitals, and something else."""
    right = item.accepted["fr"][0]
    return [right, right[:-2] + right[-1], right.upper(), "tout autre chose"]


def _orders(item: Item) -> list[list[str]]:
    """The right order, the reverse, and one with its first entry at the end."""
    key = [option.id for option in item.options]
    return [key, key[::-1], [*key[1:], key[0]]]


def _filled(item: Item) -> list[dict[str, str]]:
    """Each gap filled as a short text would be."""
    texts = ([right, right[:-2] + right[-1], right.upper()] for right in (gap.accepted["fr"][0] for gap in item.gaps))
    return [dict(zip([gap.id for gap in item.gaps], some, strict=True)) for some in zip(*texts, strict=True)]


def _grade(answers: list[tuple[Item, Response]]) -> None:
    for item, answer in answers:
        grade(item, answer, "fr")


def _compare(answers: list[tuple[Item, str]]) -> None:
    for item, answer in answers:
        answer.strip().casefold() in {text.casefold() for text in item.accepted["fr"]}  # noqa: B015 -- timed only


def _say(what: str, work: Callable[[], None], count: int) -> None:
    work()
    rates = []
    for _ in range(ROUNDS):
        done, start = 0, time.process_time()
        while time.process_time() - start < SECONDS:
            work()
            done += count
        rates.append(done / (time.process_time() - start))
    print(f"{what:24} {median(rates):12,.0f} a second (median of {ROUNDS} rounds, CPU time)")


if __name__ == "__main__":
    main()
