"""Annotated reports become gold: marks are read as they are described, and what cannot be read is named."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.gold import annotated

HERE = Path(__file__).parent
CODES = annotated.metric_codes()
HEADER = "# name: {name}\n# year: 2019\n# jurisdiction: 溪山市\n# level: prefecture\n# kind: government\n"
BODY = (
    "标题\n\n"
    "全市办理⟦481万⟧{件 | service.cases_handled whole level 2019 -}件，占比⟦八成⟧{% | =80 | ~ge | cn}以上。\n"
    "压缩⟦1/5⟧{ | approval_time.reduction unstated change 2019 2019-06-30 =20 % | !as a share}，"
    "率⟦100⟧{% | hotline.closure_rate own level 2019 -}%。\n"
)


@pytest.fixture
def write(tmp_path):
    """Writes an annotated file; returns its path."""

    def _write(body=BODY, header=HEADER, name="xishan"):
        path = tmp_path / f"{name}.annotated.txt"
        path.write_text(f"{header.format(name=name)}---\n{body}", encoding="utf-8")
        return path

    return _write


@pytest.fixture
def case(write):
    return annotated.parse(write(), CODES)


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_text_is_what_the_report_prints(case):
    assert case.text == "标题\n\n全市办理481万件，占比八成以上。\n压缩1/5，率100%。\n"


def test_figures_stand_where_they_say(case):
    assert [mention.number_text for mention in case.mentions] == ["481万", "八成", "1/5", "100"]
    for mention in case.mentions:
        assert case.text.startswith(mention.number_text, mention.start)


def test_a_mark_says_value_unit_modifier_and_numerals(case):
    read = [(mention.value, mention.unit, mention.modifier, mention.in_han) for mention in case.mentions]
    assert read == [
        (4810000, "件", "", False),
        (80, "%", "ge", True),
        (Decimal("0.2"), "", "", False),
        (100, "%", "", False),
    ]


def test_an_observation_may_have_its_own_value_unit_and_note(case):
    first, share, _ = case.observations
    assert (first.metric_code, first.value, first.unit, first.scope, first.role) == (
        "service.cases_handled",
        4810000,
        "件",
        "whole",
        "level",
    )
    assert (first.year, first.as_of, first.note) == (2019, "", "")
    assert (share.value, share.unit, share.as_of, share.note) == (20, "%", "2019-06-30", "as a share")


def test_the_gold_folder_has_the_form_that_evaluate_reads(case, tmp_path):
    from fazhi.evaluate.gold import read_gold

    folder = tmp_path / "gold"
    annotated.write_gold([case], folder)
    (report,) = read_gold(folder)
    report.check(case.text)
    assert (report.name, report.source_name) == ("xishan", "xishan.txt")
    assert (folder / "xishan.txt").read_text(encoding="utf-8") == case.text
    assert [mention.value for mention in report.mentions.values()] == [mention.value for mention in case.mentions]
    assert len(report.observations) == len(case.observations) == 3
    assert rows(folder / "xishan.observations.csv")[1]["note"] == "as a share"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("508", "508"),
        ("1,236", "1236"),
        ("4.03", "4.03"),
        ("99 .5", "99.5"),
        ("1.53亿", "153000000"),
        ("２０", "20"),
        ("3万亿", "3000000000000"),
        ("十二", "12"),
        ("三百零五", "305"),
        ("两千万", "20000000"),
        ("四分之一", "0.25"),
        ("八成", "80"),
        ("一百二十万", "1200000"),
        ("多", None),
        ("1/0", None),
        ("12,34", None),
    ],
)
def test_the_value_of_a_number_as_printed(text, value):
    assert annotated.number_value(text) == (value if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("⟦5⟧{件", "malformed mark"),
        ("共⟦5⟧{件 | service.nothing whole level 2019 -}", "unknown metric code 'service.nothing'"),
        ("共⟦5⟧{件 | service.cases_handled all level 2019 -}", "scope 'all' is none of own, whole, part, unstated"),
        ("共⟦5⟧{件 | service.cases_handled whole plan 2019 -}", "role 'plan' is none of level, prior, change, target"),
        ("共⟦5⟧{件 | service.cases_handled whole level 19 -}", "year '19' is not a year"),
        ("共⟦5⟧{件 | service.cases_handled whole level 2019 June}", "as_of 'June' is neither a date YYYY-MM-DD nor -"),
        ("共⟦5⟧{件 | service.cases_handled whole level}", "is not `metric_code scope role year as_of"),
        ("共⟦5⟧{件 | service.cases_handled whole level 2019 - 7}", "'7' after as_of is not =value"),
        ("共⟦5⟧{件 | =many}", "=many is not a number"),
        ("共⟦5⟧{件 | ~nearly}", "modifier 'nearly' is none of approx, ge, le"),
        ("共⟦数百⟧{件 | cn}", "the value of '数百' does not follow from its text"),
        ("共⟦五⟧{件}", "`cn` is for numbers that begin with a Chinese numeral"),
        ("共⟦5⟧{件 | cn}", "`cn` is for numbers that begin with a Chinese numeral"),
        ("共⟦5 ⟧{件}", "begins or ends with a space"),
        (
            "共⟦5⟧{件 | service.cases_handled own level 2019 - | service.cases_handled own prior 2018 -}",
            "service.cases_handled is stated twice",
        ),
    ],
)
def test_a_mark_that_cannot_be_read_is_named(write, body, said):
    path = write(f"标题\n\n{body}\n")
    with pytest.raises(annotated.AnnotationError) as error:
        annotated.parse(path, CODES)
    assert str(error.value).startswith(f"{path}:")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace("# year: 2019\n", ""), "the header lacks year"),
        (HEADER.replace("prefecture", "city"), "level 'city' is none of"),
        (HEADER.replace("# kind: government", "# kind: court"), "kind 'court' is none of"),
        (HEADER.replace("{name}", "other"), "name 'other' is not the file's"),
        (HEADER + "remark\n", "'remark' is not `# key: value`"),
    ],
)
def test_a_header_at_fault_is_named(write, header, said):
    with pytest.raises(annotated.AnnotationError, match=said):
        annotated.parse(write(header=header), CODES)


def test_digits_that_no_mark_holds_are_told_apart_from_dates_and_names(write):
    dates = "一、在2019年12月31日前\n1.按〔2017〕123号文件，第3次会议，12345热线，“7+1”平台。\n"
    page = "2．页脚　索引号：QA-2022-003　川ICP备05001602号-1　川公网安备 41150202000211号　网站标识码：2200000034\n"
    case = annotated.parse(write(dates + page + "全市共有508件，其中⟦12⟧{件}件。\n"), CODES)
    assert annotated.uncounted_digits(case) == [(4, "034\n全市共有508件，其中12件。\n")]


def test_the_command_writes_gold_or_says_what_is_wrong(write, tmp_path, capsys):
    write()
    out = tmp_path / "gold"
    assert annotated.main([str(tmp_path), str(out), "--strict"]) == 0
    assert capsys.readouterr().out == f"1 reports, 4 figures, 3 observations in {out}\n"
    write("共508件\n", name="second")
    assert annotated.main([str(tmp_path), str(tmp_path / "none"), "--strict"]) == 1
    assert "second.annotated.txt: line 1 of the text: unmarked digits in '共508件" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
    assert annotated.main([str(tmp_path / "gold"), str(tmp_path / "none")]) == 1
    assert "no *.annotated.txt in it" in capsys.readouterr().err


@pytest.mark.parametrize(
    "folder",
    [
        "cases_dev",
        "cases_dev2",
        "cases_dev3",
        "cases_dev4",
        "cases_dev5",
        "cases_field",
        "cases_wild_services",
        "cases_wild_norms",
        "cases_wild_reviews",
        "cases_wild_judge",
        "cases_wild_disputes",
        "cases_wild_cells",
        "cases_heldout2",
    ],
)
def test_no_digit_of_the_annotated_reports_was_passed_over(folder, tmp_path, capsys):
    assert annotated.main([str(HERE / folder), str(tmp_path / "gold"), "--strict"]) == 0, capsys.readouterr().err


def test_the_held_out_reports_can_be_read(tmp_path):
    assert annotated.main([str(HERE / "cases_heldout"), str(tmp_path / "gold")]) == 0
