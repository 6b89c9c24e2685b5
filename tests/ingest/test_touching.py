"""No number is read from its middle: what touches it is a part of it, or makes it unreadable."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest import extraction
from ingest.figures import figures
from ingest.identity import Known
from ingest.normal import normal
from ingest.quantity import Figure
from ingest.touching import HAN

CLASSIFIERS = ("件", "宗", "起", "例", "人次", "个")
HEAD = "云岭市2021年法治政府建设情况报告\n\n一、行政复议工作\n"
BLANKS = ("", " ", "\u3000", "\u00a0", "\u2009", "\u3164", "\u2800", "\u200b")


def read(sentence: str) -> list[Figure]:
    return figures(normal(sentence), sentence, 0, len(sentence))


def values(sentence: str) -> list[float | None]:
    return [None if figure.value is None else float(figure.value) for figure in read(sentence)]


def wide(number: str) -> str:
    return number.translate(str.maketrans("0123456789.,%'", "０１２３４５６７８９．，％＇"))


def landed(text: str) -> list[tuple[str, float | None, str]]:
    """Number as printed, value and unit of every figure of a report that goes on with `text`."""
    rows = extraction.extract("r", HEAD + text, Known(jurisdiction="云岭市", year=2021)).figures
    return [(row[5], None if row[6] is None else float(row[6]), row[7]) for row in rows]


@pytest.mark.parametrize("classifier", CLASSIFIERS)
@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("4,512", 4512),
        ("4，512", 4512),
        ("12，034，567", 12_034_567),
        ("3万2千", 32_000),
        ("3万5000", 35_000),
        ("2千5百", 2500),
        ("1亿2000万", 120_000_000),
        ("**418**", 418),
        ("418[3]", 418),
        ("418〔12〕", 418),
        ("418①", 418),
        ("418²", 418),
        ("418(1)", 418),
    ],
)
def test_what_is_understood_is_read(number: str, value: float, classifier: str) -> None:
    assert values(f"县政府共受理投诉{number}{classifier}，其余另计") == [value]


@pytest.mark.parametrize("classifier", CLASSIFIERS)
@pytest.mark.parametrize(
    "number",
    [
        *("4'512", "4’512", "4, 512", "4， 512", "4.512.300", "4·512", "4。5万", "4,51", "4，51", "04,512", "4512,300"),
        *("4 18", "41 8", "4 1 8", "4\u30001 8"),
        *("4\u00a018", "4\u200918", "4\u316418", "4\u280018", "4\u200b18", "4\u000b18"),
        *("4百18", "4百01", "3万2", "三418", "二百18", "4三8", "**4**18", "4_18", "4/1/8", "4.1.8", "4\u202818"),
        *("-418", "−418", "—418", ".418", ".18"),
    ],
)  # fmt: skip
def test_what_is_not_understood_has_no_value(number: str, classifier: str) -> None:
    for printed in (number, wide(number)):
        found = read(f"县政府共受理投诉{printed}{classifier}，其余另计")
        assert printed == wide("4，51") or all(figure.value is None for figure in found)
        assert all(figure.damage for figure in found)


def test_lists_set_apart_by_wide_commas_are_not_thousands() -> None:
    assert values("投诉、举报、信访分别为12，345，678件") == [None]
    assert values("受理投诉1,234，567件") == [None]


@pytest.mark.parametrize(
    ("rate", "value"),
    [
        *(("7.67%", 7.67), ("７．６７％", 7.67), ("76.7‰", 7.67), ("百分之7.67", 7.67), ("千分之5", 0.5), ("7成", 70)),
        *(("7，67%", None), ("7。67%", None), (".67%", None), ("7 67%", None), ("7\u300067％", None), ("7. 67%", 7.67)),
    ],
)  # fmt: skip
def test_rates(rate: str, value: float | None) -> None:
    assert [(figure.value and float(figure.value), figure.unit) for figure in read(f"投诉纠错率为{rate}。")] == [
        (value, "%")
    ]


def test_a_ratio_is_no_rate() -> None:
    for number in ("0.0767", "0.98", "1"):
        assert [figure.unit for figure in read(f"投诉纠错率为{number}。")] == [""]
    assert [figure.unit for figure in read("投诉纠错率为96.8。")] == ["%"]


@pytest.mark.parametrize("mark", ["4", "12", "[4]", "〔4〕", "(4)", "④", "⁴"])
@pytest.mark.parametrize("classifier", CLASSIFIERS)
def test_the_sign_of_a_note_is_no_second_value(mark: str, classifier: str) -> None:
    assert values(f"受理投诉418{classifier}{mark}，办结352{classifier}{mark}。") == [418, 352]


@pytest.mark.parametrize("classifier", CLASSIFIERS)
def test_one_magnitude_for_both_ends_of_a_range(classifier: str) -> None:
    for mark in ("-", "—", "～", "至", "到"):
        found = read(f"每年受理2{mark}3万{classifier}")
        assert [(figure.value, figure.range_part) for figure in found] == [(20_000, "low"), (30_000, "high")]
    assert values(f"每年受理5000-1万{classifier}") == [5000, 10_000]
    assert values(f"每年受理20-3万{classifier}") == [None, None]
    assert values(f"共受理2、3万{classifier}") == [None, None]
    assert values(f"每年受理5-10-15{classifier}") == [None, None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        *("打造“500米服务圈”", "建成“2室3站5组”", "出台“20条”", "出台利企“20条”", "推行\"1名顾问+N名助手\"模式"),
        *("会议于同年元月8日召开", "统计期为2023年5月6日至12日", "5月6日至12日"),
    ],
)  # fmt: skip
def test_names_and_days_are_no_figures(sentence: str) -> None:
    assert [figure for figure in read(sentence) if figure.numeral == "arabic"] == []


def test_quantities_in_quotation_marks_are_figures() -> None:
    assert values("实现“100%”覆盖、“3天”办结") == [100, 3]
    assert values('开展"护航"3次和"春雨"5次') == [3, 5]


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉4\n18件，办结352件。",
        "受理投诉4,\n118件，办结352件。",
        "受理投诉4\r\n18件，办结352件。",
        "受理投诉4\n\n- 2 -\n\n18件，办结352件。",
        "受理投诉4\n\n第 2 页\n18件，办结352件。".replace("第 2 页", "第2页"),
        "受理投诉4\f18件，办结352件。",
        "受理投诉4\u202818件，办结352件。",
    ],
)
def test_a_number_broken_by_a_line_or_a_page_has_no_value(text: str) -> None:
    assert {value for _, value, _ in landed(text)} == {None, 352}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理投诉79.2\n万件。", [("79.2\n万", 792_000, "件")]),
        ("受理投诉10余\n万件。", [("10余\n万", 100_000, "件")]),
        ("受理投诉79.2\n\n- 3 -\n\n万件。", []),
    ],
)
def test_a_magnitude_on_the_next_line(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [found for found in landed(text) if found[1] is not None] == expected


# What may stand on either side of a readable number: neither another digit nor what joins one to it.
_LEFT = re.compile(rf"(?:[0-9]|[{HAN}]|[0-9][ *_]{{0,8}}[.,。'’·/]?[ *_]{{0,8}}|[0-9]\n+)\Z")
_RIGHT = re.compile(rf"[*_]{{0,2}}[ ]{{0,8}}[.,。'’·/]?[ *_]{{0,3}}[0-9]|[{HAN}]|\n+[0-9{HAN}]")
_PIECES = st.sampled_from(
    [
        *"0123456789" * 3,
        *(" ", ",", ".", "，", "．", "。", "'", "’", "·", "/", "-", "—", "*", "**", "\n", "\u3000", "\u2800", "\u200b"),
        *"一二三五九十百千万亿零余多几点",
        *("件", "宗", "起", "例", "个", "人次", "%", "‰", "受理投诉", "办结率为", "、", "；", "共", "约", "近", "至"),
    ]
)


def _readable(text: str) -> Iterator[tuple[str, Figure]]:
    even = normal(text)
    for figure in figures(even, text, 0, len(text)):
        if figure.readable and figure.numeral == "arabic":
            yield even, figure


@settings(max_examples=1000, deadline=None)
@given(st.lists(_PIECES, max_size=14).map(lambda pieces: "受理投诉" + "".join(pieces) + "件。"))
@example("受理投诉1 508件3万2千件。")
@example("受理投诉1百01件、2.5.1件。")
@example("受理投诉000-000000000件。")
def test_no_number_is_read_from_its_middle(text: str) -> None:
    for even, figure in _readable(text):
        right = even[figure.end :]
        assert not _LEFT.search(even[: figure.start]), (text, figure)
        assert figure.unit_end > figure.end or not _RIGHT.match(right), (text, figure)


_HAN_PIECES = st.sampled_from(
    [*(HAN + "廿卅") * 2, *"余多几来点数上近约至-0123", *("分之", "成"), *CLASSIFIERS, "受理投诉", "\n", " "]
)
_HAN_LEFT = re.compile(rf"(?:[0-9{HAN}廿卅]|[{HAN}][余多几来点])\Z")
_HAN_RIGHT = re.compile(rf"[余多几来点]?[0-9{HAN}廿卅]")


@settings(max_examples=1000, deadline=None)
@given(st.lists(_HAN_PIECES, max_size=12).map(lambda pieces: "受理投诉" + "".join(pieces) + "件。"))
@example("受理投诉三百多万件、十余万件。")
@example("受理投诉两三百件、七八成。")
def test_no_chinese_numeral_is_read_from_its_middle(text: str) -> None:
    even = normal(text)
    for figure in figures(even, text, 0, len(text)):
        if figure.readable and figure.numeral == "han":
            is_end, is_beginning = figure.range_part == "high", figure.range_part == "low"
            assert is_end or not _HAN_LEFT.search(even[: figure.start]), (text, figure)
            assert is_beginning or not _HAN_RIGHT.match(even, figure.end), (text, figure)


@pytest.mark.parametrize("classifier", ["件", "宗", "起", "个", "人次"])
@pytest.mark.parametrize(
    ("numeral", "value", "modifier"),
    [
        *(("三百多万", 3_000_000, "ge"), ("十余万", 100_000, "ge"), ("三点五万", 35_000, None), ("一百二", 120, None)),
        *(
            ("三万二", 32_000, None),
            ("廿三", 23, None),
            ("卅", 30, None),
            ("上千", 1000, "ge"),
            ("近千", 1000, "approx"),
        ),
        *(
            ("百余", 100, "ge"),
            ("十余", 10, "ge"),
            ("三十几", 30, "ge"),
            ("三百来", 300, "approx"),
            ("一百零二", 102, None),
        ),
        *(("一亿三千万", 130_000_000, None), ("二十五", 25, None), ("两千多", 2000, "ge")),
    ],
)
def test_chinese_numerals(numeral: str, value: float, modifier: str | None, classifier: str) -> None:
    (figure,) = read(f"镇村受理纠纷{numeral}{classifier}。")
    assert (figure.value, figure.modifier, figure.unit) == (value, modifier, classifier)


@pytest.mark.parametrize(
    ("number", "value"),
    [("386（三百八十六）", 386), ("1万(一万)", 10_000), ("386（三百八十五）", None), ("386（叁佰捌拾陆）", None)],
)
def test_a_number_that_is_said_again_in_words(number: str, value: float | None) -> None:
    assert [figure.value for figure in read(f"受理纠纷{number}件。") if figure.unit == "件"] == [value]


@pytest.mark.parametrize("numeral", ["三百 八十六", "三百　八十 六", "一千 二百", "五十 七"])
def test_a_chinese_numeral_with_blanks_has_no_value(numeral: str) -> None:
    assert {figure.value for figure in read(f"镇村受理纠纷{numeral}件。")} == {None}


@pytest.mark.parametrize("lead", ["一 ", "第二 ", "（三）", "统一 "])
def test_what_stands_before_a_chinese_numeral_may_be_no_part_of_it(lead: str) -> None:
    assert [figure.value for figure in read(f"{lead}五十二件纠纷已办结。")] == [52]


@pytest.mark.parametrize(("numeral", "ends"), [("两三百", (200, 300)), ("二至三百", (200, 300)), ("七八", (7, 8))])
def test_chinese_ranges(numeral: str, ends: tuple[int, int]) -> None:
    assert [(f.value, f.range_part) for f in read(f"受理纠纷{numeral}件。")] == [(ends[0], "low"), (ends[1], "high")]


@pytest.mark.parametrize(
    ("share", "value", "unit"),
    [
        *(("百分之七点六七", 7.67, "%"), ("千分之七点六", 0.76, "%"), ("七成", 70, "%"), ("七成五", 75, "%")),
        *(("三分之一", 0.3333333333, "ratio"), ("百分之九十八", 98, "%"), ("百分之百", 100, "%")),
    ],
)  # fmt: skip
def test_shares_in_words(share: str, value: float, unit: str) -> None:
    assert [(f.value and float(f.value), f.unit) for f in read(f"投诉纠错率为{share}。")] == [(value, unit)]


@pytest.mark.parametrize("numeral", ["数百", "几十", "数千", "三万五千六七百八"])
def test_what_states_no_number_is_flagged(numeral: str) -> None:
    assert [(f.value, bool(f.damage)) for f in read(f"受理纠纷{numeral}件。")] == [(None, True)]


def test_phrases_are_no_counts() -> None:
    assert read("成千上万件好事，万人评议，百家争鸣") == []
