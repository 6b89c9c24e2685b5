"""What this machine lacks for fazhi, and how to get it: programs, versions, room, locks, rights to write."""

import contextlib
import fcntl
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata, util
from pathlib import Path
from typing import Literal, NamedTuple

from fazhi.language import either
from fazhi.widths import padded, wrapped
from ground.errors import FazhiError
from ground.paths import ROOT, SEEDS
from ground.warehouse import log_of
from ingest.clock import today
from ingest.documents.ocr import VARIABLE

State = Literal["good", "optional", "bad"]  # bad: something that the ordinary work needs is not there

COPIES = 3  # of the warehouse, for which there must be room
LEAST_ROOM = 500_000_000  # bytes; a first warehouse with its exports and page
_NAME = 14  # columns
_MARKS = {"good": ("ok", "好"), "optional": ("--", "可选"), "bad": ("!!", "缺")}
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts",
          "/System/Library/Fonts")  # fmt: skip
_CHINESE_FONT = re.compile(
    r"cjk|wqy|wenquan|simsun|simhei|msyh|pingfang|heiti|songti|noto.*(?:sc|hans)|sourcehan", re.I
)


class Finding(NamedTuple):
    """One thing that was looked at: its name, how it stands, what was found, and how to mend it."""

    name: str
    state: State
    told: str
    remedy: str = ""


def examined(db: Path) -> list[Finding]:
    """All findings, for a warehouse at `db`."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _packages,
        _project,
        _clock,
        lambda: _rights(db),
        lambda: _room(db),
        lambda: _locks(db),
        _fonts,
        _office,
        _ocr,
        _browser,
    )
    return [finding for look in looks for finding in look()]


def lines(findings: list[Finding], columns: int) -> Iterator[str]:
    """They for a terminal, with what to do below each that needs something."""
    for finding in findings:
        mark = padded(either(*_MARKS[finding.state]), 5)
        first = f"{mark}{padded(finding.name, _NAME)}"
        for place, line in enumerate(wrapped(finding.told, columns - _NAME - 5)):
            yield f"{'' if place else first:<{_NAME + 5}}{line}" if place else f"{first}{line}"
        if finding.remedy:
            for line in wrapped(finding.remedy, columns - _NAME - 7):
                yield f"{' ' * (_NAME + 5)}→ {line}"
    bad = sum(finding.state == "bad" for finding in findings)
    more = sum(finding.state == "optional" for finding in findings)
    yield ""
    if bad:
        yield either(f"{bad} missing, {more} that one can do without", f"缺 {bad} 项，另有可选的 {more} 项未装")
    else:
        yield either(f"nothing is missing; {more} that one can do without", f"不缺什么；可选的 {more} 项未装")


def _python() -> Iterator[Finding]:
    yield Finding("Python", "good", f"{sys.version.split()[0]}, {sys.executable}")
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    if encoding.replace("-", "") not in ("utf8", "gb18030", "gbk"):
        yield Finding(
            either("terminal", "终端"),
            "bad",
            either(f"writes {encoding or 'no known encoding'}, which has no Chinese", f"编码 {encoding} 不能显示中文"),
            "export PYTHONUTF8=1 LANG=C.UTF-8",
        )


def _packages() -> Iterator[Finding]:
    """The libraries, as the installed package names them."""
    try:
        wanted = metadata.requires("fazhi") or []
        version = metadata.version("fazhi")
    except metadata.PackageNotFoundError:
        yield Finding("fazhi", "bad", either("is not installed", "没有安装"), "pipx install fazhi")
        return
    faults = [fault for requirement in wanted if "extra ==" not in requirement and (fault := _unfit(requirement))]
    told = f"{version}, dbt {_version('dbt-core')}, DuckDB {_version('duckdb')}"
    if faults:
        yield Finding(
            "fazhi",
            "bad",
            f"{told}; {', '.join(faults)}",
            either("install it afresh: pipx reinstall fazhi, in a checkout make .venv",
                   "重新安装：pipx reinstall fazhi；在源码目录中：make .venv"),
        )  # fmt: skip
    else:
        yield Finding("fazhi", "good", either(f"{told}, {len(wanted)} libraries", f"{told}，{len(wanted)} 个依赖库"))


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"


def _unfit(requirement: str) -> str:
    """What is wrong with a library: not installed, or another version; empty where nothing is."""
    from packaging.requirements import Requirement

    asked = Requirement(requirement)
    if asked.marker is not None and not asked.marker.evaluate():
        return ""
    there = _version(asked.name)
    if there == "?":
        return either(f"{asked.name} is not installed", f"缺 {asked.name}")
    if not asked.specifier.contains(there, prereleases=True):
        return either(
            f"{asked.name} is {there}, not {asked.specifier}", f"{asked.name} 是 {there}，应为 {asked.specifier}"
        )
    return ""


def _project() -> Iterator[Finding]:
    name = either("models", "模型")
    missing = [path.name for path in (ROOT / "dbt_project.yml", ROOT / "models", SEEDS) if not path.exists()]
    if missing:
        told = either(f"{', '.join(missing)} is not in {ROOT}", f"{ROOT} 里没有 {'、'.join(missing)}")
        yield Finding(name, "bad", told, either("install fazhi again", "请重新安装 fazhi"))
    else:
        yield Finding(name, "good", str(ROOT))


def _clock() -> Iterator[Finding]:
    name = either("clock", "时钟")
    try:
        yield Finding(name, "good", str(today()))
    except FazhiError as error:
        yield Finding(name, "bad", str(error), "timedatectl set-ntp true")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    folder = folder.absolute()
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path("/"))


def _rights(db: Path) -> Iterator[Finding]:
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


def _room(db: Path) -> Iterator[Finding]:
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
    return f"{count / 1e9:.1f} GB"


def _locks(db: Path) -> Iterator[Finding]:
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


def _fonts() -> Iterator[Finding]:
    name = either("fonts", "中文字体")
    found = ""
    if shutil.which("fc-list"):
        found = _said(["fc-list", ":lang=zh", "family"])
    if not found:
        folders = (Path(folder).expanduser() for folder in _FONTS)
        found = next(
            (path.name for folder in folders if folder.is_dir() for path in folder.rglob("*.[tToO][tT][fFcC]")
             if _CHINESE_FONT.search(path.name)), "")  # fmt: skip
    if found:
        yield Finding(name, "good", found.splitlines()[0])
    else:
        yield Finding(
            name,
            "optional",
            either(
                "no Chinese font: pictures and prints made here show boxes",
                "没有中文字体：在本机生成图片、打印会出现方框",
            ),
            "apt-get install fonts-noto-cjk",
        )


def _office() -> Iterator[Finding]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program:
        yield Finding("LibreOffice", "good", program)
    else:
        yield Finding(
            "LibreOffice",
            "optional",
            either(
                "not here: turns old files (.doc, .wps, .xls) into ones that are read",
                "未装：旧格式（.doc、.wps、.xls）需用它转换",
            ),
            "apt-get install --no-install-recommends libreoffice-writer libreoffice-calc",
        )


def _ocr() -> Iterator[Finding]:
    name, command = either("scans", "扫描件"), os.environ.get(VARIABLE, "").strip()
    if command:
        program = shlex.split(command)[0]
        if shutil.which(program):
            yield Finding(name, "good", f"{VARIABLE}: {command}")
        else:
            told = either(f"{VARIABLE} names {program}, which cannot be run", f"{VARIABLE} 所指的 {program} 无法运行")
            yield Finding(name, "bad", told, either(f"install it, or unset {VARIABLE}", f"请安装它，或取消 {VARIABLE}"))
    elif found := next((one for one in ("rapidocr", "rapidocr_onnxruntime") if util.find_spec(one)), ""):
        yield Finding(name, "good", found)
    else:
        yield Finding(
            name,
            "optional",
            either("nothing here reads pictures of pages", "没有识别扫描件文字的程序"),
            either(f"name a program in {VARIABLE}: docs/formats.md", f"在 {VARIABLE} 中指定程序，见 docs/formats.md"),
        )


def _browser() -> Iterator[Finding]:
    name = either("browser", "浏览器")
    named = os.environ.get("FAZHI_BROWSER", "").strip()
    programs = [named] if named else ["chromium", "chromium-browser", "google-chrome", "firefox"]
    if found := next((program for each in programs if (program := shutil.which(each))), ""):
        yield Finding(name, "good", found)
    else:
        told = either(
            "none here: the page is read elsewhere, or opened by copying the folder",
            "本机没有：请把网页文件夹复制到别处打开",
        )
        yield Finding(name, "optional", told, "apt-get install chromium")


def _said(command: list[str]) -> str:
    """What a program prints; nothing where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
