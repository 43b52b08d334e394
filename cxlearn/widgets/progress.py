"""``cx.progress()``: the map of the course, and where the learner stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cxlearn import course
from cxlearn.deck import Counts, Deck
from cxlearn.language import format_date, format_number, pick, say
from cxlearn.log import Event, Log, learner_log
from cxlearn.questions import bank
from cxlearn.questions.misconceptions import Misconception, misconceptions
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.verdict import section_title


def progress(language: str | None = None) -> Progress:
    """Show the map of the course: what is done, what is due today, what to do next, and where all this is kept.

    Args:
        language: ``"fr"`` or ``"en"``; by default the one in force.
    """
    return Progress("course", language)


@dataclass(frozen=True, slots=True)
class Score:
    """One attempt at a quiz: points reached, points possible, questions answered and asked, and when last answered."""

    points: float
    maximum: float
    answered: int
    asked: int
    last: Event | None

    @property
    def finished(self) -> bool:
        """Every question was answered."""
        return self.answered == self.asked > 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What one learner has done of a published chapter. ``None`` where the chapter has no such thing."""

    prediction: Event | None
    has_prediction: bool
    quizzes: list[Score]
    has_quiz: bool
    right_tasks: int
    tasks: int
    filled: int
    fields: int
    cards: Counts


def standing(chapter: str, log: Log) -> Standing:
    """Where the learner stands in a chapter, from the log alone."""
    data = course.load()
    guessed = data["predictions"].get(chapter)
    tasks = {row["id"] for row in data["tasks"].get(chapter, ())}
    fields = [row["id"] for row in data["worksheets"].get(chapter, ())]
    answers = log.events(kind="answer")
    guesses = [event for event in answers if event.data.get("context") == "predict"]
    texts = {event.subject: event.data["text"] for event in log.events(kind="worksheet")}
    return Standing(
        prediction=next((event for event in guesses if guessed and event.subject == guessed["id"]), None),
        has_prediction=guessed is not None,
        quizzes=quiz_scores(chapter, log),
        has_quiz=any(item.place == "exit" for item in bank(chapter)),
        right_tasks=len({e.subject for e in answers if e.subject in tasks and e.data.get("outcome") == "right"}),
        tasks=len(tasks),
        filled=sum(bool(texts.get(field, "").strip()) for field in fields),
        fields=len(fields),
        cards=Deck(chapter, log).counts(),
    )


def quiz_scores(chapter: str, log: Log) -> list[Score]:
    """The attempts at a chapter's quiz, in order; going over what was missed is no attempt of its own."""
    starts = [event for event in log.events(kind="quiz", subject=f"quiz:{chapter}") if not event.data.get("redo")]
    answers = [event for event in log.events(kind="answer") if event.data.get("context") == f"quiz:{chapter}"]
    return [_score(start, [a for a in answers if a.data.get("attempt") == start.data["attempt"]]) for start in starts]


def _score(start: Event, answers: list[Event]) -> Score:
    best: dict[str, float] = {}
    maxima: dict[str, float] = {}
    for answer in answers:
        best[answer.subject] = max(best.get(answer.subject, 0.0), answer.data["score"])
        maxima[answer.subject] = answer.data["maximum"]
    last = answers[-1] if answers else None
    return Score(sum(best.values()), sum(maxima.values()), len(best), len(start.data["items"]), last)


_ANSWERS = 1000  # how far back misconceptions are looked for
_MOST_MISCONCEPTIONS = 5
_MOST_ITEMS = 2


class Progress(Panel):
    """The chapters in order, and what is done of each. It reads the log anew each time it is shown."""

    _esm = script("progress")
    _css = style("progress")

    def draw(self) -> dict[str, Any]:
        """The map as plain data."""
        log = learner_log()
        published = {row["id"]: standing(row["id"], log) for row in course.chapters() if row["published"]}
        return {
            **{word: self._say(word) for word in ("label", "switch", "place")},
            "next": self._next(published),
            "chapters": [self._chapter(row, published.get(row["id"])) for row in course.chapters()],
            "untangle": self._say("untangle"),
            "misconceptions": [self._misconception(one) for one in self._betrayed(log)],
            "path": log.place,
            "trouble": log.problem(self.language),
        }

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"progress.{word}", self.language, **values)

    def _chapter(self, row: dict[str, Any], stands: Standing | None) -> dict[str, Any]:
        note = self._say("minutes", count=row.get("minutes", "")) if stands else self._say("coming")
        return {
            "id": row["id"],
            "title": pick(row["title"], self.language),
            "note": note,
            "published": stands is not None,
            "measures": list(self._measures(stands)) if stands else [],
        }

    def _betrayed(self, log: Log) -> list[Misconception]:
        answers = log.events(kind="answer")[-_ANSWERS:]
        return misconceptions(answers, self.language)[:_MOST_MISCONCEPTIONS]

    def _misconception(self, one: Misconception) -> dict[str, str]:
        section = section_title(one.chapter, one.section, self.language)
        read = say("quiz.read_again", self.language, section=section) if section else ""
        calls = ", ".join(f'`cx.ask("{item}")`' for item in one.items[:_MOST_ITEMS])
        where = f"{read} {self._say('ask_again', calls=calls)}".strip()
        return {"times": self._say("times", count=one.count), "reply": one.reply, "where": where}

    def _measures(self, stands: Standing) -> Iterator[dict[str, Any]]:
        if stands.has_prediction:
            made = stands.prediction and self._say("made", day=self._day(stands.prediction))
            yield self._measure("prediction", made or self._say("todo"), float(made is not None))
        if stands.has_quiz:
            yield self._quiz(stands.quizzes)
        if stands.tasks:
            yield self._part("tasks", "right", stands.right_tasks, stands.tasks)
        if stands.fields:
            yield self._part("worksheet", "filled", stands.filled, stands.fields)
        if stands.cards.total:
            due = self._say("due", count=stands.cards.waiting) if stands.cards.waiting else ""
            yield self._part("cards", "met", stands.cards.met, stands.cards.total) | {"more": due}

    def _measure(self, word: str, text: str, share: float, more: str = "") -> dict[str, Any]:
        return {"name": self._say(word), "text": text, "more": more, "share": share}

    def _part(self, word: str, phrase: str, count: int, total: int) -> dict[str, Any]:
        text = self._say(phrase, count=count, total=total) if count else self._say("todo")
        return self._measure(word, text, count / total)

    def _quiz(self, scores: list[Score]) -> dict[str, Any]:
        finished = [score for score in scores if score.finished]
        if not finished:
            begun = scores[-1] if scores else Score(0, 0, 0, 1, None)
            return self._part("quiz", "begun", begun.answered, begun.asked) | {"share": 0.0}
        last, best = finished[-1], max(finished, key=lambda score: score.points / score.maximum)
        text = self._say("score", **self._points(last), day=self._day(last.last) if last.last else "")
        more = self._say("best", **self._points(best)) if best.points > last.points else ""
        return self._measure("quiz", text, last.points / last.maximum, more)

    def _points(self, score: Score) -> dict[str, str]:
        return {name: format_number(getattr(score, name), language=self.language) for name in ("points", "maximum")}

    def _day(self, event: Event) -> str:
        return format_date(event.time, self.language)

    def _next(self, published: dict[str, Standing]) -> str:
        due = sum(stands.cards.waiting for stands in published.values())
        if due:
            return self._say("next_due", count=due, call="cx.cards()")
        titles = {row["id"]: pick(row["title"], self.language) for row in course.chapters()}
        for chapter, stands in published.items():
            step = _open_step(stands)
            if step:
                call = f'cx.{step}("{chapter}")'
                return self._say(f"next_{step}", chapter=chapter, title=titles[chapter], call=call)
        return self._say("next_nothing")


def _open_step(stands: Standing) -> str | None:
    """The first thing in a chapter that is still to do, in the order of the lesson."""
    steps = {
        "prediction": stands.has_prediction and not stands.prediction,
        "quiz": stands.has_quiz and not any(score.finished for score in stands.quizzes),
        "cards": stands.cards.new > 0,
        "tasks": stands.right_tasks < stands.tasks,
        "worksheet": stands.filled < stands.fields,
    }
    return next((step for step, is_open in steps.items() if is_open), None)
