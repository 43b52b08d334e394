"""What every widget shares: a view sent to the page, messages that come back, one keyboard map, one stylesheet."""

from __future__ import annotations

import logging
import re
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from cxlearn import course
from cxlearn import language as languages
from cxlearn.language import CourseError, say

_logger = logging.getLogger("cxlearn")


def script(*names: str) -> str:
    """The shared script, then the widget's own, which may be in several files: one plain ES module, no bundler.

    The last file gives what the module exports; those before it may be widgets of their own.
    """
    *parts, own = (_asset(f"{name}.js") for name in ("shared", *names))
    return "".join([*(re.sub(r"(?m)^export default .*\n", "", part) for part in parts), own])


def style(*names: str) -> str:
    """The shared stylesheet, then the widget's own, which may be in several files."""
    whole = "".join(_asset(f"{name}.css") for name in ("shared", *names))
    sheet = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*", r"\1", sheet).replace(": ", ":").replace(";}", "}")


def _asset(filename: str) -> str:
    """A script or a stylesheet, without what only its readers need: indentation and lines of comment."""
    text = files(__package__).joinpath(filename).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


class Panel(anywidget.AnyWidget):
    """A widget whose page shows ``view`` and sends back ``{"do": name, …}``, which calls ``do_name(…)``.

    Everything that matters is decided in Python; the page draws and listens. A subclass gives ``draw()``, which
    returns the view as plain data in the language of this panel, and one ``do_…`` method for each message.
    """

    view = traitlets.Dict().tag(sync=True)
    heard = traitlets.Int().tag(sync=True)  # messages dealt with: a page that waits for one says so
    silence = traitlets.Dict().tag(sync=True)  # what it says then, in each language

    def __init__(self, name: str, language: str | None = None) -> None:
        super().__init__()
        self.name = name
        self.language = languages.supported(language or languages.current())
        self.problem: str | None = None
        self.silence = {name: say("widget.silent", name) for name in course.LANGUAGES}
        self.on_msg(self._receive)
        self.refresh()

    def draw(self) -> dict[str, Any]:
        """The view, as plain data."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Send the page what it should show now."""
        self.view = {"lang": self.language, "problem": self.problem, **self.draw()}

    def do_language(self, **_draft: Any) -> None:  # noqa: ANN401 -- what the learner had begun, kept by subclasses
        """Show the same thing in the other language."""
        self.language = "en" if self.language == "fr" else "fr"

    def act(self, do: str, **details: Any) -> None:  # noqa: ANN401 -- whatever the page has to say
        """Do what one message asks for; a message nobody answers to is passed over."""
        action = getattr(self, f"do_{do}", None)
        if action is not None:
            action(**details)

    def _receive(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        before = languages.current()
        languages.use(self.language)  # what goes wrong is said in the language of this panel too
        with self.hold_sync():  # one answer to one message: the view and that it was heard
            self._deal_with(content)
            self.heard += 1
        languages.use(before)

    def _deal_with(self, content: dict[str, Any]) -> None:
        self.problem = None
        try:
            self.act(**content)
            self.refresh()
        except CourseError as error:
            self._tell(str(error))
        except Exception:
            # A learner reads one sentence; whoever maintains the course finds the rest in Jupyter's log.
            _logger.exception("%s: message %r failed", self, content)
            self._tell(say("widget.failed", self.language))

    def _tell(self, problem: str) -> None:
        # What was there stays: drawing it anew may be the very thing that failed.
        self.problem = problem
        self.view = {**self.view, "problem": problem}

    def __repr__(self) -> str:
        return f"<cxlearn {type(self).__name__.lower()} {self.name}>"
