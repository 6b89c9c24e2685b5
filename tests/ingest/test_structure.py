"""Passages: headings and their paths, items, sentences, furniture, tables."""

import re
from itertools import pairwise

import pytest

from ingest.extraction import extract
from ingest.identity import Known
from ingest.normal import normal
from ingest.structure import passages

PAGE = """首页 > 政务公开 > 年度报告

青溪市2021年法治政府建设情况报告

发布时间：2022-01-20 10:00　来源：市司法局　浏览次数：153

2021年，我市推进法治政府建设。现将情况报告如下：

一、依法履行职能
（一）优化服务。一是精简事项。取消事项12项。二是提速增效。办理时限缩短3个工作日。
1.推进网办。网上可办事项318项。

二、下一步工作打算
2022年，力争网办率达到95%以上。

青溪市人民政府
2022年1月18日
版权所有：青溪市人民政府 ICP备12345678号
"""


def test_passages_of_a_page() -> None:
    text = normal(PAGE)
    found = passages(text)
    kinds = [(p.kind, text[p.start : p.end]) for p in found]
    assert kinds[0][0] == "furniture"
    assert kinds[1] == ("title", "青溪市2021年法治政府建设情况报告")
    assert [text for kind, text in kinds if kind == "furniture"][1].startswith("发布时间")
    assert kinds[-1][0] == "furniture"
    assert "furniture" not in {p.kind for p in found if p.is_report}
    assert all(text[p.start : p.end].strip() == text[p.start : p.end] for p in found)


def test_heading_paths() -> None:
    text = normal(PAGE)
    paths = {text[p.start : p.end]: p.heading_path for p in passages(text) if p.kind == "sentence"}
    assert paths["取消事项12项。"] == "一、依法履行职能 › (一)优化服务 › 一是精简事项"
    assert paths["网上可办事项318项。"].endswith("(一)优化服务 › 1.推进网办")
    assert paths["2022年,力争网办率达到95%以上。"] == "二、下一步工作打算"


def test_a_mark_of_a_list_before_words_opens_a_heading() -> None:
    lines = (
        "◆改革。取消事项12项。",
        "◆办件12万件，网办9万件；",
        "▍调解组织",
        "受理纠纷386件。",
        "◈行政复议",
        "收案9件。",
        "一、信访",
        "来访9批。",
    )
    text = normal("青溪市2021年法治政府建设情况报告\n" + "\n".join(lines))
    paths = {text[p.start : p.end]: (p.kind, p.heading_path) for p in passages(text)}
    assert paths["◆改革。"] == ("heading", "改革")
    assert paths["取消事项12项。"] == ("sentence", "改革")
    assert paths["◆办件12万件,网办9万件;"][0] == "sentence"
    assert paths["▍调解组织"][0] == "heading"
    assert paths["受理纠纷386件。"] == ("sentence", "调解组织")
    assert paths["收案9件。"] == ("sentence", "行政复议")
    assert paths["来访9批。"] == ("sentence", "一、信访")


def test_items_carry_on_within_a_paragraph_point() -> None:
    text = normal("青溪市法治政府建设报告\n一是受理案件5件。审结4件。二是开展培训3场。")
    sentences = [p for p in passages(text) if p.kind == "sentence"]
    assert sentences[0].item == sentences[1].item != sentences[2].item


def test_page_furniture_gives_no_figures() -> None:
    rows = extract("r", PAGE, Known()).figures
    assert [row[5] for row in rows] == ["12", "3", "318", "95"]


def test_flattened_tables() -> None:
    title = "青溪市2021年法治政府建设情况报告"
    piped = "复议情况（单位：件）\n项目 | 2020年 | 2021年\n受理 | 45 | 52\n审结 | 41 | 50\n"
    rows = extract("r", f"{title}\n{piped}", Known()).figures
    assert [(row[5], row[7], row[19]) for row in rows] == [
        ("45", "件", ["2020年受理"]),
        ("52", "件", ["2021年受理"]),
        ("41", "件", ["2020年审结"]),
        ("50", "件", ["2021年审结"]),
    ]
    lines = "序号\n类别\n受理\n成功\n1\n婚姻\n20\n19\n2\n邻里\n30\n29\n合计\n50\n48\n"
    rows = extract("r", f"{title}\n{lines}", Known()).figures
    assert [(row[5], row[19]) for row in rows] == [
        ("20", ["◆受理婚姻"]),
        ("19", ["◆成功婚姻"]),
        ("30", ["◆受理邻里"]),
        ("29", ["◆成功邻里"]),
        ("50", ["受理"]),
        ("48", ["成功"]),
    ]


def test_other_articles_among_the_paragraphs_are_none_of_the_report_up_to_its_next_section() -> None:
    text = normal(
        "青溪市2021年法治政府建设情况报告\n一、行政复议\n全年受理行政复议案件318件。\n相关阅读\n邻县受理行政复议案件77件。\n"
        "邻县审结66件。\n热点:全省受理行政复议案件999件\n二、其他工作\n培训执法人员55人次。\n"
    )
    reported = "".join(text[p.start : p.end] for p in passages(text) if p.is_report)
    assert "318件" in reported
    assert "55人次" in reported
    assert not any(words in reported for words in ("77件", "66件", "999件", "相关阅读"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "受理386件。审结9件。",
        "受理386件。”审结9件。。）办结",
        "受理386件！审结9件。",
        "够吗？受理386件。！”审结9件",
        "“受理386件。”",
        "。受理386件。",
    ],
)
def test_a_sentence_ends_with_its_stops_and_what_closes_behind_them(paragraph: str) -> None:
    text = normal(paragraph)
    ends = [0, *(m.end() for m in re.finditer('[。!?]+["”’』」)]*', text)), len(text)]
    expected = [text[left:right] for left, right in pairwise(sorted(set(ends)))]
    assert [text[p.start : p.end] for p in passages(text) if p.kind == "sentence"] == expected


def test_a_table_of_contents_is_no_part_of_the_report() -> None:
    contents = "目　录\n一、受理行政复议案件……12\n二、审结行政复议案件 15\n\n"
    text = normal(f"{contents}受理行政复议案件386件，审结352件。\n目录清单12\n")
    kinds = [(passage.kind, text[passage.start : passage.end]) for passage in passages(text)]
    assert [kind for kind, _ in kinds[:3]] == ["furniture"] * 3
    assert ("sentence", "受理行政复议案件386件,审结352件。") in kinds
