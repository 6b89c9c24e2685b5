"""The vocabulary: everything is named once, in both languages, and nothing that nobody gives."""

import re
from collections import Counter
from pathlib import Path

import click
import pytest

from publish.copying import OF_THE_MACHINE
from publish.page import words
from tests.publish.synthetic import ROOT, contracts
from vocabulary.codes import CODES, KINDS, english
from vocabulary.columns import COLUMNS, called
from vocabulary.reading import FOLDER, rows
from vocabulary.synonyms import SYNONYMS, as_named
from vocabulary.tables import TABLES, titled

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORDS = ROOT / "publish" / "page" / "words.csv"
# Codes that no text of the project's gives: endings of a clue's kind, reasons by letters, and what is said where there
# is no code at all.
OUR_OWN = {"clue_form", "panel_missing", "empty", "unsaid", "sign", "told"}


def source(*folders: str) -> dict[Path, str]:
    """The project's own text in some folders, by file."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.*"))]
    kinds = (".py", ".sql", ".csv", ".js")
    return {path: path.read_text(encoding="utf-8") for path in paths if path.suffix in kinds}


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (FOLDER / "codes.csv", ("kind", "code")),
        (FOLDER / "columns.csv", ("column",)),
        (FOLDER / "synonyms.csv", ("said",)),
        (FOLDER / "messages.csv", ("pattern",)),
        (FOLDER / "tables.csv", ("table",)),
        (FOLDER / "terms.csv", ("zh",)),
        (WORDS, ("key",)),
    ],
    ids=lambda told: getattr(told, "name", ""),
)
def test_nothing_is_named_twice(file: Path, key: tuple[str, ...]) -> None:
    found = Counter(tuple(row[part] for part in key) for row in rows(file))
    assert found
    assert not [name for name, count in found.items() if count > 1]


def test_every_message_is_one_that_is_raised() -> None:
    """By its longest piece without an exception; the words of `click` itself are told in Chinese too."""
    told = "".join(source("ingest", "fazhi", "desk", "ground", "publish").values())
    told += "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    told = re.sub(r'"\s*f?"', "", told) + "database is locked"  # as SQLite says it
    for row in rows(FOLDER / "messages.csv"):
        pattern = re.compile(row["pattern"])
        pieces = re.split(r"\(\?:.*?\)|\(.*?\)\??|\.[+*]\??|\\.\+?|\[.*?\]\+?|'\?|[()?“”']", row["pattern"])
        assert max(pieces, key=len).strip(": ") in told, row["pattern"]
        assert {int(place) for place in re.findall(r"\\(\d)", row["zh"])} <= {*range(1, pattern.groups + 1)}, row
        assert CHINESE.search(row["zh"])


def test_every_code_has_words_in_both_languages() -> None:
    for code in CODES:
        assert CHINESE.search(code.zh) or code.kind == "sign", code
        assert code.en, code
        assert not CHINESE.search(code.en + code.en_full), code
        assert code.zh != code.zh_full, f"{code}: leave _full empty where it is the same"
        assert code.en != code.en_full, f"{code}: leave _full empty where it is the same"


def test_every_code_is_one_that_the_warehouse_gives() -> None:
    given = set(re.findall(r"\w+", " ".join(source("models", "macros", "seeds", "ground", "ingest").values())))
    codes = [code for code in CODES if code.kind not in OUR_OWN]
    assert not [code for code in codes if set(re.findall(r"\w+", code.code)) - given]


@pytest.mark.parametrize("kind", ["stage", "kind"])
def test_what_the_catalogue_says_of_a_metric_has_words(kind: str) -> None:
    assert {row[kind] for row in rows(ROOT / "seeds" / "metrics.csv")} <= KINDS[kind].keys()


def test_every_mart_that_people_get_has_a_name_and_so_has_each_of_its_columns() -> None:
    marts = {name: columns for name, columns in contracts().items() if name not in OF_THE_MACHINE}
    assert not marts.keys() - TABLES.keys()
    # The panel has a column for each metric, which the catalogue names.
    unnamed = {name: columns.keys() - COLUMNS.keys() for name, columns in marts.items() if name != "cmp_panel"}
    assert not {name: columns for name, columns in unnamed.items() if columns}


def test_columns_stand_in_order_and_say_what_they_can() -> None:
    assert list(COLUMNS) == sorted(COLUMNS)
    for column in COLUMNS.values():
        assert column.kind in ("label", "number", "figure"), column
        assert column.name_zh, column
        assert bool(column.empty_zh) == bool(column.empty_en), column
        assert column.kind == "label" or column.unit, column


def test_a_figure_is_called_as_its_cell_is() -> None:
    catalogue = {row["metric_code"]: row for row in rows(ROOT / "seeds" / "metrics.csv")}
    macro = (ROOT / "macros" / "comparisons.sql").read_text(encoding="utf-8")
    (cells,) = (ROOT / "models").rglob("int_comparison_cells.sql")
    of_mediation: dict[str, str] = {}  # which the model names itself
    for part in cells.read_text(encoding="utf-8").split("{% for prefix, kind, names in [")[1].split("]),")[:2]:
        prefix = re.findall(r"\('(\w+)', '\w+', \[", part)[0]
        of_mediation |= {f"{prefix}_{name}": zh for name, zh in re.findall(r"\('(\w+)', '\w+', '([^']+)'\)", part)}
    assert len(of_mediation) == 7
    measured = re.findall(r"\['(\w+)', '([\w.]+)'(?:, '([^']+)')?\]", macro)
    assert len(measured) > 40
    for name, metric, unit in measured:
        wanted = unit or catalogue[metric]["unit"]
        assert COLUMNS[name].name_zh == of_mediation.get(name, catalogue[metric]["name_zh"]), name
        assert COLUMNS[name].unit == ("比 ratio" if wanted == "ratio" else wanted), name


def test_notes_are_of_tables_that_there_are() -> None:
    assert not {table for row in rows(FOLDER / "notes.csv") for table in row["tables"].split()} - TABLES.keys()
    assert len(titled("cmp_cases_handled").notes) == 2


def test_what_nobody_has_named_goes_by_its_own_name() -> None:
    assert titled("cmp_new_things")[:2] == ("cmp_new_things", "cmp new things")
    new = called("new_observation_id")
    assert (new.heading, new.english, new.unit, new.empty) == ("new_observation_id", "New: observation", "", None)
    assert english("scope", "galaxy") == "galaxy"


def test_a_heading_shows_the_unit_of_a_number() -> None:
    assert called("review_correction_rate").heading == "复议纠错率（%）"
    assert called("rate_gap").heading == "两率之差（百分点）"
    assert called("days_late").heading == "迟延天数"


def test_the_page_says_what_the_vocabulary_says() -> None:
    zh, en = words.words()
    assert (zh["year"], en["year"]) == (called("year").name_zh, called("year").english)
    assert (zh["fct_cases_handled"], en["fct_cases_handled"]) == titled("fct_cases_handled")[:2]
    assert words.codes()["scope"]["own"] == (KINDS["scope"]["own"].zh, KINDS["scope"]["own"].en)
    assert "'" not in "".join(told for kind in words.codes().values() for _, told in kind.values())


def test_no_code_of_ours_says_again_what_the_vocabulary_says() -> None:
    said = {word for code in CODES for word in (code.zh, code.en, *code.full) if len(word) > 3 and word != code.code}
    said |= {column.heading for column in COLUMNS.values()} | {title.zh for title in TABLES.values()}
    for path, text in source("publish", "fazhi").items():
        if path != WORDS:
            again = {word for word in re.findall(r"[\"'`]([^\"'`\n]+)[\"'`]", text) if word in said}
            again = {word for word in again if CHINESE.search(word) or " " in word}
            assert not again - {"cannot be read"}, f"{path.relative_to(ROOT)} says what vocabulary/ says: {again}"


def test_synonyms_lead_to_words_of_the_catalogue() -> None:
    names = " ".join(f"{row['name_zh']} {row['name_en']}" for row in rows(ROOT / "seeds" / "metrics.csv")).casefold()
    assert not [meant for meant in SYNONYMS.values() if meant not in names]
    assert list(SYNONYMS) == sorted(SYNONYMS)
    assert as_named("上访 Rate") == ["上访 rate", "信访 rate"]
    assert as_named("mediation") == ["mediation"]
