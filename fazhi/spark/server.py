"""Spark's Thrift server: whether it can be used, and statements of ours for it.

What dbt does there goes through dbt's own connection (profiles.yml, output `spark`), which is told the same place.
"""

import contextlib
import os
import socket
from collections.abc import Iterator
from importlib import util
from typing import Any, NamedTuple

from ground.errors import BuildError
from ingest.spark import session
from ingest.spark.session import MAJOR

HOST, PORT, USER = "FAZHI_SPARK_HOST", "FAZHI_SPARK_PORT", "FAZHI_SPARK_USER"
PATIENCE = 10  # seconds that it may take until somebody answers
EXTRA = "the extra `spark`: pip install 'fazhi[spark]'; in a checkout make spark makes an environment with it"
# What reads there needs besides: on the machine that conducts, and on the workers.
WHOLE = (
    "pyspark 4 and Java 17 beside fazhi: pip install pyspark; in a checkout make spark makes an environment with them"
)
# What the project's SQL takes for granted: the setting, and what it must be. Those of sessions dbt could set as well;
# they are asked of the server, so that whoever looks at the tables with another program reads the same values.
SETTINGS = session.SETTINGS | {"spark.sql.ansi.doubleQuotedIdentifiers": "true"}


class Server(NamedTuple):
    """An open session of the server."""

    cursor: Any
    version: str

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement gives. Raises BuildError with what Spark says."""
        try:
            self.cursor.execute(statement)
            return list(self.cursor.fetchall()) if self.cursor.description else []
        except Exception as error:
            raise BuildError(f"Spark: {_said(error)}; it was asked to: {' '.join(statement.split())[:200]}") from error


def place() -> tuple[str, int]:
    """The host and the port of the server. Raises BuildError where the port is none."""
    host, port = os.environ.get(HOST, "").strip() or "127.0.0.1", os.environ.get(PORT, "").strip() or "10000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise BuildError(f"{PORT} is “{port}”, which is no port; it is the one of Spark's Thrift server, as 10000")
    return host, int(port)


def require_extra() -> None:
    """Raises BuildError where what speaks to Spark is not installed."""
    missing = [
        name for name, module in (("dbt-spark", "dbt.adapters.spark"), ("PyHive", "pyhive")) if not _is_there(module)
    ]
    if missing:
        raise BuildError(
            f"{' and '.join(missing)} {'are' if missing[1:] else 'is'} not installed here; install {EXTRA}"
        )


@contextlib.contextmanager
def connected() -> Iterator[Server]:
    """A session of the server that the environment names.

    Raises BuildError where the extra is not installed, nothing or something else answers there, or where it is of a
    version or has settings under which the same SQL gives other numbers.
    """
    require_extra()
    host, port = place()
    from pyhive import hive

    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
        connection = hive.connect(host, port=port, username=os.environ.get(USER, "").strip() or "fazhi")
    except Exception as error:
        raise BuildError(
            f"{host}:{port}: no Thrift server of Spark answers there ({_said(error)}); start one "
            f"(docs/scale.md says how), or name its place: {HOST}, {PORT}"
        ) from None
    try:
        server = Server(connection.cursor(), "")
        server = server._replace(version=str(server.run("select version()")[0][0]).split()[0])
        if server.version.split(".")[0] != MAJOR:
            raise BuildError(f"{host}:{port}: it is Spark {server.version}; the models are written for Spark {MAJOR}")
        _check(server, f"{host}:{port}")
        yield server
    finally:
        with contextlib.suppress(Exception):  # it may be gone; what went wrong before is what counts
            connection.close()


def _check(server: Server, where: str) -> None:
    """Raises BuildError where the server's settings would change numbers or names."""
    wrong = []
    for name, wanted in SETTINGS.items():
        found = str(server.run(f"set {name}")[0][1])
        if found.lower() != wanted.lower():
            wrong.append(f"{name} is {found}, not {wanted}")
    if wrong:
        raise BuildError(f"{where}: {'; '.join(wrong)}; set it in spark-defaults.conf and start the server again")


def _is_there(module: str) -> bool:
    try:
        return util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _said(error: BaseException) -> str:
    """The first words of what Spark or the network says."""
    response = getattr(error.args[0], "status", None) if error.args else None  # of a statement that failed
    told = str(getattr(response, "errorMessage", "") or error or type(error).__name__)
    return " ".join(told.split()).split(" at org.apache.")[0][:600]
