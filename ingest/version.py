"""Which reading of the reports this is: what changes when the code or the word lists that it reads change."""

import functools
import hashlib
from pathlib import Path

from ground import paths

PACKAGE = Path(__file__).resolve().parent
# The word lists that extraction reads (`ingest.units`, `ingest.places`, `ingest.gate`, `ingest.clues.weights`).
SEEDS = tuple(
    paths.SEEDS / name for name in ("jurisdictions.csv", "zones.csv", "units.csv", "topics.csv", "identity_clues.csv")
)


@functools.cache
def tool_version() -> str:
    """A hash over the modules of this package and the seeds that they read; raw.loads keeps it with every load.

    Where it differs from that of the last load, the reports are read again from the texts in raw.reports.
    """
    digest = hashlib.sha256()
    for path in [*sorted(PACKAGE.rglob("*.py")), *SEEDS]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"ingest-{digest.hexdigest()[:12]}"
