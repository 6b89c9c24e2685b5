"""The command `fazhi`: its verbs in the order in which a figure walks."""

import contextlib
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from fazhi import __version__
from fazhi.exports import FORMATS
from ingest.errors import FazhiError

REFUSED = 3  # exit code: done, but something was refused

SOURCE = click.argument("reports", type=click.Path(exists=True, path_type=Path))
DB = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("warehouse/fazhi.duckdb"),
    show_default=True,
    help="The warehouse, one DuckDB file.",
)
EXPORTS = click.option(
    "--exports",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="The folder for the tables.",
)
FORMAT = click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=FORMATS,
    help="A format of the tables, repeatable; all of them by default.",
)
REFETCH = click.option("--refetch", is_flag=True, help="Fetch the register's addresses again, landed or not.")
FORCE = click.option("--force", is_flag=True, help="Do it even where nothing has changed.")


class _Verbs(click.Group):
    """Lists the verbs as they are written here, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fazhi")
def main() -> None:
    """Government reports on the rule of law, read into a warehouse of figures that can be compared.

    \b
    fazhi all reports          everything: land, build, export
    fazhi all reports --help   more about it

    Exit codes: 0 done, 1 failed (the warehouse is as it was), 2 wrong usage, 3 done, but some reports were refused.
    """
