"""Where the warehouse is, or will be: rights to write, room, runs and programs that hold it."""

import contextlib
import fcntl
import os
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from fazhi.doctor.findings import Finding
from fazhi.language import either
from ground.warehouse import log_of

COPIES = 3  # of the warehouse, for which there must be room
LEAST_ROOM = 500_000_000  # bytes; a first warehouse with its exports and page


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    folder = folder.absolute()
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path("/"))


def rights(db: Path) -> Iterator[Finding]:
    """Whether the warehouse may be written."""
    name, folder = either("writing", "写入"), _existing(db.parent)
    if os.access(folder, os.W_OK | os.X_OK):
        yield Finding(name, "good", str(folder))
    else:
        yield Finding(
            name,
            "bad",
            either(f"nothing may be written to {folder}", f"{folder} 不可写"),
            either(f"chown it to this account ({_account()}), or name another place: --db FILE",
                   f"把它交给本账户（{_account()}），或换一个位置：--db 文件"),
        )  # fmt: skip


def _account() -> str:
    import getpass

    with contextlib.suppress(OSError, KeyError):
        return getpass.getuser()
    return str(os.getuid())


def room(db: Path) -> Iterator[Finding]:
    """Whether there is room for the warehouse and its copies."""
    name, folder = either("room", "空间"), _existing(db.parent)
    free = shutil.disk_usage(folder).free
    wanted = max(LEAST_ROOM, COPIES * db.stat().st_size if db.is_file() else 0)
    told = either(f"{_bytes(free)} free at {folder}", f"{folder} 尚余 {_bytes(free)}")
    if free < wanted:
        remedy = either(
            f"make room for {_bytes(wanted)}: a run works on a copy", f"请腾出 {_bytes(wanted)}：运行时要用副本"
        )
        yield Finding(name, "bad", told, remedy)
    else:
        yield Finding(name, "good", told)


def _bytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"


def locks(db: Path) -> Iterator[Finding]:
    """Other runs, and programs that write: what keeps a run from beginning."""
    name = either("warehouse", "数据库")
    lock = db.with_name(f"{db.name}.lock")
    logs = [log for log in (log_of(db), log_of(db.resolve())) if log.is_file() and log.stat().st_size]
    if owner := _owner(lock):
        yield Finding(
            name,
            "bad",
            either(f"a run is working on {db} (process {owner})", f"有一次运行正在使用 {db}（进程 {owner}）"),
            either(f"wait until it has ended; where it hangs: kill {owner}", f"请等它结束；若已停滞：kill {owner}"),
        )
    elif logs:
        yield Finding(
            name,
            "bad",
            either(f"{logs[0]} was left by a program that wrote", f"{logs[0]} 是写入程序遗留的日志"),
            f"mv {shlex.quote(str(logs[0]))} {shlex.quote(f'{logs[0]}.aside')}",
        )
    elif db.is_file():
        yield Finding(name, "good", f"{db}, {_bytes(db.stat().st_size)}")
    else:
        yield Finding(name, "optional", either(f"{db} is not there yet", f"还没有 {db}"), "fazhi all")


def _owner(lock: Path) -> str:
    """The process that holds the lock; empty where none does."""
    try:
        with lock.open("r") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return file.read().strip() or "?"
    except OSError:
        return ""
    return ""
