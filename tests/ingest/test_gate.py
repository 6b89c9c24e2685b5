"""What is let in: what fazhi measures, what a register lists, what a person insists on."""

from pathlib import Path

import pytest

from ground.errors import NotAReport
from ingest.extraction import extract
from ingest.identity import Known
from ingest.landing import land
from ingest.metatags import meta_tags

ERROR = "404\n抱歉，您访问的页面不存在或已被删除。\n返回首页\n"
LOGIN = "统一身份认证\n请登录后再办理业务。\n用户名\n密码\n验证码\n"
HOME = "".join(f"某市召开第{n}次会议\n通知公告\n12345热线\n办事大厅\n" for n in range(9))


@pytest.mark.parametrize(
    "text",
    [
        "去年市民热线接听来电8210个，转派工单610件。",
        "仲裁机构这一年收到申请210件，结案198件。",
        "收到政府信息公开申请38件，答复38件。",
        "信访部门接待来访群众121批。",
        "法律援助机构办理案件77件。",
    ],
)
def test_all_subjects_are_let_in(text: str) -> None:
    assert extract("r", text, Known()).figures


def test_a_table_below_a_line_that_names_a_subject_is_let_in() -> None:
    assert extract("r", "行政复议案件统计\n项目 | 数量\n收案 | 12\n结案 | 11\n未结 | 1\n", Known()).figures
    with pytest.raises(NotAReport):
        extract("r", "本周菜谱统计\n项目 | 数量\n荤菜 | 12\n素菜 | 11\n汤 | 1\n", Known())


@pytest.mark.parametrize("text", [ERROR, LOGIN, HOME, "先把水烧开，再放面条5克。", "本周菜谱：红烧肉5份。"])
def test_other_pages_are_refused_and_the_message_says_how_to_insist(text: str) -> None:
    with pytest.raises(NotAReport, match=r"register.csv .* --take-all"):
        extract("r", text, Known())


@pytest.mark.parametrize("text", [ERROR, LOGIN])
@pytest.mark.parametrize("admitted", ["listed", "expected"])
def test_what_only_a_site_says_is_no_report_even_where_it_is_listed(text: str, admitted: str) -> None:
    with pytest.raises(NotAReport):
        extract("r", text, Known(admitted=admitted))


def test_a_home_page_at_an_address_that_is_listed() -> None:
    with pytest.raises(NotAReport):
        extract("r", HOME, Known(admitted="expected"))


def test_listed_or_insisted(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "f.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text("植树1200棵，成活1100棵。\n", encoding="utf-8")
    assert [code for _, code, _ in land(folder, db).refused] == ["not_a_report"]
    (folder / "register.csv").write_text("file\na.txt\n", encoding="utf-8")
    assert (land(folder, db).landed, land(folder, db).load_id) == (1, None)
    (folder / "b.txt").write_text("栽花300棵。\n", encoding="utf-8")
    assert [uri for uri, *_ in land(folder, db).refused] == ["b.txt"]
    summary = land(folder, db, take_all=True, kind="department")
    assert (summary.landed, summary.refused) == (1, [])


def test_meta_tags() -> None:
    page = """<html><head><META NAME="ArticleTitle" CONTENT="甲市&amp;乙市报告">
        <meta name='PubDate' content='2020-01-02 10:00'><meta name="SiteName" content="">
        <meta name="viewport" content="x">
        <meta name="ArticleTitle" content="再说一次"></head></html>"""
    assert meta_tags(page.encode()) == (("articletitle", "甲市&乙市报告"), ("pubdate", "2020-01-02 10:00"))
    assert meta_tags(page.encode("gb18030"))[0] == ("articletitle", "甲市&乙市报告")
    assert meta_tags(b"\xff\xfe\x00") == ()
