"""What there is to land: the files of a folder, one file, or what a register lists, with the facts known of each."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.addresses import base_name
from ingest.errors import AmbiguousRegister, MissingFile, ReadError
from ingest.identity import Known
from ingest.reading import check_format
from ingest.register import FILE_NAME, Entry, read_register

# A folder's own paperwork and what operating systems leave in it: no reports, and nothing to refuse.
PAPERWORK = ("readme", "license", "licence", "changelog", "thumbs", "desktop")
NOTHING = Known()


@dataclass(frozen=True)
class Source:
    """One thing to land.

    `uri` is its path relative to the folder, or its address; `path` is None for an address that is not fetched yet;
    `refusal` says why it cannot be landed, where that is plain without reading it.
    """

    uri: str
    name: str
    path: Path | None
    known: Known = NOTHING
    refusal: ReadError | None = None


def find_sources(root: Path) -> list[Source]:
    """The sources in `root` in the order of their names.

    A folder gives its files, those of its subfolders too, and what its registers list besides; hidden files and
    paperwork are passed over. A register gives what it lists. A single file takes its facts from the register beside
    it. Raises RegisterError, or MissingFile where `root` is not there.
    """
    root = root.absolute()
    if root.is_dir():
        files = list(_files(root))
        registers = [path for path in files if path.name.lower() == FILE_NAME]
        listed = [_resolve(entry, path, root, files) for path in registers for entry in read_register(path)]
        paths = [path for path in files if path.stem.lower() not in PAPERWORK and path not in registers]
        return _merge([*listed, *(_file(path, root) for path in paths)])
    if not root.exists():
        raise MissingFile(f"{root}: there is no such file or folder; name the folder with the reports")
    if root.suffix.lower() == ".csv":
        folder = root.parent
        return _merge([_resolve(entry, root, folder, list(_files(folder))) for entry in read_register(root)])
    beside = root.parent / FILE_NAME
    entries = read_register(beside) if beside.is_file() else []
    listed = [_resolve(entry, beside, root.parent, [root]) for entry in entries]
    return _merge([_file(root, root.parent), *(source for source in listed if source.path == root)])


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _file(path: Path, folder: Path, known: Known = NOTHING) -> Source:
    uri = _printable(PurePosixPath(os.path.relpath(path, folder)).as_posix())
    try:
        check_format(path.name)
    except ReadError as refusal:
        return Source(uri, _printable(path.name), path, known, refusal)
    return Source(uri, _printable(path.name), path, known)


def _resolve(entry: Entry, register: Path, root: Path, files: list[Path]) -> Source:
    """The source that a row of the register is about."""
    where = f"{register.name}, line {entry.line}"
    if entry.file is None:
        address = entry.known.address or ""
        return Source(address, base_name(address), None, entry.known)
    path = register.parent / entry.file
    if not path.is_file():
        wanted = _plain(PurePosixPath(entry.file.replace("\\", "/")).name)
        fitting = [file for file in files if _plain(file.name) == wanted and file.is_relative_to(register.parent)]
        name = PurePosixPath(entry.file).name
        if not fitting:
            missing = MissingFile(
                f"{where} names “{entry.file}”, but there is no such file; correct the row or add the file"
            )
            return Source(entry.file, name, None, entry.known, missing)
        if len(fitting) > 1:
            places = ", ".join(_file(file, root).uri for file in fitting[:3])
            several = AmbiguousRegister(
                f"{where}: “{entry.file}” fits {len(fitting)} files ({places}); write its folder too"
            )
            return Source(entry.file, name, None, entry.known, several)
        path = fitting[0]
    return _file(Path(os.path.normpath(path)), root, entry.known)


def _merge(sources: list[Source]) -> list[Source]:
    """One source per uri, with the facts that a row of the register knows; rows that disagree refuse the file."""
    merged: dict[str, Source] = {}
    for source in sources:
        first = merged.setdefault(source.uri, source)
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
            merged[source.uri] = Source(first.uri, first.name, first.path, first.known, refusal)
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
