"""What ties reports together, and so which reports are concerned by the news of some."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VERSIONS = "intermediate.int_report_versions"  # a row for each report, with all that its reading depends on
CONCERNED = "in (select report_id from concerned)"

# What ties reports together, so that they are modelled together: one body, before or now; one another's versions;
# corrections that could mean either.
_TIES = f"""
create or replace temp table ties as
with reports as (
    select *, coalesce(jurisdiction_key, 'report-' || report_id) as body from {VERSIONS}
),
earlier as (
    select report_id, coalesce(jurisdiction_key, 'report-' || report_id) as body from operations.versions_before
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
with news as (from {VERSIONS} except from operations.versions_before),
olds as (from operations.versions_before except from {VERSIONS})
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


def find_concerned(connection: "DuckDBPyConnection") -> None:
    """Makes the tables `ties`, `concerned`, the changed reports and all that are tied to them, and `bodies`, theirs."""
    connection.execute(_TIES)
    connection.execute(_CHANGED)
    while (connection.execute(_TIED).fetchone() or (0,))[0]:
        pass
    connection.execute(
        "create or replace temp table bodies as select distinct substr(tie, 6) as body from ties"
        f" where tie like 'body %' and report_id {CONCERNED}"
    )
