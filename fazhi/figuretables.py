"""Figures as tables for a terminal: of several reports, or of one."""

from collections.abc import Sequence

from fazhi import words
from fazhi.naming import Row
from fazhi.widths import table

SHORT_ID = 8  # digits of a report_id that a table shows; `fazhi show` takes them


def tabled(rows: Sequence[Row], columns: int) -> list[str]:
    """Figures as a table, a line each."""
    one_city = len({row["jurisdiction_key"] for row in rows}) == 1
    one_metric = len({row["metric_code"] for row in rows}) == 1
    heads = ["city"] * (not one_city) + ["metric"] * (not one_metric)
    heads += ["value", "year", "scope", "conf.", "figure"]
    lines = []
    for row in rows:
        cells = [row["jurisdiction_name"] or "?"] * (not one_city)
        cells += [f"{row['metric_name_zh']} {row['metric_code']}"] * (not one_metric)
        cells += [words.amount(row), words.brief_period(row), words.brief_scope(row), f"{row['confidence']:.2f}"]
        cells += [f"{row['report_id'][:SHORT_ID]}:{row['char_start']}"]
        lines.append(cells)
    flexible = heads.index("metric") if "metric" in heads else 0
    title = []
    if one_city or one_metric:
        first = rows[0]
        names = [first["jurisdiction_name"] or "?"] * one_city
        names += [f"{first['metric_name_zh']} {first['metric_code']}"] * one_metric
        title = ["  ".join(names), ""]
    named = [words.name(head) for head in heads]
    return title + table(named, lines, columns, right=[heads.index("value")], flexible=flexible)


def of_one_report(rows: Sequence[Row], columns: int) -> list[str]:
    """The figures of one report in the order of its text, a line each."""
    heads = [words.name(head) for head in ("at", "metric", "value", "year", "scope", "conf.")]
    lines = [
        [
            str(row["char_start"]),
            f"{row['metric_name_zh']} {row['metric_code']}",
            words.amount(row),
            words.brief_period(row),
            words.brief_scope(row),
            f"{row['confidence']:.2f}",
        ]
        for row in rows
    ]
    return table(heads, lines, columns, right=[0, 2], flexible=1)
