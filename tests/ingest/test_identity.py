"""What a report is about, read from its own text."""

import datetime

import pytest

from ingest.errors import NotAReport
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
    assert found.basis["jurisdiction"] == "most_named"


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
