"""The front page's data: a tile for each province, what is known there by year, the widest sets, what stands out."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from publish.page import front_queries, reading
from publish.page.shards import packed, write_shard
from vocabulary.reading import rows

_TILES = Path(__file__).parent / "tiles.csv"


def tiles() -> dict[str, tuple[str, int, int]]:
    """Of each province its two letters (as in ISO 3166-2), and its column and row on the map of tiles."""
    return {row["province_code"]: (row["abbreviation"], int(row["column"]), int(row["row"])) for row in rows(_TILES)}


def write_front(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Path]:
    """Writes the files that the front page alone loads; the paths within the folder. Raises ExportError."""
    placed = tiles()
    names, provinces = reading.everything(connection, front_queries.PROVINCES)
    on_map = [[*row, *placed[row[0]]] for row in provinces if row[0] in placed]
    moves_names, moves = reading.everything(connection, front_queries.MOVES)
    yield write_shard(
        folder,
        "front",
        {
            "provinces": packed([*names, "abbreviation", "column", "row"], on_map),
            "known": reading.table(connection, front_queries.KNOWN),
            "moves": packed(moves_names, moves),
            "rates": reading.table(connection, front_queries.RATES),
        },
    )
    yield write_shard(folder, "strips", {"values": reading.table(connection, front_queries.STRIPS)})
