"""A report without a title is cited by whose it is and of which year, never by its file's name in a title's marks."""

import duckdb
import pytest

from publish.citing import CALLED_EN, CALLED_ZH
from publish.page.place_queries import PARTS
from publish.paper import _cited
from publish.questions import Question
from publish.references import FIGURES, references
from publish.tables import read
from publish.tracing import traced
from tests.publish import synthetic


@pytest.mark.parametrize(
    ("kind", "issuer", "year", "place", "called"),
    [
        ("government", "丙市人民政府", 2020, "丙市", "丙市2020年法治政府建设情况"),
        ("government", None, 2020, "丙市", "丙市2020年法治政府建设情况"),
        ("department", "丙市司法局", 2020, "丙市", "丙市司法局2020年法治政府建设情况"),
        ("department", "丙仲裁委员会", 2021, "丙市", "丙仲裁委员会2021年法治政府建设情况"),
        ("department", "司法部", 2020, "丁省", "丁省2020年法治政府建设情况"),
        ("department", "戊局", 2020, None, "戊局2020年法治政府建设情况"),
        ("government", None, None, "丙市", "丙市法治政府建设情况"),
        ("government", None, 2020, None, None),
    ],
)
def test_a_report_without_a_title_is_called_by_place_or_department_and_year(kind, issuer, year, place, called):
    values = "(values (?, ?, ?::int)) as r (report_kind, issuer, report_year), (values (?)) as j (name_zh)"
    found = duckdb.sql(f"select {CALLED_ZH}, {CALLED_EN} from {values}", params=[kind, issuer, year, place]).fetchone()
    assert found[0] == called
    assert (found[1] is None) == (called is None)


def test_no_files_name_stands_in_the_marks_of_a_title(tmp_path):
    with duckdb.connect(str(synthetic.build(tmp_path / "fazhi.duckdb"))) as connection:
        connection.execute("update marts.dim_report set title = null, report_kind = 'government'")
        connection.execute("update marts.dim_report set issuer = null where report_id = 'r2'")
        ranked = read(connection, Question("cmp_metrics_ranked", "", "", (), "select * from marts.cmp_metrics_ranked"))
        sources = traced(connection, [ranked]).sources.values()
        cited = {(source.report_id, source.char_start): _cited(source) for source in sources}
        assert cited["r1", 10] == "某机关：甲市2019年法治政府建设情况（jia_2019.txt @ 10）"
        assert cited["r2", 10] == "乙市2019年法治政府建设情况（-yi_2019.txt @ 10）"
        figures = next(table for table in references(connection) if table.name == FIGURES)
        row = dict(zip(figures.position, figures.rows[0], strict=True))
        assert row["citation_zh"].startswith("某机关：甲市2019年法治政府建设情况，发布日期不详。jia_2019.txt")
        assert row["citation_en"].startswith("某机关. Rule-of-law government of 甲市 in 2019 (no title printed). ")
        reports = connection.sql(PARTS["reports"]).fetchall()
        assert {report[-2] for report in reports} >= {"甲市2019年法治政府建设情况", "乙市2019年法治政府建设情况"}
