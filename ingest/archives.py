"""Archives of reports: what is in a zip file, and in zip files within it, read without unpacking anything to disk.

A member has a uri of its own behind the archive's: `folder/reports.zip!/2019/a.docx`.
"""

import functools
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ingest.documents import packages
from ingest.errors import EmptyFile, MissingFile, ReadError, TooLarge
from ingest.reading import read_bytes

SUFFIX = ".zip"
MARK = "!/"
DEEPEST = 3  # archives in archives


class Packed(NamedTuple):
    """One file in an archive: its path there, through the archives that it is in, and why it cannot be read."""

    member: str
    refusal: ReadError | None = None


def packed(path: Path) -> list[Packed]:
    """The files in the archive at `path` and in the archives in it. Raises ReadError where it cannot be opened."""
    found: list[Packed] = []
    for member in _walked(_archive(path, _changed(path)), "", 1):
        found.append(member)
        if len(found) > packages.MAX_MEMBERS:
            raise TooLarge(f"it holds more than {packages.MAX_MEMBERS:,} files; split it up")
    if not found:
        raise EmptyFile("there is no file in the archive; pack the reports into it")
    return found


def member_bytes(path: Path, member: str) -> bytes:
    """The bytes of a member as `packed` names it. Raises ReadError."""
    return _found(_archive(path, _changed(path)), member)


def is_archive(name: str) -> bool:
    """Whether a file of this name is looked into."""
    return PurePosixPath(name).suffix.lower() == SUFFIX


@functools.lru_cache(maxsize=2)
def _archive(path: Path, changed: int) -> zipfile.ZipFile:  # noqa: ARG001 - a changed file is another one
    return packages.opened(read_bytes(path))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        raise MissingFile("there is no such archive any more; put it back, or fetch it again") from None


def _walked(archive: zipfile.ZipFile, before: str, depth: int) -> Iterator[Packed]:
    for member in packages.members(archive):
        hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(member.name).parts)
        if hidden and not member.refusal:
            continue
        if member.refusal or not is_archive(member.name):
            yield Packed(before + member.name, member.refusal)
        elif depth == DEEPEST:
            deep = TooLarge(f"it is an archive in {depth} archives; unpack it and land the folder")
            yield Packed(before + member.name, deep)
        else:
            try:
                inner = packages.opened(packages.content(archive, member))
            except ReadError as error:
                yield Packed(before + member.name, error)
                continue
            yield from _walked(inner, f"{before}{member.name}{MARK}", depth + 1)


def _found(archive: zipfile.ZipFile, wanted: str) -> bytes:
    for member in packages.members(archive):
        if member.name == wanted:
            return packages.content(archive, member)
        if wanted.startswith(member.name + MARK) and is_archive(member.name):
            return _found(packages.opened(packages.content(archive, member)), wanted[len(member.name + MARK) :])
    raise MissingFile(f"there is no {wanted} in the archive any more; run again once the archive is complete")
