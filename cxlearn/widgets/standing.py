"""What a learner has done of a chapter: the guess, the quiz, the exercises, the worksheet and the cards."""

from __future__ import annotations

from dataclasses import dataclass

from cxlearn import course
from cxlearn.deck import Counts, Deck
from cxlearn.log import Event, Log
from cxlearn.questions import bank


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

    @property
    def open_step(self) -> str | None:
        """The first thing in the chapter that is still to do, in the order of the lesson."""
        steps = {
            "prediction": self.has_prediction and not self.prediction,
            "quiz": self.has_quiz and not any(score.finished for score in self.quizzes),
            "cards": self.cards.new > 0,
            "tasks": self.right_tasks < self.tasks,
            "worksheet": self.filled < self.fields,
        }
        return next((step for step, is_open in steps.items() if is_open), None)


def standing(chapter: str, log: Log, deck: Deck) -> Standing:
    """Where the learner stands in a chapter, from the log alone; ``deck`` is that of the whole course."""
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
        cards=deck.part(chapter).counts(),
    )


def quiz_scores(chapter: str, log: Log) -> list[Score]:
    """The attempts at a chapter's quiz, in order; going over what was missed is no attempt of its own."""
    context, answers = f"quiz:{chapter}", dict[int, list[Event]]()
    starts = [event for event in log.events(kind="quiz", subject=context) if not event.data.get("redo")]
    for event in log.events(kind="answer"):
        if event.data.get("context") == context:
            answers.setdefault(event.data.get("attempt", 0), []).append(event)
    return [_score(start, answers.get(start.data["attempt"], [])) for start in starts]


def _score(start: Event, answers: list[Event]) -> Score:
    best: dict[str, float] = {}
    maxima: dict[str, float] = {}
    for answer in answers:
        best[answer.subject] = max(best.get(answer.subject, 0.0), answer.data["score"])
        maxima[answer.subject] = answer.data["maximum"]
    last = answers[-1] if answers else None
    return Score(sum(best.values()), sum(maxima.values()), len(best), len(start.data["items"]), last)
