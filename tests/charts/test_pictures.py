"""Every result has a picture: what it says aloud, the numbers beside it, its colours, and what cannot be drawn."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

import cxlearn as cx
from cxlearn.charts import style
from cxlearn.charts.periods import margins
from cxlearn.charts.picture import Picture
from cxlearn.kpi import KpiError
from cxlearn.kpi.customers import compound_churn
from cxlearn.language import CourseError, use

LANGUAGES = ("fr", "en")
ANSWERS = [10] * 30 + [9] * 20 + [8] * 20 + [7] * 10 + [6] * 5 + [3] * 10 + [0] * 5

RESULTS = {
    "nps": lambda: cx.nps(ANSWERS),
    "nps, one answer": lambda: cx.nps([10]),
    "nps from counts": lambda: cx.nps.from_counts(detractors=20, passives=30, promoters=50),
    "nps weighted": lambda: cx.nps([10, 9, 3], weights=[1, 2, 0.5]),
    "csat": lambda: cx.csat([5, 4, 1]),
    "csat yes/no": lambda: cx.csat([True, False, True], scale="yes/no"),
    "csat of a slider": lambda: cx.csat([3, 80, 99], scale=(0, 100), satisfied=(80, 100)),
    "csat from counts": lambda: cx.csat.from_counts(satisfied=74, total=107),
    "ces mean": lambda: cx.ces([1, 2, 5], version=1, aggregate="mean"),
    "ces mean without spread": lambda: cx.ces([2, 2], version=1, aggregate="mean"),
    "ces net": lambda: cx.ces([1, 4, 7, 7], version=2, aggregate="net"),
    "ces agree": lambda: cx.ces([1, 4, 7, 7], version=2, aggregate="agree"),
    "rate": lambda: cx.conversion_rate(buyers=250, visitors=5000),
    "rate of nothing": lambda: cx.conversion_rate(buyers=0, visitors=9),
    "amount": lambda: cx.average_basket(revenue=5200, orders=100),
    "amount of nothing": lambda: cx.average_basket(revenue=0, orders=3),
    "items": lambda: cx.basket_size(items=250, orders=100),
    "share without interval": lambda: cx.share_of_voice(brand=3, category=10),
    "time": lambda: cx.time_to_resolution(["2025-03-03"] * 3, ["2025-03-04", "2025-03-06", None]),
    "lifetime now": lambda: cx.lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin="now"),
    "lifetime later": lambda: cx.lifetime_value(
        margin=100, retention=cx.retention_rate(start=100, end=95, new=15), discount=0, first_margin="after_one_period"
    ),
    "lifetime of a loss": lambda: cx.lifetime_value(margin=-5, retention=0.8, discount=0.1, first_margin="now"),
    "compound churn": lambda: compound_churn(0.05, periods=12),
    "compound churn for ever": lambda: compound_churn(0.001, periods=400),
    "comparison": lambda: cx.compare(cx.nps(ANSWERS), cx.nps([9, 3, 8])),
    "comparison without spread": lambda: cx.compare(cx.nps([10]), cx.nps([10])),
    "comparison of means": lambda: cx.compare(*[cx.ces([1, 5], version=1, aggregate="mean")] * 2),
    "experiment": lambda: cx.ab_test(successes=(250, 200), trials=(5000, 5000)),
}


def drawn(picture):
    """The image of a picture, as a tree."""
    html = picture._repr_html_()
    return ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])


def words(picture):
    return " ".join("".join(text.itertext()) for text in drawn(picture).iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RESULTS)
def test_every_result_is_drawn_and_said_in_both_languages(kind, language):
    picture = RESULTS[kind]().plot(language)
    assert isinstance(picture, Picture)
    image = drawn(picture)
    assert image.get("role") == "img"
    assert image.get("aria-label") == picture.alternative == repr(picture)
    html = picture._repr_html_()
    assert f'lang="{language}"' in html
    assert "{" not in picture.alternative + picture.caption
    assert not re.search(r"\bnan\b", html)
    assert all(len(row) == len(picture.head) for row in picture.rows)


def test_the_language_in_force_is_taken_when_the_picture_is_asked_for():
    result = cx.nps(ANSWERS)
    use("fr")
    french = result.plot()
    use("en")
    assert "Diagramme en barres" in french.alternative
    assert "passifs" in words(french)
    assert "passives" in words(result.plot())


def test_a_picture_of_the_nps_names_its_groups_its_points_and_its_interval():
    said = words(cx.nps(ANSWERS).plot("fr"))
    for text in (
        "NPS\u202f: 30,0 points",
        "détracteurs",
        "20,0\u202f%",
        "30,0\u202f%",
        "50,0\u202f%",
        "de 14,1 à 44,2",
    ):
        assert text in said
    assert "−100" in said
    assert ".0" not in said


def test_the_table_holds_the_numbers_of_the_picture():
    picture = cx.nps(ANSWERS).plot("en")
    assert picture.head == ("Answer", "Answers", "Share")
    assert picture.rows[10] == ("10", "30", "30%")
    assert picture.rows[-1] == ("NPS: 30.0 points", "100", "14.1 to 44.2")
    assert picture._repr_html_().count('<th scope="row"') == 12


def test_a_lifetime_adds_up_to_its_value():
    for moment in ("now", "after_one_period"):
        value = cx.lifetime_value(margin=100, retention=0.8, discount=0.1, first_margin=moment)
        assert sum(margins(value)) == pytest.approx(value.value)
        later = 100 * (0.8 / 1.1) ** (10 if moment == "now" else 11) / (1 - 0.8 / 1.1)
        assert margins(value)[-1] == pytest.approx(later)


def test_the_picture_of_a_churn_ends_at_what_is_left():
    assert compound_churn(0.05, periods=12).plot("en").rows[-1] == ("12", "54.0%")
    assert compound_churn(0.05, periods=12).plot("en").rows[0] == ("0", "100.0%")


@pytest.mark.parametrize("engine", ["pandas", "polars", "lazy"])
def test_the_groups_of_a_table_are_drawn_below_one_another(engine):
    data = {"shop": ["Lyon", "Lyon", "Brest"], "year": [1, 2, 1], "note": [10, 9, 3]}
    frame = pytest.importorskip("pandas" if engine == "pandas" else "polars").DataFrame(data)
    table = cx.kpi_table(frame.lazy() if engine == "lazy" else frame, by=["shop", "year"], nps="note")
    picture = cx.plot_table(table, language="en")
    assert [row[0] for row in picture.rows] == ["Brest, 1", "Lyon, 1", "Lyon, 2"]
    assert picture.rows[0][1] == "−100.0 points"
    assert "Hollow point" in picture.caption
    assert "Brest, 1" in words(picture)
    everybody = cx.plot_table(cx.kpi_table(frame, csat=("note", {"scale": (0, 10), "satisfied": (9, 10)})), "csat")
    assert len(everybody.rows) == 1


def test_groups_without_answers_are_left_out_of_the_picture():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"shop": ["a", "b"], "note": [9, None]})
    assert [row[0] for row in cx.plot_table(cx.kpi_table(frame, by="shop", nps="note")).rows] == ["a"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(language):
    use(language)
    pandas = pytest.importorskip("pandas")
    table = cx.kpi_table(pandas.DataFrame({"note": [9]}), nps="note")
    nobody = cx.kpi_table(pandas.DataFrame({"note": [None]}, dtype=float), nps="note")
    for wrong, word in (
        (lambda: cx.nps([]).plot(), cx.nps([]).reason),
        (lambda: cx.conversion_rate(buyers=0, visitors=0).plot(), "0"),
        (lambda: cx.lifetime_value(margin=1, retention=1, discount=0, first_margin="now").plot(), ""),
        (lambda: cx.compare(cx.nps([]), cx.nps([1])).plot(), ""),
        (lambda: cx.plot_table(table, "nsp"), '"nps"'),
        (lambda: cx.plot_table(pandas.DataFrame({"note": [9]})), "kpi_table"),
        (lambda: cx.plot_table([1, 2]), "list"),
        (lambda: cx.plot_table(nobody), ""),
    ):
        with pytest.raises(KpiError) as refused:
            wrong()
        assert word in str(refused.value)


def test_a_picture_is_saved_dark_on_white(tmp_path):
    picture = cx.nps(ANSWERS).plot("en")
    for name in ("nps.png", "nps.svg"):
        picture.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    for wrong in (tmp_path / "none" / "nps.png", tmp_path / "nps.doc"):
        with pytest.raises(CourseError, match=r"ends in .png, .svg or .pdf"):
            picture.save(wrong)


def test_two_pictures_on_a_page_share_no_id_and_style_nothing_but_themselves():
    result = cx.nps(ANSWERS)
    first, second = (set(re.findall(r' id="([^"]+)"', result.plot()._repr_html_())) for _ in range(2))
    assert first
    assert not first & second
    assert "<style" not in result.plot()._repr_html_()


# --- colours


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("page", ["#ffffff", "#111111", "#212121"])
@pytest.mark.parametrize("rank", style.COLOURS)
def test_each_colour_stands_out_from_light_and_dark_pages(rank, page):
    lighter, darker = sorted((luminance(style.COLOURS[rank]), luminance(page)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_what_is_written_takes_the_colour_of_the_page():
    html = cx.nps(ANSWERS).plot()._repr_html_()
    assert style.INK not in html
    texts = re.findall(r"<text[^>]*>", html)
    assert texts
    assert all("currentColor" in text for text in texts)


def test_in_grey_the_groups_differ_by_hatching_and_filling():
    html = cx.nps(ANSWERS).plot()._repr_html_()
    assert "<pattern" in html  # detractors
    assert f"fill: none; stroke: {style.COLOURS['middle']}" in html  # passives
    assert f"fill: {style.COLOURS['high']}; stroke: {style.COLOURS['high']}" in html  # promoters


# --- what is loaded when


def fresh(program):
    """What a new interpreter prints."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.strip()


def test_a_picture_can_be_asked_for_right_after_the_import_and_only_then_matplotlib_is_loaded():
    program = """
import sys, cxlearn as cx, cxlearn.kpi
print("matplotlib" in sys.modules)
picture = cx.nps([10, 3]).plot("en")
print("matplotlib" in sys.modules)
picture._repr_html_()
print("matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules)
"""
    assert fresh(program).split() == ["False", "False", "True", "False"]


def test_without_the_face_a_sentence_shows_the_way():
    program = """
from cxlearn.kpi import nps
try:
    nps([10, 3]).plot()
except ValueError as error:
    print(error)
"""
    assert "import cxlearn as cx" in fresh(program)
