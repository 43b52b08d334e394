"""``cx.exam("05", minutes=20)``: an exam in a notebook. The kernel's clock counts; no key leaves it before the end."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from cxlearn import course
from cxlearn import language as languages
from cxlearn.exams import result
from cxlearn.exams.report import report
from cxlearn.exams.sitting import Sitting, extra_time
from cxlearn.language import CourseError, format_percent, nearest, parse_number, pick, say
from cxlearn.log import learner_log, seed_for
from cxlearn.questions import Response, bank
from cxlearn.questions.blueprint import blueprint, draw_exam, examinable
from cxlearn.questions.turn import Try, Turn
from cxlearn.widgets import verdict
from cxlearn.widgets.panel import Panel, script, style
from cxlearn.widgets.question import Question

MINUTES = 20
"""How long an exam takes unless the learner chooses otherwise."""

_LONGEST, _MOST_EXTRA = 480, 4.0
_MINUTE_MS = 60_000
_ANNOUNCED = (30, 10, 5, 1)  # minutes before the end at which the time is said
_WHILE_RUNNING = {"draft", "next", "back", "goto", "flag", "ask_end", "go_on", "hand_in", "time", "look", "language"}
_OTHERWISE = {"begin", "again", "save", "goto", "next", "back", "report", "look", "language"}


def exam(
    chapter: str | int | None = None,
    minutes: float = MINUTES,
    extra: float | None = None,
    language: str | None = None,
) -> Exam:
    """Sit an exam on a chapter, or on the whole course; one that was interrupted goes on with the time that is left.

    Args:
        chapter: ``"05"``; by default every chapter.
        minutes: how long it takes, which also says how many questions there are.
        extra: extra time, as a factor: 1.33 gives a third more for the same questions. It is kept for later exams.
        language: ``"fr"`` or ``"en"``; by default the one in force.

    Raises:
        CourseError: when there is no such chapter (it names the nearest), or when a time makes no sense.
    """
    if not _is_between(minutes, 1, _LONGEST):
        raise CourseError(say("exam.bad_minutes", language, given=minutes))
    if extra is not None and not _is_between(extra, 1, _MOST_EXTRA):
        raise CourseError(say("exam.bad_extra", language, given=extra))
    return Exam(_chapter(chapter, language), minutes, extra_time(learner_log(), extra), language)


def _is_between(given: object, least: float, most: float) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and least <= given <= most


def _chapter(given: str | int | None, language: str | None) -> str | None:
    if given is None:
        return None
    wanted = course.chapter_id(given)
    if examinable(bank(), wanted):
        return wanted
    known = sorted({item.chapter for item in examinable(bank())})
    near = nearest(given, known) or next(iter(known), "01")
    raise CourseError(say("exam.unknown_chapter", language, given=given, near=near))


class Exam(Question):
    """A cover, one question at a time, a confirmation, and the report. What lasts is in the log."""

    _esm = script("question", "section", "exam")
    _css = style("question", "exam")

    context = "exam"
    limit = 1
    scored = True

    def __init__(self, chapter: str | None, minutes: float, extra: float, language: str | None = None) -> None:
        self.chapter, self.minutes, self.extra = chapter, minutes, extra
        self.sitting = Sitting(chapter or "all", learner_log())
        self._leaving = False  # whether the confirmation is shown
        self._warned: tuple[int, Response] | None = None
        self._stamp = 0  # tells the page that the time left is told anew
        self._left_ms = 0
        super().__init__(chapter or "all", language)

    def act(self, do: str, response: Any = ..., turn: str = "", **details: Any) -> None:  # noqa: ANN401 -- as in Panel
        """Take in what was answered, close the exam when its time is over, then do what was asked.

        A message from a question that is no longer shown, as a double click sends it, changes nothing.
        """
        self.sitting.reload()
        running = self.sitting.running
        if do not in (_WHILE_RUNNING if running else _OTHERWISE):
            self._follow()
            return
        shown = turn == self._turn_name()
        if do != "draft":
            self._note = self._announce = ""
        if running and shown and response is not ...:
            self._take_in(response)
        if running and not self.sitting.left_ms:
            self._close("time_over")
        elif shown or do in {"look", "language", "time"}:
            Panel.act(self, do, **details)
        self._follow()
        if do != "draft":
            self._tell_time()

    def do_begin(self) -> None:
        """Draw the questions and let time run."""
        pool = examinable(bank(), self.chapter)
        seed = seed_for("exam", self.sitting.exam, self.sitting.number)
        drawn = draw_exam(pool, blueprint(pool, self.minutes, seed), seed)
        self.sitting.start(drawn, seed, self.minutes, self.extra)
        self.position = 0

    def do_next(self) -> None:
        """The next question; first, once, a word about a number that cannot be read."""
        turn = self.turn
        question = self._to_ask_back(turn) if turn and self.sitting.running else ""
        if turn and question and self._warned != (self.position, turn.response):
            self._warned = (self.position, turn.response)
            self._note = self._announce = say("exam.again_number", self.language, question=question)
            return
        self.position = min(self.position + 1, len(self.turns) - self.sitting.running)

    def do_back(self) -> None:
        """The question before."""
        self.position = max(self.position - 1, 0)

    def do_goto(self, number: int) -> None:
        """The question with this number, counted from 0."""
        if isinstance(number, int):
            self.position, self._leaving = min(max(number, 0), len(self.turns) - 1), False

    def do_flag(self) -> None:
        """Mark the question to be looked at again, or take the mark away."""
        if self.turn:
            self.sitting.flag(self.turn.item)
            on = self.turn.item.id in self.sitting.flags
            self._announce = say("exam.flagged" if on else "exam.unflagged", self.language)

    def do_ask_end(self) -> None:
        """Ask whether the exam is to be handed in."""
        self._leaving = True

    def do_go_on(self) -> None:
        """Back to the question."""
        self._leaving = False

    def do_hand_in(self) -> None:
        """Hand in what was confirmed."""
        if self._leaving:
            self._close("handed_in")

    def do_report(self) -> None:
        """Back to the report."""
        self.position = len(self.turns)

    def do_look(self) -> None:
        """Tell the time anew: the page was opened again."""

    do_time = do_look

    def do_again(self) -> None:
        """The cover of the next exam."""
        if self.sitting.end:
            self.sitting.again()
            self.position = 0

    def do_save(self) -> None:
        """Write the result file beside the notebook."""
        if self.sitting.end:
            day = f"{self._day():%Y-%m-%d}"
            word = {"fr": "examen", "en": "exam"}[languages.current()]
            path = Path.cwd() / f"{word}_{self.sitting.exam}_{day}_{self.sitting.number}.json"
            result.write(self.sitting, path)
            self._note = self._announce = say("exam.saved", self.language, path=path.name)

    def _resume(self) -> None:
        if self.sitting.running and not self.sitting.left_ms:
            self.sitting.close("time_over")
        elif self.sitting.end:
            self.sitting.publish()  # the kernel may have died before
        answered = [turn.response is not None for turn in self.sitting.turns]
        self.position = answered.index(False) if False in answered and self.sitting.running else 0
        self._follow()
        if self.sitting.end:
            self.position = len(self.turns)
        self._tell_time()

    def _close(self, reason: str) -> None:
        self.sitting.close(reason)
        self._leaving = False
        self._follow()
        self.position = len(self.turns)
        self._announce = say(f"exam.ended_{reason}", self.language, minutes=self._used())

    def _follow(self) -> None:
        """Let the turns be those of the sitting; once it has ended, with their marks."""
        self.turns = self.sitting.turns
        self.position = min(self.position, max(len(self.turns) - self.sitting.running, 0))
        if self.sitting.end:
            for turn in self.turns:
                response, told = self.sitting.responses.get(turn.item.id, (None, self._spoken()))
                turn.tries, turn.answering, turn.revealed = [Try(response, told)], False, True

    def _spoken(self) -> str:
        return getattr(self, "language", None) or languages.current()

    def _take_in(self, response: Response) -> None:
        turn = self.turn
        if turn and not self._leaving and self.sitting.accepts:
            self.sitting.answer(turn.item, _Veil(turn).lifted(response), self.language)
            turn.response = self.sitting.responses.get(turn.item.id, (None, ""))[0]

    def _to_ask_back(self, turn: Turn) -> str:
        """Why a number cannot be read, whatever the key; "" when it can, or there is none."""
        if turn.item.kind != "number" or not isinstance(turn.response, str) or not turn.response.strip():
            return ""
        reading = parse_number(turn.response, self.language)
        return reading.question or "" if reading.value is None else ""

    def _tell_time(self) -> None:
        self._stamp, self._left_ms = self._stamp + 1, self.sitting.left_ms

    def _day(self) -> datetime:
        return datetime.fromtimestamp(self.sitting.steps[0]["at"] / 1000, UTC).astimezone()

    def _used(self) -> int:
        steps = self.sitting.steps
        return ceil(float(steps[-1]["at"] - steps[0]["at"]) / _MINUTE_MS)

    # What the page shows.

    def draw(self) -> dict[str, Any]:
        """The cover, the question, the confirmation or the report; and while it runs, the clock and the map."""
        view = super().draw() | {"turn": self._turn_name()}
        if not self.sitting.running:
            return view
        return view | {"clock": self._clock(), "map": self._map()} | (self._sure() if self._leaving else {})

    def _say(self, word: str, **values: Any) -> str:  # noqa: ANN401 -- anything that prints
        return say(f"exam.{word}", self.language, **values)

    def _turn_name(self) -> str:
        state = (
            "cover" if not self.sitting.began else "sure" if self._leaving else "report" if self.sitting.end else "on"
        )
        return f"{self.sitting.number}:{state}:{self.position}"

    def _label(self) -> str:
        return self._say("name", chapter=self.chapter) if self.chapter else self._say("name_all")

    def _head(self) -> str:
        return self._say("head", number=self.position + 1, count=len(self.turns))

    def _question(self, turn: Turn) -> dict[str, Any]:
        view = super()._question(turn) | {"done": (self.position + 1) / len(self.turns), "hints": []}
        if self.sitting.running:
            return _Veil(turn).over(view) | {"keys": self._say("keys_list")}
        if turn.response is None and view["feedback"]:
            view["feedback"]["title"] = self._say("not_attempted")
        return view

    def _actions(self, turn: Turn) -> list[dict[str, str]]:
        last = self.position + 1 == len(self.turns)
        back = [self._button("back")] if self.position else []
        if self.sitting.end:
            onward = [] if last else [self._button("next", "main")]
            return [*onward, *back, self._button("report", "main" if last else "link", "to_report")]
        flagged = turn.item.id in self.sitting.flags
        onward = [self._button("ask_end", "main")] if last else [self._button("next", "main")]
        end = [] if last else [self._button("ask_end", "link cx-end")]
        return [*onward, *back, self._button("flag", "link", "unflag" if flagged else "flag"), *end]

    def _button(self, do: str, style: str = "link", word: str = "") -> dict[str, str]:
        return {"do": do, "text": self._say(word or do), "as": style}

    def _clock(self) -> dict[str, Any]:
        began = self.sitting.began or {"minutes": 0, "extra": 1}
        allowed = began["minutes"] * began["extra"]
        phrases = {"many": "exam.time_left", "one": "exam.time_left_one"}
        return {
            "left_ms": self._left_ms,
            "stamp": self._stamp,
            "label": self._say("time"),
            "moments": [minutes for minutes in _ANNOUNCED if minutes < allowed],
            **{name: say(key, self.language) for name, key in phrases.items()},
        }

    def _map(self) -> dict[str, Any]:
        return {"label": self._say("map"), "legend": self._say("map_legend"),
                "places": [self._place(number, turn) for number, turn in enumerate(self.turns)]}  # fmt: skip

    def _place(self, number: int, turn: Turn) -> dict[str, Any]:
        # Whether the question shown is answered is not told: its page would be drawn anew under who is typing.
        here, answered = number == self.position and not self._leaving, has_answer(turn.response)
        state = self._say(f"map_{'here' if here else 'answered' if answered else 'open'}", number=number + 1)
        flagged = turn.item.id in self.sitting.flags
        name = self._say("map_flagged", state=state) if flagged else state
        return {"name": name, "here": here, "sign": "✓" * (answered and not here) + "?" * flagged}

    def _sure(self) -> dict[str, Any]:
        left = sum(not has_answer(turn.response) for turn in self.turns)
        flags = len(self.sitting.flags)
        lines = [self._say("sure_open", count=left) if left else self._say("sure_all")]
        lines += [self._say("sure_flags", count=flags)] if flags else []
        page = {"title": self._say("sure"), "lines": [*lines, self._say("sure_final")], "lists": []}
        actions = [self._button("go_on", "main"), self._button("hand_in", "plain")]
        return {"page": page, "actions": actions, "keys": "", "response": None}

    def _summary(self) -> dict[str, Any]:
        return self._report() if self.sitting.end else self._cover()

    def _cover(self) -> dict[str, Any]:
        pool = examinable(bank(), self.chapter)
        count = blueprint(pool, self.minutes, 0).count
        minutes = verdict.number(self.minutes * self.extra, self.language)
        factor = verdict.number(self.extra, self.language)
        lines = [self._say("cover_extra", factor=factor)] if self.extra > 1 else []
        lines += [self._say(f"cover_{word}") for word in ("starts", "back", "kept", "end")]
        page = {"title": self._say("cover", count=count, minutes=minutes), "lines": lines, "lists": [],
                "quiet": self._say("honest")}  # fmt: skip
        return self._page(page, self._label(), [self._button("begin", "main")])

    def _page(self, page: dict[str, Any], head: str, actions: list[dict[str, str]]) -> dict[str, Any]:
        return {"head": head, "page": page, "actions": actions, "keys": "", "open": False, "response": None}

    def _report(self) -> dict[str, Any]:
        end = self.sitting.end or {"marks": [], "reason": "handed_in"}
        told = report([turn.item for turn in self.turns], end["marks"])
        maximum = told.maximum or 1.0
        percent = format_percent(100 * told.points / maximum, 0, self.language)
        score = self._say("score", **self._points_of(told.points, told.maximum), percent=percent)
        lines = [self._say(f"ended_{end['reason']}", minutes=self._used()), self._precision(told.interval)]
        lines += [self._say(word, count=n) for word in ("unanswered", "unread") if (n := getattr(told, word))]
        objectives = [
            {"text": self._say("objective", words=pick(o.words, self.language), **self._points_of(o.points, o.maximum)),
             "links": [verdict.section_link(one.id, self.language) for one in o.sections]} for o in told.objectives
        ]  # fmt: skip
        untangle = [
            {"text": self._say("times", reply=pick(m.reply, self.language), count=m.times,
                               question=verdict.shortened(pick(m.stem, self.language))), "links": []}
            for m in told.misconceptions
        ]  # fmt: skip
        lists = {"by_objective": objectives, "misconceptions": untangle}
        page = {
            "title": score,
            "lines": lines,
            "lists": [{"title": self._say(word), "items": rows} for word, rows in lists.items() if rows],
            "note": self._note,
            "rows": {"title": self._say("items"), "items": list(map(self._row, self.turns, end["marks"]))},
            "quiet": f"{self._say('few_each')} {self._say('honest')}",
        }  # fmt: skip
        return self._page(
            page, f"{self._label()} – {self._say('report')}", [self._button("save", "main"), self._button("again")]
        )

    def _precision(self, interval: tuple[float, float] | None) -> str:
        if interval is None:
            return self._say("too_few")
        low, high = (format_percent(edge, 0, self.language) for edge in interval)
        return self._say("precision", count=len(self.turns), low=low, high=high)

    def _points_of(self, points: float, maximum: float) -> dict[str, str]:
        return {"points": verdict.number(points, self.language), "maximum": verdict.number(maximum, self.language)}

    def _row(self, turn: Turn, mark: dict[str, Any]) -> dict[str, str]:
        outcome = "partly" if mark["outcome"] == "wrong" and mark["score"] > 0 else mark["outcome"]
        tone = {"right": "right", "not_attempted": "quiet"}.get(outcome, "wrong")
        stem = verdict.shortened(pick(turn.item.stem, self.language))
        return {"text": stem, "mark": self._say(f"row_{outcome}"), "tone": tone}


def has_answer(response: Response) -> bool:
    """Whether anything was answered: chosen, typed or placed."""
    if isinstance(response, dict):
        return any(has_answer(part) for part in response.values())
    if isinstance(response, list):
        return any(has_answer(part) for part in response)
    return bool(str(response or "").strip())


class _Veil:
    """Names without meaning for what is chosen and placed: an author's ids ("to-nps") may tell the key."""

    def __init__(self, turn: Turn) -> None:
        self.options = {
            name: f"~{number}" for number, name in enumerate(turn.order or [gap.id for gap in turn.item.gaps])
        }
        self.targets = {target.id: f"~~{number}" for number, target in enumerate(turn.targets)}

    def over(self, view: dict[str, Any]) -> dict[str, Any]:
        """The view of a question with the names veiled."""
        options = [{**row, "id": self.options.get(row["id"], row["id"])} for row in view["options"]]
        targets = [{**row, "id": self.targets.get(row["id"], row["id"])} for row in view["targets"]]
        response = _renamed(view["response"], self.options, self.targets)
        veiled = view | {"options": options, "targets": targets, "response": response}
        if "pieces" in view:  # of a cloze: words, and the names of gaps
            veiled["pieces"] = [(self.options[piece] if is_gap else piece, is_gap) for piece, is_gap in view["pieces"]]
        return veiled

    def lifted(self, response: Response) -> Response:
        """What the page answered, by the author's names."""
        options, targets = ({veiled: name for name, veiled in names.items()} for names in (self.options, self.targets))
        renamed: Response = _renamed(response, options, targets)
        return renamed


def _renamed(response: Any, options: dict[str, str], targets: dict[str, str]) -> Any:  # noqa: ANN401 -- from the page
    if isinstance(response, dict):
        return {options.get(k, k): targets.get(v, v) if isinstance(v, str) else v for k, v in response.items()}
    if isinstance(response, list):
        return [options.get(part, part) if isinstance(part, str) else part for part in response]
    return options.get(response, response) if isinstance(response, str) else response
