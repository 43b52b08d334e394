"""How many answers it takes, and what other samples of the same size would have shown."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite, isnan
from typing import TYPE_CHECKING, Any

from cxlearn.kpi.explanation import amount, percent
from cxlearn.kpi.interval import normal_quantile
from cxlearn.kpi.refusal import checked_choice, checked_confidence, checked_count, is_number, refuse, shown
from cxlearn.kpi.result import Result, check_sampled
from cxlearn.language import format_number, say

if TYPE_CHECKING:  # numpy is loaded when a bootstrap is drawn
    import numpy as np

_SPANS = {"nps": 200.0, "csat": 100.0}
_LEAST_MARGIN = 0.1  # in points; whoever writes 0.05 means 5


def sample_size(kpi: str | Result, *, margin: float, confidence: float = 0.95) -> int:
    """How many answers make an interval of ± ``margin``, whatever the answers turn out to be.

    The worst case is half of the answers at either end: 385 answers for an NPS within ±10 points, 1,537 within ±5.

    Args:
        kpi: ``"nps"``, ``"csat"``, or a result, whose definition then says how far apart answers can lie.
        margin: half the width of the interval: in points, or for a mean in units of the scale.
        confidence: of the interval.

    Raises:
        KpiError: (a ValueError) for an unknown figure, or a margin that is not above 0.
    """
    if isinstance(kpi, Result):
        check_sampled(kpi)
        low, high = kpi.definition.bounds
        span, smallest = high - low, 0.0 if kpi.unit == "scale" else _LEAST_MARGIN
    else:
        if kpi == "ces":
            refuse("sample_ces")
        checked_choice("kpi", kpi, _SPANS)
        span, smallest = _SPANS[kpi], _LEAST_MARGIN
    if not is_number(margin) or not 0 < margin < span / 2:
        refuse("margin", given=shown(margin), most=format_number(span / 2))
    if margin < smallest:
        refuse("margin_share", given=shown(float(margin)), near=format_number(100 * margin))
    return ceil((normal_quantile(checked_confidence(confidence)) * span / 2 / margin) ** 2)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Bootstrap:
    """What other samples of the same size would have shown, were the customers like these answers.

    Attributes:
        result: the figure it started from.
        values: the figure of each replicate: an array in the figure's unit.
        low: the lower end of the percentile interval.
        high: the upper end.
    """

    result: Result
    values: np.ndarray[Any, np.dtype[np.float64]]
    low: float
    high: float

    def __repr__(self) -> str:
        low, high = (amount(end, self.result.unit) for end in (self.low, self.high))
        share, number = percent(self.result.confidence), format_number(len(self.values), 0)
        return say("kpi.bootstrap", number=number, percent=share, low=low, high=high)


def bootstrap(result: Result, replicates: int = 10_000, *, seed: int = 0) -> Bootstrap:
    """Draw samples again and again from the counts of a result (a multinomial): milliseconds, however many answers.

    Args:
        result: a figure with counts; with weights, Kish's effective number of answers is drawn.
        replicates: how many samples.
        seed: the same seed gives the same samples.

    Raises:
        KpiError: (a ValueError) when the result is undefined, or ``replicates`` is not above 0.
    """
    import numpy as np

    if not checked_count("replicates", replicates):
        refuse("count", name="replicates", given=shown(replicates))
    check_sampled(result)
    if isnan(result.value) or not isfinite(result.n_effective):
        refuse("strict_bootstrap", why=result.reason)
    counts, n = result.groups, max(round(result.n_effective), 1)
    draws = np.random.default_rng(seed).multinomial(n, np.array(counts.weights) / counts.total, replicates)
    values = draws @ np.array([result.definition.score(category) for category in counts]) / n
    low, high = np.quantile(values, [(1 - result.confidence) / 2, (1 + result.confidence) / 2]).tolist()
    return Bootstrap(result, values, low, high)
