"""``cx.explore("journey")``: a journey map to edit, whose curve draws itself, and files to hand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from cxlearn.course import LANGUAGES
from cxlearn.experience.journey import CHANNELS, MOMENTS, STAGES, Journey, Persona, Touchpoint
from cxlearn.kpi.catalogue import kpis
from cxlearn.language import CourseError, say
from cxlearn.widgets.explorer import Button, Control, Explorer, Field, Goal, Range, Result, Select, Setting
from cxlearn.widgets.picture import Picture

_OURS = "@"  # before the name of a phrase of ours, which follows the language; what a learner typed has none
_MOST_UNDONE = 50
_OWN_POINTS = 6
_FIELDS = ("label", "stage", "channel", "moment", "emotion", "expectation", "experience", "importance")
_PAIN = ("pain", "severity", "frequency")


def _point(name: str, stage: str, channel: str, moment: str, *numbers: float, pain: str = "") -> Touchpoint:
    emotion, expectation, experience, importance, severity, frequency = numbers
    scores = (emotion, expectation, experience, importance)
    return Touchpoint(name, _OURS + name, stage, channel, moment, *scores, pain and _OURS + pain, severity, frequency)


# Nadia's scores are those of chapter 1; what hurts twice has not been weighed yet, which is for the learner to do.
_NADIA = (
    _point("ad", "discover", "ad", "", 2, 6, 7, 1, 0, 0),
    _point("site", "compare", "site", "zmot", 3, 8, 9, 2, 0, 0),
    _point("app", "buy", "app", "fmot", 4, 8, 10, 3, 0, 0),
    _point("pay", "buy", "app", "", 3, 8, 9, 2, 0, 0),
    _point("shop", "receive", "shop", "", -4, 9, 2, 3, 4, 35, pain="pain_wait"),
    _point("lamp", "use", "product", "smot", 3, 8, 8, 3, 0, 0),
    _point("phone", "help", "phone", "", -5, 6, 1, 3, 0, 0, pain="pain_transfers"),
    _point("returns", "help", "shop", "", -4, 6, 2, 2, 0, 0, pain="pain_invoice"),
)
_KARIM = (
    _point("colleague", "discover", "friend", "", 2, 5, 6, 2, 0, 0),
    _point("quantity", "compare", "site", "zmot", -3, 7, 3, 3, 4, 60, pain="pain_quantity"),
    _point("quote", "compare", "phone", "", -2, 7, 4, 2, 3, 50, pain="pain_quote"),
    _point("till", "buy", "shop", "fmot", 1, 6, 6, 2, 0, 0),
    _point("delivery", "receive", "ad", "", 3, 6, 8, 3, 0, 0),
    _point("rooms", "use", "product", "smot", 4, 7, 9, 3, 0, 0),
    _point("billing", "help", "email", "", -3, 8, 3, 3, 3, 40, pain="pain_billing"),
    _point("review", "share", "social", "tmot", -1, 5, 4, 2, 0, 0),
)
_CASES = {
    "nadia": Journey(Persona("nadia", "Nadia", "@goal_nadia", "@situation_nadia"), _NADIA),
    "karim": Journey(Persona("karim", "Karim", "@goal_karim", "@situation_karim"), _KARIM),
    "own": Journey(Persona("own", "", "", "")),
}


class JourneyMap(Explorer):
    """Three journeys: Nadia's, Karim's, and the learner's own, blank at first. One touchpoint is edited at a time."""

    room = "explore_journey"
    START: ClassVar[Mapping[str, Setting]] = {
        "journey": "nadia",
        "beside": "",
        "selected": "ad",
        "name": "Nadia",
        "goal": "",
        "situation": "",
        "label": "",
        "stage": "discover",
        "channel": "ad",
        "moment": "",
        "pain": "",
        "emotion": 2.0,
        "expectation": 6.0,
        "experience": 7.0,
        "importance": 1.0,
        "severity": 0.0,
        "frequency": 0.0,
    }

    def begin(self, name: str) -> None:  # noqa: ARG002 -- as in Explorer
        """Journeys as they are given; nothing to undo."""
        self.journeys = dict(_CASES)
        self.past: list[dict[str, Journey]] = []
        self.rested = dict(self.journeys)
        self.shown = ("", "")
        self.saved = ""

    @property
    def journey(self) -> Journey:
        """The journey that is edited."""
        return self.journeys[str(self.settings["journey"])]

    @property
    def selected(self) -> Touchpoint | None:
        """The touchpoint that is edited; None on a blank page."""
        return next((p for p in self.journey.touchpoints if p.id == self.settings["selected"]), None)

    # Words of ours follow the language; those the learner typed stay.

    def said(self, words: str) -> str:
        """A text as it is shown."""
        return self.word(words.removeprefix(_OURS)) if words.startswith(_OURS) else words

    def _written(self, shown: object, before: str) -> str:
        """What to keep of a text field: our own phrase while it says what it said, in either language."""
        if before.startswith(_OURS):
            key = f"{self.room}.{before.removeprefix(_OURS)}"
            if shown in {say(key, language) for language in LANGUAGES}:
                return before
        return str(shown)

    # Settings are the fields of what is selected; another selection fills them anew.

    def follow(self) -> None:
        """Fill the fields from what was selected, or take into the journey what was changed in them."""
        if str(self.settings["journey"]) not in self.journeys:
            raise CourseError(say("explore_journey.no_point", self.language, given=self.settings["journey"]))
        if self.shown == (self.settings["journey"], self.settings["selected"]):
            self._edit()
        self._fill()

    def _edit(self) -> None:
        journey, point = self.journey, self.selected
        persona = {
            name: self._written(self.settings[name], getattr(journey.persona, name))
            for name in ("name", "goal", "situation")
        }
        journey = replace(journey, persona=replace(journey.persona, **persona))
        if point is not None:
            words = {name: self._written(self.settings[name], getattr(point, name)) for name in ("label", "pain")}
            values = {name: self.settings[name] for name in (*_FIELDS, *_PAIN)} | words
            journey = journey.change(point.id, **values)
        self.journeys[journey.persona.id] = journey

    def _fill(self) -> None:
        journey = self.journey
        if self.selected is None:
            self.settings["selected"] = journey.touchpoints[0].id if journey.touchpoints else ""
        point = self.selected or Touchpoint("", "")
        self.settings |= {name: self.said(getattr(journey.persona, name)) for name in ("name", "goal", "situation")}
        self.settings |= {name: getattr(point, name) for name in (*_FIELDS, *_PAIN)}
        self.settings |= {name: self.said(getattr(point, name)) for name in ("label", "pain")}
        self.shown = (str(self.settings["journey"]), str(self.settings["selected"]))

    def do_language(self, **_draft: Any) -> None:  # noqa: ANN401 -- as in Panel
        """The other language, in our own words too."""
        super().do_language()
        self._fill()

    def do_look(self) -> None:
        """Take up what another copy of the map kept meanwhile: a lesson shows two, and the last to rest is kept."""
        events = self.history.events(kind="explore", subject=self.name)
        if events and events[-1].data.get("state") != self.kept:
            self.past = [*self.past, dict(self.journeys)][-_MOST_UNDONE:]
            self._restore(self.name)
            self.kept = self.keep()

    def do_reset(self) -> None:
        """The journeys as they were given; undo brings the learner's back."""
        self.journeys, self.shown = dict(_CASES), ("", "")
        super().do_reset()

    def press(self, button: str) -> None:
        """Add, move, remove, undo, or write a file."""
        self.saved = ""
        self._remember()  # what was typed just before is a change of its own
        if button in _FILES:
            self.saved = self._write(button)
        elif button == "undo" and self.past:
            self.journeys = self.past.pop()
            self.rested = dict(self.journeys)
        elif button == "add":
            self._add()
        elif self.selected and button in _ACTS:
            journey = _ACTS[button](self.journey, self.selected.id)
            self.journeys[journey.persona.id] = journey
        self.shown = ("", "")

    def _add(self) -> None:
        taken = {point.id for point in self.journey.touchpoints}
        id_ = next(f"t{n}" for n in range(1, len(taken) + 2) if f"t{n}" not in taken)
        stage = self.selected.stage if self.selected else STAGES[0]
        self.journeys[self.journey.persona.id] = self.journey.add(Touchpoint(id_, self.word("new_point"), stage))
        self.settings["selected"] = id_

    def _remember(self) -> None:
        if self.journeys != self.rested:
            self.past = [*self.past, self.rested][-_MOST_UNDONE:]
            self.rested = dict(self.journeys)

    def _rest(self) -> None:
        self._remember()
        super()._rest()
        if self.saved:
            self.spoken = self.saved

    def keep(self) -> dict[str, Any]:
        """What is selected, and every journey that is not as it was given."""
        mine = {id_: j for id_, j in self.journeys.items() if j != _CASES[id_]}
        told = {id_: {"persona": asdict(j.persona), "rows": j.rows()} for id_, j in mine.items()}
        return {"journey": self.settings["journey"], "selected": self.settings["selected"], "journeys": told}

    def take(self, kept: Mapping[str, Any]) -> None:
        """The learner's journeys, where each is still one."""
        told = kept.get("journeys")
        self.journeys, self.shown = dict(_CASES), ("", "")
        for id_, row in (told if isinstance(told, dict) else {}).items():
            try:
                self.journeys[id_] = Journey.from_rows(Persona(**row["persona"]), row["rows"])
            except (CourseError, TypeError, KeyError, AttributeError):  # kept by another version
                continue
        self.rested = dict(self.journeys)
        self.adopt({name: kept[name] for name in ("journey", "selected") if kept.get(name) in self._known(name)})

    def _known(self, name: str) -> set[str]:
        ids = {point.id for journey in self.journeys.values() for point in journey.touchpoints}
        return set(self.journeys) if name == "journey" else ids

    # What is shown.

    def controls(self) -> list[Control]:
        """Which journey; the persona; which touchpoint; its fields; what hurts; what to do with it; files."""
        about, here, hurts = self.word("persona"), self.word("here"), self.word("hurts")
        known = {"stage": STAGES, "channel": CHANNELS, "moment": MOMENTS}
        options = {
            name: tuple((value, self.word(f"{name}_{value or 'none'}")) for value in values)
            for name, values in known.items()
        }
        points = tuple((p.id, f"{n}. {self.said(p.label)}") for n, p in enumerate(self.journey.touchpoints, 1))
        names = tuple((id_, self._name(journey)) for id_, journey in self.journeys.items())
        ranges = {"emotion": (-5, 5, 1), "expectation": (0, 10, 1), "experience": (0, 10, 1), "importance": (1, 3, 1)}
        weights = {"severity": (0, 5, 1, "{value}"), "frequency": (0, 100, 5, self.word("percent"))}
        edited: list[Control] = [
            Field("label", self.word("label"), group=here),
            *(Select(name, self.word(name), options[name], group=here) for name in known),
            *(Range(name, self.word(name), *span, group=here) for name, span in ranges.items()),
            Field("pain", self.word("pain"), group=hurts),
            *(Range(n, self.word(n), a, b, step, unit, group=hurts) for n, (a, b, step, unit) in weights.items()),
        ]
        acts: list[Control] = [
            Button(name, self.word(name), group=self.word("change")) for name in ("add", *_ACTS, "undo")
        ]
        return [
            Select("journey", self.word("journey"), names),
            Select("beside", self.word("beside"), (("", self.word("nobody")), *names)),
            *(Field(name, self.word(name), group=about, folded=True) for name in ("name", "goal", "situation")),
            *([Select("selected", self.word("selected"), points)] if points else []),
            *(edited if points else []),
            *(acts if points else acts[:1] + acts[-1:]),
            *(Button(name, self.word(f"file_{name}"), group=self.word("files")) for name in _FILES),
        ]

    def _name(self, journey: Journey) -> str:
        return self.said(journey.persona.name) or self.word("blank")

    def pictures(self) -> list[Picture]:
        """The emotional curve over the stages, another one beside it if wished."""
        told = "; ".join(
            self.word(
                "told", label=self.said(p.label), stage=self.word(f"stage_{p.stage}"), emotion=self.number(p.emotion, 0)
            )
            for p in self.journey.touchpoints
        )
        label = self.word("picture", name=self._name(self.journey), points=told or self.word("nothing"))
        picture = Picture(label, x=(0, len(STAGES)), y=(-5.5, 5.5), height=300, left=28, right=12, top=48, bottom=16)
        self._stages(picture)
        other = self.journeys.get(str(self.settings["beside"]))
        if other and other is not self.journey:
            self._curve(picture, other)
        self._curve(picture, self.journey)
        for point, (x, y) in self._places(self.journey):
            self._mark(picture, point, x, y)
        return [picture]

    def _stages(self, picture: Picture) -> None:
        for value in (-5, 0, 5):
            picture.line([(0, value), (len(STAGES), value)], "line", wide=1 if value == 0 else 0.5)
            picture.text(0, value, self.number(value, 0), "quiet", anchor="end", along=-6, up=-4)
        for number, stage in enumerate(STAGES):
            if number:
                picture.line([(number, -5.5), (number, 5.5)], "line", wide=0.5)
            picture.text(number + 0.5, 5.5, self.word(f"stage_{stage}"), "quiet", up=28 if number % 2 else 12)

    def _places(self, journey: Journey) -> list[tuple[Touchpoint, tuple[float, float]]]:
        """Where each touchpoint stands: side by side inside its stage, as high as its emotion."""
        placed = []
        for number, stage in enumerate(STAGES):
            here = [point for point in journey.touchpoints if point.stage == stage]
            placed += [(p, (number + (at + 1) / (len(here) + 1), p.emotion)) for at, p in enumerate(here)]
        return placed

    def _curve(self, picture: Picture, journey: Journey) -> None:
        beside = journey is not self.journey
        points = [place for _, place in self._places(journey)]
        picture.line(points, "middle" if beside else "ink", dashed=beside, wide=2)
        if beside and points:
            picture.text(*points[-1], self._name(journey), "middle", anchor="end", up=8)

    def _mark(self, picture: Picture, point: Touchpoint, x: float, y: float) -> None:
        chosen = point.id == self.settings["selected"]
        picture.dot(x, y, "low" if point.pain else "high", size=8 if chosen else 5, hollow=chosen)
        # Words of a touchpoint stand away from the curve: above a summit, below a hollow.
        if point.moment:
            picture.text(x, y, point.moment.upper(), "ink", up=12 if y >= 0 else -20, strong=True)
        if point.pain:
            picture.text(x, y, "!", "low", up=-20 if y >= 0 else 12, strong=True)
        half = 0.5 / (1 + sum(other.stage == point.stage for other in self.journey.touchpoints))
        if chosen:
            picture.drag("emotion", x=(x - half, x + half))
        else:
            picture.press("selected", (x - half, x + half), (-5.5, 5.5), point.id)

    def results(self) -> list[Result]:
        """What hurts, the heaviest first; what to measure at the touchpoint; what the map lacks."""
        pains = [
            Result(f"{n}. {self.said(p.label)}", self._weight(p), self.said(p.pain), "low")
            for n, p in enumerate(self.journey.pains, 1)
        ]
        point = self.selected
        measures = [kpis()[name].name(self.language) for name in point.measures] if point else []
        gap = [Result(self.word("gap"), self._signed(point.gap))] if point else []
        lacking = [self._lacking(key) for key in self.journey.gaps()]
        return [
            *pains,
            *gap,
            *([Result(self.word("measure"), ", ".join(measures))] if measures else []),
            *([Result(self.word("lacking"), "", " ".join(lacking))] if lacking else []),
        ]

    def _weight(self, point: Touchpoint) -> str:
        return self.number(point.weight, 1) if point.weight else self.word("unweighed")

    def _signed(self, value: float) -> str:
        return ("+" if value > 0 else "") + self.number(value, 0)

    def _lacking(self, key: str) -> str:
        what, _, id_ = key.partition(":")
        return (
            self.word(f"lack_{what}", label=self.said(self.journey.point(id_).label))
            if id_
            else self.word(f"lack_{what}")
        )

    def meaning(self) -> str:
        """Where the journey is best and worst, and which pain comes first; or where a file was written."""
        if self.saved:
            return self.saved
        lowest, highest = self.journey.lowest, self.journey.highest
        if lowest is None or highest is None:
            return self.word("meaning_blank")
        ends = {"high": self.said(highest.label), "low": self.said(lowest.label)}
        first = self.word("meaning_curve", name=self._name(self.journey), **ends)
        heavy = next((p for p in self.journey.pains if p.weight), None)
        if heavy is None:
            return first
        return f"{first} {self.word('meaning_pain', label=self.said(heavy.label), pain=self.said(heavy.pain))}"

    def challenges(self) -> list[Goal]:
        """The four moments of truth; every pain weighed; a whole map of one's own."""
        nadia, own = self.journeys["nadia"], self.journeys["own"]
        marked = set(MOMENTS[1:]) <= {point.moment for point in nadia.touchpoints}
        weighed = all(point.weight for point in nadia.pains)
        whole = len(own.touchpoints) >= _OWN_POINTS and not own.gaps()
        met = {"moments": marked, "weigh": weighed and bool(nadia.pains), "own": whole}
        return [
            Goal(n, self.word(f"goal_{n}", count=_OWN_POINTS), ok, self.word(f"found_{n}")) for n, ok in met.items()
        ]

    def table(self) -> list[list[str]]:
        """Every touchpoint with all that is known of it."""
        words = (
            "label",
            "stage",
            "channel",
            "moment",
            "emotion",
            "expectation",
            "experience",
            "importance",
            "pain",
            "weight",
        )
        head = [self.word(name) for name in words]
        rows = []
        for point in self.journey.touchpoints:
            kinds = [self.word(f"{n}_{getattr(point, n) or 'none'}") for n in ("stage", "channel", "moment")]
            numbers = [
                self.number(getattr(point, n), 0) for n in ("emotion", "expectation", "experience", "importance")
            ]
            rows.append([self.said(point.label), *kinds, *numbers, self.said(point.pain) or "–", self._weight(point)])
        return [head, *rows] if rows else [head, ["–"] * len(head)]

    def assumptions(self) -> list[tuple[str, str]]:
        """The conventions the map rests on."""
        return [(self.word("convention"), "")]

    # Files to hand in.

    def _write(self, kind: str) -> str:
        content = {"csv": self._csv, "svg": self.pictures()[0].svg, "html": self._html}[kind]()
        stem = f"{self.word('file')}_{self.settings['journey']}"
        path = next(p for n in range(1, 1000) if not (p := Path(f"{stem}{'' if n == 1 else f'_{n}'}.{kind}")).exists())
        try:
            # With its mark, spreadsheets read the accents.
            path.write_text(content, encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="\n")
        except OSError as error:
            return self.word("unwritten", file=path.name, why=error.strerror or str(error))
        return self.word("written", file=path.name)

    def _csv(self) -> str:
        points = [replace(p, label=self.said(p.label), pain=self.said(p.pain)) for p in self.journey.touchpoints]
        return replace(self.journey, touchpoints=tuple(points)).csv()

    def _html(self) -> str:
        persona = self.journey.persona
        about = [self.said(text) for text in (persona.goal, persona.situation) if text]
        rows = self.table()
        cells = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows[1:])
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
        pains = "".join(f"<li>{escape(f'{self.said(p.pain)} ({self._weight(p)})')}</li>" for p in self.journey.pains)
        body = [
            f"<h1>{escape(self.word('page', name=self._name(self.journey)))}</h1>",
            *(f"<p>{escape(text)}</p>" for text in about),
            self.pictures()[0].svg(),
            f"<h2>{escape(self.word('hurts'))}</h2><ol>{pains}</ol>" if pains else "",
            f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>",
        ]
        title = escape(self.word("title"))
        return _PAGE.format(lang=self.language, title=title, body="\n".join(body))


_ACTS = {
    "earlier": lambda journey, id_: journey.move(id_, -1),
    "later": lambda journey, id_: journey.move(id_, 1),
    "remove": lambda journey, id_: journey.remove(id_),
}
_FILES = ("html", "svg", "csv")
_PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><title>{title}</title>
<style>body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.6 system-ui, sans-serif; }}
svg {{ max-width: 100%; height: auto; }} table {{ border-collapse: collapse; font-size: 13px; }}
th, td {{ padding: 4px 8px; border-bottom: 1px solid #bdbdbd; text-align: left; }}</style></head>
<body>
{body}
</body>
</html>
"""
