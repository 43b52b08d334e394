"""Figures for each group of a table, in one pass, in the caller's own kind of frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from cxlearn.kpi.answers import INVALID, tally
from cxlearn.kpi.definition import YES_NO, Definition
from cxlearn.kpi.refusal import KpiError, checked_choice, checked_confidence, refuse, shown
from cxlearn.kpi.survey import ces, csat, nps
from cxlearn.language import nearest, say

if TYPE_CHECKING:
    from cxlearn.kpi.engines import Asked, Frame

_FIGURES: dict[str, Any] = {"nps": nps, "csat": csat, "ces": ces}
_OPTIONS = {
    "nps": (),
    "csat": ("scale", "satisfied"),
    "ces": ("version", "aggregate", "scale", "easy", "difficult"),
}
_PAIR = 2


def kpi_table(
    frame: Any,  # noqa: ANN401 -- any kind of frame
    /,
    *,
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    confidence: float = 0.95,
    invalid: Literal["raise", "drop"] = "raise",
    **columns: str | tuple[str, Mapping[str, Any]],
) -> Any:  # noqa: ANN401 -- the same kind of frame
    """Several figures for each group, in one pass, in the frame's own kind; a lazy frame stays lazy.

    ``cx.kpi_table(frame, by="channel", nps="recommend", csat="satisfaction")`` has a row for each channel, and for
    each figure the columns ``nps``, ``nps_low``, ``nps_high`` (as :func:`nps`, :func:`csat`, :func:`ces` give them),
    ``nps_n``, ``nps_missing``, ``nps_invalid`` and ``nps_low_n`` (fewer than 30 answers). An undefined value is NaN.

    A figure's options stand beside its column: ``ces=("effort", {"version": 2, "aggregate": "mean"})``. The word
    before the first ``_`` says which figure it is: ``csat_shop="q3", csat_site="q7"`` are two CSAT.

    An eager frame is refused, as answers are elsewhere, for an answer off the scale, a weight that cannot be used, a
    group that has no name. A lazy one cannot be looked at before it is computed: ``nps_invalid`` counts what was left
    out, whatever ``invalid`` says, and rows without a group make a row of their own.

    Args:
        frame: pandas, Polars (eager or lazy), PyArrow, DuckDB, Dask, PySpark, or what else narwhals reads.
        by: the column whose values make the groups, or several; without it, one row for everything.
        weights: the column of weights, one for each row.
        confidence: of the intervals: adjusted Wald for a net figure, Wilson for a share, Student's t for a mean.
        invalid: ``"drop"`` leaves out answers off the scale, and counts them.
        columns: the figures: a column, or a column and options.

    Returns:
        A frame sorted by its groups.

    Raises:
        KpiError: (a ValueError) for what cannot be reckoned; its sentence says what to do.
    """
    checked_choice("invalid", invalid, INVALID)
    confidence = checked_confidence(confidence)
    asked = [_asked(name, given) for name, given in columns.items()]
    table = _opened(frame)
    keys = [by] if isinstance(by, str) else list(by or ())
    _check_columns(table, asked, keys, weights)
    _check_names(asked, keys)
    return _reckoned(table, asked, keys, weights, confidence=confidence, invalid=invalid).to_native()


def _reckoned(  # noqa: PLR0913 -- what was asked for
    table: Frame, asked: list[Asked], keys: list[str], weights: str | None, *, confidence: float, invalid: str
) -> Frame:
    from cxlearn.kpi import engines

    eager = hasattr(table, "shape")
    if eager:
        table = _mended(table, asked, keys)
    sums = engines.counted(table, asked, keys) if eager and weights is None else None
    if sums is None:
        sums = engines.summed(table, asked, keys, weights)
    if eager:
        _check_sums(table, sums, asked, weights, invalid)
    made = engines.figures(sums, asked, keys, confidence, weighted=weights is not None)
    return made.sort(*keys) if keys else made


# --- what was asked for


def _asked(name: str, given: object) -> Asked:
    from cxlearn.kpi.engines import Asked

    kind = name.split("_", maxsplit=1)[0]
    if kind not in _FIGURES:
        _refuse("figure", name=name, near=nearest(kind, _FIGURES) or "nps")
    column, options = (given, {}) if isinstance(given, str) else _pair(name, given)
    for option in options:
        if option not in _OPTIONS[kind]:
            _refuse("option", name=name, option=option, known=", ".join(_OPTIONS[kind]) or "—")
    if kind == "ces" and not {"version", "aggregate"} <= options.keys():
        _refuse("ces", name=name, column=column)
    # The calculator itself checks the options, and says what it measures.
    definition: Definition = _FIGURES[kind]([], **options).definition
    return Asked(name, column, definition)


def _pair(name: str, given: object) -> tuple[str, Mapping[str, Any]]:
    if isinstance(given, tuple) and len(given) == _PAIR:
        column, options = given
        if isinstance(column, str) and isinstance(options, Mapping):
            return column, options
    return _refuse("pair", name=name, given=shown(given))


def _check_names(asked: list[Asked], keys: list[str]) -> None:
    from cxlearn.kpi.engines import outcome_names

    if not asked:
        _refuse("nothing")
    names = [*keys, *(name for each in asked for name in outcome_names(each))]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        _refuse("twice", name=twice)


# --- what the frame holds


def _opened(frame: object) -> Frame:
    import narwhals.stable.v2 as nw

    try:
        return nw.from_native(frame)
    except TypeError:
        _refuse("frame", given=type(frame).__name__)


def _check_columns(table: Frame, asked: list[Asked], keys: list[str], weights: str | None) -> None:
    import narwhals.stable.v2 as nw

    schema = table.collect_schema()
    for column in (*keys, *(each.column for each in asked), *([] if weights is None else [weights])):
        if column not in schema:
            listed = ", ".join(schema)
            _refuse("column", given=column, near=nearest(column, schema) or next(iter(schema), "—"), listed=listed)
    for each in asked:
        dtype = schema[each.column]
        if dtype.is_numeric() or (dtype == nw.Boolean and each.scale == YES_NO) or _unsure(dtype):
            continue
        _refuse("dtype_boolean" if dtype == nw.Boolean else "dtype", column=each.column, given=dtype)
    if weights is not None and not (schema[weights].is_numeric() or _unsure(schema[weights])):
        refuse("weights_kind")


def _unsure(dtype: object) -> bool:
    """Whether a column may hold anything, or nothing: its answers have to be looked at."""
    import narwhals.stable.v2 as nw

    return dtype in (nw.Object, nw.Unknown)


def _mended(table: Frame, asked: list[Asked], keys: list[str]) -> Frame:
    """An eager frame with rows and groups, and numbers where a column of objects holds them."""
    import narwhals.stable.v2 as nw

    from cxlearn.kpi.engines import nameless

    if not len(table):
        _refuse("empty")
    for key in keys:
        without = nameless(table[key])
        if without:
            _refuse("nameless", column=key, count=without)
    vague = [each for each in asked if _unsure(table.schema[each.column])]
    for each in vague:
        tally(table[each.column].to_list(), each.definition, invalid="drop")  # refuses texts and booleans
    return table.with_columns(nw.col(each.column).cast(nw.Float64) for each in vague) if vague else table


def _check_sums(table: Frame, sums: Frame, asked: list[Asked], weights: str | None, invalid: str) -> None:
    """Refuse what the pass has found; which answer it was is looked up only then."""
    from cxlearn.kpi.engines import GOOD_WEIGHTS, ROWS

    if weights is not None and sums[GOOD_WEIGHTS].sum() < len(table):
        _refuse_weight(table[weights].to_list())
    if weights is not None and not table[weights].sum():
        refuse("weights_zero")
    for each in asked if invalid == "raise" else []:
        seen = sums[each.part("n")].sum() + sums[each.part("missing")].sum()
        if seen < sums[ROWS].sum():
            _refuse_answer(table[each.column].to_list(), each)


def _refuse_weight(weights: list[float | None]) -> NoReturn:
    index = next(k for k, weight in enumerate(weights) if weight is None or not 0 <= weight < float("inf"))
    refuse("weight", number=index + 1, index=index, given=shown(weights[index]))


def _refuse_answer(answers: list[Any], asked: Asked) -> NoReturn:
    try:
        tally(answers, asked.definition)
    except KpiError as error:
        _refuse("answer", column=asked.column, sentence=error)
    raise AssertionError(asked)


def _refuse(key: str, **values: Any) -> NoReturn:  # noqa: ANN401 -- anything that prints
    raise KpiError(say(f"kpi_table.{key}", **values))
