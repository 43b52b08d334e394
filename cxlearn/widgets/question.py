"""Questions to click: one inside the text, the quiz that ends a chapter, and the form of an exercise."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from cxlearn import course
from cxlearn.language import CourseError, nearest, pick, say
from cxlearn.log import Event, learner_log, seed_for
from cxlearn.questions import Item, Response, bank
from cxlearn.questions.cloze import pieces
from cxlearn.questions.drawing import draw
from cxlearn.questions.generation import anew, find, ids, mixture
from cxlearn.questions.turn import Turn
from cxlearn.widgets import verdict
from cxlearn.widgets.panel import Panel, script, style

QUIZ_LENGTH = 10


class Question(Panel):
    """Asks one item at a time. What was answered stands in the log; a new panel takes up where the last one stopped.

    A subclass names itself in the log (``context``), and says how many tries there are and whether points are shown.
    """

    _esm = script("question")
    _css = style("question")

    context = "ask"
    limit: int | None = None
    scored = False

    def __init__(self, name: str, language: str | None = None) -> None:
        self._diary = learner_log()
        self.attempt = 1
        self.turns: list[Turn] = []
        self.position = 0
        self._note = ""
        self._announce = ""
        self._since = time.monotonic()
        self._resume()
        super().__init__(name, language)

    @property
    def turn(self) -> Turn | None:
        """The question that is shown; None when it is the summary."""
        return self.turns[self.position] if self.position < len(self.turns) else None

    # What the page asks for. Every message brings the draft along.

    def act(self, do: str, response: Response = None, **details: Any) -> None:  # noqa: ANN401 -- as in Panel
        """Take the draft in, then do what was asked; a draft that did not become an answer is logged."""
        turn = self.turn
        if do != "draft":
            self._note = self._announce = ""
        begun = turn is not None and turn.answering and response != turn.response
        if turn is not None and begun:
            turn.response = response
        try:
            super().act(do, **details)
        finally:
            if turn is not None and begun and turn.answering and turn in self.turns:
                self._log_draft(turn)

    def do_draft(self) -> None:
        """Nothing but the draft."""

    def do_answer(self) -> None:
        """Grade the draft. Nothing chosen, or something to ask back, counts for nothing and says so."""
        turn = self.turn
        if turn is None or not turn.answering:
            return
        if _to_compare(turn):
            turn.response = {**_written(turn), "met": []}
            self._log_draft(turn)
            return
        self._note = "" if _complete(turn) else say("quiz.unfinished", self.language)
        mark = None if self._note else turn.answer(turn.response, self.language)
        if mark and turn.answering:
            self._note = say("quiz.nothing", self.language) if mark.kind == "not_attempted" else mark.reply
        elif mark:
            self._log_answer(turn, mark.kind, mark.rule)
        self._announce = self._note or self._verdict(turn)

    def do_hint(self) -> None:
        """Show the next hint."""
        turn = self.turn
        if turn and turn.answering and turn.hints < len(turn.item.hints):
            turn.hints += 1
            self._log_draft(turn)
            self._announce = pick(turn.item.hints[turn.hints - 1].text, self.language)

    def do_retry(self) -> None:
        """Answer once more, starting from what was answered."""
        if self.turn and self.turn.tries and not self.turn.over:
            self.turn.answering = True
            self._log_draft(self.turn)

    def do_reveal(self) -> None:
        """Show the answer, which ends the tries."""
        if self.turn and self.turn.tries and not self.turn.answering:
            self.turn.revealed = True
            self._log_draft(self.turn)

    def do_restart(self) -> None:
        """Begin anew."""
        self._begin(self.attempt + 1)
        for turn in self.turns:
            self._log_draft(turn)

    # What the log knows.

    def _resume(self) -> None:
        raise NotImplementedError

    def _begin(self, attempt: int) -> None:
        raise NotImplementedError

    def _take(self, attempt: int, items: Iterable[Item], seed: int) -> None:
        """Set the turns of an attempt to what the log says of them, and show the one touched last."""
        self.attempt, self.position = attempt, 0
        self.turns = [Turn(anew(item, seed), seed, self.limit) for item in items]
        latest = (0, 0)
        for position, turn in enumerate(self.turns):
            for event in self._told(turn.item.id):
                if event.data.get("attempt", 1) != attempt:
                    continue
                turn.replay(event.kind, event.data)
                moment = (event.time_ms, event.id or 0)
                if moment >= latest:
                    latest, self.position = moment, position
        self._since = time.monotonic()

    def _told(self, item_id: str) -> list[Event]:
        mine = [event for event in self._diary.events(subject=item_id) if event.data.get("context") == self.context]
        return [event for event in mine if event.kind in {"answer", "draft"}]

    def _log_draft(self, turn: Turn) -> None:
        more = {"revealed": True} if turn.revealed else {}
        self._append("draft", turn, **more)

    def _log_answer(self, turn: Turn, outcome: str, rule: str) -> None:
        item, number = turn.item, len(turn.tries)
        given = {"language": self.language, "order": turn.order, "draw_seed": turn.seed, "revision": item.revision}
        worth = {"score": turn.worth(number - 1), "maximum": turn.maximum, "outcome": outcome, "rule": rule}
        duration = round(1000 * (time.monotonic() - self._since))
        self._append("answer", turn, **given, **worth, tries=number, duration_ms=duration)
        self._since = time.monotonic()

    def _append(self, kind: str, turn: Turn, **data: Any) -> None:  # noqa: ANN401 -- as in Log.append
        common = {"context": self.context, "attempt": self.attempt, "response": turn.response, "hints": turn.hints}
        self._diary.append(kind, turn.item.id, **common, **data)

    # What the page shows.

    def draw(self) -> dict[str, Any]:
        """The question, and after an answer what there is to learn from it; never the key before."""
        turn, language = self.turn, self.language
        other = "en" if language == "fr" else "fr"
        view = {
            "label": self._label(),
            "problem": self.problem or self._diary.problem(language),
            "switch": {"text": say("quiz.switch", language), "lang": other},
            "announce": self._announce,
            "done": 0,
        }
        return view | (self._question(turn) if turn else self._summary())

    def _label(self) -> str:
        return say("quiz.label", self.language)

    def _head(self) -> str:
        return self._label()

    def _summary(self) -> dict[str, Any]:
        return {}

    def _question(self, turn: Turn) -> dict[str, Any]:
        item, language = turn.item, self.language
        told = bool(turn.tries) and not turn.answering
        kind = "choice" if item.kind in verdict.CHOICES else "places" if item.kind in verdict.PLACES else "entry"
        kind = item.kind if item.kind == "ordering" else kind
        view = {
            "turn": f"{self.attempt}:{item.id}:{len(turn.tries)}:{turn.answering + turn.over * 2}:{_compared(turn)}",
            "head": self._head(), "kind": item.kind, "stem": pick(item.stem, language), "unit": item.unit,
            "response": turn.response, "open": turn.answering, "note": self._note,
            "hints": [pick(hint.text, language) for hint in item.hints[: turn.hints]],
            "options": verdict.answered_options(turn, language) if told else verdict.options(turn, language),
            "targets": [{"id": target.id, "text": pick(target.text, language)} for target in turn.targets],
            "feedback": verdict.feedback(turn, language, self._points(turn)) if told else None,
            "actions": self._actions(turn), "keys": say(f"quiz.keys_{kind}", language) if turn.answering else "",
            "words": {word: say(f"quiz.{word}", language) for word in _words(item)},
        }  # fmt: skip
        more = {"pieces": pieces(pick(item.sentence, language))} if item.kind == "cloze" else {}
        return view | more | (_rubric(item, language) if _compared(turn) else {})

    def _verdict(self, turn: Turn) -> str:
        if turn.answering:
            return ""
        title = say(f"quiz.{verdict.tone(turn, self.language)}", self.language)
        return f"{title} {self._points(turn)}".strip()

    def _points(self, turn: Turn) -> str:
        if not self.scored:
            return ""
        points, maximum = (verdict.number(value, self.language) for value in (turn.points, turn.maximum))
        return say("quiz.points", self.language, count=turn.maximum, points=points, maximum=maximum)

    def _actions(self, turn: Turn) -> list[dict[str, str]]:
        if turn.answering:
            word = ("assess" if _compared(turn) else "compare") if turn.item.kind == "open" else "check"
            return [self._action("answer", word, "main"), *self._hint_action(turn)]
        if turn.over:
            return [self._action("restart", "another" if turn.item.made_from else "again")]
        return [
            self._action("retry", "retry_half" if self.scored else "retry", "main"),
            self._action("reveal", "reveal"),
        ]

    def _hint_action(self, turn: Turn) -> list[dict[str, str]]:
        if turn.hints >= len(turn.item.hints):
            return []
        cost = turn.item.hints[turn.hints].cost * turn.maximum
        if not (self.scored and cost):
            return [self._action("hint", "hint")]
        return [self._action("hint", "hint_cost", cost=verdict.number(cost, self.language))]

    def _action(self, do: str, word: str, style: str = "link", **values: str) -> dict[str, str]:
        return {"do": do, "text": say(f"quiz.{word}", self.language, **values), "as": style}


class Ask(Question):
    """One question inside the text, answered as often as one likes."""

    def __init__(self, item: Item, name: str | None = None) -> None:
        self.item = item
        super().__init__(name or item.id)

    def _resume(self) -> None:
        self._begin(max((event.data.get("attempt", 1) for event in self._told(self.item.id)), default=1))

    def _begin(self, attempt: int) -> None:
        self._take(attempt, [self.item], seed_for(self.context, self.item.id, attempt))


class Task(Ask):
    """The form of an exercise, with the learner's own numbers."""

    context = "task"

    def __init__(self, item: Item, numbers: dict[str, Any]) -> None:
        self.numbers = numbers
        super().__init__(item)

    def _label(self) -> str:
        return say("quiz.label_task", self.language, task=self.item.id)


class Quiz(Question):
    """The quiz at the end of a chapter: ten questions, two tries each, a summary that says what to read again."""

    limit = 2
    scored = True

    def __init__(self, chapter: str) -> None:
        self.chapter = chapter
        self.context = f"quiz:{chapter}"
        self._started = False
        self._summed_up = 0  # the attempt whose summary was shown: its questions lead back there
        super().__init__(chapter)

    def do_next(self) -> None:
        """The next question, then the summary."""
        self._show(self.position + 1)

    def do_back(self) -> None:
        """The question before."""
        self._show(self.position - 1)

    def do_goto(self, number: int) -> None:
        """The question with this number, counted from 0."""
        self._show(number)

    def do_summary(self) -> None:
        """Back to the summary, from a question looked at again."""
        self._show(len(self.turns))

    def do_restart(self) -> None:
        """A new attempt, with a new draw."""
        self._begin(self.attempt + 1)
        self._start()

    def do_redo(self) -> None:
        """A new attempt with only what was not fully right."""
        missed = [turn.item for turn in self.turns if verdict.missed(turn)]
        attempt = self.attempt + 1
        self._take(attempt, missed, seed_for(self.context, attempt))
        self._start(redo=True)

    def _show(self, position: int) -> None:
        self.position = min(max(position, 0), len(self.turns))
        if self.turn is None:
            self._summed_up = self.attempt
        self._since = time.monotonic()

    def _resume(self) -> None:
        starts = self._diary.events(kind="quiz", subject=self.context)
        if not starts:
            self._begin(1)
            return
        begun = starts[-1].data
        self._started = True
        # An item that has left the bank since then is passed over.
        items = [item for name in begun["items"] if (item := find(name))]
        self._take(begun["attempt"], items, begun["seed"])
        if all(turn.tries and not turn.answering for turn in self.turns):
            self._show(len(self.turns))

    def _begin(self, attempt: int) -> None:
        seed = seed_for(self.context, attempt)
        pool = [item for item in bank(self.chapter) if item.place == "exit"]
        pool += mixture(QUIZ_LENGTH, seed) if self.chapter == course.ACROSS else []
        self._take(attempt, draw(pool, QUIZ_LENGTH, seed), seed)

    def _start(self, **data: Any) -> None:  # noqa: ANN401 -- as in Log.append
        items, self._started = [turn.item.id for turn in self.turns], True
        seed = seed_for(self.context, self.attempt)
        self._diary.append("quiz", self.context, attempt=self.attempt, items=items, seed=seed, **data)

    def _append(self, kind: str, turn: Turn, **data: Any) -> None:  # noqa: ANN401 -- as in Log.append
        if not self._started:  # a quiz that was only looked at is no attempt
            self._start()
        super()._append(kind, turn, **data)

    def _label(self) -> str:
        key = "label_across" if self.chapter == course.ACROSS else "label_quiz"
        return say(f"quiz.{key}", self.language, chapter=self.chapter)

    def _head(self) -> str:
        return say("quiz.head", self.language, number=self.position + 1, count=len(self.turns))

    def _question(self, turn: Turn) -> dict[str, Any]:
        return super()._question(turn) | {"done": (self.position + 1) / len(self.turns)}

    def _actions(self, turn: Turn) -> list[dict[str, str]]:
        last = self.position + 1 == len(self.turns)
        onward = "finish" if last else "skip" if turn.answering else "next"
        again = [self._action("summary", "finish")] if self._summed_up == self.attempt and not last else []
        back = [self._action("back", "back", "link cx-end")] if self.position else []
        if turn.over:
            return [self._action("next", onward, "main"), *again, *back]
        return [*super()._actions(turn), *again, *back, self._action("next", onward, "link" if back else "link cx-end")]

    def _summary(self) -> dict[str, Any]:
        redo = [self._action("redo", "redo", "main")] if any(map(verdict.missed, self.turns)) else []
        chapter = None if self.chapter == course.ACROSS else self.chapter
        summary = "summary" if chapter else "summary_across"
        return {
            "turn": f"{self.attempt}:summary",
            "head": say(f"quiz.{summary}", self.language, chapter=self.chapter),
            "done": 1,
            "summary": verdict.summary(chapter, self.turns, self.language),
            "actions": [*redo, self._action("restart", "restart", "link" if redo else "main")],
        }


def ask(item_id: str) -> Ask:
    """One question, shown with the answer last given to it.

    Raises:
        CourseError: when there is no such question; names the nearest one.
    """
    item = find(str(item_id).strip())
    if item is None:
        raise _unknown(item_id, "item", [*(item.id for item in bank()), *ids()])
    return Ask(item)


def quiz(chapter: str | int | None = None) -> Quiz:
    """The quiz that ends a chapter: ``cx.quiz("01")``, where it was left the last time; without one, over everything.

    ``cx.quiz()`` draws from the bank of the whole course, the lexicon and the calculators.

    Raises:
        CourseError: when the chapter has no quiz; names the nearest one.
    """
    chapters = [row["id"] for row in course.chapters() if any(item.place == "exit" for item in bank(row["id"]))]
    wanted = course.ACROSS if chapter is None else course.chapter_id(chapter)
    if wanted == course.ACROSS:
        return Quiz(wanted)
    if not any(course.within(name, wanted) for name in chapters):
        raise _unknown(chapter, "chapter", chapters)
    return Quiz(wanted)


def task(task_id: str) -> Task:
    """An exercise as a form: ``cx.task("01-2")``. Its ``numbers`` are the learner's own.

    Raises:
        CourseError: when there is no such exercise; names the nearest one.
    """
    from cxlearn import exercises  # only a page with exercises needs it

    names = [row["id"] for rows in course.load()["tasks"].values() for row in rows]
    if str(task_id) not in names:
        raise _unknown(task_id, "task", names)
    return Task(exercises.task_item(task_id), exercises.numbers(task_id))


def _unknown(given: object, what: str, names: Iterable[str]) -> CourseError:
    valid = list(names)
    near = nearest(given, valid) or next(iter(valid), "01")
    return CourseError(say(f"quiz.unknown_{what}", given=given, near=near))


def _to_compare(turn: Turn) -> bool:
    """Whether an open answer was written and waits to be compared with the model."""
    return turn.item.kind == "open" and not _compared(turn) and bool(str(_written(turn).get("text", "")).strip())


def _compared(turn: Turn) -> bool:
    return turn.item.kind == "open" and "met" in _written(turn)


def _written(turn: Turn) -> dict[str, Any]:
    return turn.response if isinstance(turn.response, dict) else {}


def _complete(turn: Turn) -> bool:
    """Whether everything that was begun to be placed or filled is. Where some belong nowhere, who knows?"""
    if turn.item.kind == "cloze":
        filled = [text for text in _written(turn).values() if text and text.strip()]
        return len(filled) in {0, len(turn.item.gaps)}
    if turn.item.kind not in verdict.PLACES or not isinstance(turn.response, dict):
        return True
    placed = [target for target in turn.response.values() if target]
    return not placed or len(placed) == len(turn.item.options) or not all(option.target for option in turn.item.options)


def _words(item: Item) -> list[str]:
    more = {"multiple": ["several"], "open": ["model", "rubric"], "ordering": ["up", "down"]}
    more |= {kind: ["choose"] for kind in verdict.PLACES}
    return ["keys", *more.get(item.kind, [])]


def _rubric(item: Item, language: str) -> dict[str, Any]:
    lines = [{"id": line.id, "text": pick(line.text, language)} for line in item.rubric]
    return {"rubric": lines, "model": item.model_answer.get(language, "")}
