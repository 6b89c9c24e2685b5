"""What a register expects to be published, by address."""

from pathlib import Path
from typing import NamedTuple

from ground.errors import RegisterError
from ingest.identity import Known
from ingest.register import read_register


class Expected(NamedTuple):
    """What a register expects, by address, and its malformed rows: each line with what is wrong."""

    known: dict[str, Known]
    faults: list[tuple[int, str]]


def expected_of(register: Path) -> Expected:
    """What a register expects. Raises RegisterError where it expects nothing.

    Rows that say two things of one address count as malformed: nobody knows which is right.
    """
    faults: list[tuple[int, str]] = []
    twice: set[str] = set()
    expected: dict[str, Known] = {}
    lines: dict[str, int] = {}
    for entry in read_register(register):
        address = entry.known.address
        if entry.fault:
            faults.append((entry.line, entry.fault))
            if address:
                twice.add(address)
            continue
        if address is None:
            continue
        if expected.get(address, entry.known) != entry.known:
            said = f"lines {lines[address]} and {entry.line}: they say two things of {address}; keep one row"
            faults.append((entry.line, said))
            twice.add(address)
        expected[address] = entry.known
        lines[address] = entry.line
    expected = {address: known for address, known in expected.items() if address not in twice}
    if not expected and faults:
        listed = "\n  ".join(fault for _, fault in faults)
        raise RegisterError(f"{register}: the register is malformed, correct these first\n  {listed}")
    if not expected:
        raise RegisterError(f"{register}: no row has an address; fazhi land reads registers of files")
    return Expected(expected, faults)
