"""Whether two warehouses say the same, row by row: before and after a change that is to move no figure.

    python -m tests.same OLD.duckdb NEW.duckdb [--schema marts ...]

Every table of the marts (or of the schemas that are named) is compared both ways, all columns but those of the load and
the run, and not the histories of runs. Prints each table that differs: columns that one side alone has, how many rows
each side alone has, in which columns, and the first of them. Ends with 1 where anything differs, with 2 where a
warehouse cannot be opened.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.fingerprint import HISTORIES, OF_THE_LOAD
from tests.spark.equality import as_text, columns, compared, tables

SIDES = ("old", "new")


def differences(old: Path, new: Path, *schemas: str) -> Iterator[str]:
    """What differs between the tables of two warehouses; of the marts where no schema is named."""
    there = [
        {name for name in tables(db, *(schemas or ("marts",))) if name.split(".")[1] not in HISTORIES}
        for db in (old, new)
    ]
    for side, alone in zip(SIDES, (there[0] - there[1], there[1] - there[0]), strict=True):
        yield from (f"{name}: only in the {side} one" for name in sorted(alone))
    with duckdb.connect() as connection:
        for side, db in zip(SIDES, (old, new), strict=True):
            connection.execute(f"attach '{str(db).replace(chr(39), chr(39) * 2)}' as {side} (read_only)")
        for table in sorted(there[0] & there[1]):
            yield from _of_table(connection, table)


def _of_table(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[str]:
    kinds = [
        {name: kind for name, kind in columns(connection, side, table).items() if name not in OF_THE_LOAD}
        for side in SIDES
    ]
    for name in sorted(kinds[0].keys() | kinds[1].keys()):
        if kinds[0].get(name) != kinds[1].get(name):
            was, becomes = (kind.get(name, "not there") for kind in kinds)
            yield f"{table}: column {name}: {was}, then {becomes}"
    both = {name: kind for name, kind in kinds[1].items() if name in kinds[0]}
    if found := compared(connection, table, *_queries(both, table)):
        moved = [name for name, kind in both.items() if compared(connection, table, *_queries({name: kind}, table))]
        told = str(found).replace("on the left", "in the old one").replace("on the right", "in the new one")
        yield f"{told}\n    in the columns {', '.join(moved) or '(each by itself holds the same)'}"


def _queries(names: dict[str, str], table: str) -> list[str]:
    return [as_text(names, f"{side}.{table}") for side in SIDES]


def main(arguments: list[str]) -> int:
    """Reads the arguments, compares and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.same", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--schema", action="append", default=[], help="marts by default; may be given several times")
    given = parser.parse_args(arguments)
    found = 0
    try:
        for difference in differences(given.old, given.new, *given.schema):
            print(difference)
            found += 1
    except duckdb.Error as error:
        print(f"cannot be compared: {error}", file=sys.stderr)
        return 2
    print(f"{found} differences" if found else "the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
