"""The lake: a folder that fazhi and all machines of Spark see, with what is built there and the pointer to it.

    raw/TABLE/load_id=…/*.parquet      what a job has landed; none where a DuckDB file holds what has landed
    builds/BUILD/SCHEMA/TABLE/         one build, as Parquet: raw, seeds, operations, staging, intermediate, marts
    current.json                       which build is the finished one, and what it was made from

A build is invisible until the pointer names it, which happens in one step. The one before stays, because somebody may
be reading it.
"""

import datetime
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from fazhi.files import replace
from ground.errors import BuildError

POINTER = "current.json"
URI = "FAZHI_LAKE_URI"  # what Spark calls the folder, where that is not this machine's name of it


@dataclass(frozen=True)
class Pointer:
    """The finished build: its name, that of the one before, what it was made from and the rows of each table."""

    build: str
    before: str | None
    project_hash: str
    inputs_hash: str
    fazhi_version: str
    built_at: str
    rows: dict[str, int]


@dataclass(frozen=True)
class Lake:
    """A lake in the folder `root`."""

    root: Path

    @property
    def raw(self) -> Path:
        """Where a job lands."""
        return self.root / "raw"

    @property
    def builds(self) -> Path:
        """Where builds are."""
        return self.root / "builds"

    def folder(self, build: str) -> Path:
        """A build's folder."""
        return self.builds / build

    def uri(self, path: Path) -> str:
        """A place in the lake as Spark is told of it."""
        told = os.environ.get(URI, "").strip().rstrip("/")
        return f"{told}/{path.relative_to(self.root).as_posix()}" if told else path.absolute().as_uri()

    def begun(self) -> str:
        """A name and a folder for a new build. Raises BuildError where nothing can be written there."""
        build = f"{datetime.datetime.now(datetime.UTC):%Y%m%dt%H%M%S}_{secrets.token_hex(3)}"
        try:
            self.folder(build).mkdir(parents=True)
        except OSError as error:
            raise BuildError(
                f"{error.filename or self.root}: {error.strerror}; name a folder where you may write and that all "
                "machines of Spark see: --lake FOLDER"
            ) from None
        return build

    def current(self) -> Pointer | None:
        """The finished build; None where there is none. Raises BuildError where the pointer is none of ours."""
        path = self.root / POINTER
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return Pointer(**{field.name: told[field.name] for field in fields(Pointer)})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BuildError(
                f"{path}: it does not say which build is the finished one ({error}); build again: "
                f"mv {path} {path}.aside; fazhi build --target spark --lake {self.root}"
            ) from None

    def publish(self, pointer: Pointer) -> None:
        """Makes a build the finished one."""
        replace(self.root / POINTER, json.dumps(asdict(pointer), ensure_ascii=False, indent=1) + "\n")

    def others(self) -> list[str]:
        """Builds that nobody reads any more: all but the finished one and the one before it, failed ones among them."""
        now = self.current()
        kept = {now.build, now.before} if now else set()
        there = sorted(path.name for path in self.builds.iterdir()) if self.builds.is_dir() else []
        return [build for build in there if build not in kept]

    def remove(self, build: str) -> None:
        """Removes a build's folder."""
        shutil.rmtree(self.folder(build), ignore_errors=True)
