"""`fazhi show`: figures with what stands behind them, and what it says when there are none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from fazhi.widths import cut, padded, table, width, wrapped
from tests.documents import as_pdf
from tests.warehouse import built_from_texts

Fazhi = Callable[..., Result]
MODELS = "+fct_evidence +aud_figure_disposition +dim_report +dim_metric +aud_checks +aud_check_observations"
MODELS += " +aud_reading_cues"

NANCHANG = """南昌市2019年法治政府建设情况报告
2019年,南昌市深入推进法治政府建设,坚持依法行政,现将法治政府建设情况报告如下。
一、化解行政争议
2019年,市政府受理行政复议案件412件,审结行政复议案件390件。全市累计归集树木12棵。
全年受理人民调解纠纷800件,调解成功760件,调解成功率为95%。
"""
GANZHOU = """赣州市2020年法治政府建设情况报告
2020年,赣州市深入推进法治政府建设,坚持依法行政,现将法治政府建设情况报告如下。
一、化解行政争议
截至2020年10月底,市政府受理行政复议案件165件。
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = {"nanchang.txt": NANCHANG, "ganzhou.pdf": as_pdf(GANZHOU.replace("一、", "\f一、"))}
    return built_from_texts(tmp_path_factory.mktemp("show"), reports, MODELS)


@pytest.fixture
def show(fazhi: Fazhi, db: Path, monkeypatch: pytest.MonkeyPatch) -> Fazhi:
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: fazhi("show", "--db", db, *arguments)


def test_a_metric_of_a_city_is_told_with_all_that_stands_behind_it(show: Fazhi) -> None:
    done = show("--metric", "admin_review.cases_accepted", "--city", "南昌")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    start = NANCHANG.index("412")
    assert lines[:6] == [
        "南昌市  受理行政复议案件  admin_review.cases_accepted",
        "  value       412 件",
        "  year        2019, no cut-off date stated",
        "  scope       own: the reporting body itself",
        "  role        level: the value of the period",
        "  sentence    2019年,市政府受理行政复议案件⟦412⟧件,审结行政复议案件390件。",
    ]
    assert f"  report      nanchang.txt, at character {start}" in lines
    assert any(line.startswith("  under       一、化解行政争议") for line in lines)
    assert any(line.startswith("  rule        admin_review.cases_accepted.1, version ") for line in lines)
    places = {words: NANCHANG.index(words, NANCHANG.index("一、")) for words in ("2019年", "市政府", "行政复议案件412")}
    label = f"named in the words before the number, “行政复议” at character {places['行政复议案件412']}"
    assert f"  topic       admin_review: {label}" in lines
    assert f"  scope by    scope.own_body (own), “市政府” at character {places['市政府']}" in lines
    assert "  role by     no word makes it anything but the value of the period" in lines
    assert f"  year by     period.own_year (own_year), “2019年” at character {places['2019年']}" in lines
    said = "in terms that belong to this kind of case alone; topic admin_review named"
    assert any(line.startswith(f"  confidence  0.94: {said}") for line in lines)
    assert any(line.startswith("  checks      holds: ") for line in lines)
    assert lines[-1].endswith(f":{start}:admin_review.cases_accepted")


def test_the_same_is_told_in_chinese(show: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    """No word of English is left but codes, ids and what the checks work out."""
    monkeypatch.setenv("FAZHI_LANG", "zh")
    used = show("--metric", "admin_review.cases_accepted", "--city", "南昌").stdout.splitlines()
    assert used[:5] == [
        "南昌市  受理行政复议案件  admin_review.cases_accepted",
        "  数值        412 件",
        "  年份        2019，未写截止日",
        "  口径        发布机关本身（市本级、市政府、我办）（own）",
        "  性质        当期数值（level）",
    ]
    assert "  性质依据    没有词语说它不是当期数值" in used
    assert any(line.startswith("  主题        行政复议（admin_review）：数字前的词点明，") for line in used)
    assert any(line.startswith("  核对        成立：") for line in used)
    aside = show(f"nanchang.txt:{NANCHANG.index('12棵')}").stdout.splitlines()
    assert aside[0] == "“12”未采用：没有规则认得"
    report = show("--report", "nanchang.txt").stdout
    assert "现行版本" in report
    assert "采用 " in report
    assert "没有规则认得 " in report
    assert "used" not in report
    assert "其中一个的依据：fazhi show nanchang.txt:" in report
    names = [line[:14].strip() for line in [*used[1:], *aside[1:], *report.splitlines()[1:8]]]
    assert not [name for name in names if name and name.isascii()]


def test_a_figure_has_many_names(show: Fazhi) -> None:
    start = NANCHANG.index("412")
    (row,) = json.loads(show("--json", f"nanchang.txt:{start}").stdout)
    assert (row["value"], row["number_text"], row["sentence_marked"].count("⟦412⟧")) == (412, "412", 1)
    for name in (row["figure_id"], row["observation_id"], f"{row['report_id'][:8]}:{start}", f"nanchang:{start + 2}"):
        assert json.loads(show("--json", name).stdout) == [row]
    (by_name,) = json.loads(show("--json", "--metric", "受理行政复议案件", "--city", "南昌市", "--year", "2019").stdout)
    assert by_name == row


def test_a_cut_off_date_is_told(show: Fazhi) -> None:
    assert (
        "2020, the year so far, as of 2020-10-31"
        in show("--metric", "admin_review.cases_accepted", "--city", "赣州").stdout
    )


def test_a_figure_of_a_pdf_is_told_with_its_page(show: Fazhi) -> None:
    said = show("--metric", "admin_review.cases_accepted", "--city", "赣州").stdout
    assert f"  report      ganzhou.pdf, page 2, at character {GANZHOU.index('165')}\n" in said


def test_a_figure_that_is_not_in_use_says_why(show: Fazhi) -> None:
    lines = show(f"nanchang.txt:{NANCHANG.index('12棵')}").stdout.splitlines()
    assert lines[0] == "“12” is not in use: no rule claims its wording"
    assert lines[1] == "  sentence    全市累计归集树木⟦12⟧棵。"


def test_a_report_is_told_with_its_figures(show: Fazhi) -> None:
    done = show("--report", "nanchang.txt")
    assert done.stdout.startswith("南昌市2019年法治政府建设情况报告\n  issuer")
    assert "  about       南昌市, 2019\n" in done.stdout
    assert "  figures     5 used, 1 no rule claims its wording\n" in done.stdout
    assert "受理行政复议案件 admin_review.cases_accepted" in done.stdout
    report = json.loads(show("--report", "nanchang.txt", "--json").stdout)
    assert report["outcomes"] == {"used": 5, "no rule claims its wording": 1}
    assert [figure["number_text"] for figure in report["figures"]] == ["412", "390", "800", "760", "95"]


def test_many_figures_are_a_table(show: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi.show.FULL", 1)
    lines = show("--metric", "受理行政复议案件").stdout.splitlines()
    assert lines[0] == "受理行政复议案件 admin_review.cases_accepted"
    assert [line.split() for line in lines[2:4]] == [
        ["city", "value", "year", "scope", "conf.", "figure"],
        ["南昌市", "412", "件", "2019", "own", "0.94", lines[3].split()[-1]],
    ]
    assert lines[4].startswith("赣州市  165 件  2020 to 10-31  own")
    assert show(lines[3].split()[-1]).stdout.startswith("南昌市  受理行政复议案件")
    of_a_city = show("--city", "南昌").stdout.splitlines()
    assert of_a_city[0] == "南昌市"
    assert of_a_city[-1] == "5 figures. What stands behind one of them: fazhi show FIGURE"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--metric", "admin_review.case_accepted"], "did you mean admin_review.cases_accepted"),
        (["--city", "北京"], "no report that has landed is about “北京”; there are 南昌市, 赣州市"),
        (["--report", "nanchan.txt"], "no report is called “nanchan.txt”; did you mean nanchang.txt"),
        (
            ["--metric", "mediation.success_rate", "--city", "赣州"],
            "for 赣州市; there are figures for 赣州市: admin_review",
        ),
        (["--metric", "mediation.success_rate", "--city", "赣州"], "of mediation.success_rate: 南昌市"),
        (["--city", "赣州", "--year", "2019"], "for 赣州市: 2020"),
        ([f"nanchang.txt:{NANCHANG.index('412') - 1}"], f"near it stand “412” at {NANCHANG.index('412')}"),
        ([f"nanchang.txt:{NANCHANG.index('412')}:a.b"], "“412” is read as admin_review.cases_accepted"),
        (["somewhere"], "“somewhere” names no figure; write REPORT:OFFSET"),
    ],
)
def test_what_is_not_there_names_what_is(show: Fazhi, arguments: list[str], said: str) -> None:
    done = show(*arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in done.stderr


def test_it_asks_for_one_thing(show: Fazhi) -> None:
    assert show().exit_code == 2
    assert show("nanchang.txt:1", "--city", "南昌").exit_code == 2


def test_a_warehouse_that_is_not_built_says_what_to_do(fazhi: Fazhi, tmp_path: Path, reports: Path) -> None:
    db = tmp_path / "new.duckdb"
    assert f"make one first: fazhi all reports --db {db}" in fazhi("show", "--city", "南昌", "--db", db).stderr
    assert not db.exists()
    fazhi("land", reports, "--db", db)
    assert f"fazhi build --db {db}" in fazhi("show", "--city", "南昌", "--db", db).stderr


def test_chinese_characters_are_two_columns_wide() -> None:
    assert [width("南昌市"), width("⟦508⟧件"), width("４")] == [6, 7, 2]
    assert padded("南昌", 6) == "南昌  "
    assert padded("508", 6, right=True) == "   508"
    assert cut("受理行政复议案件", 9) == "受理行政…"
    assert wrapped("受理⟦16631. 31⟧亿元。", 10) == ["受理", "⟦16631. 31⟧", "亿元。"]
    assert table(["a", "b"], [["南昌市", "1"], ["x", "22"]], 80, right=[1]) == [
        "a        b",
        "南昌市   1",
        "x       22",
    ]
    assert all(width(line) <= 20 for line in table(["a", "b"], [["南昌市" * 5, "1"]], 20))
