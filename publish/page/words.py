"""What the page says, as one script: its own words (words.csv), and the codes of the marts in the vocabulary's."""

from pathlib import Path

from publish.page.shards import scripted
from vocabulary.codes import KINDS
from vocabulary.columns import COLUMNS
from vocabulary.details import ROWS
from vocabulary.reading import rows
from vocabulary.tables import TABLES

NAME = Path("assets") / "words.js"
_OWN = Path(__file__).parent / "words.csv"
Said = str | dict[str, str]


def write_words(folder: Path) -> Path:
    """Writes the words into the folder of the page; the path within it."""
    zh, en = words()
    said = {"words": {"zh": zh, "en": en}, "codes": codes(), "details": ROWS}
    (folder / NAME).write_text(f"Object.assign(fazhi,{scripted(said)});\n", encoding="utf-8", newline="\n")
    return NAME


def words() -> tuple[dict[str, Said], dict[str, Said]]:
    """The page's own words by key, in Chinese and in English.

    A key without words is the name of a table or a column, and called as that is. English that goes with a number has
    a singular.
    """
    zh: dict[str, Said] = {}
    en: dict[str, Said] = {}
    for row in rows(_OWN):
        key = row["key"]
        if not row["zh"]:
            zh[key], en[key] = TABLES[key][:2] if key in TABLES else (COLUMNS[key].name_zh, COLUMNS[key].english)
        else:
            zh[key] = row["zh"]
            en[key] = {"one": row["en_one"], "other": row["en"]} if row["en_one"] else row["en"]
    return zh, en


def codes() -> dict[str, dict[str, tuple[str, str]]]:
    """The codes of every kind in Chinese and English; a page is set with curved apostrophes."""
    return {
        kind: {code.code: (code.zh, code.en.replace("'", "’")) for code in of_kind.values()}
        for kind, of_kind in KINDS.items()
    }
