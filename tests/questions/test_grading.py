"""What holds for every kind of question."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from answer_keys import keys
from hypothesis import given
from hypothesis import strategies as st
from sample_items import KEY, KEY_IN_FRENCH, MISSED, ROWS

from cxlearn import language as languages
from cxlearn.questions import bank, from_data, grade

ITEMS = [from_data(entry) for entry in ROWS]
KINDS = list({item.kind: item for item in reversed(ITEMS)}.values())

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
    return [part.id for part in (*item.options, *item.targets, *item.rubric, *item.gaps)] + ["text", "met", "1,5"]


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
    assert (mark.score == mark.maximum) == (mark.kind == "right")


@pytest.mark.parametrize("item", [item for item in [*ITEMS, *bank()] if item.kind == "multiple"], ids=lambda i: i.id)
def test_choosing_everything_never_wins(item: Any):
    mark = grade(item, [option.id for option in item.options])
    assert mark.kind == "wrong"
    assert mark.score < mark.maximum


TYPED = [item for item in [*ITEMS, *bank()] if item.kind in {"short_text", "cloze"}]


def disguised(text: str, data: st.DataObject) -> str:
    """The same words as somebody else would type them: other capitals, accents, spaces, quotes and hyphens."""
    letters = [letter.upper() if data.draw(st.booleans()) else letter.lower() for letter in text]
    if data.draw(st.booleans()):
        letters = list(unicodedata.normalize("NFD", "".join(letters)))
    if data.draw(st.booleans()):
        letters = [letter for letter in letters if not unicodedata.combining(letter)]
    quote, space = data.draw(st.sampled_from("'’‘`")), data.draw(st.sampled_from([" ", "  ", "\u00a0", "\u202f"]))
    changed = "".join({"’": quote, "'": quote, " ": space}.get(letter, letter) for letter in letters)
    return f"{data.draw(st.sampled_from(['', ' ', chr(9)]))}{changed}{data.draw(st.sampled_from(['', '  ']))}"


@given(st.sampled_from(TYPED), st.sampled_from(["fr", "en"]), st.data())
def test_a_right_typed_answer_stays_right_however_it_is_written(item: Any, language: str, data: st.DataObject):
    if item.kind == "short_text":
        answer: Any = disguised(data.draw(st.sampled_from(item.accepted[language])), data)
    else:
        answer = {g.id: disguised(data.draw(st.sampled_from(g.accepted[language])), data) for g in item.gaps}
    assert grade(item, answer, language).kind == "right", answer


ODD = [object(), datetime.now(UTC), range(3), print, {1, "a"}, 10**5000, "\ud800", b"", type]


@pytest.mark.parametrize("answer", ODD, ids=lambda answer: type(answer).__name__)
@pytest.mark.parametrize("item", KINDS, ids=lambda item: item.kind)
def test_odd_things_are_asked_back_or_not_right(item: Any, answer: object):
    assert grade(item, answer).kind in {"wrong", "error", "not_attempted"}


@pytest.mark.parametrize("answer", [None, ..., "", "  ", [], {}, ()])
@pytest.mark.parametrize("item", KINDS, ids=lambda item: item.kind)
def test_nothing_is_not_wrong(item: Any, answer: object):
    mark = grade(item, answer, "en")
    assert (mark.kind, mark.score, mark.reply) == ("not_attempted", 0, "No answer yet.")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("item", [item for item in ITEMS if item.id in KEY], ids=lambda item: item.id)
def test_the_key_is_right_and_a_miss_is_wrong(item: Any, language: str):
    key = KEY_IN_FRENCH if language == "fr" else KEY
    assert grade(item, key[item.id], language).kind == "right"
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
