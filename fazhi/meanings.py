"""Which metrics somebody may mean: by code, name, a part of either, or in words that people use for them."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fazhi.naming import Row, listed, rows
from ground.errors import ShowError
from vocabulary.synonyms import as_named

if TYPE_CHECKING:
    import duckdb

_KNOWN = "select metric_code, name_zh, name_en, unit, definition, short_code from marts.dim_metric order by metric_code"
_STATED = "select metric_code, count(*) as numbers from marts.cmp_metrics_ranked group by metric_code"


@dataclass(frozen=True)
class Meant:
    """The metrics that a name means, those that begin with it first; beside a single one the others that hold it."""

    metrics: list[Row]
    further: list[Row] = field(default_factory=list)


def metrics_named(connection: "duckdb.DuckDBPyConnection", name: str) -> Meant:
    """The metrics that a name may mean: what is called so; else the one that begins with it; else all that hold it.

    Codes, short codes and the names in both languages count, and synonyms of their words. Raises ShowError with the
    nearest where none is meant.
    """
    known = rows(connection, _KNOWN)
    parts = [as_named(part) for part in name.split()]
    wanted = [_close(said) for said in as_named(name)]
    called = {
        row["metric_code"]: [_close(str(row[of])) for of in ("metric_code", "short_code", "name_zh", "name_en")]
        for row in known
    }

    def fitting(fits: Callable[[str], bool]) -> list[Row]:
        return [row for row in known if any(map(fits, called[row["metric_code"]]))] if any(wanted) else []

    if exact := fitting(lambda one: one in wanted):
        return Meant(exact)
    first = fitting(lambda one: any(map(one.startswith, wanted)))
    held = fitting(lambda one: any(said in one for said in wanted))
    others = [row for row in held if row not in first]
    if len(first) == 1:
        return Meant(first, others)
    split = fitting(lambda one: all(any(_close(said) in one for said in part) for part in parts))
    if meant := first + others + [row for row in split if row not in held]:
        return Meant(meant)
    if meant := [row for row in known if any(said and set(said) <= set(row["name_zh"]) for said in wanted)]:
        return Meant(meant)
    spoken = {one: row for row in known for one in called[row["metric_code"]]}
    near = [spoken[one] for one in difflib.get_close_matches(wanted[0], spoken, n=5, cutoff=0.6)]
    told = listed([f"{row['name_zh']} {row['metric_code']}" for row in near])
    raise ShowError(
        f"there is no metric “{name}”; "
        + (f"did you mean {told}?" if near else "marts.dim_metric lists them all (docs/glossary.md explains the terms)")
    )


def with_numbers(connection: "duckdb.DuckDBPyConnection", metrics: list[Row]) -> list[Row]:
    """The metrics, each with how many `numbers` the comparisons have of it, the most first."""
    stated = {row["metric_code"]: row["numbers"] for row in rows(connection, _STATED)}
    told = [{**row, "numbers": stated.get(row["metric_code"], 0)} for row in metrics]
    return sorted(told, key=lambda row: -row["numbers"])


def _close(text: str) -> str:
    """A text without its blanks, in small letters."""
    return "".join(text.split()).casefold()
