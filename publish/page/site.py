"""The page written: its frame, its scripts and its data, into a folder that takes the old one's place as a whole."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ground.errors import ExportError
from publish.folder import at_hand, replaced
from publish.page import open_queries, place_queries, queries, reading
from publish.page.charts import write_library
from publish.page.front import write_front
from publish.page.shards import FOLDER, packed, write_shard
from publish.page.words import write_words
from publish.values import plain
from publish.warehouse import opened

ASSETS = Path(__file__).parent / "assets"
INDEX = "index.html"
MARK = b'<meta name="generator" content="fazhi">'
OURS = frozenset((INDEX, "assets", FOLDER))

BESIDE = ("README.md", "fazhi_tables.xlsx", "panel/fazhi_panel.csv")  # of the exports, what the page leads to

MOST_LISTED = 500  # rows of a list of what is missing or in doubt; how many are left out is said


def write_page(db: Path, out: Path, *, exports: Path | None = None, progress: bool | None = None) -> list[Path]:
    """Writes the page of the warehouse at `db` into the folder `out`; the paths of the files.

    The folder is replaced as a whole; where anything fails it stays as it was. The page leads to the tables in
    `exports`. `progress` draws a bar on stderr; None draws it on a terminal only. Raises ExportError.
    """
    _refuse_another(out / INDEX)
    with opened(db) as connection:
        marts = reading.check(connection)
        with replaced(out, OURS) as folder:
            written = [*_frame(folder), write_words(folder), write_library(folder)]
            ratios = {
                kind: write_shard(folder, f"ratio/{kind}", {"ratios": table})
                for kind, table in reading.parts(connection, queries.RATIOS)
            }
            written += [*ratios.values(), *_common(connection, marts, list(ratios), beside(out, exports), folder)]
            written += write_front(connection, folder)
            written += _by_metric(connection, folder)
            written += _by_place(connection, folder, progress)
    return [out / path for path in written]


def beside(out: Path, exports: Path | None) -> list[dict[str, str]]:
    """The files of `exports` that a page in `out` leads to, each with its name and its way from there."""
    if exports is None:
        return []
    way = Path(os.path.relpath(exports.resolve(), out.resolve())).as_posix()
    written = at_hand(exports)  # in a run they take their place only with the page
    there = [name for name in BESIDE if (written / name).is_file()]
    return [{"name": name, "path": f"{way}/{name}"} for name in there if way.startswith("../")]


def _refuse_another(index: Path) -> None:
    """Raises ExportError where a page stands that is not ours, though its files have the names of ours."""
    if index.is_file() and MARK not in index.read_bytes():
        raise ExportError(
            f"{index}: is another page, which fazhi has not written; the folder is replaced as a whole, so choose "
            "an empty one"
        )


def _frame(folder: Path) -> Iterator[Path]:
    """The page's own files: index.html at the top, styles and scripts under assets/."""
    (folder / "assets").mkdir()
    for source in sorted(ASSETS.iterdir()):
        path = Path(INDEX) if source.name == INDEX else Path("assets") / source.name
        shutil.copyfile(source, folder / path)
        yield path


def _common(
    connection: duckdb.DuckDBPyConnection,
    marts: dict[str, list[str]],
    ratios: list[str],
    exported: list[dict[str, str]],
    folder: Path,
) -> Iterator[Path]:
    """What several views need, or one view as a whole; `ratios` are the kinds that have a file."""
    optional = [f"metrics.{name}, " for name in queries.OPTIONAL_OF_METRICS if name in marts["dim_metric"]]
    counts = reading.record(connection, queries.COUNTS)
    site: dict[str, object] = {
        "counts": {name: plain(value) if name == "landed_on" else value for name, value in counts.items()},
        "ratios": ratios,
        "beside": exported,
        "coverage": reading.table(connection, queries.COVERAGE),
        "case_types": reading.table(connection, queries.CASE_TYPES),
        "units": reading.table(connection, queries.UNITS),
        "metrics": reading.table(connection, queries.METRICS.format(optional="".join(optional))),
        "indicators": reading.table(connection, queries.INDICATORS),
        "refused": reading.record(connection, f"select count(*) as count from ({open_queries.REFUSED})")["count"],
        "doubtful": reading.record(connection, f"select count(*) as count from ({open_queries.DOUBTFUL})")["count"],
    }
    yield write_shard(folder, "site", site)
    yield write_shard(folder, "places", {"places": reading.table(connection, queries.PLACES)})
    yield write_shard(folder, "rules", {"rules": reading.table(connection, queries.RULES)})
    lists: dict[str, object] = {}
    for name, sql in open_queries.LISTS.items():
        names, rows = reading.everything(connection, sql)
        lists[name] = {**packed(names, rows[:MOST_LISTED]), "left_out": max(0, len(rows) - MOST_LISTED)}
    yield write_shard(folder, "missing", lists)


def _by_metric(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Path]:
    for metric_code, values in reading.parts(connection, queries.RANKED):
        yield write_shard(folder, f"metric/{metric_code}", {"values": values})


def _by_place(connection: duckdb.DuckDBPyConnection, folder: Path, progress: bool | None) -> Iterator[Path]:
    from tqdm import tqdm

    _, places = reading.everything(connection, queries.PLACES)
    streams = {name: reading.parts(connection, sql) for name, sql in place_queries.PARTS.items()}
    # tqdm reads None as: on a terminal only.
    bar = tqdm(places, desc="page", unit="place", leave=False, disable=None if progress is None else not progress)
    for place, *_ in bar:
        yield write_shard(folder, f"place/{place}", {name: parts.take(place) for name, parts in streams.items()})
