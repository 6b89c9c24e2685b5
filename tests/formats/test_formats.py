"""One report in every format: the same observations. What needs a program that is not here is skipped."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.documents import conversion, recognition
from ingest.documents.spreadsheet import read
from ingest.reading import read_document
from tests.documents import as_docx, as_zip
from tests.formats.forms import OCR, OFFICE, SCANS, SHEETS, TEXTS, Form, by_office, table
from tests.formats.sheets import TOTALS, YEARS, book, factor
from tests.ingest.documents.test_same_observations import MODELS, OBSERVED
from tests.warehouse import built_from_texts

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "reports" / "ganzhou_2019_digest.txt"
PLACES = ("九江市", "宜春市", "上饶市", "吉安市")
office = pytest.mark.skipif(conversion.program() is None, reason="LibreOffice is not installed")
SHORT = """溪山市2020年法治政府建设情况报告
2020年,溪山市深入推进法治政府建设,坚持依法行政,现将情况报告如下。
（一）全市受理行政复议案件312件,审结298件,综合纠错率12.5%。
（二）举办法治培训15次,参加人员1.2万人次。
"""

Observed = dict[str, list[tuple[Any, ...]]]


def test_the_table_of_the_document_is_that_of_the_tests() -> None:
    document = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert "\n".join(table()) in document, "python -m tests.formats prints it afresh"


def test_sheets_of_several_years_are_read_newest_first() -> None:
    text = read(book("九江市")).text
    titles = [line for line in text.split("\n") if line.endswith("统计表")]
    assert [title[3:7] for title in titles] == [str(year) for year in reversed(YEARS) for _ in range(3)]


@office
def test_an_old_word_file_says_what_the_new_one_says() -> None:
    text = read_document(as_docx(SHORT), "a.docx").text
    document = read_document(by_office(as_docx(SHORT), "docx", "doc"), "报告.wps")
    assert (document.text, document.format) == (text, "doc")


def _is_there(form: Form) -> bool:
    return {OFFICE: conversion.program() is not None, OCR: recognition.is_installed()}.get(form.needs, True)


def _can_be_made(form: Form) -> bool:
    return _is_there(form) and ("LibreOffice" not in form.made_by or conversion.program() is not None)


def _name(number: int, form: Form) -> str:
    return f"{number:02}{form.suffixes[0]}"


TEXT_FORMS = [pytest.param(_name(at, form), form, id=f"{form.name} {form.made_by}") for at, form in enumerate(TEXTS)]
SCAN_FORMS = [
    pytest.param(_name(50 + at, form), form, id=f"{form.name} {form.lands_as}") for at, form in enumerate(SCANS)
]
SHEET_FORMS = [pytest.param(_name(80 + at, form), form, id=form.name) for at, form in enumerate(SHEETS)]


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Observed:
    """The observations of each file that can be made and read here, in the order of the text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FAZHI_OCR")
        return _observed(tmp_path_factory)


def _observed(tmp_path_factory: pytest.TempPathFactory) -> Observed:
    text = REPORT.read_text(encoding="utf-8")
    files: dict[str, str | bytes] = {}
    for at, form in enumerate(TEXTS):
        if _can_be_made(form):
            files[_name(at, form)] = form.make(text)
    for at, form in enumerate(SCANS):
        if _can_be_made(form):
            files[_name(50 + at, form)] = form.make(text)
    for at, form in enumerate(SHEETS):
        if _can_be_made(form):
            files[_name(80 + at, form)] = form.make(PLACES[at])
    files["packed.zip"] = as_zip({"深 层/报 告.docx": as_docx(text + "\n")})
    found: Observed = {name: [] for name in files}
    found["报 告.docx"] = []
    with duckdb.connect(str(built_from_texts(tmp_path_factory.mktemp("formats"), files, MODELS))) as connection:
        for name, *observation in connection.execute(OBSERVED).fetchall():
            found[name].append(tuple(observation))
    return found


@pytest.mark.proof
@pytest.mark.parametrize(("name", "form"), TEXT_FORMS)
def test_a_report_gives_the_same_observations(observed: Observed, name: str, form: Form) -> None:
    if name not in observed:
        pytest.skip(f"{form.needs or 'LibreOffice'} is not installed")
    assert observed["00.txt"]
    assert observed[name] == observed["00.txt"]


@pytest.mark.proof
def test_a_report_in_an_archive_gives_the_same_observations(observed: Observed) -> None:
    assert observed["报 告.docx"] == observed["00.txt"]


@pytest.mark.proof
@pytest.mark.parametrize(("name", "form"), SCAN_FORMS)
def test_a_scan_gives_no_other_observations(observed: Observed, name: str, form: Form) -> None:
    """What a person would compare of them: metric, value, unit, bound, role, scope, year."""
    if name not in observed:
        pytest.skip(f"{form.needs} is not installed")
    wanted, found = ({observation[:7] for observation in observed[each]} for each in ("00.txt", name))
    assert found <= wanted
    if form.lands_as != "png":  # one page of several
        assert len(found) >= 0.95 * len(wanted)


@pytest.mark.proof
@pytest.mark.parametrize(("name", "form"), SHEET_FORMS)
def test_the_totals_of_all_sheets_and_years_are_observations(observed: Observed, name: str, form: Form) -> None:
    if name not in observed:
        pytest.skip(f"{form.needs} is not installed")
    stated = {(metric, int(value), year) for metric, value, *_, year in (row[:7] for row in observed[name])}
    wanted = {(metric, total * factor(year), year) for metric, total in TOTALS.items() for year in YEARS}
    assert wanted <= stated
