"""What there is to land: a folder's files, one file, or what a register lists, with the facts known of each."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.addresses import base_name
from ingest.archives import MARK, is_archive
from ingest.errors import (
    AmbiguousRegister,
    MissingFile,
    ReadError,
    RefusedAddress,
    RegisterError,
    UnreachableAddress,
)
from ingest.fetching.holdings import Holdings, is_store
from ingest.files import NOTHING, Source, file_source, sources_in, sources_of, within
from ingest.register import FILE_NAME, Entry, read_register

# A folder's own paperwork and what operating systems leave in it: no reports, and nothing to refuse.
PAPERWORK = ("readme", "license", "licence", "changelog", "thumbs", "desktop")


def find_sources(root: Path) -> list[Source]:
    """The sources in `root` in the order of their names.

    A folder gives its files, those of its subfolders and archives too, and what its registers list besides; hidden
    files and paperwork are passed over. A register gives what it lists. A single file takes its facts from the register
    beside it. A store of fetched pages gives what it holds and what it could not get. Raises RegisterError, or
    MissingFile where `root` is not there.
    """
    root = root.absolute()
    if is_store(root):
        return _merge(list(_held(Holdings(root))))
    if root.is_dir():
        found = sources_in(root)
        return _merge([*_listed(found, root), *(source for source in found if not _is_paperwork(source))])
    if not root.exists():
        raise MissingFile(f"{root}: there is no such file or folder; name the folder with the reports")
    folder = root.parent
    if root.suffix.lower() == ".csv":
        found = sources_in(folder)
        return _merge([_resolve(entry, root, folder, found) for entry in read_register(root)])
    found = sources_of(root, folder)
    beside = folder / FILE_NAME
    entries = read_register(beside) if beside.is_file() else []
    named = [_resolve(entry, beside, folder, found) for entry in entries]
    ours = [source for source in named if source.path == root]
    if is_archive(root.name):
        found = [*_listed(found, folder), *(source for source in found if not _is_paperwork(source))]
    return _merge([*found, *ours])


def _held(holdings: Holdings) -> Iterator[Source]:
    """What a store holds for each address that it expects; what was tried in vain is refused with what came of it."""
    current, last = holdings.current(), holdings.last()
    for address, known in holdings.expected().items():
        name = base_name(address)
        if attempt := current.get(address):
            path = holdings.path_of(attempt.sha256 or "")
            source = Source(address, name, path, known, sha256=attempt.sha256)
            yield from within(source) if is_archive(name) else [source]
        elif attempt := last.get(address):
            error = RefusedAddress if attempt.outcome == "refused" else UnreachableAddress
            yield Source(address, name, None, known, error(attempt.reason or attempt.outcome))


def _is_register(source: Source) -> bool:
    return source.name.lower() == FILE_NAME


def _is_paperwork(source: Source) -> bool:
    return PurePosixPath(source.name).stem.lower() in PAPERWORK or _is_register(source)


def _listed(found: list[Source], root: Path) -> list[Source]:
    """What the registers among the sources list."""
    listed: list[Source] = []
    for register in filter(_is_register, found):
        if register.member is None and register.path:
            listed += [_resolve(entry, register.path, root, found) for entry in read_register(register.path)]
        else:
            archive, _, _ = register.uri.rpartition(MARK)
            beside = [source for source in found if source.uri.startswith(archive + MARK)]
            try:
                entries = read_register(Path(register.uri), register.read())
            except ReadError as error:
                raise RegisterError(f"{register.uri}: {error}") from None
            listed += [_resolve_packed(entry, register, beside) for entry in entries]
    return listed


def _resolve(entry: Entry, register: Path, root: Path, found: list[Source]) -> Source:
    """The source that a row of the register is about."""
    if entry.file is None:
        return _address(entry)
    path = register.parent / entry.file
    if path.is_file() and not is_archive(path.name):
        return file_source(Path(os.path.normpath(path)), root, entry.known)
    uri = PurePosixPath(os.path.relpath(path, root)).as_posix()
    beside = [source for source in found if source.path and source.path.is_relative_to(register.parent)]
    return _fitting(entry, register.name, uri, beside)


def _resolve_packed(entry: Entry, register: Source, beside: list[Source]) -> Source:
    """The same for a register in an archive, which knows nothing but what is in its archive."""
    if entry.file is None:
        return _address(entry)
    archive, _, member = register.uri.rpartition(MARK)
    uri = f"{archive}{MARK}{os.path.normpath(PurePosixPath(member).parent / entry.file)}"
    return _fitting(entry, register.uri, uri, beside)


def _fitting(entry: Entry, register: str, uri: str, beside: list[Source]) -> Source:
    """The one source of `beside` that has the uri, else the name, of the file that a row names."""
    where, file = f"{register}, line {entry.line}", entry.file or ""
    name = PurePosixPath(file.replace("\\", "/")).name
    fitting = [source for source in beside if source.uri == uri]
    fitting = fitting or [source for source in beside if _plain(source.name) == _plain(name)]
    if not fitting:
        missing = MissingFile(f"{where} names “{file}”, but there is no such file; correct the row or add the file")
        return Source(file, PurePosixPath(file).name, None, entry.known, missing)
    if len(fitting) > 1:
        places = ", ".join(source.uri for source in fitting[:3])
        several = AmbiguousRegister(f"{where}: “{file}” fits {len(fitting)} files ({places}); write its folder too")
        return Source(file, PurePosixPath(file).name, None, entry.known, several)
    return replace(fitting[0], known=entry.known)


def _address(entry: Entry) -> Source:
    address = entry.known.address or ""
    return Source(address, base_name(address), None, entry.known)


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
                for column in ("issuer", "jurisdiction", "year", "address", "kind")
                if getattr(first.known, column) != getattr(source.known, column)
            ]
            refusal = AmbiguousRegister(f"the register says two things of it: {'; '.join(differing)}; keep one row")
            merged[source.uri] = replace(first, refusal=refusal)
    return sorted(merged.values(), key=lambda source: source.uri)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
