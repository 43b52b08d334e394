"""The tables: the same bytes each time, linked, flawed as told, and hiding what they are told to hide."""

import ast
import io
from pathlib import Path

import pandas as pd
import pytest
import yaml

import cxlearn
from cxlearn.authoring import company_data
from cxlearn.casestudy import company
from cxlearn.language import use

ROOT = Path(cxlearn.__file__).parent.parent
DICTIONARY = yaml.safe_load((ROOT / company_data.FOLDER / "dictionary.yaml").read_text(encoding="utf-8"))
FINDINGS = {row["id"]: row for row in DICTIONARY["findings"]}


@pytest.fixture(scope="module")
def made():
    return company_data.tables()


@pytest.fixture(scope="module")
def find():
    """What the code of a finding shows; both languages see the same."""

    def run(name):
        names = {"company": company(), "pd": pd}
        exec(FINDINGS[name]["code"], names)
        return names["shown"]

    return run


# --- the files


def test_the_same_seed_makes_the_same_bytes(made):
    assert company_data.tables() == made


def test_the_files_in_the_repository_are_those_it_makes(made):
    for path, content in made.items():
        assert (ROOT / path).read_bytes() == content, path


def test_they_are_small_and_plain(made):
    assert sum(map(len, made.values())) < 2_000_000
    for content in made.values():
        assert b"\r" not in content
        assert content.decode("utf-8").endswith("\n")


def test_no_chance_but_random_itself_is_used():
    tree = list(ast.walk(ast.parse(Path(company_data.__file__).read_text(encoding="utf-8"))))
    called = {ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)}
    assert {name for name in called if name.startswith("random.")} == {"random.Random"}
    assert not called & {"round", "set", "hash", "id"}
    assert not {name for name in called if name.endswith((".shuffle", ".gauss", ".randint", ".choice", ".uniform"))}


def test_words_that_exercises_search_for_stay_in_their_own_theme():
    comments = company_data._ingredients()["comments"]
    owners = {"price": ("prix", "price"), "wait": ("atten", "wait"), "contact": ("répét", "repeat")}
    for theme, texts in comments.items():
        for owner, (french, english) in owners.items():
            for text in texts:
                said = french in text["fr"].lower(), english in text["en"].lower()
                assert said[0] == said[1], text
                assert theme.startswith(owner) or not any(said), text
                assert all(said) or theme.split("_")[0] not in {"price", "wait"} or owner != theme.split("_")[0], text


def test_a_comment_says_the_same_in_both_languages(made):
    english = {text["fr"]: text["en"] for texts in company_data._ingredients()["comments"].values() for text in texts}
    surveys = pd.read_csv(io.BytesIO(made[company_data.FOLDER / "surveys.csv"])).dropna(subset=["comment_fr"])
    for said, translated in zip(surveys.comment_fr, surveys.comment_en, strict=True):
        first = max((text for text in english if said.startswith(text)), key=len)
        assert translated == " ".join(english[part] for part in (first, said[len(first) :].strip()) if part)


# --- the links


@pytest.mark.parametrize(
    ("table", "column", "target"),
    [
        ("touchpoints", "customer_id", "customers"),
        ("touchpoints", "order_id", "orders"),
        ("surveys", "customer_id", "customers"),
        ("surveys", "order_id", "orders"),
        ("surveys", "ticket_id", "tickets"),
        ("surveys", "store", "stores"),
        ("orders", "customer_id", "customers"),
        ("orders", "store", "stores"),
        ("tickets", "customer_id", "customers"),
        ("tickets", "order_id", "orders"),
    ],
)
def test_every_reference_leads_to_a_row(table, column, target):
    assert getattr(company(), table)[column].dropna().isin(getattr(company(), target)[column]).all()


def test_ids_are_given_once():
    whole = company()
    for ids in (whole.customers.customer_id, whole.orders.order_id, whole.tickets.ticket_id, whole.stores.store):
        assert ids.is_unique


def test_all_happens_within_eighteen_months():
    whole = company()
    for day in (whole.orders.date, whole.touchpoints.date, whole.surveys.experienced, whole.tickets.opened):
        assert day.min() >= pd.Timestamp("2024-01-01")
        assert day.max() < pd.Timestamp("2025-07-01")


def test_margin_is_part_of_what_was_paid():
    orders = company().orders
    assert (orders.margin > 0).all()
    assert (orders.margin < orders.revenue).all()


# --- the flaws


def test_some_lines_were_loaded_twice():
    assert company().touchpoints.duplicated().sum() >= 12
    assert company().surveys.duplicated().sum() == 8
    assert company().surveys.duplicated("survey_id").sum() == 8


def test_a_few_dates_are_impossible():
    surveys, tickets = company().surveys, company().tickets
    assert (surveys.drop_duplicates().answered < surveys.drop_duplicates().experienced).sum() == 6
    assert (tickets.closed < tickets.opened).sum() == 4


def test_some_answers_come_late():
    surveys = company().surveys.dropna(subset=["answered"])
    assert 0.02 < ((surveys.answered - surveys.experienced).dt.days > 30).mean() < 0.1


def test_some_tickets_are_open_and_some_of_those_forgotten():
    waiting = company().tickets.query("closed.isna()")
    assert 0.01 < len(waiting) / len(company().tickets) < 0.08
    assert (waiting.opened < pd.Timestamp("2025-01-01")).sum() >= 5


def test_tills_do_not_know_everybody():
    orders = company().orders
    assert 0.2 < orders[orders.channel == "shop"].customer_id.isna().mean() < 0.5
    assert orders[orders.channel != "shop"].customer_id.notna().all()


def test_kiosks_know_nobody_and_keep_only_answers():
    kiosk = company().surveys.query("mode == 'kiosk'")
    assert kiosk.customer_id.isna().all()
    assert kiosk.answered.notna().all()


def test_what_the_till_types_differs_from_what_people_type():
    card = company().customers.query("source == 'card'")
    assert card.last_name.str.isupper().all()
    assert 10 < (card.birth_year == 1900).sum() < 100
    assert (card.postcode.str.len() == 4).any()
    assert card.email.isna().mean() > 0.5


def test_nobody_answers_who_was_not_there():
    surveys = company().surveys
    silent = surveys[surveys.answered.isna()]
    assert silent[["recommend", "satisfaction", "ease", "comment"]].isna().all(axis=None)


# --- what is hidden


def test_each_chapter_has_its_finding_in_both_languages():
    assert {row["chapter"] for row in FINDINGS.values()} == {f"{n:02}" for n in range(1, 12)}
    assert all(row["fr"] and row["en"] for row in FINDINGS.values())


def test_01_the_ux_is_good_and_the_cx_is_not(find):
    shown = find("01-ux-high-cx-low")
    assert shown["ux"] >= 4.2
    assert shown["cx"] <= shown["ux"] - 0.4
    assert set(shown["worst"]) == {"contact", "collection", "return"}


def test_02_a_hand_over_doubles_the_exchanges_and_the_effort(find):
    shown = find("02-hand-over")
    assert shown.contacts[True] >= 2 * shown.contacts[False]
    assert shown.ease[True] <= shown.ease[False] - 1


def test_02_ropo_is_seen_where_the_person_is_recognised(find):
    shown = find("02-ropo-hidden")
    assert 3.5 * shown["account"] < shown["person"] < 0.3 * shown["purchases"]


def test_03_collection_is_the_pain_point_above_all_on_saturdays(find):
    shown = find("03-collection")
    assert shown["unhappy"].index[0] == "collection"
    assert shown["wait"][True] > 15 > 2 * shown["wait"][False]


def test_04_the_end_weighs_more_than_the_mean(find):
    shown = find("04-the-end")
    assert abs(shown["mean"][True] - shown["mean"][False]) < 0.15
    assert shown.recalled[True] >= shown.recalled[False] + 0.5


@pytest.mark.parametrize("kpi", ["nps", "csat"])
def test_05_every_channel_rises_and_the_whole_falls(find, kpi):
    shown = find("05-simpson")
    channels, whole = shown["channels"][kpi], shown["all"][kpi]
    assert len(channels) == 4
    assert (channels[2025] > channels[2024] + 5).all()
    assert whole[2025] < whole[2024] - 5
    assert shown["contact"][2025] > 4 * shown["contact"][2024]


def test_05_the_paradox_does_not_hang_on_the_lines_loaded_twice():
    surveys = company().surveys.dropna(subset=["recommend"])
    nps = 100 * ((surveys.recommend >= 9).astype(int) - (surveys.recommend <= 6).astype(int))
    year = surveys.experienced.dt.year
    channels = nps.groupby([surveys.channel, year], observed=True).mean().unstack()  # noqa: PD010
    assert (channels[2025] > channels[2024]).all()
    assert nps[year == 2025].mean() < nps[year == 2024].mean()


def test_05_churn_hangs_on_its_window(find):
    shown = find("05-window")
    assert shown["churn"][90] > shown["churn"][180] + 10 > shown["churn"][270] + 10
    assert 0.2 < shown["back"] < 0.3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_06_what_is_said_most_is_not_what_weighs_most(find, language):
    use(language)
    shown = find("06-frequent-is-not-grave")
    assert shown.n["price"] > 3 * max(shown.n["wait"], shown.n["repeat"])
    assert min(shown.n) >= 30
    assert shown.recommend["price"] > 7.5
    assert max(shown.recommend["wait"], shown.recommend["repeat"]) < 5.5


def test_07_by_email_the_unhappy_keep_silent(find):
    shown = find("07-silence")
    assert shown["satisfaction"]["email"] > shown["satisfaction"]["kiosk"] + 0.5
    assert shown["response"][False] > 2 * shown["response"][True]


def test_08_the_best_customers_are_cut_in_two(find):
    shown = find("08-two-ids")
    assert shown["share"] > 0.25
    assert shown["account"][True] <= shown["account"][False]
    assert shown["person"][True] > 1.25 * shown["person"][False]


def test_09_the_mean_hides_the_professionals(find):
    shown = find("09-professionals")
    assert shown["all"] > 10
    assert shown["nps"]["professional"] < -20
    assert shown["accounts"]["professional"] < 0.11
    assert shown["margin"]["professional"] > 0.18
    assert shown["orders"].loc["professional", 2025] < 0.7 * shown["orders"].loc["professional", 2024]


def test_10_engaged_teams_have_happier_customers(find):
    shown = find("10-engaged-teams")
    assert shown["correlation"] > 0.6
    assert shown["most"] > shown["least"] + 0.4


def test_11_a_first_wait_keeps_people_away(find):
    back = find("11-first-collection")["mean"]
    assert back["short"] > back["middle"] > back["long"]
    assert back["short"] > 2 * back["long"]
