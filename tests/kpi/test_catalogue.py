"""The catalogue is complete in both languages, and says what the calculators do."""

from pathlib import Path

import pytest

from cxlearn import course, kpi
from cxlearn.kpi import customers, service, shop, survey, traffic
from cxlearn.kpi.catalogue import kpis
from cxlearn.kpi.count_mistakes import COUNTING
from cxlearn.kpi.counts import Figure, Measure
from cxlearn.kpi.mistakes import MISTAKES
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.result import Result
from cxlearn.language import say, use

LANGUAGES = ("fr", "en")
HELPING = {"compound_churn"}  # a step from one figure to another, and no figure of its own
FIGURES = [
    kpi.nps([9, 10, 3]),
    kpi.csat([5, 4, 1]),
    kpi.ces([5, 4, 1], version=2, aggregate="mean"),
    customers.retention_rate(start=10, end=9, new=1),
    customers.churn_rate(lost=2, start=10, window=90),
    customers.compound_churn(0.05, periods=12),
    customers.repurchase_rate(repeat_customers=2, customers=10, window=365),
    customers.lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin="now"),
    customers.lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin="after_one_period"),
    customers.referral_rate(referred=2, total=10),
    customers.referral_rate(referred=2.5, total=10, counted_in="revenue"),
    service.first_contact_resolution(resolved_first=7, contacts=10, base="net"),
    service.time_to_resolution(["2025-03-03", "2025-03-03"], ["2025-03-04", None]),
    service.self_care_rate(self_served=3, assisted=7),
    traffic.conversion_rate(buyers=3, visitors=10, counted_in="sessions"),
    traffic.cart_abandonment_rate(orders=3, carts=10, since="checkout"),
    traffic.bounce_rate(engaged=3, sessions=10),
    traffic.ropo_share(researched_online=3, offline_purchases=10),
    traffic.share_of_voice(brand=3, category=10, medium="TV"),
    traffic.average_basket(revenue=99.9, orders=3),
    traffic.digital_contact_share(digital=3, all_contacts=10),
    traffic.mobile_share(mobile=3, all_sessions=10, counted_in="orders"),
    shop.basket_size(items=7, orders=3),
    shop.store_conversion_rate(purchases=3, entries=10, counted_in="groups"),
    shop.up_sell_rate(upgraded=3, occasions=10, base="offers"),
]


def calculators():
    """The public functions that make a figure."""
    modules = (survey, customers, service, shop, traffic)
    functions = {name: made for module in modules for name, made in vars(module).items() if _is_ours(made, module)}
    return {
        name for name, made in functions.items() if _returns(made) in {"Result", "Figure", "ResolutionTime"}
    } - HELPING


def _is_ours(thing, module):
    return getattr(thing, "__module__", "") == module.__name__ and getattr(thing, "__name__", "_")[0] != "_"


def _returns(function):
    return getattr(function, "__annotations__", {}).get("return")


def test_every_calculator_has_an_entry_and_every_entry_a_calculator():
    assert set(kpis()) == calculators()


def test_the_figures_of_this_test_are_all_of_them():
    assert {figure.definition.kpi for figure in FIGURES} == set(kpis())


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.definition.kpi)
def test_an_entry_says_what_its_calculator_does(figure):
    entry = kpis()[figure.definition.kpi]
    assert entry.direction in {figure.direction, "depends"}
    assert entry.unit in {figure.unit, "scale"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.definition.kpi)
def test_a_figure_speaks_both_languages(figure, language):
    use(language)
    assert isinstance(figure, Result)
    for text in (repr(figure), figure._repr_html_(), figure.explain(), str(figure.definition)):
        assert text
        assert "{" not in text
    if isinstance(figure, Figure):
        assert repr(figure).startswith(kpis()[figure.definition.kpi].name())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_complete(language):
    for entry in kpis().values():
        texts = [entry.name(language), entry.question(language), entry.formula(language), entry.moment(language)]
        assert all(texts)
        assert entry.latex
        assert set(entry.stages) <= {"before", "during", "after"}
        assert entry.stages
        for mistake in entry.mistakes:
            assert mistake.name(language)
            assert mistake.sentence(language)


def test_every_entry_has_mistakes_and_they_are_code():
    for entry in kpis().values():
        assert entry.mistakes
        assert all(callable(mistake.formula) for mistake in entry.mistakes)
    assert {kpi for kpi, _ in MISTAKES | COUNTING} == set(kpis())


def test_every_form_of_a_figure_has_its_mistakes():
    assert {(f.definition.kpi, f.definition.form) for f in FIGURES if isinstance(f.definition, Measure)} == set(
        COUNTING
    )


def test_both_languages_say_different_things():
    for entry in kpis().values():
        assert entry.question("fr") != entry.question("en")
        assert entry.formula("fr") != entry.formula("en")


def test_sources_and_terms_exist():
    data = course.load()
    terms = {term["id"] for term in data["lexicon"]}
    for entry in kpis().values():
        assert set(entry.sources) <= set(data["references"])
        assert not entry.term or entry.term in terms


def test_a_figure_whose_origin_was_not_traced_says_so():
    use("en")
    for entry in kpis().values():
        assert ("no original work was traced" in repr(entry)) == (not entry.sources)


def test_a_rule_of_thumb_says_that_it_is_one():
    rules = {entry.id for entry in kpis().values() if entry.rule_of_thumb()}
    assert {"nps", "csat", "churn_rate"} <= rules
    for name in rules:
        assert kpis()[name].rule_of_thumb("en").endswith("No primary source: not to be taken for a standard.")
    use("en")
    assert "Rule of thumb: 80% and more" in repr(kpis()["csat"])


def test_no_word_of_these_rooms_is_left_over():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(kpi.__file__).parent.glob("*.py"))
    words = course.load()["interface"]
    measures = {f.definition.words: f.definition for f in FIGURES if isinstance(f.definition, Measure)}
    mistakes = {mistake.id for some in COUNTING.values() for mistake in some}
    for key in (key.removeprefix("kpi_counts.") for key in words if key.startswith("kpi_counts.")):
        kind, _, rest = key.partition("_")
        if kind in {"defined", "step"} and rest not in {"inputs", "carried"}:
            assert rest in measures
        elif kind == "mistake":
            assert rest.removesuffix("_name") in mistakes
        elif kind in {"exceeds", "below"} or key.startswith(("no_interval_", "no_merge_")):
            assert key.split("_", 1 if kind in {"exceeds", "below"} else 2)[-1] in measures
        elif kind not in {"input", "choice", "unit", "direction", "detail", "lacking"}:
            assert f'"{key}"' in code or f'kpi_counts.{key}"' in code


def test_the_catalogue_prints_as_a_table():
    use("en")
    printed = repr(kpis())
    assert printed.startswith("The 22 figures of the course")
    assert all(name in printed for name in kpis())
    html = kpis()._repr_html_()
    assert html.count('<th scope="row"') == len(kpis())
    assert "<caption>" in html
    use("fr")
    assert "Quelle part des visiteurs achète" in repr(kpis())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_prints_and_shows_as_a_card(language):
    use(language)
    for entry in kpis().values():
        assert entry.question() in repr(entry)
        assert "{" not in repr(entry)
        assert 'role="group"' in entry._repr_html_()
        assert entry._repr_latex_().startswith("$$")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("churn", "churn_rate"),
        ("NSP", "nps"),
        ("FCR", "first_contact_resolution"),
        ("taux d’attrition", "churn_rate"),
        ("CLV", "lifetime_value"),
        ("retention-rate", "retention_rate"),
    ],
)
def test_an_unknown_name_gets_the_nearest_one(asked, meant):
    use("en")
    with pytest.raises(KpiError, match=f'Did you mean "{meant}"') as refused:
        kpis()[asked]
    assert isinstance(refused.value, KeyError)
    assert asked not in kpis()
    assert kpis().get(asked) is None


def test_a_name_that_is_near_none_still_gets_an_answer():
    use("en")
    with pytest.raises(KpiError, match="All of them: nps, csat"):
        kpis()[42]


def test_the_trademark_notice_stands_with_the_nps():
    assert say("kpi_catalogue.nps_name", "en") == "NPS"
    assert (
        "registered trademarks"
        in next(t for t in course.load()["lexicon"] if t["id"] == kpis()["nps"].term)["longer"]["en"]
    )
