"""The part of a warehouse that a load has changed: modelled and tested by itself, then put where the old rows were.

Where few bodies have news their reports alone go through the models of bodies (plan.py), in a small warehouse
beside the large one; and the groups of comparison that their numbers stand or stood in through those of groups, in
another one. What sees all bodies is built in full, in the large one.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from fazhi.incremental import hindrance
from fazhi.incremental.hindrance import Hindrance
from fazhi.incremental.keys import prove
from fazhi.incremental.plan import GROUP, Plan, Stage
from fazhi.incremental.ties import CONCERNED, VERSIONS, find_concerned
from ground.warehouse import attached, opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Whose a row is, by the column that `merged_by` names: a report's, or a body's. Other columns: the row's own key.
_REPORT = {
    "report_id": "report_id",
    "first_report_id": "first_report_id",
    "figure_id": "split_part(figure_id, ':', 1)",
    "observation_id": "split_part(observation_id, ':', 1)",
    "subject_observation_id": "split_part(subject_observation_id, ':', 1)",
}
_BODY = {
    "jurisdiction_key": "jurisdiction_key",
    "row_key": "split_part(row_key, '|', 1)",
    "fact_key": "split_part(fact_key, '|', 1)",
}
_BUILD = "build"  # all rows are of the last build
_TOUCHED = "in (select comparison_group from operations.touched_groups)"


def remember(db: Path, project: str) -> None:
    """Notes in the warehouse at `db` that all its tables are made by the `project` (a hash) from what has landed."""
    with opened(db, read_only=False) as connection:
        connection.execute(
            """
            create or replace table operations.whole_build as
            select
                ? as project_hash,
                tool_version,
                load_id,
                (select coalesce(max(verdict_no), 0) from raw.verdicts) as verdict_no,
                (select coalesce(max(reading_no), 0) from raw.second_readings) as reading_no
            from raw.loads
            order by finished_at is null, rowid desc
            limit 1
            """,
            [project],
        )


def set_apart(db: Path) -> None:
    """Keeps how the reports stood at the last build, while their versions are told anew; and who was judged since."""
    with opened(db, read_only=False) as connection:
        connection.execute(f"create or replace table operations.versions_before as from {VERSIONS}")
        connection.execute(
            """
            create or replace table operations.newly_judged as
            select distinct left(report_sha256, 16) as report_id
            from raw.verdicts
            where verdict_no > (select verdict_no from operations.whole_build)
            union
            select distinct report_id
            from raw.second_readings
            where reading_no > (select reading_no from operations.whole_build)
            """
        )


class Part(NamedTuple):
    """A small warehouse at `db`, with so many `reports`."""

    db: Path
    reports: int


def split_off(db: Path, plan: Plan) -> Part | Hindrance:
    """A small warehouse, beside the one at `db`, of the reports that are tied to those that have changed.

    Where it would be too large a part to be worth it: what makes it so.
    """
    part = db.parent / "part" / db.name
    with opened(db, read_only=False) as connection:
        find_concerned(connection)
        counts = connection.execute(
            f"select (select count(*) from concerned), (select count(*) from {VERSIONS})"
        ).fetchone() or (0, 0)
        is_large = counts[0] > hindrance.MOST * counts[1]
        if is_large or counts[1] - counts[0] < hindrance.FEWEST:
            _forget(connection)
            return Hindrance.MANY if is_large else Hindrance.FEW
        part.parent.mkdir()
        _copy(connection, part, plan.bodies)
    return Part(part, counts[0])


def split_groups(db: Path, stage: Stage) -> Path:
    """A small warehouse of the groups of comparison that `merge` found touched."""
    part = db.parent / "part" / "groups" / db.name
    part.parent.mkdir()
    with opened(db, read_only=False) as connection:
        grouped = [relation for relation in stage.copied if GROUP in _columns(connection, relation)]
        members = " union ".join(f"select report_id from {relation} where {GROUP} {_TOUCHED}" for relation in grouped)
        connection.execute(f"create temp table concerned as {members}")
        _copy(connection, part, stage)
    return part


def give(db: Path, part: Path, stage: Stage) -> None:
    """Gives the small warehouse at `part` what a further `stage` reads, from the one at `db`."""
    with opened(db, read_only=False) as connection:
        find_concerned(connection)
        _copy(connection, part, stage)


def merge(db: Path, part: Path, stage: Stage) -> None:
    """Puts what a `stage` has made in the small warehouse at `part` where its bodies' old rows were in that at `db`.

    What the large one has left out, relations and columns, stays out of it. Raises BuildError where a key would no
    longer tell rows apart.
    """
    with opened(db, read_only=False) as connection:
        find_concerned(connection)
        connection.execute(f"{attached(part, 'part')} (read_only)")
        columns = {relation: _columns(connection, relation) for relation in stage.merged}
        there = {relation: told_by for relation, told_by in stage.merged.items() if columns[relation]}
        _touch_groups(connection, there)
        # By themselves: a key that is deleted and inserted in one transaction counts twice.
        deletions = [_deletion(relation, told_by) for relation, told_by in there.items()]
        for statements in (deletions, [_insertion(relation, columns[relation]) for relation in there]):
            connection.begin()
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        prove(connection, {relation: stage.keys[relation] for relation in there})
        connection.execute("detach part")


def end(db: Path, part: Path) -> None:
    """Removes the small warehouse at `part`, and what was set apart in the one at `db`."""
    with opened(db, read_only=False) as connection:
        _forget(connection)
        connection.execute("drop table operations.touched_groups")
    shutil.rmtree(part.parent)


def _forget(connection: "DuckDBPyConnection") -> None:
    """Drops what `set_apart` keeps."""
    for relation in ("versions_before", "newly_judged"):
        connection.execute(f"drop table operations.{relation}")


def _copy(connection: "DuckDBPyConnection", part: Path, stage: Stage) -> None:
    """Copies what the stage reads into the small warehouse: of what is of groups, reports or facts, those concerned."""
    connection.execute(attached(part, "part"))
    for relation in stage.copied:
        columns = _columns(connection, relation)
        if not columns:
            continue  # a raw table of what nobody has asked for yet
        which = ""
        if relation == "seeds.corrections":
            which = (
                "where correction_id in (select split_part(tie, ' ', 2) from ties where tie like 'correction %'"
                f" and report_id {CONCERNED})"
            )
        elif GROUP in columns:
            which = f"where {GROUP} {_TOUCHED}"
        elif "report_id" in columns:
            which = f"where report_id {CONCERNED}"
        elif "fact_key" in columns:
            which = f"where {_BODY['fact_key']} in (select body from bodies)"
        connection.execute(f"create schema if not exists part.{relation.split('.')[0]}")
        # what an earlier stage read may have changed since
        connection.execute(f"create or replace table part.{relation} as from {relation} {which}")
    connection.execute("detach part")


def _columns(connection: "DuckDBPyConnection", relation: str) -> set[str]:
    """The columns of a relation of the large warehouse; none where it is not there."""
    try:  # ten times as fast as a look into the catalogue, among some thousand columns
        found = connection.execute(f"from {relation} limit 0").description
    except duckdb.CatalogException:
        return set()
    return {column[0] for column in found}


def _touch_groups(connection: "DuckDBPyConnection", merged: dict[str, list[str]]) -> None:
    """Notes the groups of comparison in which numbers of the bodies stood, or stand in the small warehouse."""
    made = [relation for relation, told_by in merged.items() if told_by != [GROUP]]
    grouped = [relation for relation in made if GROUP in _columns(connection, relation)]
    if grouped:
        old = [f"select {GROUP} from {relation} where report_id {CONCERNED}" for relation in grouped]
        new = [f"select {GROUP} from part.{relation}" for relation in grouped]
        connection.execute(f"create or replace table operations.touched_groups as {' union '.join((*old, *new))}")


def _deletion(relation: str, told_by: list[str]) -> str:
    column = told_by[0]
    if column in _REPORT:
        return f"delete from {relation} where {_REPORT[column]} {CONCERNED}"
    if column in _BODY:
        return f"delete from {relation} where {_BODY[column]} in (select body from bodies)"
    if column == GROUP:
        return f"delete from {relation} where {GROUP} {_TOUCHED}"
    if column == _BUILD:
        return f"delete from {relation}"
    columns = ", ".join(told_by)
    return f"delete from {relation} where ({columns}) in (select ({columns}) from part.{relation})"


def _insertion(relation: str, columns: set[str]) -> str:
    names = ", ".join(f'"{name}"' for name in sorted(columns))
    return f"insert into {relation} by name select {names} from part.{relation}"
