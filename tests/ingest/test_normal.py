"""The normal form: one character for one, made once, for all that SQL looks at."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import records
from ingest.characters import PLAIN, SIMPLIFIED, TRADITIONAL, VARIANTS
from ingest.extraction import extract
from ingest.identity import Known
from ingest.normal import normal

ODD = "行政复議４８件，１２．５％〔受理〕；信訪\u3000⼈⺠\u00ad調解（办结）：𝟗件\t|。\n"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(ODD, max_size=30), min_size=1, max_size=8))
def test_what_is_landed_for_sql_is_in_normal_form(lines: list[str]) -> None:
    text = (
        "溪山市２０２１年法治政府建設年度報告\n一、依法化解爭議（一）信訪\n受理行政复議４８件，办结12件。\n"
        + "\n".join(lines)
    )
    found = extract("r", text, Known())
    assert found.identity.title == normal(found.identity.title or "")
    for row in found.passages:
        passage = dict(zip(records.PASSAGES.names, row, strict=True))
        assert passage["even_text"] == normal(passage["text"])
        assert passage["heading_path"] == normal(passage["heading_path"])
    assert found.figures
    for row in found.figures:
        figure = dict(zip(records.FIGURES.names, row, strict=True))
        labels = [figure["label_before"], figure["label_after"], *figure["list_labels"]]
        assert labels == [normal(label) for label in labels]


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
