"""What the calculators cost beside others on the same answers: times, ratios, peak memory.

Run: ``python benchmarks/kpi.py``. One run prints everything, all ways in turn, medians; the ratios count, times depend
on the machine. pypulate is measured when ``python -m venv .venv/peers && .venv/peers/bin/pip install pypulate``
has been run; there, from counts, in its own interpreter.
"""

from __future__ import annotations

import subprocess
import tracemalloc
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from statistics import NormalDist, median
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from statsmodels.stats.weightstats import DescrStatsW

from cxlearn.kpi import bootstrap, ces, csat, nps

ANSWERS, ROUNDS = 10_000_000, 15
THIRTY = [10, 9, 9, 8, 7, 10, 3, 6, 9, 10, 0, 8, 9, 10, 5, 7, 9, 9, 10, 2, 8, 8, 9, 10, 10, 6, 7, 9, 10, 9]
MEGABYTE = 1e6
SLOW, SLOW_ROUNDS = {"statsmodels", "pandas masks"}, 3
QUERY = """
    select count(*) filter (a >= 9), count(*) filter (a <= 6), count(a), count(*) filter (a < 0 or a > 10) from answers
"""
PYPULATE = """
from timeit import repeat
from pypulate.kpi import net_promoter_score as nps
print(f"{min(repeat(lambda: nps(5, 2, 10), number=2000)) / 2000 * 1e6:.0f}")
"""

Answers = np.ndarray[Any, np.dtype[Any]]


def main() -> None:
    """Measure everything once."""
    answers = np.random.default_rng(5).integers(0, 11, ANSWERS, dtype=np.int8)
    print(f"NPS with its interval, {ANSWERS:,} answers, medians of {ROUNDS}; plain numpy masks check the range too")
    for dtype in ("int8", "int64", "float64"):
        beside(dtype, answers.astype(dtype))
    pypulate()
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
    """Ours and others in turn, so that whatever else the machine does hits all of them."""
    series, column = pd.Series(answers), pl.DataFrame({"a": answers})
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    connection.register("given", column.to_arrow())
    connection.execute("create table answers as select * from given")
    ways: dict[str, Callable[[], Any]] = {
        "plain numpy": lambda: plain(answers),
        "ours": lambda: nps(answers),
        "polars by hand": lambda: column.select(*sums()),
        "ours, polars": lambda: nps(column["a"]),
        "duckdb by hand": lambda: connection.execute(QUERY).fetchall(),
        "pandas masks": lambda: ((series >= 9).mean() - (series <= 6).mean(), series.between(0, 10).all()),  # noqa: PLR2004 -- its cuts
        "statsmodels": lambda: statsmodels(answers),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS):
        for name, work in ways.items():
            if turn < SLOW_ROUNDS or name not in SLOW:
                times[name].append(once(work))
    base = median(times["plain numpy"])
    for name, some in times.items():
        print(f"  {dtype:8} {name:15} {median(some) * 1e3:7.1f} ms, ratio to plain numpy {median(some) / base:6.2f}")


def sums() -> list[pl.Expr]:
    """What one writes by hand on Polars."""
    answer = pl.col("a")
    hits = {"promoters": answer >= 9, "detractors": answer <= 6, "off": ~answer.is_between(0, 10)}  # noqa: PLR2004 -- its cuts
    return [*(hit.sum().alias(name) for name, hit in hits.items()), answer.count().alias("n")]


def statsmodels(answers: Answers) -> tuple[float, float]:
    """The interval of the mean of −100, 0 and 100."""
    scores = 100 * ((answers >= 9).astype(np.int8) - (answers <= 6).astype(np.int8)).astype(float)  # noqa: PLR2004 -- its cuts
    ends: tuple[float, float] = DescrStatsW(scores).zconfint_mean()
    return ends


def pypulate() -> None:
    """From counts, which are all that pypulate knows; it gives no interval, and runs in its own interpreter."""
    ours = each(lambda: nps.from_counts(detractors=2, passives=3, promoters=5)) * 1e6
    print(f"from counts: ours with the interval {ours:.0f} µs", end="; ")
    python = Path(".venv/peers/bin/python")
    if not python.exists():
        print("pypulate is not installed")
        return
    made = subprocess.run([str(python), "-c", PYPULATE], check=True, capture_output=True, text=True)
    print(f"pypulate without one {made.stdout.strip()} µs")


def per_answer(answers: Answers) -> None:
    """The cost of an answer does not grow with their number, when none of them lies in the processor's cache yet.

    Up to 10⁶ answers each of the eleven is counted, for what comes after; the comparison begins right above.
    """
    many = np.tile(answers, 10)
    costs = []
    for size in (ANSWERS // 10 + 1, ANSWERS, 10 * ANSWERS):
        starts = range(0, many.size - size + 1, size)[:ROUNDS]
        rounds = 3 if len(starts) == 1 else 1
        times = [once(lambda part=many[start : start + size]: nps(part)) for start in [*starts] * rounds]  # type: ignore[misc]
        costs.append(median(times) / size * 1e9)
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
