"""One frame for all models to move: a subclass says what there is to set and to see, and needs no script of its own.

From top to bottom: a title and something to try, pictures, controls, results, what they mean, challenges, and folded
away the same numbers as a table and what the model assumes. Every move goes to Python, which answers with all of it.
A model's words stand in ``interface/explore_<name>.yaml``; ``title`` and ``try`` are always among them::

    class Odds(Explorer):
        room = "explore_odds"
        START = {"share": 50.0}

        def follow(self) -> None:
            self.model = odds(self.settings["share"])  # may raise CourseError: the move is then taken back

        def controls(self) -> list[Control]:
            return [Range("share", self.word("share"), 0, 100, unit=self.word("percent"))]

        def pictures(self) -> list[Picture]: ...
        def results(self) -> list[Result]: ...
        def meaning(self) -> str: ...
        def challenges(self) -> list[Goal]: ...
        def table(self) -> list[list[str]]: ...
        def assumptions(self) -> list[tuple[str, str]]: ...
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, fields
from math import isfinite
from typing import Any, ClassVar, TypeAlias

from cxlearn.language import CourseError, current, format_number, say, supported
from cxlearn.log import learner_log
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.picture import Picture, Tone

Setting: TypeAlias = float | bool | str
"""What a control holds: the number of a range, whether a switch is on, the value chosen, what was typed."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to set, by the name it has among the settings. Controls of one ``group`` stand together.

    A ``folded`` group is hidden until asked for: where a picture is painted with the mouse, it serves the keyboard.
    """

    id: str
    label: str
    _: KW_ONLY
    group: str = ""
    folded: bool = False

    def data(self) -> dict[str, Any]:
        """The control as plain data, with the name of its kind."""
        return {"kind": type(self).__name__.lower(), **_plain(self)}


@dataclass(frozen=True, slots=True)
class Range(Control):
    """A slider. ``unit`` says how its number is read, as ``"{value} %"`` or ``"{value} an|{value} ans"``."""

    minimum: float
    maximum: float
    step: float = 1
    unit: str = "{value}"


@dataclass(frozen=True, slots=True)
class Choice(Control):
    """One of several values, each with its words."""

    options: tuple[tuple[str, str], ...]


class Select(Choice):
    """One of many values, each with its words, in a list that folds down."""


class Field(Control):
    """Words to type."""


class Switch(Control):
    """Something on or off."""


class Button(Control):
    """Something to do at once: it calls the explorer's ``press`` with its id."""


@dataclass(frozen=True, slots=True)
class Result:
    """A number the model gives, already written in the learner's language, and a few words on it."""

    label: str
    text: str
    note: str = ""
    tone: Tone = "ink"


@dataclass(frozen=True, slots=True)
class Goal:
    """A challenge as it stands: what to bring about, whether it is met now, and what to say (``found`` once met)."""

    id: str
    words: str
    met: bool
    found: str = ""
    note: str = ""


class Explorer(Panel):
    """A model whose causes the learner moves. Settings at rest and challenges met are kept in the log."""

    _esm = script("moves", "legible", "explorer")
    _css = style("meaning", "explorer")

    room: ClassVar[str]
    """The file of ``interface/`` that has its words."""
    START: ClassVar[Mapping[str, Setting]]
    """What can be set, and where it begins."""

    def __init__(self, name: str, language: str | None = None) -> None:
        self.history = learner_log()
        self.settings: dict[str, Setting] = dict(self.START)
        self.done: set[str] = set()  # challenges met, now or once
        self.stamp = 0.0  # the page's last move that this view answers
        self.spoken = ""
        self.language = supported(language or current())
        self.begin(name)
        self._restore(name)
        self.kept = self.keep()
        super().__init__(name, language)

    # What a subclass says.

    def begin(self, name: str) -> None:
        """Make ready what does not change with the settings."""

    def follow(self) -> None:
        """Work out the model from ``settings``; a CourseError takes the move back."""
        raise NotImplementedError

    def controls(self) -> list[Control]:
        """What can be set, in order."""
        raise NotImplementedError

    def pictures(self) -> list[Picture]:
        """What there is to see."""
        raise NotImplementedError

    def results(self) -> list[Result]:
        """The numbers."""
        return []

    def meaning(self) -> str:
        """What the numbers say, in a sentence or two: read out when the hand rests."""
        raise NotImplementedError

    def challenges(self) -> list[Goal]:
        """What to bring about."""
        return []

    def table(self) -> list[list[str]]:
        """The picture's numbers as rows; the first one is the head."""
        raise NotImplementedError

    def assumptions(self) -> list[tuple[str, str]]:
        """What the model takes for granted: in words, and as a number."""
        return []

    def press(self, button: str) -> None:
        """A button was pressed; change ``settings`` or what the model holds."""

    # What the page asks for.

    def do_move(self, settings: dict[str, Any], stamp: float = 0.0) -> None:
        """The learner moves something; what the model refuses goes back to where it was, with a sentence why."""
        self.stamp, self.spoken = stamp, ""
        try:
            self.adopt(settings)
        except CourseError as error:
            self.problem = str(error)

    def do_settle(self, settings: dict[str, Any], stamp: float = 0.0) -> None:
        """The learner has let go: keep where things are, and say what they mean."""
        self.do_move(settings, stamp)
        self._rest()

    def do_press(self, button: str, settings: dict[str, Any], stamp: float = 0.0) -> None:
        """The learner presses a button."""
        self.do_move(settings, stamp)
        self.press(button)
        self.follow()
        self._rest()

    def do_reset(self) -> None:
        """Everything as it was at the start; challenges met stay met."""
        self.adopt(dict(self.START))
        self._rest()

    def do_language(self, **_draft: Any) -> None:  # noqa: ANN401 -- nothing is typed here
        """Show the model in the other language."""
        self.spoken = ""
        super().do_language()

    def adopt(self, settings: Mapping[str, Any]) -> None:
        """Take the settings that this model has and that can be; where the model refuses them, nothing changes.

        Raises:
            CourseError: what the model cannot be set to, and why.
        """
        before = dict(self.settings)
        self.settings |= {name: value for name, value in settings.items() if _fits(value, self.START.get(name))}
        try:
            self.follow()
        except CourseError:
            self.settings = before
            self.follow()
            raise

    def keep(self) -> dict[str, Any]:
        """What the log keeps when the hand rests: by default the settings."""
        return dict(self.settings)

    def take(self, kept: Mapping[str, Any]) -> None:
        """Take up again what was kept; nothing, the first time."""
        self.adopt(kept)

    def _rest(self) -> None:
        self.spoken = self.meaning().replace("*", "")  # emphasis is for the eye
        met = {goal.id for goal in self.challenges() if goal.met} - self.done
        self.done |= met
        if met or self.keep() != self.kept:
            self.kept = self.keep()
            self.history.append("explore", self.name, state=self.kept, challenges=sorted(met))

    def _restore(self, name: str) -> None:
        events = self.history.events(kind="explore", subject=name)
        self.done = {challenge for event in events for challenge in event.data.get("challenges", ())}
        state = events[-1].data.get("state") if events else None
        with suppress(CourseError):  # settings of another time, which this model refuses
            self.take(state if isinstance(state, dict) else {})

    # What the page shows.

    def word(self, name: str, /, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        """A phrase of this model, in the panel's language."""
        return say(f"{self.room}.{name}", self.language, **values)

    def number(self, value: float, decimals: int = 1) -> str:
        """A number as the panel's language writes it."""
        return format_number(value, decimals, self.language)

    def draw(self) -> dict[str, Any]:
        """The model as plain data: what is set, what is seen, what is said of it."""
        return {
            "label": self.word("title"),
            "try": self.word("try"),
            "announce": self.spoken,
            "trouble": self.history.problem(self.language),
            "stamp": self.stamp,
            "settings": self.settings,
            "controls": [control.data() for control in self.controls()],
            "pictures": [picture.data() for picture in self.pictures()],
            "results": [_plain(result) for result in self.results()],
            "meaning": self.meaning(),
            "challenges": [self._goal(goal) for goal in self.challenges()],
            "table": self.table(),
            "assumptions": self.assumptions(),
            "words": {word: say(f"explore.{word}", self.language) for word in WORDS},
        }

    def _goal(self, goal: Goal) -> dict[str, Any]:
        done = goal.met or goal.id in self.done
        state = say("explore.done" if done else "explore.todo", self.language)
        note = goal.found if done else goal.note
        return {"id": goal.id, "goal": goal.words, "done": done, "state": state, "note": note}


def _plain(row: Control | Result) -> dict[str, Any]:
    """The fields by name: ``asdict`` would copy what they hold, at each move."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _fits(value: object, start: Setting | None) -> bool:
    """Whether a setting can stand where ``start`` stood."""
    if isinstance(start, bool | str):
        return type(value) is type(start)
    return start is not None and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


WORDS = ("switch", "challenges", "reset", "table", "assumptions")
"""The words of the frame; those of the models stand each in a file of its own."""
