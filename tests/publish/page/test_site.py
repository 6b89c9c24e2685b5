"""The folder of the page: what is in it, and when it is replaced."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from publish import ExportError
from publish.page import write_page
from publish.page.queries import NEEDED
from publish.page.site import ASSETS, MOST_LISTED
from tests.publish import synthetic
from tests.publish.page import evidence

CALL = re.compile(r"fazhi\.land\((\"[^\"]+\"),(.*)\);\n", re.S)


def read(site: Path, name: str) -> dict:
    """The data of one file."""
    called, data = CALL.fullmatch((site / "data" / f"{name}.js").read_text(encoding="utf-8")).groups()
    assert json.loads(called) == name
    return json.loads(data)


def column(packed: list | dict) -> list:
    """The values of a packed column, as the page's own script reads it."""
    if isinstance(packed, list):
        return packed
    if "words" in packed:
        return [packed["words"][place] for place in packed["at"]]
    return [start if start is None else start + packed["end"] for start in packed["starts"]]


def rows(table: dict) -> list[dict]:
    columns = {name: column(packed) for name, packed in table["columns"].items()}
    return [{name: column[row] for name, column in columns.items()} for row in range(table["count"])]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_page_of_the_same_warehouse_is_the_same_to_the_byte(
    complete_warehouse: Path, site: Path, tmp_path: Path
) -> None:
    written = write_page(complete_warehouse, tmp_path / "again", progress=False)
    assert contents(tmp_path / "again") == contents(site)
    assert {str(path.relative_to(tmp_path / "again")) for path in written} == set(contents(site))


def test_the_page_replaces_a_page_and_nothing_else(complete_warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_page(complete_warehouse, out, progress=False)
    (out / "data" / "old.js").write_text("left by an older page")
    write_page(complete_warehouse, out, progress=False)
    assert not (out / "data" / "old.js").exists()
    (out / "thesis.docx").write_text("mine")
    with pytest.raises(ExportError, match=r"holds 'thesis\.docx'"):
        write_page(complete_warehouse, out, progress=False)
    assert (out / "thesis.docx").read_text() == "mine"


def test_a_page_of_somebody_else_stays(complete_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>My own page</h1>")
    with pytest.raises(ExportError, match=r"index\.html: is another page"):
        write_page(complete_warehouse, tmp_path, progress=False)
    assert (tmp_path / "index.html").read_text() == "<h1>My own page</h1>"


def test_the_warehouse_is_only_read(complete_warehouse: Path, tmp_path: Path) -> None:
    before = complete_warehouse.read_bytes()
    write_page(complete_warehouse, tmp_path / "site", progress=False)
    assert complete_warehouse.read_bytes() == before


def test_a_mart_that_is_missing_is_named(tmp_path: Path) -> None:
    for name in NEEDED:
        assert name in synthetic.contracts()
    db = synthetic.build(tmp_path / "old.duckdb")
    with duckdb.connect(str(db)) as connection:
        connection.execute("drop table marts.fct_evidence_passages")
    with pytest.raises(ExportError, match=r"marts\.fct_evidence_passages: is not in the warehouse.*fazhi build"):
        write_page(db, tmp_path / "site", progress=False)
    assert not (tmp_path / "site").exists()


def test_a_mart_that_has_lost_a_column_is_told(tmp_path: Path) -> None:
    db = synthetic.build(tmp_path / "old.duckdb")
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table marts.cmp_metrics_ranked drop column comparability_zh")
    with pytest.raises(ExportError, match=r"comparability_zh.*build it again"):
        write_page(db, tmp_path / "site", progress=False)


def test_marts_may_gain_columns(complete_warehouse: Path, tmp_path: Path) -> None:
    db = tmp_path / "wider.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        for name in NEEDED:
            connection.execute(f"alter table marts.{name} add column something_new varchar")
        connection.execute("alter table marts.dim_metric add column definition_zh varchar default '受理的案件'")
    out = tmp_path / "site"
    write_page(db, out, progress=False)
    assert rows(read(out, "site")["metrics"])[0]["definition_zh"] == "受理的案件"


def test_an_empty_warehouse_has_a_page(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_page(synthetic.build(tmp_path / "empty.duckdb", empty=True), out, progress=False)
    counts = read(out, "site")["counts"]
    assert (counts["reports"], counts["facts"], counts["landed_on"]) == (0, 0, "")


def test_every_value_has_its_evidence_in_its_places_file(site: Path) -> None:
    metrics = {path.stem for path in (site / "data" / "metric").iterdir()}
    assert metrics == {row["metric_code"] for row in evidence.evidence()}
    for code in metrics:
        for value in rows(read(site, f"metric/{code}")["values"]):
            figures = {row["observation_id"]: row for row in rows(read(site, f"place/{value['place']}")["figures"])}
            assert figures[value["observation_id"]]["value"] == value["value"]


def test_numbers_keep_their_digits(site: Path) -> None:
    figures = rows(read(site, "place/360700")["figures"])
    assert {row["value"] for row in figures} >= {"20.5", "68.46", "1790", "12.25"}


def test_a_derived_rate_stands_beside_what_is_stated_and_its_check(site: Path) -> None:
    (row,) = rows(read(site, "ratio/people_mediation")["ratios"])
    assert {name: row[name] for name in ("whole", "part", "stated", "derived", "gap", "outcome")} == {
        "whole": "300", "part": "285", "stated": "96", "derived": "95", "gap": "1", "outcome": "fails",
    }  # fmt: skip
    assert row["stated_id"] == "r1:99:mediation.success_rate"


def test_closures_and_their_ranks_are_those_of_the_marts(tmp_path: Path) -> None:
    db = evidence.build(tmp_path / "fazhi.duckdb")
    names = "derived_id, indicator_code, jurisdiction_key, year, scope, period_type, numerator, denominator, value"
    names += ", modifier, rank_in_group, group_size, comparability, comparability_zh, numerator_observation_id"
    names += ", denominator_observation_id, rank_from, rank_to"
    with duckdb.connect(str(db)) as connection:
        for key, part, whole, value, modifier, rank in (
            ("360100", 427, 508, "84.0551", None, 2),
            ("360700", 1700, 1790, "94.9721", "le", 1),
        ):
            told = [key, "review.clearance_rate", key, 2019, "own", "year", part, whole, value, modifier, rank, 2]
            told += ["ranked among 2", "在2个中排列", f"{key}:part", f"{key}:whole", 1, 2]
            connection.execute(
                f"insert into marts.cmp_derived_indicators ({names}) values ({', '.join('?' * 18)})", told
            )
    write_page(db, tmp_path / "site", progress=False)
    found = {row["place"]: row for row in rows(read(tmp_path / "site", "ratio/review_closure")["ratios"])}
    assert [(row["derived"], row["modifier"], row["rank_in_group"]) for _, row in sorted(found.items())] == [
        ("84.0551", None, 2), ("94.9721", "le", 1),
    ]  # fmt: skip
    assert {row["comparability_zh"] for row in found.values()} == {"在2个中排列"}
    assert {(row["rank_from"], row["rank_to"]) for row in found.values()} == {(1, 2)}
    assert (found["360100"]["part_id"], found["360100"]["whole_id"]) == ("360100:part", "360100:whole")


def test_a_gap_is_told_of_the_rate_that_stands_beside_the_derived_one(complete_warehouse: Path, tmp_path: Path) -> None:
    db = tmp_path / "fazhi.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        connection.execute("update marts.cmp_derived_indicators set reported_value_observation_id = 'another'")
    write_page(db, tmp_path / "site", progress=False)
    (row,) = rows(read(tmp_path / "site", "ratio/people_mediation")["ratios"])
    assert (row["stated"], row["derived"], row["gap"]) == ("96", "95", None)


def test_what_is_missing_is_listed_up_to_a_bound(complete_warehouse: Path, site: Path, tmp_path: Path) -> None:
    lists = read(site, "missing")
    assert [lists[name]["count"] for name in ("refused", "queue", "failing")] == [1, 1, 1]
    assert lists["queue"]["left_out"] == 0
    db = tmp_path / "more.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        connection.execute(f"insert into marts.aud_review_queue (queue_no) select range + 2 from range({MOST_LISTED})")
    write_page(db, tmp_path / "site", progress=False)
    assert (read(tmp_path / "site", "missing")["queue"]["left_out"]) == 1


def test_file_names_hold_nothing_of_a_report(site: Path) -> None:
    names = sorted(path.name for path in (site / "data" / "place").iterdir())
    assert names[:2] == ["360100.js", "360700.js"]
    assert re.fullmatch(r"z[0-9a-f]{12}\.js", names[2])
    assert {path.name for path in site.iterdir()} == {"index.html", "assets", "data"}


def test_the_frame_names_each_of_its_scripts() -> None:
    frame = (ASSETS / "index.html").read_text(encoding="utf-8")
    written = {*(path.name for path in ASSETS.glob("*.js")), "words.js"}
    assert sorted(re.findall(r'src="assets/([^"]+)"', frame)) == sorted(written)
    assert "script-src 'self' file:;" in frame
    assert not re.search(r"<script>|\son\w+=|unsafe|https?:", frame)


def test_nothing_in_the_scripts_makes_html_of_text() -> None:
    scripts = sorted(ASSETS.glob("*.js"))
    assert scripts
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function", text), path
        assert len(text.splitlines()) <= 270, path
