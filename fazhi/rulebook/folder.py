"""A folder of an office's own rules, cues, topics, metrics, word classes and corrections: read, judged, laid over."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from fazhi.rulebook.patterns import (
    LINE_PATTERNS,
    PATTERNS,
    UnknownClassError,
    expanded,
    leaves_the_line,
    mixed_range,
    word_classes,
)
from fazhi.rulebook.seeds import FOLDERS, IDS, NUMBERS, Seed, Written, of_project, read
from ground.errors import RulesError

MOST = 20  # faults that one message names
_SHARE = re.compile(r"0\.\d{1,2}")
ANY_TOPIC = ("*", "none")  # of a rule: whatever the topic, and where there is none


def seeds_with(folder: Path | None) -> dict[str, Seed]:
    """The project's seeds, by name, with the folder's rows over them: a row replaces the one of its id.

    A column that a file leaves out keeps what the project's row has. Raises RulesError, which names each fault with
    its file, row and column and says what to do.
    """
    seeds = of_project()
    if folder is None:
        return seeds
    if not folder.is_dir():
        raise RulesError(f"{folder}: there is no such folder; --rules (FAZHI_RULES) names a folder of CSV files")
    faults: list[str] = []
    laid: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in FOLDERS:
            faults.append(f"{path.name}: no seed has this name; a file is one of {', '.join(sorted(FOLDERS))} (.csv)")
            continue
        found = list(_laid_over(seeds[path.stem], path, laid))
        faults += found
    if not faults:
        faults = [fault for seed, row_id in laid for fault in faults_of(seeds, seed, row_id)]
    if faults:
        more = f"\n  and {len(faults) - MOST} more" if len(faults) > MOST else ""
        raise RulesError(f"{folder}: these rules cannot be used:\n  " + "\n  ".join(faults[:MOST]) + more)
    return seeds


def _laid_over(seed: Seed, path: Path, laid: list[tuple[str, str]]) -> Iterator[str]:
    """Lays the file's rows over the seed's, notes them in `laid`, and tells what is wrong with the file itself."""
    id_column = IDS[seed.name]
    try:
        columns, rows = read(path, path.name)
    except (OSError, UnicodeDecodeError) as error:
        yield f"{path.name}: cannot be read: {error}; write it as CSV in UTF-8"
        return
    if unknown := [column for column in columns if column not in seed.columns]:
        yield f"{path.name}: no column {', '.join(map(repr, unknown))}; its columns are {', '.join(seed.columns)}"
    if id_column not in columns:
        yield f"{path.name}: has no column {id_column}, which names its rows; add it"
        return
    seen: set[str] = set()
    for written in rows:
        row_id = (written.row[id_column] or "").strip()
        if not row_id:
            yield f"{path.name}, line {written.line}: {id_column} is empty; give the row a name of its own"
        elif row_id in seen:
            yield f"{path.name}:{row_id}: stands in the file twice (line {written.line}); take one of the two out"
        else:
            seen.add(row_id)
            laid.append((seed.name, row_id))
            before = seed.rows[row_id].row if row_id in seed.rows else dict.fromkeys(seed.columns, "")
            given = {column: written.row[column] or "" for column in columns if column in seed.columns}
            seed.rows[row_id] = Written({**before, **given}, path.name, written.line)


def faults_of(seeds: Mapping[str, Seed], name: str, row_id: str) -> Iterator[str]:
    """What is wrong with a row of a seed, each fault with the row's place and column."""
    written = seeds[name].rows[row_id]
    row, place = written.row, f"{written.file}:{row_id}"
    for column in NUMBERS:
        if column in row and (row[column] or column != "char_start") and not row[column].lstrip("-").isdigit():
            yield f"{place}, {column}: {row[column]!r} is no whole number; write one"
    if name == "agreement":
        yield from _unmeasured(place, row)
    classes = _classes(seeds)
    for column in PATTERNS:
        if row.get(column):
            try:
                pattern = expanded(row[column], classes)
                duckdb.execute("select regexp_matches('', ?)", [pattern])
                if name == "wording_rules" and column in LINE_PATTERNS and (sign := leaves_the_line(pattern)):
                    yield f"{place}, {column}: {sign!r} could reach into the next wording; write which signs are meant"
                if name == "wording_rules" and column in LINE_PATTERNS and (ends := mixed_range(pattern)):
                    yield f"{place}, {column}: {ends!r} is a range of several scripts; write which signs are meant"
            except UnknownClassError as error:
                yield f"{place}, {column}: no word class is named {error} (or only behind it); see word_classes.csv"
            except duckdb.Error as error:
                yield f"{place}, {column}: is no pattern of RE2: {str(error).splitlines()[0]}; mend {row[column]!r}"
    if name == "wording_rules":
        yield from _unknown(place, "metric_code", [row["metric_code"]], seeds["metrics"])
        topics = [one for one in row["topics"].split() if one not in ANY_TOPIC]
        yield from _unknown(place, "topics", topics, seeds["topics"])
        if not row["pattern"]:
            yield f"{place}, pattern: is empty; write the wording that the rule claims"
    if name == "exclusion_cues":
        said = [one for one in row["says"].split() if one != "comparison"]
        metrics = [one for one in said if "*" not in one and not one.startswith("kind:")]
        yield from _unknown(place, "says", metrics, seeds["metrics"])
    if name.endswith("_cues"):
        for column in ("pattern", "place", "says"):
            if not row[column]:
                yield f"{place}, {column}: is empty; seeds/cues/cues.yml tells what it may be"
        known = {
            part for one in seeds[name].rows.values() if one.file != written.file for part in one.row["place"].split()
        }
        if unknown := [part for part in row["place"].split() if part not in known]:
            yield f"{place}, place: no {unknown[0]!r}; this judgement looks at {', '.join(sorted(known))}"


def _unmeasured(place: str, row: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a row of agreement.csv beside its whole numbers."""
    if row["part"] not in ("metric", "scope", "year"):
        yield f"{place}, part: is none of metric, scope, year"
    counts = [row[column] for column in ("right_count", "figures")]
    if all(count.isdigit() for count in counts) and int(counts[0]) > int(counts[1]):
        yield f"{place}, right_count: more are right than were looked at ({counts[0]} of {counts[1]})"
    if not _SHARE.fullmatch(row["most"]):
        yield f"{place}, most: {row['most']!r} is no confidence; write one from 0.01 to 0.99"


def _unknown(place: str, column: str, named: list[str], seed: Seed) -> Iterator[str]:
    for one in named:
        if one not in seed.rows:
            yield f"{place}, {column}: there is no {one!r} in {seed.name}; name one of its rows or add it there"


def _classes(seeds: Mapping[str, Seed]) -> dict[str, str]:
    """The word classes that can be made; one that cannot is told as a fault of its own row."""
    rows = [written.row for written in seeds["word_classes"].rows.values()]
    try:
        return word_classes(rows)
    except (UnknownClassError, ValueError):
        return {row["word_class"]: "x" for row in rows}
