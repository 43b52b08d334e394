"""What the calculators cost beside plain numpy on the same answers: times, ratios, peak memory.

Run: ``python benchmarks/kpi.py``. One run prints everything; the ratios are what counts, times depend on the machine.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from math import sqrt
from statistics import NormalDist
from time import perf_counter
from typing import Any

import numpy as np

from cxlearn.kpi import bootstrap, ces, csat, nps

ANSWERS, ROUNDS = 10_000_000, 15
THIRTY = [10, 9, 9, 8, 7, 10, 3, 6, 9, 10, 0, 8, 9, 10, 5, 7, 9, 9, 10, 2, 8, 8, 9, 10, 10, 6, 7, 9, 10, 9]
MEGABYTE = 1e6

Answers = np.ndarray[Any, np.dtype[Any]]


def main() -> None:
    """Measure everything once."""
    answers = np.random.default_rng(5).integers(0, 11, ANSWERS, dtype=np.int8)
    print(f"NPS with its interval, {ANSWERS:,} answers, best of {ROUNDS}; plain numpy masks check the range too")
    for dtype in ("int8", "int64", "float64"):
        beside(dtype, answers.astype(dtype))
    weights = np.ones(ANSWERS) + answers % 2
    print(f"weighted, int8: {best(lambda: nps(answers, weights=weights), 3) * 1e3:.0f} ms")
    fives = answers % 5 + 1
    print(f"CSAT, int8: {best(lambda: csat(fives)) * 1e3:.1f} ms", end="; ")
    print(f"mean CES, int8: {best(lambda: ces(fives, version=1, aggregate='mean')) * 1e3:.1f} ms")
    per_answer(answers)
    memory(answers)
    print(f"thirty answers in a list: {each(lambda: nps(THIRTY)) * 1e6:.0f} µs", end="; ")
    print(f"in an array: {each(lambda: nps(np.array(THIRTY))) * 1e6:.0f} µs")
    result = nps(THIRTY)
    print(f"10,000 bootstrap replicates: {best(lambda: bootstrap(result)) * 1e3:.1f} ms")


def plain(answers: Answers) -> tuple[float, float, float]:
    """NPS and Wald's interval, as one writes it by hand."""
    if answers.min() < 0 or answers.max() > 10:  # noqa: PLR2004 -- the NPS scale
        raise ValueError
    n = len(answers)
    promoters, detractors = np.count_nonzero(answers >= 9) / n, np.count_nonzero(answers <= 6) / n  # noqa: PLR2004 -- its cuts
    net = promoters - detractors
    half = NormalDist().inv_cdf(0.975) * sqrt((promoters + detractors - net * net) / n)
    return 100 * net, 100 * (net - half), 100 * (net + half)


def beside(dtype: str, answers: Answers) -> None:
    """Ours and plain numpy in turn, so that whatever else the machine does hits both."""
    ours, theirs = zip(
        *((once(lambda: nps(answers)), once(lambda: plain(answers))) for _ in range(ROUNDS)), strict=True
    )
    print(
        f"{dtype}: ours {min(ours) * 1e3:.1f} ms, plain {min(theirs) * 1e3:.1f} ms, ratio {min(ours) / min(theirs):.2f}"
    )


def per_answer(answers: Answers) -> None:
    """The cost of an answer does not grow with their number."""
    costs = []
    for size in (1_000_001, ANSWERS, 10 * ANSWERS):
        sample = np.tile(answers, 10)[:size] if size > ANSWERS else answers[:size]
        costs.append(best(lambda sample=sample: nps(sample), 5) / size * 1e9)  # type: ignore[misc] -- a default binds it
    print(f"int8, nanoseconds an answer at 10⁶, 10⁷, 10⁸: {', '.join(f'{cost:.2f}' for cost in costs)}", end="; ")
    print(f"10⁸ beside 10⁶: {costs[-1] / costs[0]:.2f}")


def memory(answers: Answers) -> None:
    """The most that is held besides the answers themselves."""
    for dtype in ("int8", "int64", "float64"):
        held = answers.astype(dtype)
        tracemalloc.start()
        nps(held)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        share = (held.nbytes + peak) / held.nbytes
        print(f"peak memory, {dtype}: {share:.2f} × the answers ({peak / MEGABYTE:.1f} MB more)")


def each(work: Callable[[], Any], times: int = 2_000) -> float:
    """Seconds of one call among many."""
    return best(lambda: [work() for _ in range(times)], 5) / times


def best(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """The seconds of the best of several runs."""
    return min(once(work) for _ in range(rounds))


def once(work: Callable[[], Any]) -> float:
    """The seconds of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
