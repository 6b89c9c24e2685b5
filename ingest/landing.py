"""Landing: reports into schema raw, each content once, each refusal with its reason.

What landed stays: a file that is gone from the folder keeps its report, a changed one lands as a new version beside
the old; what a person withdraws stays too, marked. Passages and figures are what the code of today reads in the landed
texts; when the code, its word lists or the register's facts change, they are read again from there.

A report is committed together with its ledger row, so that a load that was broken off is gone on with by the next.
"""

from dataclasses import dataclass, field
from pathlib import Path

from ground.screens import is_terminal
from ground.warehouse import opened
from ingest.findings import Finding
from ingest.succession import SUSPICIOUS
from ingest.survey import Survey, survey

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
    held_back: list[tuple[str, str]] = field(
        default_factory=list
    )  # source_uri, reason: versions that wait for a person
    newly_held: int = 0  # of those, the ones that are held back since this load
    earlier: int = 0  # older contents of a store that landed before the newest ones
    doubtful: list[tuple[str, str]] = field(default_factory=list)  # source_uri of a new report, what is not sure of it
    incomplete: list[tuple[str, str, str]] = field(default_factory=list)  # the same of those that landed in part
    withdrawn: int = 0  # whose figures are no facts, because a person has said so
    gone: list[str] = field(default_factory=list)  # sources that landed from here, and are not here any more
    known: int = 0  # how many have landed from here
    load_id: str | None = None  # None where there was nothing new, so that nothing was written

    def count(self, findings: list[Finding]) -> None:
        """Counts the sources by what became of them."""
        self.files_seen = len(findings)
        for finding in findings:
            if finding.status == "refused":
                self.refused.append((finding.source.uri, finding.reason_code or "", finding.reason or ""))
                if finding.reason_code == SUSPICIOUS:
                    self.held_back.append((finding.source.uri, finding.reason or ""))
                    self.newly_held += finding.is_news
            elif finding.status in ("unchanged", "duplicate", "withdrawn", "taken_back"):
                self.unchanged += 1
                self.withdrawn += finding.status == "withdrawn"
                self.duplicates += finding.status == "duplicate"
            else:
                self.landed += 1
                self.new_versions += finding.status == "new_version"
                if finding.reason_code in IN_PART:
                    self.incomplete.append((finding.source.uri, finding.reason_code or "", finding.reason or ""))


def land(
    source: Path,
    db: Path,
    *,
    progress: bool | None = None,
    refetch: bool = False,
    kind: str | None = None,
    take_all: bool = False,
    jobs: int | None = None,
) -> LoadSummary:
    """Lands a folder, a register or one file into the warehouse at `db`, which is made where it is not there.

    `progress` draws a bar on stderr; None draws it on a terminal only. An address that has landed is fetched again
    only with `refetch`. `kind` is that of all reports of which no register says another, `take_all` lets in what is
    about something else. `jobs` is how many processes read; None takes a process a core, and one for a small load.
    A refused source is told in the summary and stops no other. Raises RegisterError, MissingFile
    or LandingError.
    """
    with survey(source, db, refetch=refetch, kind=kind, take_all=take_all) as found:
        return carry_out(found, db, progress=progress, jobs=jobs)


def carry_out(found: Survey, db: Path, *, progress: bool | None = None, jobs: int | None = None) -> LoadSummary:
    """Writes what a survey found new into the warehouse at `db`; writes nothing where nothing is."""
    root = str(found.root)
    summary = LoadSummary(gone=found.gone, known=sum(came_from == root for came_from in found.state.roots.values()))
    if not found.has_news:
        summary.count(found.findings)
        return summary
    from ingest.load import Load  # Arrow and the extraction: only for those who have something to land

    db.parent.mkdir(parents=True, exist_ok=True)
    shown = is_terminal() if progress is None else progress

    def load_all(news: Survey) -> list[Finding]:
        with opened(db, read_only=False) as connection:
            load = Load(news, connection, progress=shown, jobs=jobs)
            findings = load.run()
        summary.load_id = load.load_id
        summary.reread += load.reread
        summary.doubtful += load.doubtful
        summary.passages += load.written["passages"]
        summary.figures += load.written["figures"]
        return findings

    # A store's contents land in the order in which they came, so that a warehouse that is made anew judges each by
    # the one before it, as the nights did, and an error page at the end hides no report.
    for back in range(found.behind, 0, -1):
        with survey(found.root, db, back=back, kind=found.kind, take_all=found.take_all) as older:
            older.pictures = found.pictures
            summary.earlier += sum(finding.status in ("landed", "new_version") for finding in load_all(older))
    if found.behind:
        with survey(found.root, db, kind=found.kind, take_all=found.take_all) as newest:
            newest.pictures = found.pictures
            summary.count(load_all(newest))
    else:
        summary.count(load_all(found))
    return summary
