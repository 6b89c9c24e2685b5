"""Old Word, WPS and Excel files, RTF and OpenDocument: turned into DOCX or XLSX by LibreOffice, where it is installed.

It runs without a window, a process and a profile of its own for each file, within bounds (`ingest.documents.bounded`).
Macros never run, links are not followed, and there is no network.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ground.errors import BrokenFile, ConverterMissing, EncryptedFile, ReadingEnded, TooSlow, UnsupportedFormat
from ingest.documents import packages

SECONDS = 120  # for one file, by the clock
PROCESSOR_SECONDS = 90
MEMORY = 4 * 1024**3  # bytes of address space
MAX_WRITTEN = 256 * 1024 * 1024  # bytes of one file
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# What each format is turned into: the reader of what comes out, and LibreOffice's name for it.
WORD, SHEET = ("docx", "docx:MS Word 2007 XML"), ("xlsx", "xlsx:Calc MS Excel 2007 XML")
TARGETS = {"doc": WORD, "rtf": WORD, "odt": WORD, "xls": SHEET, "ods": SHEET}

OLE, RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book")}  # that WPS's own files have too
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_TOLD = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH")
# Settings of the profile: no macros, no links, nothing looked up, formulas by the values that were saved with them.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", 3),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", 0),
    ("Office.Calc/Content/Update", "Link", 2),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", 1),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", 1),
    ("Inet/Settings", "ooInetProxyType", 2),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", 9),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", 9),
)


class Converted(NamedTuple):
    """What came out: the bytes, the kind of reader that they are for, and the program that made them."""

    data: bytes
    kind: str
    program: str


def old_kind(data: bytes) -> str | None:
    """Which of these formats a file has; None for another one. Raises EncryptedFile or UnsupportedFormat."""
    if data.startswith(RTF):
        return "rtf"
    if not data.startswith(OLE):
        return None
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile("it asks for a password; save it without one and land that")
    for kind, streams in _STREAMS.items():
        if any(f"{stream}\0".encode("utf-16-le") in data for stream in streams):
            return kind
    raise UnsupportedFormat(
        "it is an old office file, but no document of Word or WPS and no spreadsheet; save its text as DOCX"
    )


def open_document_kind(names: set[str], package: zipfile.ZipFile) -> str | None:
    """The same of a package that says in its first file what it is."""
    if "mimetype" not in names:
        return None
    members = {member.name: member for member in packages.members(package)}
    said = packages.content(package, members["mimetype"]).strip()
    kind = _OPEN_DOCUMENT.get(said.removesuffix(b"-template"))
    if kind is None:
        shown = said[:80].decode("ascii", "replace")
        raise UnsupportedFormat(f"it is an OpenDocument file of another kind ({shown}); save its text as DOCX")
    manifest = members.get("META-INF/manifest.xml")
    if manifest and b"encryption-data" in packages.content(package, manifest):
        raise EncryptedFile("it asks for a password; save it without one and land that")
    return kind


@cache
def program() -> str | None:
    """LibreOffice's program; None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def how_to_install() -> str:
    """The one command that brings it."""
    if sys.platform == "darwin":
        return "brew install --cask libreoffice"
    return "apt-get install --no-install-recommends libreoffice-writer libreoffice-calc"


@cache
def version() -> str:
    """LibreOffice with its version, as evidence names it."""
    with tempfile.TemporaryDirectory(prefix="fazhi-office-") as folder:
        asked = [program() or "", _profile(Path(folder)), "--version"]
        try:
            done = subprocess.run(  # noqa: S603 - found on the path
                asked, capture_output=True, timeout=SECONDS, check=False, env=_environment(Path(folder))
            )
        except (OSError, subprocess.TimeoutExpired):
            return "LibreOffice"
    words = done.stdout.decode("utf-8", "replace").split()
    return " ".join(words[:2]) if words[:1] == ["LibreOffice"] else "LibreOffice"


def converted(data: bytes, kind: str, *, seconds: float = SECONDS) -> Converted:
    """A file of one of the old kinds as DOCX or XLSX.

    Raises ConverterMissing, BrokenFile or EncryptedFile where nothing came out, TooSlow, ReadingEnded.
    """
    office = program()
    if office is None:
        raise ConverterMissing(
            f"it is an old Word, WPS or Excel file, RTF or OpenDocument ({kind}); LibreOffice turns such files into "
            f"ones that are read: {how_to_install()}, then run again; or save it as DOCX (a spreadsheet as XLSX)"
        )
    reader, form = TARGETS[kind]
    with tempfile.TemporaryDirectory(prefix="fazhi-office-") as name:
        folder = Path(name)
        given, made = folder / f"report.{kind}", folder / "made"
        given.write_bytes(_as_shown(data) if kind == "odt" else data)
        made.mkdir()
        command = [office, _profile(folder), "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        command += ["--nofirststartwizard", "--convert-to", form, "--outdir", str(made), str(given)]
        code = _run(command, folder, seconds)
        found = made / f"report.{reader}"
        if code == 0 and found.is_file() and (size := found.stat().st_size):
            if size > packages.MAX_MEMBER:
                raise TooSlow("it unfolds into more than any report has; save its text and land that")
            return Converted(found.read_bytes(), reader, version())
    if code in (-signal.SIGKILL, -signal.SIGTERM, 128 + signal.SIGKILL, 128 + signal.SIGTERM):
        raise ReadingEnded(
            "LibreOffice was ended from outside: this says nothing of the file; the next run tries again"
        )
    if code in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        raise TooSlow(f"LibreOffice worked more than {PROCESSOR_SECONDS} seconds on it; save it as DOCX or XLSX")
    raise BrokenFile(
        f"LibreOffice cannot read it (exit code {code}): it is damaged, or asks for a password; open it yourself and "
        "save it as DOCX (a spreadsheet as XLSX)"
    )


def _as_shown(data: bytes) -> bytes:
    """A text without what it hides."""
    from ingest.documents.hiddenparts import without_hidden  # only for those who land such files

    return without_hidden(data)


def _run(command: list[str], folder: Path, seconds: float) -> int:
    """Runs it within bounds, with all that it starts; its exit code. Raises TooSlow."""
    bounds = [sys.executable, "-P", "-m", "ingest.documents.bounded"]
    bounds += map(str, (MEMORY, PROCESSOR_SECONDS, MAX_WRITTEN))
    started = subprocess.Popen(  # noqa: S603 - our own program, then the one that was found
        [*bounds, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(folder),
        cwd=folder,
        start_new_session=True,
    )
    try:
        return started.wait(seconds)
    except subprocess.TimeoutExpired:
        raise TooSlow(f"LibreOffice took more than {seconds:g} seconds for it; save it as DOCX or XLSX") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _profile(folder: Path) -> str:
    """The argument that gives it a profile of its own, which is written here."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    written = (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        f' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
    (user / "registrymodifications.xcu").write_text(written, encoding="utf-8")
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


def _environment(folder: Path) -> dict[str, str]:
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    python = {name: value for name, value in os.environ.items() if name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**told, **python, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
