"""Clues and what checks found, in words: the same on the page as in the terminal and at the desk."""

import re
from pathlib import Path

import duckdb
import pytest

from publish.page import write_page
from publish.page.words import codes
from tests.publish.page.conftest import Visit
from tests.publish.page.test_codes import seed
from vocabulary.clues import clue, clues
from vocabulary.details import ROWS, detail

METRICS = {"a.b": ("甲", "First"), "a.c": ("乙", None)}
TOLD = [
    ("from 50 to 236 is a change of 3.72 倍 against 3.72 stated", "从 50 到 236，变化是 3.72 倍，原文写 3.72"),
    ("a.b part 9 against whole 16 (the largest of several)", "“甲”：其中一部分 9，全域 16（几个中最大的）"),
    ("a.b / a.c = 5 / 8 = 62.5; cut off, not rounded", "“甲” ÷ “乙” = 5 ÷ 8 = 62.5；截尾，未四舍五入"),
    ("3 parts: a.b 4, a.c 9, a.d 7; not read beside them: 5, 6", None),
    ("a.b: term_not_stated", "“甲”：缺一个数"),
    ("2 of 40 figures lie outside", "40 个数字中有 2 个超出界限"),
    ("something that nobody has words for", "something that nobody has words for"),
]


@pytest.mark.parametrize(("told", "said"), TOLD)
def test_what_a_check_found(told: str, said: str | None) -> None:
    said = said or "3 个部分：“甲” 4，“乙” 9，a.d 7；旁边没有读懂的数：5，6"
    assert detail(told, 0, METRICS) == said


def test_names_that_are_wanting_are_chinese() -> None:
    assert detail("a.b 1 is more than a.c 0", 1, METRICS) == "“First” 1 is more than “乙” 0"
    assert detail(None, 0, METRICS) == ""


def test_every_kind_of_clue_has_words() -> None:
    given = {row["clue_kind"] for row in seed("identity_clues")}
    assert [code for code in given if clue(code, 0) == code or clue(code, 1) == code] == []
    told = "南昌市 0.95 (title_short, sign_off); 东湖区 (jurisdiction)"
    assert clues(told, 0) == "南昌市 0.95（标题（简称）、落款）；东湖区（由地区推得）"
    assert (
        clues(told, 1) == "南昌市 0.95 (the title (by a short name), the signature); 东湖区 (concluded from the place)"
    )


def test_every_pattern_speaks_both_languages() -> None:
    for pattern, *said in ROWS:
        groups = {str(number + 1) for number in range(re.compile(pattern).groups)}
        for words in said:
            assert set(re.findall(r"\\(\d)", words)) <= groups, pattern
    assert codes()["clue_form"].keys() == {"short", "within", "ambiguous", "also"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_the_same(visit: Visit, sample_run: Path, tmp_path: Path, language: str) -> None:
    write_page(sample_run / "fazhi.duckdb", tmp_path / "site", progress=False)
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as connection:
        query = "select distinct detail from marts.aud_checks where detail is not null"
        details = [row[0] for row in connection.execute(query).fetchall()]
        named = connection.execute("select metric_code, name_zh, name_en from marts.dim_metric").fetchall()
        told = "jurisdiction_clues, year_clues, issuer_clues"
        found = connection.execute(f"select distinct unnest([{told}]) from marts.dim_report").fetchall()
    metrics, place = {code: names for code, *names in named}, ("zh", "en").index(language)
    page = visit(f"/?lang={language}", folder=tmp_path / "site")
    # a page is set with curved apostrophes
    on_page = [one.replace("’", "'") for one in page.evaluate("details => details.map(fazhi.detail)", details)]
    assert on_page == [detail(one, place, metrics).replace("’", "'") for one in details]
    if language == "zh":
        assert [one for one in on_page if re.search("[A-Za-z]{3}", re.sub("“.*?”", "", one))] == []
    answers = [row[0] for row in found if row[0]]
    on_page = [one.replace("’", "'") for one in page.evaluate("clues => clues.map(fazhi.clues)", answers)]
    assert on_page == [clues(one, place) for one in answers]
