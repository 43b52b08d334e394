"""``cx.explore("channels")``: a switchboard. Connect channels, at a price; follow one customer; see the many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from math import cos, pi, sin
from typing import Any, ClassVar

from cxlearn.experience.channels import (
    CHANNELS,
    CLICK_AND_COLLECT,
    MULTI,
    OMNI,
    PAIRS,
    STEPS,
    SUBJECTS,
    TROUBLES,
    Integration,
    Lives,
    Population,
    worth,
)
from cxlearn.widgets.explorer import Button, Choice, Control, Explorer, Goal, Range, Result, Setting, Switch
from cxlearn.widgets.picture import Picture

ALL = "all"
BUDGET, AIM = 120.0, 20.0
"""What the first challenge may cost, in thousands of € a year, and the NPS it must reach."""
_PRESETS = {"multi": MULTI, "cross": CLICK_AND_COLLECT, "omni": OMNI}
_PEOPLE = 2000
_LISTED = 40  # customers one can follow
_NEAR = 0.09  # how near a click must be to a link's middle, in units of the board


@cache
def _people() -> Population:
    return Population(_PEOPLE)


@cache
def _before() -> float:
    return _people().live(MULTI).nps().value


@cache
def _best_pair() -> tuple[str, str]:
    gains = worth(_people())
    return max(gains, key=gains.__getitem__)


def _key(layer: str, pair: tuple[str, str]) -> str:
    return f"{layer}:{pair[0]}-{pair[1]}"


_START: dict[str, Setting] = {_key(layer, pair): False for layer in (ALL, *SUBJECTS) for pair in PAIRS}


class Channels(Explorer):
    """Seven channels, and what each pair of them shares: one switch a pair, for a subject or for all of them."""

    room = "explore_channels"
    START: ClassVar[Mapping[str, Setting]] = _START | {"layer": ALL, "accuracy": 100.0, "person": 6.0, "step": 7.0}
    # Person 6 is whom the first link that the text proposes, shop – site, helps in everything.

    lives: Lives

    def adopt(self, settings: Mapping[str, Any]) -> None:
        """Take the settings; a switch of the layer "all" turns the six subjects of its pair."""
        turned = {
            _key(subject, pair): settings[_key(ALL, pair)]
            for pair in PAIRS
            if settings.get(_key(ALL, pair), self.settings[_key(ALL, pair)]) != self.settings[_key(ALL, pair)]
            for subject in SUBJECTS
        }
        super().adopt({**settings, **turned})

    def follow(self) -> None:
        """These people's lives under these links."""
        links = frozenset(
            (subject, *pair) for subject in SUBJECTS for pair in PAIRS if self.settings[_key(subject, pair)]
        )
        self.settings |= {_key(ALL, pair): self._shared(pair) == len(SUBJECTS) for pair in PAIRS}
        self.integration = Integration(links, float(self.settings["accuracy"]) / 100)
        self.lives = _people().live(self.integration)

    def _shared(self, pair: tuple[str, str]) -> int:
        """How many subjects a pair shares."""
        return sum(bool(self.settings[_key(subject, pair)]) for subject in SUBJECTS)

    def press(self, button: str) -> None:
        """A preset, all pairs of the layer that is shown, or the customer who met the most trouble."""
        if button in _PRESETS:
            links = _PRESETS[button].links
            self.settings |= {_key(s, pair): (s, *pair) in links for s in SUBJECTS for pair in PAIRS}
        elif button == "whole":
            shown = str(self.settings["layer"])
            self.settings |= {_key(s, pair): True for s in SUBJECTS if shown in {ALL, s} for pair in PAIRS}
        elif button == "worst":
            self.settings["person"] = float(self.lives.troubled[:, :_LISTED].sum(axis=0).argmax() + 1)

    def controls(self) -> list[Control]:
        """Presets, the layer that is shown, its 21 switches, how right the data are, and whom to follow."""
        layer, follow = str(self.settings["layer"]), self.word("follow")
        switches = [
            Switch(_key(layer, pair), self._pair(pair), group=self.word("by_keyboard"), folded=True) for pair in PAIRS
        ]
        return [
            *(Button(name, self.word(f"preset_{name}")) for name in _PRESETS),
            Choice("layer", self.word("layer"), tuple((s, self.word(f"subject_{s}")) for s in (ALL, *SUBJECTS))),
            Button("whole", self.word("whole")),
            *switches,
            Range("accuracy", self.word("accuracy"), 50, 100, 5, unit=self.word("percent")),
            Range("person", self.word("person"), 1, _LISTED, group=follow),
            Range("step", self.word("step"), 1, len(STEPS), group=follow),
            Button("worst", self.word("worst"), group=follow),
        ]

    def _pair(self, pair: tuple[str, str]) -> str:
        return " – ".join(self.word(f"channel_{channel}") for channel in pair)

    def pictures(self) -> list[Picture]:
        """The switchboard, and one customer's way through it."""
        return [self._board(), self._way()]

    def _board(self) -> Picture:
        layer = str(self.settings["layer"])
        connected = [self._pair(pair) for pair in PAIRS if self.settings[_key(layer, pair)]]
        label = self.word("board", layer=self.word(f"subject_{layer}"), pairs=", ".join(connected) or self.word("none"))
        board = Picture(label, x=(-1.45, 1.45), y=(-1.15, 1.15), height=320, left=8, right=8)
        places = {c: (sin(2 * pi * n / 7), cos(2 * pi * n / 7)) for n, c in enumerate(CHANNELS)}
        for pair in PAIRS:
            (x1, y1), (x2, y2) = places[pair[0]], places[pair[1]]
            on, some = bool(self.settings[_key(layer, pair)]), self._shared(pair)
            if on or (layer == ALL and some):
                board.line([(x1, y1), (x2, y2)], "high", wide=1 + some / 2, dashed=not on)
            else:
                board.line([(x1, y1), (x2, y2)], "line", wide=0.5)
            middle = ((x1 + x2) / 2, (y1 + y2) / 2)
            board.dot(*middle, "high" if on else "line", size=6, hollow=not on)
            board.press(
                _key(layer, pair), (middle[0] - _NEAR, middle[0] + _NEAR), (middle[1] - _NEAR, middle[1] + _NEAR)
            )
        for channel, (x, y) in places.items():
            board.dot(x, y, "ink", size=4)
            self._name(board, channel, x, y)
        return board

    def _name(self, board: Picture, channel: str, x: float, y: float) -> None:
        """A channel's name, above or below its point and a little outside the ring: on a phone beside it is no room."""
        along = 0 if y > 1 - _NEAR else 20 if x > 0 else -20
        board.text(x, y, self.word(f"channel_{channel}"), along=along, up=10 if y > 0 else -20)

    def _way(self) -> Picture:
        person, shown = int(self.settings["person"]), int(self.settings["step"])
        way = self.lives.journey(person - 1)[:shown]
        label = self.word("way", person=person, steps="; ".join(self._told(*step) for step in way))
        picture = Picture(label, x=(0, 6), y=(6.5, -0.5), height=250, left=120, right=32, top=8, bottom=36)
        for row, channel in enumerate(CHANNELS):
            picture.line([(0, row), (6, row)], "line", wide=0.5)
            picture.text(0, row, self.word(f"channel_{channel}"), "quiet", anchor="end", along=-14, up=-4)
        points = [(float(column), float(CHANNELS.index(channel))) for column, (_, channel, _) in enumerate(way)]
        picture.line(points, "ink", wide=2)
        for number, ((x, y), (step, _, troubles)) in enumerate(zip(points, way, strict=True)):
            picture.dot(x, y, "low" if troubles else "high", size=7)
            picture.text(x, y, "!" * len(troubles), "low", up=10, strong=True)
            picture.text(x, 6.5, self.word(f"short_{step}"), "quiet", up=-32 if number % 2 else -18)
        return picture

    def _told(self, step: str, channel: str, troubles: tuple[str, ...]) -> str:
        told = self.word("told", step=self.word(f"step_{step}"), channel=self.word(f"channel_{channel}"))
        return told + "".join(f" ({self.word(f'missing_{subject}')})" for subject in troubles)

    def results(self) -> list[Result]:
        """The indicators of the many, each from the package's own calculator."""
        lives = self.lives
        net, happy, easy, left = lives.nps(), lives.csat(), lives.ces(), lives.abandonment()
        span = self.word("interval", low=self.number(net.low), high=self.number(net.high))
        percent = {
            name: self.word("percent", value=self.number(r.value)) for name, r in (("csat", happy), ("left", left))
        }
        euros = {name: self.word("euros", value=self.number(getattr(lives, name), 2)) for name in ("revenue", "cost")}
        troubles = [
            Result(self.word(f"trouble_{name}"), self.number(100 * lives.per_customer(name), 0)) for name in TROUBLES
        ]
        return [
            Result(self.word("nps"), self.word("points", value=self.number(net.value)), span, "accent"),
            Result(self.word("csat"), percent["csat"]),
            Result(self.word("ces"), self.number(easy.value, 2), self.word("ces_note")),
            Result(self.word("abandonment"), percent["left"]),
            *troubles,
            *(Result(self.word(name), text) for name, text in euros.items()),
            Result(self.word("price"), self.word("thousands", value=self.number(self.integration.price(), 0))),
        ]

    def meaning(self) -> str:
        """The degree of integration, what it brings and costs, and what the customer followed meets."""
        net, price = self.number(self.lives.nps().value), self.number(self.integration.price(), 0)
        first = self.word(f"meaning_{self.integration.degree}", nps=net, price=price)
        way = self.lives.journey(int(self.settings["person"]) - 1)[: int(self.settings["step"])]
        troubles = [subject for _, _, met in way for subject in met]
        if not troubles:
            return f"{first} {self.word('smooth', person=int(self.settings['person']))}"
        said = ", ".join(dict.fromkeys(self.word(f"missing_{subject}") for subject in troubles))
        return f"{first} {self.word('rough', person=int(self.settings['person']), troubles=said)}"

    def challenges(self) -> list[Goal]:
        """Enough within a budget; the one link worth most; an omnichannel that fails."""
        net, integration = self.lives.nps().value, self.integration
        whole = [pair for pair in PAIRS if self._shared(pair) == len(SUBJECTS)]
        alone = whole == [_best_pair()] and len(integration.links) == len(SUBJECTS) and integration.accuracy == 1
        fails = integration.degree == "omni" and net < _before()
        met = {"budget": net >= AIM and integration.price() <= BUDGET, "best": alone, "fail": fails}
        values = {"aim": self.number(AIM, 0), "budget": self.number(BUDGET, 0), "before": self.number(_before())}
        return [
            Goal(name, self.word(f"goal_{name}", **values), met[name], self.word(f"found_{name}", **values))
            for name in met
        ]

    def table(self) -> list[list[str]]:
        """Each pair, what it shares, and its price."""
        assumed = self.lives.people.assumptions
        rows = []
        for pair in PAIRS:
            shared = [subject for subject in SUBJECTS if self.settings[_key(subject, pair)]]
            price = sum(assumed.of(subject, "price") for subject in shared)
            said = ", ".join(self.word(f"subject_{subject}") for subject in shared) or "–"
            rows.append([self._pair(pair), said, self.number(price, 0)])
        return [[self.word("head_pair"), self.word("head_shares"), self.word("head_price")], *rows]

    def assumptions(self) -> list[tuple[str, str]]:
        """Every number of the model, by its meaning."""
        assumed = asdict(self.lives.people.assumptions)
        return [
            (self.word("assumed"), ""),
            *((self.word(f"assume_{n}"), self.number(v, 2)) for n, v in assumed.items()),
        ]
