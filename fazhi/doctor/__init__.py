"""What this machine lacks for fazhi, and how to get it: programs, versions, room, locks, rights to write."""

from collections.abc import Callable, Iterator
from pathlib import Path

from fazhi.doctor import installed, place, programs
from fazhi.doctor.findings import Finding
from fazhi.language import either
from fazhi.widths import padded, wrapped

_NAME = 14  # columns
_MARKS = {"good": ("ok", "好"), "optional": ("--", "可选"), "bad": ("!!", "缺")}


def examined(db: Path) -> list[Finding]:
    """All findings, for a warehouse at `db`."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        installed.python,
        installed.packages,
        installed.project,
        installed.clock,
        lambda: place.rights(db),
        lambda: place.room(db),
        lambda: place.locks(db),
        programs.fonts,
        programs.office,
        programs.scans,
        programs.browser,
    )
    return [finding for look in looks for finding in look()]


def lines(findings: list[Finding], columns: int) -> Iterator[str]:
    """They for a terminal, with what to do below each that needs something."""
    for finding in findings:
        mark = padded(either(*_MARKS[finding.state]), 5)
        first = f"{mark}{padded(finding.name, _NAME)}"
        for number, line in enumerate(wrapped(finding.told, columns - _NAME - 5)):
            yield f"{' ' * (_NAME + 5) if number else first}{line}"
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
