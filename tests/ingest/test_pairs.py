"""A number with its unit is named by the line above it; runs that name from below, or are short, are not."""

import pytest

from ingest.extraction import extract
from ingest.identity import Known
from ingest.normal import normal
from ingest.pairs import paired
from ingest.structure import passages

NAMES = ("话务量", "工单量：", "办结率", "满意率")
NUMBERS = ("52,330次", "9,870件", "98.3%", "1.2万件")


def lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def run(*words: str) -> set[int]:
    text = normal("\n".join(words))
    return paired(text, lines(text), frozenset())


def turns(pairs: int) -> list[str]:
    return [words for pair in zip(NAMES[:pairs], NUMBERS[:pairs], strict=True) for words in pair]


@pytest.mark.parametrize("pairs", [3, 4])
def test_numbers_carry_on_the_names_above_them(pairs: int) -> None:
    assert run(*turns(pairs)) == set(range(1, 2 * pairs, 2))
    assert run("市民热线一年运行情况，数字如下。", *turns(pairs)) == set(range(2, 2 * pairs + 1, 2))


def test_what_names_from_below_or_is_no_run_is_left() -> None:
    assert run("热线", *turns(3)[1:], "通话时长") == set()
    assert run(*turns(2)) == set()
    assert run("话务量", "52330", "工单量", "9870", "办结量", "9702") == set()  # a table's cells
    assert run("话务量", "52,330次，同比增长。", "工单量", "9,870件", "办结率", "98.3%") == set()


def test_a_name_above_is_the_label() -> None:
    text = "\n".join(["12345政务服务便民热线受理群众诉求情况通报。", *turns(4)]) + "\n"
    rows = extract("r", text, Known(jurisdiction="云岭市", year=2021)).figures
    assert [row[17] for row in rows] == ["话务量", "工单量", "办结率", "满意率"]


def test_a_list_of_entries_is_no_broken_paragraph() -> None:
    found = passages(normal("申请：1,842件\n受理：1,817件\n准予：1,790件\n不予：14件\n"))
    assert len(found) == 4
