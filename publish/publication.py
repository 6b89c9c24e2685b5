"""A publication: a dated folder of the tables with all that somebody who cites or reuses them must know."""

import csv
from collections.abc import Sequence
from pathlib import Path

from publish import about, index
from publish.changes import CSV as CHANGES
from publish.changes import PAGE as CHANGES_PAGE
from publish.changes import figures_of, landed_in, write_changes
from publish.copying import copy_warehouse
from publish.dictionary import CSV, PAGE, described, entries, write_dictionary
from publish.export import OURS, TABLE_FORMATS, behind, write_tables
from publish.folder import replaced
from publish.keys import primary_key
from publish.keys import references as leading
from publish.package import NAME as PACKAGE
from publish.package import write_package
from publish.panel import write_panel
from publish.references import references
from publish.tables import Table, exported
from publish.terms import Terms
from publish.verified import opened_for
from publish.warehouse import opened
from vocabulary.tables import TABLES as TITLES

CITATION, LICENCE, TABLES, WAREHOUSE = "CITATION.cff", "LICENCE.txt", "tables.csv", "fazhi.duckdb"
_OURS = OURS | {CITATION, LICENCE, TABLES, WAREHOUSE, CSV, PAGE, PACKAGE, CHANGES, CHANGES_PAGE}

_ABOUT = f"""
## 本次发布 This publication

- [{CSV}]({CSV}), [{PAGE}]({PAGE}): 每一列的名称、类型、单位、说明、空值的含义 every column: names, type,
  unit, description, what empty means
- [{TABLES}]({TABLES}): 每张表的引文与许可 how to cite each table, and its licence
- [csv/figures.csv](csv/figures.csv): 每个数字的引文 how to cite each figure
- [{PACKAGE}]({PACKAGE}): Frictionless Data Package（`frictionless validate {PACKAGE}`）
- [{CITATION}]({CITATION}), [{LICENCE}]({LICENCE})
- [{WAREHOUSE}]({WAREHOUSE}): DuckDB，全部 marts the marts, to query with `duckdb -readonly {WAREHOUSE}`
"""
_CHANGED = f"""- [{CHANGES_PAGE}]({CHANGES_PAGE}), [{CHANGES}]({CHANGES}): 与上次发布相比的变化
  what has changed, figure by figure
"""


def publish_all(
    db: Path,
    out: Path,
    terms: Terms,
    *,
    since: Path | None = None,
    verified_only: bool = False,
    progress: bool | None = None,
) -> list[Path]:
    """Writes a publication of the warehouse at `db` into a folder of its date in `out`; the paths of its files.

    `since` is the folder of an earlier publication, the difference to which is written too, figure by figure. A folder
    of the same date is replaced as a whole. `verified_only` leaves out what nobody has verified.
    The same warehouse and terms give the same bytes, but for the id that
    DuckDB gives a file of its own and the hash of that file in the package. Raises ExportError, then all is as it was.
    """
    target = out / terms.name
    before = None if since is None else figures_of(since)
    with opened_for(db, verified_only=verified_only) as connection:
        shown = exported(connection)
        tracing, landed = behind(connection, shown, db, verified_only=verified_only)
        beside = references(connection)
        tables = [*shown, *beside]
        with replaced(target, _OURS) as folder:
            written = write_tables(connection, shown, tracing, landed, folder, TABLE_FORMATS, progress=progress)
            written += write_tables(connection, beside, tracing, landed, folder, ("csv", "parquet"), progress=progress)
            written += write_panel(connection, landed, folder)
            page = index.index_page(tables, written, landed, verified_only=verified_only) + _ABOUT
            if verified_only:
                page += f"  {' '.join(about.AUDITS_WHOLE)}\n"
            if since is not None and before is not None:
                written += write_changes(folder, before, since.resolve().name, landed_in(since))
                page += _CHANGED
            (folder / index.NAME).write_text(page, encoding="utf-8", newline="\n")
            copy_warehouse(db, folder / WAREHOUSE, texts=terms.texts, verified_only=verified_only)
            (folder / CITATION).write_text(terms.citation_file(), encoding="utf-8", newline="\n")
            (folder / LICENCE).write_text(terms.licence_text(), encoding="utf-8", newline="\n")
            written += [Path(name) for name in (index.NAME, CITATION, LICENCE, WAREHOUSE)]
            written += _describe(folder, written, tables, terms)
    return [target / path for path in written]


def _describe(folder: Path, written: Sequence[Path], tables: Sequence[Table], terms: Terms) -> list[Path]:
    """Writes what describes the files: the dictionary, the list of tables, the package."""
    keys = {table.name: primary_key(table) for table in tables}
    leads = {table.name: leading(table, tables, keys) for table in tables}
    with opened(folder / WAREHOUSE) as copied:
        columns = described(copied, ("marts", "raw"))
        said = copied.execute("select table_name, coalesce(comment, '') from duckdb_tables()").fetchall()
    grains = {name: " ".join(words.split()) for name, words in said}
    dictionary = entries(tables, keys, leads, columns)
    titles = {name: (*(TITLES[name][:2] if name in TITLES else (name, name)), grains.get(name, "")) for name in columns}
    titles |= {
        table.name: (table.title, table.title_en, grains.get(table.name) or " ".join(table.notes)) for table in tables
    }
    described_in = write_dictionary(dictionary, titles, folder)
    _write_list(folder / TABLES, tables, keys, titles, terms)
    package = write_package(folder, [*written, *described_in, Path(TABLES)], tables, dictionary, keys, leads, terms)
    return [*described_in, Path(TABLES), package]


def _write_list(
    path: Path,
    tables: Sequence[Table],
    keys: dict[str, tuple[str, ...]],
    titles: dict[str, tuple[str, str, str]],
    terms: Terms,
) -> None:
    """One row for each published table: what it is, how it is cited, on what terms it is offered."""
    heading = "table_name title_zh title_en description rows primary_key citation_zh citation_en licence"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(heading.split())
        for table in tables:
            told = (table.name, *titles[table.name], len(table.rows), " ".join(keys[table.name]))
            writer.writerow([*told, terms.cited_zh(table), terms.cited_en(table), terms.licence or ""])
