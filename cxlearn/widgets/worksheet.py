"""``cx.worksheet("01")``: what a chapter's ideas become in the learner's own company, in their own words."""

from __future__ import annotations

from typing import Any

from cxlearn import course
from cxlearn.language import CourseError, format_date, nearest, pick, say
from cxlearn.log import Event, learner_log, now
from cxlearn.widgets.panel import Panel, script, style

_LONGEST = 20_000  # characters of one field: more is a paste gone wrong


def worksheet(chapter: str, language: str | None = None) -> Worksheet:
    """Show a chapter's worksheet, with what was written in it before.

    Args:
        chapter: ``"01"``.
        language: ``"fr"`` or ``"en"``; by default the one in force.

    Raises:
        CourseError: when the chapter has no worksheet.
    """
    sheets = {id_: fields for id_, fields in course.load()["worksheets"].items() if fields}
    if str(chapter) not in sheets:
        near = nearest(chapter, sheets) or next(iter(sheets), None)
        raise CourseError(say("worksheet.unknown" if near else "worksheet.none", language, given=chapter, near=near))
    return Worksheet(chapter, sheets[chapter], language)


def written(field: str) -> Event | None:
    """What was last written in a field; None when nothing ever was."""
    events = learner_log().events(kind="worksheet", subject=field)
    return events[-1] if events else None


class Worksheet(Panel):
    """A few fields, kept in the log as they are typed."""

    _esm = script("worksheet")
    _css = style("worksheet")

    def __init__(self, chapter: str, fields: list[dict[str, Any]], language: str | None = None) -> None:
        self.fields = fields
        super().__init__(chapter, language)

    def do_keep(self, texts: dict[str, str]) -> None:
        """Keep what has changed."""
        known = {field["id"] for field in self.fields}
        for field, text in texts.items():
            before = written(field)
            if field in known and text != (before.data["text"] if before else ""):
                learner_log().append("worksheet", field, text=text[:_LONGEST])

    def do_language(self, texts: dict[str, str] | None = None, **_draft: Any) -> None:  # noqa: ANN401 -- see Panel
        """Show the fields in the other language, with what is being typed."""
        self.do_keep(texts or {})
        super().do_language()

    def draw(self) -> dict[str, Any]:
        """The fields with their texts, and when each was kept."""
        words = ("label", "switch", "hint", "save", "copy", "copied", "not_copied", "text")
        return {
            **{word: say(f"worksheet.{word}", self.language) for word in words},
            "fields": [self._field(field) for field in self.fields],
            "latest": self._latest(),
            "trouble": learner_log().problem(self.language),
        }

    def _field(self, field: dict[str, Any]) -> dict[str, str]:
        event = written(field["id"])
        return {
            "id": field["id"],
            "prompt": pick(field["prompt"], self.language),
            "help": pick(field["help"], self.language) if field.get("help") else "",
            "text": event.data["text"] if event else "",
            "kept": self._when(event) if event else "",
        }

    def _latest(self) -> str:
        """When anything was kept last."""
        events = [event for field in self.fields if (event := written(field["id"]))]
        return self._when(max(events, key=lambda event: event.time_ms)) if events else ""

    def _when(self, event: Event) -> str:
        if event.id is None and learner_log().problem(self.language):
            return say("worksheet.in_memory", self.language)
        local, today = event.time.astimezone(), now().astimezone().date()
        key = "worksheet.kept" if local.date() == today else "worksheet.kept_on"
        return say(key, self.language, time=f"{local:%H:%M}", day=format_date(local, self.language))
