"""Paths that are not followed: links out of the folder, to folders and in circles, and folders that may not be read."""

import os
from pathlib import Path

from ground.errors import MissingFile, ReadError, UnreadableFile, UnsafePath

_PERMISSION = "see to it that you may read it"


def misled(path: Path, folder: Path) -> ReadError | None:
    """Why what stands at `path` in `folder` is not read; None for a file, and for a link to one in the folder."""
    try:
        if not path.is_symlink():
            return (
                UnreadableFile(f"it is a folder that cannot be looked into; {_PERMISSION}") if path.is_dir() else None
            )
        target = path.resolve(strict=True)
        if not target.is_relative_to(folder.resolve()):
            return UnsafePath("it is a link that leads out of the folder; put the file itself there")
        return UnsafePath("it is a link to a folder; land that folder itself") if target.is_dir() else None
    except FileNotFoundError:
        return MissingFile("it is a link to a file that is not there; put the file itself there")
    except PermissionError:
        return UnreadableFile(f"it stands in a folder that cannot be looked into; {_PERMISSION}")
    except (OSError, RuntimeError):  # which one tells a circle depends on the version of Python
        return UnsafePath("it is a link that leads nowhere but back to itself; put the file itself there")


def is_file(path: Path) -> bool:
    """Whether a file stands at a path that somebody wrote down, however odd: too long a name is that of no file."""
    try:
        return path.is_file()
    except OSError:
        return False


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path that somebody wrote down leads out of the folder, by its own words."""
    return not Path(os.path.normpath(path)).is_relative_to(os.path.normpath(folder))
