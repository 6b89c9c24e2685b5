"""What people have decided about versions that were held back: versions.csv, beside the reports or in the store.

One row per decision: the source, the content's sha256, accept or reject, when, and a note. It lies where the reports
lie, because a warehouse that is made anew from them must come to the same.
"""

import csv
import datetime
import io
import os
from pathlib import Path

from ground.errors import LandingError, ReadError
from ingest.encodings import decode
from ingest.reading import read_bytes

FILE_NAME = "versions.csv"
ACCEPT, REJECT = WORDS = ("accept", "reject")
COLUMNS = ("source", "sha256", "decision", "decided_at", "note")

Decisions = dict[tuple[str, str], str]


def place_of(root: Path) -> Path:
    """Where the decisions on what is in `root` are kept: a folder, a store, a register or one file."""
    return (root if root.is_dir() else root.parent) / FILE_NAME


def decisions_on(root: Path) -> Decisions:
    """The last decision by source and sha256; nothing where nobody has decided anything.

    Raises LandingError where the file is malformed: a decision that is not understood must not be passed over.
    """
    path = place_of(root)
    if not path.is_file():
        return {}
    try:
        text, _ = decode(read_bytes(path))
    except ReadError as error:
        raise LandingError(f"{path}: {error}") from None
    found: Decisions = {}
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"source", "sha256", "decision"} <= set(rows.fieldnames or ()):
        raise LandingError(f"{path}, line 1: the columns are {','.join(COLUMNS)}; write them so")
    try:
        for row in rows:
            decision = (row["decision"] or "").strip()
            if decision not in WORDS:
                raise LandingError(
                    f"{path}, line {rows.line_num}, column decision: “{decision[:80]}”; allowed is {' or '.join(WORDS)}"
                )
            found[(row["source"] or "").strip(), (row["sha256"] or "").strip()] = decision
    except csv.Error as error:
        raise LandingError(f"{path}, line {rows.line_num}: {error}; save it as CSV again") from None
    return found


def decide(root: Path, source: str, sha256: str, decision: str, note: str = "") -> Path:
    """Adds a decision on a version from `root`; returns the file. Raises LandingError where it cannot be written."""
    path = place_of(root)
    decisions_on(root)  # what is there must be understood before anything is added to it
    row = dict(zip(COLUMNS, (source, sha256, decision, _now(), " ".join(note.split())), strict=True))
    added = io.StringIO(newline="")
    writer = csv.DictWriter(added, COLUMNS)
    try:
        before = path.read_bytes() if path.is_file() else b""
        if not before:
            writer.writeheader()
        elif not before.endswith(b"\n"):
            added.write("\r\n")
        writer.writerow(row)
        with path.open("ab") as file:
            file.write(added.getvalue().encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LandingError(
            f"{path}: {error.strerror or error}; let your account write there, or add the row yourself: "
            + ",".join(map(str, row.values()))
        ) from None
    return path


def _now() -> str:
    return f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
