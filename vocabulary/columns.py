"""The columns of the marts and of the tables made of them: what people call them, and what an empty cell means."""

from collections.abc import Mapping
from typing import NamedTuple

from vocabulary.reading import FOLDER, rows


class Column(NamedTuple):
    """A column. Of one that nobody has named only the name is known."""

    column: str
    kind: str = "label"
    name_zh: str = ""
    name_en: str = ""
    unit: str = ""
    empty_zh: str = ""
    empty_en: str = ""
    description: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether its cells are figures of a wide table."""
        return self.kind == "figure"

    @property
    def heading(self) -> str:
        """Its Chinese name, with the unit where a heading shows it."""
        return f"{self.name_zh}（{self.unit}）" if self.kind in ("figure", "number") else self.name_zh or self.column

    @property
    def english(self) -> str:
        """Its English name; its own words where these do."""
        own = self.column.replace("_observation_id", ": observation").replace("_", " ").capitalize()
        return self.name_en or own

    @property
    def empty(self) -> tuple[str, str] | None:
        """What an empty cell means, in Chinese and English; None where that is not said."""
        return (self.empty_zh, self.empty_en) if self.empty_zh else None


COLUMNS: Mapping[str, Column] = {row["column"]: Column(**row) for row in rows(FOLDER / "columns.csv")}


def called(name: str) -> Column:
    """What is known of the column of that name."""
    return COLUMNS.get(name) or Column(name)
