"""Numbers as printed: magnitude, unit, bounds, ranges, ranks, damage, and what is no quantity."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.figures import figures
from ingest.normal import normal
from ingest.quantity import Figure
from ingest.spots import spots
from tests.compiled import is_compiled


def read(sentence: str) -> list[Figure]:
    return figures(normal(sentence), sentence, 0, len(sentence))


def arabic(sentence: str) -> list[tuple[float | None, str]]:
    return [(None if f.value is None else float(f.value), f.unit) for f in read(sentence) if f.numeral == "arabic"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("入库记录2.4亿条", [(240_000_000, "条")]),
        ("标的额７．０８亿元", [(708_000_000, "元")]),
        ("办件1亿2000万件", [(120_000_000, "件")]),
        ("共1,286宗、12起、4例", [(1286, "宗"), (12, "起"), (4, "例")]),
        ("设调委会864个人民调解委员会", [(864, "个")]),
        ("出具意见1100件(次)", [(1100, "件")]),
        ("缩短到45个和30个工作日以内", [(45, "工作日"), (30, "工作日")]),
        ("需3至5个工作日", [(3, "工作日"), (5, "工作日")]),
        ("接访84批312人次", [(84, "批"), (312, "人次")]),
        ("57类114项", [(57, "类"), (114, "项")]),
        ("占法定时限的1/4", [(0.25, "ratio")]),
        ("满意率９９．５％", [(99.5, "%")]),
        ("列全省第6位、排名第3", [(6, "位次"), (3, "位次")]),
        ("来信2012件", [(2012, "件")]),
        ("受理1 508件、审结1\u2009126.5万件", [(1508, "件"), (11_265_000, "件")]),
        ("件数 1 508 件 320 件", [(None, "件"), (320, "件")]),
        ("投入经费0.5亿元，用时2小时", [(50_000_000, "元"), (2, "小时")]),
        ("受理71［3］件、审结64（注1）宗、驳回9注2起", [(71, "件"), (64, "宗"), (9, "起")]),
        ("满意率达到95·32%", [(None, "%")]),
        ("满意率达到95\n- 3 -\n.32%", [(None, ""), (None, "%")]),
        ("受理申请\n共71\n- 4 -\n件", [(71, "")]),
    ],
)
def test_quantities(sentence: str, expected: list[tuple[float | None, str]]) -> None:
    assert arabic(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年3月5日起施行",
        "20171026日召开",
        "20183月印发",
        "2019 12月31日前",
        "20172020年的规划",
        "1012月检查",
        "2016-2020年",
        "发〔2020〕123号",
        "发〔202078号)",
        "第3次会议、第12号令、第五批",
        "“12345”热线",
        "7×24小时服务",
        "“4+1”模式",
        "39证合一",
        "12·4宣传周",
        "电话0571-12345678",
        "1.加强领导",
        "(2)完善制度",
        "ISO9001认证、5G网络",
        "57城区",
    ],
)
def test_no_quantities(sentence: str) -> None:
    assert arabic(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "modifier"),
    [
        ("近480批次", "approx"),
        ("约50户", "approx"),
        ("50起左右", "approx"),
        ("1500余件", "ge"),
        ("9000多户", "ge"),
        ("超过600项", "ge"),
        ("不低于90%", "ge"),
        ("80%以上", "ge"),
        ("386件有余", "ge"),
        ("300件出头", "ge"),
        ("300户开外", "ge"),
        ("不下300件", "ge"),
        ("不止300件", "ge"),
        ("30个工作日以内", "le"),
        ("不超过5天", "le"),
        ("不到1/4", "le"),
        ("5个工作日内完成", "le"),
        ("审结298件", None),
        ("审结298件多", "ge"),
        ("较上年的298件多出一截", None),
    ],
)
def test_modifiers(sentence: str, modifier: str | None) -> None:
    assert [figure.modifier for figure in read(sentence)] == [modifier]


def test_ranges_are_two_ends() -> None:
    assert [(f.value, f.range_part) for f in read("每年20—30件")] == [(Decimal(20), "low"), (Decimal(30), "high")]
    assert [(f.value, f.range_part) for f in read("20天——30天")] == [(Decimal(20), "low"), (Decimal(30), "high")]


def test_a_dash_before_an_aside_makes_no_range() -> None:
    found = [(figure.value, figure.range_part) for figure in read("承办建议36件——33件主办，3件协办")]
    assert found == [(Decimal(36), None), (Decimal(33), None), (Decimal(3), None)]


def test_damage_is_closed_or_flagged() -> None:
    gap, *_ = read("受众33.12 万人次")
    assert (gap.value, gap.unit, gap.damage) == (Decimal("331200.00"), "人次", "gap_in_number")
    first, second = read("办结率分别为98%97%")
    assert (first.value, second.value) == (Decimal(98), Decimal(97))
    lost, *_ = read("全年行政处罚案件3400,占九成")
    assert (lost.unit, lost.unit_basis, lost.damage) == ("件", "inferred", "unit_lost")


@pytest.mark.parametrize("sentence", ["证件壹佰贰拾件", "来信七零八件", "来访六零七批"])
def test_numerals_that_are_landed_and_not_read(sentence: str) -> None:
    assert [(figure.value, figure.readable) for figure in read(sentence)] == [(None, False)]


@pytest.mark.parametrize("sentence", ["调解员百万名", "委员会上百万个", "队伍个人"])
def test_magnitudes_alone_count_nothing(sentence: str) -> None:
    assert read(sentence) == []


def test_too_many_digits_are_landed_unread() -> None:
    (figure,) = read("共" + "9" * 5000 + "件")[:1]
    assert (figure.value, figure.readable, figure.damage) == (None, False, "number_too_long")


def test_chinese_numerals_are_flagged() -> None:
    assert [(f.value, f.unit, f.numeral) for f in read("召开五次推进会，八成以上网上办")] == [
        (Decimal(5), "次", "han"),
        (Decimal(80), "%", "han"),
    ]
    assert read("推进“一件事一次办”和三项制度") == []


ALPHABET = "0123456789０９,.，、。年月日第件个工作至-和万亿余多约近%/ 〔〕()“”一二十百两分之成次\u200b"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_text_gives_figures_that_stand_in_it(sentence: str) -> None:
    even = normal(sentence)
    assert len(even) == len(sentence)
    last = -1
    for figure in read(sentence):
        assert 0 <= figure.start < figure.end <= len(sentence)
        assert figure.start > last
        assert figure.readable == (figure.value is not None)
        last = figure.start


@pytest.mark.parametrize("share", ["7%o", "7%0", "76.7%o"])
def test_a_share_of_thousands_that_a_program_wrote_apart_has_no_value(share: str) -> None:
    (figure,) = read(f"信访率为{share},下降。")
    assert (figure.value, figure.damage) == (None, "touched")


@pytest.mark.parametrize(
    ("printed", "value"), [("98.5%", "98.5"), ("1.5个百分点", "1.5"), ("3.5件", "3.5"), ("3.386件", "")]
)
def test_a_point_of_what_is_counted_in_whole_numbers_may_be_one_of_thousands(printed: str, value: str) -> None:
    (figure,) = read(f"办结{printed},全市。")
    assert figure.value == (Decimal(value) if value else None)


SENTENCES = "受理办结为了达,、，到的年超过约位居全市案件" + ALPHABET


@pytest.mark.skipif(is_compiled(), reason="patches what is compiled")
@settings(max_examples=600, deadline=None)
@given(st.text(alphabet=SENTENCES, max_size=24))
def test_the_short_way_reads_what_the_long_way_reads(sentence: str) -> None:
    short = read(sentence)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.plainnumbers._PLAIN_BEFORE", frozenset())
        patch.setattr("ingest.plainnumbers._CENTURIES", ())
        assert read(sentence) == short


@pytest.mark.parametrize(
    ("text", "runs", "words"),
    [
        ("受理案件23件,召开会议三次。", [(4, 6)], [12]),
        ("约三分之二的乡镇", [], [1]),
        ("立案二十\n三件。", [], [5]),
        ("一体化、一次性办理一件事", [], []),
    ],
)
def test_only_digits_counts_and_fractions_may_be_figures(text, runs, words):
    assert spots(text) == (runs, words)
