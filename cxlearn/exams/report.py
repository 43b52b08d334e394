"""What an exam says about who sat it, and how surely: the score, the objectives, the misconceptions, what to review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxlearn import course
from cxlearn.course import Text
from cxlearn.kpi.interval import wilson
from cxlearn.questions import Item

LEAST_FOR_INTERVAL = 5
"""With fewer questions an interval would span nearly everything; the report says so instead."""
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Section:
    """A section to read again."""

    chapter: str
    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective: its words, the points reached and possible, and the sections of what was missed."""

    id: str
    words: Text
    points: float
    maximum: float
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A misconception that the answers betray: how often, to which question first, and what the course replies."""

    id: str
    times: int
    stem: Text
    reply: Text


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one exam.

    ``interval`` is where the share of points, in percent, may lie with other questions of the same bank (Wilson, 95 %;
    partial credit varies less than all-or-nothing does, so it is rather too wide than too narrow). None: too few.
    """

    points: float
    maximum: float
    interval: tuple[float, float] | None
    objectives: tuple[Objective, ...]
    misconceptions: tuple[Misconception, ...]
    unanswered: int
    unread: int  # answers that grading could not understand and would have asked back


def report(items: Sequence[Item], marks: Iterable[Mapping[str, Any]]) -> Report:
    """The report of the marks (rows of :func:`cxlearn.exams.sitting.mark_row`) of these questions."""
    rows = {row["item"]: row for row in marks}
    told = [(item, rows[item.id]) for item in items if item.id in rows]
    points, maximum = (sum(row[name] for _, row in told) for name in ("score", "maximum"))
    enough = len(told) >= LEAST_FOR_INTERVAL and maximum
    outcomes = Counter(row["outcome"] for _, row in told)
    return Report(
        points,
        maximum,
        wilson(points / maximum * len(told), len(told), _CONFIDENCE) if enough else None,
        tuple(_objectives(told)),
        tuple(_misconceptions(told)),
        outcomes["not_attempted"],
        outcomes["error"],
    )


_Told = list[tuple[Item, Mapping[str, Any]]]


def _objectives(told: _Told) -> list[Objective]:
    words = {row["id"]: row for chapter in course.chapters() for row in chapter.get("objectives", ())}
    found = []
    for name in sorted({item.objective for item, _ in told}):
        mine = [(item, row) for item, row in told if item.objective == name]
        sections = dict.fromkeys(  # in the order of the lesson, each once
            item.section for item, row in sorted(mine, key=lambda pair: pair[0].section)
            if row["outcome"] != "right"
        )  # fmt: skip
        read = tuple(section for place in sections if (section := _section(place)))
        points, maximum = (sum(row[part] for _, row in mine) for part in ("score", "maximum"))
        found.append(Objective(name, _both(words.get(name), name), points, maximum, read))
    return found


def _section(section: str) -> Section | None:
    """The section of a published chapter; None where there is nothing to read yet."""
    for row in course.chapters():
        title = next((told for told in row.get("sections", ()) if told["id"] == section), None)
        if title:
            return Section(row["id"], section, _both(title, section))
    return None


def _misconceptions(told: _Told) -> list[Misconception]:
    replies: dict[str, Text] = {}
    stems: dict[str, Text] = {}
    times: Counter[str] = Counter()
    for item, row in told:
        for name in row.get("misconceptions", ()):
            times[name] += 1
            stems.setdefault(name, item.stem)
            known = {o.misconception: o.reply for o in item.options} | {slip.id: slip.reply for slip in item.slips}
            replies.setdefault(name, known.get(name, {}))
    return [
        Misconception(name, count, stems[name], replies[name]) for name, count in times.most_common() if replies[name]
    ]


def _both(row: Mapping[str, str] | None, name: str) -> Text:
    return {one: row[one] if row else name for one in course.LANGUAGES}
