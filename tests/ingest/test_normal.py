"""The normal form: one character for one, the same in Python and in SQL."""

import unicodedata
from pathlib import Path

import duckdb
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.characters import PLAIN, SIMPLIFIED, TRADITIONAL, VARIANTS
from ingest.normal import normal

MACROS = Path(__file__).parents[2] / "macros"


def _in_sql(texts: list[str]) -> list[str]:
    """The texts as the macro `normal_form` makes them."""
    source = "".join((MACROS / name).read_text(encoding="utf-8") for name in ("characters.sql", "text.sql"))
    rendered = jinja2.Environment(autoescape=False).from_string(source + "{{ normal_form('text') }}").render()  # noqa: S701
    with duckdb.connect() as connection:
        connection.execute("create table texts as select unnest(?) as text", [texts])
        rows = connection.execute(f"select {rendered} from texts order by rowid").fetchall()
    return [row[0] for row in rows]


def test_sql_makes_the_same_of_every_character() -> None:
    points = [*range(1, 0xD800), *range(0xE000, 0x10000)]
    texts = [f"件{chr(point)}1" for point in points]
    assert _in_sql(texts) == [normal(text) for text in texts]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=40).map(lambda text: text.replace("\0", "")), min_size=1, max_size=20))
def test_sql_makes_the_same_of_any_text(texts: list[str]) -> None:
    assert _in_sql(texts) == [normal(text) for text in texts]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("受理個人調解工作室調處的糾紛８件，審結７件。", "受理个人调解工作室调处的纠纷8件,审结7件。"),
        ("⼈⺠调解⾏政复议", "人民调解行政复议"),
        ("⻓期⻅效的⻔⼾⽹站", "长期见效的门户网站"),
        ("\uf97e\uf981\ufa0a", "量女见"),
        ("1\u31645\u28006\u2007件\u00ad数", "1 5 6 件 数"),
        ("甲\u2028乙", "甲\n乙"),
        ("乾县、瞭望、著名", "乾县、瞭望、著名"),
    ],
)
def test_words_match_in_any_form(printed: str, read: str) -> None:
    assert normal(printed) == read


def test_the_characters_stand_for_others_one_to_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert len(VARIANTS) == len(PLAIN) == len(set(VARIANTS))
    assert not set(TRADITIONAL + VARIANTS) & set(SIMPLIFIED + PLAIN)
    for character in SIMPLIFIED:
        character.encode("gb2312")
    for character, plain in zip(VARIANTS, PLAIN, strict=True):
        if character >= "\u2f00":
            assert normal(unicodedata.normalize("NFKC", character)) == plain
