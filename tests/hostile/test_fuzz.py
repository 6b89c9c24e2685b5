"""Reader and extractor on what nobody thought of: arbitrary bytes and texts, and reports that were tampered with.

The suite runs a fixed choice of examples. With FAZHI_FUZZ=100 in the environment it runs a hundred times as many,
chosen anew each time: `FAZHI_FUZZ=100 python -m pytest tests/hostile/test_fuzz.py`.
"""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.printing import on_one_line, printable
from ground import errors
from ground.errors import ReadError
from ingest.encodings import decode
from ingest.extraction import Extraction, extract
from ingest.identity import Known
from ingest.normal import normal
from ingest.preparation import Prepared, Task, prepare
from ingest.reading import read_document
from publish.markdown import escaped
from publish.values import guarded, plain
from tests.documents import as_docx, as_pdf, as_xlsx, as_zip
from tests.hostile.kinds import report

TIMES = int(os.environ.get("FAZHI_FUZZ", "1"))
CODES = {error.reason_code for error in vars(errors).values() if isinstance(error, type)}
STEADY = 4.6  # times the calls for four times the text


def examples(count: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many examples, the same each time unless a long search is asked for."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=count * TIMES, derandomize=TIMES == 1, database=None, deadline=None, suppress_health_check=slow
    )


PRINTED = """
    1,234 1，234 0 00 007 1/5 1/0 100%85% 3.72 12345 2019 20176月 20171026日 1.53亿 十二 三百零五 万 两 半 百分之五
    9999999999999999999 〔2017〕123号 第11名 7×24 1.1.1 57城区 1.53.2 --5 +5 1e5 5‰ 2019年 12月31日 ① Ⅳ ٣ １２
"""
SAID = """
    全市 市政府 我局 受理 办结 行政复议 案件 调解 率 为 达 分别为 和 、 ， ， 。 ； ： （ ） “ ” 比 上年 增长 下降
    同比 件 个 项 % 万人次 个工作日 个百分点 倍 余 多 约 不超过 以上 以内 左右 至 - ～ 其中 一是 二、 （三） 4. |
    合计 序号 单位：件 截至 法治政府 依法行政 下一步 每 第 次 名 位 元
"""
NUMBERS = st.one_of(
    st.integers(0, 10**25).map(str),
    st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=3).map(str),
    st.sampled_from(PRINTED.split()),
)
WORDS = st.sampled_from([*SAID.split(), "\n", "\n\n", "|\n", " "])
ODD = st.characters(categories=("Cc", "Cf", "Zs", "Zl", "Mn", "Me", "Nd", "Nl", "No", "Co", "Po", "Sm", "Lu", "Lo"))
PIECES = st.one_of(WORDS, WORDS, NUMBERS, ODD, st.text(max_size=4))
SOUP = st.lists(PIECES, max_size=60).map("".join)


@st.composite
def tampered(draw: st.DrawFn) -> str:
    """A small report in which pieces were put, lost, doubled and moved."""
    lines = draw(st.lists(st.tuples(SOUP, NUMBERS, WORDS), min_size=1, max_size=3))
    text = report("\n".join(f"全市受理行政复议案件{number}{unit}{soup}" for soup, number, unit in lines))
    for _ in range(draw(st.integers(0, 6))):
        at, to = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        what = draw(st.sampled_from(("put", "lose", "double", "move")))
        if what == "put":
            text = text[:at] + draw(PIECES) + text[at:]
        elif what == "lose":
            text = text[:at] + text[min(to, at + 20) :]
        elif what == "double":
            text = text[:to] + text[at:]
        else:
            text = text[to:] + text[:to]
    return text


def check(text: str, found: Extraction) -> None:
    """What must hold of every extraction."""
    assert len(normal(text)) == len(text)
    spans = [(row[4], row[5]) for row in found.passages]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[row[4] : row[5]] == row[6] for row in found.passages)
    assert [row[1] for row in found.passages] == list(range(len(spans)))
    for row in found.figures:
        passage, start, end, number, value, readable = row[2], row[3], row[4], row[5], row[6], row[14]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == number
        assert spans[passage][0] <= start < end <= spans[passage][1]
        assert value is None or (isinstance(value, Decimal) and value.is_finite() and abs(value) < 10**18)
        assert readable == (value is not None)
    starts = sorted((row[3], row[4]) for row in found.figures)
    assert all(before[1] <= after[0] for before, after in pairwise(starts))


def landed(text: str) -> Extraction | None:
    """What landing finds in a text, held against what must be; None where it is refused."""
    outcome = prepare(Task("a.txt", "a.txt", "0" * 64, Known(), None, text))
    if not isinstance(outcome, Prepared):
        assert outcome.reason_code in CODES - {"offset_mismatch", "error"}, outcome.reason
        return None
    found, again = extract("0" * 16, text, Known()), extract("0" * 16, text, Known())
    assert found == again
    check(text, found)
    return found


def test_tampered_reports_land_and_state_figures() -> None:
    """The examples are no heap of refusals."""
    counts: list[int] = []

    @examples(60)
    @given(tampered())
    def _land(text: str) -> None:
        found = landed(text)
        counts.append(len(found.figures) if found else -1)

    _land()
    assert sum(count >= 0 for count in counts) > 0.6 * len(counts)
    assert sum(count > 0 for count in counts) > 0.3 * len(counts)


@examples(250)
@given(st.one_of(st.text(), SOUP))
def test_any_text_is_read_or_refused(text: str) -> None:
    landed(text)


@examples(1_000)
@given(tampered())
def test_a_tampered_report_is_read_or_refused(text: str) -> None:
    landed(text)


@examples(300)
@given(st.one_of(st.binary(max_size=400), SOUP.map(str.encode)), st.sampled_from(("a.txt", "b.md", "c")))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(ReadError):
        text = read_document(data, name).text
        text.encode()
        assert "\0" not in text


@examples(120)
@given(SOUP.filter(lambda text: "\x00" not in text), st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16")))
def test_a_report_is_the_same_in_every_encoding(soup: str, encoding: str) -> None:
    text = report("行政机关依法履行职责，规范行政执法。" * 20 + re.sub("[^\t\n -~、-〟一-龥！-～]", "", soup))
    assert decode(text.encode(encoding))[0] == text


FILES = {
    "pdf": as_pdf(report("全市受理行政复议案件12件。")),
    "docx": as_docx(report("全市受理行政复议案件12件。"), [["项目", "数量"], ["受理", "12"]]),
    "xlsx": as_xlsx({"Sheet1": [["项目", "数量"], ["受理", 12]]}),
    "zip": as_zip({"a.txt": report("全市受理行政复议案件12件。")}),
    "html": b"<html><body><h1>x</h1><table><tr><td>1<td>2</table><p>" + report("x").encode() + b"</p></body></html>",
}


@examples(250)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    content = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.sampled_from((1, 1, 4, 50)))
        content[at : at + length] = data.draw(st.binary(max_size=length))
    cut = data.draw(st.one_of(st.none(), st.integers(1, len(content))))
    with suppress(ReadError):
        read_document(bytes(content[:cut]), f"a.{kind}")


@examples(60)
@given(st.lists(st.one_of(WORDS, NUMBERS, ODD), min_size=1, max_size=6).map("".join))
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    def calls(length: int) -> int:
        text, count = report(piece * (length // len(piece))), 0

        def _count(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(_count)
        try:
            with suppress(ReadError):
                extract("", text, Known())
        finally:
            sys.setprofile(before)
        return count

    calls(100)  # fills what is kept of the first time
    assert calls(4_000) <= STEADY * calls(1_000)


@examples(300)
@given(st.one_of(st.text(), SOUP))
def test_no_text_does_harm_in_a_table_or_on_a_terminal(text: str) -> None:
    cell = guarded(plain(text))
    assert not re.match("[\\s\u3000\ufeff\u200b]*[=+@＝＋＠-]", cell)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", cell)
    shown = escaped(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[|`\[<]", shown)
    orders = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
    assert not re.search(orders, printable(text))
    assert not re.search(f"{orders}|\n|\t", on_one_line(text))


@pytest.mark.skipif(TIMES == 1, reason="part of the long search: FAZHI_FUZZ=100")
@examples(5)
@given(SOUP.filter(len), st.integers(10_000, 200_000))
def test_a_long_text_is_read_or_refused(piece: str, length: int) -> None:
    landed(report((piece + "\n") * (length // (len(piece) + 1))))
