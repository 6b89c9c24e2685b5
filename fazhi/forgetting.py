"""Withdrawing a report from the facts, and taking it back: a decision that is kept beside the reports."""

from pathlib import Path
from typing import NamedTuple

from ground.errors import ShowError
from ingest.decisions import TAKE_BACK, WITHDRAW, decide, decisions_on
from ingest.store import State, read_state


class Forgotten(NamedTuple):
    """A report that is withdrawn or taken back: its source, the folder it came from, the file of the decision."""

    source: str
    root: Path
    noted: Path


def forget(db: Path, wanted: str, reason: str, *, back: bool = False) -> Forgotten:
    """Notes that the figures of the report `wanted` are to be no facts, or with `back` that they may be again.

    `wanted` is its file, its address, the end of either, or its report_id. Raises ShowError where none or several are
    meant, LandingError where the decision cannot be written.
    """
    if not db.exists():
        raise ShowError(f"{db}: there is no warehouse; land some reports first: fazhi land FOLDER --db {db}")
    state = read_state(db)
    source = _meant(state, wanted)
    report = state.reports[state.current[source]]
    root = Path(state.roots[source])
    # What was decided since the last run counts before what that run made of it.
    said = decisions_on(root).get((source, report.sha256))
    was_out = (remark := state.remarks.get(source)) is not None and remark.status == "withdrawn"
    if back and not (said == WITHDRAW or (was_out and said != TAKE_BACK)):
        raise ShowError(f"{source}: it is not withdrawn; nothing to take back")
    return Forgotten(source, root, decide(root, source, report.sha256, TAKE_BACK if back else WITHDRAW, reason))


def _meant(state: State, wanted: str) -> str:
    """The source of the report that is meant."""
    sources = [source for source in state.current if source in state.roots]
    path = str(Path(wanted).absolute())
    for fits in (
        lambda source: source == wanted,
        lambda source: str(Path(state.roots[source]) / source) == path,
        lambda source: state.current[source].startswith(wanted) and len(wanted) >= 8,
        lambda source: source.endswith(f"/{wanted}"),
    ):
        if found := [source for source in sources if fits(source)]:
            break
    if len(found) != 1:
        what = "several reports fit" if found else "no report has landed from there"
        raise ShowError(f"“{wanted}”: {what}; name one of: {', '.join(sorted(found or sources)[:5])}")
    return found[0]
