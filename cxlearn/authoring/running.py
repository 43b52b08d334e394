"""Runs the code cells of a notebook, to keep the output of those whose output teaches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

SETTING = {
    "CXLEARN_STRICT": "1",
    "CXLEARN_LEARNER": "test",
    "CXLEARN_NOW": "2026-01-15T09:00:00+00:00",
    "PYTHONUTF8": "1",
}
"""The fixed seed and clock under which notebooks are made and tested."""

_RUNNER = """
import ast, json, sys, traceback
from IPython.core.formatters import DisplayFormatter
formatter, space, shown = DisplayFormatter(), {"__name__": "__main__"}, {}
for position, source in enumerate(json.loads(sys.stdin.read())):
    try:
        body = ast.parse(source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last else None
    except Exception as error:
        said = "".join(traceback.format_exception_only(error)).strip()
        print("\\n" + json.dumps({"failed": position, "said": said}))
        break
    if value is not None:
        shown[position] = formatter.format(value)[0]
else:
    print("\\n" + json.dumps(shown))
"""


class CellError(RuntimeError):
    """A code cell that failed: its position among the code cells, and what Python said."""

    def __init__(self, position: int, said: str) -> None:
        super().__init__(said)
        self.position = position


def outputs(sources: list[str], language: str) -> dict[int, Any]:
    """What each code cell shows, as notebook outputs by position; run apart, in an empty home of its own.

    Raises:
        CellError: when a cell fails.
        RuntimeError: when Python itself does; the message is what it said.
    """
    with tempfile.TemporaryDirectory() as home:
        setting = {**os.environ, **SETTING, "CXLEARN_HOME": home, "CXLEARN_LANG": language}
        command = [sys.executable, "-c", _RUNNER]
        run = subprocess.run(  # noqa: S603 -- our own interpreter on our own cells
            command,
            input=json.dumps(sources),
            env=setting,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if run.returncode:
        raise RuntimeError(run.stderr)
    shown = json.loads(run.stdout.splitlines()[-1])
    if "failed" in shown:
        raise CellError(shown["failed"], shown["said"])
    return {int(position): _result(data) for position, data in shown.items()}


def _result(data: dict[str, Any]) -> dict[str, Any]:
    rows = {mime: text.splitlines(keepends=True) for mime, text in data.items() if isinstance(text, str)}
    return {"data": rows, "execution_count": 1, "metadata": {}, "output_type": "execute_result"}
