"""The learner's append-only log: what was answered, reviewed, written and tried, event by event.

Everything else (progress, the state of a card, statistics) is derived from it. Saving never breaks a lesson: where the
database fails, events go on in memory, and :meth:`Log.problem` says in one sentence what to do.

Why no write-ahead log: it needs shared memory, which network folders lack, and cannot be read where nothing may be
written. SQLite's own journal costs the same here, a millisecond or two an event. And why no connection is kept: a
notebook that sleeps then holds no lock, survives a fork, and notices at once when its file was moved.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import platformdirs
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    create_engine,
    delete,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy import event as hooks
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool, StaticPool

from cxlearn.language import CourseError, say

SCHEMA = 1
"""The schema this version writes. Older ones are read; a newer database is left alone."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BUSY_MS = 5_000  # how long SQLite waits for another writer
_SLOW_S, _REST_S = 1.0, 30.0  # after a failure that kept the learner waiting, no new try for a while
_AT_ONCE = 500  # uids asked for in one query

_logger = logging.getLogger("cxlearn")
_tables = MetaData()
_about = Table("about", _tables, Column("key", String(255), primary_key=True), Column("value", Text, nullable=False))
_events = Table(
    "events",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("uid", String(32), nullable=False, unique=True),
    Column("time_ms", BigInteger, nullable=False),
    Column("session", String(255), nullable=False),
    Column("learner", String(255), nullable=False),
    Column("kind", String(255), nullable=False),
    Column("subject", String(255), nullable=False),
    Column("data", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Index("events_by_kind", "learner", "kind", "subject"),
    Index("events_by_subject", "learner", "subject"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Event:
    """Something the learner did. It is never changed; a later event may undo it."""

    id: int | None
    """Its row in this database; None while it is in memory only."""
    time_ms: int
    """When, in milliseconds since 1970 (UTC)."""
    session: str
    learner: str
    kind: str
    subject: str
    data: dict[str, Any]
    schema: int
    uid: str = field(default_factory=lambda: uuid4().hex)
    """Its name in every database it is copied to."""

    @property
    def time(self) -> datetime:
        """When, in UTC."""
        return _EPOCH + timedelta(milliseconds=self.time_ms)


class _TroubleError(Exception):
    """The database cannot be used; ``key`` is that of the sentence that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


_FAILURES = (_TroubleError, SQLAlchemyError, OSError, ValueError, ImportError)
_DAMAGED, _GONE, _NEWER = "damaged", "gone", "newer"  # keys of the interface
_FIELDS = {  # of an exported event
    "time_ms": int,
    "session": str,
    "learner": str,
    "kind": str,
    "subject": str,
    "data": dict,
    "schema": int,
    "uid": str,
}
_COLUMNS = ("id", "time_ms", "session", "learner", "kind", "subject", "data", "schema", "uid")
_SQLITE_TROUBLES = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
}


def now() -> datetime:
    """The time in UTC. ``CXLEARN_NOW`` (ISO 8601; without an offset, UTC) fixes it."""
    fixed = os.environ.get("CXLEARN_NOW")
    if not fixed:
        return datetime.now(UTC)
    told = datetime.fromisoformat(fixed)
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def default_url() -> str:
    """Where progress is kept: the database URL in ``CXLEARN_HOME``, or a file there, or in the user's data folder."""
    home = os.environ.get("CXLEARN_HOME", "")
    if "://" in home:
        return home
    folder = Path(home).absolute() if home else platformdirs.user_data_path("cxlearn", appauthor=False)
    return f"sqlite:///{folder / 'progress.db'}"


def learner_log(url: str | None = None) -> Log:
    """The log of this learner at a URL, by default :func:`default_url`; always the same object in one process."""
    return _log_at(url or default_url(), os.environ.get("CXLEARN_LEARNER"))


@cache
def _log_at(url: str, _learner: str | None) -> Log:
    return Log(url)


def seed_for(*parts: object) -> int:
    """A seed that stays the same for this learner and these parts, whatever the session and the machine's hash.

    Returns:
        48 bits, so that a page's JavaScript holds it exactly.
    """
    text = "\x1f".join(map(str, (learner_log().learner, *parts)))
    return int.from_bytes(sha256(text.encode()).digest()[:6], "big")


class Log:
    """The events of one learner in one database.

    Args:
        url: SQLAlchemy's URL of the database; by default :func:`default_url`. ``CXLEARN_LEARNER`` names the learner,
            which a database shared by a class needs; otherwise the database makes a pseudonym once and keeps it.
    """

    def __init__(self, url: str | None = None) -> None:
        self.session = uuid4().hex[:12]
        self._database = _Database(url or default_url())
        self._unsaved: list[Event] = []
        self._seen: dict[str, Event] = {}  # what was read or saved, should the database fail later
        self._held: dict[str, list[Event]] | None = None  # what was read once, by kind
        self._trouble: str | None = None
        self._opened = False
        self._resting_until = 0.0

    @property
    def learner(self) -> str:
        """The learner's pseudonym: made once per database, by whoever opens it first."""
        self._open()
        return self._database.learner

    @property
    def place(self) -> str:
        """The file, or the address without its password, where events are kept."""
        return self._database.place

    def append(self, kind: str, subject: str, **data: Any) -> bool:  # noqa: ANN401 -- whatever JSON can hold
        """Add an event.

        Returns:
            True once it is on disk, with all that had waited in memory; False when it is kept in memory only.
        """
        self.add(kind, subject, **data)
        return not self._unsaved

    def add(self, kind: str, subject: str, **data: Any) -> Event:  # noqa: ANN401
        """The same, for who needs the event itself: to undo it, say."""
        when = (now() - _EPOCH) // timedelta(milliseconds=1)
        event = Event(None, when, self.session, self.learner, kind, subject, _plain(data), SCHEMA)
        self._unsaved.append(event)
        self._held = None  # it is no longer all
        self._save()
        return event

    def events(self, *, kind: str | None = None, subject: str | None = None) -> list[Event]:
        """The learner's events in the order of time, saved and unsaved; all, or those of a kind or about a subject."""
        if self._held is not None and kind is not None:
            held = self._held.get(kind, [])
            return [event for event in held if event.subject == subject] if subject is not None else list(held)
        self._open()
        known = self._seen
        with self._guarded():
            known = self._database.read(kind, subject)
            self._seen |= known
        known = known | {event.uid: event for event in self._unsaved}
        chosen = (e for e in known.values() if kind in {None, e.kind} and subject in {None, e.subject})
        return sorted(chosen, key=lambda event: event.time_ms)

    @contextmanager
    def read_once(self) -> Iterator[None]:
        """Read the database one time, for all that is asked of :meth:`events` by kind until this ends."""
        held: dict[str, list[Event]] = {}
        for event in self.events():
            held.setdefault(event.kind, []).append(event)
        self._held = held
        try:
            yield
        finally:
            self._held = None

    def problem(self, language: str | None = None) -> str | None:
        """Why events are not saved and what to do, in one sentence; None while all is well."""
        self._open()
        return say(f"log.{self._trouble}", language, place=self.place) if self._trouble else None

    def export(self, path: Path) -> int:
        """Write every event to a file, one JSON object a line, in UTF-8.

        Returns:
            How many there are.

        Raises:
            CourseError: when the log cannot be read, or the file not be written.
        """
        events = self.events()
        self._insist()
        try:
            path.write_text("".join(map(_to_line, events)), encoding="utf-8", newline="\n")
        except OSError as error:
            raise CourseError(say("log.not_writable", path=path)) from error
        return len(events)

    def import_(self, path: Path) -> int:
        """Add the events of an exported file; those already here are not doubled.

        They become events of this log's learner: it is the same person, at school and at home.

        Returns:
            How many were new.

        Raises:
            CourseError: when the file is no export, or comes from a newer version, or the log cannot be written.
        """
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeError) as error:
            raise CourseError(say("log.not_readable", path=path)) from error
        events = [_from_line(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]
        added = 0
        with self._guarded():
            added += self._database.write(events)
        self._insist()
        return added

    def erase(self) -> int:
        """Erase the learner's events and pseudonym for good, in memory too.

        Returns:
            How many saved events there were.

        Raises:
            CourseError: when the log cannot be written.
        """
        self._open()
        erased = 0
        with self._guarded():
            erased += self._database.erase()
            self._unsaved, self._seen = [], {}
            self._save()
        self._insist()
        return erased

    def set_aside(self) -> Path | None:
        """Move the file to ``progress.damaged-<date>.db`` beside it, and start a new one.

        The pseudonym is kept where it can still be read, so that the learner's exercises keep their numbers.

        Returns:
            Where the old file is now; None when there is none.

        Raises:
            CourseError: when it cannot be moved.
        """
        self._open()
        try:
            aside = self._database.move_aside()
        except OSError as error:
            raise CourseError(say("log.not_movable", place=self.place)) from error
        self._resting_until = 0.0
        self._save()
        return aside

    def _open(self) -> None:
        """Try the database once, so that trouble and the pseudonym are known before the first event."""
        if not self._opened:
            self._opened = True
            self._save()

    def _save(self) -> None:
        if monotonic() < self._resting_until:
            return
        with self._guarded():
            waiting = list(self._unsaved)
            self._database.write(waiting)
            self._seen |= {event.uid: event for event in waiting}
            self._unsaved = self._unsaved[len(waiting) :]
            self._trouble = None

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Keep what goes wrong with the database away from the lesson."""
        started = monotonic()
        try:
            yield
        except _FAILURES as error:
            self._trouble = _trouble(error)
            self._database.sound = False
            # Not a warning: Python would print it into the learner's notebook.
            _logger.info("The log at %s: %s", self.place, error)
            if monotonic() - started > _SLOW_S:
                self._resting_until = monotonic() + _REST_S

    def _insist(self) -> None:
        """Tell whoever runs a command what a lesson only notes."""
        sentence = self.problem()
        if sentence:
            raise CourseError(sentence)


class _Database:
    """Where one learner's events lie. It raises what goes wrong; :class:`Log` keeps calm."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.given = os.environ.get("CXLEARN_LEARNER")
        self.learner = self.given or _pseudonym()  # until the database tells its own
        self.sound = False  # whether it was examined and nothing went wrong since
        self._found = False

    @cached_property
    def file(self) -> Path | None:
        """The SQLite file; None where the database is a server or lives in memory."""
        with suppress(*_FAILURES):
            url = make_url(self.url)
            name = url.database or ":memory:"
            if url.get_backend_name() == "sqlite" and name != ":memory:":
                return Path(unquote(name.removeprefix("file:")) if name.startswith("file:") else name)
        return None

    @property
    def place(self) -> str:
        if self.file is not None:
            return str(self.file)
        try:
            return make_url(self.url).render_as_string(hide_password=True)
        except _FAILURES:
            return self.url.rpartition("@")[2]

    def read(self, kind: str | None, subject: str | None) -> dict[str, Event]:
        """The learner's events by uid, in the order of time."""
        with self._transaction() as connection:
            if not _has_tables(connection):
                return {}
            self._get_to_know(connection)
            rows = connection.execute(_query(self.learner, kind, subject)).all()
        return {event.uid: event for event in map(_event, rows) if event}

    def write(self, events: list[Event]) -> int:
        """Add the events that are not there yet, all or none, and return how many. Even none makes the tables."""
        with self._writing() as connection:
            known = _known(connection, [event.uid for event in events])
            new = {event.uid: self._row(event) for event in events if event.uid not in known}
            if new:
                connection.execute(insert(_events), list(new.values()))
        self.sound = True
        return len(new)

    def erase(self) -> int:
        """Delete the learner's events and pseudonym, and return how many events there were."""
        with self._writing() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA secure_delete = ON")  # leaves no trace in the file's free pages
            erased = connection.execute(delete(_events).where(_events.c.learner == self.learner)).rowcount
            if not self.given:
                connection.execute(delete(_about).where(_about.c.key == "learner"))
        self.learner = self.given or _pseudonym()
        return erased

    def move_aside(self) -> Path | None:
        """Give the file, and what SQLite laid beside it, another name."""
        if self.file is None or not self.file.exists():
            return None
        aside = _free_name(self.file)
        # The journal first: left behind, SQLite would play it into the new file.
        for ending in ("-journal", "-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                self.file.with_name(self.file.name + ending).rename(aside.with_name(aside.name + ending))
        self._found = self.sound = False
        return aside

    def _row(self, event: Event) -> dict[str, Any]:
        return {**_portable(event), "learner": self.learner, "data": json.dumps(event.data, ensure_ascii=False)}

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One committed transaction on a database that is sound and ours."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            self._prepare(connection)
            yield connection

    @contextmanager
    def _transaction(self, begin: str = "BEGIN") -> Iterator[Connection]:
        self._look_for_file()
        with self._engine.connect().execution_options(begin=begin) as connection, connection.begin():
            yield connection

    def _look_for_file(self) -> None:
        if self.file is None:
            return
        if self.file.exists():
            self._found = True
        elif self._found:
            # Its disk may be unplugged: a new file in its place would hide the learner's history.
            raise _TroubleError(_GONE)
        else:
            self.file.parent.mkdir(parents=True, exist_ok=True)

    @cached_property
    def _engine(self) -> Engine:
        url = make_url(self.url)
        sqlite = url.get_backend_name() == "sqlite"
        engine = create_engine(url, poolclass=StaticPool if sqlite and self.file is None else NullPool)
        if sqlite:
            hooks.listen(engine, "connect", _on_connect)
            hooks.listen(engine, "begin", _on_begin)
        return engine

    def _prepare(self, connection: Connection) -> None:
        """Make the tables where there are none; refuse a newer database and a damaged file; learn the pseudonym."""
        if not self.sound:
            _look_for_damage(connection)
        if not _has_tables(connection):
            _tables.create_all(connection)
            connection.execute(insert(_about).values(key="schema", value=str(SCHEMA)))
        about = self._get_to_know(connection)
        if int(about.get("schema", "0")) > SCHEMA:
            raise _TroubleError(_NEWER)
        if not self.sound:
            # A write that changes nothing: whether writing works is known before an answer depends on it.
            connection.execute(update(_about).where(_about.c.key == "schema").values(value=_about.c.value))
        if not self.given and "learner" not in about:
            connection.execute(insert(_about).values(key="learner", value=self.learner))

    def _get_to_know(self, connection: Connection) -> dict[str, str]:
        """What the database says about itself, the learner's pseudonym among it."""
        about: dict[str, str] = {row.key: row.value for row in connection.execute(select(_about))}
        if not self.given:
            self.learner = about.get("learner", self.learner)
        return about


def _pseudonym() -> str:
    return uuid4().hex[:12]


def _has_tables(connection: Connection) -> bool:
    return connection.dialect.has_table(connection, _about.name)


def _query(learner: str, kind: str | None, subject: str | None) -> Select[Any]:
    # In the order of an event's fields, which are thousands at a time.
    query = select(*(_events.c[name] for name in _COLUMNS)).where(
        _events.c.learner == learner, _events.c.schema <= SCHEMA
    )
    if kind is not None:
        query = query.where(_events.c.kind == kind)
    if subject is not None:
        query = query.where(_events.c.subject == subject)
    return query.order_by(_events.c.time_ms, _events.c.id)


def _look_for_damage(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise _TroubleError(_DAMAGED)


def _event(row: Sequence[Any]) -> Event | None:
    """A saved row as an event; one whose text is damaged is left out, so that the others remain."""
    number, time_ms, session, learner, kind, subject, data, schema, uid = row
    try:
        return Event(number, time_ms, session, learner, kind, subject, json.loads(data), schema, uid)
    except ValueError:
        _logger.info("Event %s of the log cannot be read.", number)
        return None


def _portable(event: Event) -> dict[str, Any]:
    """An event's fields, without its row in this one database."""
    return {name: value for name, value in vars(event).items() if name != "id"}


def _known(connection: Connection, uids: list[str]) -> set[str]:
    """Those of the uids that the database holds already."""
    known: set[str] = set()
    for start in range(0, len(uids), _AT_ONCE):
        query = select(_events.c.uid).where(_events.c.uid.in_(uids[start : start + _AT_ONCE]))
        known.update(connection.execute(query).scalars())
    return known


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # this module says when a transaction begins
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("PRAGMA synchronous = EXTRA")  # confirmed means: outlives a power cut


def _on_begin(connection: Connection) -> None:
    # Whoever means to write says so at once: two writers then wait for each other instead of failing halfway.
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _trouble(error: Exception) -> str:
    """The key of the sentence for what went wrong."""
    if isinstance(error, _TroubleError):
        return error.key
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None) or 0
    return _SQLITE_TROUBLES.get(code & 0xFF, "unreachable")


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """The data as JSON gives it back; what numpy or pandas made becomes plain numbers and lists."""
    text = json.dumps(data, ensure_ascii=False, default=lambda it: it.tolist() if hasattr(it, "tolist") else str(it))
    # Half a surrogate pair, as a page may send it, is not UTF-8: it would stop every later save.
    plain: dict[str, Any] = json.loads(text.encode("utf-8", "replace"))
    return plain


def _to_line(event: Event) -> str:
    return json.dumps(_portable(event), ensure_ascii=False) + "\n"


def _from_line(line: str, number: int, path: Path) -> Event:
    try:
        fields = json.loads(line)
    except ValueError:
        fields = None
    if isinstance(fields, dict) and isinstance(fields.get("schema"), int) and fields["schema"] > SCHEMA:
        raise CourseError(say("log.newer_export", path=path))
    if not isinstance(fields, dict) or {name: type(value) for name, value in fields.items()} != _FIELDS:
        raise CourseError(say("log.not_an_export", line=number, path=path))
    return Event(id=None, **fields)


def _free_name(file: Path) -> Path:
    day = f"{now().astimezone():%Y-%m-%d}"
    names = (f"{file.stem}.damaged-{day}{suffix}{file.suffix}" for suffix in _numbering())
    return next(path for path in map(file.with_name, names) if not path.exists())


def _numbering() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))
