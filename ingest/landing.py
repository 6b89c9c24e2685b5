"""Landing: reports into schema raw, each content once, each refusal with its reason.

What landed stays: a file that is gone from the folder keeps its report, a changed one lands as a new version beside
the old. Passages and figures are what the code of today reads in the landed texts; when the code, its word lists or
the register's facts change, they are read again from there.

A report is committed together with its ledger row, so that a load that was broken off is gone on with by the next.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from ingest.store import opened
from ingest.survey import Finding, Survey, survey

IN_PART = ("pages_not_read", "pages_missing")  # reasons of reports that landed without a part of theirs


@dataclass
class LoadSummary:
    """What a load did. `files_seen` = `landed` + `unchanged` + refused; new versions are landed, duplicates unchanged.

    `passages` and `figures` count rows written, `reread` the landed reports that were read again.
    """

    files_seen: int = 0
    landed: int = 0
    new_versions: int = 0
    unchanged: int = 0
    duplicates: int = 0
    reread: int = 0
    passages: int = 0
    figures: int = 0
    refused: list[tuple[str, str, str]] = field(default_factory=list)  # source_uri, reason_code, reason
    incomplete: list[tuple[str, str, str]] = field(default_factory=list)  # the same of those that landed in part
    load_id: str | None = None  # None where there was nothing new, so that nothing was written

    def count(self, findings: list[Finding]) -> None:
        """Counts the sources by what became of them."""
        self.files_seen = len(findings)
        for finding in findings:
            if finding.status == "refused":
                self.refused.append((finding.source.uri, finding.reason_code or "", finding.reason or ""))
            elif finding.status in ("unchanged", "duplicate"):
                self.unchanged += 1
                self.duplicates += finding.status == "duplicate"
            else:
                self.landed += 1
                self.new_versions += finding.status == "new_version"
                if finding.reason_code in IN_PART:
                    self.incomplete.append((finding.source.uri, finding.reason_code or "", finding.reason or ""))


def land(source: Path, db: Path, *, progress: bool | None = None, refetch: bool = False) -> LoadSummary:
    """Lands a folder, a register or one file into the warehouse at `db`, which is made where it is not there.

    `progress` draws a bar on stderr; None draws it on a terminal only. An address that has landed is fetched again
    only with `refetch`. A refused source is told in the summary and stops no other. Raises RegisterError, MissingFile
    or LandingError.
    """
    with survey(source, db, refetch=refetch) as found:
        return carry_out(found, db, progress=progress)


def carry_out(found: Survey, db: Path, *, progress: bool | None = None) -> LoadSummary:
    """Writes what a survey found new into the warehouse at `db`; writes nothing where nothing is."""
    summary = LoadSummary()
    if not found.has_news:
        summary.count(found.findings)
        return summary
    from ingest.load import Load  # Arrow and the extraction: only for those who have something to land

    db.parent.mkdir(parents=True, exist_ok=True)
    with opened(db, read_only=False) as connection:
        load = Load(found, connection, progress=sys.stderr.isatty() if progress is None else progress)
        summary.count(load.run())
    summary.load_id, summary.reread = load.load_id, load.reread
    summary.passages, summary.figures = load.written["passages"], load.written["figures"]
    return summary
