"""Pictures of what the calculators find, in one style, each with its text for who cannot see it.

Importing this room gives every result its ``.plot()``; matplotlib is loaded when the first picture is drawn.
"""

from __future__ import annotations

from cxlearn.charts import answers, marks, periods
from cxlearn.charts.marks import plot_table
from cxlearn.charts.picture import Picture
from cxlearn.kpi.comparison import Comparison
from cxlearn.kpi.counts import Figure
from cxlearn.kpi.drawing import picture
from cxlearn.kpi.result import Result

__all__ = ["Picture", "plot_table"]


def _figure(figure: Figure, language: str | None = None) -> Picture:
    """The picture that suits what a figure was made from."""
    way = {"lifetime_value": periods.lifetime, "compound_churn": periods.survivors}
    kind = figure.measure.words.removesuffix("_now").removesuffix("_after_one_period")
    return way.get(kind, marks.of_figure)(figure, language)


picture.register(Result)(answers.of_result)
picture.register(Figure)(_figure)
picture.register(Comparison)(marks.of_comparison)
