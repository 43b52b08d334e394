"""A figure as a small card: plain HTML in the notebook's own colours, read aloud as it is read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_BOX = (
    "border-left:3px solid var(--jp-brand-color1,#1976d2);padding:4px 12px;margin:8px 0;max-width:36em;line-height:1.5"
)
_QUIET = "color:var(--jp-content-font-color2,#616161);font-size:.9em"


def card(title: str, figure: str, lines: Iterable[str]) -> str:
    """HTML of a card: what it is, the figure, and what goes with it. Texts are escaped."""
    rest = "".join(f'<div style="{_QUIET}">{escape(line)}</div>' for line in lines)
    return (
        f'<div role="group" aria-label="{escape(title)}" style="{_BOX}">'
        f'<div style="{_QUIET}">{escape(title)}</div><div style="font-size:1.6em">{escape(figure)}</div>{rest}</div>'
    )
