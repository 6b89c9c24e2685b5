"""A working folder: what `fazhi init` lays into it, and what its fazhi.toml says to commands that run in it."""

import os
import shlex
import shutil
import sys
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from fazhi.language import VARIABLE
from ground.errors import FazhiError
from ground.paths import ROOT

SETTINGS = "fazhi.toml"
# A setting and the parameter of commands that it stands for.
PARAMETERS = {"reports": "reports", "db": "db", "exports": "out", "page": "page", "rules": "rules", "store": "store"}
# Verbs that mean something else by a parameter of that name: where a publication goes, where the desk keeps verdicts.
OTHERWISE = {"publish": "out", "desk": "store"}
LANGUAGE = "language"
EMPTY = ("logs",)  # folders that are there from the beginning


class Made(NamedTuple):
    """The files that were written, and those that were there and stay as they are."""

    written: list[Path]
    kept: list[Path]


class SettingsError(FazhiError):
    """A fazhi.toml, or a place for a working folder, that cannot be used: the message says what to change."""

    reason_code = "settings"


def make(folder: Path, *, samples: bool = False) -> Made:
    """Makes `folder` a working folder, with the sample digests where wanted; a file that is there stays as it is.

    Raises SettingsError where it cannot be written.
    """
    made = Made([], [])
    try:
        for name in EMPTY:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in _texts(folder).items():
            _write(folder / name, text.encode(), made)
        if samples:
            for path in sorted((ROOT / "reports").glob("*.*")):
                if path.name != "README.md":
                    _write(folder / "reports" / path.name, path.read_bytes(), made)
    except OSError as error:
        raise SettingsError(
            f"{error.filename or folder}: {error.strerror}; name a folder where you may write: fazhi init FOLDER"
        ) from error
    return made


def _write(path: Path, content: bytes, made: Made) -> None:
    if path.exists():
        made.kept.append(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    made.written.append(path)


def _texts(folder: Path) -> dict[str, str]:
    """The files of a new folder by their path in it."""
    place, command = str(folder.resolve()), _command()
    told = {
        "{folder}": shlex.quote(place).replace("%", "\\%"),  # to cron a % ends the line
        "{command}": shlex.quote(command).replace("%", "\\%"),
        "{unit_folder}": place.replace("%", "%%"),
        "{unit_command}": '"' + command.replace("%", "%%").replace('"', '\\"') + '"',
    }
    base = Path(str(resources.files("fazhi") / "starting"))
    texts = {}
    for path in sorted(base.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for mark, value in told.items() if path.parent.name == "schedule" else ():
                text = text.replace(mark, value)
            texts[path.relative_to(base).as_posix()] = text
    return texts


def _command() -> str:
    """The command as a scheduler must name it, with its whole path."""
    beside = Path(sys.executable).with_name("fazhi")
    return str(beside if beside.is_file() else shutil.which("fazhi") or "fazhi")


def settings(folder: Path) -> dict[str, str]:
    """What the fazhi.toml in `folder` says, none where there is none. Raises SettingsError where it cannot be used."""
    path = folder / SETTINGS
    if not path.is_file():
        return {}
    known = ", ".join((*PARAMETERS, LANGUAGE))
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(f'{path}: cannot be read: {error}; a line is NAME = "VALUE", NAME one of {known}') from None
    for name, value in found.items():
        if name not in PARAMETERS and name != LANGUAGE:
            raise SettingsError(f"{path}: no setting is called {name!r}; there are {known}")
        if not isinstance(value, str) or not value.strip():
            raise SettingsError(f'{path}: {name}: {value!r}; write it as text: {name} = "…"')
    return found


def defaults(found: Mapping[str, str], verbs: Mapping[str, set[str]]) -> dict[str, dict[str, str]]:
    """The settings as defaults of the verbs, whose parameters `verbs` names."""
    said = {PARAMETERS[name]: value for name, value in found.items() if name in PARAMETERS}
    return {
        verb: {name: value for name, value in said.items() if name in takes and name != OTHERWISE.get(verb)}
        for verb, takes in verbs.items()
    }


def speak(found: Mapping[str, str]) -> None:
    """Has messages in the language that the settings name, where the caller's environment names none."""
    if LANGUAGE in found:
        os.environ.setdefault(VARIABLE, found[LANGUAGE])
