"""The three figures that surveys give: would you recommend (NPS), are you satisfied (CSAT), was it easy (CES)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, Literal, ParamSpec

from cxlearn.kpi.answers import tally
from cxlearn.kpi.definition import YES_NO, Cut, Definition, Form
from cxlearn.kpi.histogram import Histogram
from cxlearn.kpi.interval import METHODS
from cxlearn.kpi.refusal import checked_choice, checked_confidence, checked_count, refuse
from cxlearn.kpi.result import Result
from cxlearn.kpi.scale import checked_cut, checked_scale

P = ParamSpec("P")
Q = ParamSpec("Q")


class Calculator(Generic[P, Q]):
    """A figure made from answers when called, or from counts with :attr:`from_counts`."""

    def __init__(self, from_answers: Callable[P, Result], from_counts: Callable[Q, Result]) -> None:
        self._from_answers = from_answers
        self.from_counts = from_counts
        update_wrapper(self, from_answers)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        """The figure that answers make."""
        return self._from_answers(*args, **kwargs)


def also_from(from_counts: Callable[Q, Result]) -> Callable[[Callable[P, Result]], Calculator[P, Q]]:
    """Give a calculator its second way in."""
    return lambda from_answers: Calculator(from_answers, from_counts)


NPS = Definition("nps", "net", ("detractors", "passives", "promoters"), scale=(0, 10), high=(9, 10), low=(0, 6))
"""Promoters 9–10, passives 7–8, detractors 0–6 (Reichheld, Harvard Business Review, December 2003)."""
NetInterval = Literal["adjusted-wald", "wald", "score"]


def _nps_from_counts(  # noqa: PLR0913 -- three groups, three options
    *,
    detractors: int,
    passives: int,
    promoters: int,
    confidence: float = 0.95,
    interval: NetInterval = "adjusted-wald",
    strict: bool = False,
) -> Result:
    """The NPS of groups that were counted already; see :func:`nps`.

    Raises:
        KpiError: for a number that counts nothing.
    """
    given = {"detractors": detractors, "passives": passives, "promoters": promoters}
    return _counted(NPS, given, confidence=confidence, interval=interval, strict=strict)


@also_from(_nps_from_counts)
def nps(  # noqa: PLR0913 -- the options of every survey figure
    answers: object,
    *,
    weights: object = None,
    confidence: float = 0.95,
    interval: NetInterval = "adjusted-wald",
    invalid: Literal["raise", "drop"] = "raise",
    strict: bool = False,
) -> Result:
    """Net Promoter Score: the share of promoters (9–10) minus the share of detractors (0–6), −100 to +100 points.

    Passives (7–8) are in neither group and stay in the base. Missing answers (NaN, None) are left out and counted.

    Args:
        answers: whole numbers from 0 to 10: a list, an array, a Series.
        weights: one for each answer; the interval then rests on Kish's effective number of answers.
        confidence: of the interval.
        interval: ``"adjusted-wald"`` (Rocks, The American Statistician 70(4), 2016), ``"wald"``, or ``"score"``.
        invalid: ``"drop"`` leaves out answers off the scale, and counts them.
        strict: raise when there is no answer at all, rather than give an undefined result.

    Raises:
        KpiError: (a ValueError) for an answer off the scale, a text, a boolean, or weights that cannot be used.
    """
    return _figure(NPS, answers, weights, confidence=confidence, interval=interval, invalid=invalid, strict=strict)


_SATISFIED = {(1, 5): (4, 5), (1, 7): (6, 7), YES_NO: (1, 1)}
_CSAT_GROUPS = ("others", "satisfied")
ShareInterval = Literal["wilson", "wald"]


def _csat_from_counts(
    *, satisfied: int, total: int, confidence: float = 0.95, interval: ShareInterval = "wilson", strict: bool = False
) -> Result:
    """The CSAT of answers that were counted already; see :func:`csat`.

    Raises:
        KpiError: for a number that counts nothing, or more satisfied than answers.
    """
    hits, everyone = checked_count("satisfied", satisfied), checked_count("total", total)
    if hits > everyone:
        refuse("part_exceeds", part="satisfied", hits=hits, whole="total", everyone=everyone)
    given = {"others": everyone - hits, "satisfied": hits}
    return _counted(
        Definition("csat", "share", _CSAT_GROUPS), given, confidence=confidence, interval=interval, strict=strict
    )


@also_from(_csat_from_counts)
def csat(  # noqa: PLR0913 -- the options of every survey figure
    answers: object,
    *,
    scale: Cut | Literal["yes/no"] = (1, 5),
    satisfied: Cut | None = None,
    weights: object = None,
    confidence: float = 0.95,
    interval: ShareInterval = "wilson",
    invalid: Literal["raise", "drop"] = "raise",
    strict: bool = False,
) -> Result:
    """Customer satisfaction: the share of satisfied answers, in percent, with Wilson's interval (1927).

    The mean of the answers is another statistic, and has another name.

    Args:
        answers: whole numbers on the scale; booleans when the scale is ``"yes/no"``.
        scale: the lowest and the highest answer, or ``"yes/no"``.
        satisfied: the answers that count as satisfied, as ``(lowest, highest)``. By default 4–5 of 1–5, 6–7 of 1–7,
            yes of yes/no; elsewhere vendors disagree (9–10 or 8–10 of 1–10), so it has to be said.
        weights: one for each answer.
        confidence: of the interval.
        interval: ``"wilson"`` or ``"wald"``.
        invalid: ``"drop"`` leaves out answers off the scale, and counts them.
        strict: raise when there is no answer at all.

    Raises:
        KpiError: (a ValueError) as :func:`nps`, and when nobody said which answers are satisfied.
    """
    limits = checked_scale(scale)
    if satisfied is None and limits not in _SATISFIED:
        refuse("satisfied", lowest=limits[0], highest=limits[1], pair=limits[1] - 1)
    high = _SATISFIED[limits] if satisfied is None else checked_cut("satisfied", satisfied, limits)
    definition = Definition("csat", "share", _CSAT_GROUPS, scale=limits, high=high)
    return _figure(
        definition, answers, weights, confidence=confidence, interval=interval, invalid=invalid, strict=strict
    )


_AGGREGATES: dict[str, Form] = {"mean": "mean", "agree": "share", "net": "net"}
_CES_SCALES = {1: (1, 5), 2: (1, 7)}
_HIGH = {(1, 5): (4, 5), (1, 7): (5, 7)}
_LOW = {(1, 5): (1, 2), (1, 7): (1, 3)}


def ces(  # noqa: PLR0913 -- five vendors, four definitions: the caller chooses
    answers: object,
    *,
    version: Literal[1, 2] | None = None,
    aggregate: Literal["mean", "agree", "net"] | None = None,
    scale: Cut | None = None,
    easy: Cut | None = None,
    difficult: Cut | None = None,
    weights: object = None,
    confidence: float = 0.95,
    interval: str | None = None,
    invalid: Literal["raise", "drop"] = "raise",
    strict: bool = False,
) -> Result:
    """Customer Effort Score. Vendors use four definitions: name the question's version and the aggregate.

    Args:
        answers: whole numbers on the scale.
        version: has to be said. 1: "how much effort did you have to put forth", 1–5, lower is better (Dixon, Freeman &
            Toman, Harvard Business Review, July–August 2010); 2: "…made it easy for me", 1–7, higher is better (CEB,
            2013).
        aggregate: has to be said. ``"mean"`` of the answers; ``"agree"``: the share who found it easy; ``"net"``: the
            share who found it easy minus the share who found it difficult, in points.
        scale: by default that of the version.
        easy: the answers that say easy, as ``(lowest, highest)``; by default 5–7 of 7 or 4–5 of 5 for version 2.
        difficult: the answers that say difficult; by default 1–3 of 7 or 1–2 of 5 for version 2, for ``"net"``.
        weights: one for each answer.
        confidence: of the interval.
        interval: by default Student's t for a mean, Wilson's for a share, adjusted Wald for a net figure.
        invalid: ``"drop"`` leaves out answers off the scale, and counts them.
        strict: raise when there is no answer at all.

    Raises:
        KpiError: (a ValueError) as :func:`nps`; when a cut is missing or on the wrong side of the scale.
    """
    definition = _ces_definition(version, aggregate, scale, easy, difficult)
    method = interval or METHODS[definition.form][0]
    return _figure(definition, answers, weights, confidence=confidence, interval=method, invalid=invalid, strict=strict)


def _ces_definition(
    version: int | None, aggregate: str | None, given: Cut | None, easy: Cut | None, difficult: Cut | None
) -> Definition:
    if version is None and aggregate is None:
        refuse("ces_choose")
    if version not in _CES_SCALES:
        refuse("ces_version")
    if aggregate is None:
        refuse("ces_aggregate")
    checked_choice("aggregate", aggregate, _AGGREGATES)
    scale = checked_scale(given or _CES_SCALES[version])
    if aggregate == "mean":
        return Definition("ces", "mean", scale=scale, direction="lower" if version == 1 else "higher", version=version)
    if aggregate == "agree" and version == 1 and easy is None:
        refuse("agree_effort")
    ends = (_LOW, _HIGH) if version == 1 else (_HIGH, _LOW)
    good = checked_cut("easy", easy or ends[0].get(scale), scale)
    if aggregate == "agree":
        return Definition("ces", "share", ("others", "easy"), scale=scale, high=good, version=version)
    bad = checked_cut("difficult", difficult or ends[1].get(scale), scale)
    lower, upper = (good, bad) if version == 1 else (bad, good)
    if lower[1] >= upper[0]:
        refuse(f"cuts_version_{version}", easy=f"{good[0]}–{good[1]}", difficult=f"{bad[0]}–{bad[1]}")
    return Definition("ces", "net", ("difficult", "neutral", "easy"), scale=scale, high=good, low=bad, version=version)


def _figure(definition: Definition, answers: object, weights: object, *, invalid: str, **options: Any) -> Result:  # noqa: ANN401 -- confidence, interval, strict
    found = tally(answers, definition, weights=weights, invalid=invalid)
    return _result(definition, found.counts, missing=found.missing, invalid=found.invalid, **options)


def _counted(definition: Definition, given: dict[str, int], **options: Any) -> Result:  # noqa: ANN401 -- as above
    counts = Histogram.of({group: checked_count(group, number) for group, number in given.items()})
    return _result(definition, counts, **options)


def _result(
    definition: Definition, counts: Histogram, *, confidence: float, interval: str, strict: bool, **left_out: int
) -> Result:
    checked_choice("interval", interval, METHODS[definition.form])
    result = Result.of(definition, counts, confidence=checked_confidence(confidence), interval=interval, **left_out)
    if strict and not counts.total:
        refuse("strict", why=result.reason)
    return result
