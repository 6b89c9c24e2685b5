"""The walk from reports to tables and page, or a part of it, on a copy that replaces the warehouse when all is done."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fazhi.build import build
from fazhi.built import Built
from fazhi.doubts import Doubt, doubtful
from fazhi.exports import export, is_due, is_page_due, write_page
from fazhi.guard import refuse_log
from fazhi.inputs import build_hash, built_hash
from fazhi.integrity import check, note
from fazhi.published import is_complete, is_loose, leave_out, pack
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.seeds import folder
from fazhi.runs import Journal, Run, noted
from fazhi.spark.provinces import refuse_part
from fazhi.workspace import locked, tidy, working_copy
from ground.errors import LandingError
from ground.warehouse import opened
from ingest.landing import LoadSummary, carry_out
from ingest.survey import Survey, survey
from ingest.verdicts import Verdicts, find_verdicts, land_verdicts

RAW = ["raw.reports", "raw.passages", "raw.figures", "raw.ledger"]  # whose rows every run notes


@dataclass(frozen=True)
class Walk:
    """What to do: land `source` and `verdicts`, build, export to `out`, write the page to `page`.

    `kind` and `take_all` are said of all reports of the source (`ingest.landing.land`). `force` does it even where
    nothing has changed, and builds all anew. `verified_only`: export what people have verified, and nothing else.
    `keep_intermediate`: what only passes on stays in the warehouse.
    """

    db: Path
    source: Path | None = None
    verdicts: Path | None = None
    building: bool = False
    out: Path | None = None
    formats: tuple[str, ...] = ()
    verified_only: bool = False
    page: Path | None = None
    refetch: bool = False
    kind: str | None = None
    take_all: bool = False
    force: bool = False
    keep_intermediate: bool = False
    wait: float = 0  # seconds for another run to end
    jobs: int | None = None  # processes that read; None for one a core

    @property
    def writes(self) -> bool:
        """Whether the warehouse may change."""
        return self.source is not None or self.verdicts is not None or self.building

    def begun(self) -> Run:
        """The run that does it."""
        landing = self.source or (self.verdicts and not self.building)
        steps = [("land", landing), ("build", self.building), ("export", self.out), ("page", self.page)]
        root = str(self.source.absolute()) if self.source else None
        return Run(" ".join(name for name, wanted in steps if wanted), root)


@dataclass
class Outcome:
    """What was done; None for a step that was not asked for or not needed.

    `reports`, `figures`: how many in all; `doubtful`: after a build, whose figures are set aside for doubt about them.
    """

    landed: LoadSummary | None = None
    verdicts: Verdicts | None = None
    built: Built | None = None
    exported: list[Path] | None = None
    page: list[Path] | None = None
    reports: int = 0
    figures: int = 0
    doubtful: list[Doubt] = field(default_factory=list)


def conduct(walk: Walk, when_landed: Callable[[LoadSummary], None] = lambda _: None, run: Run | None = None) -> Outcome:
    """Walks; `when_landed` hears of the landing before the build begins. Raises FazhiError; then nothing is changed.

    A walk that may write is noted in the history of runs; `run` shows how far it came.
    """
    outcome, run = Outcome(), run or walk.begun()
    if walk.building and (own := folder()):
        seeds_with(own)  # before anything lands
    with contextlib.ExitStack() as stack:
        journal = Journal(walk.db)
        if walk.writes:
            stack.enter_context(locked(walk.db, walk.wait))
            stack.enter_context(noted(journal, run))
            journal.at(run, "check")
        refuse_log(walk.db)
        if walk.writes:
            check(walk.db)
            refuse_part(walk.db)
        journal.at(run, "survey")
        found = stack.enter_context(_surveyed(walk))
        outcome.verdicts = find_verdicts(walk.verdicts, walk.db) if walk.verdicts else None
        news = (found is not None and found.has_news) or bool(outcome.verdicts and outcome.verdicts.new)
        if news or (walk.building and _build_is_due(walk, walk.db)):
            take_places = stack.enter_context(_held_back(walk))
            with working_copy(walk.db) as copy:
                journal.at(run, "land")
                _land(found, copy, outcome, run, when_landed, walk.jobs)
                if walk.building and _build_is_due(walk, copy):
                    journal.at(run, "build")
                    whole = walk.force or _lacks(walk, copy)
                    outcome.built = build(copy, lambda built: _enter(journal, copy, run, built), whole=whole)
                    _slim(walk, copy, outcome.built)
                else:
                    journal.enter(copy, run, [])
                journal.at(run, "export")
                _write(walk, copy, outcome)
                journal.at(run, "swap")
            take_places()
            note(walk.db)
        else:
            if walk.writes:
                tidy(walk.db)
            _land(found, walk.db, outcome, run, when_landed, walk.jobs)
            journal.at(run, "export")
            _write(walk, walk.db, outcome)
        outcome.reports, outcome.figures = _totals(walk.db)
        outcome.doubtful = doubtful(walk.db) if outcome.built else []
    return outcome


@contextlib.contextmanager
def _held_back(walk: Walk) -> Iterator[Callable[[], None]]:
    """Keeps what is written out of its place until the warehouse that it was made from is in its own."""
    if not (walk.out or walk.page):
        yield lambda: None
        return
    import publish

    with publish.held_back() as take_places:
        yield take_places


def _enter(journal: Journal, copy: Path, run: Run, built: Built) -> None:
    run.built(built)
    journal.enter(copy, run, [*RAW, *built.marts])


@contextlib.contextmanager
def _surveyed(walk: Walk) -> Iterator[Survey | None]:
    if walk.source is None:
        yield None
        return
    with survey(walk.source, walk.db, refetch=walk.refetch, kind=walk.kind, take_all=walk.take_all) as found:
        if not found.findings:
            raise LandingError(
                f"{walk.source}: there is no report in it; put text, pages, PDF, DOCX or XLSX files there"
            )
        yield found


def _land(
    found: Survey | None,
    db: Path,
    outcome: Outcome,
    run: Run,
    when_landed: Callable[[LoadSummary], None],
    jobs: int | None,
) -> None:
    if found is not None:
        outcome.landed = carry_out(found, db, jobs=jobs)
        run.landed(outcome.landed)
        when_landed(outcome.landed)
    if outcome.verdicts:
        land_verdicts(outcome.verdicts, db)


def _build_is_due(walk: Walk, db: Path) -> bool:
    """Whether anything that a build is made from has changed; where no report has landed, a plain `build` says so."""
    if walk.source is not None and not _totals(db)[0]:
        return False
    wanted = build_hash(db)
    return walk.force or not wanted or wanted != built_hash(db) or _lacks(walk, db)


def _lacks(walk: Walk, db: Path) -> bool:
    """Whether the warehouse at `db` is to keep what only passes on, and has left it out."""
    return walk.keep_intermediate and not is_complete(db)


def _slim(walk: Walk, db: Path, built: Built) -> None:
    """Leaves out of the warehouse at `db` what only passes on, and writes it anew where that makes it much smaller."""
    if not walk.keep_intermediate:
        leave_out(db, built.passing, built.kept)
    if built.reports is None or is_loose(db):
        pack(db)


def _write(walk: Walk, db: Path, outcome: Outcome) -> None:
    """Writes the tables and the page, those that are asked for and due."""
    if walk.source is not None and not _totals(db)[0]:
        return
    if walk.out and (walk.force or is_due(db, walk.out, walk.formats)):
        outcome.exported = export(db, walk.out, walk.formats, verified_only=walk.verified_only)
    if walk.page and (walk.force or is_page_due(db, walk.page, walk.out)):
        outcome.page = write_page(db, walk.page, walk.out)


def _totals(db: Path) -> tuple[int, int]:
    """How many reports and figures have landed in the warehouse at `db`."""
    if not db.exists():
        return 0, 0
    with opened(db, read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
        if not {("reports",), ("figures",)} <= set(tables):
            return 0, 0
        counts = connection.execute("select (select count(*) from raw.reports), (select count(*) from raw.figures)")
        reports, figures = counts.fetchone() or (0, 0)
    return reports, figures
