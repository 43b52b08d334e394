"""How the service answers: at the first contact, how fast, and how often people find the answer by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from math import fsum, isclose, isnan, nan
from typing import Any, Literal, TypeAlias

from cxlearn.kpi.counts import Figure, Measure, defined, rate, refuse
from cxlearn.kpi.customers import checked_window
from cxlearn.kpi.histogram import Histogram
from cxlearn.kpi.refusal import checked_choice, shown

FIRST_CONTACT = Measure(
    "first_contact_resolution",
    "share",
    ("contacted_again", "resolved_first"),
    top=("resolved_first",),
    bottom=("contacts",),
)
RESOLUTION = Measure(
    "time_to_resolution",
    "plain",
    direction="lower",
    top=("hours",),
    bottom=("resolved",),
    kind="hours",
    sampled="resolved",
    merges=False,
)
SELF_CARE = Measure(
    "self_care_rate", "share", ("assisted", "self_served"), top=("self_served",), bottom=("self_served", "assisted")
)


def first_contact_resolution(  # noqa: PLR0913 -- two counts, and what they mean
    *,
    resolved_first: int,
    contacts: int,
    window: int | None = None,
    base: Literal["gross", "net"] = "gross",
    confidence: float = 0.95,
    strict: bool = False,
) -> Figure:
    """First contact resolution: the share of requests that needed one contact only, in percent.

    Within one window it is the complement of the repeat-contact rate (100 − FCR), and not its inverse.

    Args:
        resolved_first: requests resolved at the first contact.
        contacts: all requests; one that comes back is still one.
        window: the days without a new contact after which a request counts as resolved; 7 is a common convention.
        base: ``"gross"``: all requests; ``"net"``: only those that a first contact could resolve.
        confidence: of Wilson's interval.
        strict: raise when there is no contact.

    Raises:
        KpiError: (a ValueError) for more requests resolved than there were.
    """
    checked_choice("base", base, ("gross", "net"))
    measure = FIRST_CONTACT.having(base=base, window=checked_window(window))
    return rate(measure, confidence=confidence, strict=strict, resolved_first=resolved_first, contacts=contacts)


def self_care_rate(*, self_served: int, assisted: int, confidence: float = 0.95, strict: bool = False) -> Figure:
    """The share of requests that people settled by themselves, in percent: self-served / (self-served + assisted).

    How many contacts the help pages avoided is an estimate: a visit to them is not always an answer found.

    Args:
        self_served: requests settled without anybody's help.
        assisted: requests that somebody of the company took care of.
        confidence: of Wilson's interval.
        strict: raise when there is no request.

    Raises:
        KpiError: (a ValueError) for a number that counts nothing.
    """
    return rate(SELF_CARE, confidence=confidence, strict=strict, self_served=self_served, assisted=assisted)


Moment: TypeAlias = datetime | date | str | None
Spell: TypeAlias = tuple[float, bool]
"""How many hours a ticket was watched, and whether it was resolved then."""


@dataclass(frozen=True, slots=True, repr=False)
class ResolutionTime(Figure):
    """A time to resolution: the mean of the resolved tickets is its ``value``, in hours.

    Attributes:
        median: the hours after which half of all tickets are resolved, open ones taken into account (Kaplan & Meier,
            Journal of the American Statistical Association 53, 1958); NaN when that point has not been reached.
        percentile_90: the hours after which nine tickets in ten are.
        open: how many tickets are not resolved yet.
    """

    median: float = nan
    percentile_90: float = nan
    open: int = 0

    @property
    def details(self) -> Mapping[str, float]:
        """The median and the 90th percentile."""
        return {"median": self.median, "percentile_90": self.percentile_90}


def time_to_resolution(
    opened: Iterable[Moment], resolved: Iterable[Moment], *, as_of: Moment = None, strict: bool = False
) -> ResolutionTime:
    """The mean time from opening a ticket to resolving it, in hours, with the median and the 90th percentile.

    A ticket that is still open has waited so long already: it is kept in the median and the percentile, and counted.
    The mean of the resolved tickets alone is too short as long as some are open. A reply is not a resolution.

    Args:
        opened: when each ticket was opened: a list, an array or a Series of datetimes, or of ISO texts.
        resolved: when each was resolved; None, NaT or an empty text where it is still open.
        as_of: when the data were taken; by default the latest moment in them.
        strict: raise when no ticket is resolved.

    Raises:
        KpiError: (a ValueError) for a ticket resolved before it was opened, what is no moment, or unlike lengths.
    """
    starts, ends = _moments("opened", opened), _moments("resolved", resolved)
    if len(starts) != len(ends):
        refuse("tickets_number", opened=len(starts), resolved=len(ends))
    _check_zones([*starts, *ends, *(day := _moments("as_of", [as_of]))])
    spells = list(_spells(starts, ends, day[0]))
    hours = [length for length, done in spells if done]
    waiting = len(spells) - len(hours)
    given = {"hours": fsum(hours), "resolved": len(hours), "open": waiting}
    value = given["hours"] / len(hours) if hours else nan
    half, most = (_time_until(spells, share) for share in (0.5, 0.9))
    lacking = "interval" if hours else "resolved" if waiting else "base"
    made = ResolutionTime(
        value, nan, nan, 0.95, len(hours), starts.count(None), 0, Histogram.of({}), RESOLUTION, "none", lacking, given,
        half, most, waiting,
    )  # fmt: skip
    defined(made, strict=strict)
    return made


# --- moments


def _moments(name: str, given: object) -> list[datetime | None]:
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        refuse("moments", name=name, given=type(given).__name__)
    if hasattr(given, "columns"):
        refuse("moments", name=name, given=type(given).__name__)
    return [_moment(name, one, index) for index, one in enumerate(_listed(given))]


def _listed(given: Any) -> Sequence[object]:  # noqa: ANN401 -- arrays and Series of any library
    values = given.to_numpy() if hasattr(given, "to_numpy") else given
    if getattr(getattr(values, "dtype", None), "kind", "") == "M":  # numpy gives whole numbers for nanoseconds
        values = values.astype("datetime64[us]").tolist()
    return list(values)


def _moment(name: str, given: object, index: int) -> datetime | None:
    if type(given).__name__ in {"NoneType", "NaTType", "NAType"} or given == "" or given != given:  # noqa: PLR0124 -- NaN
        return None
    if isinstance(given, datetime):
        return given
    if isinstance(given, date):
        return datetime.combine(given, time())
    try:
        return datetime.fromisoformat(str(given).strip())
    except ValueError:
        refuse("moment", name=name, number=index + 1, index=index, given=shown(given))


def _check_zones(moments: Iterable[datetime | None]) -> None:
    """Refuse moments of which only some say their time zone: they cannot be subtracted."""
    if len({moment.utcoffset() is None for moment in moments if moment}) > 1:
        refuse("zones")


def _spells(
    starts: Sequence[datetime | None], ends: Sequence[datetime | None], as_of: datetime | None
) -> Iterator[Spell]:
    """How long each ticket was watched; one that nobody knows the opening of is left out."""
    known = [moment for moment in (*starts, *ends) if moment]
    last = as_of or max(known, default=None)
    if as_of and known and max(known) > as_of:
        refuse("as_of", as_of=as_of.isoformat(" ", "minutes"), latest=max(known).isoformat(" ", "minutes"))
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start and end and end < start:
            moments = {"opened": start.isoformat(" ", "minutes"), "resolved": end.isoformat(" ", "minutes")}
            refuse("resolved_before", number=index + 1, index=index, **moments)
        if start and last:
            yield ((end or last) - start).total_seconds() / 3600, end is not None


# --- the median and the percentile


def _time_until(spells: Sequence[Spell], share: float) -> float:
    """The time by which ``share`` of all tickets are resolved, after Kaplan and Meier; NaN when it is not reached.

    Where exactly that share is resolved from one moment to the next, the middle between both, as for any median.
    """
    at_risk, unresolved, pending = len(spells), 1.0, nan
    for length, group in groupby(sorted(spells), key=_length):
        done = [resolved for _, resolved in group]
        if any(done):
            if not isnan(pending):
                return (pending + length) / 2
            unresolved *= 1 - sum(done) / at_risk
            if isclose(unresolved, 1 - share, abs_tol=1e-9):
                pending = length
            elif unresolved < 1 - share:
                return length
        at_risk -= len(done)
    return pending


def _length(spell: Spell) -> float:
    return spell[0]
