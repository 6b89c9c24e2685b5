"""Small files that are there whole or not at all."""

import os
from pathlib import Path


def replace(path: Path, text: str) -> None:
    """Writes a file in the place of one that may be there."""
    fresh = path.with_name(f".{path.name}.tmp")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
