"""What stands behind a figure, looked up in a finished warehouse; reads and never writes."""

import contextlib
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi.naming import Row, cities, listed, metric_code, report_row, rows
from ground.errors import ShowError
from ground.warehouse import opened

if TYPE_CHECKING:
    import duckdb

_THING = re.compile(r"(?P<report>.+?):(?P<offset>\d+)(?::(?P<metric>\w+\.\w+))?")
_ORDER = "metric_code, jurisdiction_key nulls last, year, scope, as_of nulls first, report_id, char_start"


@dataclass(frozen=True)
class Report:
    """A landed report: its row of dim_report, how many figures became what, and the evidence of those in use."""

    row: Row
    outcomes: dict[str, int]
    figures: list[Row]


class _Asked(NamedTuple):
    """One thing that the figures must be: in words, as a column and its values, and the column that names them."""

    words: str
    column: str
    values: list[str] | list[int]
    shown: str


@contextlib.contextmanager
def warehouse(db: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A read-only connection to the warehouse at `db`. Raises ShowError where nothing is built there."""
    if not db.is_file():
        raise ShowError(f"{db}: there is no warehouse; make one first: fazhi all reports --db {db}")
    with opened(db, read_only=True) as connection:
        if not _has(connection, "fct_evidence") or not _has(connection, "aud_reading_cues"):
            raise ShowError(f"{db}: the marts are not built, or by an older version: fazhi build --db {db}")
        yield connection


def figures(
    connection: "duckdb.DuckDBPyConnection", metric: str | None = None, city: str | None = None, year: int | None = None
) -> list[Row]:
    """The evidence of the figures of a metric, of a city, of a year, or of all of these; never empty.

    Raises ShowError where there are none, with what there is instead.
    """
    asked = []
    if metric is not None:
        code = metric_code(connection, metric)
        asked.append(_Asked(f"of {code}", "metric_code", [code], "metric_code"))
    if city is not None:
        meant = cities(connection, city)
        asked.append(_Asked(f"for {'、'.join(meant.values())}", "jurisdiction_key", list(meant), "jurisdiction_name"))
    if year is not None:
        asked.append(_Asked(f"about {year}", "year", [year], "year"))
    if found := _select(connection, asked):
        return found
    hints = []
    for left_out in asked:
        kept = [one for one in asked if one is not left_out]
        if kept and (others := _select(connection, kept)):
            there = sorted({str(row[left_out.shown]) for row in others}, key=lambda word: -_likeness(word, left_out))
            hints.append(f"{' '.join(one.words for one in kept)}: {listed(there)}")
    said = "; there are figures " + "; ".join(hints) if hints else ""
    raise ShowError(f"no figure in use is {' '.join(one.words for one in asked)}{said}")


def _likeness(word: str, asked: _Asked) -> float:
    return difflib.SequenceMatcher(None, word, str(asked.values[0])).ratio()


def figure(connection: "duckdb.DuckDBPyConnection", thing: str) -> list[Row]:
    """The evidence of one figure or observation, named REPORT:OFFSET or REPORT:OFFSET:METRIC.

    A figure that is not in use has one row, without a metric, with the `reason`. Raises ShowError where no number
    stands there.
    """
    if not (named := _THING.fullmatch(thing)):
        raise ShowError(
            f"“{thing}” names no figure; write REPORT:OFFSET, as nanchang_2019_digest.txt:1432, or an observation_id"
        )
    report_id, offset = report_row(connection, named["report"])["report_id"], int(named["offset"])
    landed = rows(
        connection,
        "select figure_id, report_id, source_name, char_start, char_end, page_no, number_text, wording, topic,"
        " disposition, reason from marts.aud_figure_disposition where report_id = ? order by abs(char_start - ?)",
        [report_id, offset],
    )
    there = next((row for row in landed if row["char_start"] <= offset < row["char_end"]), None)
    if there is None:
        near = sorted(landed[:4], key=lambda row: int(row["char_start"]))
        words = listed([f"“{row['number_text']}” at {row['char_start']}" for row in near])
        raise ShowError(
            f"{named['report']}: no number stands at character {offset}" + (f"; near it stand {words}" if near else "")
        )
    found = _select(connection, [_Asked("", "figure_id", [there["figure_id"]], "")])
    if not found:
        return [{**there, **_sentence(connection, there)}]
    wanted = [row for row in found if named["metric"] in (None, row["metric_code"])]
    if not wanted:
        read = listed([row["metric_code"] for row in found])
        raise ShowError(f"{thing}: “{there['number_text']}” is read as {read}")
    return wanted


def report(connection: "duckdb.DuckDBPyConnection", name: str) -> Report:
    """A report by its file name, its id, or a part of either. Raises ShowError where none or several are meant."""
    row = report_row(connection, name)
    outcomes = connection.execute(
        "select coalesce(reason, 'used'), count(*) from marts.aud_figure_disposition where report_id = ?"
        " group by all order by count(*) desc, 1",
        [row["report_id"]],
    ).fetchall()
    found = _select(connection, [_Asked("", "report_id", [row["report_id"]], "")])
    return Report(row, dict(outcomes), sorted(found, key=lambda figure: int(figure["char_start"])))


def checks(connection: "duckdb.DuckDBPyConnection", observation_id: str) -> list[Row] | None:
    """The checks that the observation takes part in, failed ones first; None where the warehouse has no checks."""
    if not _has(connection, "aud_checks") or not _has(connection, "aud_check_observations"):
        return None
    return rows(
        connection,
        "select checks.check_id, checks.check_code, checks.statement, checks.outcome, checks.reason, checks.detail"
        " from marts.aud_check_observations as named inner join marts.aud_checks as checks using (check_id)"
        " where named.observation_id = ?"
        " order by checks.outcome = 'fails' desc, checks.outcome = 'holds' desc, checks.check_id",
        [observation_id],
    )


def metric_names(connection: "duckdb.DuckDBPyConnection") -> dict[str, tuple[str, str | None]]:
    """The metrics' Chinese and English names by code."""
    found = connection.execute("select metric_code, name_zh, name_en from marts.dim_metric").fetchall()
    return {code: (zh, en) for code, zh, en in found}


def _select(connection: "duckdb.DuckDBPyConnection", asked: list[_Asked]) -> list[Row]:
    words = " and ".join(f"{one.column} in (select unnest(?))" for one in asked) or "true"
    return rows(
        connection, f"select * from marts.fct_evidence where {words} order by {_ORDER}", [one.values for one in asked]
    )


def _sentence(connection: "duckdb.DuckDBPyConnection", landed: Row) -> Row:
    """Where a landed figure that is not in use is printed."""
    found = connection.execute(
        "select text, char_start, heading_path from raw.passages"
        " where report_id = ? and char_start <= ? and char_end > ?",
        [landed["report_id"], landed["char_start"], landed["char_start"]],
    ).fetchone()
    text, start, headings = found or (landed["number_text"], landed["char_start"], None)
    first, last = landed["char_start"] - start, landed["char_end"] - start
    return {"heading_path": headings, "sentence_marked": f"{text[:first]}⟦{text[first:last]}⟧{text[last:]}"}


def _has(connection: "duckdb.DuckDBPyConnection", table: str) -> bool:
    query = "select 1 from duckdb_tables() where schema_name = 'marts' and table_name = ?"
    return connection.execute(query, [table]).fetchone() is not None
