"""Small warehouses for tests: texts in, a DuckDB file with raw and the chosen models out."""

import csv
import os
import shutil
from pathlib import Path

from fazhi import build
from ground import paths
from ingest.landing import land
from tests import statements
from tests.conftest import once

ROOT = Path(__file__).resolve().parents[1]
CHECKOUT = ROOT  # also where a test gives the project another root
NAME = "fazhi.duckdb"  # of every warehouse of a test: what dbt reads of the project is of a name
_BEGUN: set[Path] = set()  # warehouses whose seeds are the checkout's


def digests() -> list[Path]:
    """The digests of yearly reports among the samples; those of single pages are too short to measure by."""
    manifest = (ROOT / "tests" / "gold" / "samples" / "manifest.csv").read_text(encoding="utf-8")
    listed = csv.DictReader(manifest.splitlines())
    return sorted(ROOT / "reports" / row["source_name"] for row in listed)


def built_from_texts(folder: Path, texts: dict[str, str | bytes], select: str) -> Path:
    """Lands texts or other files (name to content) from a folder and runs the seeds and the models that `select` names.

    Returns the path of the warehouse. Raises BuildError with what dbt says where a model fails.
    """
    source, database = folder / "reports", folder / NAME
    source.mkdir()
    for name, text in texts.items():
        (source / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if is_as_it_stands():
        seeded(database)
    land(source, database, progress=False)
    (models if is_as_it_stands() else build.reading)(database, select)
    return database


def is_as_it_stands() -> bool:
    """Whether the project is the checkout's and the rules are its own, so that tests share what was made of them."""
    return paths.ROOT == CHECKOUT and not os.environ.get("FAZHI_RULES") and "FAZHI_PARSED" in os.environ


def seeded(database: Path) -> None:
    """Begins a warehouse with the seeds of the checkout, which are filled once for all tests."""
    shutil.copyfile(_seeds(), database)
    _BEGUN.add(database)


def _seeds() -> Path:
    return once("seeds", lambda folder: build.seeding(folder / NAME)) / NAME


def models(database: Path, *selection: str) -> None:
    """Runs the models that are selected (`+name +name`) on a warehouse that holds the seeds already.

    Raises BuildError.
    """
    if database in _BEGUN and is_as_it_stands():
        statements.run(_statements(), database, *selection)
    else:
        build._without_tests(database, "--resource-type", "model", "--select", *selection)


def modelled(database: Path) -> None:
    """Runs all models on a warehouse begun by `seeded`, without tests and histories. Raises BuildError."""
    statements.run(_statements(), database)


def _statements() -> Path:
    return once("statements", lambda folder: statements.note(_seeds(), folder))
