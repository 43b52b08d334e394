"""``cx.explore("ux-cx")``: Nadia's journey and the promise, drawn on a page of its own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from functools import cache
from typing import Any

from cxlearn.experience.promise import CHALLENGES, PROMISE_STEP, START, Challenge, Journey, Touchpoint
from cxlearn.language import CourseError, format_number, say
from cxlearn.log import learner_log
from cxlearn.widgets.panel import Panel, script, style


class UxCx(Panel):
    """Nadia's journey: eight touchpoints and a promise to move.

    The page draws the points where the learner puts them; every number it shows comes from ``journey``. Settings at
    rest and challenges met are kept in the log, and taken up again from there.
    """

    _esm = script("moves", "explore_ux_cx")
    _css = style("meaning", "explore_ux_cx")

    def __init__(self, name: str = "ux-cx", language: str | None = None) -> None:
        self.history = learner_log()
        self.journey = START
        self.done: set[str] = set()  # challenges met, now or once
        self.stamp = 0.0  # the page's last move that this view answers
        self.spoken = ""
        self._restore(name)
        self.kept = self.journey
        # Promises tried with these qualities, and how many of 100 they satisfy.
        self.tried = {self.journey.promise: self.journey.happy}
        super().__init__(name, language)

    def _restore(self, name: str) -> None:
        events = self.history.events(kind="explore", subject=name)
        met = {challenge for event in events for challenge in event.data.get("challenges", ())}
        self.done = {challenge.id for challenge in CHALLENGES} & met
        settings = events[-1].data.get("state") if events else None
        # Settings of another time, which this model does not have, are passed over.
        with suppress(CourseError, TypeError, AttributeError):
            self.journey = START.set(settings or {})

    def do_move(self, settings: dict[str, float], stamp: float = 0.0) -> None:
        """The learner moves a point or the promise."""
        self.stamp, self.spoken = stamp, ""
        moved = self.journey.set(settings)
        if moved.touchpoints != self.journey.touchpoints:
            self.tried = {}
        self.journey = moved
        self.tried[moved.promise] = moved.happy

    def do_settle(self, settings: dict[str, float], stamp: float = 0.0) -> None:
        """The learner has let go: keep where things are, and say what they mean."""
        self.do_move(settings, stamp)
        self.spoken = meaning(self.journey, self.language)
        met = {challenge.id for challenge in CHALLENGES if challenge.met(self.journey)} - self.done
        self.done |= met
        if met or self.journey != self.kept:
            self.kept = self.journey
            self.history.append("explore", self.name, state=self.journey.settings, challenges=sorted(met))

    def do_reset(self) -> None:
        """Everything as it was at the start; challenges met stay met."""
        self.do_settle(START.settings, self.stamp)

    def do_language(self, **_draft: Any) -> None:  # noqa: ANN401 -- nothing is typed here
        """Show the model in the other language."""
        self.spoken = ""
        super().do_language()

    def draw(self) -> dict[str, Any]:
        """The model as plain data: where everything is, and what is said of it."""
        return {
            "label": self._say("title"),
            "announce": self.spoken,
            "trouble": self.history.problem(self.language),
            "stamp": self.stamp,
            "step": PROMISE_STEP,
            "settings": self.journey.settings,
            "points": [self._point(point) for point in self.journey.touchpoints],
            "results": self._results(),
            "tried": sorted(self.tried.items()),
            "challenges": [self._challenge(challenge) for challenge in CHALLENGES],
            "table": self._table(),
            "assumptions": self._assumptions(),
            "words": {word: self._say(word) for word in WORDS},
        }

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"explore.{word}", self.language, **values)

    def _number(self, value: float) -> str:
        return format_number(value, 1, self.language)

    def _point(self, point: Touchpoint) -> dict[str, Any]:
        return {
            "id": point.id,
            "name": self._say(f"point_{point.id}"),
            "stage": self._say(point.stage),
            "product": point.product,
        }

    def _results(self) -> dict[str, Any]:
        journey, language = self.journey, self.language
        come, happy = round(100 * journey.come), round(journey.happy)
        return {
            "ux": {"value": journey.ux, "text": self._number(journey.ux)},
            "cx": {"value": journey.cx, "text": self._number(journey.cx)},
            "gap": {"value": journey.gap, "text": signed(journey.gap, language)},
            "come": {"value": 100 * journey.come, "text": self._say("come", come=come)},
            "happy": {"value": journey.happy, "text": self._say("happy", happy=happy)},
            "meaning": meaning(journey, language),
        }

    def _challenge(self, challenge: Challenge) -> dict[str, Any]:
        met = challenge.id in self.done or challenge.met(self.journey)
        note = "found" if met else "" if challenge.fair(self.journey) else "unfair"
        return {
            "id": challenge.id,
            "goal": self._say(f"goal_{challenge.id}"),
            "done": met,
            "state": self._say("done" if met else "todo"),
            "note": self._say(f"{note}_{challenge.id}", **best_at_start(self.language)) if note else "",
        }

    def _table(self) -> dict[str, Any]:
        product = {True: self._say("product"), False: ""}
        rows = [
            [self._say(f"point_{p.id}"), self._say(p.stage), product[p.product], self._number(p.quality)]
            for p in self.journey.touchpoints
        ]
        results = {word: self._number(getattr(self.journey, word)) for word in ("promise", "ux", "cx", "gap")}
        rows += [[self._say(word), "", "", text] for word, text in results.items()]
        return {"head": [self._say(word) for word in ("touchpoint", "stage", "product", "quality")], "rows": rows}

    def _assumptions(self) -> list[list[str]]:
        values = asdict(self.journey.assumptions) | {"weight": 1.0}
        return [[self._say(f"assume_{name}"), self._number(value)] for name, value in values.items()]


WORDS = (
    *("switch", "title", "try", "product", "promise", "promise_help", "of", "lived", "ux", "cx", "gap"),
    *("hundred", "hundred_help", "challenges", "reset", "table", "assumptions", "assumed"),
)
"""The words of the page that do not change with the numbers."""


@cache
def best_at_start(language: str) -> dict[str, str]:
    """What the second challenge finds: the best promise, whom it satisfies, and the CX it stays below."""
    best = START.set({"promise": START.best_promise()})
    return {
        "promise": format_number(best.promise, 1, language),
        "cx": format_number(best.cx, 1, language),
        "happy": format_number(best.happy, 0, language),
    }


def meaning(journey: Journey, language: str) -> str:
    """What the numbers say, in a few words of ``language``."""
    case = "below" if journey.gap < 0 else "above" if journey.gap > 0 else "kept"
    texts = {name: short(getattr(journey, name), language) for name in ("ux", "cx", "promise")}
    first = say(f"explore.meaning_{case}", language, gap=signed(journey.gap, language), **texts)
    second = say("explore.people", language, come=round(100 * journey.come), count=round(journey.happy))
    return f"{first} {second}"


def short(value: float, language: str) -> str:
    """A number with one decimal, or none where it would be 0: ``8``, ``5,5``."""
    return format_number(value, 1, language).removesuffix(",0").removesuffix(".0")


def signed(value: float, language: str) -> str:
    """A difference with one decimal and its sign: ``+0,5``, ``−2,0``."""
    return ("+" if value > 0 else "") + format_number(value, 1, language)
