"""The numbers of chapter 1's exercises: drawn for each learner, with what each known slip gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from statistics import fmean

from cxlearn.exercises import Draw

_PRODUCT = ("site", "app", "pay", "lamp")
_OTHERS = ("ad", "shop", "phone", "returns")


def gap(rng: random.Random) -> Draw:
    """Eight touchpoints and a promise: the gap is the mean of all eight, less the promise."""
    while True:
        scores = {name: rng.randint(7, 10) for name in _PRODUCT} | {name: rng.randint(1, 7) for name in _OTHERS}
        promise = rng.randint(7, 9)
        ux, cx = fmean(scores[name] for name in _PRODUCT), fmean(scores.values())
        slips = {
            "product-only": ux - promise,
            "sign-reversed": promise - cx,
            "no-promise": cx,
            "ux-less-cx": ux - cx,
        }
        # Means that are easy to write, a promise not kept, and slips that can be told apart.
        easy = (cx * 4).is_integer() and cx < promise
        if easy and len({round(value, 6) for value in (cx - promise, *slips.values())}) == 1 + len(slips):
            return Draw({**scores, "promise": promise}, cx - promise, slips, worked={"cx": cx, "ux": ux})


def broken_promise(rng: random.Random) -> Draw:
    """Four touchpoints, promised and lived: the widest shortfall is neither the worst score nor the highest promise."""
    while True:
        promised = {name: rng.randint(4, 10) for name in ("app", "shop", "phone", "returns")}
        lived = {name: rng.randint(1, promise) for name, promise in promised.items()}
        shortfall = {name: promised[name] - lived[name] for name in promised}
        widest, lowest, highest = (
            _only(shortfall, max(shortfall.values())),
            _only(lived, min(lived.values())),
            _only(promised, max(promised.values())),
        )
        if widest and lowest and highest and len({widest, lowest, highest}) == len((widest, lowest, highest)):
            values = {f"{name}_promised": float(v) for name, v in promised.items()}
            values |= {f"{name}_lived": float(v) for name, v in lived.items()}
            worked = {"widest": float(shortfall[widest])}
            return Draw(values, widest, {"lowest-score": lowest, "highest-promise": highest}, worked)


def _only(values: dict[str, int], wanted: int) -> str | None:
    """The one name that has the value, or None when several share it."""
    names = [name for name, value in values.items() if value == wanted]
    return names[0] if len(names) == 1 else None


DRAWS: dict[str, Callable[[random.Random], Draw]] = {"01-2": gap, "01-3": broken_promise}
"""The tasks that have numbers of their own."""
