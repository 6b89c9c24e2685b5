"""What there is to land: a folder's files, one file, or what a register lists, with the facts known of each."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from ground.errors import (
    AmbiguousRegister,
    MalformedRegister,
    MissingFile,
    ReadError,
    RefusedAddress,
    RegisterError,
    UnreachableAddress,
    UnsafePath,
)
from ingest.addresses import base_name
from ingest.agreement import merged
from ingest.archives import MARK, is_archive
from ingest.decisions import FILE_NAME as DECISIONS
from ingest.fetching.holdings import Holdings, is_store
from ingest.files import NOTHING, Source, file_source, sources_in, sources_of, within
from ingest.links import is_file, leads_out, misled
from ingest.register import FILE_NAME, FILE_NAMES, Entry, read_register, short

# A folder's own paperwork and what operating systems leave in it: no reports, and nothing to refuse.
PAPERWORK = ("readme", "license", "licence", "changelog", "thumbs", "desktop")


Pick = Callable[[str, list[str]], str | None]


def newest(_: str, contents: list[str]) -> str | None:
    """The content of an address that stands for it: the one that came last."""
    return contents[-1]


def find_sources(root: Path, pick: Pick = newest) -> list[Source]:
    """The sources in `root` in the order of their names.

    A folder gives its files, those of its subfolders and archives too, and what its registers list besides; hidden
    files and paperwork are passed over. A register gives what it lists. A single file takes its facts from the register
    beside it. A store of fetched pages gives what it holds and what it could not get; `pick` says which content of an
    address, given all in the order in which they came, or None for none. Raises RegisterError, or MissingFile where
    `root` is not there.
    """
    root = root.absolute()
    if is_store(root):
        return merged(list(_held(Holdings(root), pick)))
    if root.is_dir():
        found = sources_in(root)
        return merged([*_listed(found, root), *(source for source in found if not _is_paperwork(source))])
    if not root.exists():
        raise MissingFile(f"{root}: there is no such file or folder; name the folder with the reports")
    folder = root.parent
    if root.suffix.lower() == ".csv" or root.name.lower() in FILE_NAMES:
        known = _Found(sources_in(folder))
        entries = read_register(root)
        return merged([_named(entry, root, folder, known) for entry in entries])
    found = sources_of(root, folder)
    known = _Found(found)
    named = [
        _named(entry, beside, folder, known)
        for beside in (folder / name for name in FILE_NAMES)
        if beside.is_file()
        for entry in _entries(beside, folder)
    ]
    ours = [source for source in named if source.path == root]
    if is_archive(root.name):
        found = [*_listed(found, folder), *(source for source in found if not _is_paperwork(source))]
    return merged([*found, *ours])


def _held(holdings: Holdings, pick: Pick) -> Iterator[Source]:
    """What a store holds for each address that it expects; what was tried in vain is refused with what came of it."""
    last = holdings.last()
    expected, faults = holdings.expected_and_faults()
    for line, fault in faults:
        where = f"{FILE_NAME}, line {line}"
        yield Source(where, FILE_NAME, None, NOTHING, MalformedRegister(f"{FILE_NAME}, {fault}; correct the row"))
    for address, known in expected.items():
        name = base_name(address)
        if contents := holdings.contents(address):
            if (sha256 := pick(address, contents)) is not None:
                source = Source(address, name, holdings.path_of(sha256), known, sha256=sha256)
                yield from within(source) if is_archive(name) else [source]
        elif attempt := last.get(address):
            error = RefusedAddress if attempt.outcome == "refused" else UnreachableAddress
            yield Source(address, name, None, known, error(attempt.reason or attempt.outcome))


def _is_register(source: Source) -> bool:
    return source.name.lower() in FILE_NAMES


def _is_paperwork(source: Source) -> bool:
    return PurePosixPath(source.name).stem.lower() in PAPERWORK or _is_register(source) or _is_decisions(source)


def _is_decisions(source: Source) -> bool:
    return source.name.lower() == DECISIONS


def _listed(found: list[Source], root: Path) -> list[Source]:
    """What the registers among the sources list; they may name nothing outside of the folder or their archive."""
    listed: list[Source] = []
    known = _Found(found)
    packed: dict[str, list[Source]] = defaultdict(list)
    for register in filter(_is_register, found):
        if register.member is None and register.path:
            entries = _entries(register.path, root)
            listed += [
                _led_out(entry, register.path, root) or _named(entry, register.path, root, known) for entry in entries
            ]
        else:
            packed[_archive(register)].append(register)
    for archive, registers in packed.items():
        beside = _Found(source for source in found if source.uri.startswith(archive))
        for register in registers:
            listed += _listed_in(register, beside)
    return listed


def _entries(register: Path, root: Path) -> list[Entry]:
    """The rows of a register that was found in a folder. Raises RegisterError, also where it is a link out of it."""
    if refusal := misled(register, root):
        raise RegisterError(f"{register}: {refusal}")
    return read_register(register)


def _archive(source: Source) -> str:
    """The beginning of the uris of all that is in the archive that a source is in."""
    archive, mark, _ = source.uri.rpartition(MARK)
    return archive + mark


def _listed_in(register: Source, beside: "_Found") -> list[Source]:
    """What a register in an archive lists of what is `beside` it there.

    Where it cannot be used it is refused, and all that is beside it too: nobody knows what it would say of them.
    """
    try:
        for twin in beside.by_uri[register.uri]:
            if twin.refusal:
                raise twin.refusal
        entries = read_register(Path(register.uri), register.read())
    except RegisterError as error:
        return _without(register, str(error), beside)
    except ReadError as error:
        return _without(register, f"{register.uri}: {error}", beside)
    return [_about(entry, register.uri, partial(_resolve_packed, entry, register, beside)) for entry in entries]


def _without(register: Source, said: str, beside: "_Found") -> list[Source]:
    sources = [source for found in beside.by_uri.values() for source in found]
    waits = MalformedRegister(f"it waits for its archive's register: correct {register.uri}, and run again")
    waiting = [replace(each, refusal=waits) for each in sources if not each.refusal and not _is_paperwork(each)]
    return [replace(register, refusal=MalformedRegister(said)), *waiting]


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


def _about(entry: Entry, register: str, source: Callable[[], Source]) -> Source:
    """The `source` that a row is about; refused where the row is malformed: nobody knows what it would say of it."""
    if entry.fault is None:
        return source()
    fault = MalformedRegister(f"{register}, {entry.fault}; correct the row, and run again")
    if entry.file or entry.known.address:
        return replace(source(), known=NOTHING, refusal=fault)
    return Source(f"{register}, line {entry.line}", PurePosixPath(register).name, None, NOTHING, fault)


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


def _named(entry: Entry, register: Path, root: Path, found: _Found) -> Source:
    """The source that a row of the register is about, refused where the row is malformed."""
    where = os.path.relpath(register, root)
    return _about(entry, where, partial(_resolve, entry, register, root, found))


def _resolve(entry: Entry, register: Path, root: Path, found: _Found) -> Source:
    """The source that a row of the register is about."""
    if entry.file is None:
        return _address(entry)
    path = register.parent / entry.file
    if is_file(path) and not is_archive(path.name):
        return file_source(Path(os.path.normpath(path)), root, entry.known)
    uri = PurePosixPath(os.path.relpath(path, root)).as_posix()
    return _fitting(entry, os.path.relpath(register, root), uri, found, register.parent)


def _resolve_packed(entry: Entry, register: Source, beside: _Found) -> Source:
    """The same for a register in an archive, which knows nothing but what is in its archive."""
    if entry.file is None:
        return _address(entry)
    archive = _archive(register)
    uri = archive + os.path.normpath(PurePosixPath(register.uri[len(archive) :]).parent / entry.file)
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


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
