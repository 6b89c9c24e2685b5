"""A cell of a table whose words are a number, as a figure: its unit stands in it, in its labels or above the table.

Text comes in normal form.
"""

import re
from dataclasses import dataclass

from ingest.numerals import quantity
from ingest.quantity import Figure
from ingest.units import unit_at

NUMBER = re.compile(
    r"\s*(?P<digits>[0-9]{1,15}+(?:,[0-9]{3})*(?:\s?\.\s?[0-9]+)?)\s?(?P<magnitude>万亿|亿|万)?\s?(?P<unit>[^\s0-9()]{0,4})\s*$"
)
UNIT_IN_BRACKETS = re.compile(r"[(](?:单位:?)?(?P<magnitude>万|亿)?(?P<unit>[^()0-9:]{1,5})[)]")
# 填报单位:某局 names who reports, not what is counted.
_UNIT_IN_CAPTION = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=计量)|(?<=金额)|(?<=数量))单位\s?:?\s?"
    r"(?P<magnitude>万|亿)?(?P<unit>[^()0-9:,、;\s]{1,4})"
)
# A caption that ends with what it counts: 审结方式, and (件) behind it.
_COUNT_ENDS_CAPTION = re.compile(r"[(](?P<unit>件|宗|起|例|件次)[)]\s*$")
_INFERRED = (
    (re.compile(r"率|占比|比例"), "%"),
    (re.compile(r"案件|申请|受理|审结|办结|败诉|处罚|复议|诉讼|纠纷|调解成功|立案|结案|工单|办件"), "件"),
    (re.compile(r"收案|受案|维持|撤销|变更|确认违法|责令|驳回|终止|和解|应诉|出庭|裁决|撤诉"), "件"),
    (re.compile(r"事项"), "项"),
    (re.compile(r"人数|人员"), "人"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; offsets of its text without blanks, and the number of the line (passage) that it stands on."""

    start: int
    end: int
    line: int


def figure_of(cell: Cell, number: re.Match[str], label: str, caption: str) -> Figure:
    """The figure of a cell that `NUMBER` matches; `label` is of its row and column, `caption` above the table."""
    start = cell.start + number.start("digits")
    end = cell.start + number.end("magnitude" if number["magnitude"] else "digits")
    magnitude, unit, basis = number["magnitude"] or "", "", "printed"
    if number["unit"]:
        unit, _ = unit_at(number["unit"], 0)
    if not unit and (stated := UNIT_IN_BRACKETS.search(label) or _UNIT_IN_CAPTION.search(caption)):
        unit, _ = unit_at(stated["unit"], 0)
        magnitude = magnitude or stated["magnitude"] or ""
        basis = "shared"
    if not unit:
        unit = next((named for pattern, named in _INFERRED if pattern.search(label)), "")
        basis = "inferred" if unit else "none"
    if unit != "%" and basis in ("inferred", "none") and (ending := _COUNT_ENDS_CAPTION.search(caption)):
        unit, basis = ending["unit"], "shared"
    value = quantity(number["digits"], magnitude)
    return Figure(start, end, value, unit, cell.end, cell.end, unit_basis=basis, readable=value is not None)
