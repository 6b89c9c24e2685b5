"""What a second reader reads in landed passages, into raw.second_readings: rows beside the rules', never facts."""

from pathlib import Path
from typing import Any

from ground.warehouse import opened
from ingest.store import Writer


def land_second_readings(db: Path, model: str, rows: list[dict[str, Any]]) -> int:
    """Writes what a `model` says of figures in the place of what it said of them before; returns how many are new.

    What it says again changes nothing. Raises LandingError.
    """
    with opened(db, read_only=False) as connection:
        writer = Writer(connection)
        columns = [column for column in writer.schemas["second_readings"].names if column != "reading_no"]
        told = connection.execute(f"select {', '.join(columns)} from raw.second_readings where model = ?", [model])
        known = {tuple(row[:-1]) for row in told.fetchall()}  # whenever it was said
        new = [row for row in rows if tuple(row[column] for column in columns[:-1]) not in known]
        connection.execute(
            "delete from raw.second_readings where model = ? and figure_id in (select unnest(?))",
            [model, [row["figure_id"] for row in new]],
        )
        if new:
            writer.append_rows("second_readings", new)
        writer.commit()
    return len(new)
