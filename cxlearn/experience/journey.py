"""A persona's journey: touchpoints on stages, what is felt at each, what hurts, and where to measure what.

Prioritising pain points by severity × frequency is a convention of the trade, weighted here by how much the touchpoint
matters; so is a stage model, of which the source texts give three. The four moments of truth are those of Lecinski
(ZMOT, 2011), Procter & Gamble (FMOT and SMOT, 2002) and Blackshaw (TMOT, 2006).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeAlias

from cxlearn.language import CourseError, say

STAGES = ("discover", "compare", "buy", "receive", "use", "help", "share")
"""From first hearing of the brand to telling others."""
CHANNELS = ("ad", "site", "app", "shop", "phone", "email", "chat", "social", "product", "friend")
MOMENTS = ("", "zmot", "fmot", "smot", "tmot")
"""The moment of truth that a touchpoint is, "" for none."""

_SCALES = {
    "emotion": (-5, 5),
    "expectation": (0, 10),
    "experience": (0, 10),
    "importance": (1, 3),
    "severity": (0, 5),
    "frequency": (0, 100),
}
_KINDS = {"stage": STAGES, "channel": CHANNELS, "moment": MOMENTS}

# Which figure of the catalogue answers at which stage, and on which channels: "" for all of them.
_MEASURES = (
    ("discover", "", "share_of_voice"),
    ("discover", "site app", "bounce_rate"),
    ("compare", "site app", "bounce_rate"),
    ("compare", "", "conversion_rate"),
    ("buy", "", "csat"),
    ("buy", "site app", "cart_abandonment_rate"),
    ("buy", "", "conversion_rate"),
    ("receive", "", "csat"),
    ("use", "", "csat"),
    ("use", "", "repurchase_rate"),
    ("help", "", "ces"),
    ("help", "phone chat email", "first_contact_resolution"),
    ("help", "phone chat email", "time_to_resolution"),
    ("help", "site app", "self_care_rate"),
    ("share", "", "nps"),
    ("share", "", "referral_rate"),
)

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Persona:
    """A typical customer: a name, what they are after, and in which situation. Nothing else is needed, or lawful."""

    id: str
    name: str
    goal: str = ""
    situation: str = ""


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One contact on the journey.

    Attributes:
        id: its name inside the journey.
        label: what happens there, in the author's words.
        stage: one of :data:`STAGES`.
        channel: one of :data:`CHANNELS`.
        moment: one of :data:`MOMENTS`.
        emotion: what is felt, from −5 to 5.
        expectation: what was expected, from 0 to 10.
        experience: what was lived, from 0 to 10.
        importance: how much it matters to the persona, from 1 to 3.
        pain: what hurts there, "" for nothing.
        severity: how much it hurts, from 0 to 5.
        frequency: how many of 100 customers it hits.

    Raises:
        CourseError: for a number off its scale, or a stage, channel or moment that does not exist.
    """

    id: str
    label: str
    stage: str = "discover"
    channel: str = "site"
    moment: str = ""
    emotion: float = 0.0
    expectation: float = 5.0
    experience: float = 5.0
    importance: float = 2.0
    pain: str = ""
    severity: float = 0.0
    frequency: float = 0.0

    def __post_init__(self) -> None:
        for name, (low, high) in _SCALES.items():
            value = getattr(self, name)
            if not low <= value <= high:  # also what is not a number
                raise CourseError(self._refused("off_scale", name, given=value, low=low, high=high))
            object.__setattr__(self, name, float(value))
        for name, known in _KINDS.items():
            value = getattr(self, name)
            if value not in known:
                raise CourseError(self._refused("no_kind", name, given=value, known=", ".join(filter(None, known))))

    def _refused(self, why: str, field: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"explore_journey.{why}", label=self.label, field=say(f"explore_journey.{field}"), **values)

    @property
    def gap(self) -> float:
        """What was lived minus what was expected: negative is a disappointment (after Oliver, 1980)."""
        return self.experience - self.expectation

    @property
    def weight(self) -> float:
        """What its pain point weighs: severity × share of customers hit × importance; 0 where nothing hurts."""
        return self.severity * self.frequency / 100 * self.importance if self.pain else 0.0

    @property
    def measures(self) -> tuple[str, ...]:
        """The figures of the catalogue that answer here, the most telling first."""
        here = [k for stage, on, k in _MEASURES if stage == self.stage and (not on or self.channel in on.split())]
        return tuple(dict.fromkeys(here))


@dataclass(frozen=True, slots=True)
class Journey:
    """The touchpoints of one persona, in the order of the stages and, within one, in that of the author.

    Raises:
        CourseError: when two touchpoints have the same id.
    """

    persona: Persona
    touchpoints: tuple[Touchpoint, ...] = ()

    def __post_init__(self) -> None:
        ids = [point.id for point in self.touchpoints]
        if len(set(ids)) < len(ids):
            raise CourseError(say("explore_journey.twice", given=next(i for i in ids if ids.count(i) > 1)))
        ordered = sorted(self.touchpoints, key=lambda point: STAGES.index(point.stage))
        object.__setattr__(self, "touchpoints", tuple(ordered))

    def point(self, id_: str) -> Touchpoint:
        """The touchpoint of that id.

        Raises:
            CourseError: when there is none.
        """
        found = next((point for point in self.touchpoints if point.id == id_), None)
        if found is None:
            raise CourseError(say("explore_journey.no_point", given=id_))
        return found

    def change(self, id_: str, **values: Any) -> Journey:  # noqa: ANN401 -- any field of a touchpoint
        """The same journey with something changed at one touchpoint."""
        changed = replace(self.point(id_), **values)
        return replace(self, touchpoints=tuple(changed if p.id == id_ else p for p in self.touchpoints))

    def add(self, point: Touchpoint) -> Journey:
        """The same journey with one touchpoint more, the last of its stage."""
        return replace(self, touchpoints=(*self.touchpoints, point))

    def remove(self, id_: str) -> Journey:
        """The same journey without one touchpoint."""
        gone = self.point(id_)
        return replace(self, touchpoints=tuple(p for p in self.touchpoints if p is not gone))

    def move(self, id_: str, by: int) -> Journey:
        """The same journey with a touchpoint one place earlier (−1) or later (1); at a stage's end it changes stage."""
        at = next(n for n, point in enumerate(self.touchpoints) if point.id == self.point(id_).id)
        point, to = self.touchpoints[at], at + by
        if 0 <= to < len(self.touchpoints) and self.touchpoints[to].stage == point.stage:
            points = list(self.touchpoints)
            points[at], points[to] = points[to], points[at]
            return replace(self, touchpoints=tuple(points))
        stage = STAGES[min(max(STAGES.index(point.stage) + by, 0), len(STAGES) - 1)]
        rest = [p for p in self.touchpoints if p is not point]
        moved = replace(point, stage=stage)
        # Coming from the left it stands first in the next stage, from the right last in the one before.
        return replace(self, touchpoints=(moved, *rest) if by > 0 else (*rest, moved))

    @property
    def pains(self) -> list[Touchpoint]:
        """The touchpoints where something hurts, the heaviest first; equal ones as they come on the journey."""
        return sorted((p for p in self.touchpoints if p.pain), key=lambda p: -p.weight)

    @property
    def lowest(self) -> Touchpoint | None:
        """Where the emotion is worst."""
        return min(self.touchpoints, key=lambda point: point.emotion, default=None)

    @property
    def highest(self) -> Touchpoint | None:
        """Where the emotion is best."""
        return max(self.touchpoints, key=lambda point: point.emotion, default=None)

    def gaps(self) -> list[str]:
        """What this map still lacks, as keys of the interface with the touchpoint concerned: ``"blank:t3"``."""
        moments = {point.moment for point in self.touchpoints}
        lacking = [] if self.persona.goal else ["goal"]
        lacking += [name for name in MOMENTS[1:] if name not in moments]
        for point in self.touchpoints:
            if not point.label.strip():
                lacking.append(f"blank:{point.id}")
            if point.pain and not (point.severity and point.frequency):
                lacking.append(f"weigh:{point.id}")
            if point.emotion <= _HURTS and not point.pain:
                lacking.append(f"why:{point.id}")
        return lacking

    def rows(self) -> list[Row]:
        """One row a touchpoint, the persona's id first: what a table or a CSV file holds."""
        return [{"persona": self.persona.id, **_row(point)} for point in self.touchpoints]

    def csv(self) -> str:
        """The rows as CSV, with a head."""
        out = io.StringIO()
        writer = csv.DictWriter(out, ["persona", *_FIELDS], lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows())
        return out.getvalue()

    def frame(self, backend: Literal["pandas", "polars", "pyarrow"] = "pandas") -> Any:  # noqa: ANN401 -- the caller's own kind of frame
        """The rows as a data frame of this kind."""
        import narwhals.stable.v2 as nw

        columns = {name: [row[name] for row in self.rows()] for name in ("persona", *_FIELDS)}
        return nw.from_dict(columns, backend=backend).to_native()

    @classmethod
    def from_rows(cls, persona: Persona, rows: Iterable[Mapping[str, Any]]) -> Journey:
        """A journey from rows such as :meth:`rows` gives; those of another persona are passed over.

        Raises:
            CourseError: for a row without a label, or with what is no number where one is due.
        """
        mine = [row for row in rows if row.get("persona", persona.id) in {persona.id, ""}]
        return cls(persona, tuple(_from_row(row, number) for number, row in enumerate(mine, 1)))

    @classmethod
    def from_csv(cls, persona: Persona, text: str) -> Journey:
        """A journey from CSV, with commas or, as French spreadsheets write it, with semicolons.

        Raises:
            CourseError: when there is no column ``label``, or a row is refused.
        """
        head = text.lstrip("\ufeff").partition("\n")[0]
        reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";" if ";" in head else ",")
        if "label" not in (reader.fieldnames or ()):
            raise CourseError(say("explore_journey.no_head", head=", ".join(_FIELDS)))
        return cls.from_rows(persona, reader)


_HURTS = -2
"""From this emotion down, a map should say what hurts."""
_FIELDS = tuple(field.name for field in fields(Touchpoint))


def _row(point: Touchpoint) -> Row:
    return {name: getattr(point, name) for name in _FIELDS}


def _from_row(row: Mapping[str, Any], number: int) -> Touchpoint:
    given = {name: row[name] for name in _FIELDS if row.get(name) not in {None, ""}}
    if not str(given.get("label", "")).strip():
        raise CourseError(say("explore_journey.no_label", row=number))
    for name in _SCALES.keys() & given.keys():
        given[name] = _number(given[name], name, number)
    return Touchpoint(**{"id": f"t{number}", **given})


def _number(said: object, field: str, row: int) -> float:
    try:
        return float(str(said).replace(",", ".").replace("−", "-"))
    except ValueError as error:
        named = say(f"explore_journey.{field}")
        raise CourseError(say("explore_journey.no_number", row=row, field=named, given=said)) from error
