"""A run that a scheduler calls: one line or one JSON object of what came of it, an exit code, a log, an alarm."""

import contextlib
import datetime
import json
import logging
import logging.handlers
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fazhi.alarms import Alarms
from fazhi.conductor import Outcome, Walk, conduct
from fazhi.runs import Journal, Run, told
from fazhi.stopping import as_stopped, signals
from fazhi.stopping import exit_code as stop_code
from ground.errors import Busy, FazhiError
from ground.warehouse import opened
from ingest.landing import LoadSummary
from ingest.withdrawals import told as of_gone

EXIT_DONE, EXIT_FAILED, EXIT_REFUSED, EXIT_BUSY = 0, 1, 3, 4
BUSY = "busy"
NO_MEMORY = "there is not enough memory; end other programs, or give the machine more, then run again"
MOST_FAULTS = 20  # rows of verdicts that stderr names
LOG_BYTES, LOG_FILES = 2_000_000, 5

log = logging.getLogger("fazhi.nightly")


@dataclass
class Report:
    """What came of a run: its exit code, one line of words, and the same as a dictionary for JSON."""

    exit_code: int
    line: str
    facts: dict[str, Any]
    troubles: list[str] = field(default_factory=list)  # for stderr

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self.facts, ensure_ascii=False, default=str)


def nightly(walk: Walk, alarms: Alarms, log_file: Path | None = None, stale_after: int | None = None) -> Report:
    """Walks and tells what came of it; never raises FazhiError. What failed is told to the `alarms`.

    `stale_after` is the number of days without a new report from which the report says so.
    """
    run, troubles = walk.begun(), []
    with _logged(log_file, run) as trouble, signals():
        troubles += trouble
        log.info("begins: %s", run.steps)
        try:
            outcome = conduct(walk, _log_landed, run)
            report = _well(walk, run, outcome, stale_after)
            if outcome.landed and outcome.landed.newly_held:
                report.troubles += _told(alarms, report, _held(walk, outcome.landed))
        except (Exception, KeyboardInterrupt) as raised:
            error = as_stopped(raised)
            report = _ill(walk, run, error)
            report.troubles.append(_said(error))
            log.error("%s", report.troubles[0])
            report.troubles += _told(alarms, report, _detail(walk, run, error))
        log.info("%s", report.line)
    report.troubles[:0] = troubles
    return report


def _told(alarms: Alarms, report: Report, detail: str) -> list[str]:
    """Raises the alarm; what could not be told."""
    troubles = list(alarms.ring(report.facts, f"{report.line}\n\n{detail}"))
    for trouble in troubles:
        log.error("%s", trouble)
    return troubles


def _held(walk: Walk, landed: LoadSummary) -> str:
    """What a person is asked to decide."""
    listed = "\n".join(f"{uri}\n    {reason}" for uri, reason in landed.held_back)
    return (
        f"Changed reports wait for somebody to look at them; what was known before stands.\n\n{listed}\n\n"
        f"fazhi versions --db {walk.db} lists them; fazhi accept ADDRESS and fazhi reject ADDRESS decide."
    )


def _well(walk: Walk, run: Run, outcome: Outcome, stale_after: int | None) -> Report:
    facts = _facts(walk, run)
    facts |= {"reports": outcome.reports, "figures": outcome.figures}
    facts["exported"] = None if outcome.exported is None else len(outcome.exported)
    parts = [run.outcome.replace("_", " ")]
    refused, troubles = 0, list[str]()
    if landed := outcome.landed:
        refused = len(landed.refused)
        facts["refused_sources"] = [
            {"source": uri, "reason_code": code, "reason": reason} for uri, code, reason in landed.refused
        ]
        parts.append(
            f"{run.files_seen} seen, {run.new_reports} new, {run.new_versions} changed, {run.unchanged} unchanged, "
            f"{refused} refused"
        )
        if landed.held_back:
            facts["held_back"] = [{"source": uri, "reason": reason} for uri, reason in landed.held_back]
            parts.append(f"{len(landed.held_back)} CHANGED REPORTS HELD BACK (fazhi versions)")
        if landed.withdrawn:
            facts["withdrawn"] = landed.withdrawn
            parts.append(f"{landed.withdrawn} withdrawn")
        if landed.gone:
            facts["gone_sources"] = landed.gone
            parts.append(f"{len(landed.gone)} not there any more")
    if said := outcome.verdicts:
        facts["verdicts"] = {"read": said.read, "new": len(said.new), "refused": said.faults}
        parts.append(f"{len(said.new)} new verdicts, {len(said.faults)} refused")
        refused += len(said.faults)
        troubles = said.faults[:MOST_FAULTS]
    if built := outcome.built:
        parts.append(f"{built.models} models built, {built.tests} tests passed")
        facts["warnings"] = built.warnings
        facts["reports_worked_out"] = outcome.reports if built.reports is None else built.reports
        if built.warnings:
            parts.append(f"{len(built.warnings)} tests warned")
    if outcome.exported is not None:
        parts.append(f"{len(outcome.exported)} files exported")
    fresh = _freshness(walk.db)
    if fresh:
        facts |= fresh
        if stale_after is not None:
            facts["is_stale"] = fresh["days_without_news"] >= stale_after
        if facts.get("is_stale"):
            parts.append(f"NO NEW REPORT for {fresh['days_without_news']} days")
        if days := fresh.get("clock_is_behind_days"):
            parts.append(f"THE CLOCK IS BEHIND the last landing by {days} days: it was wrong then, or is now")
        if fresh["years_missing"]:
            parts.append(f"{fresh['years_missing']} years between reports missing")
    exit_code = EXIT_REFUSED if refused else EXIT_DONE
    facts["exit_code"] = exit_code
    return Report(exit_code, f"{'; '.join(parts)}; {walk.db}", facts, troubles)


def _ill(walk: Walk, run: Run, error: BaseException) -> Report:
    facts = _facts(walk, run)
    said = NO_MEMORY if isinstance(error, MemoryError) else " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, Busy):
        exit_code, word = EXIT_BUSY, BUSY
    elif isinstance(error, KeyboardInterrupt):
        exit_code, word = stop_code(error), "interrupted"
    else:
        exit_code, word = EXIT_FAILED, "failed"
    facts |= {"outcome": word, "exit_code": exit_code, "reason": str(error) or type(error).__name__}
    where = f" at {run.failed_step}" if run.failed_step else ""
    line = f"{word}{where}: {said[:300]}{'…' if len(said) > 300 else ''}"
    report = Journal(walk.db).report
    if run.ended_at and report.exists():
        facts["failure_report"] = str(report)
        line += f"; more in {report}"
    return Report(exit_code, f"{line}; {walk.db} is as it was", facts)


def _said(error: BaseException) -> str:
    """What a person is told; of a fault in our code, where it is."""
    if isinstance(error, FazhiError | KeyboardInterrupt):
        return f"Error: {error}"
    if isinstance(error, MemoryError):
        return f"Error: {NO_MEMORY}"
    return "Error: a fault in our code; please report it\n" + "".join(traceback.format_exception(error))


def _detail(walk: Walk, run: Run, error: BaseException) -> str:
    return str(error) if isinstance(error, Busy) else told(walk.db, run)


def _facts(walk: Walk, run: Run) -> dict[str, Any]:
    facts = {name: value for name, value in vars(run).items() if name != "step"}
    ended = run.ended_at or datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    facts |= {name: f"{facts[name].isoformat()}Z" for name in ("started_at", "ended_at") if facts[name]}
    return {**facts, "seconds": round((ended - run.started_at).total_seconds(), 1), "warehouse": str(walk.db)}


def _freshness(db: Path) -> dict[str, Any]:
    """When a report last landed, and how many years lack one between the first and the last of each jurisdiction."""
    if not db.exists():
        return {}
    with opened(db, read_only=True) as connection:
        row = connection.execute(
            """
            with spans as (
                select max(report_year) - min(report_year) + 1 - count(distinct report_year) as missing
                from raw.reports
                where jurisdiction_name is not null and report_year is not null
                group by jurisdiction_name, jurisdiction_code
            )
            select max(landed_at), (select coalesce(sum(missing), 0) from spans) from raw.reports
            """
        ).fetchone()
    if not row or row[0] is None:
        return {}
    days = (datetime.datetime.now(datetime.UTC).replace(tzinfo=None) - row[0]).days
    told = {"last_news_at": f"{row[0].isoformat()}Z", "days_without_news": max(days, 0), "years_missing": int(row[1])}
    return told | ({"clock_is_behind_days": -days} if days < 0 else {})


def _log_landed(landed: LoadSummary) -> None:
    for uri, code, reason in landed.refused:
        log.warning("refused %s [%s]: %s", uri, code, reason)
    for uri, code, reason in landed.incomplete:
        log.warning("incomplete %s [%s]: %s", uri, code, reason)
    for uri in landed.gone:
        log.warning("gone %s: %s", uri, of_gone(landed.gone, landed.known))
    log.info("landed %d of %d, %d unchanged", landed.landed, landed.files_seen, landed.unchanged)


@contextlib.contextmanager
def _logged(path: Path | None, run: Run) -> Iterator[list[str]]:
    """The log, written to the file; yields what is wrong with it, which is no reason not to run."""
    log.propagate, log.handlers, logging.raiseExceptions = False, [logging.NullHandler()], False
    log.setLevel(logging.INFO)
    trouble = []
    if path:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = logging.handlers.RotatingFileHandler(
                path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
            )
            form = logging.Formatter(f"%(asctime)sZ %(levelname)-7s {run.run_id} %(message)s", "%Y-%m-%d %H:%M:%S")
            form.converter = time.gmtime
            handler.setFormatter(form)
            log.addHandler(handler)
        except OSError as error:
            trouble.append(f"{path}: {error.strerror}; the run goes on without a log")
    try:
        yield trouble
    finally:
        for used in list(log.handlers):
            log.removeHandler(used)
            used.close()
