"""``python -m cxlearn.authoring``: check the course, then make everything that is made from it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePosixPath

import cxlearn
from cxlearn.authoring import company_data, rules, schema
from cxlearn.authoring.compiling import as_json, course_json
from cxlearn.authoring.notebooks import notebooks
from cxlearn.authoring.running import outputs
from cxlearn.authoring.sources import Course, Problem, SourceError

_ROOT = Path(cxlearn.__file__).parent.parent
_MADE_FOLDERS = ("notebooks", "exercises", "solutions")


def main(arguments: list[str] | None = None) -> int:
    """Check and make; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m cxlearn.authoring", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when a made file differs from its source"
    )
    parser.add_argument("--draft", action="store_true", help="make course.json even while the check finds problems")
    chosen = parser.parse_args(arguments)
    course = Course(_ROOT / "cxlearn" / "course")
    try:
        found = rules.problems(course)
        _say(found)
        if found and not chosen.draft:
            print(f"{len(found)} to mend; nothing was made.", file=sys.stderr)  # noqa: T201
            return 1
        return compare(course) if chosen.check else make(course)
    except SourceError as error:
        _say([error.problem])
        return 1


def _say(found: list[Problem]) -> None:
    for problem in sorted(found):
        print(_shown(problem.path), problem.line, f" {problem.sentence}", sep=":", file=sys.stderr)  # noqa: T201


def make(course: Course) -> int:
    """Write every made file, and delete notebooks that nothing makes any more."""
    # The notebooks are run on the course as it is now, so its data are written before they are made.
    _write(data_files(course))
    made = notebooks(course, outputs)
    _write(made)
    for path in _standing() - set(made):
        (_ROOT / path).unlink()
    return 0


def compare(course: Course) -> int:
    """Say which made files differ from what their sources make now; 1 when one does."""
    made = data_files(course) | notebooks(course, outputs)
    differing = [path for path, content in made.items() if not _same(_ROOT / path, content)]
    differing += sorted(_standing() - set(made))
    for path in differing:
        print(f"{path}: differs from its source; run `make course`.", file=sys.stderr)  # noqa: T201
    return 1 if differing else 0


def data_files(course: Course) -> dict[PurePosixPath, bytes]:
    """``course.json``, the schemas for editors, and the company's tables."""
    folder = PurePosixPath("cxlearn", "course")
    schemas = {
        folder / "schemas" / f"{kind}.json": as_json(model.model_json_schema()) for kind, model in schema.FILES.items()
    }
    return {folder / "course.json": course_json(course), **schemas, **company_data.tables()}


def _write(made: dict[PurePosixPath, bytes]) -> None:
    for path, content in made.items():
        target = _ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not _same(target, content):
            target.write_bytes(content)


def _same(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def _standing() -> set[PurePosixPath]:
    paths = (p for folder in _MADE_FOLDERS for p in (_ROOT / folder).glob("*/*.ipynb"))
    return {PurePosixPath(p.relative_to(_ROOT).as_posix()) for p in paths}


def _shown(path: Path) -> str:
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
