"""The table of figures: on every engine the same numbers, which are those of the calculators group by group."""

import math
from importlib.util import find_spec

import numpy as np
import pandas as pd
import polars as pl
import pytest

from cxlearn import language
from cxlearn.kpi import KpiError, ces, csat, nps
from cxlearn.kpi.table import kpi_table

pytestmark = pytest.mark.slow  # six engines take their time to load

CES = {"version": 2, "aggregate": "mean"}
PARTS = ("", "_low", "_high", "_n", "_missing", "_invalid", "_low_n")


# --- engines: how each makes a frame of its own from one of pandas, and gives back rows


def _pyarrow(data):
    import pyarrow as pa

    return pa.Table.from_pandas(data, preserve_index=False)


def _duckdb(data):
    import duckdb

    return duckdb.connect().from_arrow(_pyarrow(data))


def _dask(data):
    import dask.dataframe as dd

    return dd.from_pandas(data, npartitions=3)


@pytest.fixture(scope="module")
def _spark():
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession

    few = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.default.parallelism": "2"}
    # Hundreds of rows are not worth Java code of their own, nor a plan folded into one step: that takes minutes.
    few["spark.sql.codegen.wholeStage"] = "false"
    few["spark.sql.codegen.factoryMode"] = "NO_CODEGEN"
    few["spark.sql.optimizer.excludedRules"] = "org.apache.spark.sql.catalyst.optimizer.CollapseProject"
    session = SparkSession.builder.master("local[2]").config(map=few).getOrCreate()
    yield session
    session.stop()


ENGINES = {
    "pandas": lambda data: data,
    "polars": pl.from_pandas,
    "polars lazy": lambda data: pl.from_pandas(data).lazy(),
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
    "dask": _dask,
}
NEEDS = {"pyarrow": "pyarrow", "duckdb": "duckdb", "dask": "dask.dataframe"}
LAZY = {"polars lazy", "duckdb", "dask", "spark"}


def _installed(engine):
    # pl.from_pandas goes through PyArrow for texts.
    names = [NEEDS.get(engine, "numpy"), *(["pyarrow"] if engine == "duckdb" else [])]
    return all(find_spec(name.split(".")[0]) for name in names)


@pytest.fixture(
    params=[
        *(
            pytest.param(name, marks=pytest.mark.skipif(not _installed(name), reason=f"{name} is not installed"))
            for name in ENGINES
        ),
        pytest.param("spark", marks=pytest.mark.spark),
    ]
)
def engine(request):
    return request.param


@pytest.fixture
def make(engine, request):
    if engine == "spark":
        session = request.getfixturevalue("_spark")
        return lambda data: session.createDataFrame(data.astype(object).where(data.notna(), None))
    return ENGINES[engine]


def rows(made):
    """The rows of any frame, as dictionaries."""
    if hasattr(made, "toPandas"):
        return made.toPandas().to_dict("records")
    if hasattr(made, "compute"):
        return made.compute().to_dict("records")
    if hasattr(made, "collect"):
        return made.collect().to_dicts()
    if hasattr(made, "to_arrow_table"):
        return made.to_arrow_table().to_pylist()
    if hasattr(made, "to_pylist"):
        return made.to_pylist()
    return made.to_dicts() if hasattr(made, "to_dicts") else made.to_dict("records")


def survey(seed=3, n=400):
    """Answers with gaps; the last channels are small, alike, and silent."""
    random = np.random.default_rng(seed)
    data = pd.DataFrame(
        {
            "channel": random.choice(["app", "shop", "web", "mail"], n, p=[0.5, 0.3, 0.16, 0.04]),
            "year": random.choice([2024, 2025], n),
            "recommend": random.integers(0, 11, n).astype(float),
            "satisfaction": random.integers(1, 6, n),
            "effort": random.integers(1, 8, n).astype(float),
            "weight": random.choice([0.0, 0.5, 1.0, 2.5], n),
        }
    )
    data.loc[random.random(n) < 0.1, "recommend"] = np.nan
    odd = pd.DataFrame(
        {
            "channel": ["alike"] * 4 + ["one"] + ["silent"] * 2,
            "year": 2025,
            "recommend": [10.0] * 4 + [3.0] + [np.nan] * 2,
            "satisfaction": [5] * 4 + [1] + [2] * 2,
            "effort": [7.0] * 4 + [2.0] + [np.nan] * 2,
            "weight": [1.0, 2.0, 1.0, 0.5, 2.0, 1.0, 1.0],
        }
    )
    return pd.concat([data, odd], ignore_index=True)


def expected(result, name):
    values = (result.value, result.low, result.high, result.n, result.missing, result.invalid, result.low_n)
    return dict(zip((name + part for part in PARTS), values, strict=True))


def assert_same(row, figures):
    for name, value in figures.items():
        assert row[name] is not None, name
        if math.isnan(value):
            assert math.isnan(row[name]), name
        else:
            assert row[name] == pytest.approx(value, rel=1e-9, abs=1e-9), name


FIGURES = {
    "nps": ("recommend", nps, {}),
    "csat": ("satisfaction", csat, {}),
    "csat_strict": ("satisfaction", csat, {"satisfied": (5, 5)}),
    "ces": ("effort", ces, CES),
    "ces_net": ("effort", ces, {"version": 2, "aggregate": "net"}),
}
COLUMNS = {name: (column, options) for name, (column, _, options) in FIGURES.items()}


@pytest.mark.parametrize("by", ["channel", ["channel", "year"], None])
@pytest.mark.parametrize("weights", [None, "weight"])
def test_every_engine_gives_the_numbers_of_the_calculators(make, by, weights):
    data = survey()
    made = rows(kpi_table(make(data), by=by, weights=weights, **COLUMNS))
    keys = [by] if isinstance(by, str) else by or []
    groups = dict(iter(data.groupby(keys))) if keys else {(): data}
    groups = {key if isinstance(key, tuple) else (key,): part for key, part in groups.items()}
    assert [tuple(row[key] for key in keys) for row in made] == sorted(groups)
    for row in made:
        part = groups[tuple(row[key] for key in keys)]
        weighing = part["weight"] if weights and part["weight"].any() else None
        for name, (column, calculator, options) in FIGURES.items():
            if weights and weighing is None:
                assert math.isnan(row[name])
                continue
            assert_same(row, expected(calculator(part[column], weights=weighing, **options), name))


def test_the_frame_is_of_the_callers_own_kind(make):
    frame = make(survey())
    assert type(kpi_table(frame, by="channel", nps="recommend")) is type(frame)


def test_answers_off_the_scale_are_refused_or_counted(make, engine):
    data = survey()
    data.loc[5, "recommend"] = 11
    data.loc[6, "recommend"] = 6.5
    if engine not in LAZY:
        language.use("en")
        with pytest.raises(KpiError, match=r"recommend.*index 5"):
            kpi_table(make(data), by="channel", nps="recommend")
    made = rows(kpi_table(make(data), by="channel", nps="recommend", invalid="drop"))
    assert sum(row["nps_invalid"] for row in made) == 2
    for row in made:
        part = data[data["channel"] == row["channel"]]
        assert_same(row, expected(nps(part["recommend"], invalid="drop"), "nps"))


def test_a_lazy_frame_counts_weights_that_cannot_be_used_as_invalid(make, engine):
    data = survey()
    data.loc[[5, 6], "weight"] = [-1.0, float("inf")]
    if engine not in LAZY:
        with pytest.raises(KpiError):
            kpi_table(make(data), weights="weight", nps="satisfaction")
    else:
        assert rows(kpi_table(make(data), weights="weight", nps="satisfaction"))[0]["nps_invalid"] == 2


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_categories_give_the_same_numbers(library, gaps):
    if library == "pyarrow":
        pytest.importorskip("pyarrow")
    data = survey()
    column = "recommend" if gaps else "satisfaction"
    plain = kpi_table(data, by="channel", nps=column, ces=("effort", CES))
    coded = data.assign(channel=data["channel"].astype("category").cat.add_categories("unused"))
    categories = pl.from_pandas(data).with_columns(pl.col("channel").cast(pl.Categorical))
    frame = {"pandas": coded, "polars": categories}.get(library)
    frame = categories.to_arrow() if frame is None else frame
    made = sorted(rows(kpi_table(frame, by="channel", nps=column, ces=("effort", CES))), key=lambda row: row["channel"])
    for row, other in zip(made, rows(plain), strict=True):
        assert row["channel"] == other.pop("channel")
        assert_same(row, other)


def test_yes_and_no_are_answers(make):
    data = pd.DataFrame({"group": ["a", "a", "b"], "yes": [True, False, True]})
    made = rows(kpi_table(make(data), by="group", csat=("yes", {"scale": "yes/no"})))
    assert [row["csat"] for row in made] == [50, 100]


def test_text_is_refused_before_anything_is_read(make):
    frame = make(survey())
    for spoken in ("fr", "en"):
        language.use(spoken)
        with pytest.raises(KpiError, match=r"channel.*cx\.scores"):
            kpi_table(frame, nps="channel")


def test_columns_of_objects_hold_numbers_or_are_refused():
    data = pd.DataFrame({"answer": pd.Series([10, None, 0], dtype=object)})
    assert kpi_table(data, nps="answer")["nps"].item() == 0
    with pytest.raises(KpiError):
        kpi_table(pd.DataFrame({"answer": pd.Series([10, "9"], dtype=object)}), nps="answer")


REFUSED = {
    "unknown column": (lambda data: kpi_table(data, nps="recomend"), "recommend"),
    "unknown group": (lambda data: kpi_table(data, by="chanel", nps="recommend"), "channel"),
    "unknown weights": (lambda data: kpi_table(data, weights="wait", nps="recommend"), "weight"),
    "unknown figure": (lambda data: kpi_table(data, npss="recommend"), "nps"),
    "no figure": (lambda data: kpi_table(data, by="channel"), "nps="),
    "unknown option": (lambda data: kpi_table(data, csat=("satisfaction", {"top": 2})), "satisfied"),
    "no column": (lambda data: kpi_table(data, nps=3), "nps"),
    "ces without version": (lambda data: kpi_table(data, ces="effort"), '"aggregate": "mean"'),
    "no rows": (lambda data: kpi_table(data[:0], nps="recommend"), ""),
    "no frame": (lambda _: kpi_table([1, 2], nps="recommend"), "pandas.DataFrame"),
    "a name twice": (lambda data: kpi_table(data.rename(columns={"year": "nps"}), by="nps", nps="recommend"), "nps_"),
    "two figures in one column": (lambda data: kpi_table(data, nps="recommend", nps_low="effort"), "nps_low"),
    "rows without a group": (lambda data: kpi_table(data, by="recommend", csat="satisfaction"), "recommend"),
    "weights of zero": (lambda data: kpi_table(data.assign(weight=0), weights="weight", nps="recommend"), ""),
    "text as weights": (lambda data: kpi_table(data, weights="channel", nps="recommend"), "weights"),
    "percent for a share": (lambda data: kpi_table(data, confidence=95, nps="recommend"), "0.95"),
    "a truth as an answer": (lambda data: kpi_table(data.assign(yes=True), csat="yes"), "yes/no"),
}


@pytest.mark.parametrize("mistake", REFUSED)
@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_a_mistake_gets_a_sentence_that_says_what_to_do(mistake, spoken):
    language.use(spoken)
    work, word = REFUSED[mistake]
    with pytest.raises(KpiError) as caught:
        work(survey())
    assert word in str(caught.value)
    assert str(caught.value)[-1] in ".?)"


def test_rows_without_a_group_are_a_row_of_their_own_in_a_lazy_frame():
    frame = pl.LazyFrame({"channel": ["a", None, "a"], "answer": [10, 0, 9]})
    made = rows(kpi_table(frame, by="channel", nps="answer"))
    assert {row["channel"]: row["nps"] for row in made} == {"a": 100, None: -100}


def test_a_category_without_a_name_is_refused():
    channels = pd.Series(["a", None], dtype="category")
    with pytest.raises(KpiError, match="channel"):
        kpi_table(pd.DataFrame({"channel": channels, "answer": [10, 9]}), by="channel", nps="answer")


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95, 0.999])
def test_students_t_needs_no_library(confidence):
    sizes = [2, 3, 4, 7, 20, 100, 1_000, 5_000]
    answers = {size: [1 + k % 7 for k in range(size)] for size in sizes}
    data = pl.DataFrame([{"size": size, "effort": answer} for size in sizes for answer in answers[size]])
    for row in rows(kpi_table(data, by="size", ces=("effort", CES), confidence=confidence)):
        assert_same(row, expected(ces(answers[row["size"]], confidence=confidence, **CES), "ces"))


def test_the_callers_frame_is_left_alone():
    data = survey()
    before = data.copy()
    kpi_table(data, by="channel", weights="weight", **COLUMNS)
    pd.testing.assert_frame_equal(data, before)


def test_a_lazy_frame_is_not_read_before_its_table_is_asked_for_and_never_brought_in_whole():
    most = []

    def seen(batch):
        most.append(len(batch))
        return batch

    data = pl.from_pandas(survey()).lazy().map_batches(seen, schema=None)
    table = kpi_table(data, by="channel", nps="recommend", ces=("effort", CES))
    assert most == []
    assert len(table.collect()) == data.collect()["channel"].n_unique()
