"""Python, fazhi and its libraries, the project's files, the clock."""

import sys
from collections.abc import Iterator
from importlib import metadata

from fazhi.doctor.findings import Finding
from fazhi.language import either
from ground.errors import FazhiError
from ground.paths import ROOT, SEEDS
from ingest.clock import today


def python() -> Iterator[Finding]:
    """The interpreter, and whether its output can be Chinese."""
    yield Finding("Python", "good", f"{sys.version.split()[0]}, {sys.executable}")
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    if encoding.replace("-", "") not in ("utf8", "gb18030", "gbk"):
        yield Finding(
            either("terminal", "终端"),
            "bad",
            either(f"writes {encoding or 'no known encoding'}, which has no Chinese", f"编码 {encoding} 不能显示中文"),
            "export PYTHONUTF8=1 LANG=C.UTF-8",
        )


def packages() -> Iterator[Finding]:
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


def project() -> Iterator[Finding]:
    """Whether the models and seeds are there."""
    name = either("models", "项目")
    missing = [path.name for path in (ROOT / "dbt_project.yml", ROOT / "models", SEEDS) if not path.exists()]
    if missing:
        told = either(f"{', '.join(missing)} is not in {ROOT}", f"{ROOT} 里没有 {'、'.join(missing)}")
        yield Finding(name, "bad", told, either("install fazhi again", "请重新安装 fazhi"))
    else:
        yield Finding(name, "good", str(ROOT))


def clock() -> Iterator[Finding]:
    """Whether the clock says a day that can be."""
    name = either("clock", "时钟")
    try:
        yield Finding(name, "good", str(today()))
    except FazhiError as error:
        yield Finding(name, "bad", str(error), "timedatectl set-ntp true")
