"""Our quiz beside jupyterquiz on the same ten questions, in one run of a real JupyterLab; and how fast widgets answer.

``python benchmarks/in_the_browser.py`` prints, for both: the bytes of the cell's output, the nodes on the page, and
the time from the kernel's reply to the page showing the quiz; then the time from an answer to its feedback, and from
a move in the model of chapter 1 to the numbers that follow from it (median and 95th percentile of 200).
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser import jupyterlab
from browser.jupyterlab import LessonPage, until
from playwright.sync_api import sync_playwright

ROUNDS = 9
SAMPLES = 200

# The same ten single-choice questions for both.
_ITEMS = """
import cxlearn as cx
from cxlearn.questions import bank
cx.use("en")
items = [item for item in bank("01") if item.kind == "single"][:10]
assert len(items) == 10
"""

_OURS = """
from cxlearn.widgets.question import Quiz


class Ten(Quiz):
    def _begin(self, attempt):
        self._take(attempt, items, 1)


Ten("01")
"""

_THEIRS = """
from jupyterquiz import display_quiz

questions = [
    {
        "question": item.stem["en"],
        "type": "multiple_choice",
        "answers": [
            {"answer": o.text["en"], "correct": o.score > 0, "feedback": o.reply["en"]} for o in item.options
        ],
    }
    for item in items
]
display_quiz(questions)
"""

_CELLS = {
    "cxlearn": (_OURS, ".cx-question .cx-option"),
    "jupyterquiz": (_THEIRS, ".QuizCode, .Quiz, [class*=Quiz] label, .MCButton"),
}

# From the kernel's first output for a cell to the frame that shows it.
_READY = """
async ([index, selector]) => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const output = notebook.content.widgets[index].node;
  const context = notebook.sessionContext;
  let replied;
  const outputs = ["display_data", "execute_result", "comm_open"];
  const note = (_, message) => {
    if (outputs.includes(message.header.msg_type)) replied ??= performance.now();
  };
  context.iopubMessage.connect(note);
  notebook.content.activeCellIndex = index;
  const run = window.jupyterapp.commands.execute("notebook:run-cell");
  const shown = () => output.querySelector(".jp-OutputArea-output") && output.querySelector(selector);
  while (!(replied && shown())) await new Promise((then) => setTimeout(then, 1));
  const ready = performance.now() - replied;
  await run;
  context.iopubMessage.disconnect(note);
  window.jupyterapp.commands.execute("notebook:clear-cell-output");
  return ready;
}
"""

_NODES = """
([index]) => {
  const cell = window.jupyterapp.shell.currentWidget.content.widgets[index];
  return cell.outputArea.node.querySelectorAll(".jp-OutputArea-output *").length;
}
"""

_BYTES = """
([index]) => {
  const outputs = window.jupyterapp.shell.currentWidget.content.widgets[index].model.sharedModel.toJSON().outputs;
  return new TextEncoder().encode(JSON.stringify(outputs)).length;
}
"""

_CHANGED = """
  const changed = (root, true_) => new Promise((then) => {
    const look = () => true_() && (watch.disconnect(), requestAnimationFrame(() => then(performance.now())));
    const watch = new MutationObserver(look);
    watch.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
"""

_FEEDBACK = (
    """
async (samples) => {"""
    + _CHANGED
    + """
  const root = document.querySelector(".cx-question");
  const times = [];
  for (let n = 0; n < samples; n += 1) {
    root.querySelectorAll(".cx-option input")[n % 2].click();
    const asked = performance.now();
    root.querySelector(".cx-main").click();
    times.push(await changed(root, () => root.querySelector(".cx-reply")) - asked);
    root.querySelector('[data-key="retry"], [data-key="restart"]').click();
    await changed(root, () => !root.querySelector(".cx-reply"));
  }
  return times;
}
"""
)

_MOVES = (
    """
async (samples) => {"""
    + _CHANGED
    + """
  const root = document.querySelector(".cx-explore");
  const slider = [...root.querySelectorAll("input[type=range]")].at(-1);
  const results = () => [...root.querySelectorAll(".cx-result strong")].map((node) => node.textContent).join();
  const times = [];
  for (let n = 0; n < samples; n += 1) {
    const before = results();
    slider.value = n % 2 ? 2 : 9;
    const moved = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    times.push(await changed(root, () => results() !== before) - moved);
  }
  return times;
}
"""
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        home = Path(place) / "home"
        home.mkdir()
        folder = Path(place) / "folder"
        with jupyterlab.running(folder, home, "en") as lab:
            _write(folder / "bench.ipynb", [_ITEMS, *(source for source, _ in _CELLS.values())])
            _write(folder / "answers.ipynb", ['import cxlearn as cx\ncx.use("en")', 'cx.ask("ch01-ask-ux-scope")'])
            _write(folder / "model.ipynb", ['import cxlearn as cx\ncx.use("en")', 'cx.explore("ux-cx")'])
            browser = playwright.chromium.launch(executable_path=jupyterlab.chromium(), args=jupyterlab.FLAGS)
            beside(lab.open(browser, "bench.ipynb"))
            latency("answer to feedback", lab.open(browser, "answers.ipynb"), ".cx-question .cx-option", _FEEDBACK)
            latency("move to picture", lab.open(browser, "model.ipynb"), ".cx-explore input", _MOVES)


def beside(page: LessonPage) -> None:
    """Size, nodes and readiness of the same ten questions."""
    page.run_all()
    for index, (name, (_, selector)) in enumerate(_CELLS.items(), start=1):
        until(lambda index=index: page.page.evaluate(_NODES, [index]) > 0)
        size, nodes = (page.page.evaluate(script, [index]) for script in (_BYTES, _NODES))
        ready = [page.page.evaluate(_READY, [index, selector]) for _ in range(ROUNDS)]
        print(f"{name:12} output {size:7,} B   nodes {nodes:4}   ready {median(ready):6.1f} ms (median of {ROUNDS})")
    print(f"{'cxlearn':12} sends with it: {_sent()}")


def _sent() -> str:
    from cxlearn.questions import bank
    from cxlearn.widgets.question import Ask

    panel = Ask(next(item for item in bank("01") if item.kind == "single"))
    state = len(json.dumps(panel.view, ensure_ascii=False).encode())
    code = len(str(panel._esm).encode()) + len(str(panel._css).encode())  # noqa: SLF001 -- what anywidget sends
    return f"state {state:,} B, code {code:,} B"


def latency(what: str, page: LessonPage, selector: str, script: str) -> None:
    """How long the page takes to show what Python answered."""
    page.run_all()
    page.page.wait_for_selector(selector)
    times = page.page.evaluate(script, SAMPLES)
    print(
        f"{what:20} median {median(times):5.1f} ms   95th percentile {quantiles(times, n=20)[-1]:5.1f} ms ({SAMPLES})"
    )


def _write(path: Path, sources: list[str]) -> None:
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "execution_count": None, "id": f"c{n}", "metadata": {}, "outputs": [], "source": source}
        for n, source in enumerate(sources)
    ]
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


if __name__ == "__main__":
    main()
