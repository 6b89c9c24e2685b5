"""What a file of SQL is made of for sqlfluff: itself, the macros that it reaches, and how sqlfluff is set up."""

import hashlib
import re
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

FOLDERS = ("models", "analyses", "tests/data")
MACROS = "macros"
SETUP = (".sqlfluff", ".sqlfluffignore", "tests/lint", "tests/style/reading.py")  # files, and folders of Python
_DEFINED = re.compile(r"\{%-?\s*macro\s+(\w+)")
_WORD = re.compile(r"\w+")


class Ingredients:
    """The ingredients of the project's SQL below `root`. A file that cannot be read is an OSError."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self) -> list[str]:
        """All that sqlfluff is to read, as paths below the root."""
        found = (path for folder in FOLDERS for path in (self.root / folder).rglob("*.sql"))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def setup(self) -> list[str]:
        """The files that set sqlfluff up, as paths below the root."""
        found: list[Path] = []
        for name in SETUP:
            path = self.root / name
            found += sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.is_file() else []
        return [path.relative_to(self.root).as_posix() for path in found]

    def of(self, file: str) -> list[str]:
        """The file and all that its layout depends on, as paths below the root."""
        reached = self._macro_files(self._words(file))
        return [file, *sorted(reached), *self.setup()]

    def key(self, file: str) -> str:
        """A hash of all that `of` names and of sqlfluff's version: what has passed under it would pass again."""
        told = hashlib.sha256(f"{version('sqlfluff')} {version('jinja2')}".encode())
        for name in self.of(file):
            told.update(f"\0{name}\0".encode() + hashlib.sha256((self.root / name).read_bytes()).digest())
        return told.hexdigest()

    def _words(self, file: str) -> set[str]:
        """The words of a file; a macro that is dispatched goes by its name on DuckDB, too."""
        words = set(_WORD.findall((self.root / file).read_text(encoding="utf-8")))
        return words | {f"duckdb__{word}" for word in words}

    @cached_property
    def _macros(self) -> dict[str, tuple[str, set[str]]]:
        """Each macro's name, with its file and the words of that."""
        known = {}
        for path in sorted((self.root / MACROS).rglob("*.sql")):
            name = path.relative_to(self.root).as_posix()
            words = self._words(name)
            known.update(dict.fromkeys(_DEFINED.findall(path.read_text(encoding="utf-8")), (name, words)))
        return known

    def _macro_files(self, words: set[str]) -> set[str]:
        """The files of the macros that the words name, and of those that these name."""
        found, waiting = set[str](), set(words)
        while waiting:
            new = {self._macros[word][0]: self._macros[word][1] for word in waiting if word in self._macros}
            waiting = set().union(*(told for name, told in new.items() if name not in found))
            found |= new.keys()
        return found
