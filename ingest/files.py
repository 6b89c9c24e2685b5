"""Files as sources to land: those of a folder and of the archives in it, each with a uri and a way to its bytes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ground.errors import BrokenFile, ReadError
from ingest.archives import MARK, is_archive, member_bytes, packed
from ingest.identity import Known
from ingest.links import misled
from ingest.reading import check_format, digest, read_bytes
from ingest.register import FILE_NAME

NOTHING = Known()


@dataclass(frozen=True)
class Source:
    """One thing to land.

    `uri` is its path relative to the folder, or its address; `path` is None for an address that is not fetched yet;
    `member` is its place in the archive at `path`; `refusal` says why it cannot be landed, where that is plain without
    reading it.
    """

    uri: str
    name: str
    path: Path | None
    known: Known = NOTHING
    refusal: ReadError | None = None
    member: str | None = None
    sha256: str | None = None  # that its bytes must have, where they are kept under it

    def read(self) -> bytes:
        """Its bytes. Raises ReadError."""
        if self.refusal:
            raise self.refusal
        if self.member is not None:
            return member_bytes(self.path or Path(), self.member)
        data = read_bytes(self.path or Path())
        if self.sha256 and digest(data) != self.sha256:
            raise BrokenFile("the store holds other bytes than it was given; delete this object and fetch again")
        return data


def sources_in(folder: Path) -> list[Source]:
    """The sources in a folder, its subfolders and its archives; hidden files are passed over."""
    return [source for path in _files(folder) for source in sources_of(path, folder)]


def _files(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(place, name).is_symlink()]  # os.walk does not follow them
        yield from (Path(place, name) for name in sorted([*names, *links]) if not name.startswith((".", "~$")))
    yield from (Path(error.filename) for error in closed)


def sources_of(path: Path, folder: Path) -> list[Source]:
    """What the file at `path` brings: itself, or what is in the archive that it is."""
    source = file_source(path, folder)
    return [source] if source.refusal or not is_archive(path.name) else within(source)


def within(source: Source) -> list[Source]:
    """What is in the archive that a source is."""
    try:
        found = packed(source.path or Path())
    except ReadError as error:
        return [replace(source, refusal=error)]
    return [_member(source, member, refusal) for member, refusal in found]


def _member(archive: Source, member: str, refusal: ReadError | None) -> Source:
    name = PurePosixPath(member).name
    return replace(
        archive,
        uri=f"{archive.uri}{MARK}{member}",
        name=name,
        refusal=refusal or _unread(name),
        member=member,
    )


def file_source(path: Path, folder: Path, known: Known = NOTHING) -> Source:
    """The file at `path` as a source of `folder`, refused where its name or a link says that it is not read."""
    uri = _printable(PurePosixPath(os.path.relpath(path, folder)).as_posix())
    refusal = misled(path, folder) or (None if is_archive(path.name) else _unread(path.name))
    return Source(uri, _printable(path.name), path, known, refusal)


def _unread(name: str) -> ReadError | None:
    """Why a file of this name is not read; None where it is."""
    if name.lower() == FILE_NAME:
        return None
    try:
        check_format(name)
    except ReadError as refusal:
        return refusal
    return None


def _printable(name: str) -> str:
    """A file name as text; names that an unzipper left in GB18030 are read so."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
