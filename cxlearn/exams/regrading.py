"""``cxlearn regrade FILE``: what an instructor is told about a result file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cxlearn.exams import result
from cxlearn.exams.result import Regraded
from cxlearn.language import format_date, format_number, say

_MINUTE_MS = 60_000


def told(path: Path) -> Iterator[str]:
    """The exam, its time and its chain, the score then and now, and every mark that changes; line by line.

    Raises:
        CourseError: when the file is unreadable, foreign or not as it was written.
    """
    steps = result.read(path)
    rows = result.regrade(steps, path)
    yield from _about(steps)
    before = sum(row.before["score"] for row in rows)
    after = sum((row.after or row.before)["score"] for row in rows)
    maximum = sum(row.before["maximum"] for row in rows)
    yield say("exam.regrade_score", before=_points(before), after=_points(after), maximum=_points(maximum))
    differing = [row for row in rows if row.differs]
    yield say("exam.regrade_differs", count=len(differing)) if differing else say("exam.regrade_same")
    yield from map(_difference, differing)
    yield from _remarks(rows)


def _about(steps: list[dict[str, Any]]) -> Iterator[str]:
    start, end = steps[0], steps[-1]
    whole = start["exam"] == "all"
    day = format_date(datetime.fromtimestamp(start["at"] / 1000, UTC))
    name = say("exam.name_all") if whole else say("exam.name", chapter=start["exam"])
    yield say("exam.regrade_exam", name=name, number=start["sitting"], learner=start["learner"], day=day)
    ended = say("exam.regrade_by_clock" if end["reason"] == "time_over" else "exam.regrade_by_hand")
    times = {"used": _points((end["at"] - start["at"]) / _MINUTE_MS), "factor": _points(start["extra"])}
    yield say("exam.regrade_time", **times, allowed=_points(start["minutes"] * start["extra"]), ended=ended)
    yield say("exam.regrade_chain", count=len(steps))
    yield say("exam.honest")


def _difference(row: Regraded) -> str:
    after = _points((row.after or row.before)["score"])
    key = "exam.regrade_row_changed" if row.changed else "exam.regrade_row"
    response = json.dumps(row.response, ensure_ascii=False)
    return say(key, item=row.item, before=_points(row.before["score"]), after=after, response=response)


def _remarks(rows: list[Regraded]) -> Iterator[str]:
    remarks = {
        "changed": [row for row in rows if row.changed and not row.differs],
        "gone": [row for row in rows if row.after is None],
        "unread": [row for row in rows if (row.after or row.before)["outcome"] == "error"],
    }
    for word, about in remarks.items():
        if about:
            yield say(f"exam.regrade_{word}", items=", ".join(row.item for row in about))


def _points(value: float) -> str:
    return format_number(round(value, 2))
