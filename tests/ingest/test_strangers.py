"""What no sentence has beside a number (a sign, a letter, a lost character) makes it unreadable; a draw tries more."""

import random
import re
from decimal import Decimal

import pytest

from ingest.disguises import Disguises
from ingest.figures import figures
from ingest.labels import labels
from ingest.normal import normal
from ingest.quantity import Figure

CLASSIFIERS = ("件", "宗", "例", "人次", "户")


def read(sentence: str) -> list[Figure]:
    """The figures of a sentence, those that look other than they are without a value."""
    disguises = Disguises(sentence)
    found = figures(normal(sentence), sentence, 0, len(sentence))
    for figure in found:
        if disguises.hide(figure.start, figure.end, figure.numeral):
            figure.value, figure.damage = None, "disguised"
    return found


@pytest.mark.parametrize("classifier", CLASSIFIERS)
@pytest.mark.parametrize(
    "number",
    [
        *("A417", "a417", "417a", "4O7", "4o7", "l17", "4x17", "X17", "xx7", "N5.3万", "V3.6万"),
        *("+417", "＋417", "±417", "#417", "＃417", "@417", "&417", "$417", "^417", "\\417", "№417", "×7", "□17", "○7"),
        *("4?7", "?17", "4?17", "4□7", "4○7", "4×7", "4＊17", "417?", "41×", "41□", "417#", "417†", "417＊", "417½"),
        *("4:17", "4：417", "4；417", "41(7", "41“7", "4=17", "4>17", "4<17", "4!17", "4…17", "1e5"),
        *("Ⅲ17", "417Ⅲ", "㈢17", "4٣7", "З17", "4\ue0007", "\ue00017", "4①17", "半417", "廿17", "4点17", "4余17"),
        *("三几17", "4×10", "4.1×10^4", "四?百"),
        *("A四百", "+四百", "□四百", "4·四百", "4 四百", "4/四百", "017", "0417", "(417)", "“417”"),
    ],
)  # fmt: skip
def test_a_number_that_a_stranger_touches_has_no_value(number: str, classifier: str) -> None:
    found = read(f"县政府共受理投诉{number}{classifier}，其余另计")
    assert [figure.value for figure in found if figure.damage is None and figure.unit == classifier] == []


@pytest.mark.parametrize("number", ["A417", "4O7", "417?", "+417", "□17", "417½", "4×7", "(417)", "4?7"])
def test_such_a_number_keeps_its_place_and_its_unit(number: str) -> None:
    (*_, figure) = read(f"县政府共受理投诉{number}件，其余另计")
    assert (figure.unit, figure.value) == ("件", None)
    assert figure.damage


@pytest.mark.parametrize(
    ("sentence", "value", "modifier"),
    [
        *(("受理投诉≥417件", 417, "ge"), ("受理投诉＞417件", 417, "ge"), ("办理时限≤5个工作日", 5, "le")),
        *(("受理投诉≈417件", 417, "approx"), ("受理投诉…417件", 417, None)),
        *(("受理投诉：417件", 417, None), ("●417件投诉已受理", 417, None), ("①417件投诉已受理", 417, None)),
        ("◈417件投诉已受理", 417, None),
        *(("下载APP5.3万次", 53_000, None), ("热线12345（417件）", 417, None), ("同比+12.5%", 12.5, None)),
        *(("其中1月2.1万件", 21_000, None), ("截至6月3.2万件", 32_000, None), ("2021年1月2,345件", 2345, None)),
        *(("9月30余件", 30, "ge"), ("1月5批", 5, None), ("哪里？417件投诉", 417, None)),
        ("受理投诉____417件", 417, None),
    ],
)  # fmt: skip
def test_what_a_sentence_has_beside_numbers_is_understood(sentence: str, value: float, modifier: str | None) -> None:
    figure = read(sentence)[-1]
    assert (figure.value and float(figure.value), figure.modifier, figure.damage) == (value, modifier, None)


def test_the_ends_of_a_range_stand_in_their_order() -> None:
    assert [figure.value for figure in read("每年受理86-5件")] == [None, None]
    assert [figure.value for figure in read("时限由86至5个工作日")] == [86, 5]


def test_a_noun_before_a_colon_names_the_number() -> None:
    sentence = "行政复议案件中,维持:31;驳回:6;撤销:5件。"
    found = read(sentence)
    assert [(figure.value, figure.unit) for figure in found] == [(31, "件"), (6, "件"), (5, "件")]
    assert [label.before for label in labels(sentence, 0, len(sentence), found)] == ["维持", "驳回", "撤销"]


# A draw of numerals and what may touch them, against what a person would take for one number.
DIGITS = ["3", "86", "417", "1,234", "０", "５", "１２"]
BESIDE = [
    *",，.．。、'’ \u3000\u00a0-—～~+±=<>≥≤*×xXaＡOl/\\|#&@$%^_?？!·…□○■①²()（）[]“”\"",
    *"一三六十百千万亿余多几来点两廿半零〇",
    *("第", "约", "近", "上", "号", "№", "½", "Ⅲ", "：", ":", "；", "\n", "APP", "З", "\ue000", "年", "月", "日", "个"),
]
TIMES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
TIMES |= {"万亿": 10**12}
PLAIN = re.compile(r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)[余多几来]?(?P<times>[百千万亿]{0,2})")
PARTS = re.compile(r"(?P<first>[0-9]+)(?P<times>[亿万千百])(?P<second>[0-9]+)(?P<below>[万千百]?)")
HAN = "零一二两三四五六七八九十百千万亿点余多几来半廿卅"
TOUCHES = frozenset("0123456789.'·/\\^#@&$+±×xXaAOloЗ□○½Ⅲ№\ue000" + HAN)
PARTS_TWO = frozenset(':;()[]“”"!…=<>≥≤≈①,')


def worth(printed: str) -> Decimal | None:
    """The value of a numeral in digits that is well-formed."""
    if whole := PLAIN.fullmatch(printed):
        return Decimal(whole["digits"].replace(",", "")) * TIMES[whole["times"]] if whole["times"] in TIMES else None
    if sums := PARTS.fullmatch(printed):
        above, below = TIMES[sums["times"]], TIMES[sums["below"]]
        full = bool(sums["below"]) or len(sums["second"]) == len(str(above)) - 1
        value = int(sums["first"]) * above + int(sums["second"]) * below
        return Decimal(value) if full and int(sums["second"]) * below < above else None
    return None


def is_wrong(even: str, raw: str, figure: Figure) -> bool:
    """Whether a person would not take what was read for a number of its own with that value."""
    printed, before, other = even[figure.start : figure.end], even[figure.start - 1], even[figure.start - 2]
    if figure.numeral == "arabic" and figure.unit != "ratio" and not figure.range_part:
        value = worth(printed)
        scaled = figure.unit == "%" and value is not None and figure.value in (value * 10, value / 10)
        if figure.value != value and not scaled:
            return True
    if before in "余多几来数点" and not (other in "0123456789" or other in HAN):
        before = "件"  # the end of a word
    if before == "半" and other in "多大过一前后上下":
        before = "件"
    alone = other not in "0123456789"
    if alone and (before in "/·'" or (before == "." and (figure.numeral == "han" or other == "点"))):
        before = "件"
    if before == "+" and figure.unit == "%":
        before = "件"
    is_word = even[: figure.start].endswith("APP") and printed[-1] in "万亿"
    if before in TOUCHES and not is_word:
        return True
    if before == "?" and raw[figure.start - 1] == "?":
        return True
    behind = even[figure.end : figure.end + 2]
    return (before in PARTS_TWO and other in "0123456789") or (behind[:1] == " " and behind[1:].isdigit())


@pytest.mark.parametrize("classifier", ["件", "人次", "%"])
def test_no_number_of_a_draw_is_read_from_its_middle(classifier: str) -> None:
    draw = random.Random(f"touching {classifier}")  # noqa: S311
    for _ in range(2500):
        tokens = [draw.choice(DIGITS if draw.random() < 0.45 else BESIDE) for _ in range(draw.choice((2, 3, 3, 4, 5)))]
        raw = f"县政府共受理投诉{''.join(tokens)}{classifier}，其余另计"
        even = normal(raw)
        for figure in read(raw):
            if figure.value is not None and figure.damage is None:
                assert not is_wrong(even, raw, figure), (raw, raw[figure.start : figure.end], figure.value)
