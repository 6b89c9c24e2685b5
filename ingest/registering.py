"""Writing in a register: what a person knows of one report, as a row of the register beside its file."""

import csv
import io
import os
from pathlib import Path

from ground.errors import MissingFile, ReadError, RegisterError
from ingest.encodings import decode
from ingest.places import place_named
from ingest.reading import read_bytes
from ingest.register import COLUMNS, FILE_NAME, FILE_NAMES, delimiter_of, head_of, is_workbook, read_register
from ingest.registerbook import written

NEW = ("file", "address", "issuer", "jurisdiction", "year", "kind", "confirmed")
_MARK = b"\xef\xbb\xbf"


def identify(file: Path, values: dict[str, str]) -> Path:
    """Writes `values` by column into the register's row on `file`, confirmed; returns the register's path.

    The register that a landing reads is the one: register.csv, else register.xlsx; register.csv is made where there is
    neither. Its other rows, columns and cells stay, its encoding and separators, a workbook's formats and other sheets.
    Raises MissingFile, or RegisterError where it cannot be used or a value is not allowed; then nothing is written.
    """
    place = values.get("jurisdiction")
    if place and not place_named(place, ""):
        raise RegisterError(
            f"{place}: no division has this name, or several have; write it with its province and city, "
            "as 江西省南昌市东湖区"
        )
    if not file.is_file():
        raise MissingFile(f"{file}: there is no such file; name the report's file")
    register = next((path for name in FILE_NAMES if (path := file.with_name(name)).exists()), file.with_name(FILE_NAME))
    try:
        data = read_bytes(register) if register.exists() else (",".join(NEW) + "\n").encode()
        if register.exists():
            read_register(register, data)
        if is_workbook(data):
            new = written(data, file.name, values, head_of, _place_of, lambda row, at: _names(row, at, file))
        else:
            new = _in_text(data, file, values)
    except ReadError as error:
        raise RegisterError(f"{register}: {error}") from None
    entries = read_register(register, new)
    if wrong := next((entry.fault for entry in entries if entry.fault and _is(file, entry.file)), None):
        raise RegisterError(f"{register}: {wrong}")
    fresh = register.with_name(f".{register.name}.new")
    with fresh.open("wb") as out:
        out.write(new)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(register)
    return register


def _in_text(data: bytes, file: Path, values: dict[str, str]) -> bytes:
    """The register's text with `values` in the row on `file`. Raises ReadError where it is no text."""
    text, encoding = decode(data)
    delimiter, ending = delimiter_of(text), "\r\n" if "\r\n" in text else "\n"
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    top = head_of(rows)
    at = {column: _place_of(column, rows[top]) for column in ("file", *values)}
    row = next((row for row in rows[top + 1 :] if _names(row, at["file"], file)), None)
    if row is None:
        row = [""] * len(rows[top])
        rows.append(row)
        row[at["file"]] = file.name
    row.extend([""] * (max(at.values()) + 1 - len(row)))
    for column, value in values.items():
        row[at[column]] = value
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, lineterminator=ending).writerows(rows)
    try:
        return (_MARK if data.startswith(_MARK) else b"") + made.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return _MARK + made.getvalue().encode()


def _place_of(column: str, header: list[str]) -> int:
    """Where a column stands in the header; one that it lacks is added."""
    for at, cell in enumerate(header):
        if cell.strip().lower() in COLUMNS[column]:
            return at
    header.append(column)
    return len(header) - 1


def _names(row: list[str], at: int, file: Path) -> bool:
    """Whether a row is about a file that stands beside the register."""
    named = row[at].strip() if at < len(row) else ""
    return _is(file, named)


def _is(file: Path, named: str | None) -> bool:
    return bool(named) and os.path.normpath(file.parent / str(named)) == os.path.normpath(file)
