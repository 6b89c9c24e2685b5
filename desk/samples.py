"""Random samples for measuring: of each family of metrics and band of confidence so many facts, drawn once and kept."""

import random
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from desk import tables
from desk.errors import DeskError
from desk.items import Item
from desk.store import Store
from desk.verdict import new_id, now
from fazhi.evaluate.scores import BANDS
from fazhi.naming import Row, rows

if TYPE_CHECKING:
    import duckdb

MOST = 1000  # of one stratum


class Sample(NamedTuple):
    """A draw: what it is called, and how it was made, so that it can be told."""

    sample_id: str
    name: str
    seed: int
    per_stratum: int
    drawn_at: str
    drawn_by: str
    size: int


class Drawn(NamedTuple):
    """A fact of a draw with its stratum, and how many facts the stratum had."""

    report_sha256: str
    char_start: int
    number_text: str
    metric_code: str
    family: str
    band: str
    stratum_size: int


def drawn(connection: "duckdb.DuckDBPyConnection", seed: int, per_stratum: int) -> list[Drawn]:
    """So many facts of each family and band, in a random order; the same for the same warehouse and seed."""
    strata: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(
        connection,
        "select evidence.observation_id, evidence.char_start, evidence.number_text, evidence.metric_code,"
        " evidence.confidence, reports.sha256 from marts.fct_evidence as evidence"
        " inner join marts.dim_report as reports using (report_id) order by evidence.observation_id",
    ):
        band = next(lower for lower in BANDS if (row["confidence"] or 0) >= lower)
        strata[row["metric_code"].partition(".")[0], str(band)].append(row)
    chance = random.Random(seed)  # noqa: S311 - the draw can be made again
    picked = [
        Drawn(row["sha256"], row["char_start"], row["number_text"], row["metric_code"], family, band, len(facts))
        for (family, band), facts in sorted(strata.items())
        for row in chance.sample(facts, min(per_stratum, len(facts)))
    ]
    chance.shuffle(picked)
    return picked


def draw(
    store: Store, connection: "duckdb.DuckDBPyConnection", name: str, seed: int, per_stratum: int, reader: str
) -> str:
    """Draws a sample and keeps it; its id. Raises DeskError where there is nothing to draw from."""
    if not 1 <= per_stratum <= MOST:
        raise DeskError(f"a stratum gives 1 to {MOST} facts, not {per_stratum}")
    picked = drawn(connection, seed, per_stratum)
    if not picked:
        raise DeskError("the warehouse has no facts to draw from")
    sample_id = new_id()
    head = {"sample_id": sample_id, "name": name, "seed": seed, "per_stratum": per_stratum}
    items = [{"sample_id": sample_id, "position": place, **one._asdict()} for place, one in enumerate(picked)]
    with store.writing() as writing:
        writing.execute(sa.insert(tables.samples), {**head, "drawn_at": now(), "drawn_by": reader})
        writing.execute(sa.insert(tables.sample_items), items)
    return sample_id


def samples(store: Store) -> list[Sample]:
    """All draws, the newest first."""
    table, items = tables.samples, tables.sample_items
    size = sa.select(sa.func.count()).where(items.c.sample_id == table.c.sample_id).scalar_subquery()
    columns = [table.c[name] for name in Sample._fields[:-1]]
    with store.reading() as connection:
        found = connection.execute(sa.select(*columns, size).order_by(table.c.drawn_at.desc())).all()
    return [Sample(*row) for row in found]


def items(store: Store, sample_id: str) -> list[Item]:
    """The facts of a draw, in its order."""
    table = tables.sample_items
    query = sa.select(table).where(table.c.sample_id == sample_id).order_by(table.c.position)
    with store.reading() as connection:
        found = connection.execute(query).mappings().all()
    return [
        Item(row["report_sha256"][:16], row["report_sha256"], row["char_start"], row["number_text"]) for row in found
    ]
