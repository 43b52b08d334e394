"""``cx.explore("nps")``: a model whose causes the learner moves, and whose effects answer at once."""

from __future__ import annotations

from importlib import import_module

from cxlearn.language import CourseError, nearest, say
from cxlearn.widgets.panel import Panel

MODELS = {
    "ux-cx": ("explore_ux_cx", "UxCx"),
    "ces": ("explore_ces", "Ces"),
    "channels": ("explore_channels", "Channels"),
    "clv": ("explore_clv", "LifetimeModel"),
    "csat": ("explore_csat", "Csat"),
    "duel": ("explore_duel", "Duels"),
    "funnel": ("explore_funnel", "PurchaseFunnel"),
    "journey": ("explore_journey", "JourneyMap"),
    "nps": ("explore_nps", "Nps"),
    "peak-end": ("explore_peak_end", "PeakEnd"),
    "retention": ("explore_retention", "RetentionModel"),
    "studies": ("explore_studies", "Studies"),
    "which-kpi": ("explore_which_kpi", "WhichKpi"),
}
"""Each model's module among the widgets, and its class there: only the one asked for is loaded."""


def explore(model: str, language: str | None = None) -> Panel:
    """Show a model to move, in a notebook.

    Args:
        model: its name, as the lessons give it: ``"ux-cx"``, the promise and the journey; ``"retention"``; ``"clv"``.
        language: ``"fr"`` or ``"en"``; by default the one in force.

    Raises:
        CourseError: when there is no such model; it suggests the nearest name.
    """
    if str(model) not in MODELS:
        near = nearest(model, MODELS) or next(iter(MODELS))
        raise CourseError(say("explore.unknown", language, given=model, name=near))
    module, name = MODELS[model]
    panel: Panel = getattr(import_module(f"cxlearn.widgets.{module}"), name)(model, language)
    return panel
