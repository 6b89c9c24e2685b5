"""Options and arguments that several verbs share."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from fazhi.build import environment
from fazhi.exports import FORMATS
from ingest.register import KINDS

_WRITTEN = re.compile(r"(\d+)(?:\.0+)?\s?(?:年度?)?")
_Command = Callable[..., Any]
_Decorator = Callable[[_Command], _Command]


class _Year(click.ParamType):  # type: ignore[type-arg]  # of one kind in older versions
    """A year as people and spreadsheets write it: 2019, 2019年, 2019年度, 2019.0."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401
        """The year as a number."""
        found = _WRITTEN.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is not a valid integer.", param, ctx)
        return int(found[1])


YEAR = _Year()


def _use_rules(context: click.Context, _: click.Parameter, folder: Path | None) -> Path | None:
    """Lets the command use the folder's rules while it runs."""
    if folder:
        context.with_resource(environment(FAZHI_RULES=str(folder.absolute())))
    return folder


def _folder(default: str, *called: str, told: str, name: str = "") -> _Decorator:
    """The option that names a folder, as its `default` is called where no `name` is given."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option(name or f"--{default}", *called, type=kind, default=Path(default), show_default=True, help=told)


def _together(*options: _Decorator) -> _Decorator:
    """Several options as one, in the order in which help lists them."""

    def given(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return given


SOURCE = click.argument("reports", type=click.Path(exists=True, path_type=Path), default=Path("reports"))
DB = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("warehouse/fazhi.duckdb"),
    show_default=True,
    help="The warehouse, one DuckDB file.",
)
EXPORTS = _folder("exports", "out", told="The folder for the tables.")
FORMAT = click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=FORMATS,
    help="A format of the tables, repeatable; all of them by default.",
)
PAGE = _folder("site", name="--page", told="The folder for the page.")
STORE = _folder("store", told="The folder that keeps what is fetched.")
REFETCH = click.option("--refetch", is_flag=True, help="Fetch the register's addresses again, landed or not.")
KIND = click.option(
    "--kind", type=click.Choice(list(KINDS)), help="The kind of all reports of which no register says another."
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1), help="How many processes read reports; one a core where there are many."
)
TAKE_ALL = click.option("--take-all", is_flag=True, help="Insist on reports that are refused as about something else.")
RULES = click.option(
    "--rules",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="FAZHI_RULES",
    callback=_use_rules,
    expose_value=False,
    help="A folder of your own rules and cues, CSV files over those of seeds/. [FAZHI_RULES]",
)
VERDICTS = click.option(
    "--verdicts",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="FAZHI_VERDICTS",
    help="What people said of the readings: verdicts.csv, or the desk's SQLite file. [FAZHI_VERDICTS]",
)
LAKE = click.option(
    "--lake",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="FAZHI_LAKE",
    help="The folder that this machine and all of Spark's see. [FAZHI_LAKE]",
)
VERIFIED_ONLY = click.option("--verified-only", is_flag=True, help="Nothing but what people have verified.")
KEEP_INTERMEDIATE = click.option(
    "--keep-intermediate",
    is_flag=True,
    help="Keep the tables of staging and intermediate in the warehouse: several times its size.",
)
FORCE = click.option("--force", is_flag=True, help="Do it even where nothing has changed, and all of it anew.")
LANDING = _together(REFETCH, KIND, TAKE_ALL, JOBS, VERDICTS)
BUILDING = _together(RULES, KEEP_INTERMEDIATE, FORCE)
