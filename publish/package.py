"""The Frictionless descriptor of a publication: Data Package 2, one resource for each table in CSV."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publish import about
from publish.dictionary import NEVER, Entry
from publish.keys import Reference
from publish.tables import Table
from publish.terms import Terms

NAME = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/"
_MEDIA = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".md": "text/markdown",
    ".cff": "application/yaml",
    ".txt": "text/plain",
    ".duckdb": "application/vnd.duckdb",
}


def write_package(
    folder: Path,
    files: Sequence[Path],
    tables: Sequence[Table],
    dictionary: Sequence[Entry],
    keys: Mapping[str, tuple[str, ...]],
    leads: Mapping[str, Sequence[Reference]],
    terms: Terms,
) -> Path:
    """Writes datapackage.json into `folder`, which holds `files`; its path inside it."""
    told: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": terms.name,
        "title": " ".join(about.TITLE),
        "description": terms.licence_text().strip(),
        "version": f"{terms.date:%Y-%m-%d}",
        "created": f"{terms.date:%Y-%m-%d}T00:00:00Z",
    }
    if terms.publisher:
        told["contributors"] = [{"title": terms.publisher, "roles": ["publisher"]}]
    if terms.licence:
        told["licenses"] = [{"name": terms.licence, "path": terms.licence_url}]
    by_path = {Path("csv") / f"{table.name}.csv": table for table in tables}
    told["resources"] = [
        _tabular(table, dictionary, keys[table.name], leads[table.name], terms) | _file(folder, path)
        for path, table in by_path.items()
    ]
    # Not as resources: the reference tool would read the other formats as tables without a schema.
    told["files"] = [_file(folder, path) for path in files if path not in by_path]
    (folder / NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return Path(NAME)


def _file(folder: Path, path: Path) -> dict[str, Any]:
    """What is said of any file."""
    content = (folder / path).read_bytes()
    return {
        "path": path.as_posix(),
        "format": path.suffix[1:],
        "mediatype": _MEDIA[path.suffix],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _tabular(
    table: Table, dictionary: Sequence[Entry], key: tuple[str, ...], leads: Sequence[Reference], terms: Terms
) -> dict[str, Any]:
    """What is said of a table in CSV beside that."""
    schema: dict[str, Any] = {"fields": [_field(entry) for entry in dictionary if entry.table_name == table.name]}
    if key:
        schema["primaryKey"] = list(key)
    if leads:
        schema["foreignKeys"] = [
            {
                "fields": [lead.column],
                # Data Package 1 and 2 both write an empty name for the table itself.
                "reference": {"resource": "" if lead.table == table.name else lead.table, "fields": [lead.key]},
            }
            for lead in leads
        ]
    return {
        "name": table.name,
        "type": "table",
        "encoding": "utf-8",
        # said, not left to a reader's guess: keys have | in them
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "title": f"{table.title} {table.title_en}",
        "description": "\n".join(table.notes),
        "citation": {"zh": terms.cited_zh(table), "en": terms.cited_en(table)},
        "schema": schema,
    }


def _field(entry: Entry) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": entry.column_name,
        "type": entry.type,
        "title": f"{entry.name_zh} {entry.name_en}",
        "description": entry.description,
        "emptyMeans": {"zh": entry.empty_means_zh, "en": entry.empty_means_en},
    }
    if entry.type == "datetime":
        field["format"] = "%Y-%m-%d %H:%M:%S"
    if entry.unit:
        field["unit"] = entry.unit
    if (entry.empty_means_zh, entry.empty_means_en) == NEVER:
        field["constraints"] = {"required": True}
    return field
