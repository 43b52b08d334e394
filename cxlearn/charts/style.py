"""One style for all pictures: what a bar, a line of numbers and a mark look like, and in which colours.

Three colours tell the worst, the middle and the best group apart for every kind of colour vision; hatched, hollow and
filled, they do so in grey too. All of them stand out from a light page and from a dark one. What is written takes the
colour of the page's own text (:data:`INK` stands for it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Literal, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cxlearn.language import format_number

Colour: TypeAlias = str
Rank: TypeAlias = Literal["low", "middle", "high"]
INK: Colour = "#1b1b1d"
GREY: Colour = "#7f7f7f"
COLOURS: dict[Rank, Colour] = {"low": "#b35900", "middle": GREY, "high": "#2f7fc1"}
_HATCHED = "//////"
WIDTH = 4.4
"""Of a picture, in inches: letters keep their size on a narrow screen, so it is small."""
SIZE, SMALL = 9.0, 8.0
"""Of letters, in points."""
_EDGE = 0.06


def sheet(height: float, title: str) -> Figure:
    """An empty picture ``height`` inches high, with its title."""
    made = Figure(figsize=(WIDTH, height))
    made.text(0.01, 1 - 0.04 / height, title, size=SIZE + 1, weight="bold", color=INK, va="top", ha="left")
    return made


def area(made: Figure, bottom: float, top: float, *, left: float = _EDGE, right: float = _EDGE) -> Axes:
    """A place to draw in, without a frame: ``bottom`` and ``top`` in inches, the margins as shares of the width."""
    height = made.get_figheight()
    axes = made.add_axes((left, bottom / height, 1 - left - right, (top - bottom) / height))
    axes.set_axis_off()
    return axes


def write(  # noqa: PLR0913 -- where, what, and how it is set
    axes: Axes, x: float, y: float, text: str, *, ha: str = "center", va: str = "bottom", size: float = SIZE
) -> None:
    """Words in the colour of the page's text, at a place in the numbers of ``axes``."""
    axes.text(x, y, text, ha=ha, va=va, size=size, color=INK, linespacing=1.1)


def bar(axes: Axes, x: float, height: float, rank: Rank) -> None:
    """An upright bar: hatched for the worst group, hollow for the middle one, filled for the best."""
    colour = COLOURS[rank]
    face, hatch = (colour, None) if rank == "high" else ("none", _HATCHED if rank == "low" else None)
    axes.bar([x], [height], 0.8, color=face, edgecolor=colour, linewidth=1.2, hatch=hatch, clip_on=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a line of numbers: its name, how sure it is, what is written beside it.

    Attributes:
        label: what is written to the left, or "".
        value: where the point is.
        low: the lower end of its interval, or NaN.
        high: the upper end.
        text: what is written above the point.
        hollow: whether the point is drawn as an empty one: it says little by itself.
    """

    label: str
    value: float
    low: float
    high: float
    text: str
    hollow: bool = False


def mark(axes: Axes, y: float, one: Mark) -> None:
    """A point, its interval as a line with two ends, and its text above."""
    colour = COLOURS["high"]
    if not isnan(one.low):
        axes.plot([one.low, one.high], [y, y], color=colour, lw=2, solid_capstyle="butt", clip_on=False)
        for end in (one.low, one.high):
            axes.plot([end, end], [y - 0.12, y + 0.12], color=colour, lw=2, clip_on=False)
    face = "none" if one.hollow else colour
    axes.plot([one.value], [y], "o", ms=7, mfc=face, mec=colour, mew=1.5, clip_on=False)
    start, end = axes.get_xlim()
    place = (one.value - start) / (end - start)
    ha = "left" if place < 0.3 else "right" if place > 0.7 else "center"  # noqa: PLR2004 -- words stay on the sheet
    anchor = {"left": min(one.value, one.value if isnan(one.low) else one.low), "center": one.value}.get(
        ha, max(one.value, one.value if isnan(one.high) else one.high)
    )
    write(axes, anchor, y + 0.2, one.text, ha=ha)


def ruler(axes: Axes, ticks: Sequence[float], unit: str, language: str | None) -> None:
    """A line of numbers along the foot of ``axes``, as the language writes them, with its unit at the last one."""
    axes.set_xlim(ticks[0], ticks[-1])
    foot = axes.get_ylim()[0]
    axes.plot([ticks[0], ticks[-1]], [foot, foot], color=GREY, lw=1, clip_on=False)
    for tick in ticks:
        axes.plot([tick, tick], [foot, foot - 0.1], color=GREY, lw=1, clip_on=False)
        write(axes, tick, foot - 0.16, format_number(tick, None, language), va="top", size=SMALL)
    write(axes, ticks[-1], foot - 0.6, unit, va="top", ha="right", size=SMALL)


def marks(  # noqa: PLR0913, PLR0917 -- one line of numbers, and all that stands on it
    made: Figure, some: Sequence[Mark], bottom: float, ticks: Sequence[float], unit: str, language: str | None
) -> None:
    """Marks below one another over one line of numbers that begins ``bottom`` inches above the foot of the sheet."""
    longest = max(len(one.label) for one in some)
    left = min(_EDGE + longest * 0.0165, 0.45)
    axes = area(made, bottom + 0.45, bottom + 0.45 + len(some) * ROW, left=left)
    axes.set_ylim(0, len(some))
    ruler(axes, ticks, unit, language)
    for place, one in enumerate(some):
        y = len(some) - place - 0.65
        write(axes, ticks[0] - (ticks[-1] - ticks[0]) * 0.03, y, one.label, ha="right", va="center")
        if ticks[0] < 0 < ticks[-1]:
            axes.plot([0, 0], [y - 0.3, y + 0.2], color=GREY, lw=1, ls=(0, (3, 3)), clip_on=False)
        mark(axes, y, one)


ROW = 0.42
"""The height of a mark with its text, in inches."""


def block(rows: int) -> float:
    """The height of marks with their line of numbers, in inches."""
    return 0.45 + rows * ROW


def around(values: Sequence[float], *, least: float | None = None, most: float | None = None) -> list[float]:
    """Round numbers that hold all of ``values``, and no more than is possible."""
    known = [value for value in values if not isnan(value)]
    start, end = min(known), max(known)
    start, end = (start - 1, end + 1) if start == end else (start, end)
    ticks = [float(tick) for tick in MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(start, end)]
    return [t for t in ticks if (least is None or t >= least) and (most is None or t <= most)]


def steps(start: float, end: float) -> list[float]:
    """Four equal steps from ``start`` to ``end``."""
    return [start + (end - start) * step / 4 for step in range(5)]


def from_zero(value: float) -> list[float]:
    """Round numbers from 0 to beyond ``value``."""
    return around([0.0, value or 1.0], least=0.0)
