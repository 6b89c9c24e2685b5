"""Programs and fonts that are of use beside fazhi itself."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib import util
from pathlib import Path

from fazhi.doctor.findings import Finding
from fazhi.language import either
from ingest.documents.ocr import VARIABLE, is_off

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts",
          "/System/Library/Fonts")  # fmt: skip
_CHINESE_FONT = re.compile(
    r"cjk|wqy|wenquan|simsun|simhei|msyh|pingfang|heiti|songti|noto.*(?:sc|hans)|sourcehan", re.I
)


def fonts() -> Iterator[Finding]:
    """Chinese fonts, for pictures and prints."""
    name = either("fonts", "中文字体")
    found = ""
    if shutil.which("fc-list"):
        found = _said(["fc-list", ":lang=zh", "family"])
    if not found:
        folders = (Path(folder).expanduser() for folder in _FONTS)
        found = next(
            (path.name for folder in folders if folder.is_dir() for path in folder.rglob("*.[tToO][tT][fFcC]")
             if _CHINESE_FONT.search(path.name)), "")  # fmt: skip
    if found:
        yield Finding(name, "good", found.splitlines()[0])
    else:
        yield Finding(
            name,
            "optional",
            either(
                "no Chinese font: pictures and prints made here show boxes",
                "没有中文字体：在本机生成图片、打印会出现方框",
            ),
            "apt-get install fonts-noto-cjk",
        )


def office() -> Iterator[Finding]:
    """LibreOffice, for old files."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program:
        yield Finding("LibreOffice", "good", program)
    else:
        yield Finding(
            "LibreOffice",
            "optional",
            either(
                "not here: turns old files (.doc, .wps, .xls) into ones that are read",
                "未装：旧格式（.doc、.wps、.xls）需用它转换",
            ),
            "apt-get install --no-install-recommends libreoffice-writer libreoffice-calc",
        )


def scans() -> Iterator[Finding]:
    """What reads pictures of pages."""
    name, command = either("scans", "扫描件"), os.environ.get(VARIABLE, "").strip()
    if is_off():
        yield Finding(name, "optional", either(f"{VARIABLE} is off", f"{VARIABLE} 已关闭"))
    elif command:
        program = shlex.split(command)[0]
        if shutil.which(program):
            yield Finding(name, "good", f"{VARIABLE}: {command}")
        else:
            told = either(f"{VARIABLE} names {program}, which cannot be run", f"{VARIABLE} 所指的 {program} 无法运行")
            yield Finding(name, "bad", told, either(f"install it, or unset {VARIABLE}", f"请安装它，或取消 {VARIABLE}"))
    elif found := next((one for one in ("rapidocr", "rapidocr_onnxruntime") if util.find_spec(one)), ""):
        yield Finding(name, "good", found)
    else:
        yield Finding(
            name,
            "optional",
            either("nothing here reads pictures of pages", "没有识别扫描件文字的程序"),
            either(f"name a program in {VARIABLE}: docs/formats.md", f"在 {VARIABLE} 中指定程序，见 docs/formats.md"),
        )


def browser() -> Iterator[Finding]:
    """A browser for the page."""
    name = either("browser", "浏览器")
    named = os.environ.get("FAZHI_BROWSER", "").strip()
    programs = [named] if named else ["chromium", "chromium-browser", "google-chrome", "firefox"]
    if found := next((program for each in programs if (program := shutil.which(each))), ""):
        yield Finding(name, "good", found)
    else:
        told = either(
            "none here: the page is read elsewhere, or opened by copying the folder",
            "本机没有：请把网页文件夹复制到别处打开",
        )
        yield Finding(name, "optional", told, "apt-get install chromium")


def _said(command: list[str]) -> str:
    """What a program prints; nothing where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
