"""Models to think with. Pure: no Jupyter, no clock, no disk. What a model assumes, it names."""

from __future__ import annotations
