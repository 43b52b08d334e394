"""``cx.predict("01")``: the guess a lesson starts with, kept, and shown again at its end with the answer."""

from __future__ import annotations

from typing import Any

from cxlearn import course
from cxlearn.language import CourseError, format_date, format_number, nearest, parse_number, pick, say
from cxlearn.log import Event, learner_log
from cxlearn.questions.items import Item, from_data
from cxlearn.widgets.panel import Panel, script, style


def predict(chapter: str, language: str | None = None, *, reveal: bool = False) -> Predict:
    """Ask for a guess before anything is explained; at the lesson's end, show it again.

    Args:
        chapter: ``"01"``.
        language: ``"fr"`` or ``"en"``; by default the one in force.
        reveal: show the guess with the answer. Where no guess was made, the field is offered again.

    Raises:
        CourseError: when the chapter asks for no guess.
    """
    rows = course.load()["predictions"]
    if str(chapter) not in rows:
        near = nearest(chapter, rows) or next(iter(rows), None)
        raise CourseError(say("predict.unknown" if near else "predict.none", language, given=chapter, near=near))
    return Predict(chapter, from_data(rows[chapter]), language, reveal=reveal)


def first_guess(item_id: str) -> Event | None:
    """The guess that counts: the first one kept, whatever came later or from another window."""
    events = learner_log().events(kind="answer", subject=item_id)
    return next((event for event in events if event.data.get("context") == "predict"), None)


class Predict(Panel):
    """One question without a mark. Until it is revealed, the page does not hold the answer."""

    _esm = script("predict")
    _css = style("predict")

    def __init__(self, chapter: str, item: Item, language: str | None = None, *, reveal: bool = False) -> None:
        self.item = item
        self.reveal = reveal
        self.given_up = False  # wants the answer without a guess
        self.draft = ""
        self.asked = ""  # what to do about a draft that cannot be kept as it is
        super().__init__(chapter, language)

    def do_keep(self, response: str | None, duration_ms: int = 0) -> None:
        """Keep the guess, unless there is one already, or nothing that can be read as one."""
        self.draft = response or ""
        self.asked, rule = self._read(self.draft)
        if self.asked or first_guess(self.item.id):
            return
        learner_log().append(
            "answer", self.item.id, context="predict", attempt=1, response=self.draft, score=0.0, maximum=0.0,
            outcome="kept", rule=rule, language=self.language, duration_ms=duration_ms, hints=0,
            revision=self.item.revision, order=[option.id for option in self.item.options], draw_seed=None,
        )  # fmt: skip

    def do_show(self) -> None:
        """Show the answer to a learner who would rather not guess."""
        self.given_up = True

    def do_language(self, response: str | None = None, **_draft: Any) -> None:  # noqa: ANN401 -- nothing else is typed
        """Show the question in the other language; what is typed stays."""
        self.draft, self.asked = response or "", ""
        super().do_language()

    def draw(self) -> dict[str, Any]:
        """The question; once kept, the guess; once revealed, the answer too."""
        guess = first_guess(self.item.id)
        shown = self.reveal and (guess is not None or self.given_up)
        told = self._told(guess) if shown else self._kept(guess) if guess else []
        return {
            "label": self._say("label"),
            "switch": self._say("switch"),
            "stem": pick(self.item.stem, self.language),
            "form": None if told else self._form(),
            "told": told,
            "line": self._line(guess) if shown and guess else None,
            "explanation": pick(self.item.explanation, self.language) if shown else "",
            "announce": " ".join(told).replace("*", "") or self.asked,
            "trouble": learner_log().problem(self.language) if told else None,
        }

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"predict.{word}", self.language, **values)

    def _form(self) -> dict[str, Any]:
        words = {word: self._say(word) for word in ("answer", "keep", "first")}
        return words | {
            "options": [{"id": option.id, "text": pick(option.text, self.language)} for option in self.item.options],
            "unit": self.item.unit,
            "response": self.draft,
            "asked": self.asked,
            "missing": self._say("missing") if self.reveal else "",
            "show": self._say("show") if self.reveal else "",
        }

    def _read(self, response: str) -> tuple[str, str]:
        """What to ask back, if anything, and the rule by which the response was read."""
        if not response.strip():
            return self._say("nothing"), ""
        if self.item.kind != "number":
            return ("" if response in {option.id for option in self.item.options} else self._say("nothing")), ""
        reading = parse_number(response, self.language)
        if reading.value is None:
            return reading.question or self._say("nothing"), reading.rule
        low, high = self.item.scale or (reading.value, reading.value)
        if not low <= reading.value <= high:  # a slip of the hand would be kept for good
            return self._say("off_scale", low=self._number(low), high=self._number(high)), reading.rule
        return "", reading.rule

    def _kept(self, guess: Event) -> list[str]:
        return [self._say("kept", guess=self._written(guess))]

    def _told(self, guess: Event | None) -> list[str]:
        finds = self._say("finds", answer=self._answer())
        if guess is None:
            return [finds]
        said = self._say("said", guess=self._written(guess), day=format_date(guess.time, self.language))
        return [said, finds, self._distance(guess)]

    def _answer(self) -> str:
        if self.item.answer is not None:
            return self._number(self.item.answer)
        return next((pick(option.text, self.language) for option in self.item.options if option.score > 0), "")

    def _written(self, guess: Event) -> str:
        if self.item.kind == "number":
            return self._number(_value(guess))
        texts = {option.id: pick(option.text, self.language) for option in self.item.options}
        return texts.get(guess.data["response"], str(guess.data["response"]))

    def _number(self, value: float) -> str:
        unit = f"\N{NO-BREAK SPACE}{self.item.unit}" if self.item.unit else ""
        return format_number(value, language=self.language) + unit

    def _distance(self, guess: Event) -> str:
        if self.item.answer is None:
            right = any(option.id == guess.data["response"] and option.score > 0 for option in self.item.options)
            return self._say("hit" if right else "elsewhere")
        off = _value(guess) - self.item.answer
        if abs(off) <= self.item.tolerance:
            return self._say("hit")
        return self._say("above" if off > 0 else "below", distance=self._number(round(abs(off), 6)))

    def _line(self, guess: Event) -> dict[str, Any] | None:
        """Guess and answer on one line, in percent of its length."""
        if self.item.answer is None:
            return None
        values = {"you": _value(guess), "lesson": self.item.answer}
        low = min(0.0, *values.values())
        high = max(100.0 if self.item.unit == "%" else 10.0, *values.values())
        marks = {
            name: {"at": 100 * (value - low) / (high - low), "text": self._say(name, value=self._number(value))}
            for name, value in values.items()
        }
        return {"low": self._number(low), "high": self._number(high), **marks}


def _value(guess: Event) -> float:
    """The number of a kept guess, read as it was when it was typed."""
    value = parse_number(str(guess.data["response"]), guess.data.get("language", "fr")).value
    return 0.0 if value is None else value
