"""Why a build is a full one, though there was one before: the codes of it, and what of it the warehouse tells."""

from enum import StrEnum
from pathlib import Path

from fazhi.incremental.plan import Plan
from ground.warehouse import opened

FEWEST = 300  # reports that a build must save, to be worth its several runs of dbt
MOST = 0.25  # of all reports


class Hindrance(StrEnum):
    """What keeps a build from being one of a part."""

    ASKED = "asked"  # the whole is asked for
    FIRST = "first"  # no build by fazhi before, or somebody else has built in the warehouse since
    PROJECT = "project"  # models, seeds, macros or tools are others
    READING = "reading"  # reports were read by another version
    FEW = "few"  # too few reports would be spared
    MANY = "many"  # too many of the reports have changed


def hindrance(db: Path, plan: Plan, project: str) -> Hindrance | None:
    """What keeps a part of the warehouse at `db` from being built by itself; None where nothing does.

    A part may be built where the tables are all made by the `project` (a hash), reading has not changed since then,
    and there are enough reports. Whoever else builds in it takes the note of that away (dbt_project.yml).
    """
    with opened(db, read_only=True) as connection:
        known = connection.execute(
            "select 1 from duckdb_columns()"
            " where schema_name = 'operations' and table_name = 'whole_build' and column_name = 'reading_no'"
        ).fetchone()
        if not known:
            return Hindrance.FIRST
        there = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        row = connection.execute(
            """
            select
                bool_and(project_hash = ?),
                bool_and(loads.tool_version = whole_build.tool_version),
                (select count(*) from raw.reports) >= ?
            from operations.whole_build
            inner join raw.loads as last on whole_build.load_id = last.load_id
            inner join raw.loads as loads on loads.rowid >= last.rowid
            """,
            [project, FEWEST],
        ).fetchone()
    if row is None or row[0] is None:
        return Hindrance.FIRST
    is_same_project, is_same_reading, has_enough = row
    if not is_same_project or not plan.bodies.nodes or not set(plan.needed) <= {name for (name,) in there}:
        return Hindrance.PROJECT
    if not is_same_reading:
        return Hindrance.READING
    return None if has_enough else Hindrance.FEW
