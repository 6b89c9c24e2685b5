"""Names, links and things that are no files, in a folder of reports."""

import os
import socket
from pathlib import Path

from tests.hostile.kinds import CITIES, kind, outside, report, write

LINE = "全市受理行政复议案件{}件。"


@kind("a folder with a file's name", {"a.txt/b.txt": "landed"}, values={"101": "101"})
def folder_named_text(folder: Path, full: bool) -> None:
    write(folder, "a.txt/b.txt", report(LINE.format(101)))
    (folder / "empty.txt").mkdir()


@kind("pipes and sockets", "unreadable")
def no_files(folder: Path, full: bool) -> None:
    os.mkfifo(folder / "a.txt")
    os.mkfifo(folder / "b.zip")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(folder)  # a socket's path must be short
        try:
            listening.bind("c.txt")
        finally:
            os.chdir(here)


@kind("links out of the folder, to devices and in circles", "unsafe_path")
def links_out(folder: Path, full: bool) -> None:
    for name, target in (
        ("a.txt", outside(folder)),
        ("b.txt", "/dev/zero"),
        ("c.txt", "c.txt"),
        ("d.txt", "e.txt"),
        ("e.txt", "d.txt"),
        ("f", "."),
        ("g.zip", "/etc/hostname"),
        ("h.zip", "h.zip"),
    ):
        (folder / name).symlink_to(target)


@kind("links to nothing", "missing")
def links_to_nothing(folder: Path, full: bool) -> None:
    (folder / "a.txt").symlink_to("gone.txt")
    (folder / "b.zip").symlink_to("gone.zip")


@kind("a link to a report in the folder", {"a.txt": "landed", "b.txt": "duplicate"})
def link_inside(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(102)))
    (folder / "b.txt").symlink_to("a.txt")


@kind("names with line ends, orders to a terminal, templates, quotation marks, formulas and reversed letters", "landed")
def names(folder: Path, full: bool) -> None:
    found = (
        "a\nrefused.txt", "\x1b[2J\x1b]0;x\x07.txt", "{{ 1 }}{% raw %}.txt", "'; drop table raw.reports; --.txt",
        "=cmd|' calc'!A1.txt", "-rf.txt", "@x.txt", "a\u202etxt.exe.txt", "a|b`c`[d](e)_f_.txt", "CON.txt", "a\\b.txt",
        "..\\..\\c.txt", "甲" * 83 + ".txt", "$(touch x).txt", "a\u200b.txt", "%00.txt", "a\ttab.txt",
    )  # fmt: skip
    for number, name in enumerate(found, 200):
        city = CITIES[5] if name.startswith("=") else "溪山市"
        write(folder, name, report(LINE.format(number), city=city, year=2017))


@kind("a name in no encoding", "landed", values={"103": "103"})
def name_of_bytes(folder: Path, full: bool) -> None:
    with open(os.fsencode(folder) + b"/\xff\xfe\x80.txt", "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(report(LINE.format(103)).encode())


@kind("names that end on a blank or a point", "unsupported_format")
def names_with_odd_ends(folder: Path, full: bool) -> None:
    write(folder, "a.txt ", report(LINE.format(104)))
    write(folder, "b.exe", report(LINE.format(105)))


@kind("two thousand empty files", "empty")
def empty_files(folder: Path, full: bool) -> None:
    for number in range(2_000):
        write(folder, f"{number}.txt", b"")


@kind("one report under forty names", {f"{number}.txt": "duplicate" if number else "landed" for number in range(40)})
def duplicates(folder: Path, full: bool) -> None:
    for number in range(40):
        write(folder, f"{number}.txt", report(LINE.format(106)))


@kind("a file that claims a terabyte of which nothing is there", "too_large")
def sparse(folder: Path, full: bool) -> None:
    with (folder / "a.txt").open("wb") as file:
        file.truncate(10**12)


@kind("a register that names files outside of the folder, none, and too long names", {
    "../outside/x.dat": "unsafe_path", "../../elsewhere/y.txt": "unsafe_path", "..\\x.txt": "missing",
    "甲" * 5_000: "missing", "a\x01.txt": "missing", "{{ 1 }}.txt": "missing", "good.txt": "missing", "a.txt": "landed",
})  # fmt: skip
def register_leading_out(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(107)))
    rows = (
        "../../outside/x.dat",
        "../../../elsewhere/y.txt",
        "..\\x.txt",
        "甲" * 5_000,
        "a\x01.txt",
        "{{ 1 }}.txt",
        "good.txt",
        "a.txt",
    )
    write(folder, "register.csv", "file,year\n" + "".join(f'"{row}",2018\n' for row in rows))
