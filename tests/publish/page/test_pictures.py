"""The pictures: what they show in words and in their tables, where their lines break, and what can be taken along."""

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Page, expect

import publish.folder
from fazhi.exports import is_page_due
from publish.page import front_queries, write_page
from publish.page.front import tiles
from publish.page.site import BESIDE
from tests.publish import synthetic
from tests.publish.page.conftest import CASES, PHONE, Visit
from tests.publish.page.test_site import read
from vocabulary.reading import rows as read_rows

ROW = {"place": "1", "scope": "own", "unit": "件", "period_type": "year", "role": "level", "modifier": None}


def row(year: int, value: str, **other: Any) -> dict[str, Any]:
    return {**ROW, "observation_id": f"{year}|{value}", "year": year, "value": value, **other}


def saved(page: Page, button: str, folder: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_every_province_has_a_tile_of_its_own() -> None:
    seed = read_rows(synthetic.ROOT / "seeds" / "jurisdictions.csv")
    placed = tiles()
    assert set(placed) == {row["jurisdiction_code"] for row in seed if row["level"] == "province"}
    assert len({position for _, *position in map(tuple, placed.values()) for position in [tuple(position)]}) == 34
    assert len({letters for letters, *_ in placed.values()}) == 34


def test_the_front_says_what_is_known_where_and_when(visit: Visit) -> None:
    page = visit("/?lang=en")
    known = page.locator("section", has=page.locator("#map"))
    expect(known.locator(".shows")).to_have_text(
        "Of 1 provinces 1 have data; 丙省 has the most places, 3. The year with the most places is 2019, with 3."
    )
    known.locator("summary").click()
    cells = known.locator("tbody td").all_inner_texts()
    assert cells[:2] == ["3", "2 of 0"]
    known.get_by_role("link", name="丙省").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Places")
    expect(page.locator("tbody th[scope=row]")).to_have_count(3)


def test_the_findings_change_with_the_data(visit: Visit, complete_warehouse: Path, tmp_path: Path) -> None:
    told = visit("/?lang=zh").locator(".findings li").all_inner_texts()
    assert told[0].startswith("受理行政复议案件：从甲市的508 件到乙市的≥1,790 件。")
    assert told[1] == "还没有两个地方有同一指标、口径相同的连续两年。"  # 乙市 says at least 1790: no direction
    assert told[2] == "还没有两个地方有可以核对的比率。"  # of one place alone nothing is found
    db = tmp_path / "other.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        connection.execute("update marts.fct_evidence set modifier = null where metric_code like 'admin_review.%'")
        again = (
            "insert into marts.{0} select * replace ('360100' as jurisdiction_key, {1} || 'x' as {1}) from marts.{0}"
        )
        connection.execute(f"{again.format('fct_evidence', 'observation_id')} where jurisdiction_key = '360700'")
        again = again.replace("360100", "360700")
        connection.execute(f"{again.format('aud_checks', 'check_id')} where check_kind = 'rate'")
        connection.execute("update marts.cmp_metrics_ranked set rank_in_group = null")
    write_page(db, tmp_path / "site", progress=False)
    told = visit("/?lang=zh", folder=tmp_path / "site").locator(".findings li").all_inner_texts()
    assert told[0] == "还没有两个可比的数值。"
    assert told[1].startswith("受理行政复议案件：2019年比上年，2个地方中2个上升，0个下降，0个不变。")
    assert told[2].startswith("2个地方有2个所称的比率可以核对，2个与报告自己的数字不符。")
    assert "所称96，推算95" in told[2]
    with duckdb.connect(str(db)) as connection:
        connection.execute("update marts.aud_checks set outcome = 'holds'")
    write_page(db, tmp_path / "site", progress=False)
    told = visit("/?lang=zh", folder=tmp_path / "site").locator(".findings li").all_inner_texts()
    assert told[2] == "2个地方可以核对的2个比率都与报告自己的数字相符。"


def test_a_place_is_marked_in_the_strips_and_the_address(visit: Visit) -> None:
    page = visit("/?lang=zh")
    page.get_by_label("标出一个地区").fill("乙")
    spread = page.locator("section", has=page.locator("#spread"))
    expect(spread.locator(".shows")).to_contain_text("“乙”在1条中的1条里。")
    expect(spread.locator("svg")).to_contain_text("乙市 ≥1,790 件")
    assert "place=" in page.url
    spread.locator("summary").click()
    expect(spread.locator("tbody td").last).to_contain_text("≥1,790 件 乙市")
    page.get_by_label("标出一个地区").fill("无此地")
    expect(spread.locator(".shows")).to_contain_text("“无此地”不在这些可比组里。")


def test_lines_break_where_the_form_changes_or_a_year_is_missing(visit: Visit) -> None:
    page = visit("/places?lang=zh")
    told = [
        row(2016, "10"),
        row(2017, "12"),
        row(2018, "40", scope="whole"),
        row(2020, "50", scope="whole"),
        row(2021, "20", scope="whole", as_of="2021-10-31"),
        row(2022, "25", scope="whole", as_of="2022-10-31"),
    ]
    breaks = page.evaluate("rows => fazhi.breaks(rows)", told)
    assert [(one["from"], one["to"]) for one in breaks] == [(2017, 2018), (2018, 2020), (2020, 2021)]
    assert [one["why"] for one in breaks] == [
        "2017至2018年由“发布机关本身”变为“整个辖区”",
        "2018与2020年之间没有数值",
        "2020至2021年由“无截至日期”变为“截至10-31”",
    ]
    runs = page.evaluate("rows => fazhi.runs(rows).map((row) => row.run)", told)
    assert [runs.index(run) for run in runs] == [0, 0, 2, 3, 4, 4]
    course = page.evaluate("rows => fazhi.courseOf(rows)", told)
    assert course.startswith("2021至2022年：20 件 → 25 件（整个辖区 · 件 · 截至10-31）。断开3处：")


def test_of_a_year_the_own_value_goes_before_the_recalled_one(visit: Visit) -> None:
    page = visit("/places?lang=zh")
    told = [row(2018, "9", role="prior"), row(2018, "8"), row(2019, "7", role="prior"), row(2019, "6", scope="whole")]
    kept = page.evaluate("rows => fazhi.yearly(rows).map((row) => row.value)", told)
    assert sorted(kept) == ["6", "7", "8"]


def test_a_series_is_drawn_with_its_table_and_a_sentence(visit: Visit) -> None:
    page = visit("/place/360700?lang=en")
    figure = page.locator("figure.chart")
    expect(figure).to_have_count(1)
    expect(figure.locator(".shows")).to_have_text(
        "2018 to 2019: 20.5 cases → ≥1,790 cases (the reporting body itself · cases)."
    )
    figure.locator("summary").click()
    assert [text.split("\n")[0] for text in figure.locator("tbody th").all_inner_texts()] == ["2018", "2019"]


def test_several_places_stand_in_one_chart(visit: Visit, complete_warehouse: Path, tmp_path: Path) -> None:
    db = tmp_path / "two_years.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        connection.execute(
            "insert into marts.cmp_metrics_ranked select * replace (2018 as year, 400 as value, null as rank_in_group)"
            " from marts.cmp_metrics_ranked"
            " where metric_code = 'admin_review.cases_accepted' and jurisdiction_key = '360100'"
        )
    write_page(db, tmp_path / "site", progress=False)
    page = visit("/metric/admin_review.cases_accepted?lang=zh", folder=tmp_path / "site")
    told = page.locator("figure.chart .shows").last
    expect(told).to_contain_text("3个地方有此口径的数值，1个有两年以上。甲市：2018至2019年：400 件 → 508 件")
    page.get_by_label("加一个地区").fill("甲")
    page.locator(".offered a").first.click()
    expect(page.locator(".picked")).to_have_text("甲市 ×")
    assert "with=360100" in page.url
    figure = page.locator("figure.chart").last
    figure.locator("summary").click()
    expect(figure.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="去掉甲市").click()
    expect(page.locator(".picked")).to_have_count(0)


def test_two_places_stand_side_by_side(visit: Visit, tmp_path: Path) -> None:
    page = visit("/place/360100?lang=zh")
    page.get_by_label("与另一地区并列").fill("乙")
    page.locator(".offered a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("甲市与乙市")
    expect(page.locator(".verdict")).to_have_text("甲市和乙市都报告了1项指标，其中1项同年、同口径，可以比较。")
    expect(page.locator("tr.set")).to_contain_text("行政复议")
    assert page.locator("tbody td").all_inner_texts()[:4] == ["508 件", "≥1,790 件", "2019", "2019"]
    expect(page.locator("figure svg")).to_contain_text("508 件 · 2019")
    expect(page.locator("main")).to_contain_text("只有乙市报告的：2项")
    path = saved(page, "存为 CSV", tmp_path)
    assert path.name == "甲市与乙市.csv"
    [line] = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    assert [line[of] for of in ("甲市", "符号（甲市）", "单位（甲市）", "乙市", "符号（乙市）", "单位（乙市）")] == [
        *("508", "", "件"),
        *("1790", "≥", "件"),
    ]
    for nonsense in ("/pair/360100/360100", "/pair/360100/nowhere", "/pair/360100"):
        expect(visit(f"{nonsense}?lang=zh").get_by_role("heading", level=1)).to_have_text("没有这一页。")


def test_a_table_is_saved_as_it_is_shown(visit: Visit, tmp_path: Path) -> None:
    path = saved(visit(CASES.format("en")), "Save as CSV", tmp_path)
    assert path.name == "admin_review.cases_accepted_3_values.csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(line["Value"], line["Sign"], line["Unit"], line["Year"]) for line in lines] == [
        ("1790", "≥", "件", "2019"),
        ("508", "", "件", "2019"),
        ("7", "", "件", "2019"),
    ]
    assert lines[0]["Group"] == "2019 · prefecture · the reporting body itself"
    assert lines[2]["Group"] == "In no comparable set"


def test_a_saved_table_holds_nothing_that_a_spreadsheet_would_run(visit: Visit) -> None:
    page = visit("/places?lang=zh")
    script = """cells => fazhi.csv([{ key: "a", label: "a", cell: (row) => row }], [{ head: null, rows: cells }])"""
    told = page.evaluate(script, ["=1+1", " @x", "＋1", "-5", "−1,200.5", "1/5", "12,5", 'a "b"', "1234567890123456"])
    assert told == (
        '\ufeffa\r\n\'=1+1\r\n\' @x\r\n\'＋1\r\n-5\r\n-1200.5\r\n\'1/5\r\n"12,5"\r\n"a ""b"""\r\n\'1234567890123456\r\n'
    )


def test_a_chart_is_saved_as_picture(visit: Visit, tmp_path: Path) -> None:
    page = visit(CASES.format("zh"))
    expect(page.locator("figure.drawn")).to_have_count(1)
    svg = saved(page, "图存为 SVG", tmp_path).read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    for words in ("图：受理行政复议案件", "508 件 · 2019", "出处：法治政府建设报告数据对比；最近一次入库："):
        assert words in svg, words
    assert "<script" not in svg
    png = saved(page, "图存为 PNG", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 1500  # pixels: sharp enough for paper
    expect(page.locator("body > .unseen[aria-hidden]")).to_have_count(0)


def test_the_address_is_copied(visit: Visit) -> None:
    page = visit(f"{CASES.format('zh')}&scope=own")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator("#copy-link")).to_have_text("已复制")
    assert page.evaluate("window.copied").endswith("&scope=own")
    expect(page.locator("#said")).to_have_text("已复制")


def test_subjects_are_folded_on_a_phone(visit: Visit) -> None:
    page = visit("/place/360700?lang=zh", PHONE)
    subject = page.locator("button.folder").first
    expect(subject).to_have_attribute("aria-expanded", "false")
    cells = page.locator("tbody:has(button.folder) th[scope=row]")
    expect(cells.first).not_to_be_visible()
    subject.focus()
    page.keyboard.press("Enter")
    expect(subject).to_have_attribute("aria-expanded", "true")
    expect(cells.first).to_be_visible()
    expect(visit("/place/360700?lang=zh").locator("tbody:has(button.folder) th[scope=row]").first).to_be_visible()


def test_the_page_leads_to_the_tables_beside_it(complete_warehouse: Path, visit: Visit, tmp_path: Path) -> None:
    exports, out = tmp_path / "tables of ours", tmp_path / "site"
    exports.mkdir()
    (exports / "fazhi_tables.xlsx").write_bytes(b"")
    write_page(complete_warehouse, out, exports=exports, progress=False)
    assert read(out, "site")["beside"] == [{"name": "fazhi_tables.xlsx", "path": "../tables of ours/fazhi_tables.xlsx"}]
    link = visit("/?lang=zh", folder=out).locator("#beside a")
    assert link.evaluate("link => link.href") == (exports / "fazhi_tables.xlsx").as_uri()
    write_page(complete_warehouse, out, progress=False)
    assert read(out, "site")["beside"] == []


def test_a_page_leads_to_tables_that_take_their_place_with_it(complete_warehouse: Path, tmp_path: Path) -> None:
    exports, out = tmp_path / "exports", tmp_path / "site"
    for formats in (("xlsx",), ("csv",)):  # a first run, and one that finds the folder of another
        with publish.folder.held_back() as take_places:
            publish.export_all(complete_warehouse, exports, formats)
            write_page(complete_warehouse, out, exports=exports, progress=False)
            take_places()
        told = [link["name"] for link in read(out, "site")["beside"]]
        assert told == [name for name in BESIDE if (exports / name).is_file()]
        assert ("fazhi_tables.xlsx" in told) == ("xlsx" in formats)


def test_a_page_is_due_when_its_tables_have_gone_elsewhere(tmp_path: Path) -> None:
    assert is_page_due(tmp_path / "no.duckdb", tmp_path / "site", tmp_path / "exports")


MOVING = [
    ("1", 2018, "own", "prior", "10", None),  # recalled: its year's own report has none
    ("1", 2019, "own", "level", "12", None),
    ("2", 2018, "own", "level", "9", None),
    ("2", 2018, "own", "prior", "3", None),  # the own report goes before it: 9 to 8 is a fall
    ("2", 2019, "own", "level", "8", None),
    ("3", 2017, "own", "level", "5", None),  # not the year before
    ("3", 2019, "own", "level", "6", None),
    ("4", 2018, "part", "level", "5", None),  # a part may be another part
    ("4", 2019, "part", "level", "6", None),
    ("5", 2018, "own", "level", "5", "ge"),  # a bound
    ("5", 2019, "own", "level", "6", None),
]


@pytest.mark.parametrize(("told", "moves"), [(MOVING, [(2019, 2, 1, 1, 0)]), (MOVING[5:], [])])
def test_moves_are_counted_of_two_years_of_one_extent(
    told: list[tuple[Any, ...]], moves: list[tuple[int, ...]]
) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        columns = synthetic.contracts()["fct_evidence"]
        connection.execute(
            f"create table marts.fct_evidence ({', '.join(f'{name} {kind}' for name, kind in columns.items())})"
        )
        for number, (place, year, scope, role, value, modifier) in enumerate(told):
            connection.execute(
                "insert into marts.fct_evidence (observation_id, metric_code, jurisdiction_key, year, scope, role,"
                " value, modifier, unit, period_type) values (?, 'm.n', ?, ?, ?, ?, ?, ?, '件', 'year')",
                [str(number), place, year, scope, role, value, modifier],
            )
        found = connection.execute(front_queries.MOVES).fetchall()
    assert [(year, places, rose, fell, stayed) for _, _, year, places, rose, fell, stayed in found] == moves
