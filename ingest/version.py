"""Which reading of the reports this is: what changes when the code or the word lists that it reads change."""

import functools
import hashlib
from pathlib import Path

from ground.paths import ROOT, SEEDS

# Errors and the opening of files stand on the ground floor; their words are kept in the ledger.
PACKAGES = (ROOT / "ground", Path(__file__).resolve().parent)
# The word lists that extraction reads (`ingest.units`, `ingest.places`, `ingest.gate`, `ingest.clues.weights`).
WORD_LISTS = tuple(
    SEEDS / name for name in ("jurisdictions.csv", "zones.csv", "units.csv", "topics.csv", "identity_clues.csv")
)


@functools.cache
def tool_version() -> str:
    """A hash over the modules that read and the seeds that they read; raw.loads keeps it with every load.

    Where it differs from that of the last load, the reports are read again from the texts in raw.reports.
    """
    digest = hashlib.sha256()
    for path in [*(path for package in PACKAGES for path in sorted(package.rglob("*.py"))), *WORD_LISTS]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"ingest-{digest.hexdigest()[:12]}"
