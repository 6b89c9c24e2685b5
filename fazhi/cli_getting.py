"""The verbs of somebody who begins or is in a hurry: init, ask, doctor."""

import shlex
import shutil
from pathlib import Path

import click

from fazhi.endings import NAME, lined
from fazhi.language import either
from fazhi.options import DB, YEAR
from fazhi.printing import printable
from fazhi.streams import say
from fazhi.troubles import fail as _fail
from fazhi.widths import padded
from ground.errors import FazhiError

MISSING = 1  # exit code of a doctor who found that something cannot work
_WIDEST = 100  # columns


def _columns() -> int:
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


@click.command(epilog="Example: fazhi init 法治报告 --samples")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--samples", is_flag=True, help="Put the sample digests into its reports/, to try it out.")
def init(folder: Path, samples: bool) -> None:
    """Make FOLDER a folder to work in: fazhi all runs there without arguments.

    It gets folders for reports and for rules of your own, an example register, examples of schedules and a fazhi.toml,
    which says what commands take where they name nothing else. Files that are there stay as they are.
    """
    from fazhi.workfolder import make

    try:
        made = make(folder, samples=samples)
    except FazhiError as error:
        _fail(error)
    count, there = len(made.written), len(made.kept)
    told = either(f"{count} files written", f"写入 {count} 个文件")
    kept = either(f", {there} were there and stay", f"，已有 {there} 个，保持不变") if there else ""
    say(printable(padded(either("folder", "文件夹"), NAME) + f"{folder}: {told}{kept}"))
    reports = folder / "reports"
    ready = samples or any(path.name != "README.md" for path in reports.iterdir())
    first = "" if ready else either(f"put reports into {reports}, then: ", f"把报告放进 {reports}，然后：")
    say(printable(lined("next", f"{first}cd {shlex.quote(str(folder))} && fazhi all")))


@click.command(epilog="Example: fazhi ask 受理行政复议 --year 2019 --db warehouse/fazhi.duckdb")
@click.argument("metric", nargs=-1, required=True)
@DB
@click.option("--year", type=YEAR, help="The year that the numbers are about; all years by default.")
@click.option("--place", "places", multiple=True, help="A place by its name, repeatable: its group, or these alone.")
@click.option("--json", "in_json", is_flag=True, help="Print it as JSON.")
def ask(metric: tuple[str, ...], db: Path, year: int | None, places: tuple[str, ...], in_json: bool) -> None:
    """Compare places by a METRIC: who stands where, who cannot be compared, and why not.

    METRIC is a code, a name in Chinese or English, or a part of one. Where it may be several, they are listed.
    """
    from fazhi.ask import ask as asked

    places = tuple(filter(str.strip, places))
    try:
        for line in asked(db, " ".join(metric), year, places, _columns(), in_json=in_json):
            say(printable(line))
    except FazhiError as error:
        _fail(error)


@click.command(epilog="Example: fazhi doctor --db warehouse/fazhi.duckdb")
@DB
def doctor(db: Path) -> None:
    """Say what is missing here, and how to get it: programs, fonts, versions, room, locks, rights to write.

    Exit codes: 0 nothing that the ordinary work needs is missing, 1 something is.
    """
    from fazhi.doctor import examined, lines

    findings = examined(db)
    for line in lines(findings, _columns()):
        say(printable(line))
    if any(finding.state == "bad" for finding in findings):
        raise SystemExit(MISSING)
