"""sqlfluff's verdict on files of SQL, in several processes, each of which compiles a macro file once."""

import gc
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2.sandbox import SandboxedEnvironment
from sqlfluff.core import FluffConfig, Linter
from sqlfluff.core.templaters import jinja

_CODE: dict[str, Any] = {}


class OnceCompiled(SandboxedEnvironment):
    """A Jinja environment that knows what another of its kind has compiled: sqlfluff makes one for each file."""

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> "CodeType | str":
        """What a template is compiled to."""
        if not isinstance(source, str) or args or kwargs:
            return super().compile(source, *args, **kwargs)
        if source not in _CODE:
            _CODE[source] = super().compile(source)
        return _CODE[source]


@cache
def _linter(_: Path) -> Linter:
    """What reads the project in a folder."""
    jinja.SandboxedEnvironment = OnceCompiled
    gc.set_threshold(200_000)  # a tree of a file is millions of objects, none of them garbage: a sixth of the time
    return Linter(config=FluffConfig.from_root())


def read(file: str) -> list[str]:
    """What sqlfluff has against a file, a line a fault. Relative to the working directory, as its configuration is."""
    records = _linter(Path.cwd()).lint_paths((file,), processes=1).as_records()
    if not records:
        return [f"{file}: sqlfluff has not read it (.sqlfluffignore names it, it is too long, or sqlfluff failed)"]
    return [
        f"{file}:{fault['start_line_no']}:{fault['start_line_pos']}: {fault['code']} {fault['description']}"
        for record in records
        for fault in record["violations"]
        if not fault.get("warning")
    ]


def read_all(files: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each file with what sqlfluff has against it; the longest files first."""
    ordered = sorted(files, key=lambda file: -Path(file).stat().st_size)
    workers = min(os.cpu_count() or 1, len(ordered))
    if workers < 2:
        yield from ((file, read(file)) for file in ordered)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from zip(ordered, pool.map(read, ordered), strict=True)
