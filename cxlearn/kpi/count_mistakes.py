"""The known wrong ways to reckon the figures made from counts, as code; some need more facts (``Figure.beside``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

from cxlearn.kpi.counts import Figure
from cxlearn.kpi.customers import residual_value
from cxlearn.kpi.mistakes import Mistake
from cxlearn.language import say


class Facts(dict[str, float]):
    """What a figure was made from and what is known beside; what is not known is NaN."""

    def __missing__(self, name: str) -> float:
        return nan


@dataclass(frozen=True, slots=True)
class CountMistake(Mistake):
    """A wrong way to use counts. Its words are in ``interface/kpi_counts.yaml``."""

    def name(self, language: str | None = None) -> str:
        """What it is called, in a few words."""
        return say(f"kpi_counts.mistake_{self.id}_name", language)

    def sentence(self, language: str | None = None) -> str:
        """What is wrong with it, and what to do."""
        return say(f"kpi_counts.mistake_{self.id}", language)


def _from(mistake: str, formula: Callable[[Facts], float]) -> CountMistake:
    """A mistake whose formula uses the counts and what is known beside them."""
    return CountMistake(mistake, lambda figure: formula(Facts(figure.given)))


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom else nan


def _per(top: float, bottom: float) -> float:
    return 100 * _over(top, bottom)


def _complement(mistake: str) -> CountMistake:
    return CountMistake(mistake, lambda figure: 100 - figure.value)


def _odds(figure: Figure) -> float:
    """The part over the rest, and not over the whole."""
    return _per(figure.value, 100 - figure.value)


def _inverse(figure: Figure) -> float:
    """One over the share of requests that came back."""
    return _over(100, 100 - figure.value)


def _end_base(f: Facts) -> float:
    """Lost over those who are there at the end: without newcomers, unless how many there are is known."""
    return _per(f["lost"], f.get("end", f["start"] - f["lost"]))


def _average_base(f: Facts) -> float:
    return _per(f["lost"], (f["start"] + f.get("end", f["start"] - f["lost"])) / 2)


def _first_margin(figure: Figure) -> str:
    return str(dict(figure.measure.choices)["first_margin"])


def _other_moment(figure: Figure) -> float:
    f = Facts(figure.given)
    other = "after_one_period" if _first_margin(figure) == "now" else "now"
    return residual_value(f["margin"], f["retention"], f["discount"], other)


def _on_revenue(figure: Figure) -> float:
    f = Facts(figure.given)
    return residual_value(f["revenue"], f["retention"], f["discount"], _first_margin(figure))


def _undiscounted(figure: Figure) -> float:
    return residual_value(figure.given["margin"], figure.given["retention"], 0.0, _first_margin(figure))


def _churn_for_retention(figure: Figure) -> float:
    f = Facts(figure.given)
    return residual_value(f["margin"], 1 - f["retention"], f["discount"], _first_margin(figure))


AS_SHARE = CountMistake("share_for_percent", lambda figure: figure.value / 100)
ODDS = CountMistake("part_over_rest", _odds)

COUNTING: dict[tuple[str, str], tuple[Mistake, ...]] = {
    ("retention_rate", "share"): (
        _from("new_counted", lambda f: _per(f["end"], f["start"])),
        _from("retention_end_base", lambda f: _per(f["end"] - f["new"], f["end"])),
        _complement("churn_for_retention_rate"),
        AS_SHARE,
    ),
    ("churn_rate", "share"): (
        _from("churn_end_base", _end_base),
        _from("churn_average_base", _average_base),
        _from("net_loss", lambda f: _per(f["start"] - f["end"], f["start"])),
        _complement("retention_for_churn"),
        AS_SHARE,
    ),
    ("churn_rate", "plain"): (
        _from("churn_multiplied", lambda f: 100 * f["churn"] * f["periods"]),
        _from("churn_survivors", lambda f: 100 * (1 - f["churn"]) ** f["periods"]),
        AS_SHARE,
    ),
    ("repurchase_rate", "share"): (
        _from("orders_base", lambda f: _per(f["repeat_customers"], f["orders"])),
        _complement("one_time_buyers"),
        ODDS,
        AS_SHARE,
    ),
    ("referral_rate", "share"): (ODDS, _complement("others_for_referred"), AS_SHARE),
    ("referral_rate", "plain"): (ODDS, _complement("others_for_referred"), AS_SHARE),
    ("lifetime_value", "plain"): (
        CountMistake("revenue_for_margin", _on_revenue),
        CountMistake("other_moment", _other_moment),
        CountMistake("undiscounted", _undiscounted),
        CountMistake("churn_for_retention", _churn_for_retention),
        _from("one_over_churn", lambda f: _over(f["margin"], 1 - f["retention"])),
        CountMistake("historic_added", lambda figure: figure.value + Facts(figure.given)["historic"]),
    ),
    ("first_contact_resolution", "share"): (
        _complement("repeat_for_first"),
        CountMistake("inverse_of_repeat", _inverse),
        AS_SHARE,
    ),
    ("time_to_resolution", "plain"): (
        CountMistake("median_for_mean", lambda figure: figure.details["median"]),
        _from("open_in_base", lambda f: _over(f["hours"], f["resolved"] + f["open"])),
        _from("reply_for_resolution", lambda f: _over(f["reply_hours"], f["resolved"])),
        CountMistake("days_for_hours", lambda figure: figure.value / 24),
    ),
    ("self_care_rate", "share"): (
        _from("assisted_base", lambda f: _per(f["self_served"], f["assisted"])),
        _complement("assisted_for_self"),
        AS_SHARE,
    ),
    ("conversion_rate", "share"): (
        _from("order_reversed", lambda f: _over(f["visitors"], f["buyers"])),
        ODDS,
        _complement("left_for_bought"),
        AS_SHARE,
    ),
    ("cart_abandonment_rate", "share"): (
        _complement("ordered_for_abandoned"),
        _from("carts_per_order", lambda f: _per(f["carts"] - f["orders"], f["orders"])),
        AS_SHARE,
    ),
    ("bounce_rate", "share"): (
        _complement("engaged_for_bounced"),
        _from("single_page", lambda f: _per(f["single_page"], f["sessions"])),
        AS_SHARE,
    ),
    ("ropo_share", "share"): (
        _from("online_base", lambda f: _per(f["researched_online"], f["online_visitors"])),
        _from("all_purchases_base", lambda f: _per(f["researched_online"], f["purchases"])),
        _complement("not_researched"),
        AS_SHARE,
    ),
    ("share_of_voice", "plain"): (
        _from("rivals_base", lambda f: _per(f["brand"], f["category"] - f["brand"])),
        _complement("rivals_for_brand"),
        AS_SHARE,
    ),
    ("average_basket", "plain"): (
        _from("basket_reversed", lambda f: _over(f["orders"], f["revenue"])),
        _from("per_customer", lambda f: _over(f["revenue"], f["customers"])),
        _from("per_item", lambda f: _over(f["revenue"], f["items"])),
    ),
    ("basket_size", "plain"): (
        _from("size_reversed", lambda f: _over(f["orders"], f["items"])),
        _from("items_per_customer", lambda f: _over(f["items"], f["customers"])),
        _from("different_products", lambda f: _over(f["products"], f["orders"])),
    ),
    ("store_conversion_rate", "share"): (
        _from("entries_over_purchases", lambda f: _over(f["entries"], f["purchases"])),
        ODDS,
        _complement("left_for_bought"),
        _from("items_for_tickets", lambda f: _per(f["items"], f["entries"])),
        AS_SHARE,
    ),
    ("up_sell_rate", "share"): (
        _from("cross_sold_counted", lambda f: _per(f["upgraded"] + f["cross_sold"], f["occasions"])),
        ODDS,
        _complement("as_planned"),
        AS_SHARE,
    ),
    ("digital_contact_share", "share"): (ODDS, _complement("other_channels"), AS_SHARE),
    ("mobile_share", "share"): (
        _from("tablets_counted", lambda f: _per(f["mobile"] + f["tablet"], f["all_sessions"])),
        ODDS,
        _complement("other_devices"),
        AS_SHARE,
    ),
}
"""By KPI and form."""
