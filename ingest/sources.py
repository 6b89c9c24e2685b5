"""What there is to land: a folder's files, one file, or what a register lists, with the facts known of each."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.addresses import base_name
from ingest.archives import MARK, is_archive, member_bytes, packed
from ingest.errors import AmbiguousRegister, MissingFile, ReadError, RegisterError, UnsafePath
from ingest.identity import Known
from ingest.links import is_file, leads_out, misled
from ingest.reading import check_format, read_bytes
from ingest.register import FILE_NAME, Entry, read_register, short

# A folder's own paperwork and what operating systems leave in it: no reports, and nothing to refuse.
PAPERWORK = ("readme", "license", "licence", "changelog", "thumbs", "desktop")
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

    def read(self) -> bytes:
        """Its bytes. Raises ReadError."""
        if self.refusal:
            raise self.refusal
        if self.member is not None:
            return member_bytes(self.path or Path(), self.member)
        return read_bytes(self.path or Path())


def find_sources(root: Path) -> list[Source]:
    """The sources in `root` in the order of their names.

    A folder gives its files, those of its subfolders and archives too, and what its registers list besides; hidden
    files and paperwork are passed over. A register gives what it lists. A single file takes its facts from the register
    beside it. Raises RegisterError, or MissingFile where `root` is not there.
    """
    root = root.absolute()
    if root.is_dir():
        found = [source for path in _files(root) for source in _sources(path, root)]
        return _merge([*_listed(found, root), *(source for source in found if not _is_paperwork(source))])
    if not root.exists():
        raise MissingFile(f"{root}: there is no such file or folder; name the folder with the reports")
    folder = root.parent
    if root.suffix.lower() == ".csv":
        found = [source for path in _files(folder) for source in _sources(path, folder)]
        known = _Found(found)
        return _merge([_resolve(entry, root, folder, known) for entry in read_register(root)])
    found = _sources(root, folder)
    beside = folder / FILE_NAME
    entries = read_register(beside) if beside.is_file() else []
    known = _Found(found)
    named = [_resolve(entry, beside, folder, known) for entry in entries]
    ours = [source for source in named if source.path == root]
    if is_archive(root.name):
        found = [*_listed(found, folder), *(source for source in found if not _is_paperwork(source))]
    return _merge([*found, *ours])


def _files(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(place, name).is_symlink()]  # os.walk does not follow them
        yield from (Path(place, name) for name in sorted([*names, *links]) if not name.startswith((".", "~$")))
    yield from (Path(error.filename) for error in closed)


def _sources(path: Path, folder: Path) -> list[Source]:
    """What the file at `path` brings: itself, or what is in the archive that it is."""
    source = _file(path, folder)
    if source.refusal or not is_archive(path.name):
        return [source]
    try:
        found = packed(path)
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


def _file(path: Path, folder: Path, known: Known = NOTHING) -> Source:
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


def _is_register(source: Source) -> bool:
    return source.name.lower() == FILE_NAME


def _is_paperwork(source: Source) -> bool:
    return PurePosixPath(source.name).stem.lower() in PAPERWORK or _is_register(source)


def _listed(found: list[Source], root: Path) -> list[Source]:
    """What the registers among the sources list; they may name nothing outside of the folder or their archive."""
    listed: list[Source] = []
    known = _Found(found)
    for register in filter(_is_register, found):
        if register.member is None and register.path:
            entries = read_register(register.path)
            listed += [
                _led_out(entry, register.path, root) or _resolve(entry, register.path, root, known) for entry in entries
            ]
        else:
            archive, _, _ = register.uri.rpartition(MARK)
            beside = _Found(source for source in found if source.uri.startswith(archive + MARK))
            try:
                entries = read_register(Path(register.uri), register.read())
            except ReadError as error:
                raise RegisterError(f"{register.uri}: {error}") from None
            listed += [_resolve_packed(entry, register, beside) for entry in entries]
    return listed


class _Found:
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


def _led_out(entry: Entry, register: Path, root: Path) -> Source | None:
    """A row that names a file outside of the folder, refused."""
    if entry.file is None or not leads_out(register.parent / entry.file, root):
        return None
    where = f"{os.path.relpath(register, root)}, line {entry.line}"
    outside = UnsafePath(
        f"{where} names “{short(entry.file)}”, which is outside of the folder; put the file itself there"
    )
    uri = PurePosixPath(os.path.relpath(register.parent / entry.file, root))
    return Source(uri.as_posix(), uri.name, None, entry.known, outside)


def _resolve(entry: Entry, register: Path, root: Path, found: _Found) -> Source:
    """The source that a row of the register is about."""
    if entry.file is None:
        return _address(entry)
    path = register.parent / entry.file
    if is_file(path) and not is_archive(path.name):
        return _file(Path(os.path.normpath(path)), root, entry.known)
    uri = PurePosixPath(os.path.relpath(path, root)).as_posix()
    return _fitting(entry, os.path.relpath(register, root), uri, found, register.parent)


def _resolve_packed(entry: Entry, register: Source, beside: _Found) -> Source:
    """The same for a register in an archive, which knows nothing but what is in its archive."""
    if entry.file is None:
        return _address(entry)
    archive, _, member = register.uri.rpartition(MARK)
    uri = f"{archive}{MARK}{os.path.normpath(PurePosixPath(member).parent / entry.file)}"
    return _fitting(entry, register.uri, uri, beside, None)


def _fitting(entry: Entry, register: str, uri: str, found: _Found, folder: Path | None) -> Source:
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


def _merge(sources: list[Source]) -> list[Source]:
    """One source per uri, with the facts that a row of the register knows; rows that disagree refuse the file."""
    merged: dict[str, Source] = {}
    for source in sources:
        first = merged.setdefault(source.uri, source)
        if source.refusal and first.refusal is None:  # a twin in an archive: which of the two is meant, nobody knows
            merged[source.uri] = replace(first, refusal=source.refusal)
            continue
        if source.known not in (first.known, NOTHING) and first.refusal is None:
            if first.known == NOTHING:
                merged[source.uri] = source
                continue
            differing = [
                f"{column} “{getattr(first.known, column) or ''}” and “{getattr(source.known, column) or ''}”"
                for column in ("issuer", "jurisdiction", "year", "address")
                if getattr(first.known, column) != getattr(source.known, column)
            ]
            refusal = AmbiguousRegister(f"the register says two things of it: {'; '.join(differing)}; keep one row")
            merged[source.uri] = replace(first, refusal=refusal)
    return sorted(merged.values(), key=lambda source: source.uri)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _printable(name: str) -> str:
    """A file name as text; names that an unzipper left in GB18030 are read so."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
