"""Zip files from strangers: their members, within bounds, without writing any of them to disk."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from ground.errors import BrokenFile, EncryptedFile, ReadError, TooLarge, UnsafePath, UnsupportedFormat

MAX_MEMBERS = 10_000
MAX_UNPACKED = 512 * 1024 * 1024  # bytes of all members
MAX_MEMBER = 64 * 1024 * 1024
MAX_RATIO = 200  # of a member's size to its packed size; text packs to a tenth, tables to a hundredth
RATIO_FROM = 4 * 1024 * 1024  # bytes below which no ratio does harm
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")  # in UTF-16 too
_ENTRY = b"PK\x01\x02"
_TRICK = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\0\n\r]")


class Member(NamedTuple):
    """One file in an archive: its name, its size, and why it cannot be read where that is plain."""

    name: str
    size: int
    refusal: ReadError | None
    info: zipfile.ZipInfo


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip file in `data`. Raises BrokenFile or TooLarge."""
    if (count := data.count(_ENTRY)) > 2 * MAX_MEMBERS:  # those of archives in it may be among them
        raise TooLarge(f"it holds some {count:,} files, more than {MAX_MEMBERS:,}; split it up")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BrokenFile(f"the archive cannot be opened ({error}); get a whole copy of it") from None
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"it holds {len(infos):,} files, more than {MAX_MEMBERS:,}; split it up")
    if (total := sum(info.file_size for info in infos)) > MAX_UNPACKED:
        raise TooLarge(f"it unpacks to {total:,} bytes, more than {MAX_UNPACKED:,}; unpack it and land the folder")
    return archive


def members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """The files in it, in its order; those that must not be read with the reason."""
    seen: set[str] = set()
    for info in archive.infolist():
        if info.is_dir():
            continue
        name = _name(info)
        refusal = _refusal(info, name)
        if name in seen:
            refusal = UnsafePath("the archive holds two files of this name; pack it anew with one of them")
        seen.add(name)
        yield Member(name, info.file_size, refusal, info)


def content(archive: zipfile.ZipFile, member: Member) -> bytes:
    """A member's bytes. Raises its refusal, or BrokenFile where they do not unpack."""
    if member.refusal:
        raise member.refusal
    try:
        with archive.open(member.info) as unpacked:
            return unpacked.read(member.size)  # its stated size: without one, zipfile unpacks whatever is there
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise BrokenFile(f"it cannot be unpacked ({error}); fetch the archive again") from None


def parts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The parts of an office file. Raises ReadError, for one that declares entities too: no office program does."""
    for member in members(archive):
        data = content(archive, member)
        if member.name.endswith((".xml", ".rels")):
            _check_entities(member.name, data)
        yield data


def xml_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that are XML, with their names. Raises ReadError as `parts` does."""
    for member in members(archive):
        if member.name.lower().endswith(".xml"):
            data = content(archive, member)
            _check_entities(member.name, data)
            yield member.name, data


def _check_entities(name: str, data: bytes) -> None:
    if _DOCTYPE.search(data):
        raise BrokenFile(f"its part {name} declares entities, which may hide or fetch text; save it anew")


def _refusal(info: zipfile.ZipInfo, name: str) -> ReadError | None:
    if _TRICK.search(name):
        return UnsafePath("its name leads out of the archive; pack it anew under a plain name")
    if stat.S_ISLNK(info.external_attr >> 16):
        return UnsafePath("it is a link, not a file; pack the file itself")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # What unpacks the others cannot be held to a size.
        return UnsupportedFormat("it is packed by a method that is not read; unpack it and land the file")
    if info.flag_bits & 1:
        return EncryptedFile("it asks for a password; unpack it and land the file")
    if info.file_size > MAX_MEMBER:
        return TooLarge(f"it unpacks to {info.file_size:,} bytes, more than the {MAX_MEMBER:,} of any report")
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return TooLarge(
            f"it unpacks from {info.compress_size:,} to {info.file_size:,} bytes, as no report does; "
            "if it is one, unpack it and land the file"
        )
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; archives packed on Chinese Windows name their members in GB18030 without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
