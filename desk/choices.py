"""What a part of a reading may be, searched by a few letters: places, years, metrics, scopes, roles."""

from typing import TYPE_CHECKING, NamedTuple

from desk.decisions import ROLES, SCOPES
from desk.words import Voice
from fazhi.naming import rows

if TYPE_CHECKING:
    import duckdb

MOST = 40  # that a list shows


class Choice(NamedTuple):
    """A value that a part may have, what it is called, and what else tells it from others."""

    value: str
    name: str
    more: str


def choices(
    connection: "duckdb.DuckDBPyConnection", part: str, asked: str, voice: Voice, near: str = ""
) -> list[Choice]:
    """Those whose names or codes hold all words of `asked`; `near` is what is read now: its kin come first."""
    part = part.removeprefix("report_")
    words = asked.casefold().split()
    if part in ("scope", "role"):
        told = [Choice(code, voice.code(part, code), code) for code in (SCOPES if part == "scope" else ROLES)]
    elif part == "year":
        told = _years(connection, asked)
    elif part == "metric":
        told = _metrics(connection, voice)
        family = near.partition(".")[0]
        told.sort(key=lambda one: (one.value.partition(".")[0] != family, one.value))
    elif part == "jurisdiction":
        told = _places(connection, voice)
    else:
        told = []
    found = [one for one in told if all(word in f"{one.name} {one.value} {one.more}".casefold() for word in words)]
    # the name that begins so, before the names that only hold it
    found.sort(key=lambda one: not one.name.casefold().startswith(asked.casefold()) if asked else False)
    return found[:MOST]


def _years(connection: "duckdb.DuckDBPyConnection", asked: str) -> list[Choice]:
    found = connection.execute(
        "select distinct report_year from marts.dim_report where report_year is not null"
    ).fetchall()
    years = {year + gap for (year,) in found for gap in (-1, 0, 1)}
    if asked.isdecimal() and len(asked) == len("2020"):
        years.add(int(asked))
    return [Choice(str(year), str(year), "") for year in sorted(years, reverse=True)]


def _metrics(connection: "duckdb.DuckDBPyConnection", voice: Voice) -> list[Choice]:
    found = rows(connection, "select metric_code, name_zh, name_en, unit from marts.dim_metric order by metric_code")
    english = voice.language == "en"
    return [
        Choice(
            row["metric_code"],
            str((row["name_en"] if english else row["name_zh"]) or row["metric_code"]),
            f"{row['metric_code']} {row['unit']} {row['name_zh'] if english else row['name_en'] or ''}",
        )
        for row in found
    ]


def _places(connection: "duckdb.DuckDBPyConnection", voice: Voice) -> list[Choice]:
    # those that reports are about come first
    found = rows(
        connection,
        "select own.jurisdiction_key, own.name_zh, own.name_en, above.name_zh as above, province.name_zh as province"
        " from marts.dim_jurisdiction as own"
        " left join marts.dim_jurisdiction as above on own.parent_key = above.jurisdiction_key"
        " left join marts.dim_jurisdiction as province on own.province_key = province.jurisdiction_key"
        " left join (select distinct jurisdiction_key from marts.dim_report) as told"
        " on own.jurisdiction_key = told.jurisdiction_key"
        " where own.is_current order by told.jurisdiction_key is null, own.jurisdiction_key",
    )
    told = []
    for row in found:
        above = " ".join(dict.fromkeys(one for one in (row["province"], row["above"]) if one and one != row["name_zh"]))
        english = f" {row['name_en']}" if voice.language == "en" and row["name_en"] else ""
        told.append(Choice(row["jurisdiction_key"], f"{row['name_zh']}{english}", f"{above} {row['jurisdiction_key']}"))
    return told
