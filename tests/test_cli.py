"""The command: what it says, in which language, and how it leaves."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.metadata import PackageNotFoundError

import pytest

from cxlearn import cli, course, doctor, log


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    """A machine of its own, with a home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))


@pytest.fixture
def run(capsys):
    """``run("lab", "--lang", "fr")`` → (exit code, what it said, what it complained of)."""

    def command(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        said, complained = capsys.readouterr()
        return left.value.code, said, complained

    return command


@pytest.fixture
def jupyterlab(monkeypatch):
    """JupyterLab is not started; what it would have been started with."""
    started = {}

    def start(folder, page, settings, **how):
        started.update(folder=folder, page=page, settings=settings, **how)

    monkeypatch.setattr(cli, "_start_jupyterlab", start)
    return started


def test_lab_makes_the_folder_in_the_home_and_opens_start_here(run, jupyterlab, tmp_path):
    code, said, _ = run("lab", "--lang", "en")
    assert code == 0
    assert jupyterlab["folder"] == tmp_path / "home" / "cxlearn"
    assert jupyterlab["page"] == "00_start_here.ipynb"
    assert (jupyterlab["folder"] / jupyterlab["page"]).is_file()
    assert str(jupyterlab["folder"]) in said


def test_lab_passes_on_what_was_asked(run, jupyterlab, tmp_path):
    run("lab", "--folder", str(tmp_path / "é è"), "--no-browser", "--port", "9000")
    assert jupyterlab["folder"] == tmp_path / "é è"
    assert (jupyterlab["browser"], jupyterlab["port"]) == (False, 9000)


def test_the_language_is_the_one_asked_then_the_variables_then_the_folders_then_the_systems(
    run, jupyterlab, monkeypatch
):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for how, page in (([], "00_start_here"), (["--lang=fr"], "00_commencer_ici"), ([], "00_commencer_ici")):
        run("lab", *how)
        assert jupyterlab["page"] == f"{page}.ipynb"
    monkeypatch.setenv("CXLEARN_LANG", "en")
    run("lab")
    assert jupyterlab["page"] == "00_start_here.ipynb"


def test_without_a_word_from_the_system_it_speaks_french(run):
    assert "Un cours" in run("--help")[1]


@pytest.mark.parametrize("command", [[], ["lab"], ["restore"], ["progress"], ["progress", "erase"], ["doctor"]])
def test_the_help_is_whole_in_both_languages(run, command):
    helps = {spoken: run(*command, "--help", "--lang", spoken)[1] for spoken in course.LANGUAGES}
    assert "Afficher cette aide." in helps["fr"]
    assert "Show this help." in helps["en"]


def test_version(run):
    assert run("--version")[1].startswith("cxlearn ")


@pytest.mark.parametrize(
    "given",
    [["lba"], ["lab", "--port", "x"], ["lab", "--port", "0"], ["restore"], ["progress", "export"], ["lab", "--foo"]],
)
def test_what_is_not_understood_is_one_sentence_and_exit_code_2(run, given):
    code, said, complained = run(*given, "--lang", "fr")
    assert (code, said) == (2, "")
    assert complained.startswith("Cette commande n’est pas comprise")
    assert complained.count("\n") == 1


@pytest.mark.parametrize("given", ["de", ""])
def test_a_language_the_course_does_not_speak_is_one_sentence(run, given):
    code, said, complained = run("lab", f"--lang={given}")
    assert (code, said, complained.count("\n")) == (1, "", 1)


def test_an_unknown_chapter_is_one_sentence(run):
    code, _, complained = run("restore", "ux", "--lang", "en")
    assert (code, complained) == (1, "The course has no chapter “ux”.\n")


def test_restore_says_where_the_students_version_is(run, jupyterlab, tmp_path):
    run("lab", "--lang", "fr")
    notebook = tmp_path / "home" / "cxlearn" / "01_ux_et_cx.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][0]["source"] = ["mine"]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    assert "01_ux_et_cx (ma version).ipynb" in run("restore", "01")[1]


def test_ctrl_c_is_quiet(run, monkeypatch):
    monkeypatch.setattr(cli, "examine", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
    code, said, complained = run("doctor")
    assert (code, said, complained.strip()) == (130, "", "")


def test_without_its_course_the_command_says_so_in_both_languages(run, monkeypatch, tmp_path):
    monkeypatch.setattr(course, "load", lambda: json.loads(""))
    code, _, complained = run("lab")
    assert code == 1
    assert "réinstallez" in complained
    assert "install cxlearn again" in complained


def test_without_jupyterlab_it_says_how_to_add_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    code, _, complained = run("lab", "--lang", "en")
    assert code == 1
    assert "-m pip install" in complained


def test_progress_goes_from_one_place_to_another_and_is_not_doubled(run, tmp_path, monkeypatch):
    log.learner_log().append("answer", "ch01-a", score=1)
    assert "Un événement copié" in run("progress", "export", str(tmp_path / "mine.jsonl"), "--lang", "fr")[1]
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path / "elsewhere"))
    assert run("progress", "import", str(tmp_path / "mine.jsonl"), "--lang", "en")[1].startswith("One event")
    assert run("progress", "import", str(tmp_path / "mine.jsonl"), "--lang", "en")[1].startswith("0 events")
    assert [event.subject for event in log.learner_log().events()] == ["ch01-a"]


def test_a_file_that_is_no_export_is_one_sentence(run, tmp_path):
    (tmp_path / "mine.jsonl").write_text("hello", encoding="utf-8")
    code, _, complained = run("progress", "import", str(tmp_path / "mine.jsonl"))
    assert (code, complained.count("\n")) == (1, 1)


@pytest.mark.parametrize(("answer", "left"), [("oui", 0), ("non", 1), ("", 1)])
def test_erasing_is_asked_first(run, monkeypatch, answer, left):
    log.learner_log().append("answer", "ch01-a")
    monkeypatch.setattr(cli.click, "prompt", lambda *_a, **_k: answer)
    assert run("progress", "erase", "--lang", "fr")[0] == 0
    assert len(log.learner_log().events()) == left


def test_erasing_can_be_confirmed_beforehand(run):
    log.learner_log().append("answer", "ch01-a")
    run("progress", "erase", "--yes")
    assert log.learner_log().events() == []


def test_progress_says_where_it_is_kept(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    assert str(tmp_path) in run("progress", "where")[1]


def test_a_damaged_file_is_set_aside(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path))
    (tmp_path / "progress.db").write_text("damaged " * 500, encoding="utf-8")
    code, _, complained = run("progress", "export", str(tmp_path / "mine.jsonl"), "--lang", "fr")
    assert (code, complained.count("\n")) == (1, 1)
    assert "damaged" in run("progress", "set-aside", "--lang", "fr")[1]
    assert run("progress", "export", str(tmp_path / "mine.jsonl"), "--lang", "fr")[0] == 0


def test_the_doctor_finds_this_installation_in_order(run):
    code, said, _ = run("doctor", "--lang", "en")
    assert (code, said.splitlines()[-1]) == (0, "Everything is in order.")
    assert all(line.startswith("✓") for line in said.splitlines()[:-1])


def test_the_doctor_names_what_is_wrong_and_leaves_with_1(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, said, _ = run("doctor", "--folder", str(tmp_path / "file" / "cxlearn"), "--lang", "en")
    assert (code, said.splitlines()[-1]) == (1, "One thing to mend.")
    assert "Choose another folder with --folder." in said


def test_the_doctor_says_how_to_mend_each_thing(monkeypatch, tmp_path):
    assert not doctor.python((3, 10)).fine
    assert "pip install --upgrade jupyterlab" in doctor.package("jupyterlab", "99.0").sentence

    def nothing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", nothing)
    assert "pip install anywidget" in doctor.package("anywidget", "0.9").sentence
    assert "pip install --force-reinstall" in doctor.lab_extension("no-such-extension", "anywidget").sentence
    assert doctor.lab_extension("anywidget", "anywidget").fine


@pytest.mark.slow
def test_jupyterlab_really_opens_start_here_and_asks_for_no_news(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cxlearn", "lab", "--lang=fr", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--folder", str(tmp_path / "cours")], env=os.environ | {"JUPYTER_TOKEN": "token"}
    )
    try:
        assert ask(port, "").endswith("/lab/tree/00_commencer_ici.ipynb?token=token")
        settings = json.loads(ask(port, "lab/api/settings/@jupyterlab/apputils-extension:notification", body=True))
        assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
        assert settings["schema"]["properties"]["checkForUpdates"]["default"] is False
    finally:
        server.terminate()
        server.wait(timeout=30)


def ask(port, path, *, body=False):
    """Where the server leads, or what it says; it gets half a minute to start."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}?token=token", timeout=10) as reply:
                return reply.read() if body else reply.url
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    message = f"no server at port {port}"
    raise TimeoutError(message)
