"""The tables of the marts, of exports and of publications: what people call them."""

from collections.abc import Mapping
from typing import NamedTuple

from vocabulary.reading import FOLDER, rows


class Title(NamedTuple):
    """A table's name in Chinese and English, and what its reader must know."""

    zh: str
    en: str
    notes: tuple[str, ...] = ()


_NOTES = [(row["tables"].split(), row["note"]) for row in rows(FOLDER / "notes.csv")]
TABLES: Mapping[str, Title] = {
    row["table"]: Title(
        row["name_zh"], row["name_en"], tuple(note for tables, note in _NOTES if row["table"] in tables)
    )
    for row in rows(FOLDER / "tables.csv")
}


def titled(name: str) -> Title:
    """What a table is called; its own name where nobody has named it."""
    return TABLES.get(name) or Title(name, name.replace("_", " "))
