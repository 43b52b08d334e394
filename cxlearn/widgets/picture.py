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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    ) -> None:
        """Words at a point, moved ``up`` and ``along`` by some pixels; ``roomy`` ones are left out on a phone."""
        place = {"anchor": anchor, "up": up, "along": along, "strong": strong, "roomy": roomy}
        self.marks.append({"mark": "text", "x": x, "y": y, "words": words, "tone": tone, **place})

    def x_axis(self, ticks: Mapping[float, str], *, at: float | None = None) -> None:
        """The line below (or at a height), with words at some values."""
        level = self.y[0] if at is None else at
        self.line([(self.x[0], level), (self.x[1], level)], "line")
        for value, words in ticks.items():
            self.text(value, self.y[0], words, "quiet", up=-16)

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
