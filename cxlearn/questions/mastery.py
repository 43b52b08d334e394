"""How far each objective is reached, as the answers to its questions show it: first tries, without a hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cxlearn import course
from cxlearn.kpi.interval import wilson
from cxlearn.questions.items import bank
from cxlearn.questions.regrading import Answered

ENOUGH = 3
"""So many questions must have been answered before anything is said of an objective."""
_CONFIDENCE = 0.9


@dataclass(slots=True)
class Mastery:
    """One objective that was asked about.

    Attributes:
        objective: its id, "05a.3".
        found: for each of its questions, whether the last first try was right; the latest answered last.
        missed: the section of the question last missed; "" when none was.
    """

    objective: str
    found: dict[str, bool] = field(default_factory=dict)
    missed: str = ""

    @property
    def right(self) -> int:
        """How many of its questions were found."""
        return sum(self.found.values())

    @property
    def asked(self) -> int:
        """How many of its questions were answered."""
        return len(self.found)

    @property
    def run(self) -> int:
        """How many different questions in a row were found, up to the last answer."""
        answers = list(self.found.values())[::-1]
        return answers.index(False) if False in answers else len(answers)

    @property
    def shown(self) -> bool:
        """Whether it is shown to be known: :data:`ENOUGH` different questions found, and none missed since."""
        return self.run >= ENOUGH

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of its questions that would be found may lie, in percent (Wilson, 90 %)."""
        return wilson(self.right, self.asked, _CONFIDENCE)


def mastery(answers: Iterable[Answered]) -> list[Mastery]:
    """How far the objectives asked about are reached, in the order of the course.

    Args:
        answers: events of the kind ``"answer"``, oldest first. Only first tries count, and what was found with a hint
            was not found alone. A question asked again counts as it was answered last; an exercise keeps its numbers,
            so that a second check is a second try.
    """
    places = _places()
    known: dict[str, Mastery] = {}
    for answer in answers:
        objective, section = places.get(answer.subject, ("", ""))
        outcome = answer.data.get("outcome")
        if not objective or outcome not in {"right", "wrong"} or (answer.data.get("tries") or 1) > 1:
            continue
        mine = known.setdefault(objective, Mastery(objective))
        if answer.data.get("context") == "check" and answer.subject in mine.found:
            continue
        alone = outcome == "right" and not answer.data.get("hints")
        mine.found.pop(answer.subject, None)
        mine.found[answer.subject] = alone
        mine.missed = mine.missed if alone else section
    return [known[name] for name in sorted(known)]


def _places() -> dict[str, tuple[str, str]]:
    """The objective and the section of each question and exercise."""
    tasks = (row for rows in course.load()["tasks"].values() for row in rows)
    places = {row["id"]: (row.get("objective", ""), row.get("section", "")) for row in tasks}
    return places | {item.id: (item.objective, item.section) for item in bank()}
