"""The course in a terminal: ``cxlearn quiz 05``, ``cxlearn cards`` and ``cxlearn progress``.

A terminal is one more page for the panels of the notebook: it reads their views out, and turns typed lines into their
messages. So grading, log, words, hints and resuming are the notebook's own.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import ceil
from time import monotonic
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cxlearn.language import say
from cxlearn.questions import Response
from cxlearn.widgets.panel import Panel

_View = dict[str, Any]
_TONES = {"right": "bold green", "partly": "bold yellow", "wrong": "bold red", "quiet": "dim"}
_MARKS = {"**": "bold", "*": "italic", "`": "bold cyan"}
_MARKED = re.compile(r"(?P<mark>\*\*|\*|`)(?P<text>[^*`]+)(?P=mark)")
_CALL = re.compile(r'cx\.(quiz|cards|progress)\((?:"([^"]*)")?\)')
# rich breaks lines at every space, those that hold two things together too: these are put in their place meanwhile.
_HELD = {0x202F: 0xE000, 0xA0: 0xE001}
_RELEASED = {held: space for space, held in _HELD.items()}
_BAR = 30  # letters of the longest bar
_STOP, _HINT, _SURE = "q", "?", "!"


def quiz(chapter: str | None = None) -> None:
    """Ask the quiz of a chapter, or one over everything, from where it was left, in the notebook or here.

    Raises:
        CourseError: when the chapter has no quiz; names the nearest one.
    """
    from cxlearn.widgets import question

    _run(question.quiz(chapter), _ask_quiz)


def cards(chapter: str | None = None) -> None:
    """Review the cards that are due, of a chapter or of the whole course.

    Raises:
        CourseError: when there is no such chapter.
    """
    from cxlearn.widgets import cards as deck

    _run(deck.cards(chapter), _ask_card)


def progress() -> None:
    """Show where the learner stands, as the page in the notebook does."""
    from cxlearn.widgets import progress as overview

    page = _Page(overview.progress())
    view = page.view
    page.write(view["label"], "bold")
    page.write(view["next"])
    page.write(view["empty"] or "", "dim")
    for name, show in (("cards", _days), ("untangle", _tangles), ("work_on", _weak), ("strengths", _strong)):
        if view[name]:
            page.head(view[name]["title"])
            show(page, view[name])
    page.head(view["map"])
    page.draw(_map(view["chapters"]))
    page.write(f"{view['place']} {view['path']}", "dim")
    page.write(view["trouble"] or "", "red")


class _Page:
    """A panel's view in a terminal, and what the learner types."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.console = Console(markup=False, emoji=False, highlight=False)
        self.asked = ""  # the question last written
        self._problem: str | None = None
        self._explained: set[str] = set()
        self.show_problem()

    @property
    def view(self) -> _View:
        """What the panel shows now."""
        view: _View = self.panel.view
        return view

    def tell(self, do: str, **details: Any) -> _View:  # noqa: ANN401 -- whatever the panel asks for
        """Send the panel a message, and get its new view."""
        self.panel.act(do, **details)
        self.panel.refresh()
        self.show_problem()
        return self.view

    def say(self, key: str, style: str = "dim", **values: Any) -> None:  # noqa: ANN401 -- anything that prints
        """Write words of this module."""
        self.write(say(f"terminal.{key}", **values), style)

    def explain(self, *keys: str) -> None:
        """Say how to answer: each thing once, so that what changes stands out."""
        new = [key for key in dict.fromkeys(keys) if key not in self._explained]
        self._explained.update(new)
        self.write(" ".join(say(f"terminal.{key}") for key in new), "dim")

    def write(self, text: str, style: str = "", indent: int = 0) -> None:
        """Write a text, with its emphasis; nothing when it is empty. Calls become commands."""
        if text:
            self.draw(Padding(_emphasised(_CALL.sub(_command, text), style), (0, 0, 0, indent)))

    def question(self) -> None:
        """Begin the question that the panel shows."""
        self.asked = self.view["stem"]
        self.head(self.view["head"])
        self.write(self.asked, "bold")

    def head(self, text: str) -> None:
        """Begin something new."""
        self.draw("")
        self.draw(Rule(Text(text.translate(_HELD), "dim"), align="left", style="dim"))

    def draw(self, shown: RenderableType) -> None:
        """Print something of rich's, without a line that begins with the colon of the last one."""
        with self.console.capture() as drawn:
            self.console.print(shown)
        lines = drawn.get().translate(_RELEASED).splitlines()
        sys.stdout.write("".join(f"{line.rstrip(' ')}\n" for line in lines))
        sys.stdout.flush()

    def read(self) -> str:
        """A typed line.

        Raises:
            EOFError: when the learner stops.
        """
        line = input("> ").strip()
        if line.casefold() == _STOP:
            raise EOFError
        return line

    def show_problem(self) -> None:
        """Say, once, why nothing is saved."""
        problem = self.view.get("problem")
        if problem != self._problem:
            self.write(problem or "", "red")
        self._problem = problem


def _run(panel: Panel, step: Callable[[_Page], bool]) -> None:
    """Go on until nothing is left or the learner stops. All that was answered is in the log already."""
    with suppress(ImportError):
        import readline  # noqa: F401 -- lets one correct a line, accents too
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is no UTF-8 is a wrong letter, no failure
    page = _Page(panel)
    try:
        while step(page):
            pass
    except EOFError:
        page.say("stopped")
    except KeyboardInterrupt:
        page.draw("")
        page.say("stopped")
        raise


# --- a quiz


def _ask_quiz(page: _Page) -> bool:
    view = page.view
    if "summary" in view:
        return _summary(page, view["summary"])
    if view["open"]:
        _ask(page)
        return True
    _verdict(page)
    chosen = _choose(page, view["actions"])
    page.tell(str(chosen or view["actions"][0]["do"]), response=view["response"])
    return True


def _ask(page: _Page) -> None:
    """Ask one question until it is answered or passed over."""
    view = page.view
    page.question()
    _show_choices(page)
    _show_how(page)
    for hint in view["hints"]:
        page.write(hint, "yellow")
    while True:
        typed = page.read()
        if not typed:
            page.write(say("quiz.nothing"), "dim")
            page.tell("next", response=page.view["response"])
            return
        if typed == _HINT:
            _hint(page)
            continue
        if _answer(page, typed):
            return


def _answer(page: _Page, typed: str) -> bool:
    """Send what was typed; False when it is to be asked back or gone on with."""
    view = page.view
    response = _READERS[view["kind"]](typed, view)
    if response is None:
        page.say("unread", "yellow", how=say(f"terminal.how_{view['kind']}"))
        return False
    view = page.tell("answer", response=response)
    page.write(view["note"], "yellow")
    if view["open"] and "rubric" in view:
        page.write(f"{view['words']['model']}. {view['model']}")
        page.write(view["words"]["rubric"], "bold")
        _list(page, view["rubric"], _numbers)
        page.say("how_rubric")
    return not view["open"]


def _hint(page: _Page) -> None:
    before = len(page.view["hints"])
    hints = page.tell("hint", response=page.view["response"])["hints"]
    page.write(hints[-1] if len(hints) > before else say("terminal.no_hint"), "yellow")


def _show_choices(page: _Page) -> None:
    view = page.view
    if "pieces" in view:
        number = {option["id"]: f"({place})…" for place, option in enumerate(view["options"], 1)}
        page.write("".join(number[piece] if gap else piece for piece, gap in view["pieces"]), indent=2)
    else:
        _list(page, view["options"], _numbers)
    _list(page, view["targets"], _letters)


def _show_how(page: _Page) -> None:
    view = page.view
    page.explain(f"how_{view['kind']}", "pass", "stop")
    hint = next((action["text"] for action in view["actions"] if action["do"] == "hint"), None)
    page.write(say("terminal.hint", hint=hint) if hint else "", "dim")


def _verdict(page: _Page) -> None:
    told = page.view["feedback"]
    if page.asked != page.view["stem"]:  # answered some other day
        page.question()
    page.write(" ".join(filter(None, [told["title"], told["points"]])), _TONES[told["tone"]])
    for place, row in enumerate(page.view["options"], 1):
        if "sign" in row:
            page.write(f"{_numbers(place)} {row['text']}", indent=2)
            page.write(f"{row['sign']} {row['reply']}", _TONES[row["tone"]].removeprefix("bold "), indent=5)
    for line in told["lines"]:
        page.write(line["text"], "dim" if line.get("quiet") else "")


def _summary(page: _Page, told: _View) -> bool:
    page.head(page.view["label"])
    page.write(told["score"])
    for group in told["lists"]:
        page.write(group["title"], "bold")
        for item in group["items"]:
            page.write(f"– {item}", indent=2)
    page.write(told["title"], "bold")
    for place, row in enumerate(told["rows"], 1):
        page.write(f"{_numbers(place)} {row['text']} ({row['mark']})", _TONES[row["tone"]].removeprefix("bold "), 2)
    page.say("again")
    chosen = _choose(page, page.view["actions"], goto=len(told["rows"]))
    if isinstance(chosen, int):
        page.tell("goto", number=chosen)
    elif chosen:
        page.tell(chosen)
    return chosen is not None


def _choose(page: _Page, actions: list[_View], goto: int = 0) -> str | int | None:
    """What to do next: the name of an action, the place of one of ``goto`` rows, or None for Enter alone."""
    page.draw("")
    page.write("   ".join(f"{_letters(place)} {action['text']}" for place, action in enumerate(actions, 1)), "cyan")
    if not goto:
        page.explain("enter", "stop")
    while typed := page.read():
        place = _place(typed, max(len(actions), goto))
        if place is not None and typed.isdecimal() and place < goto:
            return place
        if place is not None and not typed.isdecimal() and place < len(actions):
            return str(actions[place]["do"])
        page.say("choose_again", "yellow")
    return None


# --- cards


def _ask_card(page: _Page) -> bool:
    view = page.view
    return {"recall": _recall, "meaning": _meaning, "answer": _rate, "done": _done}[view["phase"]](page, view)


def _recall(page: _Page, view: _View) -> bool:
    page.head(view["counts"])
    page.write(view["asked"], "bold")
    page.write(view["question"])
    page.write(view["clue"] or "", "yellow")
    page.write(view["note"] or "", "yellow")
    page.explain("how_recall", "how_give_up", "how_cards", "stop")
    since = monotonic()
    typed = page.read()
    if typed == _HINT:
        page.tell("hint")
    elif not _command_typed(page, typed):
        sure = len(typed) > 1 and typed.endswith(_SURE)
        page.tell("answer", typed=typed.rstrip(_SURE), sure=sure, duration_ms=_spent(since))
    return True


def _meaning(page: _Page, view: _View) -> bool:
    page.head(view["counts"])
    page.write(view["asked"], "bold")
    page.write(view["question"])
    page.explain("how_meaning", "how_cards", "stop")
    since = monotonic()
    if not _command_typed(page, page.read()):
        page.tell("flip", duration_ms=_spent(since))
    return True


def _rate(page: _Page, view: _View) -> bool:
    mark = view["mark"]
    if mark:
        said = " ".join(filter(None, [mark["verdict"], mark["typed"], mark["reply"]]))
        page.write(said, _TONES[mark["kind"]])
        page.write(mark["tell_apart"] or "")
    names = dict.fromkeys([view["title"], view["elsewhere"]])
    page.write(" · ".join(names), "bold")
    for text in (view["definition"], view["example"]):
        page.write(text or "", indent=2)
    page.write(view["rate"])
    proposed = next(one["rating"] for one in view["ratings"] if one["focus"])
    page.write("   ".join(f"{one['rating']} {one['name']} ({one['when']})" for one in view["ratings"]), "cyan")
    page.say("how_enter", rating=proposed)
    page.explain("how_rate", "how_cards", "stop")
    while True:
        typed = page.read()
        if typed in {"", "1", "2", "3", "4"}:
            page.tell("rate", rating=int(typed or proposed))
            return True
        if _command_typed(page, typed):
            return True
        page.say("choose_again", "yellow")


def _done(page: _Page, view: _View) -> bool:
    page.head(view["counts"])
    for text in (view["title"], *view["lines"]):
        page.write(text)
    if not view["ahead"]:
        return False
    page.say("how_ahead", ahead=view["ahead"])
    page.explain("how_cards", "stop")
    if not _command_typed(page, page.read()):
        page.tell("ahead")
    return True


def _command_typed(page: _Page, typed: str) -> bool:
    """Undo or suspend, where that was typed."""
    do = {"u": "undo", "s": "suspend"}.get(typed.casefold())
    if do is None:
        return False
    page.write(page.tell(do)["announce"] or say("terminal.nothing_to_undo"), "yellow")
    return True


def _spent(since: float) -> int:
    return round(1000 * (monotonic() - since))


# --- where one stands


def _days(page: _Page, told: _View) -> None:
    page.write(told["now"])
    bars = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for day in told["days"]:
        bars.add_row(f"  {day['name']}", Text(str(day["count"]), justify="right"), "█" * ceil(_BAR * day["share"]))
    page.draw(bars)
    page.write(told["note"], "dim")
    page.write(told["do"])


def _tangles(page: _Page, told: _View) -> None:
    page.write(told["note"], "dim")
    for row in told["rows"]:
        page.write(f"– **{row['name']}** ({row['times']})", indent=2)
        page.write(row["reply"], indent=4)
        _mend(page, row)
    page.write(told["more"], "dim")
    page.say("in_notebook")


def _weak(page: _Page, told: _View) -> None:
    page.write(told["note"], "dim")
    for row in told["rows"]:
        page.write(f"– **{row['text']}**", indent=2)
        page.write(f"{row['score']}. {row['alt']}", indent=4)
        _mend(page, row)
    page.write(told["few"], "dim")


def _mend(page: _Page, row: _View) -> None:
    page.write(row["link"]["text"] if row["link"] else "", indent=4)
    page.write(row["again"], indent=4)


def _strong(page: _Page, told: _View) -> None:
    page.write(told["note"], "dim")
    for row in told["rows"]:
        page.write(f"– {row}", indent=2)
    page.write(told["more"], "dim")
    page.write(told["cards"])


def _map(chapters: list[_View]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for chapter in chapters:
        done = [" ".join(filter(None, [one["name"], one["text"], one["more"]])) for one in chapter["measures"]]
        style = "bold" if chapter["published"] else "dim"
        table.add_row(chapter["id"], _emphasised(chapter["title"], style), _emphasised(chapter["note"], "dim"))
        for line in done:
            table.add_row("", _emphasised(line, ""))
    return table


# --- what is typed, as a response


def _one(typed: str, view: _View) -> Response:
    options = view["options"]
    place = _place(typed, len(options))
    if place is not None:
        return str(options[place]["id"])
    starts = [option["id"] for option in options if option["text"].casefold().startswith(typed.casefold())]
    return str(starts[0]) if len(starts) == 1 else None


def _several(typed: str, view: _View) -> Response:
    return _ids(typed, view["options"])


def _order(typed: str, view: _View) -> Response:
    ids = _ids(typed, view["options"])
    return ids if ids is not None and sorted(ids) == sorted(option["id"] for option in view["options"]) else None


def _pairs(typed: str, view: _View) -> Response:
    """Pairs such as "1b 2a", added to those placed before."""
    pattern = r"(\d+)\s*[-=:>.)]*\s*([a-z])\b"
    places = [
        (_place(one, len(view["options"])), _place(other, len(view["targets"])))
        for one, other in re.findall(pattern, typed.casefold())
    ]
    if not places or not _only_separators(re.sub(pattern, "", typed.casefold())):
        return None
    placed = dict(view["response"] or {})
    for option, target in places:
        if option is None or target is None:
            return None
        placed[view["options"][option]["id"]] = view["targets"][target]["id"]
    return placed


def _gaps(typed: str, view: _View) -> Response:
    gaps = [option["id"] for option in view["options"]]
    texts = typed.split(";") if len(gaps) > 1 else [typed]
    return dict(zip(gaps, map(str.strip, texts), strict=True)) if len(texts) == len(gaps) else None


def _text(typed: str, _view: _View) -> Response:
    return typed


def _written(typed: str, view: _View) -> Response:
    """A text, then the lines of the rubric that it meets; 0 for none."""
    if "rubric" not in view:
        return {"text": typed}
    met = [] if typed == "0" else _ids(typed, view["rubric"])
    return None if met is None else {"text": view["response"]["text"], "met": met}


_READERS: dict[str, Callable[[str, _View], Response]] = {
    "single": _one,
    "true_false": _one,
    "multiple": _several,
    "short_text": _text,
    "number": _text,
    "cloze": _gaps,
    "matching": _pairs,
    "categorise": _pairs,
    "ordering": _order,
    "open": _written,
}
"""How a typed line answers each kind of question; None where it cannot be read."""


def _ids(typed: str, options: list[_View]) -> list[str] | None:
    """The ids that numbers or letters stand for, each once, in the order typed."""
    text = re.sub(r"\b(et|and)\b", " ", typed.casefold())
    pattern = r"\d+|[a-z]"
    places = [_place(token, len(options)) for token in re.findall(pattern, text)]
    if not places or None in places or not _only_separators(re.sub(pattern, "", text)):
        return None
    return list(dict.fromkeys(options[place]["id"] for place in places if place is not None))


def _only_separators(rest: str) -> bool:
    return not re.search(r"[^\s,;.+&/>→-]", rest)


def _place(token: str, count: int) -> int | None:
    """A number or a letter as a place, counted from 0."""
    text = token.strip(" .)").casefold()
    if re.fullmatch("[0-9]{1,3}", text):
        place = int(text) - 1
    elif re.fullmatch("[a-z]", text):
        place = ord(text) - ord("a")
    else:
        return None
    return place if 0 <= place < count else None


# --- how it looks


def _list(page: _Page, rows: Iterable[_View], sign: Callable[[int], str]) -> None:
    for place, row in enumerate(rows, 1):
        page.write(f"{sign(place)} {row['text']}", indent=2)


def _numbers(place: int) -> str:
    return f"{place}."


def _letters(place: int) -> str:
    return f"{chr(ord('a') + place - 1)})"


def _emphasised(text: str, style: str) -> Text:
    """A text with its ``**strong**``, ``*emphasis*`` and ```code```; nothing else in it means anything."""
    shown, end, text = Text(style=style), 0, text.translate(_HELD)
    for found in _MARKED.finditer(text):
        shown.append(text[end : found.start()])
        shown.append(found["text"], _MARKS[found["mark"]])
        end = found.end()
    return shown.append(text[end:])


def _command(call: re.Match[str]) -> str:
    return f"cxlearn {call[1]} {call[2] or ''}".rstrip()
