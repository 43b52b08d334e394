"""The company's tables as a learner meets them: whole, typed, described in both languages, and not to be spoilt."""

from html.parser import HTMLParser
from importlib.resources import files

import pandas as pd
import pytest

from cxlearn import casestudy, course
from cxlearn.casestudy import company
from cxlearn.language import CourseError, use

TABLES = ["customers", "touchpoints", "surveys", "orders", "tickets", "stores"]
SCALES = {"recommend": (0, 10), "satisfaction": (1, 5), "ease": (1, 7), "mood": (1, 5)}


@pytest.fixture(params=course.LANGUAGES)
def language(request):
    use(request.param)
    return request.param


def raw(name):
    path = files("cxlearn.course").joinpath("company", f"{name}.csv")
    with path.open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=str, keep_default_na=False)


def described():
    tables = course.load()["company"]["tables"]
    return {table["id"]: {column["id"]: column for column in table["columns"]} for table in tables}


@pytest.mark.parametrize("name", TABLES)
def test_every_value_of_the_file_reaches_the_learner(name, language):
    table, file = getattr(company(), name), raw(name).rename(columns={f"comment_{language}": "comment"})
    assert len(table) == len(file)
    for column in table:
        assert table[column].isna().equals(file[column].eq("")), column


@pytest.mark.parametrize("name", TABLES)
def test_the_dictionary_describes_exactly_the_columns_in_order(name, language):
    entries = company().dictionary(name)
    assert list(entries.index.get_level_values(1)) == list(getattr(company(), name).columns)
    assert not entries.isna().any(axis=None)


def test_the_whole_dictionary_has_every_table_in_order(language):
    assert list(company().dictionary().index.get_level_values(0).unique()) == TABLES


def test_the_dictionary_speaks_the_language_in_force():
    use("fr")
    french = company().dictionary("surveys")
    use("en")
    english = company().dictionary("surveys")
    assert "0 à 10" in french.loc[("surveys", "recommend"), "valeurs"]
    assert "0 to 10" in english.loc[("surveys", "recommend"), "values"]
    assert "kiosk = kiosk at the shop" in english.loc[("surveys", "mode"), "values"]


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_the_types_the_dictionary_states(name):
    table = getattr(company(), name)
    for column, spec in described()[name].items():
        dtype, kind = table[column].dtype, spec["type"]
        if kind in {"date", "moment"}:
            assert pd.api.types.is_datetime64_dtype(dtype), column
        elif kind == "category":
            assert list(dtype.categories) == [value["id"] for value in spec["values"]]
        else:
            assert str(dtype).startswith(casestudy._DTYPES[kind]), column


def test_answers_stay_on_their_scales():
    for table in (company().surveys, company().touchpoints):
        for column, (low, high) in SCALES.items():
            if column in table:
                assert (table[column].min(), table[column].max()) == (low, high)


def test_what_a_learner_does_to_a_table_stays_theirs():
    mine = company().surveys
    mine["recommend"] = 10
    del mine["ease"]
    mine.loc[:, "comment"] = "mine"
    mine["channel"] = mine["channel"].cat.rename_categories({"shop": "mine"})
    fresh = company().surveys
    assert fresh.recommend.nunique() == 11
    assert "ease" in fresh
    assert not fresh.comment.eq("mine").any()
    assert "shop" in fresh.channel.cat.categories


def test_the_company_cannot_be_changed():
    with pytest.raises(AttributeError):
        company().surveys = None
    with pytest.raises(AttributeError):
        company().mine = 1


def test_comments_are_in_the_language_in_force():
    use("fr")
    french = company().surveys.comment.dropna()
    use("en")
    english = company().surveys.comment.dropna()
    assert french.index.equals(english.index)
    assert french.str.contains(r"\b(?:le|la|les|une?|j’ai|de)\b", case=False).mean() > 0.6
    assert english.str.contains(r"\b(?:the|an?|i|it|of)\b", case=False).mean() > 0.6


@pytest.mark.parametrize(("given", "near"), [("custmers", "customers"), ("survey", "surveys"), ("Orders", "orders")])
def test_an_unknown_table_gets_the_nearest_name(given, near, language):
    for asked in (lambda: company().dictionary(given), lambda: getattr(company(), given)):
        with pytest.raises(CourseError, match=near):
            asked()


def test_a_name_like_no_table_gets_the_list():
    with pytest.raises(CourseError, match=", ".join(TABLES)):
        company().dictionary("zzzz")


def test_python_may_ask_what_the_company_has():
    assert not hasattr(company(), "_repr_png_")
    assert not hasattr(company(), "nothing")


def test_it_prints_its_tables_with_their_rows(language):
    printed = repr(company()).splitlines()
    assert len(printed) == 1 + len(TABLES)
    assert all(name in line for name, line in zip(TABLES, printed[1:], strict=True))
    assert "12" in printed[-1]


class Cells(HTMLParser):
    """Which tags came, with which scope and language."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.scopes, self.languages = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.scopes += [value for name, value in attrs if name == "scope"]
        self.languages += [value for name, value in attrs if name == "lang"]


def test_it_shows_as_a_table_that_a_screen_reader_can_read(language):
    cells = Cells(company()._repr_html_())
    assert cells.languages == [language]
    assert cells.tags.count("caption") == 1
    assert cells.scopes == ["col"] * 4 + ["row"] * len(TABLES)
