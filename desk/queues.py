"""The queues: what should be checked, and in which order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from desk import samples, tables
from desk.disagreements import disagreements
from desk.items import Item
from desk.standing import Stand, stale
from desk.store import Store
from desk.verdict import READING, REPORT_PARTS, Verdict
from desk.warehouse import Warehouse
from fazhi.naming import rows

if TYPE_CHECKING:
    import duckdb

SURE = 0.9  # a place or a year below it is asked for
FIRST, PORTION = 25, 300  # of the items of a queue that are looked at in one go: first few, then more
SAMPLE, DISAGREEMENTS, STALE, REPORTS = "sample", "disagreements", "stale", "reports"


class Waiting(NamedTuple):
    """A queue as the overview tells it: its code, how many it holds, how many of them still wait for this reader."""

    code: str
    size: int
    open: int


def _items(connection: "duckdb.DuckDBPyConnection", query: str) -> list[Item]:
    found = rows(connection, query)
    return [
        Item(row["report_id"], row["sha256"], row["char_start"], row["number_text"], row["why"] or "") for row in found
    ]


def _reports(connection: "duckdb.DuckDBPyConnection") -> list[Item]:
    found = rows(
        connection,
        "select report_id, sha256, concat_ws('; ',"
        " case when identity_obstacle = 'register_contradicted' then identity_obstacle end,"
        " case when coalesce(jurisdiction_confidence, 0) < ? then 'place_unsure' end,"
        " case when coalesce(year_confidence, 0) < ? then 'year_unsure' end) as why"
        " from marts.dim_report where is_current and copy_of is null and (identity_obstacle is not null"
        " or coalesce(jurisdiction_confidence, 0) < ? or coalesce(year_confidence, 0) < ?)"
        " order by identity_obstacle is null, figure_count desc, report_id",
        [SURE] * 4,
    )
    return [Item(row["report_id"], row["sha256"], None, "", row["why"]) for row in found]


def _comparisons(connection: "duckdb.DuckDBPyConnection") -> list[Item]:
    return _items(
        connection,
        """
        with used as (
            select cmp_table, observation_id from marts.cmp_cells where observation_id is not null
            union all
            select cmp_table, trim(unnest(string_split(terms, ','))) from marts.cmp_cells where terms is not null
            union all
            select 'cmp_metrics_ranked', observation_id from marts.cmp_metrics_ranked where rank_in_group is not null
        )
        select
            evidence.report_id, reports.sha256, evidence.char_start, evidence.number_text,
            string_agg(distinct used.cmp_table, '; ' order by used.cmp_table) as why
        from used
        inner join marts.fct_evidence as evidence using (observation_id)
        inner join marts.dim_report as reports on evidence.report_id = reports.report_id
        group by all
        order by min(evidence.confidence), evidence.report_id, evidence.char_start
        """,
    )


def _checks(connection: "duckdb.DuckDBPyConnection") -> list[Item]:
    return _items(
        connection,
        """
        select
            evidence.report_id, reports.sha256, evidence.char_start, evidence.number_text,
            string_agg(distinct checks.statement, '; ' order by checks.statement) as why
        from marts.aud_check_observations as named
        inner join marts.aud_checks as checks using (check_id)
        inner join marts.fct_evidence as evidence on named.observation_id = evidence.observation_id
        inner join marts.dim_report as reports on evidence.report_id = reports.report_id
        where checks.outcome = 'fails'
        group by evidence.report_id, reports.sha256, evidence.char_start, evidence.number_text
        order by min(checks.check_id), min(evidence.confidence), evidence.report_id, evidence.char_start
        """,
    )


def _wordings(connection: "duckdb.DuckDBPyConnection") -> list[Item]:
    return _items(
        connection,
        """
        select
            became.report_id, reports.sha256, became.char_start, became.number_text,
            concat(queue.figure_count, ' × ', queue.wording, ' — ', queue.reason) as why
        from marts.aud_review_queue as queue
        inner join marts.aud_figure_disposition as became on queue.example_figure_id = became.figure_id
        inner join marts.dim_report as reports on became.report_id = reports.report_id
        order by queue.queue_no
        """,
    )


def _second_reader(connection: "duckdb.DuckDBPyConnection") -> list[Item]:
    """Figures that another reader, a model, reads otherwise; none in a warehouse that no second reader has seen."""
    name = "aud_second_reader_differences"
    if not rows(connection, "select 1 from duckdb_tables() where schema_name = 'marts' and table_name = ?", [name]):
        return []
    return _items(
        connection,
        f"""
        select
            became.report_id, reports.sha256, became.char_start, became.number_text,
            string_agg(
                distinct concat(told.part, ': ', told.rules_reading, ' ≠ ', told.second_reading), '; '
                order by concat(told.part, ': ', told.rules_reading, ' ≠ ', told.second_reading)
            ) as why
        from marts.{name} as told
        inner join marts.aud_figure_disposition as became using (figure_id)
        inner join marts.dim_report as reports on became.report_id = reports.report_id
        where reports.is_current
        group by became.report_id, reports.sha256, became.char_start, became.number_text
        order by became.report_id, became.char_start
        """,
    )


def _superseded(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    return [row["sha256"] for row in rows(connection, "select sha256 from marts.dim_report where not is_current")]


_OF_WAREHOUSE: dict[str, "Callable[[duckdb.DuckDBPyConnection], list[Item]]"] = {
    REPORTS: _reports,
    "comparisons": _comparisons,
    "checks": _checks,
    "wordings": _wordings,
    "second_reader": _second_reader,
}
CODES = (*_OF_WAREHOUSE, SAMPLE, DISAGREEMENTS, STALE)


class Queues:
    """The queues of one warehouse and one store."""

    def __init__(self, warehouse: Warehouse, store: Store) -> None:
        self.warehouse, self.store = warehouse, store
        self._samples: dict[str, list[Item]] = {}  # what was drawn is never drawn otherwise

    def items(self, code: str, reader: str, sample_id: str = "") -> list[Item]:
        """All that a queue holds for a reader, done or not, in its order."""
        if make := _OF_WAREHOUSE.get(code):
            return self.warehouse.made(code, make)
        if code == SAMPLE:
            return self._sample(sample_id)
        if code == DISAGREEMENTS:
            return disagreements(self.store.heads())
        own = self.store.heads(tables.verdicts.c.reader == reader)
        with self.warehouse.reading() as connection:
            found = stale(connection, own)
        return [
            Item(near.report_id, near.report_sha256, near.char_start, near.number_text, verdict_id=verdict.verdict_id)
            for verdict, near in found
            if near and verdict.part in (READING, *REPORT_PARTS[:1])
        ]

    def open(self, code: str, reader: str, sample_id: str = "", after: str = "") -> Iterator[Item]:
        """Those that still wait for the reader, behind the one of the key `after`, then those before it."""
        everything = self.items(code, reader, sample_id)
        start = next((place for place, item in enumerate(everything, 1) if item.key == after), 0)
        yield from self._undone(code, reader, everything[start:] + everything[:start])

    def waiting(self, reader: str) -> list[Waiting]:
        """All queues with their counts; samples count together."""
        told = []
        for code in CODES:
            if code == SAMPLE:
                lists = [self._sample(one.sample_id) for one in samples.samples(self.store)]
            else:
                lists = [self.items(code, reader)]
            size = sum(map(len, lists))
            told.append(Waiting(code, size, sum(1 for one in lists for _ in self._undone(code, reader, one))))
        return told

    def _sample(self, sample_id: str) -> list[Item]:
        if sample_id not in self._samples:
            found = samples.items(self.store, sample_id)
            if not found:  # none of that id, or not yet
                return []
            self._samples[sample_id] = found
        return self._samples[sample_id]

    def carried(self) -> list[tuple[Verdict, Item]]:
        """The verdicts on superseded versions that hold in the current one, each with the figure there."""
        old = self.warehouse.made("superseded", _superseded)
        heads = self.store.heads(tables.verdicts.c.report_sha256.in_(old)) if old else []
        if not heads:
            return []
        with self.warehouse.reading() as connection:
            stand = Stand(connection)
            return [(one, item) for one in heads if (item := stand.item(one))]

    def _undone(self, code: str, reader: str, items: list[Item]) -> Iterator[Item]:
        if code in (DISAGREEMENTS, STALE):
            yield from items
            return
        carried = self.carried()
        for portion in _portions(items):
            heads = self.store.heads_at(item.place for item in portion)
            # a sample is read by each reader for himself; anything else is asked of one of them
            done = {one.place for one in whole(heads) if code != SAMPLE or one.reader == reader}
            done |= {item.place for one, item in carried if code != SAMPLE and whole([one])}
            yield from (item for item in portion if item.place not in done)


def _portions(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Items in their order, a few at first, for mostly one of these is open."""
    first, size = 0, FIRST
    while first < len(items):
        yield items[first : first + size]
        first, size = first + size, PORTION


def whole(heads: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts that close a card: on a whole reading, or on a report's place."""
    return [one for one in heads if one.part in (READING, REPORT_PARTS[0])]
