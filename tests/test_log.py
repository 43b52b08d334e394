"""The learner's log: what was confirmed stays, whatever happens to the process, the file or the disk."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlearn import log as log_module
from cxlearn.language import CourseError, say
from cxlearn.log import Event, Log, default_url, learner_log, now, seed_for

FIXTURES = Path(__file__).parent / "fixtures"
KILLS = 54
WORDS_IN_A_SENTENCE = 28


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of one's own, no name, and patience: a busy machine must not look like a failing database."""
    monkeypatch.setattr(log_module, "_BUSY_MS", 120_000)
    monkeypatch.setattr(log_module, "_SLOW_S", 3_600.0)
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CXLEARN_LEARNER", raising=False)
    monkeypatch.delenv("CXLEARN_NOW", raising=False)


def at(file: Path) -> str:
    return f"sqlite:///{file}"


def subjects(log: Log) -> list[str]:
    return [event.subject for event in log.events()]


# --- what the log keeps


def test_what_was_appended_is_there_for_the_next_process() -> None:
    assert Log().append("answer", "ch01-ux-scope", response="utilisabilité", score=1.0)
    (event,) = Log().events()
    assert (event.kind, event.subject) == ("answer", "ch01-ux-scope")
    assert event.data == {"response": "utilisabilité", "score": 1.0}
    assert event.id is not None


def test_events_come_by_kind_and_by_subject_in_the_order_of_time() -> None:
    log = Log()
    log.append("answer", "a")
    log.append("draft", "a")
    log.append("answer", "b")
    assert subjects(log) == ["a", "a", "b"]
    assert [event.subject for event in log.events(kind="answer")] == ["a", "b"]
    assert [event.kind for event in log.events(subject="a")] == ["answer", "draft"]
    assert [event.kind for event in log.events(kind="draft", subject="a")] == ["draft"]
    assert log.events(kind="draft", subject="b") == []


def test_events_of_the_same_millisecond_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_NOW", "2026-11-03T09:30:00.123+01:00")
    log = Log()
    for number in range(5):
        log.append("draft", str(number))
    assert subjects(Log()) == ["0", "1", "2", "3", "4"]
    assert {event.time for event in log.events()} == {datetime(2026, 11, 3, 8, 30, 0, 123_000, tzinfo=UTC)}


def test_the_clock_is_utc_and_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert now().tzinfo is UTC
    monkeypatch.setenv("CXLEARN_NOW", "2026-11-03T09:30:00")
    assert now() == datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8")),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(codec="utf-8")),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
            max_leaves=5,
        ),
        max_size=4,
    )
)
def test_any_data_comes_back_as_it_was(data: dict[str, Any]) -> None:
    log = Log("sqlite://")
    assert log.append("draft", "x", answer=data)
    assert log.events()[0].data == {"answer": data}


class Array:
    """Gives its numbers as numpy and pandas do."""

    def __init__(self, plain: object) -> None:
        self.plain = plain

    def tolist(self) -> object:
        return self.plain


def test_what_numpy_computed_is_kept_as_plain_numbers() -> None:
    assert Log().append("answer", "01-2", response=Array(4), parts=Array([1.5, 2.0]), place=Path("a"))
    assert Log().events()[0].data == {"response": 4, "parts": [1.5, 2.0], "place": "a"}


def test_half_a_character_from_a_page_does_not_stop_the_log() -> None:
    log = Log()
    assert log.append("draft", "x", response="a\ud83d")
    assert log.append("draft", "y")
    assert log.events()[0].data == {"response": "a?"}


def test_a_damaged_event_hides_no_other() -> None:
    log = Log()
    log.append("answer", "a", response="é")
    log.append("answer", "b")
    with closing(sqlite3.connect(log.place)) as connection, connection:
        connection.execute("UPDATE events SET data = CAST(x'7bff' AS TEXT) WHERE subject = 'a'")
    assert subjects(log) == ["b"]
    assert log.problem() is None


def test_confirmed_means_that_it_outlives_a_power_cut() -> None:
    database = Log()._database
    with database._writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"


# --- who the learner is


def test_the_pseudonym_is_made_once_and_kept() -> None:
    learner = Log().learner
    assert len(learner) == 12
    assert Log().learner == learner
    assert learner_log().learner == learner


def test_a_given_name_has_events_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    Log().append("answer", "mine")
    monkeypatch.setenv("CXLEARN_LEARNER", "anna")
    assert learner_log().learner == "anna"
    assert learner_log().append("answer", "hers")
    assert subjects(learner_log()) == ["hers"]
    monkeypatch.delenv("CXLEARN_LEARNER")
    assert subjects(learner_log()) == ["mine"]


def test_a_seed_depends_on_the_learner_and_the_parts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_LEARNER", "anna")
    assert seed_for("task", "01-2") == 174_488_365_827_091
    assert seed_for("task", "01-2") != seed_for("task01", "-2")
    monkeypatch.setenv("CXLEARN_LEARNER", "bruno")
    assert seed_for("task", "01-2") != 174_488_365_827_091


def test_there_is_one_log_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = learner_log()
    assert learner_log() is first
    monkeypatch.setenv("CXLEARN_HOME", str(tmp_path / "other"))
    assert learner_log() is not first
    assert learner_log().place == str(tmp_path / "other" / "progress.db")
    monkeypatch.setenv("CXLEARN_HOME", "postgresql://class@host/cx")
    assert default_url() == "postgresql://class@host/cx"


# --- processes that write at once, or are killed


def in_a_fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def write(url: str, name: str, times: int) -> None:
    log = Log(url)
    for number in range(times):
        assert log.append("answer", f"{name}-{number}", text="é" * 200)


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    url = at(tmp_path / "shared.db")
    children = [in_a_fork(partial(write, url, name, 100)) for name in "ab"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert sorted(subjects(Log(url))) == sorted(f"{name}-{number}" for name in "ab" for number in range(100))


def test_processes_that_create_the_log_at_once_agree_on_one_learner(tmp_path: Path) -> None:
    for attempt in range(5):
        url = at(tmp_path / f"{attempt}.db")
        children = [in_a_fork(partial(write, url, name, 2)) for name in "abcd"]
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
        log = Log(url)
        assert len(log.events()) == 8
        assert {event.learner for event in log.events()} == {log.learner}


def test_a_log_survives_a_fork() -> None:
    log = learner_log()
    log.append("answer", "before")
    child = in_a_fork(lambda: (log.append("answer", "child"), None)[1])
    log.append("answer", "parent")
    assert os.waitpid(child, 0)[1] == 0
    assert sorted(subjects(Log())) == ["before", "child", "parent"]


def confirm_for_ever(url: str, pipe: int) -> None:
    log = Log(url)
    while True:
        event = log.add("answer", "ch01-ux-scope", response="é" * 300)
        if not log.problem():
            os.write(pipe, f"{event.uid}\n".encode())


def confirmed_before_death(url: str, delay: float, *, newborn: bool) -> list[str]:
    """The uids of the events that a process saw confirmed, until ``delay`` seconds after the first (or its birth)."""
    reading, writing = os.pipe()
    child = in_a_fork(lambda: confirm_for_ever(url, writing))
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as lines:
        seen = [] if newborn else [lines.readline()]
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in [*seen, *lines] if line.endswith("\n")]


@pytest.mark.slow
def test_whatever_was_confirmed_survives_the_death_of_the_process(tmp_path: Path) -> None:
    moments = random.Random(20)
    confirmed: dict[str, list[str]] = {}
    for number in range(KILLS):
        # A new file now and then, and death close to birth, so that some die while they create it.
        url, newborn = at(tmp_path / f"{number // 6}.db"), number % 6 == 0
        dead = confirmed_before_death(url, moments.uniform(0.0, 0.03), newborn=newborn)
        confirmed.setdefault(url, []).extend(dead)
    assert sum(map(len, confirmed.values())) >= KILLS * 5 / 6
    for url, uids in confirmed.items():
        log = Log(url)
        assert log.append("answer", "afterwards")
        assert set(uids) <= {event.uid for event in log.events()}
        with closing(sqlite3.connect(log.place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# --- databases that fail


Fault = tuple[str, Path | None]


def healthy(folder: Path, events: int = 3) -> Path:
    file = folder / "progress.db"
    log = Log(at(file))
    saved = [
        Event(None, number, "s", "l", "answer", f"saved-{number}", {"text": "é" * 500}, 1) for number in range(events)
    ]
    assert log._database.write(saved) == events
    return file


def garbage(folder: Path) -> Fault:
    file = folder / "progress.db"
    file.write_bytes(random.Random(1).randbytes(20_000))
    return at(file), file


def truncated(folder: Path) -> Fault:
    file = healthy(folder, 40)
    file.write_bytes(file.read_bytes()[:-5_000])
    return at(file), file


def torn(folder: Path) -> Fault:
    """A page in the middle holds what belongs elsewhere."""
    file = healthy(folder, 40)
    whole = file.read_bytes()
    page = int.from_bytes(whole[16:18], "big")
    file.write_bytes(whole[: 3 * page] + random.Random(1).randbytes(page) + whole[4 * page :])
    return at(file), file


def read_only(folder: Path) -> Fault:
    file = healthy(folder)
    return f"sqlite:///file:{file}?mode=ro&uri=true", file


def newer(folder: Path) -> Fault:
    file = healthy(folder)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    return at(file), file


def foreign(folder: Path) -> Fault:
    """Another program's database, whose table bears the name of one of ours."""
    file = folder / "progress.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE about (text TEXT)")
    return at(file), file


def a_folder_in_its_place(folder: Path) -> Fault:
    (folder / "progress.db").mkdir()
    return at(folder / "progress.db"), None


def a_file_where_its_folder_should_be(folder: Path) -> Fault:
    (folder / "home").write_bytes(b"")
    return at(folder / "home" / "progress.db"), None


def no_server(_folder: Path) -> Fault:
    return "postgresql+nosuchdriver://anna:secret@host/cx", None


def no_url(_folder: Path) -> Fault:
    return "nonsense", None


FAULTS = [
    (garbage, "damaged"),
    (truncated, "damaged"),
    (torn, "damaged"),
    (read_only, "read_only"),
    (newer, "newer"),
    (foreign, "unreachable"),
    (a_folder_in_its_place, "unreachable"),
    (a_file_where_its_folder_should_be, "unreachable"),
    (no_server, "unreachable"),
    (no_url, "unreachable"),
]


@pytest.fixture(params=FAULTS, ids=lambda fault: fault[0].__name__)
def fault(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path | None, str]:
    make, key = request.param
    return (*make(tmp_path), key)


def test_a_database_that_fails_is_named_in_one_sentence(fault: tuple[str, Path | None, str]) -> None:
    url, file, key = fault
    log = Log(url)
    for language in ("fr", "en"):
        sentence = log.problem(language)
        assert sentence == say(f"log.{key}", language, place=log.place)
        assert str(file or log.place) in sentence
        assert "cxlearn progress set-aside" in sentence or "cxlearn doctor" in sentence
    assert "secret" not in log.problem("en")


def test_a_database_that_fails_does_not_stop_the_lesson(fault: tuple[str, Path | None, str]) -> None:
    log = Log(fault[0])
    assert not log.append("answer", "first", response="é")
    assert not log.append("draft", "second")
    unsaved = [event for event in log.events() if event.id is None]
    assert [event.subject for event in unsaved] == ["first", "second"]
    assert [event.subject for event in log.events(kind="draft")] == ["second"]
    assert log.learner == log.learner


def test_a_database_that_fails_is_not_overwritten(fault: tuple[str, Path | None, str]) -> None:
    url, file, _ = fault
    before = file.read_bytes() if file else b""
    neighbours = sorted(file.parent.iterdir()) if file else []
    log = Log(url)
    for _ in range(3):
        log.append("answer", "a", text="é" * 5_000)
        log.events()
        log.problem()
    assert (file.read_bytes() if file else b"") == before
    assert (sorted(file.parent.iterdir()) if file else []) == neighbours


def test_what_can_still_be_read_is_read(tmp_path: Path) -> None:
    saved = ["saved-0", "saved-1", "saved-2"]
    log = Log(read_only(tmp_path)[0])
    assert not log.append("answer", "unsaved")
    assert subjects(log) == [*saved, "unsaved"]


def test_commands_say_what_lessons_only_note(fault: tuple[str, Path | None, str], tmp_path: Path) -> None:
    log = Log(fault[0])
    for command in (log.erase, lambda: log.import_(FIXTURES / "log_v1.jsonl")):
        with pytest.raises(CourseError) as said:
            command()
        assert str(said.value) == log.problem()


@pytest.mark.parametrize("key", ["damaged", "read_only", "full", "busy", "gone", "newer", "unreachable"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sentences_are_short_and_end_once(key: str, language: str) -> None:
    sentence = say(f"log.{key}", language, place="progress.db")
    assert len([word for word in sentence.split() if any(map(str.isalnum, word))]) <= WORDS_IN_A_SENTENCE
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")


# --- databases that fail for a while


@pytest.fixture
def disk() -> Iterator[dict[str, bool]]:
    """While ``disk["full"]``, no database may grow beyond the pages it has."""
    state = {"full": False}

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        if state["full"]:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {max(pages, 1)}")

    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", limit)
    yield state
    sqlalchemy.event.remove(sqlalchemy.Engine, "connect", limit)


def test_a_full_disk_loses_nothing_and_what_waited_is_saved_when_there_is_room(
    tmp_path: Path, disk: dict[str, bool]
) -> None:
    file = healthy(tmp_path, 1)
    before = file.read_bytes()
    disk["full"] = True
    log = Log(at(file))
    assert not log.append("answer", "large", text="é" * 50_000)
    for language in ("fr", "en"):
        assert log.problem(language) == say("log.full", language, place=file)
    assert subjects(log) == ["saved-0", "large"]
    assert without_counters(file.read_bytes()) == without_counters(before)
    disk["full"] = False
    assert log.append("answer", "small")
    assert log.problem() is None
    assert subjects(Log(at(file))) == ["saved-0", "large", "small"]


def without_counters(database: bytes) -> bytes:
    """A file of SQLite's, but for the numbers in its head that every transaction raises."""
    return database[:24] + database[28:92] + database[100:]


def test_a_full_disk_from_the_start(tmp_path: Path, disk: dict[str, bool]) -> None:
    disk["full"] = True
    log = Log(at(tmp_path / "progress.db"))
    assert not log.append("answer", "unsaved")
    assert log.problem("en") == say("log.full", "en", place=log.place)
    assert subjects(log) == ["unsaved"]
    assert log.problem("en") == say("log.full", "en", place=log.place)


def test_a_disk_that_is_gone_and_comes_back(tmp_path: Path) -> None:
    file = healthy(tmp_path / "stick", 2)
    log = Log(at(file))
    assert log.append("answer", "before")
    assert subjects(log) == ["saved-0", "saved-1", "before"]
    (tmp_path / "stick").rename(tmp_path / "pocket")
    assert not log.append("answer", "meanwhile")
    assert log.problem("en") == say("log.gone", "en", place=file)
    assert subjects(log) == ["saved-0", "saved-1", "before", "meanwhile"]
    assert not file.exists(), "a new file in its place would hide the history"
    (tmp_path / "pocket").rename(tmp_path / "stick")
    assert log.append("answer", "after")
    assert log.problem() is None
    assert subjects(Log(at(file))) == ["saved-0", "saved-1", "before", "meanwhile", "after"]


def test_another_program_in_the_middle_of_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "_BUSY_MS", 20)
    file = healthy(tmp_path, 1)
    log = Log(at(file))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not log.append("answer", "waits")
        assert log.problem("fr") == say("log.busy", "fr", place=file)
    assert log.append("answer", "next")
    assert subjects(Log(at(file))) == ["saved-0", "waits", "next"]


def test_a_learner_does_not_wait_twice_for_a_slow_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "_BUSY_MS", 20)
    monkeypatch.setattr(log_module, "_SLOW_S", 0.0)
    file = healthy(tmp_path, 1)
    log = Log(at(file))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not log.append("answer", "waits")
    assert not log.append("answer", "rests"), "no new try so soon"
    assert subjects(log) == ["saved-0", "waits", "rests"]
    monkeypatch.setattr(log_module, "monotonic", lambda: time.monotonic() + 31)
    assert log.append("answer", "tries again")
    assert subjects(Log(at(file))) == ["saved-0", "waits", "rests", "tries again"]


# --- moving, erasing, setting aside


def test_an_export_is_one_json_object_a_line_in_utf8(tmp_path: Path) -> None:
    Log().append("answer", "x", response="l’été\n\u2028…")
    assert Log().export(tmp_path / "out.jsonl") == 1
    (line,) = (tmp_path / "out.jsonl").read_bytes().decode("utf-8").split("\n")[:-1]
    assert "l’été" in line
    assert json.loads(line)["data"] == {"response": "l’été\n\u2028…"}


def test_what_was_exported_at_school_is_imported_at_home_once(tmp_path: Path) -> None:
    school, home = Log(at(tmp_path / "school.db")), Log(at(tmp_path / "home.db"))
    school.append("answer", "at school", response="é\u2028…")
    home.append("answer", "at home")
    school.export(tmp_path / "out.jsonl")
    assert home.import_(tmp_path / "out.jsonl") == 1
    assert home.import_(tmp_path / "out.jsonl") == 0
    assert subjects(home) == ["at school", "at home"]
    assert {event.learner for event in home.events()} == {home.learner}
    home.export(tmp_path / "back.jsonl")
    assert school.import_(tmp_path / "back.jsonl") == 1
    assert subjects(school) == subjects(home)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("{}\n", "not_an_export"),
        ("nonsense\n", "not_an_export"),
        ("[1]\n", "not_an_export"),
        ('{"schema": 99}\n', "newer_export"),
    ],
)
def test_a_file_that_is_no_export_changes_nothing(tmp_path: Path, content: str, key: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text((FIXTURES / "log_v1.jsonl").read_text(encoding="utf-8") + content, encoding="utf-8")
    with pytest.raises(CourseError) as said:
        Log().import_(file)
    assert str(said.value) == say(f"log.{key}", path=file, line=11)
    assert Log().events() == []


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes("é".encode("latin-1"))
    for file in (tmp_path / "none.jsonl", tmp_path / "latin.jsonl", tmp_path):
        with pytest.raises(CourseError, match=file.name):
            Log().import_(file)
    with pytest.raises(CourseError, match="none"):
        Log().export(tmp_path / "none" / "out.jsonl")


def test_erasing_leaves_no_event_no_trace_and_a_new_learner() -> None:
    log = Log()
    log.append("answer", "secret-subject", response="secret-answer")
    learner = log.learner
    assert log.erase() == 1
    assert log.events() == Log().events() == []
    assert log.learner == Log().learner != learner
    left = Path(log.place).read_bytes()
    assert b"secret" not in left
    assert learner.encode() not in left
    assert log.append("answer", "a new beginning")


def test_erasing_in_a_shared_database_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for learner in ("anna", "bruno"):
        monkeypatch.setenv("CXLEARN_LEARNER", learner)
        Log().append("answer", learner)
    assert Log().erase() == 1
    monkeypatch.setenv("CXLEARN_LEARNER", "anna")
    assert subjects(Log()) == ["anna"]


def test_a_damaged_file_is_set_aside_and_a_new_one_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_NOW", "2026-11-03T12:00:00")
    url, file = garbage(tmp_path)
    before = file.read_bytes()
    lesson = Log(url)
    assert not lesson.append("answer", "meanwhile")
    aside = Log(url).set_aside()
    assert aside == tmp_path / "progress.damaged-2026-11-03.db"
    assert aside.read_bytes() == before
    assert lesson.append("answer", "after"), "a notebook that is open goes on in the new file"
    assert subjects(Log(url)) == ["meanwhile", "after"]


def test_a_second_file_of_the_day_takes_no_name_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXLEARN_NOW", "2026-11-03T12:00:00")
    names = [Log(garbage(tmp_path)[0]).set_aside().name for _ in range(3)]
    assert names == [f"progress.damaged-2026-11-03{number}.db" for number in ("", "-2", "-3")]


def test_the_learner_keeps_the_pseudonym_when_the_file_is_set_aside(tmp_path: Path) -> None:
    file = healthy(tmp_path)
    learner = Log(at(file)).learner
    Path(f"{file}-journal").write_bytes(b"left by a crash")
    aside = Log(at(file)).set_aside()
    assert Log(at(file)).learner == learner
    assert Log(at(file)).events() == []
    assert len(Log(at(aside)).events()) == 3
    assert not Path(f"{file}-journal").exists()


def test_without_a_file_nothing_is_set_aside() -> None:
    assert Log("sqlite://").set_aside() is None


# --- logs of former versions


def test_a_log_of_schema_1_opens(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "log_v1.db", tmp_path)
    log = Log(at(tmp_path / "log_v1.db"))
    lines = (FIXTURES / "log_v1.jsonl").read_text(encoding="utf-8").splitlines()
    assert log.learner == "1ea42e400001"
    assert [vars(event) for event in log.events()] == [
        {"id": number, **json.loads(line)} for number, line in enumerate(lines, 1)
    ]
    assert log.append("answer", "today")
    assert log.problem() is None


def test_an_export_of_schema_1_is_imported() -> None:
    assert Log().import_(FIXTURES / "log_v1.jsonl") == 10
    assert Log().events(kind="worksheet")[0].data["text"].startswith("Chez nous, la promesse est «")


def test_an_event_names_itself() -> None:
    first, second = (Event(None, 0, "s", "l", "answer", "x", {}, 1) for _ in range(2))
    assert first.uid != second.uid
    assert first.time == datetime(1970, 1, 1, tzinfo=UTC)


def test_read_once_answers_by_kind_from_one_reading_until_something_is_added(tmp_path: Path) -> None:
    log, other = Log(at(tmp_path / "l.db")), Log(at(tmp_path / "l.db"))
    log.append("answer", "a")
    with log.read_once():
        other.append("answer", "b")
        assert [event.subject for event in log.events(kind="answer")] == ["a"]
        assert log.events(kind="answer", subject="b") == log.events(kind="review") == []
        log.append("answer", "c")
        assert [event.subject for event in log.events(kind="answer")] == ["a", "b", "c"]
    other.append("answer", "d")
    assert len(log.events(kind="answer")) == len("abcd")
