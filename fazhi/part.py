"""The part of a warehouse that a load has changed: modelled and tested by itself, then put where the old rows were.

What a report's figures mean is worked out body by body (a body: a division, or a report whose division is not known):
no row of such a model depends on another body's reports. Each of these models says so in its `meta`: `merged_by` is
what tells whose a row is. So where few bodies have news their reports alone go through the project, in a small
warehouse beside the large one. All other models (rankings, dimensions, histories) see all bodies and are built in full.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest.store import opened

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest
    from duckdb import DuckDBPyConnection

MERGED_BY = "merged_by"
VERSIONS = "intermediate.int_report_versions"  # a row for each report, with all that its reading depends on
FEWEST = 300  # reports that a build must save, to be worth its three runs of dbt
MOST = 0.25  # of all reports
HISTORIES = ("runs", "run_rows", "fact_history")  # raw tables of what fazhi itself did

# Whose a row is, by the column that `merged_by` names: a report's, or a body's. Other columns: the row's own key.
_REPORT = {
    "report_id": "report_id",
    "first_report_id": "first_report_id",
    "figure_id": "split_part(figure_id, ':', 1)",
    "observation_id": "split_part(observation_id, ':', 1)",
    "subject_observation_id": "split_part(subject_observation_id, ':', 1)",
}
_BODY = {"jurisdiction_key": "jurisdiction_key", "row_key": "split_part(row_key, '|', 1)"}

# What ties reports together, so that they are modelled together: one body, before or now; one another's versions;
# corrections that could mean either.
_TIES = f"""
create or replace temp table ties as
with reports as (
    select *, coalesce(jurisdiction_key, 'report-' || report_id) as body from {VERSIONS}
),
earlier as (
    select report_id, coalesce(jurisdiction_key, 'report-' || report_id) as body from raw.versions_before
)
select report_id, 'body ' || body as tie from reports
union
select report_id, 'body ' || body from earlier
union
select report_id, 'version ' || report_id from reports
union
select report_id, 'version ' || previous_report_id from reports where previous_report_id is not null
union
select reports.report_id, 'correction ' || corrections.correction_id
from reports
inner join seeds.corrections on
    coalesce(corrections.source_name, corrections.report_sha256_prefix) is not null
    and coalesce(corrections.source_name = reports.source_name, true)
    and coalesce(starts_with(reports.sha256, lower(corrections.report_sha256_prefix)), true)
"""
_CHANGED = f"""
create or replace temp table concerned as
with news as (from {VERSIONS} except from raw.versions_before),
olds as (from raw.versions_before except from {VERSIONS})
select report_id from news union select report_id from olds
"""
_TIED = """
insert into concerned
select distinct others.report_id
from concerned
inner join ties on concerned.report_id = ties.report_id
inner join ties as others on ties.tie = others.tie
where others.report_id not in (select report_id from concerned)
"""


class Plan(NamedTuple):
    """The nodes of a build by where they run: names of models and of their tests.

    `before`: what the bodies' models rest on, in the large warehouse. `part`: the bodies' models, in the small one.
    `after`: all others, in the large one, but for the histories. `merged`: the relations of `part`, each with the
    columns that tell whose a row is; `copied`: the relations that `part` reads and does not make.
    """

    before: list[str]
    part: list[str]
    after: list[str]
    merged: dict[str, list[str]]
    copied: list[str]


def planned(manifest: "Manifest") -> Plan:
    """What runs where. Raises ValueError where a model of bodies rests on one that sees all bodies' rows of it."""
    nodes = {key: node for key, node in manifest.nodes.items() if str(node.resource_type) in ("model", "test")}
    models = {key: node for key, node in nodes.items() if str(node.resource_type) == "model"}
    parents = {key: set(node.depends_on_nodes) for key, node in nodes.items()}
    merged = {key for key, node in models.items() if MERGED_BY in node.config.meta}
    histories = {key for key, source in manifest.sources.items() if source.name in HISTORIES}
    histories = _descendants(histories, parents)
    before = _ancestors(merged, parents) & models.keys() - merged
    if crossing := sorted(before & _descendants(merged, parents)):
        names = ", ".join(models[key].name for key in crossing)
        raise ValueError(
            f"{names}: sees all bodies, and models of one body rest on it; see docs/operating.md, What a night costs"
        )
    after = models.keys() - merged - before - histories
    run: dict[str, list[str]] = {"before": [], "part": [], "after": []}
    for key, node in nodes.items():
        on = {key} if key in models else parents[key] & models.keys()
        if on & histories or key in histories:
            continue
        if on & after:
            run["after"].append(node.name)
        elif on & merged or not on:
            run["part"].append(node.name)
        else:
            run["before"].append(node.name)
    seeds = [node for node in manifest.nodes.values() if str(node.resource_type) == "seed"]
    sources = [source for source in manifest.sources.values() if source.name not in HISTORIES]
    copied = [f"{node.schema}.{node.name}" for node in [*seeds, *sources, *(models[key] for key in before)]]
    keys = {f"{models[key].schema}.{models[key].name}": models[key].config.meta[MERGED_BY] for key in merged}
    return Plan(
        **run, merged={name: [key] if isinstance(key, str) else key for name, key in keys.items()}, copied=copied
    )


def _ancestors(of: set[str], parents: dict[str, set[str]]) -> set[str]:
    found, waiting = set[str](), set(of)
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting |= new
    return found


def _descendants(of: set[str], parents: dict[str, set[str]]) -> set[str]:
    """All that rests on `of`, and `of`."""
    found = set(of)
    while new := {key for key, on in parents.items() if on & found} - found:
        found |= new
    return found


def remember(db: Path, project: str) -> None:
    """Notes in the warehouse at `db` that all its tables are made by the `project` (a hash) from what has landed."""
    with opened(db, read_only=False) as connection:
        connection.execute(
            """
            create or replace table raw.whole_build as
            select ? as project_hash, tool_version, finished_at as landed_until
            from raw.loads
            order by finished_at desc nulls last
            limit 1
            """,
            [project],
        )


def is_possible(db: Path, plan: Plan, project: str) -> bool:
    """Whether a part of the warehouse at `db` may be built by itself.

    It may where its tables are all made by the `project`, reading has not changed since then, and there are enough
    reports. Whoever else builds in it takes the note of that away (dbt_project.yml).
    """
    with opened(db, read_only=True) as connection:
        known = connection.execute("select 1 from duckdb_tables() where table_name = 'whole_build'").fetchone()
        if not known or not plan.merged:
            return False
        row = connection.execute(
            """
            select
                bool_and(project_hash = ? and loads.tool_version = whole_build.tool_version)
                and (select count(*) from raw.reports) >= ?
            from raw.whole_build
            inner join raw.loads on coalesce(loads.finished_at >= whole_build.landed_until, true)
            """,
            [project, FEWEST],
        ).fetchone()
    return row is not None and bool(row[0])


def set_apart(db: Path) -> None:
    """Keeps how the reports stood at the last build, while their versions are told anew."""
    with opened(db, read_only=False) as connection:
        connection.execute(f"create or replace table raw.versions_before as from {VERSIONS}")


def split_off(db: Path, plan: Plan) -> Path | None:
    """A small warehouse, beside the one at `db`, of the reports that are tied to those that have changed.

    None where it would be too large a part to be worth it.
    """
    part = db.parent / "part" / db.name
    part.parent.mkdir(exist_ok=True)
    with opened(db, read_only=False) as connection:
        _find_concerned(connection)
        counts = connection.execute(
            f"select (select count(*) from concerned), (select count(*) from {VERSIONS})"
        ).fetchone() or (0, 0)
        if counts[1] - counts[0] < FEWEST or counts[0] > MOST * counts[1]:
            connection.execute("drop table raw.versions_before")
            return None
        connection.execute(f"attach '{_quoted(part)}' as part")
        for relation in plan.copied:
            schema, name = relation.split(".")
            columns = connection.execute(
                "select column_name from duckdb_columns()"
                " where schema_name = ? and table_name = ? and database_name = current_database()",
                [schema, name],
            ).fetchall()
            if not columns:
                continue  # a raw table of what nobody has asked for yet
            which = ""
            if relation == "seeds.corrections":
                which = (
                    "where correction_id in (select split_part(tie, ' ', 2) from ties where tie like 'correction %'"
                    " and report_id in (select report_id from concerned))"
                )
            elif ("report_id",) in columns:
                which = "where report_id in (select report_id from concerned)"
            connection.execute(f"create schema if not exists part.{schema}")
            connection.execute(f"create table part.{relation} as from {relation} {which}")
        connection.execute("detach part")
    return part


def merge(db: Path, part: Path, plan: Plan) -> None:
    """Puts the rows of the small warehouse at `part` where the old rows of its bodies were in the one at `db`."""
    with opened(db, read_only=False) as connection:
        _find_concerned(connection)
        connection.execute(
            "create temp table bodies as select distinct substr(tie, 6) as body from ties"
            " where tie like 'body %' and report_id in (select report_id from concerned)"
        )
        connection.execute(f"attach '{_quoted(part)}' as part (read_only)")
        # By themselves: a key that is deleted and inserted in one transaction counts twice.
        for statement in (_deletion, _insertion):
            connection.begin()
            for relation, key in plan.merged.items():
                connection.execute(statement(relation, key))
            connection.commit()
        connection.execute("drop table raw.versions_before")
        connection.execute("detach part")


def _find_concerned(connection: "DuckDBPyConnection") -> None:
    """Makes the tables `ties` and `concerned`: the changed reports and all that are tied to them."""
    connection.execute(_TIES)
    connection.execute(_CHANGED)
    while (connection.execute(_TIED).fetchone() or (0,))[0]:
        pass


def _deletion(relation: str, key: list[str]) -> str:
    if key[0] in _REPORT:
        return f"delete from {relation} where {_REPORT[key[0]]} in (select report_id from concerned)"
    if key[0] in _BODY:
        return f"delete from {relation} where {_BODY[key[0]]} in (select body from bodies)"
    columns = ", ".join(key)
    return f"delete from {relation} where ({columns}) in (select ({columns}) from part.{relation})"


def _insertion(relation: str, _: list[str]) -> str:
    return f"insert into {relation} by name from part.{relation}"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
