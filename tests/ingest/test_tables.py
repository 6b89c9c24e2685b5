"""Tables that a copy flattened: cells get the header of their column and the label of their row."""

import pytest

from ingest import webpages
from ingest.documents import spreadsheet, word
from ingest.extraction import extract
from ingest.identity import Known
from tests.documents import as_docx, as_xlsx

HEAD = "某市2021年法治政府建设情况报告\n2021年，我市推进法治政府建设，现将情况报告如下。\n"
CLOSE = "以上数据由各部门上报汇总，个别口径与往年不尽相同，请在引用时予以注意，特此说明。"
REPORT_ID = "0123456789abcdef"
LABELS = 19  # where raw.figures has the labels


def cells(table: str) -> list[tuple[str, str, list[str]]]:
    """Number, unit and labels of each figure of a table."""
    rows = extract(REPORT_ID, HEAD + table, Known(jurisdiction="杭州市")).figures
    return [(row[5], row[7], row[LABELS]) for row in rows]


def test_years_over_the_columns_are_headers_and_a_breakdown_is_a_row() -> None:
    table = (
        "复议案件对比表（单位：件）\n指标\n2020年\n2021年\n受理\n52\n61\n审结\n48\n57\n其中：撤销\n4\n6\n维持\n31\n39\n"
    )
    assert cells(table) == [
        ("52", "件", ["2020年受理"]),
        ("61", "件", ["2021年受理"]),
        ("48", "件", ["2020年审结"]),
        ("57", "件", ["2021年审结"]),
        ("4", "件", ["2020年撤销"]),
        ("6", "件", ["2021年撤销"]),
        ("31", "件", ["2020年维持"]),
        ("39", "件", ["2021年维持"]),
    ]


def test_years_alone_make_no_row_of_numbers() -> None:
    assert cells("年份一览\n指标\n2019年\n2020年\n2021年\n2022年\n备注\n") == []


ROWS = [
    ["指标", "上年同期", "本期", "同比"],
    ["受理复议申请（件）", "52", "61", "-30.0%"],
    ["罚没金额（万元）", "1.5", "2", "12%"],
    ["调解率（‰）", "48", "47.5", "+3%"],
]
READ = [
    ("52", "件", ["受理复议申请上年同期"]),
    ("61", "件", ["受理复议申请"]),
    ("30.0", "%", ["受理复议申请同比下降"]),
    ("1.5", "元", ["罚没金额上年同期"]),
    ("2", "元", ["罚没金额"]),
    ("12", "%", ["罚没金额同比增长"]),
    ("48", "‰", ["调解率上年同期"]),
    ("47.5", "‰", ["调解率"]),
    ("3", "%", ["调解率同比增长"]),
]
FORMS = {
    "pipes": "\n".join(" | ".join(row) for row in ROWS),
    "outer pipes": "\n".join(f"| {' | '.join(row)} |" for row in ROWS),
    "markdown": "\n".join(f"| {' | '.join(row)} |" for row in [ROWS[0], ["---", "---:", ":-:", "---"], *ROWS[1:]]),
    "tabs": "\n".join("\t".join(row) for row in ROWS),
    "blanks": "\n".join("    ".join(row) for row in ROWS),
    "a cell a line": "\n".join("\n".join(row) for row in ROWS),
    "a cell and a bar a line": "\n".join("\n".join(f"{cell} |" for cell in row) for row in ROWS),
}


@pytest.mark.parametrize("form", FORMS)
def test_one_table_in_every_form_of_text(form: str) -> None:
    assert cells(f"办理情况表\n{FORMS[form]}\n") == READ


def test_one_table_in_every_format() -> None:
    title, intro = HEAD.splitlines()
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    article = f"<h1>{title}</h1><p>{intro}</p><p>办理情况表</p><table>{rows}</table><p>{CLOSE}</p>"
    page = f"<html><body>{article}</body></html>"
    texts = [
        webpages.read(page.encode()).text,
        word.read(as_docx(f"{HEAD}办理情况表\n", ROWS)).text,
        spreadsheet.read(as_xlsx({"Sheet1": [[title], [intro], ["办理情况表"], *ROWS]})).text,
    ]
    for text in texts:
        found = extract(REPORT_ID, text, Known(jurisdiction="杭州市")).figures
        assert [(row[5], row[7], row[LABELS]) for row in found] == READ


def test_an_empty_cell_keeps_its_place_between_tabs_and_blanks() -> None:
    tabs = "办件\t受理（件）\t办结（件）\n甲窗口\t\t7\n乙窗口\t8\t6\n"
    assert [(number, label) for number, _, label in cells(tabs)] == [
        ("7", ["办结甲窗口"]),
        ("8", ["受理乙窗口"]),
        ("6", ["办结乙窗口"]),
    ]
    blanks = "办件      受理（件）    办结（件）\n甲窗口                    7\n乙窗口    8             6\n"
    assert cells(blanks) == cells(tabs)


def test_a_row_that_names_what_pages_name_too_is_a_row() -> None:
    table = "来源 | 数量（件）\n微信微博 | 27\n电话 | 40\n110接警 | 9\n"
    assert [number for number, _, _ in cells(table)] == ["27", "40", "9"]


def test_years_without_their_word_over_columns_are_years() -> None:
    assert cells("败诉率对比（单位：%）\n指标 | 2020 | 2021\n败诉率 | 11 | 10.2\n") == [
        ("11", "%", ["2020年败诉率"]),
        ("10.2", "%", ["2021年败诉率"]),
    ]


def test_the_unit_of_a_caption_stands_below_the_title_that_stays_with_it() -> None:
    found = extract(REPORT_ID, f"{HEAD}行政复议情况表\n单位：件\n指标 | 2021年\n受理 | 61\n", Known())
    assert [(row[5], row[7]) for row in found.figures] == [("61", "件")]
    assert found.passages[-1][-1].endswith("行政复议情况表 单位:件")


def test_of_two_units_in_a_caption_money_takes_the_one_and_counts_the_other() -> None:
    assert cells("罚没情况（单位：件、万元）\n类别 | 案件数 | 罚没金额\n城管 | 12 | 3.5\n") == [
        ("12", "件", ["城管案件数"]),
        ("3.5", "元", ["罚没金额城管"]),
    ]


def test_what_is_no_total_is_a_part() -> None:
    months = "月份 | 受理 | 办结\n1月 | 12 | 11\n全年 | 22 | 20\n"
    assert [label for _, _, label in cells(months)] == [["◆1月受理"], ["◆1月办结"], ["全年受理"], ["全年办结"]]
    towns = "乡镇 | 受理\n东川镇 | 12\n西川街道 | 10\n"
    assert [label for _, _, label in cells(towns)] == [["◆受理◈东川镇"], ["◆受理◈西川街道"]]
    columns = "类别 | 警告 | 罚款 | 合计\n处罚（宗） | 1 | 2 | 3\n"
    assert [label for _, _, label in cells(columns)] == [["◆警告处罚"], ["◆罚款处罚"], ["处罚"]]


def test_this_years_stretch_beside_the_last_ones_is_no_part() -> None:
    halves = "栏目（件） | 今年上半年 | 去年同期\n受理 | 12 | 9\n"
    assert [label for _, _, label in cells(halves)] == [["今年上半年受理"], ["受理上年同期"]]
    parts = "栏目（件） | 上半年 | 下半年\n受理 | 12 | 9\n"
    assert [label for _, _, label in cells(parts)] == [["◆上半年受理"], ["◆下半年受理"]]


def test_a_share_without_its_sign_and_a_change_without_its_unit_have_no_value() -> None:
    table = "指标 | 2021年 | 同比增减\n纠错率 | 0.0767 | 3\n受理案件 | 12 | 5\n"
    found = extract(REPORT_ID, HEAD + table, Known()).figures
    assert [(row[5], row[6] is None, row[13]) for row in found] == [
        ("0.0767", True, "unit_lost"),
        ("3", True, "unit_lost"),
        ("12", False, None),
        ("5", True, "unit_lost"),
    ]


def test_a_cell_of_words_is_read_like_a_sentence() -> None:
    table = "序号 | 任务 | 完成情况\n7 | 应诉 | 培训5场；审结16件，败诉0件，败诉率同比下降17.65%\n8 | 复议 | 受理30件\n"
    assert cells(table) == [
        ("5", "场", ["培训"]),
        ("16", "件", ["审结"]),
        ("0", "件", ["败诉"]),
        ("17.65", "%", ["败诉率同比下降"]),
        ("30", "件", ["受理"]),
    ]


def test_two_tables_side_by_side_and_heads_of_two_rows() -> None:
    side = "复议（单位：件）\n项目 | 数量 | 项目 | 数量\n维持 | 3 | 变更 | 4\n"
    assert [label for _, _, label in cells(side)] == [["维持"], ["变更"]]
    two = (
        "复议（单位：件）\n| 类别 | 2020年 | | 2021年 | |\n| | 受理 | 审结 | 受理 | 审结 |\n| 处罚 | 1 | 2 | 3 | 4 |\n"
    )
    assert [label for _, _, label in cells(two)] == [
        ["2020年受理处罚"],
        ["2020年审结处罚"],
        ["2021年受理处罚"],
        ["2021年审结处罚"],
    ]


BESIDE = [
    ["行政复议", "", "", "调解", ""],
    ["项目", "件数", "", "项目", "件数"],
    ["受理", 7, "", "受理纠纷", 9],
    ["审结", 6, "", "调解成功", 8],
]


def test_two_tables_with_an_empty_column_between_them_are_two() -> None:
    """In a spreadsheet, in a web page and in a Word file; the heads repeat themselves below their titles."""
    told = [["行政复议件数受理"], ["调解件数受理纠纷"], ["行政复议件数审结"], ["调解件数调解成功"]]
    rows = [[str(cell) for cell in row] for row in BESIDE]
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    for text in (
        spreadsheet.read(as_xlsx({"表": BESIDE})).text,
        word.read(as_docx("", rows)).text,
        webpages.read(f"<table>{page}</table>".encode()).text,
    ):
        assert [label for _, _, label in cells(text)] == told, text


@pytest.mark.parametrize("between", [True, False])
def test_a_sum_of_years_is_no_figure_of_the_year(between: bool) -> None:
    """Rows or columns; each year stands for itself. A sum of twelve months is the year's, of fewer it is none."""
    years = [["年份", "受理（件）"], ["2020年", "5"], ["2021年", "7"], ["合计", "12"]]
    months = [["月份", "受理（件）"], *([f"{month}月", "5"] for month in range(1, 13)), ["合计", "60"]]
    few = [*months[:3], ["合计", "10"]]
    parts = [f"◆{month}月受理" for month in range(1, 13)]
    for rows, told in (
        (years, ["2020年受理", "2021年受理", "◆受理"]),
        (months, [*parts, "全年受理"]),
        (few, [*parts[:2], "◆受理"]),
    ):
        table = rows if between else [list(row) for row in zip(*rows, strict=True)]
        lines = "".join(f"| {' | '.join(row)} |\n" for row in table)
        assert [label for _, _, (label,) in cells(lines)] == told, lines


def test_the_unit_of_a_row_may_say_how_many_it_counts_in() -> None:
    table = "| 项目 | 单位 | 2021年 |\n| 受理纠纷 | 万件 | 1.19 |\n| 涉及金额 | 亿元 | 2.35 |\n| 审结 | 件 | 7 |\n"
    rows = extract(REPORT_ID, HEAD + table, Known(jurisdiction="杭州市")).figures
    assert [(int(row[6]), row[7], row[LABELS]) for row in rows] == [
        (11900, "件", ["2021年受理纠纷"]),
        (235000000, "元", ["2021年涉及金额"]),
        (7, "件", ["2021年审结"]),
    ]


def test_a_head_that_is_two_tells_no_value() -> None:
    """A page without lines, whose heads stand too near each other to be told apart."""
    table = "| 项目 | 上年同期本年 |\n| 受理（件） | 7 |\n| 审结（件） | 6 |\n"
    rows = extract(REPORT_ID, HEAD + table, Known(jurisdiction="杭州市")).figures
    assert [(row[5], row[6]) for row in rows] == [("7", None), ("6", None)]


REQUESTS = {
    "一、本年新收政府信息公开申请数量": "8 1 0 0 0 0 9",
    "二、上年结转政府信息公开申请数量": "1 0 0 0 0 0 1",
    "三、本年度办理结果\n（一）予以公开": "5 1 0 0 0 0 6",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "2 0 0 0 0 0 2",
    "（三）不予公开\n1.属于国家秘密": "1 0 0 0 0 0 1",
    "（七）总计": "8 1 0 0 0 0 9",
    "四、结转下年度继续办理": "1 0 0 0 0 0 1",
}


@pytest.mark.parametrize("between", ["\n", " | "])
def test_the_form_of_requests_for_disclosure_keeps_its_totals(between: str) -> None:
    head = "三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n其他\n"
    rows = [between.join([*label.split("\n"), *counts.split()]) for label, counts in REQUESTS.items()]
    if between != "\n":
        head = "三、收到和处理政府信息公开申请情况\n"
    totals = [(number, label) for number, _, label in cells(head + "\n".join(rows) + "\n") if label[0][0] != "◆"]
    assert totals == [
        ("9", ["本年新收政府信息公开申请数量"]),
        ("6", ["本年度办理结果予以公开"]),
        ("2", ["本年度办理结果部分公开"]),
        ("9", ["本年度办理结果"]),
    ]


def test_what_came_of_cases_is_counted_as_cases_and_no_part_of_their_sum() -> None:
    table = "审理结果\n方式 | 数量 | 占比\n维持 | 36 | 60%\n驳回申请 | 9 | 15%\n1．终止 | 15 | 25%\n合计 | 60 | 100%\n"
    assert [cell for cell in cells(table) if cell[1] != "%"] == [
        ("36", "件", ["维持"]),
        ("9", "件", ["驳回申请"]),
        ("15", "件", ["终止"]),
        ("60", "", [""]),
    ]


def test_what_came_of_matters_is_not_counted_as_cases() -> None:
    table = "权力清单调整表\n类别 | 数量\n变更 | 36\n撤销 | 9\n受理方式调整 | 4\n"
    assert [unit for _, unit, _ in cells(table)][:2] == ["", ""]


LISTS = {
    "colons": "维持：36\n撤销：9\n其中 驳回申请：15\n审结：60\n",
    "blanks": "1. 维持 36\n2. 撤销 9\n3. 驳回申请 15\n4. 审结 60\n",
    "wide numbers": "1．维持　３６\n2．撤销　９\n3．驳回申请　１５\n4．审结　６０\n",
}


@pytest.mark.parametrize("form", LISTS)
def test_a_list_of_counts_without_their_unit_is_a_table(form: str) -> None:
    found = cells(f"复议案件审理结果\n{LISTS[form]}")
    assert [(unit, label) for _, unit, label in found] == [
        ("件", ["维持"]),
        ("件", ["撤销"]),
        ("件", ["驳回申请"]),
        ("件", ["审结"]),
    ]


def test_a_name_a_count_and_its_share_in_one_line_are_three_cells() -> None:
    found = cells("复议案件审理结果\n维持 36 60.0%\n撤销 9 15.0%\n终止 15 25.0%\n")
    assert found[:3] == [("36", "件", ["维持"]), ("60.0", "%", ["维持"]), ("9", "件", ["撤销"])]


def test_lines_of_a_page_and_two_counts_are_no_list() -> None:
    assert cells("联系电话：7766\n浏览次数：120\n邮编：3300\n") == []
    assert cells("维持：36\n撤销：9\n") == []


def test_a_title_above_the_heads_of_a_table_of_one_cell_a_line_is_no_head() -> None:
    table = (
        "本局业务统计\n指标名称\n单位\n本年累计\n比上年±%\n复议申请\n件\n52\n11.3\n"
        "复议受理\n件\n46\n9.8\n复议审结\n件\n45\n-2.1\n"
    )
    assert cells(table)[:4] == [
        ("52", "件", ["复议申请"]),
        ("11.3", "%", ["复议申请同比增长"]),
        ("46", "件", ["复议受理"]),
        ("9.8", "%", ["复议受理同比增长"]),
    ]


def test_a_title_above_serials_belongs_to_the_caption() -> None:
    table = "复议案件统计（单位：件）\n序号\n单位\n受理\n维持\n1\n市政府\n56\n30\n2\n司法局\n25\n13\n3\n教育局\n9\n4\n"
    assert cells(table) == [
        ("56", "件", ["市政府受理"]),
        ("30", "件", ["市政府维持"]),
        ("25", "件", ["◆受理◈司法局"]),
        ("13", "件", ["◆维持◈司法局"]),
        ("9", "件", ["◆受理◈教育局"]),
        ("4", "件", ["◆维持◈教育局"]),
    ]


def test_cells_a_line_may_show_their_units() -> None:
    table = "复议案件办理情况\n序号\n项目\n数量\n1\n收到申请\n120件\n2\n受理\n110件\n3\n纠错率\n9.8%\n"
    assert cells(table) == [("120", "件", ["收到申请"]), ("110", "件", ["受理"]), ("9.8", "%", ["纠错率"])]
    assert cells("服务窗口\n一楼\n3个\n咨询\n请拨打电话\n") == [("3", "个", [""])]  # five lines are no table


def test_the_reporting_government_is_no_part_of_the_places_below_it() -> None:
    table = "复议情况（件）\n机关 | 受理 | 审结\n东乡镇 | 9 | 8\n县本级 | 20 | 19\n合计 | 29 | 27\n"
    assert [label for _, _, label in cells(table)] == [
        ["◆受理东乡镇"],
        ["◆审结东乡镇"],
        ["县本级受理"],
        ["县本级审结"],
        ["受理"],
        ["审结"],
    ]


def test_rows_of_places_measure_what_their_column_names_each_for_its_own_place() -> None:
    table = "复议情况（件）\n县区 | 受理 | 审结\n市本级 | 3 | 2\n城东 | 9 | 8\n高新 | 20 | 19\n合计 | 32 | 29\n"
    assert [label for _, _, label in cells(table)] == [
        ["市本级受理"],
        ["市本级审结"],
        ["◆受理◈城东"],
        ["◆审结◈城东"],
        ["◆受理◈高新"],
        ["◆审结◈高新"],
        ["受理◈Σ城东"],
        ["审结◈Σ城东"],
    ]
    without_sum = [label for _, _, label in cells(table.rpartition("合计")[0])]
    assert without_sum[2:] == [["受理◈城东"], ["审结◈城东"], ["受理◈高新"], ["审结◈高新"]]
    beside = "复议情况（件）\n设区市 | 受理 | 去年受理\n全省 | 90 | 80\n新余市 | 8 | 7\n赣州市 | 9 | 6\n"
    assert [label for _, _, label in cells(beside)] == [
        ["全省受理"],
        ["全省受理上年同期"],
        ["◆受理◈新余市"],
        ["◆受理上年同期◈新余市"],
        ["◆受理◈赣州市"],
        ["◆受理上年同期◈赣州市"],
    ]
    one = "复议情况（件）\n城市 | 受理\n本市 | 50\n合肥市 | 122\n"
    assert [label for _, _, label in cells(one)] == [["本市受理"], ["受理◈合肥市"]]
    ranked = "复议情况（件）\n排名 | 城市 | 受理\n1 | 合肥 | 122\n2 | 芜湖 | 73\n"
    assert [label for _, _, label in cells(ranked)][-1] == ["受理◈芜湖"]
    kinds = "复议情况（件）\n项目/单位 | 数\n受理 | 9\n审结 | 8\n"
    assert not any("◈" in label[0] for _, _, label in cells(kinds))
    corner = "复议情况（件）\n | 街道 | 社区\n受理 | 9 | 8\n审结 | 7 | 6\n"
    assert not any("◈" in label[0] for _, _, label in cells(corner))
    columns = "指标 | 修水县 | 都昌县\n复议收案（件） | 20 | 21\n"
    assert [label for _, _, label in cells(columns)] == [["复议收案◈修水县"], ["复议收案◈都昌县"]]


def test_kinds_are_no_totals_without_a_sum_either_and_a_rank_counts_nothing() -> None:
    table = "复议情况（件）\n管理领域 | 受理 | 全省排名\n公安 | 9 | 3\n人社 | 8 | 2\n"
    assert [label[0][0] for _, _, label in cells(table)] == ["◆"] * 4
    rows = "复议情况（件）\n类别 | 数量\n受理 | 9\n审结 | 8\n"
    assert [label for _, _, label in cells(rows)] == [["受理"], ["审结"]]


def test_a_head_of_two_cells_heads_a_narrower_table() -> None:
    wide = "类别 | 调解组织数 | 调解员数\n村 | 16 | 68\n合计 | 16 | 68\n"
    found = cells(f"{wide}纠纷类型 | 件数\n邻里 | 41\n")
    assert found[2] == ("16", "个", ["调解组织数"])
    assert found[-1] == ("41", "件", ["邻里件数"])


def test_a_row_of_years_heads_the_table_that_follows() -> None:
    first = "复议结果 | 2019年 | 2020年\n维持（件） | 5 | 6\n"
    for heads, told in (
        ("2018-2020 | 2020", ["2018-2020维持", "2020年维持"]),
        ("2018年至2020年 | 2020年", ["2018年至2020年维持", "2020年维持"]),
        ("三年合计 | 2020年", ["◆三年维持", "2020年维持"]),
        ("2019年维持 | 2020年维持", ["2019年维持", "2020年维持"]),
    ):
        row = "一审 | 7 | 8\n" if "维持" in heads else "维持（件） | 7 | 8\n"
        found = [label[0] for _, _, label in cells(f"{first}复议结果 | {heads}\n{row}")][-2:]
        assert [label.replace("一审", "") for label in found] == told, heads


@pytest.mark.parametrize("total", ["合计", "总计", "累计"])
def test_a_sum_of_four_quarters_is_the_years_and_one_of_fewer_is_none(total: str) -> None:
    quarters = ["一季度", "二季度", "三季度", "四季度"]
    for shown, label in ((quarters, "全年受理"), (quarters[:3], "◆受理"), (["上半年", "下半年"], "全年受理")):
        numbers = [str(20 + at) for at in range(len(shown) + 1)]
        table = f"复议情况（件）\n项目 | {' | '.join(shown)} | {total}\n受理 | {' | '.join(numbers)}\n"
        told = (cells(table)[-1][2],)
        rows = "".join(f"{name} | {number} | 9\n" for name, number in zip([*shown, total], numbers, strict=True))
        told += (cells(f"复议情况（件）\n时间 | 受理 | 审结\n{rows}")[-2][2],)
        assert [each.replace("累计", "") for (each,) in told] == [label] * 2


def test_a_growth_without_its_sign_is_not_in_the_units_of_the_table() -> None:
    table = "复议情况（单位：件）\n年份 | 受理 | 审结\n2018年 | 30 | 28\n2019年 | 40 | 35\n增幅 | 0.333 | 0.25\n"
    assert [unit for _, unit, _ in cells(table)] == ["件"] * 4 + [""] * 2


@pytest.mark.parametrize("whole", ["本市", "我市", "本县"])
def test_the_reporting_place_is_no_part_of_the_province_beside_it(whole: str) -> None:
    rows = f"复议情况（件）\n地区 | 受理 | 审结\n全国 | 900 | 800\n全省 | 90 | 80\n{whole} | 9 | 8\n"
    assert [label for _, _, label in cells(rows)][2:] == [
        ["全省受理"],
        ["全省审结"],
        [f"{whole}受理"],
        [f"{whole}审结"],
    ]
    columns = f"复议情况（件）\n项目 | 全国 | 全省 | {whole}\n受理 | 900 | 90 | 9\n审结 | 800 | 80 | 8\n"
    assert [label for _, _, label in cells(columns)][2::3] == [[f"{whole}受理"], [f"{whole}审结"]]


def test_cases_carried_over_are_counted_for_themselves_and_a_change_of_visits_tells_of_what() -> None:
    assert [label for _, _, label in cells("复议情况\n项目 | 数量\n上年结转 | 9\n新收 | 20\n上年结转审结 | 7\n")] == [
        ["上年结转"],
        ["新收"],
        ["◆上年结转审结"],
    ]
    assert cells("信访情况\n项目 | 数量 | 同比\n来访（批） | 9 | 3%\n来访（人次） | 20 | 4%\n")[1::2] == [
        ("3", "%", ["来访批同比增长"]),
        ("4", "%", ["来访人次同比增长"]),
    ]


def test_outcomes_in_a_sentence_without_their_classifier() -> None:
    rows = extract(REPORT_ID, f"{HEAD}全年受理复议申请45，审结40，其中维持22，撤销3，终止15。\n", Known()).figures
    assert [(row[5], row[7]) for row in rows] == [(n, "件") for n in ("45", "40", "22", "3", "15")]


def test_a_change_in_per_cent_is_no_count_of_the_captions_unit() -> None:
    assert cells("复议情况（单位：件）\n项目 | 数量 | 同比%\n受理 | 9 | 3.5\n审结 | 8 | 4.1\n")[1] == (
        "3.5",
        "%",
        ["受理同比增长"],
    )


def test_rounds_of_inspection_are_no_plan() -> None:
    done = "| 指标 | 本年 |\n| 抽查任务数 | 52次 |\n| 联合检查任务数 | 19次 |\n"
    assert [label for _, _, label in cells(done)] == [["抽查任务数"], ["联合检查任务数"]]
    planned = "| 指标 | 任务数 |\n| 受理 | 52件 |\n| 审结 | 19件 |\n"
    assert [label for _, _, label in cells(planned)] == [["受理目标"], ["审结目标"]]
