"""A widget on a blank page: its script in a real Chromium, its panel in Python, JupyterLab's own colours, no server.

A message of the page goes to the panel as it would in a notebook, and the panel's view comes back::

    with blank_page.chromium() as browser, blank_page.show(browser, cx.ask("ch01-ux-scope"), theme="dark") as shown:
        shown.page.keyboard.press("1")
        assert shown.violations() == []
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from browser import jupyterlab
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cxlearn.widgets.panel import Panel

expect.set_options(timeout=20_000)  # a machine may be busy with other tests

# What anywidget's model does, with Python at the other end of `tellPython`.
_MOUNT = """
async ({ script, style, view, silence }) => {
  const sheet = document.createElement("style");
  sheet.textContent = style;
  document.head.append(sheet);
  const heard = { "change:view": new Set(), "change:heard": new Set() };
  let state = { view, silence };
  window.told = [];
  window.drawn = 0;
  window.receive = (next) => {
    if (JSON.stringify(next) === JSON.stringify(state.view)) return;
    state = { ...state, view: next };
    heard["change:view"].forEach((hear) => hear());
  };
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state = { ...state, [name]: value }; },
    on: (event, hear) => heard[event]?.add(hear),
    off: (event, hear) => heard[event]?.delete(hear),
    save_changes: () => {},
    send: async (message) => {
      window.told.push(message);
      window.receive(await window.tellPython(message));
      heard["change:heard"].forEach((hear) => hear());
    },
  };
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const started = performance.now();
  const widget = (await import(address)).default;
  window.unmount = await widget.render({ model, el: document.querySelector("main") });
  window.ready = performance.now() - started;
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which can reach nothing but this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=jupyterlab.chromium(), args=jupyterlab.FLAGS)
        yield browser
        browser.close()


class Shown:
    """A panel on a page."""

    def __init__(self, page: Page, panel: Panel) -> None:
        self.page = page
        self.panel = panel
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    def violations(self) -> list[str]:
        """What axe finds wrong, one line each."""
        found = Axe().run(self.page, context="main").response["violations"]
        return [
            f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}" for rule in found for node in rule["nodes"]
        ]

    def nodes(self) -> int:
        """How many elements the widget has."""
        count: int = self.page.evaluate("document.querySelectorAll('main *').length")
        return count

    def focused(self) -> str:
        """What has the focus: its ``data-key``, else its class or tag."""
        name: str = self.page.evaluate("(e => e.dataset.key || e.className || e.tagName)(document.activeElement)")
        return name

    def overflows(self) -> bool:
        """Whether one has to scroll sideways."""
        wider: bool = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return wider

    def outside(self) -> list[str]:
        """Requests that would have left the machine."""
        return [url for url in self.requests if not url.startswith(("blob:", "data:", "about:"))]


@contextmanager
def show(
    browser: Browser, panel: Panel, *, theme: Literal["light", "dark"] = "light", width: int = 800
) -> Iterator[Shown]:
    """The panel on a page of this width, in one of JupyterLab's themes."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    shown = Shown(page, panel)

    def answer(message: dict[str, Any]) -> dict[str, Any]:
        panel._receive(panel, message, [])
        return dict(panel.view)

    page.expose_function("tellPython", answer)
    page.set_content(_document(theme))
    code = {"script": _text(panel, "_esm"), "style": _text(panel, "_css")}
    page.evaluate(_MOUNT, {**code, "view": dict(panel.view), "silence": dict(panel.silence)})
    page.locator(".cx").wait_for()
    yield shown
    page.close()


def state_size(panel: Panel) -> int:
    """Bytes of what the page is sent for one view."""
    return len(json.dumps(panel.view, ensure_ascii=False).encode())


def code_size(panel: Panel) -> int:
    """Bytes of the widget's script and stylesheet, the shared ones included."""
    return sum(len(_text(panel, name).encode()) for name in ("_esm", "_css"))


def _text(panel: Panel, name: str) -> str:
    return str(getattr(panel, name))


def _document(theme: str) -> str:
    folder = Path(sys.prefix) / f"share/jupyter/lab/themes/@jupyterlab/theme-{theme}-extension"
    variables = "".join(re.findall(r"--jp-[\w-]+:[^;{}]+;", (folder / "index.css").read_text(encoding="utf-8")))
    plain = "body { margin: 8px; background: var(--jp-layout-color0); color: var(--jp-content-font-color1); }"
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Widget</title>"
        f"<meta name='viewport' content='width=device-width'><style>:root {{{variables}}} {plain}</style></head>"
        f"<body data-jp-theme-light='{str(theme == 'light').lower()}'><main></main></body></html>"
    )
