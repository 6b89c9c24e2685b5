"""What a build and its exports were made from, as one hash: where nothing has changed nothing is done again."""

import hashlib
import os
from importlib import metadata
from pathlib import Path

from fazhi.operations import place
from ground import paths
from ground.warehouse import opened

FOLDERS = ("models", "seeds", "macros", "analyses", "tests/data")
FILES = ("dbt_project.yml", "profiles.yml")
TOOLS = ("dbt-core", "dbt-duckdb", "duckdb")


def build_hash(db: Path) -> str:
    """A hash over the last load in the warehouse at `db`, the dbt project and the tools; empty where nothing landed."""
    load_id = last_load(db)
    return _digest(load_id, project_hash()) if load_id else ""


def last_load(db: Path) -> str:
    """The id of the last load in the warehouse at `db`: every load brings something new. Empty where there is none.

    The last is the one that was written last, whatever the clock said.
    """
    return _value(db, "loads", "select load_id from {} order by finished_at is null, rowid desc limit 1")


def built_hash(db: Path) -> str:
    """The `build_hash` of the last build that succeeded in the warehouse at `db`; empty where there is none."""
    built = "outcome = 'done' and inputs_hash is not null"
    return _value(db, "runs", f"select inputs_hash from {{}} where {built} order by rowid desc limit 1")


def project_hash() -> str:
    """A hash over the dbt project's files and the versions of the tools."""
    files = [path for folder in FOLDERS for path in sorted((paths.ROOT / folder).rglob("*")) if path.is_file()]
    return _digest(*map(version, TOOLS), *_contents([*files, *(paths.ROOT / name for name in FILES)]), *_own_rules())


def seeds_hash() -> str:
    """A hash over the seeds: what people know and have corrected."""
    return _digest(*_contents(sorted((paths.ROOT / "seeds").rglob("*.csv"))), *_own_rules())


def export_hash(built: str, formats: tuple[str, ...]) -> str:
    """A hash over what tables are made from: a build, the questions in analyses/, the words and the code."""
    return _digest(built, *formats, *_publishing())


def page_hash(built: str) -> str:
    """A hash over what the page is made from: a build, the words and the code, and the library of its charts."""
    return _digest(built, version("vl-convert-python"), *_publishing())


def _publishing() -> list[str]:
    """What is written from the marts is written by this code, in these words."""
    return _contents(
        [path for folder in ("publish", "vocabulary") for path in sorted((paths.ROOT / folder).rglob("*.*"))]
    )


def _contents(files: list[Path]) -> list[str]:
    kept = [path for path in files if "__pycache__" not in path.parts and path.is_file()]
    return [f"{path.relative_to(paths.ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in kept]


def _own_rules() -> list[str]:
    """The rules of an office's own, where FAZHI_RULES names a folder of them."""
    named = os.environ.get("FAZHI_RULES", "").strip()
    files = sorted(Path(named).glob("*.csv")) if named else []
    return [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def version(package: str) -> str:
    """A package's name and version; its name where it is not installed."""
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return package


def _value(db: Path, table: str, query: str) -> str:
    """What a query says of a table, which stands in it as `{}`; empty where there is none."""
    if not db.exists():
        return ""
    with opened(db, read_only=True) as connection:
        there = place(connection, table)
        found = connection.execute(query.format(there)).fetchone() if there else None
    return str(found[0]) if found else ""
