"""The sources that the rows of a register are about, among those that were found."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from ground.errors import AmbiguousRegister, MalformedRegister, MissingFile, UnsafePath
from ingest.addresses import base_name
from ingest.archives import MARK, is_archive
from ingest.files import NOTHING, Source, file_source
from ingest.links import is_file, leads_out
from ingest.register import Entry, short


def archive_of(source: Source) -> str:
    """The beginning of the uris of all that is in the archive that a source is in."""
    archive, mark, _ = source.uri.rpartition(MARK)
    return archive + mark


class Found:
    """The sources found, by their uri and by their name."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.by_uri: dict[str, list[Source]] = defaultdict(list)
        self.by_name: dict[str, list[Source]] = defaultdict(list)
        for source in sources:
            self.by_uri[source.uri].append(source)
            self.by_name[_plain(source.name)].append(source)

    def fitting(self, uri: str, name: str, folder: Path | None) -> list[Source]:
        """Those of this uri, else those of this name; in `folder` alone, where one is given."""
        for found in (self.by_uri.get(uri, []), self.by_name.get(_plain(name), [])):
            if near := [each for each in found if folder is None or (each.path and each.path.is_relative_to(folder))]:
                return near
        return []


def led_out(entry: Entry, register: Path, root: Path) -> Source | None:
    """A row that names a file outside of the folder, refused."""
    if entry.file is None or not leads_out(register.parent / entry.file, root):
        return None
    where = f"{os.path.relpath(register, root)}, line {entry.line}"
    outside = UnsafePath(
        f"{where} names “{short(entry.file)}”, which is outside of the folder; put the file itself there"
    )
    uri = PurePosixPath(os.path.relpath(register.parent / entry.file, root))
    return Source(uri.as_posix(), uri.name, None, entry.known, outside)


def named_by(entry: Entry, register: Path, root: Path, found: Found) -> Source:
    """The source that a row of the register is about, refused where the row is malformed."""
    where = os.path.relpath(register, root)
    return _about(entry, where, partial(_resolve, entry, register, root, found))


def named_in(entry: Entry, register: Source, beside: Found) -> Source:
    """The same for a register in an archive, of what is `beside` it there."""
    return _about(entry, register.uri, partial(_resolve_packed, entry, register, beside))


def _about(entry: Entry, register: str, source: Callable[[], Source]) -> Source:
    """The `source` that a row is about; refused where the row is malformed: nobody knows what it would say of it."""
    if entry.fault is None:
        return source()
    fault = MalformedRegister(f"{register}, {entry.fault}; correct the row, and run again")
    if entry.file or entry.known.address:
        return replace(source(), known=NOTHING, refusal=fault)
    return Source(f"{register}, line {entry.line}", PurePosixPath(register).name, None, NOTHING, fault)


def _resolve(entry: Entry, register: Path, root: Path, found: Found) -> Source:
    """The source that a row of the register is about."""
    if entry.file is None:
        return _address(entry)
    path = register.parent / entry.file
    if is_file(path) and not is_archive(path.name):
        return file_source(Path(os.path.normpath(path)), root, entry.known)
    uri = PurePosixPath(os.path.relpath(path, root)).as_posix()
    return _fitting(entry, os.path.relpath(register, root), uri, found, register.parent)


def _resolve_packed(entry: Entry, register: Source, beside: Found) -> Source:
    """The same for a register in an archive, which knows nothing but what is in its archive."""
    if entry.file is None:
        return _address(entry)
    archive = archive_of(register)
    uri = archive + os.path.normpath(PurePosixPath(register.uri[len(archive) :]).parent / entry.file)
    return _fitting(entry, register.uri, uri, beside, None)


def _fitting(entry: Entry, register: str, uri: str, found: Found, folder: Path | None) -> Source:
    """The one source found in `folder` that has the uri, else the name, of the file that a row names."""
    where, file = f"{register}, line {entry.line}", entry.file or ""
    name = PurePosixPath(file.replace("\\", "/")).name
    fitting = found.fitting(uri, name, folder)
    if not fitting:
        missing = MissingFile(
            f"{where} names “{short(file)}”, but there is no such file; correct the row or add the file"
        )
        return Source(uri, name, None, entry.known, missing)
    if len(fitting) > 1:
        places = ", ".join(source.uri for source in fitting[:3])
        several = AmbiguousRegister(
            f"{where}: “{short(file)}” fits {len(fitting)} files ({places}); write its folder too"
        )
        return Source(uri, name, None, entry.known, several)
    return replace(fitting[0], known=entry.known)


def _address(entry: Entry) -> Source:
    address = entry.known.address or ""
    return Source(address, base_name(address), None, entry.known)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
