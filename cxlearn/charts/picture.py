"""A picture that anybody can read: drawn, said in words, and as a table of the same numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from cxlearn.language import CourseError, current, say

if TYPE_CHECKING:  # matplotlib is loaded when a picture is drawn
    from matplotlib.figure import Figure

Row: TypeAlias = tuple[str, ...]

_SETTING: dict[Any, Any] = {
    "svg.fonttype": "none",  # letters stay letters: the page's own
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "hatch.linewidth": 1.4,
}
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
_PLAIN = "color:inherit;background:none;border:0;text-align:left;font-weight:400;padding:2px 16px 2px 0"
_QUIET = "color:var(--jp-content-font-color2,inherit);font-size:.9em"


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """What a figure's ``.plot()`` gives: it shows at the end of a cell, in the colours of the page it is on.

    A screen reader says :attr:`alternative`; the numbers stand in a table that opens on request.

    Attributes:
        alternative: what the picture shows, in words.
        caption: what was measured.
        head: the titles of the table's columns.
        rows: the same numbers as the picture's, as texts.
        draw: draws it with matplotlib.
        language: of its words.
    """

    alternative: str
    caption: str
    head: Row
    rows: tuple[Row, ...]
    draw: Callable[[], Figure]
    language: str

    @property
    def figure(self) -> Figure:
        """The picture as a new matplotlib figure, dark on white."""
        from matplotlib import rc_context

        with rc_context(_SETTING):
            return self.draw()

    def save(self, path: str | Path) -> None:
        """Write the picture to a file, dark on white: ``.png``, ``.svg``, ``.pdf`` as its name ends.

        Raises:
            CourseError: when no file can be written under that name.
        """
        from matplotlib import rc_context

        try:
            with rc_context(_SETTING):
                self.draw().savefig(path, dpi=200, facecolor="white")
        except (OSError, ValueError) as error:
            raise CourseError(say("charts.unsaved", self.language, path=path)) from error

    def __repr__(self) -> str:
        return self.alternative

    def _repr_html_(self) -> str:
        return (
            f'<figure lang="{self.language}" style="margin:8px 0;max-width:35em">{self._svg()}'
            f'<figcaption style="{_QUIET}">{escape(self.caption)}</figcaption>{self._table()}</figure>'
        )

    def _svg(self) -> str:
        """The drawing alone, as one image with its text, its letters and ink those of the page."""
        from matplotlib import rc_context

        from cxlearn.charts.style import INK

        file = io.StringIO()
        with rc_context(_SETTING):
            self.draw().savefig(file, format="svg", transparent=True)
        drawn = file.getvalue()
        drawn = drawn[drawn.index("<svg") :]
        drawn = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<defs>\s*</defs>", "", drawn, flags=re.DOTALL)
        drawn = re.sub(r'<g id="[^"]*">', "<g>", drawn)  # two pictures on a page would share these ids
        drawn = re.sub(r"font-family: [^;\"]*", f"font-family: {_FONT}", drawn)
        drawn = drawn.replace(INK, "currentColor")
        shape = re.search(r'viewBox="[^"]*"', drawn)
        assert shape, drawn  # noqa: S101 -- matplotlib always gives one
        opening = (
            f'<svg role="img" aria-label="{escape(self.alternative)}" {shape[0]} width="100%" '
            f'style="display:block;stroke-linejoin:round" xmlns="http://www.w3.org/2000/svg" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink">'
        )
        # Text without a colour of its own is drawn black, whatever the page.
        return re.sub(r"\s*\n\s*", " ", opening + drawn[drawn.index(">") + 1 :]).replace(
            '<text style="font', '<text fill="currentColor" style="font'
        )

    def _table(self) -> str:
        heads = "".join(f'<th scope="col" style="{_PLAIN};font-weight:600">{escape(cell)}</th>' for cell in self.head)
        rows = "".join(_row(row) for row in self.rows)
        said = escape(say("charts.numbers", self.language))
        return (
            f'<details><summary style="cursor:pointer;{_QUIET}">{said}</summary>'
            f'<table style="margin:4px 0"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>'
        )


def _row(row: Row) -> str:
    first, *rest = map(escape, row)
    cells = "".join(f'<td style="{_PLAIN}">{cell}</td>' for cell in rest)
    return f'<tr><th scope="row" style="{_PLAIN}">{first}</th>{cells}</tr>'


def spoken(language: str | None) -> str:
    """The language a picture is drawn in."""
    return language or current()
