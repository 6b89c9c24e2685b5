"""Cases of rules and cues: sentences with one number marked ⟦12⟧, and what must stand before them, as reports to land.

The last line of a case is the sentence; lines before it are sentences of the same paragraph, but lines with bars
(`维持 | 12`) are the rows of a table, `# 一、标题` is a heading above it and `@title: …` the title of a report of its
own. A case without such lines is a paragraph of a report of all of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ground.errors import RulesError

TITLE = "南昌市2021年法治政府建设情况报告"
OPEN, CLOSE = "⟦", "⟧"
_OPENING = "现将有关情况报告如下。"


class Case(NamedTuple):
    """A case of the row `row_id`: its `example` or `counter_example`, and where it is written (`file:row_id`)."""

    row_id: str
    kind: str
    text: str
    written_at: str


class Place(NamedTuple):
    """Where the marked number of a case begins: in which report, at which character."""

    report: str
    offset: int


def reports_of(cases: Iterable[Case]) -> tuple[dict[str, str], dict[tuple[str, str], Place]]:
    """The reports, name to text, that hold the cases, and the place of each (row id, kind).

    Raises RulesError where a case has not one marked number.
    """
    together, texts, places = f"{TITLE}\n", {}, {}
    for number, case in enumerate(cases):
        lines = [line.strip() for line in case.text.splitlines() if line.strip()]
        titles = [line.removeprefix("@title:").strip() for line in lines if line.startswith("@title:")]
        headings = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
        before, after = _parted(case, _joined([line for line in lines if line[0] not in "@#"]))
        unknown = [line for line in lines if line[0] == "@" and not line.startswith("@title:")]
        if unknown:
            raise RulesError(
                f"{case.written_at}: its {case.kind} begins a line with “{unknown[0]}”; only @title: is known"
            )
        if titles or headings:
            head = "".join(f"{line}\n" for line in (titles[-1] if titles else TITLE, _OPENING, *headings))
            name = f"case{number}.txt"
            texts[name] = f"{head}{before}{after}\n"
            places[case.row_id, case.kind] = Place(name, len(head) + len(before))
        else:
            places[case.row_id, case.kind] = Place("cases.txt", len(together) + len(before))
            together += f"{before}{after}\n"
    return {"cases.txt": together, **texts}, places


def _joined(lines: list[str]) -> str:
    """Sentences as one paragraph, rows of a table each on its line."""
    text = ""
    for line in lines:
        text += f"\n{line}\n" if "|" in line else line
    return text.replace("\n\n", "\n")


def _parted(case: Case, sentence: str) -> tuple[str, str]:
    """What stands before the marked number, and the rest, without the mark."""
    if (sentence.count(OPEN), sentence.count(CLOSE)) != (1, 1):
        raise RulesError(f"{case.written_at}: mark one number as ⟦12⟧ in its {case.kind}: {case.text!r}")
    before, _, after = sentence.partition(OPEN)
    return before, after.replace(CLOSE, "")
