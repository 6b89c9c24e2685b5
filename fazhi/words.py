"""The codes of a figure in words."""

from decimal import Decimal

from fazhi.naming import Row
from vocabulary.codes import KINDS, english

# Which kind of code stands behind the words before the colon in what a confidence rests on.
_BASES = {"topic": "topic_basis", "scope": "scope_basis", "unit": "unit_basis"}


def number(value: Decimal) -> str:
    """A number for reading: 1,950,000 or 68.46, without trailing zeros."""
    exact = value.normalize()
    return format(exact if exact else Decimal(0), ",f")


def amount(row: Row) -> str:
    """A figure's value with its bound and unit: ≥1,950,000 件."""
    sign = KINDS["sign"][row["modifier"]].zh if row["modifier"] else ""
    unit = {"%": "%", "ratio": ""}.get(row["unit"], f" {row['unit']}")
    return f"{sign}{number(row['value'])}{unit}"


def period(row: Row) -> str:
    """The year that a figure is about and the cut-off date."""
    year = "not known" if row["year"] is None else str(row["year"])
    counted = "" if row["period_type"] == "year" else f", {english('period_type', row['period_type'])}"
    return f"{year}{counted}, " + (f"as of {row['as_of']}" if row["as_of"] else "no cut-off date stated")


def brief_period(row: Row) -> str:
    """The same in a few letters: 2019, or 2019 to 10-31."""
    year = "?" if row["year"] is None else str(row["year"])
    return f"{year} to {str(row['as_of']).removeprefix(f'{year}-')}" if row["as_of"] else year


def brief_scope(row: Row) -> str:
    """The scope, and the role where it is not the value of the period: own, or own prior."""
    return str(row["scope"]) if row["role"] == "level" else f"{row['scope']} {row['role']}"


def reasons(coded: str, topic: str) -> str:
    """What a confidence rests on, from `topic:sentence;claim:wording;scope:none`; `topic` is which topic it is."""
    told = []
    for reason in coded.split(";"):
        kind, _, code = reason.partition(":")
        known = KINDS.get(_BASES.get(kind, kind), {}) if code else KINDS["plain"]
        said = known[code or kind].full[1] if (code or kind) in known else reason
        told.append(f"topic {topic} {said}" if kind == "topic" else said)
    return "; ".join(told)
