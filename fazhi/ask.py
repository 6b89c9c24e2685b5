"""The comparison of a metric for somebody in a hurry: who stands where, who cannot be compared, and why not."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi import evidence, printing, words
from fazhi.language import either
from fazhi.naming import Row, cities, listed, rows
from fazhi.widths import table, wrapped
from ingest.errors import ShowError

if TYPE_CHECKING:
    import duckdb

SHORT_ID = 8  # digits of a report_id that `fazhi show` takes
MOST_LONE = 40  # numbers without a rank that are told, and pairs of groups
SCOPES_ZH = {"own": "发布机关本身", "whole": "整个辖区", "part": "辖区的一部分", "unstated": "未说明范围"}
LEVELS = {
    "province": ("province", "省级"),
    "prefecture": ("prefecture", "地市级"),
    "county": ("county", "县区级"),
    "zone": ("zone", "开发区"),
}

_RANKED = """
    select ranked.*, reports.source_name
    from marts.cmp_metrics_ranked as ranked
    left join marts.dim_report as reports on ranked.report_id = reports.report_id
    where ranked.metric_code = ? and (? is null or ranked.year = ?)
    order by ranked.year desc nulls last, ranked.group_size desc nulls last, ranked.comparison_group,
        ranked.rank_in_group nulls last, ranked.value desc nulls last, ranked.observation_id
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
    were not asked for too.
    """

    metric: Row
    rows: list[Row]
    pairs: list[Row]
    places: frozenset[str] = frozenset()
    years: dict[Any, int] = field(default_factory=dict)

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


def metrics_named(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Row]:
    """The metrics that a name may mean: by code, short code or name; else by how it begins, by a part, by its words.

    Raises ShowError with the nearest where none is meant.
    """
    known = rows(
        connection,
        "select metric_code, name_zh, name_en, unit, definition, short_code from marts.dim_metric order by metric_code",
    )
    wanted = "".join(name.split()).casefold()
    parts = [part.casefold() for part in name.split()]
    called = {
        row["metric_code"]: [
            "".join(str(row[of]).split()).casefold() for of in ("metric_code", "short_code", "name_zh", "name_en")
        ]
        for row in known
    }
    for fits in (
        lambda one: wanted == one,
        lambda one: one.startswith(wanted),
        lambda one: wanted in one,
        lambda one: all(part in one for part in parts),
    ):
        if wanted and (meant := [row for row in known if any(map(fits, called[row["metric_code"]]))]):
            return meant
    if meant := [row for row in known if wanted and set(wanted) <= set(row["name_zh"])]:
        return meant
    spoken = {one: row for row in known for one in called[row["metric_code"]]}
    near = [spoken[one] for one in difflib.get_close_matches(wanted, spoken, n=5, cutoff=0.6)]
    told = listed([f"{row['name_zh']} {row['metric_code']}" for row in near])
    raise ShowError(
        f"there is no metric “{name}”; "
        + (f"did you mean {told}?" if near else "marts.dim_metric lists them all (docs/glossary.md explains the terms)")
    )


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
    keys = frozenset(key for place in places for key in cities(connection, place))
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
    return Answer(metric, found, pairs, keys, years)


def ask(
    db: Path, metric: str, year: int | None, places: Sequence[str], columns: int, *, in_json: bool = False
) -> Iterator[str]:
    """The answer out of the warehouse at `db`, in lines of so many columns or as JSON. Raises FazhiError."""
    from fazhi.show import as_json

    with evidence.warehouse(db) as connection:
        meant = metrics_named(connection, metric)
        if len(meant) > 1:
            yield from [as_json(meant)] if in_json else _choice(printing.fit(meant), metric, columns)
            return
        answer = answered(connection, meant[0], year, places)
    if in_json:
        yield as_json({"metric": answer.metric, "numbers": answer.rows, "not_comparable": answer.pairs})
        return
    fit = Answer(
        printing.fit(answer.metric), printing.fit(answer.rows), printing.fit(answer.pairs), answer.places, answer.years
    )
    yield from told(fit, year, columns)


def told(answer: Answer, year: int | None, columns: int) -> Iterator[str]:
    """An answer in lines of so many columns."""
    metric = answer.metric
    yield f"{metric['name_zh']}  {metric['name_en']}  {metric['metric_code']}"
    yield from wrapped(str(metric["definition"]), columns)
    names: dict[str, str] = {}
    for group in answer.groups():
        yield ""
        names[group[0]["comparison_group"]] = _group(group[0])
        size, name = group[0]["group_size"], _group(group[0])
        yield either(f"Comparable, {size}: {name}", f"可比，{size} 个：{name}")
        lines = [[str(row["rank_in_group"]), *_number(row, answer.places), _own(row)] for row in group]
        yield from table(
            [either("rank", "名次"), *_heads(), either("note", "须知")], lines, columns, right=[0, 2], flexible=4
        )
    if alone := answer.alone():
        yield ""
        yield either(f"Not ranked, {len(alone)}, and why:", f"未参与排名，{len(alone)} 个，理由：")
        for row in alone[:MOST_LONE]:
            names[row["comparison_group"]] = f"{row['jurisdiction_name'] or '?'}: {_group(row)}"
            place, value, figure = _number(row, answer.places)
            reason = either(str(row["comparability"]), str(row["comparability_zh"]))
            yield from _item(f"{place}  {value}  {_group(row)}  {figure}", reason, columns)
        yield from _more(len(alone))
    if answer.pairs:
        yield ""
        yield either("Not with each other, and why:", "彼此不可比，理由：")
        for pair in answer.pairs[:MOST_LONE]:
            sides = (names.get(pair["group_a"]), names.get(pair["group_b"]))
            if sides[0] and sides[1]:
                yield from _item(
                    " — ".join(map(str, sides)), either(pair["comparability"], pair["comparability_zh"]), columns
                )
        yield from _more(len(answer.pairs))
    yield ""
    others = [f"{each} ({count})" for each, count in answer.years.items() if each is not None and each != year]
    if year is not None and others:
        yield from wrapped(either("Other years: ", "其他年份：") + ", ".join(others), columns)
    yield either("The sentence behind a number: fazhi show FIGURE", "某个数出自哪句话：fazhi show 出处")


def _choice(meant: Sequence[Row], asked: str, columns: int) -> Iterator[str]:
    yield either(
        f"“{asked}” may be {len(meant)} metrics; ask for one of them:", f"“{asked}”可指 {len(meant)} 个指标，请选一个："
    )
    lines = [[row["metric_code"], row["name_zh"], row["unit"], row["name_en"]] for row in meant]
    heads = [either("code", "代码"), either("Chinese", "中文名"), either("unit", "单位"), either("English", "英文名")]
    yield from table(heads, lines, columns, flexible=3)


def _heads() -> list[str]:
    return [either("place", "地区"), either("value", "数值"), either("figure", "出处")]


def _number(row: Row, places: frozenset[str]) -> list[str]:
    """A number's place, marked where it was asked for; its value, and what `fazhi show` takes."""
    mark = "*" if row["jurisdiction_key"] in places else ""
    department = f"（{row['reporting_department']}）" if row["reporting_department"] else ""
    return [
        f"{mark}{row['jurisdiction_name'] or '?'}{department}",
        words.amount(row) if row["value"] is not None else "?",
        f"{row['report_id'][:SHORT_ID]}:{row['char_start']}",
    ]


def _group(row: Row) -> str:
    """What the numbers of a group have in common."""
    level = LEVELS.get(str(row["level"]))
    parts = [
        str(row["year"] or either("year not known", "年份不详")),
        either(*level) if level else "",
        either(words.SCOPES[row["scope"]], SCOPES_ZH[row["scope"]]),
        either(f"to {row['as_of']}", f"截至 {row['as_of']}") if row["as_of"] else "",
        either("", {"half_year": "半年", "quarter": "季度", "month": "月"}.get(row["period_type"], ""))
        or words.PERIODS[row["period_type"]].strip(", "),
    ]
    return either(", ", "，").join(part for part in parts if part)


def _own(row: Row) -> str:
    """What is to be known of a ranked number by itself."""
    return either(str(row["own_reasons"] or ""), str(row["own_reasons_zh"] or ""))


def _item(first: str, reason: str, columns: int) -> Iterator[str]:
    yield from (f"  {line}" for line in wrapped(first, columns - 2))
    yield from (f"      {line}" for line in wrapped(reason, columns - 6))


def _more(count: int) -> Iterator[str]:
    if count > MOST_LONE:
        yield "  " + either(
            f"and {count - MOST_LONE} more: --json has them all", f"另有 {count - MOST_LONE} 个，见 --json"
        )
