"""Readers that ask again and again while builds are swapped in: they see one build or the other, and no error."""

import subprocess
import sys
from collections.abc import Iterator

from tests.faults.workshop import ROOT, Workshop
from tests.fingerprint import fingerprint

# Reads until its input ends: the marts through one connection twice, and a table of the exports.
READER = """
import select, sys
from pathlib import Path
import duckdb
from tests.fingerprint import of_connection
db, table = sys.argv[1:]
seen, times = set(), 0
while not select.select([sys.stdin], [], [], 0.1)[0]:
    with duckdb.connect(db, read_only=True) as connection:
        found = of_connection(connection)
        assert found == of_connection(connection), "one connection, two builds"
    seen.add(repr(sorted(found.items())))
    assert Path(table).read_bytes(), "an empty table"
    times += 1
    if times == 1:
        print("reads", flush=True)
print(times, *sorted(seen), sep="\\n")
"""


def swaps(shop: Workshop, count: int) -> Iterator[str]:
    """Builds `count` times, one state after the other, under a reader; yields what it saw. Raises AssertionError."""
    expected = []
    for state in (0, 1, 0):  # what comes back is expected to look as a content that came back
        shop.put(state)
        shop.run_well()
        expected.append(repr(sorted(fingerprint(shop.db).items())))
    table = sorted(shop.exports.rglob("*.csv"))[0]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(shop.db), str(table)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout
    assert reader.stdout.readline() == "reads\n", reader.communicate()[1]
    for number in range(count):
        shop.put(1 - number % 2)
        shop.run_well()
    said, trouble = reader.communicate("")
    assert reader.returncode == 0, trouble
    times, *seen = said.splitlines()
    assert set(seen) == set(expected[1:]), "the reader saw something else than the two builds"
    yield f"{times} reads during {count} swaps: the two builds and nothing else, no error"
