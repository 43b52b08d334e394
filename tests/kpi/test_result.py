"""A result prints as one line, shows as a card, and says how it was reckoned."""

import inspect
import re

import pytest

import cxlearn.kpi
from cxlearn import course, language
from cxlearn.kpi import ces, csat, nps

SPOKEN = ["fr", "en"]
FIGURES = {
    "nps": lambda: nps([0] * 20 + [8] * 30 + [10] * 50),
    "nps wald": lambda: nps([0, 8, 10] * 20, interval="wald"),
    "nps score": lambda: nps([0, 8, 10] * 20, interval="score"),
    "nps weighted": lambda: nps([0, 8, 10], weights=[1, 2, 0.5]),
    "nps counts": lambda: nps.from_counts(detractors=1, passives=2, promoters=3),
    "csat": lambda: csat([1, 2, 3, 4, 5, None]),
    "csat wald": lambda: csat([1, 2, 3, 4, 5], interval="wald"),
    "csat counts": lambda: csat.from_counts(satisfied=74, total=107),
    "csat yes/no": lambda: csat([True, False], scale="yes/no"),
    "ces mean": lambda: ces([1, 2, 3, 4, 5], version=1, aggregate="mean"),
    "ces one": lambda: ces([3], version=1, aggregate="mean"),
    "ces agree": lambda: ces([1, 7, 9], version=2, aggregate="agree", invalid="drop"),
    "ces net": lambda: ces([1, 4, 7], version=2, aggregate="net"),
    "empty": lambda: nps([]),
}


def test_it_prints_as_one_line_in_the_language_in_force():
    language.use("fr")
    assert (
        repr(FIGURES["nps"]()) == "NPS\u202f: 30,0 points · intervalle à 95\u202f%\u202f: de 14,1 à 44,2 · 100 réponses"
    )
    language.use("en")
    assert repr(FIGURES["nps"]()) == "NPS: 30.0 points · 95% interval: 14.1 to 44.2 · 100 answers"


def test_an_undefined_figure_says_why():
    language.use("en")
    assert repr(nps([])) == "NPS: undefined (there is no answer)"
    assert repr(nps([None, None])) == "NPS: undefined (every answer is missing or was left out) · 2 missing"


def test_its_arithmetic_holds_the_real_numbers():
    text = str(FIGURES["nps"]().explain("en"))
    for part in (
        "20 detractors, 30 passives, 50 promoters",
        "100 × (50 − 20) ÷ 100 = 30.0 points",
        "103",
        "15.075",
        "14.1",
    ):
        assert part in text
    assert "74 ÷ 107 = 69,2\u202f%" in FIGURES["csat counts"]().explain("fr")
    assert "(1 × 1 + 1 × 2 + 1 × 3 + 1 × 4 + 1 × 5) ÷ 5 = 3.00" in FIGURES["ces mean"]().explain("en")


def test_the_interval_of_a_share_can_be_reckoned_again_from_its_explanation():
    result = FIGURES["csat counts"]()
    numbers = re.search(r"= ([\d.]+)\. The margin is .* = ([\d.]+):", result.explain("en"))
    centre, half = map(float, numbers.groups())
    assert (centre - half, centre + half) == pytest.approx((result.low, result.high), abs=0.002)


def test_an_explanation_ends_a_cell_without_quotes():
    assert not repr(FIGURES["nps"]().explain()).startswith("'")


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("spoken", SPOKEN)
def test_every_figure_explains_and_shows_itself(name, spoken):
    language.use(spoken)
    result = FIGURES[name]()
    lines = str(result.explain()).splitlines()
    assert [line.split(".")[0] for line in lines] == [str(number + 1) for number in range(len(lines))]
    html = result._repr_html_()
    assert 'role="group"' in html
    assert "aria-label=" in html
    for text in (repr(result), html, *lines):
        assert not re.search(r"[{}]|\bnan\b|—", text)


def test_a_bounded_interval_says_so():
    assert "stops at" in nps([10] * 5).explain("en")


def test_the_definition_is_in_words():
    assert (
        nps([1]).definition.describe("en").startswith("NPS: share of promoters (9–10) minus share of detractors (0–6)")
    )
    assert "(4–5)" in str(csat([1]).definition)
    assert "version 1" in ces([1], version=1, aggregate="mean").definition.describe("fr")


def test_a_calculator_shows_its_own_signature_and_words():
    assert list(inspect.signature(nps).parameters)[:2] == ["answers", "weights"]
    assert next(iter(inspect.signature(nps.from_counts).parameters)) == "detractors"
    assert inspect.getdoc(csat).startswith("Customer satisfaction")


# --- the words themselves


def words():
    return {key: text for key, text in course.load()["interface"].items() if key.startswith("kpi.")}


def test_french_has_its_narrow_spaces_and_apostrophes():
    wrong = [
        key
        for key, text in words().items()
        if re.search(r"[ \u00a0][;:!?%»]|«[ \u00a0]|'", re.sub(r"'\w+'", "", text["fr"]))
    ]
    assert wrong == []


def test_both_languages_fill_the_same_places():
    for key, text in words().items():
        places = [set(re.findall(r"{(\w+)}", text[spoken])) for spoken in SPOKEN]
        assert places[0] == places[1], key


def test_every_public_name_is_documented():
    assert all(getattr(cxlearn.kpi, name).__doc__ for name in cxlearn.kpi.__all__)
