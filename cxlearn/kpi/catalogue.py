"""Every figure of the course with its question, its formula and its traps: lessons and questions are built on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Literal, TypeAlias

from cxlearn.kpi.card import card
from cxlearn.kpi.count_mistakes import COUNTING
from cxlearn.kpi.mistakes import MISTAKES, Mistake
from cxlearn.kpi.refusal import KpiError
from cxlearn.language import nearest, say

Stage: TypeAlias = Literal["before", "during", "after"]


@dataclass(frozen=True, slots=True, repr=False)
class Kpi:
    """One figure: what it asks, how it is made, when it serves. Its words are in ``interface/kpi_catalogue.yaml``.

    Attributes:
        id: its name in code, which is that of its calculator: ``cx.nps``.
        latex: its formula in LaTeX; :meth:`formula` says what the letters stand for.
        unit: ``"points"``, ``"percent"``, ``"scale"``, ``"money"``, ``"items"`` or ``"hours"``.
        direction: what is better: ``"higher"``, ``"lower"``, ``"neither"`` or ``"depends"``.
        stages: where in the customer journey it serves: ``"before"``, ``"during"``, ``"after"`` the purchase.
        has_rule: whether a rule of thumb is about; none has a primary source.
        sources: ids of ``references.yaml``.
        term: the id of its term in the lexicon, or "".
    """

    id: str
    latex: str
    stages: tuple[Stage, ...]
    unit: str = "percent"
    direction: str = "higher"
    has_rule: bool = False
    sources: tuple[str, ...] = ()
    term: str = ""

    def name(self, language: str | None = None) -> str:
        """Its name."""
        return self._said("name", language)

    def question(self, language: str | None = None) -> str:
        """The question it answers, or that is asked."""
        return self._said("question", language)

    def formula(self, language: str | None = None) -> str:
        """Its formula in words, with the letters of :attr:`latex`."""
        return self._said("formula", language)

    def moment(self, language: str | None = None) -> str:
        """The moment of the journey at which it is measured or used."""
        return self._said("moment", language)

    def rule_of_thumb(self, language: str | None = None) -> str | None:
        """What people take for a good value, with a word on where that comes from; None where there is no such rule."""
        if not self.has_rule:
            return None
        return f"{self._said('rule', language)}. {say('kpi_catalogue.rule_source_none', language)}"

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The known wrong ways to reckon it, each with its formula, name and sentence."""
        everything = (MISTAKES | COUNTING).items()
        found = {mistake.id: mistake for (kpi, _), some in everything if kpi == self.id for mistake in some}
        return tuple(found.values())

    def _said(self, part: str, language: str | None) -> str:
        return say(f"kpi_catalogue.{self.id}_{part}", language)

    def row(self, language: str | None = None) -> tuple[str, ...]:
        """Its name, question, unit, direction and stages, in words."""
        stages = ", ".join(say(f"kpi_catalogue.stage_{stage}", language) for stage in self.stages)
        unit, direction = (say(f"kpi_catalogue.{key}", language) for key in self._keys())
        return self.name(language), self.question(language), unit, direction, stages

    def lines(self, language: str | None = None) -> list[str]:
        """Everything about it but its name and its question, one point a line."""
        _, _, unit, direction, stages = self.row(language)
        labelled = {"formula": self.formula(language), "unit": unit, "direction": direction}
        labelled |= {"stage": f"{stages} ({self.moment(language)})", "rules": self.rule_of_thumb(language) or ""}
        labelled["mistakes"] = ", ".join(mistake.name(language) for mistake in self.mistakes)
        labelled["sources"] = ", ".join(self.sources) or say("kpi_catalogue.untraced", language)
        return [_labelled(label, text, language) for label, text in labelled.items() if text]

    def _keys(self) -> tuple[str, str]:
        return f"unit_{self.unit}", f"direction_{self.direction}"

    def __repr__(self) -> str:
        return "\n".join([f"{self.name()} ({self.id})", self.question(), *self.lines()])

    def _repr_html_(self) -> str:
        return card(self.name(), self.question(), self.lines())

    def _repr_latex_(self) -> str:
        return f"$${self.latex}$$"


def _labelled(label: str, text: str, language: str | None) -> str:
    return say("kpi_catalogue.labelled", language, label=say(f"kpi_catalogue.label_{label}", language), text=text)


class UnknownKpiError(KpiError, KeyError):
    """No figure has that name."""

    __str__ = Exception.__str__  # a KeyError would put its sentence in quotes


class Catalogue(Mapping[str, Kpi]):
    """All figures by id: ``cx.kpis()["nps"]``. It prints and shows as a table."""

    def __init__(self, kpis: tuple[Kpi, ...]) -> None:
        self._kpis = {kpi.id: kpi for kpi in kpis}

    def __getitem__(self, name: str) -> Kpi:
        """The figure of that id.

        Raises:
            UnknownKpiError: (a KeyError and a ValueError) for another name; it says the nearest one.
        """
        if name not in self._kpis:
            raise UnknownKpiError(self._unknown(name))
        return self._kpis[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kpis)

    def __len__(self) -> int:
        return len(self._kpis)

    def _unknown(self, name: object) -> str:
        known = {spelling.lower(): kpi.id for kpi in self._kpis.values() for spelling in _spellings(kpi)}
        near = known[nearest(name, known) or next(iter(known))]
        return say("kpi_catalogue.unknown", given=name, near=near, listed=", ".join(self))

    def __repr__(self) -> str:
        title = say("kpi_catalogue.title", count=len(self))
        width = max(map(len, self))
        return "\n".join([title, *(f"{kpi.id:<{width}}  {kpi.question()}" for kpi in self._kpis.values()), _hint()])

    def _repr_html_(self) -> str:
        heads = ("name", "question", "unit", "direction", "stage")
        top = "".join(f'<th scope="col" style="{_CELL}">{_head(head)}</th>' for head in heads)
        rows = "".join(_html_row(kpi) for kpi in self._kpis.values())
        title = escape(say("kpi_catalogue.title", count=len(self)))
        table = f"<table><caption>{title}</caption><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"
        return f"{table}<p>{escape(_hint())}</p>"


_CELL = "text-align:left"


def _head(head: str) -> str:
    return escape(say(f"kpi_catalogue.head_{head}"))


def _hint() -> str:
    return say("kpi_catalogue.hint", example="nps")


def _html_row(kpi: Kpi) -> str:
    name, *rest = map(escape, kpi.row())
    cells = "".join(f'<td style="{_CELL}">{cell}</td>' for cell in rest)
    return f'<tr><th scope="row" style="{_CELL}">{name}<br><code>{kpi.id}</code></th>{cells}</tr>'


def _spellings(kpi: Kpi) -> Iterator[str]:
    """What people may call it: its id, its names, its acronym."""
    yield kpi.id
    yield kpi.id.split("_")[0]
    for language in ("fr", "en"):
        name, _, acronym = kpi.name(language).partition(" (")
        yield from (name, acronym.rstrip(")")) if acronym else (name,)


@cache
def kpis() -> Catalogue:
    """The catalogue of all figures that the course calculates.

    Each has its names, question, formula, unit, direction, stage of the journey, rule of thumb, mistakes and sources.
    """
    return Catalogue(_KPIS)


_KPIS = (
    Kpi(
        "nps",
        r"\mathrm{NPS} = 100 \left( \frac{P}{n} - \frac{D}{n} \right)",
        ("after",),
        unit="points",
        has_rule=True,
        sources=("reichheld-2003", "rocks-2016", "keiningham-2007", "morgan-2006", "baehre-2022"),
        term="nps",
    ),
    Kpi(
        "csat",
        r"\mathrm{CSAT} = 100 \, \frac{S}{n}",
        ("during", "after"),
        has_rule=True,
        sources=("de-haan-2015",),
        term="csat",
    ),
    Kpi(
        "ces",
        r"\bar{x} = \frac{1}{n} \sum_i x_i \quad\text{|}\quad 100 \, \frac{E}{n} \quad\text{|}\quad "
        r"100 \left( \frac{E}{n} - \frac{H}{n} \right)",
        ("during", "after"),
        unit="scale",
        direction="depends",
        sources=("dixon-2010", "dixon-2013", "de-haan-2015"),
        term="ces",
    ),
    Kpi("retention_rate", r"100 \, \frac{E - N}{S}", ("after",), term="customer-retention-rate"),
    Kpi("churn_rate", r"100 \, \frac{L}{S}", ("after",), direction="lower", has_rule=True, term="churn-rate"),
    Kpi("repurchase_rate", r"100 \, \frac{B_2}{B_1}", ("after",)),
    Kpi(
        "lifetime_value",
        r"m \, \frac{r}{1 + i - r} \quad\text{|}\quad m \, \frac{1 + i}{1 + i - r}",
        ("before", "after"),
        unit="money",
        sources=("gupta-2003", "fader-2005"),
        term="clv",
    ),
    Kpi("referral_rate", r"100 \, \frac{F}{T}", ("after", "before")),
    Kpi("first_contact_resolution", r"100 \, \frac{R_1}{C}", ("after",), has_rule=True),
    Kpi("time_to_resolution", r"\frac{1}{n} \sum_i (r_i - o_i)", ("after",), unit="hours", direction="lower"),
    Kpi("self_care_rate", r"100 \, \frac{A}{A + B}", ("before", "during", "after")),
    Kpi("conversion_rate", r"100 \, \frac{B}{V}", ("during",)),
    Kpi("cart_abandonment_rate", r"100 \left( 1 - \frac{O}{C} \right)", ("during",), direction="lower"),
    Kpi(
        "bounce_rate",
        r"100 \left( 1 - \frac{G}{S} \right)",
        ("before",),
        direction="lower",
        sources=("google-analytics-nd",),
    ),
    Kpi("ropo_share", r"100 \, \frac{W}{P}", ("before", "during"), direction="neither"),
    Kpi("share_of_voice", r"100 \, \frac{b}{c}", ("before",)),
    Kpi("average_basket", r"\frac{R}{O}", ("during",), unit="money"),
    Kpi("basket_size", r"\frac{A}{O}", ("during",), unit="items"),
    Kpi("store_conversion_rate", r"100 \, \frac{T}{E}", ("during",)),
    Kpi("up_sell_rate", r"100 \, \frac{U}{O}", ("during", "after"), term="up-selling"),
    Kpi("digital_contact_share", r"100 \, \frac{D}{C}", ("before", "during", "after"), direction="neither"),
    Kpi("mobile_share", r"100 \, \frac{M}{S}", ("before", "during"), direction="neither"),
)
