"""Our quiz beside jupyterquiz on the same ten questions, in one run of a real JupyterLab; and how fast widgets answer.

``python benchmarks/in_the_browser.py`` prints, for both: the bytes of the cell's output, the nodes on the page, and
the time from the kernel's reply to the page showing the quiz; then the time from an answer to its feedback, and from
a move in each model to the picture that follows from it (medians and 95th percentiles). Last, what needs no page: the
time of a move in Python, and the bytes of the state it sends. Figures of a busy machine say little: see to it first.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser import jupyterlab
from browser.jupyterlab import LessonPage, until
from playwright.sync_api import sync_playwright

from cxlearn.widgets.explore import MODELS, explore

ROUNDS = 9
SAMPLES = 200
MOVES = 100

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

# One control of a model, to and fro: a slider between two places, a switch, one choice and another.
_MOVES = (
    """
async (samples) => {"""
    + _CHANGED
    + """
  const root = document.querySelector(".cx-explorer, .cx-explore");
  const inputs = [...root.querySelectorAll("input")];
  const ranges = inputs.filter(({ type }) => type === "range"); // one that moves a picture from the start on
  const seen = ranges.find(({ dataset }) => ["emotion", "length"].includes(dataset.key));
  const input = seen ?? ranges.at(-1) ?? inputs.find(({ type }) => type !== "text");
  const presses = [...root.querySelectorAll('[data-key="first"], [data-key="again"]')];
  const shown = () => [".cx-sheets", ".cx-result strong", ".cx-results"]
    .flatMap((place) => [...root.querySelectorAll(place)]).map((node) => node.innerHTML).join();
  const move = (n) => {
    if (!input) return presses[n % 8 ? 0 : 1].click();
    if (input.type === "checkbox") return input.click();
    if (input.type === "radio") return inputs.filter(({ name }) => name === input.name).at(n % 2).click();
    const [low, high] = [Number(input.min), Number(input.max)];
    const at = (share) => low + Math.round(((high - low) / Number(input.step)) * share) * Number(input.step);
    const place = at(n % 2 ? 0.25 : 0.75);
    input.value = place === Number(input.value) ? high : place; // it may have begun there: nothing would move
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const times = [];
  for (let n = 1; n <= samples; n += 1) {
    const before = shown();
    const moved = performance.now();
    move(n);
    times.push(await changed(root, () => shown() !== before) - moved);
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
            _write(folder / "quiz.ipynb", ['import cxlearn as cx\ncx.use("en")', 'cx.quiz("05")'])
            for model in MODELS:
                _write(folder / f"{model}.ipynb", ['import cxlearn as cx\ncx.use("en")', f'cx.explore("{model}")'])
            browser = playwright.chromium.launch(executable_path=jupyterlab.chromium(), args=jupyterlab.FLAGS)
            beside(lab.open(browser, "bench.ipynb"))
            quiz(lab.open(browser, "quiz.ipynb"))
            latency("answer to feedback", lab.open(browser, "answers.ipynb"), ".cx-question .cx-option", _FEEDBACK)
            for model in MODELS:
                page = lab.open(browser, f"{model}.ipynb")
                latency(f"move {model}", page, ".cx-explorer button, .cx-explore input", _MOVES, MOVES)
                page.page.context.close()
        for model in MODELS:
            in_python(model)


def quiz(page: LessonPage) -> None:
    """From the kernel's reply to the quiz of a whole chapter on the page."""
    page.run_all()
    page.page.wait_for_selector(".cx-question")
    ready = [page.page.evaluate(_READY, [1, ".cx-question .cx-stem"]) for _ in range(ROUNDS)]
    print(f'cx.quiz("05") ready    median {median(ready):5.1f} ms (of {ROUNDS})')


def in_python(model: str) -> None:
    """What a move costs the kernel, and what it sends: neither depends on how busy the page is."""
    panel = explore(model, "en")
    settings = getattr(panel, "settings", None) or {}
    times = []
    for n in range(MOVES):
        told = {"do": "move", "settings": dict(settings), "stamp": float(n)}
        began = perf_counter()
        panel._receive(panel, told, [])  # noqa: SLF001 -- as a message of the page arrives
        times.append(1000 * (perf_counter() - began))
    state = len(json.dumps(panel.view, ensure_ascii=False).encode())
    print(f"{model:12} one move in Python {median(times):5.2f} ms (median of {MOVES})   state {state:6,} B")


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


def latency(what: str, page: LessonPage, selector: str, script: str, samples: int = SAMPLES) -> None:
    """How long the page takes to show what Python answered."""
    page.run_all()
    page.page.wait_for_selector(selector)
    times = page.page.evaluate(script, samples)
    print(
        f"{what:20} median {median(times):5.1f} ms   95th percentile {quantiles(times, n=20)[-1]:5.1f} ms ({samples})"
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
