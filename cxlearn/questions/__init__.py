"""Questions: items, the bank they stand in, and fair grading. Pure: no Jupyter, no clock, no disk."""

from __future__ import annotations

from cxlearn.questions.grading import grade
from cxlearn.questions.items import Criterion, Gap, Hint, Item, Kind, Option, Response, Slip, Target, bank, from_data
from cxlearn.questions.marks import Mark, Part
from cxlearn.questions.text import TextReading, read_text

__all__ = [
    "Criterion",
    "Gap",
    "Hint",
    "Item",
    "Kind",
    "Mark",
    "Option",
    "Part",
    "Response",
    "Slip",
    "Target",
    "TextReading",
    "bank",
    "from_data",
    "grade",
    "read_text",
]
