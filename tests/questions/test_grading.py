"""What holds for every kind of question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_items import KEY, MISSED, ROWS

from cxlearn import language as languages
from cxlearn.questions import bank, from_data, grade

ITEMS = [from_data(entry) for entry in ROWS]

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.complex_numbers()
    | st.just(...),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(max_size=5) | st.integers(), inner),
    max_leaves=8,
)


def known_words(item: Any) -> list[str]:
    return [part.id for part in (*item.options, *item.targets, *item.rubric)] + ["text", "met", "1,5"]


@given(st.sampled_from(ITEMS), ANYTHING, st.sampled_from(["fr", "en", None, "de"]))
def test_no_answer_upsets_grading(item: Any, answer: object, language: str | None):
    mark = grade(item, answer, language)
    assert 0 <= mark.score <= mark.maximum
    assert (mark.kind == "right") == (mark.score == mark.maximum)
    assert mark.reply or mark.kind == "wrong"


@given(st.sampled_from(ITEMS), st.data())
def test_no_mixture_of_an_items_own_words_upsets_grading(item: Any, data: st.DataObject):
    words = st.sampled_from(known_words(item))
    answer = data.draw(words | st.lists(words) | st.dictionaries(words, words | st.lists(words)))
    mark = grade(item, answer)
    assert 0 <= mark.score <= mark.maximum


ODD = [object(), datetime.now(UTC), range(3), print, {1, "a"}, 10**5000, "\ud800", b"", type]


@pytest.mark.parametrize("answer", ODD, ids=lambda answer: type(answer).__name__)
@pytest.mark.parametrize("item", ITEMS[:8], ids=lambda item: item.kind)
def test_odd_things_are_asked_back_or_not_right(item: Any, answer: object):
    assert grade(item, answer).kind in {"wrong", "error", "not_attempted"}


@pytest.mark.parametrize("answer", [None, ..., "", "  ", [], {}, ()])
@pytest.mark.parametrize("item", ITEMS[:8], ids=lambda item: item.kind)
def test_nothing_is_not_wrong(item: Any, answer: object):
    mark = grade(item, answer, "en")
    assert (mark.kind, mark.score, mark.reply) == ("not_attempted", 0, "No answer yet.")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("item", [item for item in ITEMS if item.id in KEY], ids=lambda item: item.id)
def test_the_key_is_right_and_a_miss_is_wrong(item: Any, language: str):
    key = "utilisabilité" if item.id == "ch01-text" and language == "fr" else KEY[item.id]
    assert grade(item, key, language).kind == "right"
    assert grade(item, MISSED[item.id], language).kind == "wrong"


def test_replies_are_in_the_language_in_force_unless_another_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(languages, "_in_force", "en")
    assert grade(ITEMS[0], None).reply == "No answer yet."
    assert grade(ITEMS[0], None, "fr").reply == "Pas encore de réponse."
    assert grade(ITEMS[0], None, "de").reply == "No answer yet."


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("item", bank(), ids=lambda item: item.id)
def test_the_key_of_every_question_of_the_course_is_graded_right(item: Any, language: str):
    for answer in keys(item, language):
        mark = grade(item, answer, language)
        assert (mark.kind, mark.score) == ("right", 1), answer


@pytest.mark.parametrize("item", bank(), ids=lambda item: item.id)
def test_every_slip_of_the_course_gets_its_own_reply(item: Any):
    for slip in item.slips:
        for language in ("fr", "en"):
            for typed in [slip.value] if slip.value is not None else slip.texts[language]:
                assert grade(item, typed, language).reply == slip.reply[language], typed


def keys(item: Any, language: str) -> list[Any]:
    if item.kind in {"single", "true_false"}:
        return [max(item.options, key=lambda option: option.score).id]
    if item.kind == "multiple":
        return [[option.id for option in item.options if option.score > 0]]
    if item.kind in {"matching", "categorise"}:
        return [{option.id: option.target for option in item.options if option.target}]
    if item.kind == "short_text":
        return list(item.accepted[language])
    if item.kind == "number":
        return [item.answer, languages.format_number(item.answer, 4, language)]
    return [{"text": "…", "met": [criterion.id for criterion in item.rubric]}]
