"""Versions that were held back, and what a person decides about them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fazhi.troubles import in_words
from ground.errors import ShowError
from ground.warehouse import opened
from ingest.decisions import decide
from ingest.succession import SUSPICIOUS


class Waiting(NamedTuple):
    """A version that waits: its source, its content, since when, why, and the folder or store that it came from."""

    source: str
    sha256: str
    since: str
    reason: str
    root: Path


def waiting(db: Path) -> list[Waiting]:
    """The versions that are held back in the warehouse at `db`, in the order of their sources. Raises LandingError."""
    if not db.exists():
        raise ShowError(f"{db}: there is no warehouse; land some reports first: fazhi land FOLDER --db {db}")
    with opened(db, read_only=True) as connection:
        if not connection.execute("select 1 from duckdb_tables() where table_name = 'ledger'").fetchone():
            return []
        rows = connection.execute(
            """
            with words as (
                select *
                from raw.ledger
                qualify row_number() over (partition by source_uri order by rowid desc) = 1
            )
            select words.source_uri, words.sha256, words.recorded_at, words.reason, loads.source_root
            from words
            inner join raw.loads on words.load_id = loads.load_id
            where words.status = 'refused' and words.reason_code = ?
            order by words.source_uri
            """,
            [SUSPICIOUS],
        ).fetchall()
    return [
        Waiting(source, sha256, f"{since:%Y-%m-%d %H:%M}", reason, Path(root))
        for source, sha256, since, reason, root in rows
    ]


def lines(found: list[Waiting]) -> Iterator[str]:
    """They for a terminal."""
    for each in found:
        yield in_words(f"{each.source}  ({each.sha256[:16]}, held back since {each.since} UTC)")
        yield f"    {in_words(' '.join(each.reason.split()))}"


def settle(db: Path, wanted: str, decision: str, note: str = "") -> tuple[Waiting, Path]:
    """Notes the `decision` on the version that waits at the source `wanted`, or under the report_id `wanted`.

    Returns it and the file in which the decision is kept. Raises ShowError where nothing or several such wait,
    LandingError where the decision cannot be written.
    """
    there = waiting(db)
    found = [each for each in there if wanted in (each.source, each.sha256, each.sha256[:16])]
    found = found or [each for each in there if each.source.endswith(f"/{wanted}")]
    if len(found) != 1:
        names = ", ".join(each.source for each in (found or there)[:5]) or "none"
        what = "several versions fit" if found else "no version is held back"
        raise ShowError(f"“{wanted}”: {what}; name one of those that wait: {names} (fazhi versions)")
    (one,) = found
    return one, decide(one.root, one.source, one.sha256, decision, note)
