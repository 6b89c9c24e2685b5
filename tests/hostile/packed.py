"""Archives that are damaged, lie about themselves, or name files outside of them."""

import io
import stat
import struct
import zipfile
import zlib
from hashlib import shake_128
from pathlib import Path

from tests.documents import as_zip
from tests.hostile.kinds import kind, report, write

LINE = "全市受理行政复议案件{}件。"
CENTRAL = b"PK\x01\x02"


def archive(*members: tuple[str | zipfile.ZipInfo, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these members, twins and odd names too."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content, compress_type=method)
    return made.getvalue()


def entry(name: str, mode: int = stat.S_IFREG) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o644) << 16
    return info


def understated(data: bytes, size: int, checksum: int) -> bytes:
    """An archive of one member that says that it unpacks to `size` bytes."""
    changed = bytearray(data)
    at = changed.rindex(CENTRAL)
    for place in (14, at + 16):
        struct.pack_into("<I", changed, place, checksum)
    for place in (22, at + 24):
        struct.pack_into("<I", changed, place, size)
    return bytes(changed)


@kind("an archive that is cut off, and one of random bytes", "broken")
def archive_cut_off(folder: Path, full: bool) -> None:
    whole = archive(("a.txt", report(LINE.format(71))))
    write(folder, "a.zip", whole[: len(whole) // 2])
    write(folder, "b.zip", b"PK\x03\x04" + shake_128(b"4").digest(5_000))


@kind("one damaged member beside a good one", {"a.zip!/bad.txt": "broken", "a.zip!/good.txt": "landed"})
def damaged_member(folder: Path, full: bool) -> None:
    data = bytearray(archive(("bad.txt", report(LINE.format(72))), ("good.txt", report(LINE.format(73)))))
    at = data.index(b"bad.txt") + 40
    data[at : at + 8] = bytes(byte ^ 0x55 for byte in data[at : at + 8])
    write(folder, "a.zip", bytes(data))


@kind("a member of zeros packed to a thousandth", "too_large")
def bomb(folder: Path, full: bool) -> None:
    write(folder, "a.zip", archive(("a.txt", b"0" * 30_000_000)))
    write(folder, "b.zip", archive(("a.docx", b"0" * 30_000_000)))


@kind("a member that unpacks to far more than it says", "broken")
def lying_bomb(folder: Path, full: bool) -> None:
    data = archive(("a.txt", b"0" * (1_500_000_000 if full else 80_000_000)))
    write(folder, "a.zip", understated(data, 1_000, 0))


@kind("the same with the right checksum of its beginning", "not_a_report")
def lying_bomb_with_checksum(folder: Path, full: bool) -> None:
    data = archive(("a.txt", b"0" * (1_500_000_000 if full else 80_000_000)))
    write(folder, "a.zip", understated(data, 1_000, zlib.crc32(b"0" * 1_000)))


@kind("methods of packing that cannot be held to a size", "unsupported_format")
def other_methods(folder: Path, full: bool) -> None:
    write(folder, "a.zip", archive(("a.txt", b"0" * 20_000_000), method=zipfile.ZIP_BZIP2))
    write(folder, "b.zip", archive(("a.txt", b"0" * 2_000_000), method=zipfile.ZIP_LZMA))


@kind("archives in archives in archives", "too_large")
def nested_archives(folder: Path, full: bool) -> None:
    nest = archive(("a.txt", report(LINE.format(74))))
    for _ in range(6):
        nest = archive(("nest.zip", nest))
    write(folder, "a.zip", nest)


@kind("an archive of archives of archives that unpack to gigabytes together", "too_large")
def wide_nest(folder: Path, full: bool) -> None:
    leaf = archive(("x.zip", b"\0" * 4_000_000))
    middle = archive(*((f"{number}.zip", leaf + b"\0" * 3_900_000) for number in range(16)))
    write(folder, "a.zip", archive(*((f"{number}.zip", middle) for number in range(120 if full else 12))))


@kind("more members than any archive of reports has", "too_large")
def many_members(folder: Path, full: bool) -> None:
    write(folder, "a.zip", archive(*((f"{number}", b"") for number in range(300_000 if full else 21_000)), method=0))
    inner = archive(*((f"{number}", b"") for number in range(4_000)), method=0)
    write(folder, "b.zip", archive(*((f"{number}.zip", inner) for number in range(4))))


@kind("thousands of small members in an archive in an archive", "not_a_report")
def many_small_members(folder: Path, full: bool) -> None:
    count = 9_000 if full else 300
    write(folder, "a.zip", archive(("i.zip", archive(*((f"{number}.txt", f"{number}") for number in range(count))))))


@kind("members whose names lead out of the archive", "unsafe_path")
def leading_out(folder: Path, full: bool) -> None:
    names = ("../a.txt", "/etc/a.txt", "C:\\a.txt", "a/../../b.txt", "..\\a.txt", "c:a.txt", "a\nb.txt", "//host/a.txt")
    write(folder, "a.zip", archive(*((entry(name), report(LINE.format(75))) for name in names)))


@kind("a NUL within a member's name", "unsafe_path")
def nul_in_member_name(folder: Path, full: bool) -> None:
    write(folder, "a.zip", archive(("a.txtXexe", report(LINE.format(76)))).replace(b"a.txtXexe", b"a.txt\0exe"))


@kind("a link, a password and a twin in an archive", {
    "a.zip!/link.txt": "unsafe_path", "a.zip!/secret.txt": "encrypted", "a.zip!/twin.txt": "unsafe_path",
})  # fmt: skip
def odd_members(folder: Path, full: bool) -> None:
    first = zipfile.ZipInfo("twin.txt")
    members = [
        (entry("link.txt", stat.S_IFLNK), "/etc/passwd"),
        (first, "甲"),
        (entry("twix.txt"), "乙"),
        (entry("secret.txt"), "丙"),
    ]
    data = bytearray(archive(*members).replace(b"twix.txt", b"twin.txt"))
    data[data.rindex(CENTRAL) + 8] |= 1
    write(folder, "a.zip", bytes(data))


@kind("reserved, very long and templated names of members", "landed")
def names_of_members(folder: Path, full: bool) -> None:
    names = (
        "CON.txt",
        "nul.txt",
        "甲" * 2_000 + ".txt",
        "{{ 1 }}.txt",
        "=cmd|x!A1.txt",
        "a\x1b[2J.txt",
        "‮txt.txt",
        " .txt",
    )
    members = ((name, report(LINE.format(number))) for number, name in enumerate(names, 400))
    write(folder, "a.zip", archive(*members))


@kind("an archive under a text's name", "unsupported_format")
def archive_named_text(folder: Path, full: bool) -> None:
    write(folder, "a.txt", as_zip({"a.txt": report(LINE.format(77))}))


@kind("an archive without a file", "empty")
def empty_archive(folder: Path, full: bool) -> None:
    write(folder, "a.zip", as_zip({}))
    write(folder, "b.zip", as_zip({".hidden": "x", "__MACOSX/._a.txt": "x"}))
