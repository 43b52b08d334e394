"""What a learner is told after an answer: right or wrong and why, what was expected, and where to read it again."""

from __future__ import annotations

from typing import Any

from cxlearn import course
from cxlearn.language import current, format_number, pick, say
from cxlearn.questions import Item, Option, Part
from cxlearn.questions.turn import Turn
from cxlearn.widgets.term import short_reference

CHOICES = ("single", "multiple", "true_false")
PLACES = ("matching", "categorise")
_MOST_MISCONCEPTIONS = 3
_VERDICTS = ("right", "wrong", "text_none", "number_wrong")  # replies of grading that say no more than the verdict
_ONE_DECIMAL = 0.05  # a tolerance that rounding to one decimal needs
_STEM = 70  # letters of a question that remind the learner of it


def tone(turn: Turn, language: str) -> str:
    """``"right"``, ``"partly"`` or ``"wrong"``."""
    mark, _ = turn.mark(language)
    # Something right and something wrong may come to no points at all; choosing everything is no choice.
    found = any(part.right for part in mark.parts) and len(mark.parts) < len(turn.item.options)
    return "right" if mark.kind == "right" else "partly" if mark.score > 0 or found else "wrong"


def feedback(turn: Turn, language: str, points: str) -> dict[str, Any]:
    """The verdict, then line by line what there is to learn. The answer itself only once the turn is over."""
    title, lines = say(f"quiz.{tone(turn, language)}", language), [_reply(turn, language)]
    if lines[0]["text"].startswith(title[:-1]):  # grading says the same, and more
        title = lines.pop(0)["text"]
    if turn.over:
        steps = pick(turn.item.explanation, language).split("\n")
        lines += [{"text": text} for text in (_expected(turn, language), *steps)]
    lines += [{"text": text, "quiet": True} for text in _where_to_read(turn, language)]
    shown = [line for line in lines if line["text"]]
    return {"tone": tone(turn, language), "title": title, "points": points, "lines": shown}


def options(turn: Turn, language: str) -> list[dict[str, str]]:
    """The options, or the gaps, as shown before an answer: nothing that gives the key away."""
    if turn.item.kind == "cloze":
        gaps = enumerate(turn.item.gaps, start=1)
        return [{"id": gap.id, "text": say("quiz.gap", language, number=number)} for number, gap in gaps]
    by_id = {option.id: option for option in turn.item.options}
    return [_row_of(by_id[name], turn.item, language) for name in turn.order]


def answered_options(turn: Turn, language: str) -> list[dict[str, str]]:
    """The options with what there is to say of those chosen, and, at the end, of those that should have been."""
    if turn.item.kind == "cloze":
        return _answered_gaps(turn, language)
    given = turn.tries[-1].response
    chosen = [given] if isinstance(given, str) else list(given or ())
    parts = {part.option: part for part in turn.mark(language)[0].parts if part.option in chosen}
    by_id = {option.id: option for option in turn.item.options}
    return [row | _told(by_id[row["id"]], parts.get(row["id"]), turn, language) for row in options(turn, language)]


def _answered_gaps(turn: Turn, language: str) -> list[dict[str, str]]:
    """The gaps with what there is to say of each; replies to what was typed stay in the language it was typed in."""
    (mark, told), gaps = turn.mark(language), {gap.id: gap for gap in turn.item.gaps}
    if not mark.parts:  # left open, as an exam may be
        key = {name: gap.accepted[language][0] for name, gap in gaps.items()}
        return [row | _sign("right", "missed", f"**{key[row['id']]}**", language) for row in options(turn, language)]
    rows = []
    for row, part in zip(options(turn, language), mark.parts, strict=True):
        tone, word = ("right", "option_right") if part.right else ("wrong", "option_wrong")
        answer = gaps[part.option].accepted[language][0]
        rather = f"{say('quiz.rather', language, answer=answer)} " if turn.over and not part.right else ""
        reply = "" if part.reply == say("grading.right", told) else part.reply
        rows.append(row | _sign(tone, word, f"{rather}{reply}".strip(), language) | {"lang": told})
    return rows


def number(value: float, language: str) -> str:
    """Points, with at most two decimals."""
    return format_number(round(value, 2), language=language)


def summary(chapter: str | None, turns: list[Turn], language: str) -> dict[str, Any]:
    """The score, what to read again by objective, what was misunderstood, and every question with its mark."""
    points, total = sum(turn.points for turn in turns), sum(turn.maximum for turn in turns)
    words = {"points": number(points, language), "maximum": number(total, language)}
    score = say("quiz.summary_score", language, count=total, **words)
    whole = say("quiz.summary_all" if points == total else "quiz.summary_mended", language)
    lists = {"objectives": _objectives(chapter, turns, language), "untangle": _misconceptions(turns, language)}
    return {
        "score": score if any(missed(turn) for turn in turns) else f"{score} {whole}",
        "lists": [{"title": say(f"quiz.{word}", language), "items": lines} for word, lines in lists.items() if lines],
        "title": say("quiz.items", language),
        "rows": [_row(turn, language) for turn in turns],
    }


def missed(turn: Turn) -> bool:
    """Whether it was not answered rightly in the end."""
    return not turn.right


def _row_of(option: Option, item: Item, language: str) -> dict[str, str]:
    row = {"id": option.id, "text": _text(option, item, language)}
    return row | ({"lang": option.spoken} if option.spoken else {})


def _text(option: Option, item: Item, language: str) -> str:
    return say(f"quiz.option_{option.id}", language) if item.kind == "true_false" else pick(option.text, language)


def _told(option: Option, part: Part | None, turn: Turn, language: str) -> dict[str, str]:
    if part:
        tone = "right" if part.right else "wrong"
        return _sign(tone, f"option_{tone}", _why(part, option, turn, language), language)
    if turn.over and option.id in _key(turn.item):
        return _sign("right", "missed", pick(option.reply, language), language)
    return {}


def _sign(tone: str, word: str, reply: str, language: str) -> dict[str, str]:
    return {"tone": tone, "sign": say(f"quiz.{word}", language), "reply": reply}


def _key(item: Item) -> list[str]:
    """What should have been chosen: every right option, or the best of them."""
    if item.kind not in CHOICES:
        return []
    best = max(option.score for option in item.options)
    return [
        option.id for option in item.options if option.score > 0 and (item.kind == "multiple" or option.score == best)
    ]


def _why(part: Part, option: Option, turn: Turn, language: str) -> str:
    """The reply to an option; that of something to place is for when it was put elsewhere."""
    if turn.item.kind not in (*PLACES, "ordering"):
        return part.reply
    if part.right or not option.target:
        return "" if part.right else part.reply
    where = next((pick(target.text, language) for target in turn.item.targets if target.id == option.target), "")
    return f"{say('quiz.rather', language, answer=where)} {part.reply}" if turn.over and where else part.reply


def _reply(turn: Turn, language: str) -> dict[str, Any]:
    """What grading replies, when the verdict and the options do not say it already."""
    mark, told = turn.mark(language)
    known = [part.reply for part in mark.parts] + [say(f"grading.{word}", told) for word in _VERDICTS]
    return {"text": "" if mark.reply in known else mark.reply} | ({"lang": told} if told != language else {})


def _expected(turn: Turn, language: str) -> str:
    """The answer to what was typed, when it was not found; options say it themselves."""
    item, answer = turn.item, ""
    if not turn.right and item.kind == "short_text":
        answer = item.accepted[language][0]
    elif not turn.right and item.kind == "ordering":
        answer = " → ".join(pick(option.text, language).rstrip(".") for option in item.options)
    elif not turn.right and item.kind == "number" and item.answer is not None:
        # No more decimals than the question asked for.
        shown = round(item.answer, 1) if item.tolerance >= _ONE_DECIMAL else item.answer
        answer = f"{number(shown, language)} {item.unit}".strip()
    return say("quiz.expected", language, answer=answer) if answer else ""


def _where_to_read(turn: Turn, language: str) -> list[str]:
    item = turn.item
    section = section_title(item.section.partition(".")[0], item.section, language) if missed(turn) else ""
    works = [short_reference(name, language) for name in item.sources] if turn.over else []
    told = [say("quiz.read_again", language, section=section)] if section else []
    return told + [say("quiz.source", language, reference=f"{work['who']}, *{work['title']}*") for work in works]


def section_title(chapter: str | None, section: str, language: str) -> str:
    """A section as a learner finds it: its number and its title."""
    title = next((row[language] for row in _of_chapter(chapter, "sections") if row["id"] == section), "")
    return f"{section} {title}".strip()


def section_link(section: str, language: str) -> dict[str, str] | None:
    """A link that JupyterLab follows to a section, for ``sectionLink`` in the page; None without such a section.

    The learner's folder holds the lessons in the language in force, whatever that of the widget is.
    """
    spoken, chapter = current(), section.partition(".")[0]
    row: dict[str, Any] = next((row for row in course.chapters() if row["id"] == chapter), {"sections": []})
    told = next((one for one in row["sections"] if one["id"] == section), None)
    if told is None:
        return None
    heading = f"{int(section.partition('.')[2] or 0)}. {told[spoken]}".replace(" ", "-")
    text = say("quiz.read_again", language, section=f"{section} {told[language]}")
    return {"text": text, "path": f"{chapter}_{row['slug'][spoken]}.ipynb", "id": f"#{heading}"}


def _of_chapter(chapter: str | None, field: str) -> list[dict[str, str]]:
    return [entry for row in course.chapters() if course.within(row["id"], chapter) for entry in row.get(field, [])]


def _objectives(chapter: str | None, turns: list[Turn], language: str) -> list[str]:
    """For each objective not fully met: its words, its points, and the sections to read again."""
    told = []
    for row in _of_chapter(chapter, "objectives"):
        mine = [turn for turn in turns if turn.item.objective == row["id"]]
        sections = dict.fromkeys(section_title(chapter, turn.item.section, language) for turn in mine if missed(turn))
        if sections:
            read = say("quiz.read_again", language, section=", ".join(sections))
            told.append(f"{row[language]} ({_ratio(mine, language)}). {read}")
    return told


def _ratio(turns: list[Turn], language: str) -> str:
    points, total = sum(turn.points for turn in turns), sum(turn.maximum for turn in turns)
    return f"{number(points, language)}/{number(total, language)}"


def _misconceptions(turns: list[Turn], language: str) -> list[str]:
    """What replied to the misconceptions that the answers still betray, each once, after the question."""
    told: dict[str, str] = {}
    for turn in (turn for turn in turns if turn.tries and missed(turn)):
        mark, _ = turn.mark(language)
        betrayed = {option.id: option.misconception for option in turn.item.options}
        replies = [(betrayed.get(part.option), part.reply) for part in mark.parts if not part.right]
        replies += [(name, mark.reply) for name in mark.misconceptions if not mark.parts]  # slips in what was typed
        for name, reply in replies:
            if name:
                question = shortened(pick(turn.item.stem, language))
                told.setdefault(name, say("quiz.untangled", language, question=question, reply=reply))
    return list(told.values())[:_MOST_MISCONCEPTIONS]


def _row(turn: Turn, language: str) -> dict[str, str]:
    found = tone(turn, language) if turn.tries else "none"
    word = say(f"quiz.row_{found}", language)
    return {
        "text": shortened(pick(turn.item.stem, language)),
        "mark": f"{word}, {_ratio([turn], language)}" if turn.tries else word,
        "tone": {"right": "right", "none": "quiet"}.get(found, "wrong"),
    }


def shortened(stem: str) -> str:
    """The first words of a question: cut between words, never at a space that holds two things together."""
    if len(stem) <= _STEM:
        return stem
    return stem[: stem.rfind(" ", 0, _STEM) if " " in stem[:_STEM] else _STEM].rstrip(" ,:;") + "…"
