"""What people know of words stands in seeds/: SQL and Python hold few Chinese characters, and may not gain many."""

import re
from pathlib import Path

import pytest

from tests.warehouse import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
IN_MODELS = 250
IN_MACROS = 250
CHARACTERS = "characters"  # tables of single characters and what they are read as, which are no words
# Modules that know more than a few words - numbers, dates, headings, names of papers - each with what it may hold.
KNOWING = {
    "cells.py": 575,
    "clues/bodies.py": 360,
    "clues/divisions.py": 210,
    "clues/headline.py": 110,
    "clues/selves.py": 95,
    "clues/years.py": 190,
    "forms.py": 265,
    "furniture.py": 380,
    "gate.py": 70,
    "gathered.py": 75,
    "heads.py": 580,
    "labels.py": 115,
    "lending.py": 170,
    "lists.py": 150,
    "longnumbers.py": 195,
    "numerals.py": 130,
    "places.py": 310,
    "quantity.py": 170,
    "register.py": 110,
    "screening.py": 190,
    "strangers.py": 115,
    "structure.py": 195,
    "tablelines.py": 160,
    "touching.py": 80,
    "units.py": 110,
    "wordnumbers.py": 360,
    "yearlists.py": 70,
    "zones.py": 110,
}
OTHERS = 60


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob(pattern) if path.stem != CHARACTERS)


def han_in_sql(text: str) -> int:
    """Chinese characters outside the comments of SQL and Jinja."""
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    return len(HAN.findall(re.sub(r"--[^\n]*", "", text)))


def han_in_python(text: str) -> int:
    """Chinese characters outside comments and docstrings."""
    text = re.sub(r'"""(?:[^"]|"(?!""))*"""', "", text)
    return len(HAN.findall(re.sub(r"(?m)(?:^|\s)#[^\n]*$", "", text)))


@pytest.mark.parametrize(("folder", "most"), [("models", IN_MODELS), ("macros", IN_MACROS)])
def test_sql_knows_few_words(folder: str, most: int) -> None:
    found = {path.name: han_in_sql(path.read_text(encoding="utf-8")) for path in _files(folder, "*.sql")}
    assert sum(found.values()) <= most, sorted(found.items(), key=lambda item: -item[1])[:5]


@pytest.mark.parametrize("path", _files("ingest", "*.py"), ids=str)
def test_reading_knows_few_words_more_than_it_did(path: Path) -> None:
    """Words that measure something belong into seeds/; raise a bound only for what a number or a heading is."""
    name = str(path.relative_to(ROOT / "ingest"))
    assert han_in_python(path.read_text(encoding="utf-8")) <= KNOWING.get(name, OTHERS)


def test_comments_do_not_count() -> None:
    assert han_in_sql("select '市' -- 县\n{# 区 #}") == 1
    assert han_in_python('"""市"""\nx = "县区"  # 州\n') == 2
