"""What of a checkout differs from the branch that others work from."""

import subprocess
from pathlib import Path

_BRANCHES = ("origin/main", "main")


def _git(root: Path, *words: str) -> str | None:
    """What git says; None where there is no git, no checkout or not what is asked for."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def changed(root: Path) -> set[str] | None:
    """The files that differ from where the branch left main, as paths below the root, new ones included.

    None where that cannot be told: then anything may have changed.
    """
    for branch in _BRANCHES:
        base = _git(root, "merge-base", "HEAD", branch)
        if base is None:
            continue
        differing = _git(root, "diff", "--name-only", "--relative", "-z", base.strip())
        new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
        if differing is None or new is None:
            return None
        return set(f"{differing}\0{new}".split("\0")) - {""}
    return None
