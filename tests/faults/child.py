"""`fazhi run` in a process that is forked from one that has loaded dbt already: a second instead of several."""

import ctypes
import os
import platform
import resource
import sys
from pathlib import Path

import dbt.adapters.duckdb  # these are loaded for those who come
import dbt.cli.main  # noqa: F401
import pyarrow  # noqa: F401

import publish
from fazhi import build, inputs, nightly  # noqa: F401
from fazhi.cli import main
from publish.folder import replaced
from publish.warehouse import opened

CAPSET = {"x86_64": 126, "aarch64": 91}  # the system call by which root gives up its rights


def run(
    project: Path, arguments: list[str], said: Path, *, whole: bool, file_bytes: int | None, as_anybody: bool
) -> None:
    """The command with the dbt project in `project`; it says what it says into files beside `said`.

    It may write files of `file_bytes` at most, as on a disk that is full; `as_anybody` it may write only where file
    permissions let it, root too.
    """
    os.setsid()
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(said.with_suffix(f".{name}"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    inputs.ROOT = build.ROOT = project
    if not whole:
        publish.export_all = _export_one_table
    sys.argv = ["fazhi", *arguments]
    if as_anybody and os.geteuid() == 0:
        header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).syscall(CAPSET[platform.machine()], header, nothing) == 0
    if file_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    main()


def _export_one_table(db: Path, out: Path, _: object) -> list[Path]:
    """One table by the real way into its folder: the real export needs the real marts."""
    with opened(db) as connection, replaced(out, {"table.csv"}) as folder:
        connection.execute(f"copy (from marts.stated order by all) to '{folder / 'table.csv'}'")
    return [out / "table.csv"]
