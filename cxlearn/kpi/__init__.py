"""The calculators: customer-experience figures from raw answers or counts, each with how sure it is and why.

Pure: no notebook, no plot, no disk. numpy is loaded only when an array, a weight or a bootstrap is met.
"""

from __future__ import annotations

from cxlearn.kpi.comparison import Comparison, Experiment, ab_test, compare
from cxlearn.kpi.labels import scores
from cxlearn.kpi.mistakes import Mistake, mistakes, recognise, wrong_formulas
from cxlearn.kpi.planning import Bootstrap, bootstrap, sample_size
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.result import Result
from cxlearn.kpi.survey import ces, csat, nps
from cxlearn.kpi.table import kpi_table

__all__ = [
    "Bootstrap",
    "Comparison",
    "Experiment",
    "KpiError",
    "Mistake",
    "Result",
    "ab_test",
    "bootstrap",
    "ces",
    "compare",
    "csat",
    "kpi_table",
    "mistakes",
    "nps",
    "recognise",
    "sample_size",
    "scores",
    "wrong_formulas",
]
