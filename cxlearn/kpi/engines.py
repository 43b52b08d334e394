"""One pass over a frame of any kind: sums for each group, then figures from the sums.

The same narwhals expressions run on pandas, Polars, PyArrow, DuckDB, Dask and PySpark. Two steps keep every engine
willing: first columns of plain indicators, then nothing but sums. The figures are made from the sums, one row a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log, nan
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals.stable.v2 as nw
import numpy as np

from cxlearn.kpi import student
from cxlearn.kpi.answers import CHUNK
from cxlearn.kpi.definition import YES_NO, Cut, Definition
from cxlearn.kpi.interval import ADDED, normal_quantile
from cxlearn.kpi.result import SMALL

if TYPE_CHECKING:
    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

Frame: TypeAlias = Any
"""A narwhals frame, eager or lazy: both have the few methods that are called here."""

ROWS, GOOD_WEIGHTS = "__rows", "__good_weights"
_WEIGHT = "__weight"
_MOST_CELLS = 1 << 16
"""Groups times answers that are counted in one array; it has to stay in a processor's cache."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure of the table: its name, the column of its answers, what it measures."""

    name: str
    column: str
    definition: Definition

    @property
    def scale(self) -> Cut:
        """The lowest and the highest answer."""
        return self.definition.scale or YES_NO

    @property
    def centre(self) -> int:
        """The middle of the scale: squares of distances from it lose no digits."""
        return sum(self.scale) // 2

    def part(self, part: str) -> str:
        """The name of a column on the way to the figure."""
        return f"__{self.name}_{part}"

    def __getitem__(self, part: str) -> nw.Expr:
        return nw.col(self.part(part))


# --- sums, as expressions


def summed(frame: Frame, asked: Sequence[Asked], keys: Sequence[str], weights: str | None) -> Frame:
    """The sums that the figures need, one row for each group; the answers are read once.

    Args:
        frame: the answers.
        asked: the figures.
        keys: the columns whose values make the groups; none for one group of everything.
        weights: the column of weights, or None.
    """
    schema = frame.collect_schema()
    cleaned = [column for each in asked for column in _cleaned(each, schema[each.column], weights is not None)]
    weighing = [] if weights is None else [_weighing(weights)]
    frame = frame.with_columns(*weighing) if weighing else frame
    good = [] if weights is None else [_good_weight().cast(nw.Int8).alias(GOOD_WEIGHTS)]
    frame = frame.select(*keys, *(nw.col(_WEIGHT) for _ in weighing), *good, *cleaned)
    indicators = [column for each in asked for column in _indicators(each, weighted=weights is not None)]
    frame = frame.select(*keys, *(nw.col(GOOD_WEIGHTS) for _ in good), *indicators)
    sums = [nw.len().alias(ROWS), *(nw.col(GOOD_WEIGHTS).sum() for _ in good)]
    sums += [total for each in asked for total in _sums(each, weighted=weights is not None)]
    return frame.group_by(*keys).agg(*sums) if keys else frame.select(*sums)


def _weighing(weights: str) -> nw.Expr:
    return nw.col(weights).cast(nw.Float64).alias(_WEIGHT)


def _good_weight() -> nw.Expr:
    return (nw.col(_WEIGHT) >= 0) & (nw.col(_WEIGHT) < inf)


def _cleaned(asked: Asked, dtype: Any, weighted: bool) -> Iterator[nw.Expr]:  # noqa: ANN401, FBT001 -- narwhals has several dtypes
    """The answers, which of them are valid, and which are missing."""
    answers = nw.col(asked.column)
    missing = answers.is_null()
    if not dtype.is_integer():
        answers = answers.cast(nw.Int8 if dtype == nw.Boolean else nw.Float64)
    valid = answers.is_between(*asked.scale)
    if not dtype.is_integer() and dtype != nw.Boolean:
        valid = valid & (answers % 1 == 0)
        missing = missing | answers.is_nan()
    yield answers.alias(asked.part("answer"))
    yield (valid & _good_weight() if weighted else valid).alias(asked.part("valid"))
    yield missing.alias(asked.part("absent"))


def _indicators(asked: Asked, *, weighted: bool) -> Iterator[nw.Expr]:
    valid, definition = asked["valid"], asked.definition
    yield valid.cast(nw.Int8).alias(asked.part("n"))
    yield asked["absent"].cast(nw.Int8).alias(asked.part("missing"))
    if weighted:
        yield nw.when(valid).then(nw.col(_WEIGHT)).otherwise(nw.lit(0.0)).alias(asked.part("w"))
        yield nw.when(valid).then(nw.col(_WEIGHT) * nw.col(_WEIGHT)).otherwise(nw.lit(0.0)).alias(asked.part("ww"))
    for end, cut in (("high", definition.high), ("low", definition.low)):
        if cut:
            hit = valid & asked["answer"].is_between(*cut)
            count = nw.when(hit).then(nw.col(_WEIGHT)).otherwise(nw.lit(0.0)) if weighted else hit.cast(nw.Int8)
            yield count.alias(asked.part(end))
    if definition.form == "mean":
        yield from _distances(asked, weighted=weighted)


def _distances(asked: Asked, *, weighted: bool) -> Iterator[nw.Expr]:
    counts = asked["valid"] & (nw.col(_WEIGHT) > 0) if weighted else asked["valid"]
    distance = (asked["answer"].cast(nw.Float64) - asked.centre) * 1.0
    weight = nw.col(_WEIGHT) if weighted else nw.lit(1.0)
    yield nw.when(counts).then(distance).alias(asked.part("distance"))
    yield nw.when(counts).then(distance * weight).otherwise(nw.lit(0.0)).alias(asked.part("sum"))
    yield nw.when(counts).then(distance * distance * weight).otherwise(nw.lit(0.0)).alias(asked.part("squares"))


def _sums(asked: Asked, *, weighted: bool) -> Iterator[nw.Expr]:
    definition = asked.definition
    parts = ["n", "missing", *(["w", "ww"] if weighted else [])]
    parts += [end for end, cut in (("high", definition.high), ("low", definition.low)) if cut]
    if definition.form == "mean":
        parts += ["sum", "squares"]
        yield asked["distance"].min().alias(asked.part("least"))
        yield asked["distance"].max().alias(asked.part("most"))
    for part in parts:
        yield asked[part].sum()


# --- sums, by counting in one array: what numpy does fastest


def counted(frame: Frame, asked: Sequence[Asked], keys: Sequence[str]) -> Frame | None:
    """The same sums for an eager frame without weights, when its groups are categories that are coded already.

    Returns:
        None where expressions have to do it.
    """
    found = _codes(frame, keys)
    answers = [frame[each.column].to_numpy() for each in asked] if found else []
    if found is None or any(each.dtype.kind not in "iuf" for each in answers):
        return None
    codes, groups = found
    if any(groups * (each.scale[1] - each.scale[0] + 3) > _MOST_CELLS for each in asked):
        return None
    counts = [_histograms(codes, groups, values, each.scale) for each, values in zip(asked, answers, strict=True)]
    rows = counts[0].sum(axis=1)
    there = np.flatnonzero(rows)
    table = nw.maybe_reset_index(frame[_first(codes, there), list(keys)])
    columns = {ROWS: rows}
    for each, histogram in zip(asked, counts, strict=True):
        columns |= {each.part(part): sums for part, sums in _parts(each, histogram).items()}
    backend = frame.implementation
    return table.with_columns(nw.new_series(name, sums[there], backend=backend) for name, sums in columns.items())


def _codes(frame: Frame, keys: Sequence[str]) -> tuple[Array, int] | None:
    """A number for each row's group, and how many there may be."""
    if len(keys) != 1 or frame[keys[0]].dtype not in (nw.Categorical, nw.Enum):
        return None
    way = _CODES.get(frame.implementation)
    codes = way(frame[keys[0]].to_native()) if way else None
    return None if codes is None else (codes, int(codes.max()) + 1)


def _arrow_codes(column: Any) -> Array | None:  # noqa: ANN401 -- a chunked array
    column = column.unify_dictionaries().combine_chunks()
    return column.indices.to_numpy() if hasattr(column, "indices") else None


_CODES: dict[Any, Callable[[Any], Array | None]] = {
    nw.Implementation.PANDAS: lambda column: column.cat.codes.to_numpy(),
    nw.Implementation.POLARS: lambda column: column.to_physical().to_numpy(),
    nw.Implementation.PYARROW: _arrow_codes,
}


def nameless(column: nw.Series[Any]) -> int:
    """How many rows of an eager column of groups have none."""
    if column.implementation.is_pandas() and column.dtype in (nw.Categorical, nw.Enum):
        return int((column.to_native().cat.codes.to_numpy() < 0).sum())  # a fortieth of the time that looking takes
    return column.null_count() + (int(column.is_nan().sum()) if column.dtype.is_float() else 0)


def _first(codes: Array, groups: Array) -> list[int]:
    """A row of each group; most groups show up early."""
    found: dict[int, int] = {}
    for start in range(0, len(codes), CHUNK):
        values, places = np.unique(codes[start : start + CHUNK], return_index=True)
        for value, place in zip(values.tolist(), places.tolist(), strict=True):
            found.setdefault(value, start + place)
        if len(found) == len(groups):
            break
    return [found[group] for group in groups.tolist()]


def _histograms(codes: Array, groups: int, values: Array, scale: Cut) -> Array:
    """How many of each answer in each group; the last two columns are the missing and the invalid ones."""
    width = scale[1] - scale[0] + 3
    kind = np.int16 if groups * width < np.iinfo(np.int16).max else np.int32
    total = np.zeros(groups * width, np.int64)
    for start in range(0, len(values), CHUNK):
        places = codes[start : start + CHUNK].astype(kind)
        np.multiply(places, width, out=places)
        np.add(places, _slots(values[start : start + CHUNK], scale, kind), out=places)
        total += np.bincount(places, minlength=len(total))
    return total.reshape(groups, width)


def _slots(part: Array, scale: Cut, kind: Any) -> Array:  # noqa: ANN401 -- a dtype
    lowest, size = scale[0], scale[1] - scale[0] + 1
    if part.dtype.kind != "f" and part.min() >= lowest and part.max() <= scale[1]:
        slots = part.astype(kind)
        slots -= lowest
        return slots
    kept = (part >= lowest) & (part <= scale[1]) & (np.floor(part) == part)
    slots = np.where(np.isnan(part), size, size + 1).astype(kind)
    slots[kept] = part[kept].astype(kind) - lowest
    return slots


def _parts(asked: Asked, histogram: Array) -> dict[str, Array]:
    (lowest, highest), definition = asked.scale, asked.definition
    counts, distances = histogram[:, :-2], np.arange(lowest, highest + 1) - asked.centre
    parts = {"n": counts.sum(axis=1), "missing": histogram[:, -2]}
    for end, cut in (("high", definition.high), ("low", definition.low)):
        if cut:
            parts[end] = counts[:, cut[0] - lowest : cut[1] - lowest + 1].sum(axis=1)
    if definition.form == "mean":
        parts |= {"sum": counts @ distances, "squares": counts @ distances**2}
        parts["least"] = distances[np.argmax(counts > 0, axis=1)]
        parts["most"] = distances[::-1][np.argmax(counts[:, ::-1] > 0, axis=1)]
    return parts


# --- figures from sums


def figures(sums: Frame, asked: Sequence[Asked], keys: Sequence[str], confidence: float, *, weighted: bool) -> Frame:
    """The columns of the table from the sums, one row for each group."""
    ways = {"net": _net, "share": _share, "mean": _mean}
    sums = sums.with_columns(*(column for each in asked for column in _totals(each, weighted=weighted)))
    sums = sums.with_columns(*(column for each in asked for column in _sizes(each)))
    means = [each for each in asked if each.definition.form == "mean"]
    sums = sums.with_columns(*(_quantiles(sums, each, confidence) for each in means)) if means else sums
    sums = sums.with_columns(*(column for each in asked for column in ways[each.definition.form](each, confidence)))
    return sums.select(*keys, *(column for each in asked for column in _outcome(each)))


def outcome_names(asked: Asked) -> list[str]:
    """The columns that a figure has in the table."""
    return [asked.name, *(f"{asked.name}_{part}" for part in ("low", "high", "n", "missing", "invalid", "low_n"))]


def _totals(asked: Asked, *, weighted: bool) -> Iterator[nw.Expr]:
    """Without an answer some engines give no sum, rather than 0."""
    for part in ("n", "missing"):
        yield asked[part].fill_null(0).cast(nw.Int64)
    yield nw.col(ROWS).cast(nw.Int64).alias(asked.part("rows"))
    for part in ("w", "ww"):
        yield asked[part if weighted else "n"].fill_null(0).cast(nw.Float64).alias(asked.part(part))
    ends = {"high": asked.definition.high, "low": asked.definition.low}
    parts = ["sum", "squares"] if asked.definition.form == "mean" else [end for end, cut in ends.items() if cut]
    for part in parts:
        yield asked[part].fill_null(0).cast(nw.Float64)


def _sizes(asked: Asked) -> Iterator[nw.Expr]:
    """Divisors that are never 0, and what is defined; what is not is left out at the end."""
    total, squares = asked["w"], asked["ww"]
    some = total > 0
    yield _or(some, total, 1.0).alias(asked.part("total"))
    yield _or(some, total * total / _or(squares > 0, squares, 1.0), 1.0).alias(asked.part("size"))
    sure = some
    if asked.definition.form == "mean":
        sure = (asked["most"] > asked["least"]) & (total * total > squares)
    yield nw.when(sure).then(nw.lit(1)).otherwise(nw.lit(0)).alias(asked.part("sure"))


def _net(asked: Asked, confidence: float) -> Iterator[nw.Expr]:
    """The adjusted Wald interval (Rocks, 2016)."""
    factor = asked["size"] / asked["total"]
    low, high, n = asked["low"] * factor + ADDED[0], asked["high"] * factor + ADDED[2], asked["size"] + sum(ADDED)
    net, moved = (high - low) / n, (high + low) / n
    yield (100.0 * (asked["high"] - asked["low"]) / asked["total"]).alias(asked.part("value"))
    yield (100.0 * net).alias(asked.part("middle"))
    half = 100.0 * normal_quantile(confidence) * (_positive(moved - net * net) / n).sqrt()
    yield half.alias(asked.part("half"))


def _share(asked: Asked, confidence: float) -> Iterator[nw.Expr]:
    """Wilson’s interval (1927)."""
    z, share, n = normal_quantile(confidence), asked["high"] / asked["total"], asked["size"]
    yield (100.0 * share).alias(asked.part("value"))
    yield (100.0 * (share + z * z / 2 / n) / (1 + z * z / n)).alias(asked.part("middle"))
    root = (_positive(share * (1 - share)) / n + z * z / 4 / n / n).sqrt()
    yield (100.0 * z * root / (1 + z * z / n)).alias(asked.part("half"))


def _mean(asked: Asked, _: float) -> Iterator[nw.Expr]:
    """Student’s interval."""
    mean, freedom = asked["sum"] / asked["total"], asked["size"] - 1.0
    variance = _positive(asked["squares"] / asked["total"] - mean * mean)
    for part in ("value", "middle"):
        yield (mean + asked.centre).alias(asked.part(part))
    yield (asked["t"] * (variance / _or(freedom > 0, freedom, 1.0)).sqrt()).alias(asked.part("half"))


def _outcome(asked: Asked) -> Iterator[nw.Expr]:
    names = outcome_names(asked)
    value, (least, most) = asked["value"], asked.definition.bounds
    some, sure = asked["w"] > 0, asked["sure"] == 1
    low, high = asked["middle"] - asked["half"], asked["middle"] + asked["half"]
    # Within what is possible, and never without the figure itself.
    low, high = _or(low > least, low, least), _or(high < most, high, most)
    yield _or(some, value, nan).alias(names[0])
    yield nw.when(~sure).then(nw.lit(nan)).otherwise(_or(low < value, low, value)).alias(names[1])
    yield nw.when(~sure).then(nw.lit(nan)).otherwise(_or(high > value, high, value)).alias(names[2])
    yield asked["n"].alias(names[3])
    yield asked["missing"].alias(names[4])
    yield (asked["rows"] - asked["n"] - asked["missing"]).alias(names[5])
    yield ((asked["w"] * asked["w"] < SMALL * asked["ww"]) | ~some).alias(names[6])


def _or(condition: nw.Expr, value: nw.Expr, other: float | nw.Expr) -> nw.Expr:
    return nw.when(condition).then(value).otherwise(nw.lit(other) if isinstance(other, float) else other)


def _positive(value: nw.Expr) -> nw.Expr:
    return _or(value > 0, value, 0.0)


# --- Student’s t without a library: engines have no function for it


_PIECES = ((0.0, 0.5), (0.5, 0.9))
_DEGREE = 20


@cache
def _polynomial(confidence: float, start: float, end: float) -> tuple[float, ...]:
    """The logarithm of t, times 1 − s, as a polynomial in s = 1 ÷ n between ``start`` and ``end``: exact to 11 digits.

    The product is smooth, from the normal quantile at s = 0 on; the coefficients are for s stretched to −1…1.
    """

    def smooth(shares: Array) -> Array:
        return np.array([log(student.quantile(confidence, 1 / s - 1)) * (1 - s) for s in shares])

    fitted = np.polynomial.Chebyshev.interpolate(smooth, _DEGREE, domain=[start, end])
    return tuple(np.polynomial.chebyshev.cheb2poly(fitted.coef).tolist())


def _quantiles(sums: Frame, asked: Asked, confidence: float) -> nw.Expr | nw.Series[Any]:
    """The t of each group, as an expression, or at once where the sums are there: that is many times as fast."""
    name = asked.part("t")
    if isinstance(sums, nw.LazyFrame):
        expression: nw.Expr = _log_student(asked["size"], confidence, _or)
        return expression.exp().alias(name)
    log_t = _log_student(sums[asked.part("size")].to_numpy(), confidence, np.where)
    return nw.new_series(name, np.exp(log_t), backend=sums.implementation)


def _log_student(n: Any, confidence: float, choose: Callable[..., Any]) -> Any:  # noqa: ANN401 -- an expression or an array
    """The logarithm of the t of ``n`` − 1 degrees of freedom.

    Below 10/9 effective answers it is so large that the interval is the whole scale anyway.
    """
    s = choose(n > 1 / _PIECES[-1][1], 1.0 / n, _PIECES[-1][1])
    logarithms = []
    for start, end in _PIECES:
        stretched = (s * 2.0 - (start + end)) / (end - start)
        *rest, last = _polynomial(confidence, start, end)
        value = stretched * last + rest.pop()
        while rest:
            value = value * stretched + rest.pop()
        logarithms.append(value)
    return choose(s <= _PIECES[0][1], *logarithms) / (1.0 - s)
