"""Anki: the deck as it is written, and as Anki itself, in an environment of its own, imports it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cxlearn import cli, language
from cxlearn.exchange import anki
from cxlearn.exchange.content import Content, content

ANKI = Path(sys.prefix) / "anki" / "bin" / "python"
# Runs in Anki's environment: imports decks one after the other into one collection, and tells what is then there.
IMPORT = """
import json, sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
collection = Collection(sys.argv[1])
told = []
for package in sys.argv[2:]:
    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    notes = {}
    for number in collection.find_notes(""):
        note = collection.get_note(number)
        notes[note.guid] = [note.note_type()["name"], list(note.fields), note.tags, len(note.cards()),
                            note.cards()[0].question(), note.cards()[0].answer()]
    told.append({"notes": notes, "cards": collection.card_count(), "new": len(log.new), "updated": len(log.updated),
                 "decks": [deck.name for deck in collection.decks.all_names_and_ids()]})
collection.close()
print(json.dumps(told))
"""


@pytest.fixture(autouse=True)
def english():
    language.use("en")


def changed(whole: Content) -> Content:
    """The same course a week later: one term and one question say something else, one question is new."""
    term = replace(whole.terms[0], definition={"fr": "Autrement dit.", "en": "In other words."})
    item = replace(whole.items[0], explanation={"fr": "Mieux.", "en": "Better."})
    new = replace(whole.items[1], id="ch01-brand-new")
    return replace(whole, terms=(term, *whole.terms[1:]), items=(item, *whole.items[1:], new))


@pytest.mark.slow
def test_anki_imports_the_deck_and_a_later_one_updates_it_and_doubles_nothing(tmp_path):
    assert ANKI.exists(), "Anki is not installed in .venv/anki: run make test, which installs it where it can"
    whole = content()
    first, second = tmp_path / "first.apkg", tmp_path / "second.apkg"
    anki.write(whole, first, timestamp=1_700_000_000)
    anki.write(changed(whole), second, timestamp=1_700_600_000)
    command = [ANKI, "-c", IMPORT, tmp_path / "collection.anki2", first, second, second]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    before, after, again = json.loads(ran.stdout.splitlines()[-1])  # Anki says when a slow machine blocked it

    count = 2 * (len(whole.terms) + len(whole.items))
    translated = sum(term.term["fr"] != term.term["en"] for term in whole.terms)
    assert len(before["notes"]) == before["new"] == count
    assert before["cards"] == 2 * (2 * len(whole.terms) + translated + len(whole.items))
    assert any(name.startswith("cxlearn::Français::01") for name in before["decks"])
    assert any(name.startswith("cxlearn::English::01") for name in before["decks"])

    assert set(after["notes"]) - set(before["notes"]) == {
        "cxlearn:item:ch01-brand-new:fr",
        "cxlearn:item:ch01-brand-new:en",
    }
    assert after["cards"] == before["cards"] + 2
    term, item = (f"cxlearn:{kind}:{one.id}:en" for kind, one in (("term", whole.terms[0]), ("item", whole.items[0])))
    assert "In other words." in after["notes"][term][1]
    assert "Better." in after["notes"][item][1]
    assert "In other words." not in before["notes"][term][1]
    assert again["notes"] == after["notes"]
    assert again["new"] == 0

    kind, _, tags, cards, question, answer = after["notes"][item]
    assert (kind, cards) == ("cxlearn – question (en)", 1)
    assert {"cxlearn", "chapter_01", f"kind_{whole.items[0].kind}"} <= set(tags)
    assert "Better." in answer
    assert "Better." not in question


def test_the_deck_holds_every_text_in_both_languages(tmp_path):
    pytest.importorskip("genanki")
    whole = content("01")
    decks = [deck for one in ("fr", "en") for deck in anki._decks(whole, one, "")]
    told = {note.guid: " ".join(note.fields) for deck in decks for note in deck.notes}
    for item in whole.items:
        for one in ("fr", "en"):
            texts = [item.stem, item.explanation, *(hint.text for hint in item.hints), *(o.reply for o in item.options)]
            missing = [
                text[one] for text in texts if anki._html(text[one]) not in told[f"cxlearn:item:{item.id}:{one}"]
            ]
            assert missing == [], item.id
    for term in whole.terms:
        assert anki._html(term.definition["fr"]) in told[f"cxlearn:term:{term.id}:fr"]


def test_what_an_author_writes_is_never_markup_but_emphasis_code_and_math():
    assert anki._html("a < b & *c* **d** `e` $x$") == r"a &lt; b &amp; <i>c</i> <b>d</b> <code>e</code> \(x\)"


def test_numbers_of_note_types_and_decks_never_change():
    assert anki._number("model", "fr", "term") == 2614073346
    assert anki._number("deck", "en", "01") == 3069163622


def test_what_anki_cannot_carry_is_said_on_screen_and_beside_the_deck(tmp_path, capsys):
    out = tmp_path / "deck.apkg"
    with pytest.raises(SystemExit) as left:
        cli.main(["export", "anki", "--chapter", "01", "--out", str(out), "--lang", "fr"])
    said = capsys.readouterr().out
    beside = (tmp_path / "deck.apkg.txt").read_text(encoding="utf-8")
    assert left.value.code == 0
    assert out.stat().st_size > 1000
    for told in (said, beside):
        assert "Ce qu’Anki ne peut pas emporter" in told
        assert told.count("\n– ") == len(anki.LIMITS)


def test_without_genanki_one_sentence_says_how_to_get_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(SystemExit) as left:
        cli.main(["export", "anki", "--out", str(tmp_path / "deck.apkg"), "--lang", "en"])
    complained = capsys.readouterr().err
    assert left.value.code == 1
    assert "cxlearn[exchange]" in complained
    assert complained.count("\n") == 1
