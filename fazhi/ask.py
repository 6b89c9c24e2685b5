"""The comparison of a metric for somebody in a hurry: who stands where, who cannot be compared, and why not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi import evidence, printing
from fazhi.meanings import metrics_named, with_numbers
from fazhi.naming import Row, cities, listed, rows
from ground.errors import ShowError

if TYPE_CHECKING:
    import duckdb

_RANKED = """
    select *
    from marts.cmp_metrics_ranked
    where metric_code = ? and (? is null or year = ?)
    order by year desc nulls last, group_size desc nulls last, comparison_group, rank_in_group nulls last,
        value desc nulls last, observation_id
"""
_PAIRS = """
    select group_a, group_b, comparability, comparability_zh
    from marts.cmp_comparability
    where metric_code = ? and (? is null or year = ?) and group_a <> group_b and verdict = 'not_comparable'
    order by least(size_a, size_b) desc, size_a + size_b desc, group_pair
"""


@dataclass(frozen=True)
class Answer:
    """What is known of a metric: the numbers, those of one group together, and why groups cannot be compared.

    `places` are the keys of the jurisdictions that were asked for. `years` counts the numbers of each year, those that
    were not asked for too. `silent` are the places, as they were asked for, that do not state it.
    """

    metric: Row
    rows: list[Row]
    pairs: list[Row]
    places: frozenset[str] = frozenset()
    years: dict[Any, int] = field(default_factory=dict)
    silent: tuple[str, ...] = ()

    def groups(self) -> list[list[Row]]:
        """The numbers that can be compared with each other, a list for each group of at least two."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row["rank_in_group"] is not None:
                found[row["comparison_group"]].append(row)
        return list(found.values())

    def alone(self) -> list[Row]:
        """The numbers that have no rank."""
        return [row for row in self.rows if row["rank_in_group"] is None]


def answered(
    connection: "duckdb.DuckDBPyConnection", metric: Row, year: int | None = None, places: Sequence[str] = ()
) -> Answer:
    """The comparison of a metric in a year, or in all years, with what concerns the places that are named.

    Of one place it is the groups that the place stands in; of several it is their numbers alone. Raises ShowError where
    a place is not known or there is no number, with what there is instead.
    """
    code = metric["metric_code"]
    found = rows(connection, _RANKED, [code, year, year])
    counted = rows(connection, "select year, count(*) as n from marts.cmp_metrics_ranked where metric_code = ?"
                   " group by year order by year desc nulls last", [code])  # fmt: skip
    years = {row["year"]: row["n"] for row in counted}
    if not found:
        there = ", ".join(f"{each} ({count})" for each, count in years.items() if each is not None)
        raise ShowError(
            f"no report that has landed states {metric['name_zh']} {code}"
            + (
                f" for {year}; there is {there}"
                if there and year is not None
                else "; fazhi show --city CITY lists what one states"
            )
        )
    meant = {place: frozenset(cities(connection, place)) for place in places}
    keys = frozenset(key for each in meant.values() for key in each)
    stating = {row["jurisdiction_key"] for row in found}
    silent = tuple(place for place, each in meant.items() if not each & stating)
    if keys:
        ours = [row for row in found if row["jurisdiction_key"] in keys]
        if not ours:
            named = listed([str(row["jurisdiction_name"]) for row in found if row["jurisdiction_name"]])
            raise ShowError(f"{'、'.join(places)}: states no {metric['name_zh']} {code}; there are {named}")
        near = {row["comparison_group"] for row in ours} if len(keys) == 1 else set()
        found = [row for row in found if row["jurisdiction_key"] in keys or row["comparison_group"] in near - {None}]
    shown = {row["comparison_group"] for row in found}
    pairs = [
        pair for pair in rows(connection, _PAIRS, [code, year, year]) if {pair["group_a"], pair["group_b"]} <= shown
    ]
    return Answer(metric, found, pairs, keys, years, silent)


def ask(
    db: Path, metric: str, year: int | None, places: Sequence[str], columns: int, *, in_json: bool = False
) -> Iterator[str]:
    """The answer out of the warehouse at `db`, in lines of so many columns or as JSON. Raises FazhiError."""
    from fazhi.answers import besides, choice, told
    from fazhi.show import as_json

    with evidence.warehouse(db) as connection:
        meant = metrics_named(connection, metric)
        if len(meant.metrics) > 1:
            found = with_numbers(connection, meant.metrics)
            yield from [as_json(found)] if in_json else choice(printing.fit(found), metric, columns)
            return
        answer = answered(connection, meant.metrics[0], year, places)
    if in_json:
        yield as_json(
            {"metric": answer.metric, "numbers": answer.rows, "not_comparable": answer.pairs, "silent": answer.silent}
        )
        return
    fit = replace(
        answer, metric=printing.fit(answer.metric), rows=printing.fit(answer.rows), pairs=printing.fit(answer.pairs)
    )
    yield from told(fit, year, columns)
    yield from besides(printing.fit(meant.further), metric, columns)
