"""Archives of reports: what is in a zip file, and in zip files within it, read without unpacking anything to disk.

A member has a uri of its own behind the archive's: `folder/reports.zip!/2019/a.docx`.
"""

import functools
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ground.errors import EmptyFile, MissingFile, ReadError, TooLarge
from ingest.documents import packages
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
    walk = _Walk()
    walk.through(_archive(path, _changed(path)), "", 1)
    if not walk.found:
        raise EmptyFile("there is no file in the archive; pack the reports into it")
    return walk.found


def member_bytes(path: Path, member: str) -> bytes:
    """The bytes of a member as `packed` names it. Raises ReadError."""
    changed = _changed(path)
    within = ""
    while True:
        archive, members = _opened(path, changed, within)
        wanted = member[len(within) :]
        if wanted in members:
            return packages.content(archive, members[wanted])
        names = (wanted[: mark.start()] for mark in re.finditer(re.escape(MARK), wanted))
        name = next((name for name in names if name in members and is_archive(name)), None)
        if name is None:
            raise MissingFile(f"there is no {member} in the archive any more; run again once the archive is complete")
        within += name + MARK


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


# Members are read in the order of their places: the archives on the way to the last one serve for the next.
@functools.lru_cache(maxsize=DEEPEST)
def _opened(path: Path, changed: int, within: str) -> tuple[zipfile.ZipFile, dict[str, packages.Member]]:
    """The archive at a place in the archive at `path`, and its members by name."""
    archive = packages.opened(member_bytes(path, within.removesuffix(MARK))) if within else _archive(path, changed)
    members: dict[str, packages.Member] = {}
    for member in packages.members(archive):
        members.setdefault(member.name, member)
    return archive, members


class _Walk:
    """A walk through an archive and the archives in it, within bounds for all of them together."""

    def __init__(self) -> None:
        self.found: list[Packed] = []
        self.seen = 0  # members, hidden ones too
        self.unpacked = 0  # bytes of archives in archives

    def through(self, archive: zipfile.ZipFile, before: str, depth: int) -> None:
        for member in packages.members(archive):
            self.seen += 1
            if self.seen > packages.MAX_MEMBERS:
                raise TooLarge(f"it holds more than {packages.MAX_MEMBERS:,} files; split it up")
            hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(member.name).parts)
            if hidden and not member.refusal:
                continue
            if member.refusal or not is_archive(member.name):
                self.found.append(Packed(before + member.name, member.refusal))
            elif depth == DEEPEST:
                deep = TooLarge(f"it is an archive in {depth} archives; unpack it and land the folder")
                self.found.append(Packed(before + member.name, deep))
            else:
                self._into(archive, member, before, depth)

    def _into(self, archive: zipfile.ZipFile, member: packages.Member, before: str, depth: int) -> None:
        self.unpacked += member.size
        if self.unpacked > packages.MAX_UNPACKED:
            bound = f"{packages.MAX_UNPACKED:,}"
            raise TooLarge(f"the archives in it unpack to more than {bound} bytes; unpack it and land the folder")
        try:
            inner = packages.opened(packages.content(archive, member))
        except ReadError as error:
            self.found.append(Packed(before + member.name, error))
            return
        self.through(inner, f"{before}{member.name}{MARK}", depth + 1)
