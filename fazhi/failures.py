"""What a failed step of a build found, so that a person can see it without looking for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from ground.errors import FazhiError
from ground.warehouse import opened

if TYPE_CHECKING:
    from dbt.contracts.results import RunResult

SHOWN = 5  # rows of one test
WIDTH = 300  # characters of one row


def told(db: Path, result: "RunResult") -> str:
    """One step: what it is, where it stands, what it said and, of a test, the first rows that it found."""
    node = result.node
    said = " ".join(str(result.message or "").split()).split(" at org.apache.")[0]  # without Spark's frames
    found = _rows(db, str(getattr(node, "compiled_code", "") or "")) if result.status in ("fail", "warn") else []
    lines = [f"{node.resource_type} {node.name} ({node.original_file_path}): {said}", *found]
    return "\n    ".join(lines)


def _rows(db: Path, query: str) -> list[str]:
    """The first rows of a test in words: its column `message` where it has one, else the columns that are not null."""
    if not query:
        return []
    try:
        with opened(db, read_only=True) as connection:
            found = connection.execute(f"select * from ({query}\n) limit {SHOWN}")
            names = [column[0] for column in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except FazhiError:
        return []  # what dbt said has to do
    return [
        str(row.get("message") or ", ".join(f"{name} {value}" for name, value in row.items() if value is not None))[
            :WIDTH
        ]
        for row in rows
    ]
