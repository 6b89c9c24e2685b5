"""What there is to land: a folder's files, one file, or what a register lists, with the facts known of each."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ground.errors import (
    MalformedRegister,
    MissingFile,
    ReadError,
    RefusedAddress,
    RegisterError,
    UnreachableAddress,
)
from ingest.addresses import base_name
from ingest.agreement import merged
from ingest.archives import is_archive
from ingest.decisions import FILE_NAME as DECISIONS
from ingest.fetching.holdings import Holdings, is_store
from ingest.files import NOTHING, Source, sources_in, sources_of, within
from ingest.links import misled
from ingest.listed import Found, archive_of, led_out, named_by, named_in
from ingest.register import FILE_NAME, FILE_NAMES, Entry, read_register

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
        known = Found(sources_in(folder))
        entries = read_register(root)
        return merged([named_by(entry, root, folder, known) for entry in entries])
    found = sources_of(root, folder)
    known = Found(found)
    named = [
        named_by(entry, beside, folder, known)
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
    known = Found(found)
    packed: dict[str, list[Source]] = defaultdict(list)
    for register in filter(_is_register, found):
        if register.member is None and register.path:
            entries = _entries(register.path, root)
            listed += [
                led_out(entry, register.path, root) or named_by(entry, register.path, root, known) for entry in entries
            ]
        else:
            packed[archive_of(register)].append(register)
    for archive, registers in packed.items():
        beside = Found(source for source in found if source.uri.startswith(archive))
        for register in registers:
            listed += _listed_in(register, beside)
    return listed


def _entries(register: Path, root: Path) -> list[Entry]:
    """The rows of a register that was found in a folder. Raises RegisterError, also where it is a link out of it."""
    if refusal := misled(register, root):
        raise RegisterError(f"{register}: {refusal}")
    return read_register(register)


def _listed_in(register: Source, beside: Found) -> list[Source]:
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
    return [named_in(entry, register, beside) for entry in entries]


def _without(register: Source, said: str, beside: Found) -> list[Source]:
    sources = [source for found in beside.by_uri.values() for source in found]
    waits = MalformedRegister(f"it waits for its archive's register: correct {register.uri}, and run again")
    waiting = [replace(each, refusal=waits) for each in sources if not each.refusal and not _is_paperwork(each)]
    return [replace(register, refusal=MalformedRegister(said)), *waiting]
