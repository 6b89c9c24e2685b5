"""docs/glossary.md: the field's terms in Chinese and English with their codes, written out of the seeds.

python -m tests.docs.glossary
"""

import csv

from publish.columns import CODES
from tests.conftest import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
_OPENING = """# Glossary

What things are called: the Chinese term, the English one, and the code that stands for it in the warehouse. Written by
`python -m tests.docs.glossary` out of `seeds/` and the codes of the exports; a test holds that it is current.
"""
# Words of the warehouse itself that are no codes.
_WAREHOUSE = (
    ("报告", "report", "raw.reports, dim_report", "one landed version of a text"),
    ("段落", "passage", "raw.passages", "a paragraph, heading, item or cell"),
    ("数字", "figure", "raw.figures", "a number with its unit, at its offset"),
    ("标签", "label", "raw.labels", "the words that say what a figure counts"),
    ("措辞", "wording", "int_figure_wordings", "a label as rules compare it, with ◇ for the number"),
    ("主题", "topic", "seeds/topics.csv", "what a sentence is about"),
    ("规则", "wording rule", "seeds/wording_rules.csv", "which wordings measure which metric"),
    ("判据", "cue", "seeds/cues/", "words near a number that say what it is or is not"),
    ("观测", "observation", "fct_observations", "a figure that measures a metric"),
    ("搁置", "set aside", "aud_review_queue", "landed and shown, but no fact"),
    ("线索", "clue", "raw.report_clues", "what speaks for whose report it is, and of which year"),
    ("口径", "scope", "scope", "whose figures they are within the division"),
    ("可比组", "comparison group", "comparison_group", "figures that may stand side by side"),
    ("行政区划", "jurisdiction", "dim_jurisdiction", "a division, or a development zone"),
    ("发布机关", "issuer", "dim_report.issuer", "the body whose report it is"),
)


def glossary() -> str:
    """The document."""
    fields = [(row["name_zh"], row["name_en"], f"`{row['case_type']}`") for row in _seed("case_types")]
    metrics = [(row["name_zh"], row["name_en"], f"`{row['metric_code']}`", row["unit"]) for row in _seed("metrics")]
    reasons = [(row["zh"], row["en"], f"`{row['reason_code']}`") for row in _seed("comparability_reasons")]
    codes = [(chinese, english, f"`{column}` = `{code}`") for column, code, chinese, english in CODES]
    tables = (
        (
            "The warehouse",
            ("中文", "English", "where", "what it is"),
            [(a, b, f"`{c}`", d) for a, b, c, d in _WAREHOUSE],
        ),
        ("Fields", ("中文", "English", "code"), fields),
        ("Metrics", ("中文", "English", "code", "unit"), metrics),
        ("Codes in cells", ("中文", "English", "column and code"), codes),
        ("Why numbers cannot be compared", ("中文", "English", "code"), reasons),
    )
    return "\n".join([_OPENING, *(f"## {title}\n\n{_table(head, rows)}\n" for title, head, rows in tables)])


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _seed(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    GLOSSARY.write_text(glossary(), encoding="utf-8")
