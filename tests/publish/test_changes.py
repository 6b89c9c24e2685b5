import csv

import pytest

from ground.errors import ExportError
from publish.changes import Change, changes, figures_of, write_changes


def figure(place, value, *, report="r1", source="jia.txt", year="2019", metric="lamp.lit", modifier="", scope="own"):
    return {
        **{"observation_id": f"{report}:{place}:{value}", "report_id": report, "source_name": source, "address": ""},
        **{"jurisdiction_key": place, "jurisdiction_name": f"{place}市", "reporting_department": ""},
        **{"metric_code": metric, "metric_name_zh": "点亮路灯", "year": year, "scope": scope, "role": "level"},
        **{"as_of": "", "is_cumulative": "false", "period_type": "year", "unit": "盏", "range_part": ""},
        **{"value": value, "modifier": modifier, "number_text": value, "citation_zh": f"{report}，{value}"},
    }


def told(before, now):
    return [
        (change.kind, change.before and change.before["value"], change.now and change.now["value"], change.why)
        for change in changes(before, now)
    ]


def test_the_same_figures_are_no_change():
    figures = [figure("甲", "3"), figure("甲", "4"), figure("乙", "3")]
    assert told(figures, figures[::-1]) == []


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ([], [figure("甲", "3")], ("added", None, "3", "new_report")),
        ([figure("甲", "3")], [], ("withdrawn", "3", None, "report_gone")),
        ([figure("甲", "3")], [figure("甲", "4")], ("changed", "3", "4", "read_otherwise")),
        ([figure("甲", "3")], [figure("甲", "3", modifier="ge")], ("changed", "3", "3", "read_otherwise")),
        ([figure("甲", "3")], [figure("甲", "4", report="r2")], ("changed", "3", "4", "new_version")),
        ([figure("甲", "3")], [figure("甲", "3", report="r2")], ("moved", "3", "3", "new_version")),
        (
            [figure("甲", "3")],
            [figure("甲", "4", report="r2", source="yi.txt")],
            ("changed", "3", "4", "new_report"),
        ),
    ],
)
def test_a_change_is_told_with_its_reason(before, now, change):
    assert told(before, now) == [change]


def test_a_report_that_had_landed_before_is_not_new():
    (change,) = changes([], [figure("甲", "3")], {"r1", "r9"})
    assert (change.kind, change.why) == ("added", "report_again")
    # an earlier version is taken up once more
    (change,) = changes([figure("甲", "4", report="r2")], [figure("甲", "3")], {"r1", "r2"})
    assert (change.kind, change.why) == ("changed", "report_again")


def test_an_export_is_no_publication(tmp_path):
    (tmp_path / "csv").mkdir()
    with pytest.raises(ExportError, match=r"is the folder of an export .* fazhi-YYYY-MM-DD"):
        figures_of(tmp_path)


def test_what_is_read_as_something_else_is_withdrawn_and_added():
    before, now = (
        [figure("甲", "3", scope="own"), figure("乙", "9")],
        [figure("甲", "3", scope="whole"), figure("乙", "9")],
    )
    assert told(before, now) == [
        ("withdrawn", "3", None, "read_otherwise"),
        ("added", None, "3", "read_otherwise"),
    ]


def test_of_several_values_the_equal_ones_are_taken_off_first():
    before = [figure("甲", "3"), figure("甲", "4"), figure("甲", "5")]
    assert told(before, [figure("甲", "4"), figure("甲", "6"), figure("甲", "5")]) == [
        ("changed", "3", "6", "read_otherwise")
    ]
    assert told(before, [figure("甲", "6")]) == [
        *(("withdrawn", value, None, "read_otherwise") for value in "345"),
        ("added", None, "6", "read_otherwise"),
    ]
    # a text that stays is not moved for another that states the same
    both = [figure("甲", "3"), figure("甲", "3", report="r2", source="yi.txt")]
    assert told(both, both[1:]) == [("withdrawn", "3", None, "report_gone")]


def publication(folder, figures):
    (folder / "csv").mkdir(parents=True)
    with (folder / "csv" / "figures.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, figures[0].keys())
        writer.writeheader()
        writer.writerows(figures)
    return folder


def test_they_are_written_as_a_table_and_a_page(tmp_path):
    folder = publication(tmp_path / "fazhi-2024-03-01", [figure("甲", "4"), figure("乙", "7", report="r9", source="n")])
    write_changes(folder, [figure("甲", "3")], "fazhi-2024-02-01")
    with (folder / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["change"], row["jurisdiction_name"], row["value_before"], row["value_now"]) for row in rows] == [
        ("added", "乙市", "", "7"),
        ("changed", "甲市", "3", "4"),
    ]
    assert rows[1]["citation_zh_before"] == "r1，3"
    page = (folder / "CHANGES.md").read_text(encoding="utf-8")
    assert "What changed since fazhi-2024-02-01" in page
    assert "| 改变 | 点亮路灯 | 甲市 | 2019 | own | 3 盏 | 4 盏 | 同一文本，读法改变 |" in page


def test_no_change_is_said_too(tmp_path):
    folder = publication(tmp_path / "p", [figure("甲", "4")])
    write_changes(folder, figures_of(folder), "p")
    assert "No figure has changed" in (folder / "CHANGES.md").read_text(encoding="utf-8")


def test_a_folder_that_is_no_publication_is_told(tmp_path):
    with pytest.raises(ExportError, match="--since names the folder of an earlier publication"):
        figures_of(tmp_path)
    with pytest.raises(ExportError, match="has no column report_id"):
        figures_of(publication(tmp_path / "p", [{"observation_id": "1", "metric_code": "m", "value": "2"}]))


def test_a_change_is_about_its_newest_row():
    assert Change("withdrawn", figure("甲", "3"), None, "report_gone").row["value"] == "3"
