"""What a word on the command line means in a finished warehouse: a metric, a city, a report; or what is near it."""

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ground.errors import ShowError

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_NAMED = 8  # how many alternatives an error names
_SHORTEST_ID = 6  # digits of a report_id that may stand for it


def metric_code(connection: "duckdb.DuckDBPyConnection", metric: str) -> str:
    """The code of a metric named by its code or its name. Raises ShowError with the nearest codes."""
    known = connection.execute("select metric_code, name_zh, name_en from marts.dim_metric order by 1").fetchall()
    for code, *names in known:
        if metric in (code, *names):
            return str(code)
    words = {word: code for code, *names in known for word in (code.split(".")[-1], *names, code)}
    near = [words[word] for word in difflib.get_close_matches(metric, words, n=5, cutoff=0.5)]
    near += [code for word, code in words.items() if metric in word]
    raise ShowError(
        f"there is no metric “{metric}”; "
        + (
            f"did you mean {listed(near)}?"
            if near
            else "marts.dim_metric lists them all: or ask for a city's, --city CITY"
        )
    )


def cities(connection: "duckdb.DuckDBPyConnection", city: str) -> dict[str, str]:
    """Names by key of the cities meant: by name, short name or code, else by a part of the name.

    Raises ShowError with the cities that there are.
    """
    known = connection.execute(
        "select distinct jurisdiction_key, jurisdiction_name, short_name_zh from marts.fct_evidence"
        " left join marts.dim_jurisdiction using (jurisdiction_key) where jurisdiction_key is not null order by 1"
    ).fetchall()
    meant = [row for row in known if city in row] or [row for row in known if city in row[1]]
    if not meant:
        near = difflib.get_close_matches(city, [row[1] for row in known], cutoff=0.4)
        there = near + [row[1] for row in known if row[1] not in near]
        raise ShowError(f"no report that has landed is about “{city}”; there are {listed(there)}")
    return {row[0]: row[1] for row in meant}


def report_row(connection: "duckdb.DuckDBPyConnection", name: str) -> Row:
    """The row of dim_report, with its jurisdiction's name, of a report named by file name, id or a part of either.

    Raises ShowError where none or several are meant.
    """
    reports = rows(
        connection,
        "select reports.*, jurisdictions.name_zh as jurisdiction_name from marts.dim_report as reports"
        " left join marts.dim_jurisdiction as jurisdictions using (jurisdiction_key)"
        " order by is_current desc, source_name, report_id",
    )
    current = [row for row in reports if row["is_current"]]
    meant = (
        [row for row in reports if name == row["report_id"]]
        or [row for row in current if name == row["source_name"]]
        or [row for row in reports if len(name) >= _SHORTEST_ID and row["report_id"].startswith(name.lower())]
        or [row for row in current if name in row["source_name"] or name in (row["title"] or "")]
    )
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = listed([f"{row['report_id']} {row['source_name']}" for row in meant])
        raise ShowError(f"“{name}” may be {len(meant)} reports; name one by its id: {several}")
    names = [row["source_name"] for row in current]
    near = difflib.get_close_matches(name, names, cutoff=0.4)
    raise ShowError(
        f"no report is called “{name}”; " + (f"did you mean {listed(near)}?" if near else f"there are {listed(names)}")
    )


def rows(connection: "duckdb.DuckDBPyConnection", query: str, values: Sequence[object] = ()) -> list[Row]:
    """What a query gives, as dictionaries by column."""
    found = connection.execute(query, list(values))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def listed(words: Sequence[str]) -> str:
    """The words, each once, joined by commas; when there are many, only the first of them."""
    once = list(dict.fromkeys(words))
    more = f" and {len(once) - _NAMED} more" if len(once) > _NAMED else ""
    return ", ".join(once[:_NAMED]) + more
