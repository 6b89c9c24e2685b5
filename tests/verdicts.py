"""Verdicts for tests: rows as the desk writes them, from texts, from a gold folder or from words."""

import csv
import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from fazhi.evaluate.gold import read_gold

HEADER = [
    *("verdict_id", "follows", "report_sha256", "char_start", "number_text", "sentence_sha256", "part", "decision"),
    *("value_before", "value_after", "reader", "decided_at", "note", "rule_ids", "queue", "sample_id", "is_blind"),
    *("source", "reader_role"),
]
_numbers = itertools.count(1)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def verdict(text: str, number: str, part: str = "reading", decision: str = "accept", **more: Any) -> dict[str, str]:
    """A verdict on the first place of a number in a report's text; its sentence is the line."""
    start = text.index(number)
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    return row(sha256(text), str(start), number, line, part, decision, **more)


def of_report(text: str, part: str, value: str, **more: Any) -> dict[str, str]:
    """A verdict on a report's place or year."""
    return row(sha256(text), "", "", "", part, "change", value_after=value, **more)


def row(report: str, start: str, number: str, line: str, part: str, decision: str, **more: Any) -> dict[str, str]:
    count = next(_numbers)
    found = dict.fromkeys(HEADER, "")
    found |= {
        "verdict_id": f"{count:032x}",
        "report_sha256": report,
        "char_start": start,
        "number_text": number,
        "sentence_sha256": line and sha256("".join(line.split())),
        "part": part,
        "decision": decision,
        "reader": "王",
        "decided_at": f"2024-05-06T08:{count // 60 % 60:02}:{count % 60:02}.000000Z",
        "queue": "facts",
        "is_blind": "false",
        "source": "desk",
    }
    return found | {name: str(value) for name, value in more.items()}


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def of_gold(db: Path, folder: Path, **more: Any) -> Iterator[dict[str, str]]:
    """A gold folder as verdicts: of each landed figure what it measures, or that it measures nothing."""
    with duckdb.connect(str(db), read_only=True) as connection:
        for report in read_gold(folder):
            figures = connection.execute(
                """
                select reports.sha256, cast(figures.char_start as varchar), figures.number_text, passages.text
                from raw.figures as figures
                inner join raw.reports as reports on figures.report_id = reports.report_id
                inner join raw.passages as passages
                    on figures.report_id = passages.report_id and figures.passage_no = passages.passage_no
                where reports.source_name = ? and passages.is_report
                order by figures.char_start
                """,
                [report.source_name],
            ).fetchall()
            for place in figures:
                gold = [each for each in report.observations.values() if each.start == int(place[1])]
                if not gold:
                    yield row(*place, "reading", "reject", **more)
                    continue
                first = gold[0]
                told = {"metric": " ".join(each.metric_code for each in gold), "role": first.role}
                told |= {"scope": first.scope} if first.scope not in ("", "unstated") else {}
                told |= {"year": str(first.year)} if first.year else {}
                told |= {"as_of": first.as_of.isoformat() if first.as_of else "none"}
                for part, said in told.items():
                    yield row(*place, part, "change", value_after=said, **more)
