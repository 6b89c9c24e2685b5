"""What a report is about, read from its own text."""

import datetime

import pytest

from ground.errors import NotAReport
from ingest.extraction import extract
from ingest.identity import Identity, Known

BODY = "推进行政执法规范化，全年受理行政复议案件12件。普法宣传有力，法治建设取得进展。"


def identity(text: str, known: Known | None = None) -> Identity:
    return extract("r", text, known or Known()).identity


def test_title_tells_all() -> None:
    found = identity(f"绍兴市人民政府2021年法治政府建设年度报告\n{BODY}\n2022年2月28日\n")
    assert (found.issuer, found.jurisdiction_name, found.jurisdiction_code) == ("绍兴市人民政府", "绍兴市", "330600")
    assert (found.level, found.report_kind, found.report_year) == ("prefecture", "government", 2021)
    assert found.published_on == datetime.date(2022, 2, 28)


def test_no_title_line() -> None:
    text = f"2020年，我市落实实施纲要，印发《绍兴市法治政府建设要点》和《绍兴市行政执法办法》。{BODY}\n2021年1月8日\n"
    found = identity(text)
    assert (found.title, found.jurisdiction_name, found.report_year) == (None, "绍兴市", 2020)
    assert found.basis["jurisdiction"] == "document"


def test_department() -> None:
    found = identity(f"绍兴市司法局2019年法治政府建设情况报告\n{BODY}")
    assert (found.issuer, found.report_kind, found.level) == ("绍兴市司法局", "department", "prefecture")


def test_development_zone_stands_under_its_parent() -> None:
    body = f"{BODY}绍兴市委部署，绍兴市政府支持。"
    found = identity(f"绍兴高新区2022年法治政府建设工作报告\n{body}\n绍兴高新区管委会\n2023年1月3日")
    assert (found.jurisdiction_name, found.jurisdiction_code, found.level) == ("绍兴高新区", "330600", "zone")
    assert (found.issuer, found.report_kind) == ("绍兴高新区管委会", "development_zone")


def test_a_name_that_several_bear_is_settled_by_its_city() -> None:
    title = "鼓楼区2021年法治政府建设情况报告"
    assert identity(f"南京市{title}\n{BODY}").jurisdiction_code == "320106"
    assert identity(f"{title}\n{BODY}福州市委要求，福州市政府部署。").jurisdiction_code == "350102"
    assert identity(f"{title}\n{BODY}").jurisdiction_code is None


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("二〇二一年法治政府建设工作情况报告", 2021),
        ("绍兴市人民政府\n二○二一年度法治政府建设情况报告", 2021),
        ("绍兴市越城区2021法治政府建设年度报告", 2021),
        ("绍兴市2020-2021年度法治政府建设报告", 2021),
        ("绍兴市2019年法治政府建设工作总结和2020年工作计划", 2019),
        ("关于法治政府建设情况的报告\n绍兴市人民政府\n（2023年1月20日）", 2022),
        ("绍兴市12345政务服务热线2024年一季度运行情况报告", 2024),
    ],
)
def test_years(head: str, year: int) -> None:
    assert identity(f"{head}\n过去一段时间，绍兴市法治建设有序推进。{BODY}").report_year == year


def test_a_report_on_part_of_a_year_comes_out_within_it() -> None:
    half = f"法治政府建设情况报告\n上半年，绍兴市推进法治建设。{BODY}\n2021年7月15日\n"
    assert identity(half).report_year == 2021
    assert identity(half.replace("上半年", "一年来").replace("7月", "1月")).report_year == 2020


def test_the_body_may_stand_on_a_line_of_its_own() -> None:
    found = identity(f"绍兴市商务局\n2021年度法治政府建设工作报告\n{BODY}")
    assert (found.issuer, found.report_kind, found.jurisdiction_name) == ("绍兴市商务局", "department", "绍兴市")


def test_a_zone_that_bears_the_name_of_a_district_elsewhere() -> None:
    found = identity(f"绍兴滨海新区管理委员会2022年法治政府建设报告\n{BODY}绍兴市委要求。")
    assert (found.jurisdiction_name, found.level, found.report_kind) == ("绍兴滨海新区", "zone", "development_zone")
    assert identity(f"天津市滨海新区2022年法治政府建设报告\n{BODY}").level == "county"


def test_register_goes_first() -> None:
    known = Known(issuer="宁波市人民政府", jurisdiction="宁波市", year=2018)
    found = identity(f"绍兴市2021年法治政府建设情况报告\n{BODY}", known)
    assert (found.jurisdiction_name, found.report_year, found.issuer) == ("宁波市", 2018, "宁波市人民政府")
    assert found.basis["year"] == "register"


def test_damaged_sign_off_date() -> None:
    assert identity(f"绍兴市2023年法治政府建设情况报告\n{BODY}\n2024228\n").published_on == datetime.date(2024, 2, 28)


def test_other_texts_are_refused() -> None:
    with pytest.raises(NotAReport, match="mentions"):
        extract("r", "今天天气很好，我们去公园散步。" * 20, Known())
