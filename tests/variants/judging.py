"""What variants gave, against what they may give."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from tests.variants.sentences import Variant

YEAR = 2021
FACTS = """
select reports.source_name, facts.metric_code, facts.value, facts.modifier, facts.role, facts.year, facts.period_type,
    facts.is_cumulative, facts.scope
from marts.fct_observations as facts join raw.reports as reports using (report_id)
order by all
"""
BOUNDS = {"ge": "≥", "le": "≤", "approx": "≈"}


def facts_of(database: Path) -> dict[str, list[str]]:
    """The facts of each report by its name, as variants write them."""
    found: dict[str, list[str]] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for name, metric, value, modifier, role, year, period, cumulative, scope in connection.execute(
            FACTS
        ).fetchall():
            fact = f"{metric}={BOUNDS.get(modifier, '')}{value.normalize():f}"
            fact += "" if year == YEAR else f"@{year}"
            fact += "/cumulative" if cumulative else "" if period == "year" else f"/{period}"
            fact += "" if role == "level" else f"~{role}"
            found.setdefault(name, []).append(fact + ("" if scope in ("own", "unstated") else f"#{scope}"))
    return found


def wrong(variants: Mapping[str, Variant], facts: Mapping[str, Iterable[str]]) -> list[str]:
    """The facts that no variant may give, each with its sentence."""
    return [
        f"{name} {variant.principle}: {variant.words!r} gives {fact}"
        for name, variant in variants.items()
        for fact in facts.get(name, ())
        if fact not in variant.may
    ]


def missing(variants: Mapping[str, Variant], facts: Mapping[str, Iterable[str]]) -> list[str]:
    """The facts that a variant must give and does not."""
    return [
        f"{name} {variant.principle}: {variant.words!r} gives no {fact}"
        for name, variant in variants.items()
        for fact in variant.must
        if fact not in set(facts.get(name, ()))
    ]
