"""Numbers that look other than they are read."""

import pytest

from ingest.extraction import extract
from ingest.identity import Known

HEAD = "溪山市2018年法治政府建设情况报告\n推进依法行政，规范行政执法。\n"


def values(line: str) -> list[tuple[str, str | None]]:
    found = extract("", f"{HEAD}{line}\n", Known()).figures
    return [(row[5], None if row[6] is None else str(row[6])) for row in found]


@pytest.mark.parametrize(
    "line",
    [
        "受理案件1٢3件。",  # a digit of another script, seen as one more
        "受理案件𝟏𝟐3件。",
        "受理案件1²3件。",
        "受理案件1О8件。",  # a Cyrillic letter
        "受理案件1Ｏ8件。",
        "受理案件1\u200b508件。",  # an invisible character
        "受理案件1\xad508件。",
        "受理案件1①508件。",  # no sign of a list between two digits
        "受理案件1\u0301508件。",  # a mark on the digit before
        "受理案件1\ufffd508件。",  # a character that was lost
        "受理案件1\ue000508件。",
        "受理案件1\x1f508件。",
        "受理案件1٫5万件。",
        "受理三\u200b百五十件案件。",
        "受理案件\u202e321\u202c件。",  # shown as 123
        "|受理案件|12٣|\n|办结|x|",
    ],
)
def test_a_disguised_number_has_no_value(line: str) -> None:
    found = values(line)
    assert found
    assert {value for _, value in found} == {None}


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("①23件，②24件。", ["23", "24"]),
        ("受理案件１２３件。", ["123"]),
        ("受理案件12\u200b件。", ["12"]),
        ("\u200b受理案件12件。", ["12"]),
        ("受理案件\u200b12件。", ["12"]),
        ("（五）\u200b受理案件12件。", ["12"]),
        ("\u202e甲乙\u202c受理案件12件。", ["12"]),
        ("\u202e甲乙\n受理案件12件。", ["12"]),
        ("受理三百五十件案件。", ["350"]),
        ("办结率达95％，“12345”受理3件。", ["95", "3"]),
        ("面积5㎡，受理3件。", ["5", "3"]),
    ],
)
def test_an_honest_number_keeps_its_value(line: str, read: list[str]) -> None:
    assert [value for _, value in values(line)] == read


def test_the_damage_is_named() -> None:
    (row,) = extract("", f"{HEAD}受理案件1٢3件。\n", Known()).figures
    assert (row[13], row[14]) == ("disguised", False)
