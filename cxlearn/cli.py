"""The command ``cxlearn``: opens the course, asks questions, restores chapters, moves progress, looks for faults.

Every word it says is in the language asked for; hence commands are put together once that language is known.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

import cxlearn
from cxlearn import course, doctor, language
from cxlearn.folder import Change, Folder, pages
from cxlearn.language import CourseError, say

if TYPE_CHECKING:  # the log brings its database along: only for who asks
    from cxlearn.log import Log

_DEFAULT_FOLDER = "~/cxlearn"
_LAST_PORT = 65535
# Without the course there are no words to say so with; hence these, in both languages.
_NO_COURSE = "Le cours est incomplet : réinstallez cxlearn. / The course is incomplete: install cxlearn again."


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code: 0 done, 1 something to mend, 2 not understood, 130 interrupted."""
    given = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    if not _course_opens():
        click.echo(_NO_COURSE, err=True)
        sys.exit(1)
    try:
        language.use(_language(given))
        code = command_line().main(given, prog_name="cxlearn", standalone_mode=False)
    except CourseError as error:
        click.echo(error, err=True)
        code = 1
    except click.UsageError:
        click.echo(say("cli.not_understood", given=" ".join(["cxlearn", *given]), help="cxlearn --help"), err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    sys.exit(code or 0)


def command_line() -> click.Group:
    """The whole command, with its help in the language in force."""
    line = _Group("cxlearn", help=say("cli.about"), params=[_version(), _lang(), _help()], add_help_option=False)
    line.add_command(_command("lab", lab, _folder(), _instructor(), _no_browser(), _port()))
    line.add_command(_command("restore", restore, click.Argument(["chapter"]), _folder(), _instructor()))
    line.add_command(_command("quiz", quiz, click.Argument(["chapter"], required=False)))
    line.add_command(_command("cards", cards, click.Argument(["chapter"], required=False)))
    line.add_command(_progress())
    line.add_command(_doors())
    line.add_command(_command("regrade", regrade, _file()))
    line.add_command(_command("doctor", examine, _folder()))
    return line


def lab(folder: Path, *, instructor: bool, no_browser: bool, port: int | None) -> None:
    """Make or reopen the student's folder, and start JupyterLab there on its first page."""
    spoken = language.current()
    place = Folder(folder)
    changes = place.bring(spoken, instructor=instructor)
    click.echo(say("cli.folder_ready", path=folder))
    _tell(changes)
    first = next(pages(spoken)).place
    settings = place.write_settings(spoken)
    click.echo(say("cli.opening_address" if no_browser else "cli.opening"))
    _start_jupyterlab(folder, first, settings, browser=not no_browser, port=port)


def restore(chapter: str, folder: Path, *, instructor: bool) -> None:
    """Give a fresh copy of a chapter."""
    _tell(Folder(folder).restore(chapter, language.current(), instructor=instructor))


def examine(folder: Path) -> int:
    """Say what is fine and what is not; 1 when something is to be mended."""
    wrong = 0
    for finding in doctor.examine(folder):
        click.echo(f"{'✓' if finding.fine else '✗'} {finding.sentence}")
        wrong += not finding.fine
    click.echo(say("cli.doctor_wrong", count=wrong) if wrong else say("cli.doctor_fine"))
    return 1 if wrong else 0


def quiz(chapter: str | None) -> None:
    """Ask the quiz of a chapter, or one over everything."""
    from cxlearn import terminal

    terminal.quiz(chapter)


def cards(chapter: str | None) -> None:
    """Review the cards of a chapter, or of the whole course."""
    from cxlearn import terminal

    terminal.cards(chapter)


def show_progress() -> None:
    """Show the overview, where nothing else is asked."""
    if click.get_current_context().invoked_subcommand is None:
        from cxlearn import terminal

        terminal.progress()


def export_progress(file: Path) -> None:
    """Copy the learner's progress into a file, to take it elsewhere."""
    click.echo(say("cli.exported", count=_log().export(file), path=file))


def import_progress(file: Path) -> None:
    """Add what another place exported to the learner's progress."""
    click.echo(say("cli.imported", count=_log().import_(file)))


def erase_progress(*, yes: bool) -> None:
    """Erase the learner's progress, once they have said so."""
    if yes or _confirmed():
        _log().erase()
        click.echo(say("cli.erased"))
    else:
        click.echo(say("cli.erase_left"))


def set_progress_aside() -> None:
    """Put a damaged log under another name, so that a new one can begin."""
    moved = _log().set_aside()
    click.echo(say("cli.set_aside", path=moved) if moved else say("cli.set_aside_none"))


def regrade(file: Path) -> None:
    """Verify the result file of an exam, grade it with today's course, and say what differs."""
    from cxlearn.exams import regrading

    for line in regrading.told(file):
        click.echo(line)


def export_anki(chapter: str | None, out: Path) -> None:
    """Write the cards and questions as an Anki deck, and say what it cannot carry."""
    from cxlearn.exchange import anki, content

    _say_written(out, anki.write(content.content(chapter), out))


def export_csv(chapter: str | None, out: Path) -> None:
    """Write the cards and questions as a CSV file, and say what its columns hold."""
    from cxlearn.exchange import content, spreadsheet

    _say_written(out, spreadsheet.write(content.content(chapter), out))


def _say_written(out: Path, lines: list[str]) -> None:
    click.echo(say("exchange.written", path=f"{out}, {out}.txt"))
    for line in lines:
        click.echo(line)


def show_place() -> None:
    """Say where the learner's progress is kept."""
    click.echo(_log().place)


def _log() -> Log:
    from cxlearn.log import learner_log

    return learner_log()


def _confirmed() -> bool:
    click.echo(say("cli.erase_sure"))
    answer: str = click.prompt(say("cli.erase_prompt"), default="", show_default=False)
    return answer.strip().lower() == say("cli.erase_answer")


def _tell(changes: list[Change]) -> None:
    for kind in ("new", "updated"):
        count = sum(change.kind == kind for change in changes)
        if count:
            click.echo(say(f"cli.changed_{kind}", count=count))
    for change in changes:
        if change.kind in {"beside", "restored"}:
            kept = "_kept" if change.kind == "restored" and change.beside else ""
            click.echo(say(f"cli.changed_{change.kind}{kept}", place=change.place, beside=change.beside))


def _start_jupyterlab(folder: Path, page: str, settings: Path, *, browser: bool, port: int | None) -> None:
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as error:
        raise CourseError(say("cli.no_jupyterlab", command=doctor.install("jupyterlab>=4.2,<5"))) from error
    directories = [str(settings), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, directories))
    LabApp.launch_instance(_jupyterlab_arguments(folder, page, browser=browser, port=port))


def _jupyterlab_arguments(folder: Path, page: str, *, browser: bool, port: int | None) -> list[str]:
    arguments = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{quote(page)}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.kernel_websocket_connection_class=cxlearn.connection.PromptConnection",
        "--Application.log_level=WARN",  # of its many lines, a student needs the address and what goes wrong
    ]
    if port:
        arguments.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--ServerApp.allow_root=True")  # in a container there is often nobody else
    return arguments


def _progress() -> click.Group:
    group = _Group(
        "progress",
        callback=show_progress,
        invoke_without_command=True,
        help=say("cli.help_progress"),
        params=[_lang(), _help()],
        add_help_option=False,
    )
    group.add_command(_command("export", export_progress, _file()))
    group.add_command(_command("import", import_progress, _file()))
    group.add_command(_command("erase", erase_progress, _flag("--yes")))
    group.add_command(_command("set-aside", set_progress_aside))
    group.add_command(_command("where", show_place))
    return group


def _doors() -> click.Group:
    group = _Group("export", help=say("cli.help_doors"), params=[_lang(), _help()], add_help_option=False)
    group.add_command(_command("anki", export_anki, _chapter(), _out("cxlearn.apkg")))
    group.add_command(_command("csv", export_csv, _chapter(), _out("cxlearn.csv")))
    return group


class _Group(click.Group):
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])


def _command(name: str, run: Callable[..., Any], *params: click.Parameter) -> click.Command:
    words = say(f"cli.help_{name.replace('-', '_')}")
    return click.Command(name, callback=run, help=words, params=[*params, _lang(), _help()], add_help_option=False)


def _help() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 -- click calls it so
        if asked:
            click.echo(ctx.get_help())
            ctx.exit()

    return _flag("--help", is_eager=True, expose_value=False, callback=show)


def _version() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 -- click calls it so
        if asked:
            click.echo(f"cxlearn {cxlearn.__version__}")
            ctx.exit()

    return _flag("--version", is_eager=True, expose_value=False, callback=show)


def _flag(name: str, **how: Any) -> click.Option:  # noqa: ANN401 -- click's own settings
    words = say(f"cli.help_{name.strip('-').replace('-', '_')}")
    return click.Option([name], is_flag=True, help=words, **how)


def _lang() -> click.Option:
    # Read before everything else, by _language(): the help is in that language too.
    return click.Option(["--lang"], expose_value=False, metavar="fr|en", help=say("cli.help_lang"))


def _file() -> click.Argument:
    return click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False))


def _chapter() -> click.Option:
    return click.Option(["--chapter"], metavar="05", help=say("cli.help_chapter"))


def _out(name: str) -> click.Option:
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.Option(["--out"], default=name, type=kind, metavar="FILE", help=say("cli.help_out", path=name))


def _folder() -> click.Option:
    words = say("cli.help_folder", path=_DEFAULT_FOLDER)
    return click.Option(
        ["--folder"],
        default=_DEFAULT_FOLDER,
        metavar="DIR",
        help=words,
        callback=lambda _c, _p, given: _expanded(given),
    )


def _instructor() -> click.Option:
    return _flag("--instructor")


def _no_browser() -> click.Option:
    return _flag("--no-browser")


def _port() -> click.Option:
    return click.Option(["--port"], type=click.IntRange(1, _LAST_PORT), metavar="N", help=say("cli.help_port"))


def _language(given: list[str]) -> str:
    """The language asked for, else ``CXLEARN_LANG``, else that of the student's folder, else the system's."""
    asked = _value(given, "--lang")
    if asked is not None:
        return language.supported(asked)
    if os.environ.get("CXLEARN_LANG"):
        return language.system_language()
    return Folder(_expanded(_value(given, "--folder") or _DEFAULT_FOLDER)).language or language.system_language()


def _value(given: list[str], option: str) -> str | None:
    for position, word in enumerate(given):
        if word == option:
            return next(iter(given[position + 1 :]), "")
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def _expanded(folder: str) -> Path:
    return Path(folder).expanduser().absolute()


def _course_opens() -> bool:
    try:
        course.load()
    except (OSError, ValueError):
        return False
    return True


def _speak_utf8() -> None:
    """Windows' consoles default to a code page that has no French spaces."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
