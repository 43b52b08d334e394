"""Learn customer experience: ``import cxlearn as cx``.

Every name below loads what it needs when it is first used, so that the import itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for theirs; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from cxlearn.casestudy import company
    from cxlearn.charts import plot_table
    from cxlearn.exercises import check, hint, solution
    from cxlearn.kpi.catalogue import kpis
    from cxlearn.kpi.cohorts import cohort_table
    from cxlearn.kpi.comparison import ab_test, compare
    from cxlearn.kpi.customers import (
        churn_rate,
        compound_churn,
        lifetime_value,
        referral_rate,
        repurchase_rate,
        retention_rate,
    )
    from cxlearn.kpi.labels import scores
    from cxlearn.kpi.planning import bootstrap, sample_size
    from cxlearn.kpi.segments import rfm
    from cxlearn.kpi.service import first_contact_resolution, self_care_rate, time_to_resolution
    from cxlearn.kpi.shop import basket_size, store_conversion_rate, up_sell_rate
    from cxlearn.kpi.survey import ces, csat, nps
    from cxlearn.kpi.table import kpi_table
    from cxlearn.kpi.traffic import (
        average_basket,
        bounce_rate,
        cart_abandonment_rate,
        conversion_rate,
        digital_contact_share,
        mobile_share,
        ropo_share,
        share_of_voice,
    )
    from cxlearn.language import use
    from cxlearn.widgets.cards import cards
    from cxlearn.widgets.explore import explore
    from cxlearn.widgets.glossary import glossary
    from cxlearn.widgets.plan import plan
    from cxlearn.widgets.predict import predict
    from cxlearn.widgets.progress import progress
    from cxlearn.widgets.question import ask, quiz, task
    from cxlearn.widgets.sitting import exam
    from cxlearn.widgets.term import term
    from cxlearn.widgets.worksheet import worksheet

__version__ = "0.1.0"

_HOMES = {
    "ab_test": "cxlearn.kpi.comparison",
    "ask": "cxlearn.widgets.question",
    "average_basket": "cxlearn.kpi.traffic",
    "basket_size": "cxlearn.kpi.shop",
    "bootstrap": "cxlearn.kpi.planning",
    "bounce_rate": "cxlearn.kpi.traffic",
    "cards": "cxlearn.widgets.cards",
    "cart_abandonment_rate": "cxlearn.kpi.traffic",
    "ces": "cxlearn.kpi.survey",
    "check": "cxlearn.exercises",
    "churn_rate": "cxlearn.kpi.customers",
    "cohort_table": "cxlearn.kpi.cohorts",
    "company": "cxlearn.casestudy",
    "compare": "cxlearn.kpi.comparison",
    "compound_churn": "cxlearn.kpi.customers",
    "conversion_rate": "cxlearn.kpi.traffic",
    "csat": "cxlearn.kpi.survey",
    "digital_contact_share": "cxlearn.kpi.traffic",
    "exam": "cxlearn.widgets.sitting",
    "explore": "cxlearn.widgets.explore",
    "first_contact_resolution": "cxlearn.kpi.service",
    "glossary": "cxlearn.widgets.glossary",
    "hint": "cxlearn.exercises",
    "kpi_table": "cxlearn.kpi.table",
    "kpis": "cxlearn.kpi.catalogue",
    "lifetime_value": "cxlearn.kpi.customers",
    "mobile_share": "cxlearn.kpi.traffic",
    "nps": "cxlearn.kpi.survey",
    "plan": "cxlearn.widgets.plan",
    "plot_table": "cxlearn.charts",
    "predict": "cxlearn.widgets.predict",
    "progress": "cxlearn.widgets.progress",
    "quiz": "cxlearn.widgets.question",
    "referral_rate": "cxlearn.kpi.customers",
    "repurchase_rate": "cxlearn.kpi.customers",
    "retention_rate": "cxlearn.kpi.customers",
    "rfm": "cxlearn.kpi.segments",
    "ropo_share": "cxlearn.kpi.traffic",
    "sample_size": "cxlearn.kpi.planning",
    "scores": "cxlearn.kpi.labels",
    "self_care_rate": "cxlearn.kpi.service",
    "share_of_voice": "cxlearn.kpi.traffic",
    "solution": "cxlearn.exercises",
    "store_conversion_rate": "cxlearn.kpi.shop",
    "task": "cxlearn.widgets.question",
    "term": "cxlearn.widgets.term",
    "time_to_resolution": "cxlearn.kpi.service",
    "up_sell_rate": "cxlearn.kpi.shop",
    "use": "cxlearn.language",
    "worksheet": "cxlearn.widgets.worksheet",
}

__all__ = [
    "ab_test",
    "ask",
    "average_basket",
    "basket_size",
    "bootstrap",
    "bounce_rate",
    "cards",
    "cart_abandonment_rate",
    "ces",
    "check",
    "churn_rate",
    "cohort_table",
    "company",
    "compare",
    "compound_churn",
    "conversion_rate",
    "csat",
    "digital_contact_share",
    "exam",
    "explore",
    "first_contact_resolution",
    "glossary",
    "hint",
    "kpi_table",
    "kpis",
    "lifetime_value",
    "mobile_share",
    "nps",
    "plan",
    "plot_table",
    "predict",
    "progress",
    "quiz",
    "referral_rate",
    "repurchase_rate",
    "retention_rate",
    "rfm",
    "ropo_share",
    "sample_size",
    "scores",
    "self_care_rate",
    "share_of_voice",
    "solution",
    "store_conversion_rate",
    "task",
    "term",
    "time_to_resolution",
    "up_sell_rate",
    "use",
    "worksheet",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'cxlearn' has no attribute {name!r}"
        raise AttributeError(message)
    if home.startswith("cxlearn.kpi"):
        import_module("cxlearn.charts")  # gives the figures their .plot(); matplotlib waits until one is drawn
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
