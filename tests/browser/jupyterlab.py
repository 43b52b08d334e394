"""A real JupyterLab on loopback, started as a student starts it, and driven with a real Chromium."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request

FLAGS = [
    "--disable-dev-shm-usage",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever is not on this machine cannot be found; a test asserts that nothing tried.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_PATIENCE = 60


def chromium() -> str:
    """Where Chromium is; `make test` installs it where it may."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "Chromium is not installed: apt-get install chromium"
    return found


@dataclass
class Lab:
    """A running JupyterLab, and the student's folder it shows."""

    address: str
    language: str
    home: Path
    token: str = "test"
    asked: list[str] = field(default_factory=list)

    def open(
        self, browser: Browser, notebook: str, *, theme: str = "JupyterLab Light", width: int = 1280
    ) -> LessonPage:
        """The page of a notebook, with its kernel ready."""
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR")
        page = context.new_page()
        page.on("request", self._note)
        page.goto(f"{self.address}/lab/tree/{notebook}?token={self.token}&reset")
        lesson = LessonPage(page, self, notebook)
        lesson.wait_for_kernel()
        lesson.use_theme(theme)
        return lesson

    def sessions(self) -> list[dict[str, Any]]:
        """What Jupyter's server says of its kernels."""
        with urllib.request.urlopen(f"{self.address}/api/sessions?token={self.token}") as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found

    def elsewhere(self) -> list[str]:
        """Every request that was for another machine."""
        return [
            url
            for url in self.asked
            if not re.match(rf"(https?|wss?)://{re.escape(self.address.split('//')[1])}|data:|blob:", url)
        ]

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)


@dataclass
class LessonPage:
    """A notebook in JupyterLab."""

    page: Page
    lab: Lab
    notebook: str

    def wait_for_kernel(self) -> None:
        """The page says "idle" before a kernel exists: the server is asked instead."""
        self.page.wait_for_selector(".jp-Notebook", timeout=_PATIENCE * 1000)
        until(lambda: any(self._ready(session) for session in self.lab.sessions()))

    def _ready(self, session: dict[str, Any]) -> bool:
        kernel = session["kernel"] or {}
        return (
            session["path"] == self.notebook
            and kernel.get("execution_state") == "idle"
            and bool(kernel.get("connections"))
        )

    def use_theme(self, theme: str) -> None:
        """JupyterLab's own switch from light to dark."""
        self.page.evaluate("theme => window.jupyterapp?.commands.execute('apputils:change-theme', {theme})", theme)

    def run_all(self) -> None:
        """Run every cell, and wait until the last one has run."""
        self.command("notebook:run-all-cells")
        until(lambda: self.page.locator(".jp-CodeCell .jp-InputPrompt", has_text="*").count() == 0)
        self.wait_for_kernel()

    def widget(self, name: str) -> Locator:
        """Our widgets of one kind, in the order of the page."""
        return self.page.locator(f".cx-{name}")

    def restart(self) -> None:
        """A new kernel, as after a night."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        self.wait_for_kernel()

    def command(self, name: str) -> None:
        """One of JupyterLab's own commands."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def errors(self) -> list[str]:
        """What cells say went wrong."""
        shown = '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]'
        return self.page.locator(shown).all_text_contents()

    def violations(self) -> list[str]:
        """What axe finds wrong in our widgets: JupyterLab's own shell is not ours to mend."""
        found = Axe().run(self.page, context={"include": [[".cx"]]}).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def too_wide(self) -> list[str]:
        """What one would have to scroll sideways, or to read letter by letter; out of sight nothing is drawn anew."""
        script = """async () => {
          const wide = [];
          for (const widget of document.querySelectorAll(".cx")) {
            widget.scrollIntoView();
            for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
            if (widget.scrollWidth > widget.clientWidth + 1) wide.push(widget.className);
            for (const words of widget.querySelectorAll("p, dt, dd, li, label, button, legend")) {
              const { width, height } = words.getBoundingClientRect();
              if (words.textContent.length > 5 && height > 8 * width) wide.push(words.textContent);
            }
          }
          return wide;
        }"""
        found: list[str] = self.page.evaluate(script)
        return found

    def turn_to(self, notebook: str) -> None:
        """Save and close this notebook, and open another one in the same page."""
        self.command("docmanager:save")
        self.command("application:close")
        self.notebook = notebook
        self.page.evaluate("path => window.jupyterapp.commands.execute('docmanager:open', {path})", notebook)
        self.wait_for_kernel()


def until(true: Any, patience: float = _PATIENCE) -> None:
    """Wait for a condition, or fail."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@contextlib.contextmanager
def running(folder: Path, home: Path, language: str) -> Iterator[Lab]:
    """``cxlearn lab``, as a student starts it, without opening a browser."""
    port = _free_port()
    _show_the_application(home)
    setting = {
        **os.environ,
        "CXLEARN_HOME": str(home),
        "CXLEARN_LEARNER": "test",
        "JUPYTER_TOKEN": "test",
        "HOME": str(home),
    }
    command = [
        sys.executable,
        "-m",
        "cxlearn",
        "lab",
        "--lang",
        language,
        "--folder",
        str(folder),
        "--no-browser",
        "--port",
        str(port),
    ]
    with (home / "jupyterlab.log").open("wb") as log:
        server = subprocess.Popen(command, env=setting, stdout=log, stderr=log)
        lab = Lab(f"http://127.0.0.1:{port}", language, home)
        try:
            until(lambda: _answers(lab, server))
            yield lab
        finally:
            server.terminate()
            server.wait(timeout=20)


def _show_the_application(home: Path) -> None:
    """Let the page's scripts reach JupyterLab's commands, as its own browser tests do."""
    (home / ".jupyter").mkdir(parents=True)
    setting = {"LabApp": {"expose_app_in_browser": True}}
    (home / ".jupyter" / "jupyter_lab_config.json").write_text(json.dumps(setting), encoding="utf-8")


def _answers(lab: Lab, server: subprocess.Popen[bytes]) -> bool:
    assert server.poll() is None, (lab.home / "jupyterlab.log").read_text(encoding="utf-8")
    try:
        lab.sessions()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
