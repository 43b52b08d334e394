"""What a table of eight groups costs beside the same sums written by hand for numpy, Polars and DuckDB.

Run: ``python benchmarks/kpi_table.py``. One run prints everything; the ratios are what counts, times depend on the
machine. Everybody counts promoters, detractors and answers of each group, and what is off the scale.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from cxlearn.kpi.table import kpi_table

ANSWERS, ROUNDS = 10_000_000, 7
CHANNELS = ["app", "call centre", "chat", "email", "market", "shop", "site", "social"]
LOW, HIGH, LAST = 6, 9, 10
QUERY = """
    select channel, count(*) filter (recommend >= 9), count(*) filter (recommend <= 6),
        count(recommend), count(*) filter (recommend < 0 or recommend > 10), count(*)
    from answers group by channel
"""

Codes = np.ndarray[Any, np.dtype[Any]]


def main() -> None:
    """Measure categories, then texts."""
    random = np.random.default_rng(5)
    answers = random.integers(0, LAST + 1, ANSWERS, dtype=np.int8)
    codes = random.integers(0, len(CHANNELS), ANSWERS, dtype=np.int8)
    print(f"NPS with its interval by channel, {ANSWERS:,} answers, 8 groups, best of {ROUNDS}, in turn")
    coded = pd.DataFrame({"channel": pd.Categorical.from_codes(codes, CHANNELS), "recommend": answers})
    categories = pl.DataFrame({"channel": codes, "recommend": answers}).with_columns(
        pl.col("channel").replace_strict(dict(enumerate(CHANNELS)), return_dtype=pl.Enum(CHANNELS))
    )
    table = categories.to_arrow()
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    connection.register("arrow", table)
    connection.execute("create type channels as enum (select distinct channel::varchar from arrow)")
    connection.execute("create table answers as select channel::channels as channel, recommend from arrow")
    by_hand = {
        "numpy joint bincount": lambda: bincount(codes, answers),
        "polars by hand": lambda: polars(categories),
        "duckdb by hand": lambda: connection.execute(QUERY).fetchall(),
    }
    ours = {
        "ours, pandas": lambda: kpi_table(coded, by="channel", nps="recommend"),
        "ours, polars": lambda: kpi_table(categories, by="channel", nps="recommend"),
        "ours, polars lazy": lambda: kpi_table(categories.lazy(), by="channel", nps="recommend").collect(),
        "ours, duckdb": lambda: kpi_table(connection.table("answers"), by="channel", nps="recommend").fetchall(),
        "ours, pyarrow": lambda: kpi_table(table, by="channel", nps="recommend"),
    }
    report("a categorical column", by_hand, ours)
    texts(categories, connection)


def texts(categories: pl.DataFrame, connection: duckdb.DuckDBPyConnection) -> None:
    """The same with the names of the channels written out in each row."""
    written = categories.with_columns(pl.col("channel").cast(pl.String))
    connection.execute("create or replace table answers as select channel::varchar as channel, recommend from answers")
    by_hand = {
        "polars by hand": lambda: polars(written),
        "duckdb by hand": lambda: connection.execute(QUERY).fetchall(),
    }
    ours = {
        "ours, polars": lambda: kpi_table(written, by="channel", nps="recommend"),
        "ours, duckdb": lambda: kpi_table(connection.table("answers"), by="channel", nps="recommend").fetchall(),
    }
    report("a column of texts", by_hand, ours)


def bincount(codes: Codes, answers: Codes) -> Codes:
    """Each group's histogram, as one writes it by hand."""
    if answers.min() < 0 or answers.max() > LAST:
        raise ValueError
    size = LAST + 1
    return np.bincount(codes.astype(np.intp) * size + answers, minlength=len(CHANNELS) * size).reshape(-1, size)


def polars(frame: pl.DataFrame) -> pl.DataFrame:
    """The sums of each group, as one writes them by hand."""
    answer = pl.col("recommend")
    return frame.group_by("channel").agg(
        (answer >= HIGH).sum().alias("promoters"),
        (answer <= LOW).sum().alias("detractors"),
        answer.count().alias("n"),
        (~answer.is_between(0, LAST)).sum().alias("off"),
        pl.len(),
    )


def report(title: str, by_hand: dict[str, Callable[[], Any]], ours: dict[str, Callable[[], Any]]) -> None:
    """All in turn, so that whatever else the machine does hits each of them."""
    ways = by_hand | ours
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, work in ways.items():
            best[name] = min(best[name], seconds(work))
    fastest = min(best[name] for name in by_hand)
    print(title)
    for name, time in best.items():
        print(f"  {name:22} {time * 1e3:7.1f} ms, ratio to the fastest by hand {time / fastest:5.2f}")


def seconds(work: Callable[[], Any]) -> float:
    """The seconds of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
