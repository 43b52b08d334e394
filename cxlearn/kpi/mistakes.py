"""The known wrong ways to reckon each figure, as code: exercises recognise a learner's number by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, isclose, isfinite, isnan, nan
from typing import Any

from cxlearn.kpi.comparison import Comparison
from cxlearn.kpi.definition import Cut
from cxlearn.kpi.result import Result
from cxlearn.language import say


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong way that people take.

    Attributes:
        id: its name in code.
        formula: what it makes of a result (in :data:`COMPARING` of a comparison, in :data:`POOLING` of several
            results): NaN where the counts do not allow it.
    """

    id: str
    formula: Callable[[Any], float]

    def name(self, language: str | None = None) -> str:
        """What it is called, in a few words."""
        return say(f"kpi.mistake_{self.id}_name", language)

    def sentence(self, language: str | None = None) -> str:
        """What is wrong with it, and what to do."""
        return say(f"kpi.mistake_{self.id}", language)


def mistakes(figure: Result | Comparison) -> tuple[Mistake, ...]:
    """The known mistakes of this kind of figure."""
    if isinstance(figure, Comparison):
        return COMPARING
    if isnan(figure.value):
        return ()
    from cxlearn.kpi.count_mistakes import COUNTING  # made of mistakes, as are those below

    return (MISTAKES | COUNTING).get((figure.definition.kpi, figure.definition.form), ())


def wrong_formulas(figure: Result | Comparison, *others: Result) -> dict[str, float]:
    """What each mistake would have made of the same data: ``{"passives_left_out": 42.9, …}``.

    Args:
        figure: the right one. With ``others``, the right one is that of all of them together.
        others: more results of the same kind, as months or shops.

    Returns:
        Only values that can be reckoned from these counts, and that differ from the right value.
    """
    whole, right = _right(figure, others)
    wrong = {mistake.id: mistake.formula(whole) for mistake in mistakes(whole)}
    if others:
        wrong |= {mistake.id: mistake.formula([figure, *others]) for mistake in POOLING}
    return {key: value for key, value in wrong.items() if isfinite(value) and not isclose(value, right, abs_tol=1e-9)}


def recognise(number: float, figure: Result | Comparison, *others: Result, tolerance: float = 0.05) -> Mistake | None:
    """The mistake whose value lies nearest to a learner's number, within ``tolerance``; None for the right number."""
    _, right = _right(figure, others)
    if abs(number - right) <= tolerance:
        return None
    near = {key: abs(value - number) for key, value in wrong_formulas(figure, *others).items()}
    found = min(near, key=lambda key: near[key], default=None)
    if found is None or near[found] > tolerance:
        return None
    return next(mistake for mistake in (*mistakes(figure), *POOLING) if mistake.id == found)


def _right(figure: Result | Comparison, others: tuple[Result, ...]) -> tuple[Result | Comparison, float]:
    if isinstance(figure, Comparison):
        return figure, figure.difference
    whole = sum(others, figure)
    return whole, whole.value


# --- what the formulas are made of


def _ends(result: Result) -> tuple[float, float, float]:
    """The sizes of the worst group, of the best group, and of all."""
    weights = result.groups.weights
    return weights[0], weights[-1], result.counts.total


def _mean(result: Result) -> float:
    """The mean answer; NaN where only groups were counted."""
    counts = result.counts
    if not counts.total or any(isinstance(category, str) for category in counts):
        return nan
    return sum(float(c) * w for c, w in zip(counts, counts.weights, strict=True)) / counts.total


def _share(result: Result, cut: Cut) -> float:
    """The percentage of answers from ``cut[0]`` to ``cut[1]``; NaN where only groups were counted."""
    counts = result.counts
    if not counts.total or any(isinstance(category, str) for category in counts):
        return nan
    chosen = zip(counts, counts.weights, strict=True)
    return 100 * sum(w for c, w in chosen if isinstance(c, int) and cut[0] <= c <= cut[1]) / counts.total


def _per(part: float, whole: float) -> float:
    return 100 * part / whole if whole else nan


def _passives_left_out(result: Result) -> float:
    low, high, _ = _ends(result)
    return _per(high - low, high + low)


def _counts_subtracted(result: Result) -> float:
    low, high, _ = _ends(result)
    return high - low


def _shares_rounded(result: Result) -> float:
    low, high, total = _ends(result)
    return floor(_per(high, total) + 0.5) - floor(_per(low, total) + 0.5) if total else nan


def _best_only(result: Result) -> float:
    _, high, total = _ends(result)
    return _per(high, total)


def _middle_as_best(result: Result) -> float:
    low, _, total = _ends(result)
    return _per(total - 2 * low, total)


def _missing_in_base(result: Result) -> float:
    return result.value * result.n / (result.n + result.missing) if result.n else nan


def _missing_as_zero(result: Result) -> float:
    """Each missing answer taken for a 0: a detractor, or a 0 in a mean."""
    everyone = result.n + result.missing
    zeros = -100.0 if result.definition.form == "net" else 0.0
    return (result.value * result.n + zeros * result.missing) / everyone if result.n else nan


def _scale(result: Result) -> Cut:
    return result.definition.scale or (0, 0)


def _mean_over_top(result: Result) -> float:
    return _per(_mean(result), _scale(result)[1])


def _mean_stretched(result: Result) -> float:
    low, high = _scale(result)
    return _per(_mean(result) - low, high - low)


def _top_answer_only(result: Result) -> float:
    high = result.definition.high
    return _share(result, (high[1], high[1])) if high else nan


def _middle_included(result: Result) -> float:
    high = result.definition.high
    return _share(result, (high[0] - 1, high[1])) if high else nan


def _nps_cuts(result: Result) -> float:
    """The cuts of the 0–10 question on a shorter scale: on 1–5 everybody is a detractor."""
    return _share(result, (9, 10)) - _share(result, (0, 6)) if _scale(result)[1] < 10 else nan  # noqa: PLR2004 -- the NPS scale


def _detractors_to_five(result: Result) -> float:
    return _share(result, (9, 10)) - _share(result, (0, 5))


def _scale_reversed(result: Result) -> float:
    return sum(_scale(result)) - _mean(result)


def _ends_only(result: Result) -> float:
    """The two easiest answers minus the two hardest, whatever cuts were asked for."""
    low, high = _scale(result)
    net = _share(result, (high - 1, high)) - _share(result, (low, low + 1))
    return net if result.definition.version == 2 else -net  # noqa: PLR2004 -- version 2


def _rest_subtracted(result: Result) -> float:
    """The share minus the share of all others, neutral ones included."""
    return 2 * result.value - 100


def _averaged(parts: Sequence[Result]) -> float:
    """The mean of the figures, whatever the sizes of the groups."""
    return sum(part.value for part in parts) / len(parts)


def _relative_change(found: Comparison) -> float:
    return _per(found.difference, abs(found.b.value))


_AS_SHARE = Mistake("share_for_percent", lambda result: result.value / 100)
_SIGN = Mistake("sign", lambda result: -result.value)
_MEAN = Mistake("mean_answer", _mean)
_BASE = (Mistake("missing_in_base", _missing_in_base), Mistake("missing_as_zero", _missing_as_zero))

MISTAKES: dict[tuple[str, str], tuple[Mistake, ...]] = {
    ("nps", "net"): (
        Mistake("passives_left_out", _passives_left_out),
        Mistake("counts_subtracted", _counts_subtracted),
        Mistake("shares_rounded", _shares_rounded),
        Mistake("promoters_only", _best_only),
        Mistake("passives_as_promoters", _middle_as_best),
        Mistake("detractors_to_five", _detractors_to_five),
        _MEAN,
        Mistake("mean_times_ten", _mean_over_top),
        *_BASE,
        _AS_SHARE,
        _SIGN,
    ),
    ("csat", "share"): (
        _MEAN,
        Mistake("mean_over_top", _mean_over_top),
        Mistake("mean_stretched", _mean_stretched),
        Mistake("top_answer_only", _top_answer_only),
        Mistake("middle_included", _middle_included),
        Mistake("nps_cuts", _nps_cuts),
        _BASE[0],
        _AS_SHARE,
        Mistake("complement", lambda result: 100 - result.value),
        Mistake("rest_subtracted", _rest_subtracted),
    ),
    ("ces", "mean"): (Mistake("scale_reversed", _scale_reversed), _BASE[1], Mistake("mean_over_top", _mean_over_top)),
    ("ces", "share"): (
        _MEAN,
        Mistake("top_answer_only", _top_answer_only),
        Mistake("middle_included", _middle_included),
        Mistake("rest_subtracted", _rest_subtracted),
        _BASE[0],
        _AS_SHARE,
        Mistake("complement", lambda result: 100 - result.value),
    ),
    ("ces", "net"): (
        Mistake("net_ends_only", _ends_only),
        Mistake("easy_only", _best_only),
        Mistake("neutrals_left_out", _passives_left_out),
        Mistake("counts_subtracted", _counts_subtracted),
        Mistake("shares_rounded", _shares_rounded),
        _MEAN,
        _BASE[0],
        _AS_SHARE,
        _SIGN,
    ),
}
"""By KPI and form."""
POOLING = (Mistake("averaged", _averaged),)
"""What goes wrong when several results become one."""
COMPARING = (Mistake("percent_for_points", _relative_change), Mistake("sign", lambda found: -found.difference))
"""What goes wrong when two results are compared."""
