"""The key of a question: each way in which it could not be graded fairly is named, and a sound one passes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from sample_items import ROWS, both, option

from cxlearn.authoring.items import item_problems

BY_KIND = {row["kind"]: row for row in ROWS}


def changed(kind: str, **changes: Any) -> dict[str, Any]:
    return deepcopy(BY_KIND[kind]) | changes


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_sound_question_passes(row: dict[str, Any]) -> None:
    assert list(item_problems(row)) == []


def gap(name: str, **more: Any) -> dict[str, Any]:
    words = {"fr": [f"{name} fr"], "en": [f"{name} en"]}
    return {"id": name, "accepted": words, "reply": both("why")} | more


SENTENCE = {"fr": "De [[low]] à [[high]].", "en": "From [[low]] to [[high]]."}
UNSOUND = [
    (changed("ordering", options=[option("one"), option("two")]), "among 3 to 7 options"),
    (changed("ordering", options=[option(f"n{n}") for n in range(8)]), "among 3 to 7 options"),
    (changed("ordering", options=[option("a"), option("b"), option("c", score=1)]), "neither score nor target"),
    (changed("ordering", options=[option("a"), option("b"), option("c", target="a")]), "neither score nor target"),
    (changed("ordering", options=[option("a"), option("b"), option("c") | {"text": both("a")}]), "both 'a (fr)'"),
    (changed("ordering", options=[option("a"), option("b"), option("a")]), "two of its options are called 'a'"),
    (changed("cloze", gaps=[]), "needs a `sentence` and its `gaps`"),
    ({name: value for name, value in BY_KIND["cloze"].items() if name != "sentence"}, "needs a `sentence`"),
    (changed("cloze", gaps=[gap("low")]), "the French sentence needs each gap once, as [[low]]"),
    (changed("cloze", gaps=[gap("low"), gap("high"), gap("mid")]), "the English sentence needs each gap once"),
    (changed("cloze", sentence=SENTENCE | {"en": "[[low]] [[low]] [[high]]"}), "the English sentence needs each gap"),
    (changed("cloze", gaps=[gap("low"), gap("low")]), "two of its gaps are called 'low'"),
    (
        changed("cloze", sentence=SENTENCE | {"en": "Low en [[low]] [[high]]."}, gaps=[gap("low"), gap("high")]),
        "'low en' is to be filled in, and stands in the question",
    ),
    (
        changed("cloze", gaps=[gap("low", slips=[{"id": "slip", "value": 1, "reply": both("no")}]), gap("high")]),
        "every slip of a gap needs its `texts`",
    ),
    (changed("single", gaps=[gap("low")]), "only a cloze"),
    (changed("short_text", sentence=SENTENCE), "only a cloze"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "said"), UNSOUND)
def test_what_could_not_be_graded_fairly_is_named(row: dict[str, Any], said: str) -> None:
    assert any(said in sentence for sentence in item_problems(row)), list(item_problems(row))
