"""``cx.progress()``: where the learner stands, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cxlearn import course
from cxlearn.deck import Deck
from cxlearn.language import format_date, format_number, format_percent, format_weekday, pick, say
from cxlearn.log import Event, learner_log, now
from cxlearn.questions.mastery import ENOUGH, Mastery, mastery
from cxlearn.questions.misconceptions import misconceptions
from cxlearn.widgets.misconceptions import told
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.standing import Score, Standing, standing
from cxlearn.widgets.verdict import section_link

_ANSWERS = 1000  # how far back misconceptions are looked for
_MOST_MISCONCEPTIONS = _MOST_TO_WORK_ON = 5
_MOST_STRENGTHS = 8
_DAYS = 7
_LASTING = 21.0  # days of stability from which a card is usually called mature


def progress(language: str | None = None) -> Progress:
    """Show where the learner stands.

    The cards due, the misconceptions that the answers betray, the objectives to work on and those reached, the map of
    the course, and where all this is kept.

    Args:
        language: ``"fr"`` or ``"en"``; by default the one in force.
    """
    return Progress("course", language)


class Progress(Panel):
    """The page of one learner. It reads the log anew, and once, each time it is shown."""

    _esm = script("section", "progress")
    _css = style("progress")

    def draw(self) -> dict[str, Any]:
        """The page as plain data; what there is nothing to say about yet is None."""
        log = learner_log()
        with log.read_once():
            deck, answers = Deck(None, log), log.events(kind="answer")
            rows = course.chapters()
            published = {row["id"]: standing(row["id"], log, deck) for row in rows if row["published"]}
            known = mastery(answers)
            shown = {"cards": self._cards(deck), "untangle": self._untangle(answers)}
            shown |= {"work_on": self._to_work_on(known), "strengths": self._strengths(known, deck)}
        return {
            **{word: self._say(word) for word in ("label", "switch", "place", "map")},
            "next": self._next(published),
            "empty": None if any(shown.values()) else self._say("empty"),
            **shown,
            "chapters": [self._chapter(row, published.get(row["id"])) for row in rows],
            "path": log.place,
            "trouble": log.problem(self.language),
        }

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"progress.{word}", self.language, **values)

    # --- cards

    def _cards(self, deck: Deck) -> dict[str, Any] | None:
        counts = deck.counts()
        if not counts.met:
            return None
        coming, today = deck.days(_DAYS), now().astimezone().date()
        dates = [today + timedelta(days=ahead) for ahead in range(_DAYS)]
        names = {
            width: [self._say(f"today_{width}"), *(format_weekday(day, width, self.language) for day in dates[1:])]
            for width in ("short", "long")
        }
        listed = ", ".join(f"{name} {count}" for name, count in zip(names["long"], coming, strict=True))
        most = max(*coming, 1)
        return {
            "title": self._say("cards_title"),
            "now": self._say(
                "cards_now", due=counts.waiting, new=counts.new, limit=deck.new_a_day, learning=counts.learning
            ),
            "do": self._say("cards_do" if counts.waiting or counts.new else "cards_none", call="cx.cards()"),
            "alt": self._say("cards_alt", days=listed),
            "days": [
                {"name": name, "count": count, "share": round(count / most, 3)}
                for name, count in zip(names["short"], coming, strict=True)
            ],
            "note": self._say("cards_note"),
        }

    # --- what the answers say

    def _untangle(self, answers: list[Event]) -> dict[str, Any] | None:
        found = misconceptions(answers[-_ANSWERS:], self.language)
        if not found:
            return None
        more = len(found) - _MOST_MISCONCEPTIONS
        return {
            "title": self._say("untangle"),
            "note": self._say("untangle_note"),
            "rows": [told(one, self.language) for one in found[:_MOST_MISCONCEPTIONS]],
            "more": self._say("untangle_more", count=more) if more > 0 else "",
        }

    def _to_work_on(self, known: list[Mastery]) -> dict[str, Any] | None:
        """The objectives whose questions are missed most, as a chart with its uncertainty."""
        few = sum(one.asked < ENOUGH for one in known)
        weak = [one for one in known if one.asked >= ENOUGH and one.right < one.asked and not one.shown]
        weak.sort(key=lambda one: one.right / one.asked)
        if not known:
            return None
        return {
            "title": self._say("work_on"),
            "note": self._say("work_on_note") if weak else self._say("work_on_none") if few < len(known) else "",
            "rows": [self._weak(one) for one in weak[:_MOST_TO_WORK_ON]],
            "few": self._say("few", count=few, enough=ENOUGH) if few else "",
        }

    def _weak(self, one: Mastery) -> dict[str, Any]:
        low, high = one.interval
        ends = {"low": format_percent(low, 0, self.language), "high": format_percent(high, 0, self.language)}
        return {
            "text": self._objective(one),
            "score": self._say("found", count=one.right, total=one.asked),
            "alt": self._say("interval", **ends),
            "ends": self._say("ends", **ends),
            "share": round(one.right / one.asked, 3),
            "low": round(low / 100, 3),
            "high": round(high / 100, 3),
            "link": section_link(one.missed, self.language),
            "again": self._say("ask_again", calls=f'`cx.quiz("{one.objective.partition(".")[0]}")`'),
        }

    def _strengths(self, known: list[Mastery], deck: Deck) -> dict[str, Any] | None:
        strong, lasting = [one for one in known if one.shown], deck.lasting(_LASTING)
        if not strong and not lasting:
            return None
        more = len(strong) - _MOST_STRENGTHS
        found = [
            f"{self._objective(one)} ({self._say('found', count=one.right, total=one.asked)})"
            for one in strong[-_MOST_STRENGTHS:]
        ]
        return {
            "title": self._say("strengths"),
            "note": self._say("strengths_note", enough=ENOUGH) if strong else "",
            "rows": found,
            "more": self._say("strengths_more", count=more) if more > 0 else "",
            "cards": self._say("lasting", count=lasting) if lasting else "",
        }

    def _objective(self, one: Mastery) -> str:
        words = (goal for row in course.chapters() for goal in row.get("objectives", ()) if goal["id"] == one.objective)
        return f"{one.objective} {pick(next(words), self.language)}"

    # --- the map

    def _chapter(self, row: dict[str, Any], stands: Standing | None) -> dict[str, Any]:
        note = self._say("minutes", count=row.get("minutes", "")) if stands else self._say("coming")
        return {
            "id": row["id"],
            "title": pick(row["title"], self.language),
            "note": note,
            "published": stands is not None,
            "measures": list(self._measures(stands)) if stands else [],
        }

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
            if step := stands.open_step:
                call = f'cx.{step}("{chapter}")'
                return self._say(f"next_{step}", chapter=chapter, title=titles[chapter], call=call)
        return self._say("next_nothing")
