"""How often each interval of the NPS holds the true value: every possible survey counted, nothing drawn.

Run: ``python benchmarks/coverage_of_intervals.py``. It writes ``docs/interval_coverage.md`` and its picture.

For n answers there are (n + 1)(n + 2) / 2 possible counts of detractors, passives and promoters. The coverage at true
shares (d, s, p) is the sum of the multinomial probabilities of those counts whose interval holds 100 (p − d).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lgamma
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from matplotlib.figure import Figure

from cxlearn.kpi import nps

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Worst: TypeAlias = tuple[float, tuple[float, ...]]

METHODS = {"adjusted-wald": "adjusted Wald", "wald": "Wald", "score": "score"}
SIZES = (5, 8, *range(10, 26), 30, 40, 50, 75, 100)
GRIDS = {"5 %": 20, "1 %": 100}
LEAST = 0.05
GOAL, LOW = 0.93, 0.90
DOCS = Path(__file__).parents[1] / "docs"


def main() -> None:
    """Enumerate, then write the page and the picture."""
    found = {n: dict(rows(n)) for n in SIZES}
    (DOCS / "interval_coverage.md").write_text(page(found), encoding="utf-8")
    draw(found)
    print(page(found))


def rows(n: int) -> Iterator[tuple[str, dict[str, tuple[Array, Array]]]]:
    """By grid, then by method: the true shares and the coverage at each."""
    counts = surveys(n)
    ends = {method: intervals(counts, method) for method in METHODS}
    for grid, steps in GRIDS.items():
        shares = truths(steps)
        chances = probabilities(counts, shares)
        true = 100 * (shares[:, 2] - shares[:, 0])
        yield grid, {method: (shares, covered(chances, true, *ends[method])) for method in METHODS}


def surveys(n: int) -> Array:
    """Every possible count of detractors, passives and promoters."""
    return np.array([(d, n - d - p, p) for d in range(n + 1) for p in range(n + 1 - d)], dtype=float)


def truths(steps: int) -> Array:
    """Every triple of true shares of at least 5 %, in steps of one ``steps``-th."""
    least = round(LEAST * steps)
    triples = [(d, steps - d - p, p) for d in range(least, steps) for p in range(least, steps - d)]
    return np.array([t for t in triples if t[1] >= least], dtype=float) / steps


def intervals(counts: Array, method: str) -> tuple[Array, Array]:
    """The interval of each survey, by the calculator itself."""
    groups = ("detractors", "passives", "promoters")
    made = [nps.from_counts(**dict(zip(groups, map(int, row), strict=True)), interval=method) for row in counts]  # type: ignore[arg-type]
    return np.array([one.low for one in made]), np.array([one.high for one in made])


def probabilities(counts: Array, shares: Array) -> Array:
    """How likely each survey is (columns) for each truth (rows): multinomial."""
    gamma = np.vectorize(lgamma)
    coefficients = gamma(counts[0].sum() + 1) - gamma(counts + 1).sum(axis=1)
    made: Array = np.exp(coefficients + np.log(shares) @ counts.T)
    return made


def covered(chances: Array, true: Array, low: Array, high: Array) -> Array:
    """How often the interval holds the truth, for each truth; a bound that is met holds it."""
    close = 1e-9
    holds = (low[None, :] <= true[:, None] + close) & (high[None, :] >= true[:, None] - close)
    made: Array = (chances * holds).sum(axis=1)
    return made


def worst(shares: Array, coverage: Array) -> Worst:
    """The lowest coverage, and where."""
    place = int(coverage.argmin())
    return float(coverage[place]), tuple(shares[place])


# --- the page


def page(found: dict[int, dict[str, dict[str, tuple[Array, Array]]]]) -> str:
    """What was found, as Markdown."""
    parts = [INTRODUCTION, example(found)]
    for grid in GRIDS:
        parts += [f"## True shares in steps of {grid.replace(' ', '')}, each at least 5%\n", table(found, grid)]
    return "\n".join([*parts, holds(found), CLOSING])


def table(found: dict[int, dict[str, dict[str, tuple[Array, Array]]]], grid: str) -> str:
    """For each size and method: the lowest coverage, where it is, and how often it is below the goal."""
    head = "| n | " + " | ".join(f"{name}: lowest, at (D, S, P), below 93%" for name in METHODS.values()) + " |"
    lines = [head, "| --- | " + " | ".join("---" for _ in METHODS) + " |"]
    for n, grids in found.items():
        cells = [cell(*grids[grid][method]) for method in METHODS]
        lines.append(f"| {n} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def cell(shares: Array, coverage: Array) -> str:
    """One method at one size."""
    value, place = worst(shares, coverage)
    below = 100 * float((coverage < GOAL).mean())
    return f"{value:.3f}, ({', '.join(f'{share:.2f}' for share in place)}), {below:.1f}%"


def example(found: dict[int, dict[str, dict[str, tuple[Array, Array]]]]) -> str:
    """The point of the literature: n = 10, shares (.05, .10, .85)."""
    grids = found[10]["5 %"]
    place = int(np.abs(grids["wald"][0] - np.array([0.05, 0.10, 0.85])).sum(axis=1).argmin())
    said = ", ".join(f"{name} {grids[method][1][place]:.3f}" for method, name in METHODS.items())
    return f"With 10 answers and true shares (D, S, P) = (.05, .10, .85), a 95% interval holds the truth: {said}.\n"


def holds(found: dict[int, dict[str, dict[str, tuple[Array, Array]]]]) -> str:
    """Which sizes keep the promise of 93 %, said for each grid."""
    lines = ["## What holds, and what does not\n"]
    for grid in GRIDS:
        lowest = {n: worst(*grids[grid]["adjusted-wald"])[0] for n, grids in found.items()}
        kept = [str(n) for n, value in lowest.items() if value >= GOAL]
        broken = [f"{n} ({value:.3f})" for n, value in lowest.items() if value < GOAL]
        low = [str(n) for n, value in lowest.items() if value < LOW]
        lines.append(
            f"- Adjusted Wald, steps of {grid.replace(' ', '')}: at least 93% everywhere at n = {', '.join(kept)}; "
            f"somewhere below at n = {', '.join(broken) or 'none'}; below 90% at n = {', '.join(low) or 'none'}."
        )
    return "\n".join(lines) + "\n"


INTRODUCTION = """# How often the intervals of the NPS hold the truth

Made by `benchmarks/coverage_of_intervals.py`. Nothing is simulated: for every sample size all possible surveys are
enumerated, and their exact probabilities added up. An interval “at 95%” should hold the true NPS in 95 surveys of 100.
Coverage jumps from one truth to the next, as counts are whole numbers: what matters is how far below it falls, and how
often. D, S and P are the true shares of detractors, passives and promoters.

![The lowest coverage of three intervals by number of answers](interval_coverage.svg)
"""
CLOSING = """
The default of `cx.nps` is the adjusted Wald interval (Rocks, 2016): far nearer to its promise than Wald, which fails
worst where nearly everybody is alike. With few answers the score interval, `interval="score"`, keeps the promise
better. A coarse grid flatters: the lowest coverage in steps of 5% is not the lowest there is, and steps of 1% may miss
some too. Shares below 5% were not examined. With fewer than 30 answers every result of this package says `low_n`.
"""


def draw(found: dict[int, dict[str, dict[str, tuple[Array, Array]]]]) -> None:
    """The lowest coverage by n, one line a method, named at its end."""
    made = Figure(figsize=(7, 4))
    axes = made.add_axes((0.1, 0.14, 0.7, 0.78))
    looks = (("#2f7fc1", "-", -14), ("#b35900", "--", -4), ("#7f7f7f", ":", 10))
    for (method, name), style in zip(METHODS.items(), looks, strict=True):
        values = [worst(*grids["1 %"][method])[0] for grids in found.values()]
        axes.plot(list(found), values, color=style[0], ls=style[1], marker="o", ms=4, lw=2)
        axes.annotate(name, (SIZES[0], values[0]), xytext=(9, style[2]), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xticks(few := (5, 10, 15, 20, 30, 50, 100), [str(n) for n in few], fontsize=8)
    axes.minorticks_off()
    axes.axhline(0.95, color="#7f7f7f", lw=1)
    axes.set_xlabel("answers")
    axes.set_title("Lowest exact coverage, shares of at least 5% in steps of 1%", fontsize=10, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    made.savefig(DOCS / "interval_coverage.svg", facecolor="white", metadata={"Date": None})


if __name__ == "__main__":
    main()
