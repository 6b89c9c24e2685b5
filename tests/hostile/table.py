"""The kinds and how they end, as the table of docs/hostile-input.md: `python -m tests.hostile --table` writes it."""

from collections.abc import Iterator
from itertools import dropwhile
from pathlib import Path

from tests.hostile.body import KINDS
from tests.hostile.kinds import Kind
from tests.hostile.runs import ROOT

DOC = ROOT / "docs" / "hostile-input.md"
HEAD = "| what comes in | what becomes of it |\n|---|---|\n"
MEANT = {"landed": "lands", "duplicate": "the same content under another name"}


def table() -> str:
    """The table, a row for each kind."""
    return HEAD + "".join(f"| {kind.what} | {_end(kind)} |\n" for kind in KINDS.values())


def written(path: Path = DOC) -> str:
    """The document with the table of today in the place of its own."""
    before, _, rest = path.read_text(encoding="utf-8").partition(HEAD)
    behind = dropwhile(lambda line: line.startswith("|"), rest.splitlines(keepends=True))
    return f"{before}{table()}{''.join(behind)}"


def _end(kind: Kind) -> str:
    ends = [kind.ends] if isinstance(kind.ends, str) else list(dict.fromkeys(kind.ends.values()))
    return ", ".join([*(MEANT.get(end, f"`{end}`") for end in ends), *_values(kind)])


def _values(kind: Kind) -> Iterator[str]:
    values = list((kind.values or {}).values())
    if values and None not in values:
        yield "figures read as printed"
    elif values and any(values):
        yield "honest figures read, the others without a value"
    elif values:
        yield "its figures without a value"
