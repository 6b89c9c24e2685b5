"""A night's commands in a process that is forked from one that has loaded dbt already: a second instead of several."""

import ctypes
import os
import platform
import resource
from pathlib import Path

import dbt.adapters.duckdb  # these are loaded for those who come
import dbt.cli.main  # noqa: F401
import pyarrow  # noqa: F401

import publish
from fazhi import build, nightly  # noqa: F401
from fazhi.cli import main
from fazhi.incremental import part
from ground import paths
from ingest.fetching import connections, politeness, rounds  # noqa: F401
from publish.folder import replaced
from publish.warehouse import opened

CAPSET = {"x86_64": 126, "aarch64": 91}  # the system call by which root gives up its rights


def run(
    project: Path,
    commands: list[list[str]],
    said: Path,
    site: str,
    *,
    whole: bool,
    file_bytes: int | None,
    as_anybody: bool,
) -> None:
    """One command after the other, with the dbt project in `project`; they say what they say into files beside `said`.

    They may ask the server at `site`, without a pause. The last of them may write files of `file_bytes` at most, as on
    a disk that is full; `as_anybody` it may write only where file permissions let it, root too.
    """
    os.setsid()
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(said.with_suffix(f".{name}"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    paths.ROOT = project
    os.environ[connections.ALLOWED], politeness.PAUSE = site, 0.0
    if whole:
        part.FEWEST, part.MOST = 0, 1.0  # so that nights build a part, as in a large warehouse
    else:
        publish.export_all = _export_one_table
    *first, last = commands
    for command in first:
        try:
            main(command, "fazhi")
        except SystemExit as ended:
            if ended.code:
                raise
    if as_anybody and os.geteuid() == 0:
        header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).syscall(CAPSET[platform.machine()], header, nothing) == 0
    if file_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    main(last, "fazhi")


def _export_one_table(db: Path, out: Path, _: object, **__: object) -> list[Path]:
    """One table by the real way into its folder: the real export needs the real marts."""
    with opened(db) as connection, replaced(out, {"table.csv"}) as folder:
        connection.execute(f"copy (from marts.stated order by all) to '{folder / 'table.csv'}'")
    return [out / "table.csv"]
