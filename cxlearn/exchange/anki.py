"""Terms and questions as an Anki deck (.apkg), in French and in English side by side.

Every note has the id of its term or question for a GUID: importing a later export updates what is there, keeps its
schedule, and doubles nothing. Two decks, one for each language; a learner keeps the one they want.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxlearn import course, lexicon
from cxlearn.exchange.content import Content, beside
from cxlearn.language import CourseError, format_number, say
from cxlearn.lexicon import Term
from cxlearn.questions import Item, Option
from cxlearn.questions.turn import Turn

if TYPE_CHECKING:
    import genanki

LIMITS = ("credit", "typing", "hints", "misconceptions", "forms", "numbers", "history")
"""What Anki cannot carry; ``exchange.anki_limit_…`` says it."""

_TERM = ("Term", "Elsewhere", "Definition", "More", "About")
_ITEM = ("Stem", "Choices", "Expected", "Replies", "Hints", "Explanation", "About")
_GAP = re.compile(r"\[\[[^]]*]]")
_CSS = """
.card { max-width: 36em; margin: 0 auto; padding: 12px; font: 18px/1.5 system-ui, sans-serif; text-align: left;
  color: #1f1f1f; background: #fff; }
.nightMode.card, .nightMode .card { color: #eee; background: #111; }
.quiet { color: #595959; font-size: 15px; } .nightMode .quiet { color: #bbb; }
.right { color: #1b6e3c; } .nightMode .right { color: #7fd39b; }
.wrong { color: #a63a00; } .nightMode .wrong { color: #ffb38a; }
li { margin: 6px 0; } summary { cursor: pointer; } input#typeans { font-size: 18px; }
"""


def write(content: Content, path: Path, timestamp: float | None = None) -> list[str]:
    """Write the deck, and beside it a text that says what it holds and what Anki cannot carry.

    Args:
        content: what to take along.
        path: the ``.apkg`` file.
        timestamp: the time of the export, in seconds since 1970; by default now. A later one updates an earlier one.

    Returns:
        What that text says, line by line.

    Raises:
        CourseError: when genanki is not installed, or the file cannot be written.
    """
    genanki = _genanki()
    told = about(content)
    decks = [deck for language in course.LANGUAGES for deck in _decks(content, language, "<br>".join(told))]
    try:
        genanki.Package(decks).write_to_file(path, timestamp=timestamp)
    except OSError as error:
        raise CourseError(say("log.not_writable", path=path)) from error
    beside(path, told)
    return told


def about(content: Content) -> list[str]:
    """What the deck holds, and what it cannot."""
    limits = [f"– {say(f'exchange.anki_limit_{name}')}" for name in LIMITS]
    held = say("exchange.anki_about", terms=len(content.terms), items=len(content.items))
    return [held, say("exchange.anki_again"), say("exchange.anki_limits"), *limits]


def _genanki() -> Any:  # noqa: ANN401 -- a module
    try:
        import genanki
    except ImportError as error:
        raise CourseError(say("exchange.no_genanki", command='pip install "cxlearn[exchange]"')) from error
    return genanki


def _decks(content: Content, language: str, description: str) -> Iterator[genanki.Deck]:
    """A deck for each chapter, in one language."""
    entries: dict[str, list[genanki.Note]] = {}
    kinds = {name: _model(name, language) for name in ("term", "choice", "typed")}
    for term in content.terms:
        entries.setdefault(term.deck or term.chapter, []).append(_term_note(term, language, kinds["term"]))
    for item in content.items:
        model = kinds["typed" if item.kind in {"short_text", "number"} else "choice"]
        entries.setdefault(item.chapter, []).append(_item_note(item, language, model))
    titles = {row["id"]: row["title"][language] for row in course.chapters()}
    for chapter, notes in sorted(entries.items()):
        own = f"{chapter} {titles.get(chapter, '')}".strip()
        name = f"cxlearn::{say('exchange.language', language)}::{own}"
        deck = _genanki().Deck(_number("deck", language, chapter), name, description)
        for note in notes:
            deck.add_note(note)
        yield deck


def _model(name: str, language: str) -> genanki.Model:
    """A note type. Its number never changes; nor may the order of its fields, once published."""
    fields = _TERM if name == "term" else _ITEM
    templates = _TEMPLATES[name]
    words = {word: say(f"exchange.{word}", language) for word in ("ask_term", "ask_meaning", "ask_elsewhere", "hint")}
    wrap = f'<div lang="{language}">{{}}</div>'
    return _genanki().Model(
        _number("model", language, name),
        f"cxlearn – {say(f'exchange.model_{name}', language)} ({language})",
        fields=[{"name": field} for field in ("Id", *fields)],
        templates=[
            {
                "name": say(f"exchange.card_{card}", language),
                "qfmt": wrap.format(_filled(front, words)),
                "afmt": wrap.format(_filled(back, words)),
            }
            for card, (front, back) in templates.items()
        ],
        css=_CSS,
        sort_field_index=1,
    )


# [[word]] is one of the interface's; the rest is Anki's.
_MEANING = "<p><b>{{Term}}</b> <span class=quiet>{{Elsewhere}}</span></p><p>{{Definition}}</p>{{More}}{{About}}"
_REPLY = "{{Replies}}<p>{{Explanation}}</p>{{About}}"
_HINTS = "{{#Hints}}<details><summary>[[hint]]</summary>{{Hints}}</details>{{/Hints}}"
_TEMPLATES = {
    "term": {
        "recall": ("<p class=quiet>[[ask_term]]</p><p>{{Definition}}</p>{{type:Term}}",
                   f"<p>{{{{Definition}}}}</p>{{{{type:Term}}}}<hr id=answer>{_MEANING}"),
        "meaning": ("<p class=quiet>[[ask_meaning]]</p><p><b>{{Term}}</b></p>",
                    f"<p><b>{{{{Term}}}}</b></p><hr id=answer>{_MEANING}"),
        "elsewhere": ("{{#Elsewhere}}<p class=quiet>[[ask_elsewhere]]</p><p><b>{{Term}}</b></p>{{/Elsewhere}}",
                      f"<p><b>{{{{Elsewhere}}}}</b></p><hr id=answer>{_MEANING}"),
    },
    "choice": {"question": (f"<p><b>{{{{Stem}}}}</b></p>{{{{Choices}}}}{_HINTS}",
                            f"<p><b>{{{{Stem}}}}</b></p><hr id=answer>{{{{Expected}}}}{_REPLY}")},
    "typed": {"question": (f"<p><b>{{{{Stem}}}}</b></p>{{{{type:Expected}}}}<p>{{{{Choices}}}}</p>{_HINTS}",
                           f"<p><b>{{{{Stem}}}}</b></p>{{{{type:Expected}}}}<hr id=answer>{_REPLY}")},
}  # fmt: skip


def _filled(template: str, words: dict[str, str]) -> str:
    return re.sub(r"\[\[(\w+)]]", lambda found: words[found[1]], template)


def _term_note(term: Term, language: str, model: genanki.Model) -> genanki.Note:
    other = next(one for one in course.LANGUAGES if one != language)
    acronym, name, elsewhere = term.acronym.get(language, ""), term.term[language], term.term[other]
    synonyms = ", ".join(term.synonyms.get(language, ()))
    more = [term.longer.get(language, ""), term.example and say("cards.example", language, text=term.example[language])]
    apart = [text[language] for text in lexicon.confusions(term).values()]
    named = [say(f"exchange.{word}", language, names=names)
             for word, names in (("acronym", acronym), ("synonyms", synonyms)) if names]  # fmt: skip
    return _note(model, f"term:{term.id}:{language}", [
        term.id,
        _html(name),
        f'<span lang="{other}">{_html(elsewhere)}</span>' if elsewhere != name else "",
        _html(term.definition[language]),
        _paragraphs([text for text in more if text]) + _listed(map(_html, apart)),
        _quiet(named),
    ], [f"chapter_{term.chapter}"])  # fmt: skip


def _item_note(item: Item, language: str, model: genanki.Model) -> genanki.Note:
    about = [say("exchange.read", language, section=item.section)] if item.section else []
    about += [say("quiz.source", language, reference=_work(name, language)) for name in item.sources]
    tags = {"chapter": item.chapter, "kind": item.kind, "level": item.difficulty, "objective": item.objective}
    return _note(model, f"item:{item.id}:{language}", [
        item.id,
        _html(item.stem[language]) + _sentence(item, language),
        _choices(item, language),
        _expected(item, language),
        _replies(item, language),
        _listed(_html(hint.text[language]) for hint in item.hints),
        _html(item.explanation[language]),
        _quiet(about),
    ], [f"{name}_{value}" for name, value in tags.items()])  # fmt: skip


def _note(model: genanki.Model, guid: str, fields: list[str], tags: list[str]) -> genanki.Note:
    tagged = ["cxlearn", *(re.sub(r"\s", "_", tag) for tag in tags)]
    return _genanki().Note(model, fields, guid=f"cxlearn:{guid}", tags=tagged)


def _choices(item: Item, language: str) -> str:
    """What there is to choose, to place or to order, shuffled once and for all; the unit of a number."""
    if item.kind == "number":
        return _html(item.unit)
    shown = Turn(item, 0)
    by_id = {option.id: option for option in item.options}
    targets = [_html(target.text[language]) for target in shown.targets]
    listed = _listed((_option(by_id[name], item, language) for name in shown.order), "ol")
    where = f"<p class=quiet>{say('exchange.targets', language)}</p>{_listed(targets)}" if targets else ""
    return listed + where


def _option(option: Option, item: Item, language: str) -> str:
    return say(f"quiz.option_{option.id}", language) if item.kind == "true_false" else _html(option.text[language])


def _expected(item: Item, language: str) -> str:
    """The answer: what is typed, or every right option, or where each element belongs."""
    if item.kind == "number" and item.answer is not None:
        return _html(format_number(item.answer, language=language))
    if item.accepted:
        return _html(item.accepted[language][0])
    gaps = getattr(item, "gaps", ())
    if gaps:
        return _listed((_html(gap.accepted[language][0]) for gap in gaps), "ol")
    if _is_ordering(item):
        return _listed((_html(option.text[language]) for option in item.options), "ol")
    if item.kind == "open":
        rubric = _listed(_html(line.text[language]) for line in item.rubric)
        return f"<p>{_html(item.model_answer[language])}</p>{rubric}"
    return ""  # the replies say it


def _is_ordering(item: Item) -> bool:
    kind: str = item.kind
    return kind == "ordering"


def _replies(item: Item, language: str) -> str:
    """Every option with its verdict and its reply; then the known slips."""
    places = {target.id: target.text[language] for target in item.targets}
    rows = []
    for option in item.options if not _is_ordering(item) else ():
        belongs = places.get(option.target or "", "")
        right = option.score > 0 or bool(belongs)
        sign = "right" if right else "wrong"
        text = _option(option, item, language) + (f" → {_html(belongs)}" if belongs else "")
        mark = "✓" if right else "✗"
        rows.append(f"<span class={sign}>{mark} {text}</span><br>{_html(option.reply.get(language, ''))}")
    slips = [_html(slip.reply[language]) for slip in item.slips]
    known = f"<p class=quiet>{say('exchange.slips', language)}</p>{_listed(slips)}" if slips else ""
    more = item.accepted.get(language, [])[1:]
    also = f"<p>{say('exchange.also', language, texts=_html(', '.join(more)))}</p>" if more else ""
    return _listed(rows) + also + known


def _sentence(item: Item, language: str) -> str:
    """The sentence of a cloze, with a blank for each gap."""
    sentence = getattr(item, "sentence", {}).get(language, "")
    return "<br>" + _GAP.sub("____", _html(sentence)) if sentence else ""


def _work(name: str, language: str) -> str:
    work = course.load()["references"].get(name, {})
    return (
        _html(f"{work.get('authors', '')} ({course.dated(work, language)}), {work.get('title', '')}") if work else name
    )


def _html(text: str) -> str:
    """An author's text, which has emphasis, code and math only, as HTML."""
    safe = escape(text, quote=False)
    for mark, tag in ((r"\*\*([^*]+)\*\*", "b"), (r"\*([^*]+)\*", "i"), (r"`([^`]+)`", "code")):
        safe = re.sub(mark, rf"<{tag}>\1</{tag}>", safe)
    return re.sub(r"\$([^$]+)\$", r"\\(\1\\)", safe)


def _listed(rows: Iterable[str], tag: str = "ul") -> str:
    items = "".join(f"<li>{row}</li>" for row in rows)
    return f"<{tag}>{items}</{tag}>" if items else ""


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{_html(text)}</p>" for text in texts)


def _quiet(lines: Iterable[str]) -> str:
    return "".join(f"<p class=quiet>{line}</p>" for line in lines)


def _number(*parts: str) -> int:
    """A number that stays the same for these names, as Anki wants it for decks and note types."""
    return int.from_bytes(sha256("\x1f".join(("cxlearn", *parts)).encode()).digest()[:4], "big") | 1 << 31
