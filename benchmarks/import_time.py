"""What ``import cxlearn`` costs over a bare interpreter, beside ``import pandas``.

    python benchmarks/import_time.py [runs]

The programs take turns, so that a busy moment of the machine falls on all of them; the medians are compared.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

PROGRAMS = {"bare interpreter": "pass", "import cxlearn": "import cxlearn", "import pandas": "import pandas"}
LEAST_RUNS = 9


def measure(runs: int) -> dict[str, float]:
    """The median time of each program, in milliseconds, after one run of each that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for turn in range(runs + 1):
        for name, program in PROGRAMS.items():
            started = perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            if turn:
                times[name].append(1000 * (perf_counter() - started))
    return {name: median(each) for name, each in times.items()}


def report(times: dict[str, float], runs: int) -> str:
    """The medians, and the cost of each import over the bare interpreter."""
    bare = times["bare interpreter"]
    lines = [f"{name:18}{time:8.1f} ms{time - bare:+9.1f} ms" for name, time in times.items()]
    ratio = (times["import pandas"] - bare) / (times["import cxlearn"] - bare)
    return "\n".join([*lines, f"pandas costs {ratio:.0f} times as much as cxlearn (medians of {runs} runs)."])


if __name__ == "__main__":
    chosen = max(LEAST_RUNS, int(sys.argv[1])) if len(sys.argv) > 1 else 21
    print(report(measure(chosen), chosen))
