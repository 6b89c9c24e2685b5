"""docs/glossary.md: the terms in Chinese and English with their codes, written out of the seeds and the vocabulary.

python -m tests.docs.glossary
"""

from publish.columns import CODES
from tests.conftest import ROOT
from vocabulary.reading import FOLDER, rows

GLOSSARY = ROOT / "docs" / "glossary.md"
_OPENING = """# Glossary

What things are called: the Chinese term, the English one, and the code that stands for it in the warehouse. Written by
`python -m tests.docs.glossary` out of `seeds/` and `vocabulary/`; a test holds that it is current.
"""


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
            [(row["zh"], row["en"], f"`{row['where']}`", row["meaning"]) for row in rows(FOLDER / "terms.csv")],
        ),
        ("Fields", ("中文", "English", "code"), fields),
        ("Metrics", ("中文", "English", "code", "unit"), metrics),
        ("Codes in cells", ("中文", "English", "column and code"), codes),
        ("Why numbers cannot be compared", ("中文", "English", "code"), reasons),
    )
    return "\n".join([_OPENING, *(f"## {title}\n\n{_table(head, rows)}\n" for title, head, rows in tables)])


def _table(head: tuple[str, ...], body: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *body]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _seed(name: str) -> list[dict[str, str]]:
    return rows(ROOT / "seeds" / f"{name}.csv")


if __name__ == "__main__":
    GLOSSARY.write_text(glossary(), encoding="utf-8")
