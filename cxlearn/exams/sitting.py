"""One exam as one learner sits it. The log is the truth: every step is chained to the one before and kept at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from cxlearn.exams import chain
from cxlearn.log import Log, now
from cxlearn.questions import Item, Response, bank, grade
from cxlearn.questions.generation import anew
from cxlearn.questions.marks import MAXIMUM
from cxlearn.questions.turn import Turn

KIND = "exam"
GRACE_MS = 5_000
"""An answer that was on the page when time ended, and arrives within this time, still counts."""

_MINUTE_MS = 60_000
_EXTRA = "exam-extra-time"


class Sitting:
    """The latest sitting of an exam, or, with ``again``, the next one, not begun yet.

    Args:
        exam: ``"05"``, or ``"all"``.
        log: where its steps are read and written.
    """

    def __init__(self, exam: str, log: Log) -> None:
        self.exam = exam
        self.log = log
        self.number = 1
        self.steps: list[dict[str, Any]] = []
        self.reload()

    def reload(self) -> None:
        """Read the steps anew: another notebook may have gone on with the same exam."""
        told = [event.data for event in self.log.events(kind=KIND, subject=f"exam:{self.exam}")]
        self.number = max([self.number, *(step["sitting"] for step in told)])
        mine = [step for step in told if step["sitting"] == self.number]
        self.steps = sorted(mine, key=lambda step: step["n"])  # a machine's clock may be set back; numbers are not

    def again(self) -> None:
        """Turn to the next sitting; the last one stays in the log."""
        self.number, self.steps = self.number + 1, []

    @property
    def began(self) -> dict[str, Any] | None:
        """The first step: what was drawn, and until when there is time."""
        return self.steps[0] if self.steps else None

    @property
    def end(self) -> dict[str, Any] | None:
        """The last step, with the marks; None while the exam goes on."""
        return self.steps[-1] if self.steps and self.steps[-1]["step"] == "end" else None

    @property
    def running(self) -> bool:
        """Whether it has begun and not ended."""
        return self.began is not None and self.end is None

    @property
    def items(self) -> list[Item]:
        """The questions, in the order asked; one that has left the course since is passed over."""
        if self.began is None:
            return []
        known = {item.id: item for item in bank()}
        asked = [row["id"] for row in self.began["items"]]
        return [anew(known[name], self.began["seed"]) for name in asked if name in known]

    @property
    def turns(self) -> list[Turn]:
        """The questions as they stand on the page: with what was answered, and without any mark."""
        given = self.responses
        seed = self.began["seed"] if self.began else 0
        return [Turn(item, seed, 1, response=given.get(item.id, (None, ""))[0]) for item in self.items]

    @property
    def responses(self) -> dict[str, tuple[Response, str]]:
        """What was last answered to each question, and in which language."""
        return {s["item"]: (s["response"], s["language"]) for s in self.steps if s["step"] == "answer"}

    @property
    def flags(self) -> set[str]:
        """The questions marked to be looked at again."""
        last = {step["item"]: step["on"] for step in self.steps if step["step"] == "flag"}
        return {item for item, on in last.items() if on}

    @property
    def left_ms(self) -> int:
        """The time that is left, by this machine's clock."""
        return max(0, self.began["ends"] - self._now()) if self.running and self.began else 0

    @property
    def accepts(self) -> bool:
        """Whether an answer still counts: what was on the page when time ended may arrive a moment later."""
        return self.running and self.began is not None and self._now() <= self.began["ends"] + GRACE_MS

    def start(self, items: list[Item], seed: int, minutes: float, extra: float) -> None:
        """Begin: from now on, time runs, whether the kernel does or not."""
        at = self._now()
        made = [anew(item, seed) for item in items]  # a calculator's question has numbers of this sitting's own
        drawn = [{"id": item.id, "revision": item.revision, "print": fingerprint(item)} for item in made]
        allowed = {"minutes": minutes, "extra": extra, "ends": at + round(minutes * extra * _MINUTE_MS)}
        self._add("start", exam=self.exam, learner=self.log.learner, items=drawn, seed=seed, **allowed)

    def answer(self, item: Item, response: Response, language: str) -> None:
        """Keep an answer; the same one twice is kept once."""
        plain = _plain(response)
        if plain != self.responses.get(item.id, (None, ""))[0]:
            self._add("answer", item=item.id, response=plain, language=language)

    def flag(self, item: Item) -> None:
        """Mark a question to be looked at again, or take the mark away."""
        self._add("flag", item=item.id, on=item.id not in self.flags)

    def close(self, reason: str) -> None:
        """End it, and mark it. ``reason``: ``"handed_in"`` or ``"time_over"``."""
        given = self.responses
        marks = [mark_row(item, *given.get(item.id, (None, "fr"))) for item in self.items]
        at = min(self._now(), self.began["ends"]) if reason == "time_over" and self.began else self._now()
        self._add("end", reason=reason, marks=marks, at=max(at, self.steps[-1]["at"]))
        self.publish()

    def publish(self) -> None:
        """Let the marks stand among the learner's other answers, from which progress is derived; once."""
        context = f"exam:{self.exam}"
        told = {(e.data.get("attempt"), e.subject) for e in self.log.events(kind="answer")
                if e.data.get("context") == context}  # fmt: skip
        for turn, row in zip(self.turns, self.end["marks"] if self.end else (), strict=False):
            if row["outcome"] in {"right", "wrong"} and (self.number, row["item"]) not in told:
                self._publish(context, turn, row)

    def _publish(self, context: str, turn: Turn, row: dict[str, Any]) -> None:
        response, language = self.responses[row["item"]]
        worth = {name: row[name] for name in ("score", "maximum", "outcome", "rule")}
        given = {"response": response, "language": language, "order": turn.order, "draw_seed": turn.seed}
        about = {"context": context, "attempt": self.number, "revision": turn.item.revision, "hints": 0, "tries": 1}
        self.log.append("answer", row["item"], **about, **given, **worth)

    def _add(self, step: str, **data: Any) -> None:  # noqa: ANN401 -- whatever JSON can hold
        told = {"step": step, "sitting": self.number, "at": self._now(), **data}
        entry = chain.linked(self.steps, told)
        self.steps.append(entry)
        self.log.append(KIND, f"exam:{self.exam}", **entry)

    def _now(self) -> int:
        """Now, in milliseconds since 1970; never before the last step, even if the clock was set back."""
        latest: int = max([round(now().timestamp() * 1000), *(step["at"] for step in self.steps[-1:])])
        return latest


def mark_row(item: Item, response: Response, language: str) -> dict[str, Any]:
    """The mark of one answer, as the log and the result file carry it."""
    mark = grade(item, response, language)
    return {
        "item": item.id, "score": mark.score, "maximum": MAXIMUM, "outcome": mark.kind, "rule": mark.rule,
        "misconceptions": list(mark.misconceptions),
    }  # fmt: skip


def fingerprint(item: Item) -> str:
    """A short hash of all an item says, key included: it tells whether the course's item is still the one asked."""
    return sha256(json.dumps(asdict(item), sort_keys=True).encode()).hexdigest()[:16]


def extra_time(log: Log, chosen: float | None = None) -> float:
    """How much more time this learner has, as a factor; what is chosen is kept for every later exam."""
    kept = [event.data["factor"] for event in log.events(kind="setting", subject=_EXTRA)]
    if chosen is not None and chosen != (kept[-1] if kept else 1.0):
        log.append("setting", _EXTRA, factor=chosen)
    return chosen if chosen is not None else (kept[-1] if kept else 1.0)


def _plain(response: Response) -> Response:
    """The response as the log gives it back: half a surrogate pair, as a page may send it, is no text."""
    plain: Response = json.loads(json.dumps(response, ensure_ascii=False).encode("utf-8", "replace"))
    return plain
