"""Which rows of a table are of some provinces.

A row is of the body that its report, figure, observation or key names. Tables that speak of all (dimensions but that
of reports, units, runs, what was expected) stay whole: without them the rest cannot be read.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.operations import place
from ground.errors import LandingError, ShowError
from ground.warehouse import opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STEP = "collect"  # of a run; the provinces follow, where it was a part
# The first of these columns that a table has tells whose a row is: of a report, or of a body.
_REPORT = ("report_id", "first_report_id")
_POINTED = ("figure_id", "observation_id", "subject_observation_id")  # report_id:…
_BODY = {"jurisdiction_key": "jurisdiction_key", "row_key": "split_part(row_key, '|', 1)"}
_WHOLE = (
    "marts.dim_jurisdiction",
    "marts.dim_jurisdiction_alias",
    "intermediate.int_jurisdictions",
    "intermediate.int_zones",
)
_BY_BODY = ("marts.aud_expected_reports",)  # what is expected and has not come has no report
_REPORTS, _BODIES = "in (select report_id from part_reports)", "in (select body from part_bodies)"


def is_part(db: Path) -> bool:
    """Whether the warehouse at `db` was filled with some provinces of a build last."""
    if not db.exists():
        return False
    with opened(db, read_only=True) as connection:
        runs = place(connection, "runs")
        if not runs:
            return False
        last = connection.execute(
            f"select steps from {runs} where outcome = 'done' and steps like '{STEP}%' order by rowid desc limit 1"
        ).fetchone()
    return last is not None and last[0] != STEP


def refuse_part(db: Path) -> None:
    """Raises LandingError where the warehouse at `db` holds some provinces: built anew it would speak for all."""
    if is_part(db):
        raise LandingError(
            f"{db}: it holds some provinces of a build on Spark, to be read; land and build where all of them are, or "
            "name another file: --db FILE"
        )


def choose(connection: "DuckDBPyConnection", provinces: Iterable[str], places: str, reports: str) -> None:
    """Makes the temporary tables `part_bodies` and `part_reports` of the named `provinces`.

    `places` and `reports` are what a query reads dim_jurisdiction and dim_report by. Provinces go by their code, full
    or short name. Raises ShowError for one that is none.
    """
    connection.execute("create or replace temp table part_bodies (body varchar)")
    for province in provinces:
        found = connection.execute(
            f"select jurisdiction_key from {places}"
            " where level = 'province' and ? in (jurisdiction_key, name_zh, short_name_zh)",
            [province],
        ).fetchone()
        if not found:
            raise ShowError(
                f"“{province}”: no province is called so; name one by its code or name, as 360000 or 江西省"
            )
        connection.execute(
            f"insert into part_bodies select jurisdiction_key from {places}"
            " where ? in (jurisdiction_key, province_key)",
            [found[0]],
        )
    connection.execute(
        f"create or replace temp table part_reports as select report_id from {reports} where jurisdiction_key {_BODIES}"
    )


def rows_of(relation: str, columns: Iterable[str]) -> str:
    """The condition for the rows of the provinces that `choose` has chosen; `true` of a table that stays whole."""
    there = set(columns)
    if relation in _WHOLE or relation.startswith("seeds."):
        return "true"
    if relation == "raw.verdicts":
        return f"left(report_sha256, 16) {_REPORTS}"
    for column in () if relation in _BY_BODY else _REPORT:
        if column in there:
            return f"{column} {_REPORTS}"
    for column in _POINTED:
        if column in there:
            return f"split_part({column}, ':', 1) {_REPORTS}"
    for column, body in _BODY.items():
        if column in there:
            return f"{body} {_BODIES}"
    return "true"
