"""Customers between channels: what a population costs against its size, and one move of the switchboard.

.venv/bin/python benchmarks/channels.py
"""

from __future__ import annotations

import resource
from statistics import median
from time import process_time

from cxlearn.experience.channels import CLICK_AND_COLLECT, Population

_SIZES = (10_000, 100_000, 1_000_000)
_RUNS = 5


def seconds(size: int) -> tuple[float, float]:
    """Seconds of processor time: to draw the people, and to live their journeys with every indicator."""
    started = process_time()
    people = Population(size)
    drawn = process_time()
    lives = people.live(CLICK_AND_COLLECT)
    for figure in (lives.nps, lives.csat, lives.ces, lives.abandonment):
        figure()
    _ = lives.revenue, lives.cost
    return drawn - started, process_time() - drawn


def main() -> None:
    """Print a row a size: the medians of some runs, and a customer's share."""
    print(f"{'customers':>12} {'people':>10} {'lives':>10} {'together':>10} {'a customer':>12}")
    for size in _SIZES:
        runs = [seconds(size) for _ in range(_RUNS)]
        people, lives = (median(run[part] for run in runs) for part in (0, 1))
        each = 1e9 * (people + lives) / size
        print(f"{size:>12,} {people:>9.3f}s {lives:>9.3f}s {people + lives:>9.3f}s {each:>9.0f} ns")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
