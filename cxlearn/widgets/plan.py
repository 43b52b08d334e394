"""``cx.plan("2027-01-20")``: what will be forgotten by an exam, and how many reviews a day would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil
from typing import Any

from cxlearn import course
from cxlearn.deck import Deck, cards_of
from cxlearn.forgetting import Forecast, Outlook, outlook
from cxlearn.language import CourseError, format_date, format_percent, parse_date, say
from cxlearn.log import Log, now
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.term import called, other

_LISTED = 10
_LONGEST_DAYS = 730  # beyond, a prediction from a few reviews means little
_APART = 0.14  # two labels nearer than that, as a share of the chart's height, would overlap


def plan(exam: str | date, chapter: str | int | None = None, language: str | None = None) -> Plan:
    """Look ahead to an exam: which terms will be forgotten, and the reviews a day that would keep them.

    Args:
        exam: its day, as ``"2027-01-20"`` or as people write it: ``"20/01/2027"``, ``"20 janvier 2027"``; or a date.
        chapter: whose cards, e.g. ``"01"``; by default those of every chapter.
        language: ``"fr"`` or ``"en"``; by default the one in force.

    Raises:
        CourseError: when the day cannot be read, could be two days, is not to come, or is too far away; or when the
            chapter has no cards.
    """
    wanted = None if chapter is None else course.chapter_id(chapter)
    if not cards_of(wanted):
        raise CourseError(say("plan.no_cards", language, given=chapter))
    return Plan(_day_to_come(exam, language), wanted, language)


def _day_to_come(typed: str | date, language: str | None) -> date:
    day, today = parse_date(typed, language), now().astimezone().date()
    if not 0 < (day - today).days <= _LONGEST_DAYS:
        word = "far" if day > today else "past"
        raise CourseError(say(f"plan.{word}", language, day=format_date(day, language)))
    return day


class Plan(Panel):
    """The days until an exam, as a chart, sentences and a table."""

    _esm = script("plan")
    _css = style("plan")

    def __init__(
        self, exam: date, chapter: str | None = None, language: str | None = None, log: Log | None = None
    ) -> None:
        self.exam = exam
        self.deck = Deck(chapter, log)
        self.all = False  # every term is listed
        super().__init__(exam.isoformat(), language)

    def draw(self) -> dict[str, Any]:
        """The outlook as plain data."""
        # A plan drawn on the eve is still there on the day itself: it then looks one day ahead.
        seen, spoken = outlook(self.deck, self.exam), self.language
        listed = seen.terms if self.all else seen.terms[:_LISTED]
        ends = (seen.alone[-1], seen.kept[-1])
        words: dict[str, Any] = {"day": format_date(self.exam, spoken), "alone": _percent(ends[0], spoken)}
        words |= {"kept": _percent(ends[1], spoken), "days": seen.days, "reviews": ceil(seen.reviews)}
        return {
            **{word: self._say(word) for word in ("switch", "keep", "exam", "today", "honest")},
            "label": self._say("label", **words),
            "other": other(spoken),
            "iso": self.exam.isoformat(),
            "day": words["day"],
            "lines": [*self._lines(seen, words)],
            "alt": self._say("alt", first=_percent(seen.alone[0], spoken), **words),
            "curves": [[round(value, 3) for value in curve] for curve in (seen.alone, seen.kept)],
            "ends": [
                {"at": at, "text": self._say(f"line_{name}", percent=_percent(value, spoken))}
                for at, name, value in zip(_apart(*ends), ("alone", "kept"), ends, strict=True)
            ],
            "caption": self._say("caption"),
            "columns": [self._say(f"column_{name}") for name in ("term", "now", "alone", "kept")],
            "rows": [_row(forecast, spoken) for forecast in listed],
            "none": None if seen.terms else self._say("none"),
            "more": self._say("more", count=len(seen.terms)) if len(listed) < len(seen.terms) else None,
        }

    def do_all(self) -> None:
        """List every term."""
        self.all = True

    def do_look(self) -> None:
        """Read the log anew: cards were reviewed meanwhile."""
        self.deck.reload()

    def do_exam(self, typed: str) -> None:
        """Look ahead to another day."""
        self.exam = _day_to_come(typed, self.language)

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"plan.{word}", self.language, **values)

    def _lines(self, seen: Outlook, words: dict[str, Any]) -> Iterator[str]:
        yield self._say("alone", **words)
        yield self._say("reviews" if words["reviews"] else "nothing", count=words["reviews"], **words)
        if seen.unmet:
            yield self._say("new", count=seen.unmet, pace=seen.new)
        if seen.new > self.deck.new_a_day:
            yield self._say("beyond", count=self.deck.new_a_day)


def _percent(share: float, language: str) -> str:
    return format_percent(100 * share, 0, language)


def _row(forecast: Forecast, language: str) -> list[str]:
    chances = (forecast.now, forecast.alone, forecast.kept)
    return [called(forecast.term, language), *(_percent(chance, language) for chance in chances)]


def _apart(low: float, high: float) -> tuple[float, float]:
    """Where two labels stand beside the ends of their lines, so that both can be read."""
    gap = max(_APART - (high - low), 0.0)
    return (max(low - gap / 2, 0.0), min(max(high + gap / 2, _APART), 1.0))
