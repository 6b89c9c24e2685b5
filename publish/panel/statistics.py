"""The panel as a data set of Stata and of SPSS: labels in Chinese, numbers as numbers, and why a cell is empty."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.columns import CODES, LABELS
from publish.panel.columns import headings, wide_table
from publish.panel.reading import REASONS, Panel, letter
from publish.tables import Table
from publish.values import plain

if TYPE_CHECKING:
    import pandas as pd

TITLE = "法治政府建设年度报告 面板"
LABEL_LIMIT = 80  # characters of a variable's label in Stata
TEXT_LIMIT = 2045  # bytes of a text in Stata that is no strL, which not every reader knows
INTEGERS = 2_147_483_620  # the largest of Stata's long
# SPSS has no letters: numbers that no metric has.
SPSS_MISSING: Mapping[str, float] = {"a": -99.0, "b": -98.0, "c": -97.0, "d": -96.0, "e": -95.0, "f": -94.0}
_LEVELS = {code: number for number, code in enumerate(("province", "prefecture", "county", "zone"), start=1)}
_LEVEL_WORDS = {code: f"{zh} {en}" for column, code, zh, en in CODES if column == "level"}
_REASON_WORDS: Mapping[str, str] = {code: f"{zh} {en}" for code, (zh, en) in REASONS.items()}
Labels = dict[Any, str]  # of numbers, or of the letters of missing values
_EARLIEST = datetime.datetime(2000, 1, 1)  # of a warehouse in which nothing has landed
# No one's language, and always three letters.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write_statistics(panel: Panel, folder: Path) -> list[Path]:
    """Writes the wide and the long form for Stata (.dta) and SPSS (.sav) into `folder`; the files."""
    wide = wide_table(panel)
    codes = [metric.short_code for metric in panel.metrics]
    reasons = [row.cells for row in panel.rows]
    columns = {
        **{name: [row[place] for row in wide.rows] for name, place in wide.position.items()},
        **{code: [cells[code] for cells in reasons] for code in codes},
    }
    files = _write(wide, columns, codes, headings(panel), panel.landed, folder)
    long = panel.long
    columns = {name: [row[place] for row in long.rows] for name, place in long.position.items()}
    columns["value"] = [
        value if aside is None or value is not None else letter(aside)
        for value, aside in zip(columns["value"], columns["set_aside_code"], strict=True)
    ]
    return [*files, *_write(long, columns, ["value"], LABELS, panel.landed, folder)]


def _write(
    table: Table,
    columns: Mapping[str, Sequence[Any]],
    numbers: Sequence[str],
    labels: Mapping[str, str],
    landed: datetime.datetime | None,
    folder: Path,
) -> list[Path]:
    """Writes one table in both formats. `numbers` are the columns whose empty cells have reasons."""
    import pyreadstat

    called: dict[str, str | None] = {name: labels.get(name, name)[:LABEL_LIMIT] for name in columns}
    reasoned = frozenset(numbers)
    reasons: Labels = {**_REASON_WORDS}
    stata, spss = folder / f"{table.name}.dta", folder / f"{table.name}.sav"
    levels: Labels = {number: _LEVEL_WORDS[code] for code, number in _LEVELS.items()}
    pyreadstat.write_dta(
        _frame(table, columns, reasoned, {code: code for code in REASONS}),
        stata,
        file_label=TITLE,
        column_labels=called,
        version=15,
        variable_value_labels={"level": levels, **dict.fromkeys(numbers, reasons)},
        missing_user_values={name: list(REASONS) for name in numbers},
        variable_format=dict.fromkeys(numbers, "%14.0g"),
    )
    frame = _frame(table, columns, reasoned, SPSS_MISSING)
    missing: Labels = {SPSS_MISSING[code]: words for code, words in _REASON_WORDS.items()}
    missed: Any = {"lo": min(missing), "hi": max(missing)}
    pyreadstat.write_sav(
        frame,
        spss,
        file_label=TITLE,
        column_labels=called,
        variable_value_labels={"level": levels, **dict.fromkeys(numbers, missing)},
        missing_ranges={name: [missed] for name in numbers},
        variable_measure={"level": "ordinal", **dict.fromkeys(numbers, "scale")},
        variable_format={name: f"F16.{_decimals(columns[name])}" for name in numbers},
    )
    _date(stata, spss, landed or _EARLIEST)
    return [stata, spss]


def _frame(
    table: Table, columns: Mapping[str, Sequence[Any]], reasoned: frozenset[str], missing: Mapping[str, object]
) -> "pd.DataFrame":
    """The columns as the writers want them; `missing` is what stands for the letter of a reason."""
    import pandas as pd

    made: dict[str, pd.Series[Any]] = {}
    for column in table.columns:
        values = columns[column.name]
        if column.name == "level":
            made[column.name] = pd.Series([_LEVELS.get(value) for value in values], dtype="float64")
        elif column.name in reasoned:
            made[column.name] = _numbers(values, missing)
        elif column.type_name == "INTEGER" and None not in values:
            made[column.name] = pd.Series(values, dtype="int32")
        elif column.type_name == "BOOLEAN":
            made[column.name] = pd.Series([int(value) for value in values], dtype="int32")
        elif column.type_name.startswith(("DECIMAL", "DOUBLE", "INTEGER")):
            made[column.name] = pd.Series(
                [None if value is None else float(value) for value in values], dtype="float64"
            )
        else:
            made[column.name] = pd.Series([_cut(plain(value)) for value in values], dtype="str")
    return pd.DataFrame(made)


def _numbers(values: Sequence[Any], missing: Mapping[str, object]) -> "pd.Series[Any]":
    """A column of numbers and reasons: integers where all numbers are whole and the program has room for them."""
    import pandas as pd

    numbers = [value for value in values if isinstance(value, Decimal)]
    whole = all(value == value.to_integral_value() and abs(value) <= INTEGERS for value in numbers)
    kind = int if whole else float
    cells = [kind(value) if isinstance(value, Decimal) else missing.get(value) for value in values]
    if not cells or not any(isinstance(value, str) for value in missing.values()):
        return pd.Series(cells, dtype="float64")
    # The writer takes a column for text whose first hundred values are letters. Of a categorical column it looks at
    # the categories, so the numbers stand first there.
    named = [*dict.fromkeys(cell for cell in cells if not isinstance(cell, str)), *missing.values()]
    return pd.Series(pd.Categorical(cells, categories=pd.Index(named, dtype="object")))


def _decimals(values: Iterable[Any]) -> int:
    """How many decimals a column is shown with: two where a number is not whole."""
    return 2 if any(isinstance(value, Decimal) and value != value.to_integral_value() for value in values) else 0


def _cut(text: str) -> str:
    """The text, or as much of it as Stata holds."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= TEXT_LIMIT:
        return text
    return encoded[: TEXT_LIMIT - 3].decode("utf-8", "ignore") + "…"


def _date(stata: Path, spss: Path, when: datetime.datetime) -> None:
    """Dates the files by when the newest report landed: the same warehouse gives the same bytes."""
    day, clock = f"{when.day:02} {_MONTHS[when.month - 1]}", f"{when:%H:%M}"
    with stata.open("r+b") as file:
        start = file.read(1024).index(b"<timestamp>") + len(b"<timestamp>") + 1
        file.seek(start)
        file.write(f"{day} {when.year} {clock}".encode("ascii"))
    with spss.open("r+b") as file:
        file.seek(92)  # behind the program's name and seven numbers
        file.write(f"{day} {when.year % 100:02}{clock}:00".encode("ascii"))
