"""What an installation needs, looked at piece by piece; each finding is a sentence, with how to mend what is wrong."""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cxlearn import course
from cxlearn.folder import made
from cxlearn.language import CourseError, say

_LEAST_PYTHON = (3, 11)
_LEAST = {"jupyterlab": "4.2", "ipywidgets": "7.6", "anywidget": "0.9.18"}
_EXTENSIONS = {"anywidget": "anywidget", "@jupyter-widgets/jupyterlab-manager": "jupyterlab_widgets"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is fine, and the sentence that says so."""

    fine: bool
    sentence: str


def examine(folder: Path) -> Iterator[Finding]:
    """Everything a learner's course needs, in the order in which to mend it.

    Args:
        folder: the student's folder; it need not exist yet.
    """
    yield python(sys.version_info[:2])
    for name, least in _LEAST.items():
        yield package(name, least)
    for extension, home in _EXTENSIONS.items():
        yield lab_extension(extension, home)
    yield the_course()
    yield writable(folder)
    yield progress()


def python(found: tuple[int, int]) -> Finding:
    """Whether Python, ``(major, minor)``, is new enough."""
    if found >= _LEAST_PYTHON:
        return Finding(fine=True, sentence=say("cli.python_fine", version=platform.python_version()))
    return Finding(fine=False, sentence=say("cli.python_old", version=".".join(map(str, found))))


def package(name: str, least: str) -> Finding:
    """Whether a package is installed, in version ``least`` or newer."""
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(fine=False, sentence=say("cli.package_missing", name=name, command=install(name)))
    if _numbers(found) >= _numbers(least):
        return Finding(fine=True, sentence=say("cli.package_fine", name=name, version=found))
    sentence = say("cli.package_old", name=name, version=found, least=least, command=install("--upgrade", name))
    return Finding(fine=False, sentence=sentence)


def lab_extension(name: str, home: str) -> Finding:
    """Whether JupyterLab finds the extension that draws widgets; ``home`` is the package that brings it."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:
        directories = []
    else:
        directories = [Path(directory) / name for directory in jupyter_path("labextensions")]
    if any((directory / "package.json").is_file() for directory in directories):
        return Finding(fine=True, sentence=say("cli.extension_fine", name=name))
    command = install("--force-reinstall", "--no-deps", home)
    return Finding(fine=False, sentence=say("cli.extension_missing", name=name, command=command))


def the_course() -> Finding:
    """Whether the course and its notebooks are there."""
    try:
        made()
    except CourseError as error:
        return Finding(fine=False, sentence=str(error))
    published = [chapter for chapter in course.chapters() if chapter.get("published")]
    return Finding(fine=True, sentence=say("cli.course_fine", count=len(published)))


def writable(folder: Path) -> Finding:
    """Whether the student's folder can be written to; where it is still to be made, the folder it will stand in."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError:
        return Finding(fine=False, sentence=say("cli.folder_closed", path=folder))
    return Finding(fine=True, sentence=say("cli.folder_fine", path=folder))


def progress() -> Finding:
    """Whether the learner's log opens."""
    from cxlearn.log import learner_log

    log = learner_log()
    problem = log.problem()
    if problem:
        return Finding(fine=False, sentence=problem)
    return Finding(fine=True, sentence=say("cli.log_fine", path=log.place))


def install(*what: str) -> str:
    """The command that installs something into this very Python."""
    arguments = [sys.executable, "-m", "pip", "install", *what]
    return subprocess.list2cmdline(arguments) if sys.platform == "win32" else " ".join(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:3] if part.isdigit())
