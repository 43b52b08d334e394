"""What a model looks like: bars, lines, dots and words in the model's own units, for the page to draw.

A picture is as wide as its place, from a phone to a projector; only its height is in pixels. Its tones are words
(``"low"``, ``"high"``, ``"accent"``), whose colours, safe for the colour-blind, are the stylesheet's in both themes::

    picture = Picture("Twelve answers, seven of them 9 or 10.", x=(-0.5, 10.5), y=(0, 8), height=200)
    picture.x_axis({value: str(value) for value in range(11)})
    picture.bar((8.6, 9.4), (0, 4), "high")
    picture.text(9, 4, "4", up=6)
    picture.drag("answer_9", x=(8.5, 9.5))  # the mouse sets this range, by its height in this column
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal, TypeAlias

Tone: TypeAlias = Literal["ink", "quiet", "line", "paper", "accent", "low", "middle", "high", "right", "wrong"]
Span: TypeAlias = tuple[float, float]


@dataclass
class Picture:
    """One drawing.

    Attributes:
        label: its alternative text: what there is to see, with the numbers.
        x: the values at the left and at the right end.
        y: the values at the bottom and at the top.
        height: in pixels, axes included.
        left, right, top, bottom: the margins in pixels, where axes and labels stand.
    """

    label: str
    x: Span
    y: Span
    height: int = 200
    left: int = 16
    right: int = 16
    top: int = 16
    bottom: int = 16
    marks: list[dict[str, Any]] = field(default_factory=list)
    zones: list[dict[str, Any]] = field(default_factory=list)

    def bar(self, x: Span, y: Span, tone: Tone = "ink", *, hollow: bool = False) -> None:
        """A rectangle from corner to corner; a hollow one is an outline."""
        self.marks.append({"mark": "bar", "x": x, "y": y, "tone": tone, "hollow": hollow})

    def line(self, points: Iterable[Span], tone: Tone = "ink", *, dashed: bool = False, wide: float = 1.5) -> None:
        """A line through these points, ``wide`` pixels thick."""
        self.marks.append({"mark": "line", "points": list(points), "tone": tone, "dashed": dashed, "wide": wide})

    def area(self, points: Iterable[Span], tone: Tone = "line") -> None:
        """The surface inside these points."""
        self.marks.append({"mark": "area", "points": list(points), "tone": tone})

    def dot(self, x: float, y: float, tone: Tone = "ink", *, size: float = 5, hollow: bool = False) -> None:
        """A disc, or a ring, with a radius of ``size`` pixels."""
        self.marks.append({"mark": "dot", "x": x, "y": y, "tone": tone, "size": size, "hollow": hollow})

    def text(  # noqa: PLR0913 -- where words stand takes some saying
        self,
        x: float,
        y: float,
        words: str,
        tone: Tone = "ink",
        *,
        anchor: Literal["start", "middle", "end"] = "middle",
        up: float = 0,
        along: float = 0,
        strong: bool = False,
        roomy: bool = False,
        tick: bool = False,
    ) -> None:
        """Words at a point, moved ``up`` and ``along`` by some pixels; ``roomy`` ones are left out on a phone.

        A ``tick`` names a place on the axis below: without room it goes a line down, or, as a number, out.
        """
        place = {"anchor": anchor, "up": up, "along": along, "strong": strong, "roomy": roomy, "tick": tick}
        self.marks.append({"mark": "text", "x": x, "y": y, "words": words, "tone": tone, **place})

    def x_axis(self, ticks: Mapping[float, str], *, at: float | None = None) -> None:
        """The line below (or at a height), with words at some values."""
        level = self.y[0] if at is None else at
        self.line([(self.x[0], level), (self.x[1], level)], "line")
        for value, words in ticks.items():
            self.text(value, self.y[0], words, "quiet", up=-16, tick=True)

    def y_axis(self, ticks: Mapping[float, str]) -> None:
        """Thin lines across, with words at their left."""
        for value, words in ticks.items():
            self.line([(self.x[0], value), (self.x[1], value)], "line", wide=0.5)
            self.text(self.x[0], value, words, "quiet", anchor="end", along=-6, up=-4)

    def drag(self, control: str, *, x: Span | None = None, y: Span | None = None) -> None:
        """The mouse sets a range: in a column ``x`` by its height, in a row ``y`` by how far right it is.

        The picture's other direction must be in the range's units. Dragging across several columns sets each in turn.
        """
        self.zones.append({"control": control, "x": x, "y": y})

    def press(self, control: str, x: Span, y: Span, value: str | None = None) -> None:
        """A click in this rectangle turns a switch, or chooses a value; the control itself serves the keyboard."""
        self.zones.append({"control": control, "x": x, "y": y, "press": True, "value": value})

    def data(self) -> dict[str, Any]:
        """The picture as plain data."""
        margins = {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}
        frame = {"label": self.label, "x": self.x, "y": self.y, "height": self.height, **margins}
        return {**frame, "marks": self.marks, "zones": self.zones}

    def svg(self, width: int = 900) -> str:
        """The picture as a file of its own, ``width`` pixels wide, in colours that print."""
        size = f'width="{width}" height="{self.height}" viewBox="0 0 {width} {self.height}"'
        style = 'font-family="system-ui, sans-serif" font-size="13"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {style}>'
        return "\n".join([head, f"<title>{escape(self.label)}</title>", *self._drawn(width), "</svg>", ""])

    def _drawn(self, width: int) -> Iterator[str]:
        def x(value: float) -> float:
            return self.left + (value - self.x[0]) / (self.x[1] - self.x[0]) * (width - self.left - self.right)

        def y(value: float) -> float:
            inside = self.height - self.top - self.bottom
            return self.height - self.bottom - (value - self.y[0]) / (self.y[1] - self.y[0]) * inside

        for mark in self.marks:
            tone = _INKS[mark["tone"]]
            if mark["mark"] == "bar":
                (a, b), (c, d) = sorted(map(x, mark["x"])), sorted(map(y, mark["y"]))
                box = f'x="{a:.1f}" y="{c:.1f}" width="{b - a:.1f}" height="{d - c:.1f}"'
                yield f"<rect {box} {_painted(tone, hollow=mark['hollow'])}/>"
            elif mark["mark"] == "dot":
                place = f'cx="{x(mark["x"]):.1f}" cy="{y(mark["y"]):.1f}" r="{mark["size"]}"'
                yield f"<circle {place} {_painted(tone, hollow=mark['hollow'])}/>"
            elif mark["mark"] == "text":
                place = f'x="{x(mark["x"]) + mark["along"]:.1f}" y="{y(mark["y"]) - mark["up"]:.1f}"'
                weight = ' font-weight="600"' if mark["strong"] else ""
                anchor = f'text-anchor="{mark["anchor"]}"'
                yield f'<text {place} {anchor}{weight} fill="{tone}">{escape(mark["words"])}</text>'
            else:
                points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in mark["points"])
                yield _outlined(mark, points, tone)


_INKS: dict[str, str] = dict(
    zip(
        ("ink", "quiet", "line", "paper", "accent", "low", "middle", "high", "right", "wrong"),
        "#1f1f1f #555555 #bdbdbd #ffffff #1565c0 #a34a00 #696969 #0b5cad #1b6e3c #a63a00".split(),  # noqa: SIM905
        strict=True,
    )
)
"""The tones on paper; on a screen the stylesheet has its own for each theme."""


def _painted(tone: str, *, hollow: bool) -> str:
    return f'fill="none" stroke="{tone}" stroke-width="2"' if hollow else f'fill="{tone}"'


def _outlined(mark: Mapping[str, Any], points: str, tone: str) -> str:
    if mark["mark"] == "area":
        return f'<polygon points="{points}" fill="{tone}"/>'
    dashes = ' stroke-dasharray="3 5"' if mark["dashed"] else ""
    return f'<polyline points="{points}" fill="none" stroke="{tone}" stroke-width="{mark["wide"]}"{dashes}/>'
