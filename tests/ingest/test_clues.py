"""The clues that are found, and where."""

import csv

import pytest

from ingest.clues import Clue, Outside
from ingest.clues.weights import SEED, weights
from ingest.extraction import extract
from ingest.identity import Known

BODY = "依法推进行政执法规范化，全年受理行政复议案件12件，办结11件。"


def clues(text: str, known: Known | None = None, outside: Outside | None = None) -> list[Clue]:
    identity = extract("r", text, known or Known(admitted="listed"), outside or Outside()).identity
    for clue in identity.clues:
        assert (clue.about, clue.kind) in weights(), clue
    return identity.clues


def said(found: list[Clue], about: str) -> set[tuple[str, str]]:
    return {(clue.kind, clue.value) for clue in found if clue.about == about}


def test_a_district_speaks_of_itself() -> None:
    found = clues(
        f"2020年，在南昌市委、市政府的领导下，我区坚持依法行政。\n{BODY}区委、区政府高度重视，区司法局牵头，"
        f"全区共有调委会31个，居全市前列。\n东湖区人民政府\n2021年1月20日\n"
    )
    assert ("led_by", "南昌市") in said(found, "jurisdiction")
    assert ("sign_off", "东湖区") in said(found, "jurisdiction")
    assert {("self_our", "区"), ("self_committee", "区"), ("self_whole", "区")} <= said(found, "class")
    assert ("self_whole", "市") not in said(found, "class")  # 全市前列 is a comparison
    assert ("sign_off", "东湖区人民政府") in said(found, "issuer")
    assert {("opening", "2020"), ("published", "2020")} <= said(found, "year")


def test_beside_the_text() -> None:
    known = Known(
        title="九江市2018年依法行政报告", address="https://example.org/art/2019/03/05/a.html", admitted="listed"
    )
    meta = (
        ("articletitle", "九江市二〇一八年依法行政情况"),
        ("contentsource", "九江市司法局"),
        ("pubdate", "2019-03-05"),
    )
    found = clues(f"依法行政情况\n{BODY}", known, Outside("江西/九江市2018年.html", meta))
    assert {("link", "九江市"), ("meta_title", "九江市"), ("meta_source", "九江市"), ("file", "九江市")} <= said(
        found, "jurisdiction"
    )
    assert {("link", "2018"), ("meta_title", "2018"), ("file", "2018"), ("published", "2018")} <= said(found, "year")
    assert {("meta_date", "2019-03-05"), ("address", "2019-03-05")} <= said(found, "published")
    assert ("folder_short", "江西省") in said(found, "jurisdiction")


@pytest.mark.parametrize(
    ("line", "kind", "year"),
    [
        ("今年以来，全市受理案件5件。\n2022年8月3日", "this_year", "2022"),
        ("洪府发〔2020〕3号\n现将情况报告如下。", "document_number", "2019"),
        ("本报告数据自2021年1月1日起，至2021年12月31日止。", "period", "2021"),
        ("2019年以来，新聘调解员31人。", "since", "2019"),
        ("【复议】2017年，收到申请31件。", "opening", "2017"),
        ("现将我局2016年度工作情况报告如下：", "introduction", "2016"),
    ],
)
def test_years(line: str, kind: str, year: str) -> None:
    assert (kind, year) in said(clues(f"{line}\n{BODY}"), "year")


@pytest.mark.parametrize(
    "headline",
    [
        "审结行政案件2018件",
        "溪山年鉴2018",
        "洪府复字〔2018〕12号",
        "2018年3月5日通报",
        "在2018年政府工作报告会上的讲话",
    ],
)
def test_some_years_of_a_first_line_are_not_the_reports(headline: str) -> None:
    told = said(clues(f"{headline}\n{BODY}"), "year")
    assert ("headline", "2018") not in told


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("绍兴市12345热线受理中心2022年度工作总结", "绍兴市12345热线受理中心"),
        ("诸暨市社会矛盾纠纷调处化解中心2022年工作小结", "诸暨市社会矛盾纠纷调处化解中心"),
        ("绍兴市仲裁办2014年述职", "绍兴市仲裁办"),
        ("绍兴仲裁委换届", "绍兴仲裁委"),
        ("绍兴市律师协会工作报告", "绍兴市律师协会"),
        ("诸暨市公证处2018年工作回顾", "诸暨市公证处"),
        ("2018年诸暨市公证处工作回顾", "诸暨市公证处"),
        ("(2018年)诸暨市司法局法律援助情况", "诸暨市司法局"),
        ("关于诸暨市司法局2018年法律援助工作的汇报", "诸暨市司法局"),
        ("关于2018年度诸暨市司法局法律援助情况的公示", "诸暨市司法局"),
    ],
)
def test_a_body_that_works_on_its_own_is_an_office(title: str, issuer: str) -> None:
    found = extract("r", f"{title}\n{BODY}", Known(admitted="listed"), Outside()).identity
    assert (found.issuer, found.report_kind) == (issuer, "department")


@pytest.mark.parametrize(
    "title",
    [
        "全市法院行政审判工作情况",
        "绍兴市人民调解委员会工作情况",
        "绍兴市便民服务中心建设情况",
        "绍兴市县区法院工作情况",
        "2018年全市公证处工作情况",
        "关于开展市县区司法局评查工作的汇报",
        "关于推进政务服务中心建设的情况",
    ],
)
def test_a_title_about_bodies_names_none(title: str) -> None:
    found = extract("r", f"{title}\n{BODY}", Known(admitted="listed"), Outside()).identity
    assert found.report_kind == "government"


def test_the_way_to_a_page_is_no_headline() -> None:
    found = extract("r", f"要闻>>时政\n绍兴仲裁委换届\n{BODY}", Known(admitted="listed"), Outside()).identity
    assert found.issuer == "绍兴仲裁委"


def test_an_office_is_not_its_government() -> None:
    found = extract("r", f"武汉仲裁委员会2021年工作情况\n{BODY}", Known(admitted="listed")).identity
    assert (found.issuer, found.report_kind) == ("武汉仲裁委员会", "department")
    court = extract("r", f"九江市中级人民法院2021年行政审判情况\n{BODY}", Known(admitted="listed")).identity
    assert court.issuer == "九江市中级人民法院"


def test_places_in_navigation_are_none() -> None:
    found = clues(f"当前位置：首页>南昌市>政务公开\n依法行政情况\n{BODY}\n相关链接：九江市人民政府")
    assert said(found, "jurisdiction") == set()


def test_every_kind_has_its_reason_and_example_once() -> None:
    with SEED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({(row["about"], row["clue_kind"]) for row in rows}) == len(rows)
    assert all(row["reason"] and row["example"] and 0 <= float(row["weight"]) <= 1 for row in rows)


def test_offsets_stand_in_the_text() -> None:
    text = f"九江市２０２０年法治政府建设情况报告\n{BODY}\n九江市人民政府\n2021年1月3日\n"
    rows = extract("r", text, Known()).clues
    placed = [row for row in rows if row[8] is not None and row[3] not in ("title",)]
    assert len(placed) > 4
    for row in placed:
        assert text[row[8] : row[9]] == row[10]
