"""Where a figure finds its picture. Whoever can draw registers here; the calculators themselves know of no plot."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from cxlearn.kpi.refusal import refuse


@singledispatch
def picture(figure: object, _language: str | None = None) -> Any:  # noqa: ANN401 -- whatever draws says what it gives
    """The picture of a figure: :mod:`cxlearn.charts` registers how, and gives a ``Picture``.

    Args:
        figure: a result, or a comparison.
        _language: of its words; by default the one in force.

    Raises:
        KpiError: while nothing that draws has been loaded.
    """
    refuse("no_picture", given=type(figure).__name__)
