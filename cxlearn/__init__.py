"""Learn customer experience: ``import cxlearn as cx``.

Every name below loads what it needs when it is first used, so that the import itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for theirs; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from cxlearn.exercises import check, hint, solution
    from cxlearn.language import use
    from cxlearn.widgets.cards import cards
    from cxlearn.widgets.explore import explore
    from cxlearn.widgets.predict import predict
    from cxlearn.widgets.progress import progress
    from cxlearn.widgets.question import ask, quiz, task
    from cxlearn.widgets.term import term
    from cxlearn.widgets.worksheet import worksheet

__version__ = "0.1.0"

_HOMES = {
    "ask": "cxlearn.widgets.question",
    "cards": "cxlearn.widgets.cards",
    "check": "cxlearn.exercises",
    "explore": "cxlearn.widgets.explore",
    "hint": "cxlearn.exercises",
    "predict": "cxlearn.widgets.predict",
    "progress": "cxlearn.widgets.progress",
    "quiz": "cxlearn.widgets.question",
    "solution": "cxlearn.exercises",
    "task": "cxlearn.widgets.question",
    "term": "cxlearn.widgets.term",
    "use": "cxlearn.language",
    "worksheet": "cxlearn.widgets.worksheet",
}

__all__ = [
    "ask",
    "cards",
    "check",
    "explore",
    "hint",
    "predict",
    "progress",
    "quiz",
    "solution",
    "task",
    "term",
    "use",
    "worksheet",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'cxlearn' has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
