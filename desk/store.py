"""The store of verdicts: a SQLite file, or PostgreSQL by URL. What `add` returns for is on the disk."""

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from desk import tables
from desk.errors import DeskError, OvertakenError
from desk.verdict import COLUMNS, Verdict, checked

WAIT = 30  # seconds for another writer of the file
PORTION = 300  # places that one query names
_V = tables.verdicts
_LATER = _V.alias("later")
_COLUMNS = [_V.c[column] for column in COLUMNS]


class Store:
    """Verdicts, samples and accounts, and who may write them: everyone who has the file or the database's address."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Lets go of the file or the database."""
        self.engine.dispose()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that is on the disk when the block has ended. Raises DeskError where the store cannot."""
        with _told(self.engine), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection for queries."""
        with _told(self.engine), self.engine.connect() as connection:
            yield connection

    def add(self, verdicts: Sequence[Verdict]) -> int:
        """Writes them all or none; how many were new, for a verdict whose id is there already is that one.

        Raises OvertakenError where one follows what another has followed already, RefusedError where one is no verdict.
        """
        rows = [{**checked(one).as_row(), "char_start": one.char_start} for one in verdicts]
        if not rows:
            return 0
        with _once(), self.writing() as connection:
            there = set(connection.scalars(sa.select(_V.c.verdict_id).where(_V.c.verdict_id.in_(_ids(rows)))))
            new = [row for row in rows if row["verdict_id"] not in there]
            if new:
                connection.execute(sa.insert(_V), new)
        return len(new)

    def heads(self, *conditions: sa.ColumnElement[bool]) -> list[Verdict]:
        """The last verdict of each thread, withdrawn ones left out, the oldest first."""
        query = (
            sa.select(*_COLUMNS)
            .where(~sa.exists().where(_LATER.c.follows == _V.c.verdict_id), _V.c.decision != "withdraw", *conditions)
            .order_by(_V.c.decided_at, _V.c.verdict_id)
        )
        with self.reading() as connection:
            return [_verdict(row) for row in connection.execute(query).mappings()]

    def heads_at(self, places: Iterable[tuple[str, int, str]]) -> list[Verdict]:
        """Those on these places: report, offset (-1 for a report itself) and printed number."""
        wanted, found = list(places), []
        for first in range(0, len(wanted), PORTION):
            portion = set(wanted[first : first + PORTION])
            reports = {report for report, *_ in portion}
            starts = {start for _, start, _ in portion}
            at = sa.func.coalesce(_V.c.char_start, -1)
            found += [
                one for one in self.heads(_V.c.report_sha256.in_(reports), at.in_(starts)) if one.place in portion
            ]
        return found

    def end_of(self, verdict: Verdict) -> Verdict | None:
        """The last of the verdict's thread, withdrawn or not; None where it would begin one."""
        at = sa.func.coalesce(_V.c.char_start, -1)
        reader, report, start, number, part = verdict.thread
        query = sa.select(*_COLUMNS).where(
            _V.c.reader == reader,
            _V.c.report_sha256 == report,
            at == start,
            _V.c.number_text == number,
            _V.c.part == part,
            ~sa.exists().where(_LATER.c.follows == _V.c.verdict_id),
        )
        with self.reading() as connection:
            found = connection.execute(query.order_by(_V.c.decided_at.desc())).mappings().first()
        return _verdict(found) if found else None

    def get(self, verdict_id: str) -> Verdict | None:
        """The verdict of this id."""
        with self.reading() as connection:
            found = connection.execute(sa.select(_V).where(_V.c.verdict_id == verdict_id)).mappings().first()
        return _verdict(found) if found else None

    def all(self) -> list[Verdict]:
        """Every verdict, followed or not, in the order of time."""
        query = sa.select(*_COLUMNS).order_by(_V.c.decided_at, _V.c.verdict_id)
        with self.reading() as connection:
            return [_verdict(row) for row in connection.execute(query).mappings()]

    def last_of(self, reader: str) -> Verdict | None:
        """The reader's last decision at the desk that still stands."""
        found = self.heads(_V.c.reader == reader, _V.c.source == "desk")
        return found[-1] if found else None

    def setting(self, name: str) -> str:
        """A secret of the store, made when it is first asked for."""
        table = tables.settings
        with self.writing() as connection:
            value = connection.scalar(sa.select(table.c.value).where(table.c.name == name))
            if value is None:
                value = secrets.token_hex(32)
                connection.execute(sa.insert(table), {"name": name, "value": value})
        return str(value)


def open_store(where: str) -> Store:
    """The store at a path or a postgresql:// URL, made or brought to today's form. Raises DeskError."""
    url = _url(where)
    try:
        engine = sa.create_engine(url, connect_args={"timeout": WAIT} if url.get_backend_name() == "sqlite" else {})
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        raise DeskError(f"{where}: {error}") from None
    if url.get_backend_name() == "sqlite":
        _durable(engine)
    with _told(engine), engine.execution_options(writes=True).begin() as connection:
        if url.get_backend_name() == "postgresql":
            connection.execute(sa.text("select pg_advisory_xact_lock(724911)"))  # two that start at once
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return Store(engine)


def _url(where: str) -> sa.URL:
    if "://" not in where:
        path = Path(where)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeskError(f"{where}: {error.strerror}; name a store where you may write: --store FILE") from None
        return sa.URL.create("sqlite", database=str(path))
    try:
        url = sa.make_url(where)
    except sa.exc.ArgumentError:
        raise DeskError(f"--store {where}: write a file's path or postgresql://USER@HOST/DATABASE") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise DeskError(f"--store: {url.get_backend_name()} is not known; it is a file or postgresql://")
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _durable(engine: sa.Engine) -> None:
    """A commit waits for the disk, readers for nobody, and a writer takes its turn when it begins."""

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:  # noqa: ANN401 - of the driver
        connection.isolation_level = None  # the driver begins nothing by itself
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("writes") else "begin")


@contextlib.contextmanager
def _told(engine: sa.Engine) -> Iterator[None]:
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except sa.exc.SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise DeskError(f"the store {engine.url.render_as_string()}: {reason}") from error


@contextlib.contextmanager
def _once() -> Iterator[None]:
    try:
        yield
    except sa.exc.IntegrityError:
        raise OvertakenError("this has been decided in another window meanwhile; look at it again") from None


def _ids(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [row["verdict_id"] for row in rows]


def _verdict(row: sa.RowMapping) -> Verdict:
    return Verdict(**{**row, "is_blind": row["is_blind"] == "true"})
