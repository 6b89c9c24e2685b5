"""The wording rules on a million figures against nothing but grouping these figures by their wording.

The rules are those of the project: the SQL is int_wording_claims as dbt compiles it.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import duckdb

from tests.bench.ratios import Ratio, fastest
from tests.warehouse import built_from_texts, digests

MODEL = "int_wording_claims"
ROWS = 1_000_000
WORDINGS = 47_000  # distinct: as many as figures in 146 published reports
THREADS = 2
REPEATS = 3
# Wordings of the samples' figures: a scope, the words before the number of one and those behind it of another. Some
# are more common than others: half of the figures have a quarter of the wordings.
FIGURES = f"""
create schema intermediate;
create table intermediate.int_figure_topics as
with

seen as (select distinct wording, topic, unit_class from samples.intermediate.int_figure_topics),

mixed as (
    select distinct
        scope || split_part(seen.wording, '◇', 1) || '◇' || split_part(other.wording, '◇', 2) as wording,
        seen.topic,
        seen.unit_class
    from seen
    cross join seen as other
    cross join unnest(['', '全市', '市本级', '全年', '各县区']) as scopes (scope)
),

one_each as (
    select *
    from mixed
    qualify row_number() over (partition by wording order by topic, unit_class) = 1
),

numbered as (
    select *, row_number() over (order by hash(wording), wording) - 1 as number
    from one_each
    order by number
    limit {WORDINGS}
),

figures as (
    select
        range as figure_no,
        case
            when range < {WORDINGS} then range
            else ({WORDINGS} * power(hash(range) / 18446744073709551616.0, 2))::bigint
        end as number
    from range({ROWS})
)

select
    figures.figure_no::varchar as figure_id,
    numbered.wording,
    numbered.topic,
    null::varchar as report_topic, -- as in all texts but those of one subject
    numbered.unit_class
from figures
inner join numbered on numbered.number = least(figures.number, {WORDINGS} - 1)
order by hash(figures.figure_no)
"""
GROUPED = "select wording, topic, unit_class, count(*) as figure_count from intermediate.int_figure_topics group by all"
ONE_PATTERN = """
select count(*) as figure_count
from intermediate.int_figure_topics
where regexp_matches(wording, '(?:受理|收到)[^◇,]{0,9}案件[^◇,]{0,9}◇')
"""


def measure() -> Iterator[Ratio]:
    """The compiled model against the bare `group by`, with as many threads."""
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as name:
        folder = Path(name)
        texts = {path.name: path.read_text(encoding="utf-8") for path in digests()}
        samples = built_from_texts(folder, texts, f"+{MODEL}")
        compiled = next((folder / "target" / "compiled").rglob(f"{MODEL}.sql")).read_text(encoding="utf-8")
        generated = folder / "generated" / samples.name  # the same name: the compiled SQL names its database
        generated.parent.mkdir()
        with duckdb.connect(str(generated), config={"threads": THREADS}) as connection:
            connection.execute(f"attach '{samples}' as samples (read_only)")
            connection.execute(FIGURES)
            queries = [_stored(connection, query) for query in (ONE_PATTERN, GROUPED, compiled)]
            searched, grouped, matched = fastest(*queries, repeats=REPEATS, clock=perf_counter)
            wordings, claimed, rows = connection.execute(
                "select count(*), count(*) filter (len(rule_ids) > 0),"
                " (select count(*) from intermediate.int_figure_topics) from stored"
            ).fetchone() or (0, 0, 0)
    assert (rows, wordings) == (ROWS, WORDINGS), (rows, wordings)
    note = f"{rows:,} figures in {wordings:,} wordings, {claimed:,} of them claimed"
    yield Ratio("rule matching, times the time of the group by", matched / grouped, most=6.0, note=note)
    yield Ratio("the same, times one pattern on every figure", matched / searched)


def _stored(connection: duckdb.DuckDBPyConnection, query: str) -> Callable[[], object]:
    return lambda: connection.execute(f"create or replace temp table stored as {query}")
