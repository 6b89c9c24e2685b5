"""A publication: complete, cited, valid by the reference tool, the same for the same warehouse."""

import csv
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys

import duckdb
import pytest
import yaml
from frictionless import Package, system

from publish import ExportError, Terms, publish_all
from publish.copying import OF_THE_MACHINE
from publish.publication import WAREHOUSE
from tests.conftest import ROOT

DAY = datetime.date(2024, 2, 29)


@pytest.fixture(scope="module")
def published(sample_run, tmp_path_factory):
    out = tmp_path_factory.mktemp("publications")
    publish_all(sample_run / "fazhi.duckdb", out, Terms(DAY, "CC-BY-4.0", "某大学"), progress=False)
    return out / "fazhi-2024-02-29"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def faults(folder):
    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    found = [(task.name, error.type) for task in report.tasks for error in task.errors]
    return found + [(None, error.type) for error in report.errors]


def test_the_reference_tool_finds_no_fault(published):
    assert faults(published) == []


def test_no_reader_has_to_guess_how_the_files_are_written(published):
    # A guess goes wrong where the keys, which have | in them, outnumber the commas.
    for resource in package(published)["resources"]:
        assert resource["dialect"]["delimiter"] == ","
        assert resource["dialect"]["header"] is True


@pytest.mark.parametrize(
    ("table", "was", "becomes", "fault"),
    [
        ("cmp_cases_handled", b",2019,", b",MMXIX,", ("cmp_cases_handled", "type-error")),
        # the figure's own key, so that what leads to it leads nowhere
        (
            "figures",
            b":admin_review.cases_accepted,",
            b":admin_review.cases_unheard,",
            ("cmp_metrics_ranked", "foreign-key"),
        ),
    ],
)
def test_the_reference_tool_would_find_one(published, tmp_path, table, was, becomes, fault):
    told = package(published)
    for resource in told["resources"]:
        text = (published / resource["path"]).read_bytes()
        (tmp_path / resource["path"]).parent.mkdir(exist_ok=True)
        (tmp_path / resource["path"]).write_bytes(text.replace(was, becomes, 1) if resource["name"] == table else text)
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    assert fault in faults(tmp_path)


def test_every_file_is_described_with_its_hash(published):
    told = package(published)
    described = {entry["path"]: entry["hash"] for entry in [*told["resources"], *told["files"]]}
    there = {path.relative_to(published).as_posix(): path for path in published.rglob("*") if path.is_file()}
    assert described.keys() == there.keys() - {"datapackage.json"}
    for name, digest in described.items():
        assert digest == f"sha256:{hashlib.sha256(there[name].read_bytes()).hexdigest()}"


def test_every_table_has_a_key_and_its_figures_lead_to_their_citation(published):
    for resource in package(published)["resources"]:
        schema = resource["schema"]
        assert schema["primaryKey"], resource["name"]
        led = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
        for field in schema["fields"]:
            if field["name"].endswith("observation_id") and resource["name"] != "figures":
                assert led[field["name"]] == "figures", resource["name"]


def test_every_column_is_named_in_two_languages_and_described(published):
    dictionary = rows(published / "data_dictionary.csv")
    for row in dictionary:
        told = f"{row['table_name']}.{row['column_name']}"
        assert re.search(r"[\u4e00-\u9fff]|md5|sha", row["name_zh"]), told
        assert row["name_en"], told
        assert row["description"], told
        assert row["empty_means_zh"], told
        assert row["empty_means_en"], told
    with duckdb.connect(str(published / WAREHOUSE), read_only=True) as warehouse:
        columns = warehouse.execute(
            "select table_name, column_name from duckdb_columns() where not internal"
        ).fetchall()
    assert set(columns) <= {(row["table_name"], row["column_name"]) for row in dictionary}


def test_what_is_said_never_to_be_empty_never_is(published):
    never = {
        (row["table_name"], row["column_name"])
        for row in rows(published / "data_dictionary.csv")
        if row["empty_means_en"] == "never empty"
    }
    assert never
    for path in (published / "csv").glob("*.csv"):
        for row in rows(path):
            empty = {name for name, value in row.items() if value == "" and (path.stem, name) in never}
            assert not empty, path.name


def test_a_figure_is_cited_by_report_issuer_date_and_place(published):
    (cited,) = (row for row in rows(published / "csv" / "figures.csv") if row["number_text"] == "68.46")
    text = (ROOT / "reports" / cited["source_name"]).read_text(encoding="utf-8")
    sentence, number = int(cited["sentence_start"]), int(cited["char_start"])
    assert text[number:].startswith("68.46")
    assert text[sentence:].startswith(cited["printed_sentence"])
    for citation in (cited["citation_zh"], cited["citation_en"]):
        for part in ("赣州市人民政府", cited["report_title"], "2020-02-28", cited["source_name"], "68.46"):
            assert part in citation
        assert re.search(rf"\b{sentence}\b", citation)
        assert re.search(rf"\b{number}\b", citation)


def test_what_is_not_known_of_a_report_is_said_in_its_citation(warehouse, tmp_path):
    publish_all(warehouse, tmp_path, Terms(DAY, texts=False), progress=False)
    cited = rows(tmp_path / "fazhi-2024-02-29" / "csv" / "figures.csv")[0]
    assert (
        cited["citation_zh"]
        == "某机关：《甲市2019年报告》，发布日期不详。jia_2019.txt，数字字符 10，原文“508”；文本版本 r1。"
    )
    assert cited["citation_en"] == (
        "某机关. 《甲市2019年报告》. Date not known. jia_2019.txt, number at character 10, printed “508”. "
        "Version of the text: r1."
    )


def test_each_table_is_cited_with_its_licence(published):
    listed = rows(published / "tables.csv")
    assert {row["table_name"] for row in listed} == {resource["name"] for resource in package(published)["resources"]}
    for row in listed:
        assert row["licence"] == "CC-BY-4.0"
        assert row["citation_zh"].startswith("某大学：《")
        assert row["table_name"] in row["citation_en"]


def test_the_citation_file_has_what_its_format_asks_for(published):
    told = yaml.safe_load((published / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert told["message"]
    assert told["title"]
    assert told["authors"] == [{"name": "某大学"}]
    assert (told["type"], told["license"], told["date-released"]) == ("dataset", "CC-BY-4.0", "2024-02-29")


def test_without_a_licence_it_says_that_none_is_set(sample_run, tmp_path):
    publish_all(sample_run / "fazhi.duckdb", tmp_path, Terms(DAY), progress=False)
    folder = tmp_path / "fazhi-2024-02-29"
    assert "licenses" not in package(folder)
    assert "none is set for this publication" in (folder / "LICENCE.txt").read_text(encoding="utf-8")
    assert "license" not in yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))


def test_a_licence_that_is_not_listed_is_named_as_ones_own():
    terms = Terms(DAY, "LicenseRef-University.1")
    assert terms.licence_url is None
    assert "LicenseRef-University.1" in terms.licence_text()
    assert "spdx.org" not in terms.licence_text()
    with pytest.raises(ExportError, match=r"did you mean CC-BY-4\.0"):
        Terms(DAY, "CC-BY-4")


@pytest.mark.parametrize("licence", ["CC BY", "", "自由", "NOPE", "CC-BY-5.0"])
def test_a_licence_is_named_by_its_identifier(licence):
    with pytest.raises(ExportError, match="SPDX identifier"):
        Terms(DAY, licence)


def test_the_copy_answers_like_the_warehouse_and_cannot_be_written_to_by_mistake(sample_run, published):
    assert not published.joinpath(WAREHOUSE).stat().st_mode & 0o222
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample_run / 'fazhi.duckdb'}' as a (read_only)")
        connection.execute(f"attach '{published / WAREHOUSE}' as b (read_only)")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'a' and schema_name = 'marts'"
        ).fetchall()
        for (name,) in tables:
            if name in OF_THE_MACHINE:
                continue
            same = "* exclude (source_root)" if name == "aud_load_ledger" else "*"
            for one, other in (("a", "b"), ("b", "a")):
                query = f"select {same} from {one}.marts.{name} except all select {same} from {other}.marts.{name}"
                assert connection.execute(query).fetchall() == [], name
        reports = len(list((ROOT / "reports").glob("*_digest.txt")))
        told = connection.execute("select count(*) from b.raw.reports where text is not null").fetchone()
        assert told == (reports,)
        kept = (
            "select count(*) from duckdb_constraints() where schema_name = 'marts'"
            f" and table_name not in {OF_THE_MACHINE} and database_name = "
        )
        assert connection.execute(f"{kept}'a'").fetchall() == connection.execute(f"{kept}'b'").fetchall()


def test_a_figure_can_be_shown_out_of_the_copy(published):
    command = [
        sys.executable,
        "-m",
        "fazhi",
        "show",
        "ganzhou_2019_digest.txt:1489",
        "--db",
        str(published / WAREHOUSE),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "68.46" in done.stdout


def test_nothing_tells_of_the_machine_that_it_was_made_on(sample_run, published):
    for path in published.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert str(ROOT).encode() not in content, path.name
            for place in (str(sample_run), os.environ["FAZHI_PARSED"]):  # where it is, and where it was made
                assert place.encode() not in content, path.name


def test_the_texts_can_be_left_out_and_the_sentences_stay(sample_run, tmp_path):
    publish_all(sample_run / "fazhi.duckdb", tmp_path, Terms(DAY, texts=False), progress=False)
    folder = tmp_path / "fazhi-2024-02-29"
    with duckdb.connect(str(folder / WAREHOUSE), read_only=True) as warehouse:
        schemas = warehouse.execute("select distinct schema_name from duckdb_tables()").fetchall()
        assert schemas == [("marts",)]
        found = warehouse.execute("select count(printed_sentence), count(*) from marts.fct_observations").fetchone()
        assert found[0] == found[1] > 0
    assert "reports" not in {row["table_name"] for row in rows(folder / "data_dictionary.csv")}


def test_the_same_warehouse_gives_the_same_bytes_but_for_the_date(sample_run, tmp_path):
    def digests(day, out):
        publish_all(sample_run / "fazhi.duckdb", tmp_path / out, Terms(day, "CC0-1.0"), progress=False)
        folder = tmp_path / out / f"fazhi-{day}"
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file()
        }

    def changed(one, other):
        return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}

    # DuckDB gives every file that it makes an id of its own, and the package has the file's hash.
    marked = {WAREHOUSE, "datapackage.json"}
    first, again, later = digests(DAY, "a"), digests(DAY, "b"), digests(datetime.date(2025, 1, 1), "a")
    assert changed(first, again) <= marked
    assert changed(first, later) - marked == {"CITATION.cff", "tables.csv"}


def test_a_folder_with_other_work_in_it_is_never_replaced(warehouse, tmp_path):
    (tmp_path / "fazhi-2024-02-29").mkdir()
    (tmp_path / "fazhi-2024-02-29" / "thesis.docx").write_text("mine")
    with pytest.raises(ExportError, match=r"thesis\.docx"):
        publish_all(warehouse, tmp_path, Terms(DAY), progress=False)
    assert [path.name for path in tmp_path.iterdir()] == ["fazhi-2024-02-29"]


def test_a_warehouse_that_cannot_be_copied_leaves_nothing_behind(warehouse, tmp_path, monkeypatch):
    def fail(connection, *, verified_only):
        connection.execute("select no_such_thing")

    monkeypatch.setattr("publish.copying._copy_marts", fail)
    with pytest.raises(ExportError, match=r"could not be copied to fazhi\.duckdb"):
        publish_all(warehouse, tmp_path / "out", Terms(DAY), progress=False)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_the_panel_goes_along(published):
    panel = {path.name for path in (published / "panel").iterdir()}
    assert {"fazhi_panel.dta", "fazhi_panel.sav", "codebook.csv", "open_panel.do", "open_panel.R"} <= panel
    assert {"panel/fazhi_panel.dta", "panel/open_panel.R"} <= {entry["path"] for entry in package(published)["files"]}


def test_it_is_held_against_an_earlier_publication(sample_run, published, tmp_path):
    """Of which one number was another and one figure was not there."""
    before = tmp_path / "fazhi-2024-01-31"
    (before / "csv").mkdir(parents=True)
    with (published / "csv" / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        figures, columns = list(reader), reader.fieldnames
    figures[0]["value"] = "1.5"
    gone = figures.pop(5)
    with (before / "csv" / "figures.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(figures)
    out = tmp_path / "out"
    publish_all(sample_run / "fazhi.duckdb", out, Terms(DAY), since=before, progress=False)
    found = rows(out / "fazhi-2024-02-29" / "changes.csv")
    assert {(row["change"], row["value_before"]) for row in found} == {("changed", "1.5"), ("added", "")}
    assert gone["value"] in {row["value_now"] for row in found}
    assert "CHANGES.md" in (out / "fazhi-2024-02-29" / "README.md").read_text(encoding="utf-8")
    assert faults(out / "fazhi-2024-02-29") == []
