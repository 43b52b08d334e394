"""The public face: light to import, and each of its names a thing to use, whatever else was imported."""

import inspect
import json
import pkgutil
import subprocess
import sys
from datetime import timedelta
from importlib import import_module

import pandas as pd
import pytest

import cxlearn as cx
from cxlearn.kpi import nps
from cxlearn.log import now
from cxlearn.questions import bank

HEAVY = [
    "IPython",
    "anywidget",
    "babel",
    "click",
    "fsrs",
    "ipywidgets",
    "matplotlib",
    "narwhals",
    "numpy",
    "pandas",
    "sqlalchemy",
]
# Each public name, and what a lesson gives it: a list is given as it is, a dict by name, a pair as both.
USES = {
    "basket_size": {"items": 7, "orders": 3},
    "digital_contact_share": {"digital": 3, "all_contacts": 10},
    "mobile_share": {"mobile": 3, "all_sessions": 10},
    "rfm": (
        [pd.DataFrame({"who": ["a"], "day": pd.to_datetime(["2025-03-03"]), "money": [9.9]})],
        {"customer": "who", "date": "day", "amount": "money"},
    ),
    "store_conversion_rate": {"purchases": 3, "entries": 10},
    "up_sell_rate": {"upgraded": 3, "occasions": 10},
    "ab_test": {"successes": (250, 200), "trials": (5000, 5000)},
    "ask": [bank("01")[0].id],
    "average_basket": {"revenue": 900.0, "orders": 12},
    "bootstrap": [nps([10, 9, 8, 3]), 100],
    "bounce_rate": {"engaged": 60, "sessions": 100},
    "cart_abandonment_rate": {"orders": 650, "carts": 3150},
    "cards": ["01"],
    "ces": {"answers": [7, 6, 2], "version": 2, "aggregate": "mean"},
    "check": ["01-1", ...],
    "churn_rate": {"lost": 20, "start": 100},
    "cohort_table": [pd.DataFrame({"customer_id": ["a"], "date": [pd.Timestamp("2025-01-02")]})],
    "company": [],
    "compound_churn": {"churn": 0.05, "periods": 12},
    "compare": [nps([10, 9, 8, 3]), nps([10, 2, 8, 3])],
    "conversion_rate": {"buyers": 5, "visitors": 100},
    "csat": [[5, 4, 1]],
    "exam": ["01"],
    "explore": ["ux-cx"],
    "first_contact_resolution": {"resolved_first": 70, "contacts": 100},
    "glossary": [],
    "hint": ["01-1"],
    "kpi_table": ([pd.DataFrame({"recommend": [10, 9, 8, 3]})], {"nps": "recommend"}),
    "kpis": [],
    "lifetime_value": {"margin": 100, "retention": 0.8, "discount": 0.1, "first_margin": "now"},
    "nps": [[10, 9, 8, 3]],
    "plot_table": [
        pd.DataFrame({"nps": [50.0], "nps_low": [30.0], "nps_high": [70.0], "nps_n": [9], "nps_low_n": [True]})
    ],
    "plan": [now().date() + timedelta(days=30)],
    "predict": ["01"],
    "progress": [],
    "quiz": ["01"],
    "referral_rate": {"referred": 10, "total": 100},
    "repurchase_rate": {"repeat_customers": 30, "customers": 100},
    "retention_rate": {"start": 100, "end": 95, "new": 15},
    "ropo_share": {"researched_online": 40, "offline_purchases": 100},
    "sample_size": {"kpi": "nps", "margin": 10},
    "scores": [["10 - très probable", "3"]],
    "self_care_rate": {"self_served": 40, "assisted": 60},
    "share_of_voice": {"brand": 12, "category": 100},
    "solution": ["01-1"],
    "task": ["01-1"],
    "term": ["cx"],
    "time_to_resolution": [["2026-01-01"], ["2026-01-03"]],
    "use": ["en"],
    "worksheet": ["01"],
}


def modules():
    names = (module.name for module in pkgutil.walk_packages(cx.__path__, "cxlearn."))
    return sorted(name for name in names if not name.endswith("__main__"))


def fresh(program):
    """What a new interpreter prints."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_importing_the_course_loads_nothing_heavy():
    program = f"import sys, cxlearn; print([name for name in {HEAVY} if name in sys.modules])"
    assert fresh(program).strip() == "[]"


def test_every_public_name_is_used_here():
    assert sorted(cx.__all__) == sorted(USES)
    assert dir(cx) == sorted(cx.__all__)


@pytest.mark.slow
def test_no_module_hides_a_public_name():
    program = f"""
import importlib, json, types
for name in {modules()}:
    importlib.import_module(name)
import cxlearn as cx
print(json.dumps([name for name in cx.__all__ if isinstance(getattr(cx, name), types.ModuleType)]))
"""
    assert json.loads(fresh(program)) == []


@pytest.mark.parametrize("name", sorted(USES))
def test_every_public_name_can_be_used(name):
    for module in modules():
        import_module(module)
    given = USES[name]
    by_place, by_name = given if isinstance(given, tuple) else ([], given) if isinstance(given, dict) else (given, {})
    getattr(cx, name)(*by_place, **by_name)


@pytest.mark.parametrize("name", sorted(USES))
def test_every_public_name_is_annotated_and_documented(name):
    public = getattr(cx, name)
    assert inspect.getdoc(public)
    assert "return" in inspect.get_annotations(public)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        cx.nothing_like_it  # noqa: B018


MISTAKES = {
    'cx.quiz("99")': "01",
    "cx.quiz([])": "01",
    'cx.ask("ch01-ask-ux-scop")': "ch01-ask-ux-scope",
    'cx.cards("91")': "01",
    'cx.predict("01x")': "01",
    'cx.exam("99")': "01",
    "cx.exam(minutes=0)": "20",
    'cx.exam("01", extra="a lot")': "1.33",
    'cx.worksheet("1")': "01",
    'cx.explore("ux")': "ux-cx",
    "cx.explore(3)": "ux-cx",
    "cx.explore({})": "ux-cx",
    "cx.predict([])": "01",
    "cx.worksheet([])": "01",
    "cx.check([], 3)": "01-",
    'cx.term("nsp")': "NPS",
    "cx.term(5)": "",
    'cx.task("01_2")': "01-2",
    "cx.task(1)": "-1",
    'cx.check("1-2", 3)': "01-2",
    'cx.hint("zz")': "01-",
    "cx.solution(None)": "01-",
    'cx.use("de")': "fr",
}


def test_a_mistake_in_a_cell_is_one_sentence_and_never_a_traceback():
    program = f"""
import json
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance(colors="NoColor")
shell.run_cell("import cxlearn as cx; cx.use('en')")
said = {{}}
for cell in {list(MISTAKES)}:
    with capture_output() as shown:
        shell.run_cell(cell)
    said[cell] = shown.stdout + shown.stderr
print(json.dumps(said))
"""
    for cell, said in json.loads(fresh(program).splitlines()[-1]).items():
        sentence = said.strip()
        assert sentence, cell
        assert "Traceback" not in sentence, sentence
        assert "\n" not in sentence, sentence
        assert MISTAKES[cell] in sentence, sentence
