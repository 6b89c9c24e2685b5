"""The answer to `fazhi ask` in lines: the ranks, what has none, and why groups cannot be compared."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fazhi import words
from fazhi.ask import Answer
from fazhi.figuretables import SHORT_ID
from fazhi.language import either
from fazhi.naming import Row
from fazhi.printing import on_one_line
from fazhi.widths import padded, table, wrapped
from vocabulary.codes import KINDS
from vocabulary.columns import called

MOST_LONE = 40  # numbers without a rank that are told
MOST_PAIRS = 6  # of one reason
MOST_CHOICES = 15  # metrics to choose from
MOST_BESIDES = 5  # other metrics that are named
SCOPES = {
    "own": ("own", "本级"),
    "whole": ("whole jurisdiction", "全域"),
    "part": ("a part", "部分"),
    "unstated": ("scope not stated", "范围未说明"),
}


def told(answer: Answer, year: int | None, columns: int) -> Iterator[str]:
    """An answer in lines of so many columns."""
    metric = answer.metric
    yield f"{metric['name_zh']}  {metric['name_en']}  {metric['metric_code']}"
    yield from wrapped(str(metric["definition"]), columns)
    names: dict[str, str] = {}  # of groups
    for group in answer.groups():
        size, name = group[0]["group_size"], _group(group[0])
        names[group[0]["comparison_group"]] = either(f"the {size} of {name}", f"{name}（{size}个）")
        yield ""
        yield either(f"Comparable, {size}: {name}", f"可比，{size} 个：{name}")
        lines = [[str(row["rank_in_group"]), *_number(row, answer.places), _own(row)] for row in group]
        heads = [either("rank", "名次"), *_heads(), either("note", "须知")]
        yield from table(heads, lines, columns, right=[0, 2], flexible=4)
    if alone := answer.alone():
        yield ""
        yield either(f"Not ranked, {len(alone)}, and why:", f"未参与排名，{len(alone)} 个，理由：")
        for row in alone[:MOST_LONE]:
            names[row["comparison_group"]] = f"{row['jurisdiction_name'] or '?'} {_group(row)}"
            place, value, figure = _number(row, answer.places)
            yield f"  {padded(place, 14)} {padded(value, 14, right=True)}  {_group(row)}  {figure}"
            reason = either(str(row["comparability"]), str(row["comparability_zh"]))
            yield from _below(reason.removeprefix(either("not ranked: ", "不排名：")), columns)
        yield from _more(len(alone) - MOST_LONE)
    yield from _between(answer.pairs, names, columns)
    yield ""
    if names and answer.groups():
        yield from wrapped(
            either(
                "Rank 1 is the largest value, which is not always the best; equal values share a rank, and only values "
                "that can be compared are ranked.",
                "名次从大到小，第 1 名是最大的，不一定是最好的；数值相同的名次相同；只排可比的数。",
            ),
            columns,
        )
    if answer.places:
        yield either("* stands before the places that were asked for.", "* 标出所问的地区。")
    if answer.silent:
        named = on_one_line("、".join(answer.silent))
        when = either(f" for {year}", f"{year}年的") if year is not None else ""
        yield from wrapped(either(f"{named}: states none of it{when}.", f"{named}：没有报告{when}这个数。"), columns)
    others = [f"{each} ({count})" for each, count in answer.years.items() if each is not None and each != year]
    if year is not None and others:
        yield from wrapped(either("Other years: ", "其他年份：") + ", ".join(others), columns)
    yield either("The sentence behind a number: fazhi show FIGURE", "某个数出自哪句话：fazhi show 出处")


def _between(pairs: Sequence[Row], names: Mapping[str, str], columns: int) -> Iterator[str]:
    """Why groups cannot be compared with each other: each reason with the pairs that it parts."""
    parted: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if pair["group_a"] in names and pair["group_b"] in names:
            reason = either(pair["comparability"], pair["comparability_zh"])
            parted[reason].append(f"{names[pair['group_a']]} — {names[pair['group_b']]}")
    if not parted:
        return
    yield ""
    yield either("Not with each other, and why:", "彼此不可比，理由：")
    for reason, sides in sorted(parted.items(), key=lambda item: -len(item[1])):
        yield from (f"  {line}" for line in wrapped(reason, columns - 2))
        for each in sides[:MOST_PAIRS]:
            yield from _below(each, columns)
        yield from _more(len(sides) - MOST_PAIRS)


def choice(meant: Sequence[Row], asked: str, columns: int) -> Iterator[str]:
    """The metrics that a name may mean, to choose from: those first of which there are most numbers."""
    yield either(
        f"“{asked}” may be {len(meant)} metrics; ask for one of them:", f"“{asked}”可指 {len(meant)} 个指标，请选一个："
    )
    lines = [
        [row["metric_code"], row["name_zh"], row["unit"], str(row["numbers"]), row["name_en"]]
        for row in meant[:MOST_CHOICES]
    ]
    heads = [either("code", "代码"), _head("name_zh", "Chinese"), _head("unit", "unit"), either("numbers", "个数")]
    yield from table([*heads, _head("name_en", "English")], lines, columns, right=[3], flexible=4)
    yield from _more(len(meant) - MOST_CHOICES)


def besides(further: Sequence[Row], asked: str, columns: int) -> Iterator[str]:
    """The other metrics whose names hold what was asked for, or a synonym of it; nothing where there is none."""
    if further:
        named = [f"{row['name_zh']} {row['metric_code']}" for row in further[:MOST_BESIDES]]
        rest = len(further) - MOST_BESIDES
        more = [either(f"{rest} more", f"另有 {rest} 个")] if rest > 0 else []
        told = either(", ", "、").join(named + more)
        yield from wrapped(either(f"also related to “{asked}”: {told}", f"与“{asked}”有关的还有：{told}"), columns)


def _head(column: str, english: str) -> str:
    """What a column is called at the head of a table."""
    return either(english, called(column).name_zh)


def _heads() -> list[str]:
    return [_head("jurisdiction_name", "place"), _head("value", "value"), either("figure", "出处")]


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
    """What the numbers of a group have in common, in a few words."""
    parts = [
        str(row["year"] or either("year not known", "年份不详")),
        "" if row["period_type"] == "year" else _said("period_type", row["period_type"]),
        either(f"to {row['as_of']}", f"截至{row['as_of']}") if row["as_of"] else "",
        _said("level", row["level"]) if row["level"] else "",
        either(*SCOPES[row["scope"]]),
    ]
    return either(", ", "，").join(part for part in parts if part)


def _said(kind: str, code: str) -> str:
    """What a code means, in few words; the code itself where it has none."""
    known = KINDS[kind].get(code)
    return either(known.en, known.zh) if known else code


def _own(row: Row) -> str:
    """What is to be known of a ranked number by itself."""
    return either(str(row["own_reasons"] or ""), str(row["own_reasons_zh"] or ""))


def _below(text: str, columns: int) -> Iterator[str]:
    yield from (f"      {line}" for line in wrapped(text, columns - 6))


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield "      " + either(f"and {count} more (--json)", f"另有 {count} 个，见 --json")
