"""Verdicts on a warehouse: what people say of a figure holds; where two differ or the text has changed, nothing."""

import duckdb
import pytest

from ingest.landing import land
from ingest.verdicts import find_verdicts, land_verdicts
from tests import verdicts
from tests.verdicts import of_report, verdict
from tests.warehouse import models, seeded

TEXT = """德兴市2019年法治政府建设情况报告
2019年,德兴市深入推进法治政府建设,坚持依法行政,现将法治政府建设情况报告如下。
市政府受理行政复议案件412件,审结行政复议案件390件。
全年受理人民调解纠纷800件,调解成功760件。
各类台账登记45本。
市政府全年办理行政应诉案件127件。
市政府收到行政复议申请431件,不予受理19件。
全市行政处罚案件2210件。
纳入评查范围的市级部门办结行政执法案件640件。
列入评查范围的市级部门办结行政执法案件530件。
被评查的市级部门办结行政执法案件470件。
"""
NAMELESS = """法治政府建设情况报告
2019年,我地深入推进法治政府建设,坚持依法行政,现将法治政府建设情况报告如下。
政府受理行政复议案件58件。
"""
OLD = TEXT.replace("德兴市", "乐平市").replace("2210", "2190")
NEW = OLD.replace("审结行政复议案件390件", "审结行政复议案件391件")
ACCEPTED, CONCLUDED = "admin_review.cases_accepted", "admin_review.cases_concluded"
SHOWN = "+aud_verdicts +aud_agreement +aud_measured_precision +aud_figure_disposition +aud_review_queue"
MODELS = f"{SHOWN} +int_unsaid_years +fct_observations +cmp_cells +dim_report"

SAMPLED = {"queue": "sample", "sample_id": "s1", "is_blind": "true"}
_WITHDRAWN = verdict(TEXT, "127")
HANDLED = "enforcement.cases_handled"
_FIRST = verdict(TEXT, "431", part="role", decision="change", value_before="level", value_after="prior")
SAID = {
    "accepted": verdict(TEXT, "412", value_before=ACCEPTED, **SAMPLED),
    "accepted too": verdict(TEXT, "412", reader="李", **SAMPLED),
    "scope": verdict(TEXT, "390", part="scope", decision="change", value_before="own", value_after="whole"),
    "as seen": verdict(TEXT, "800", value_before="mediation.disputes_accepted", **SAMPLED),
    "otherwise": verdict(TEXT, "800", part="metric", decision="change", value_after=ACCEPTED, reader="李", **SAMPLED),
    "rejected": verdict(TEXT, "760", decision="reject", note="另一市的"),
    "unread": verdict(TEXT, "45", part="metric", decision="change", value_after="mediation.disputes_accepted"),
    "unread whose": verdict(TEXT, "45", part="scope", decision="change", value_after="whole"),
    "taken back": _WITHDRAWN,
    "takes back": verdict(TEXT, "127", decision="withdraw", follows=_WITHDRAWN["verdict_id"]),
    "before": _FIRST,
    "after": verdict(TEXT, "431", part="value", decision="change", value_after="4.31百", follows=_FIRST["verdict_id"]),
    "one year": verdict(TEXT, "19件", part="year", decision="change", value_after="2018"),
    "another year": verdict(TEXT, "19件", part="year", decision="change", value_after="2017", reader="李"),
    "settled": verdict(
        TEXT, "19件", part="year", decision="change", value_after="2016", reader="赵", reader_role="adjudicator"
    ),
    "its year too": verdict(TEXT, "640", value_before=f"{HANDLED} role=level year=2019"),
    "not its year": verdict(TEXT, "530", value_before=HANDLED),
    "no metric": verdict(TEXT, "2210", part="metric", decision="change", value_after="no.such_metric"),
    "elsewhere": verdict(TEXT.replace("德兴", "瑞昌"), "412"),
    "placed": of_report(NAMELESS, "report_jurisdiction", "360281", note="封面"),
    "still there": verdict(OLD, "800"),
    "rewritten": verdict(OLD, "390"),
}
for name in ("one year", "another year", "settled"):
    SAID[name]["number_text"] = "19"


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("judged")
    source, db = folder / "reports", folder / "fazhi.duckdb"
    source.mkdir()
    for name, text in {"dexing.txt": TEXT, "nameless.txt": NAMELESS, "leping.txt": OLD}.items():
        (source / name).write_text(text, encoding="utf-8")
    seeded(db)
    land(source, db, progress=False)
    (source / "leping.txt").write_text(NEW, encoding="utf-8")
    land(source, db, progress=False)
    found = find_verdicts(verdicts.write(folder / "verdicts.csv", list(SAID.values())), db)
    assert not found.faults
    land_verdicts(found, db)
    models(db, MODELS)
    return db


def ask(db, query, *values):
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute(query, values).fetchall()


def fact(db, number, text="dexing.txt"):
    return ask(
        db,
        "select metric_code, cast(value as int), scope, role, year, verified_by_count"
        " from marts.fct_observations inner join marts.dim_report using (report_id)"
        " where number_text = ? and source_name = ? and is_current order by char_start limit 1",
        number,
        text,
    )


def test_an_accepted_reading_stays_as_it_is_and_is_verified_by_its_readers(judged):
    assert fact(judged, "412") == [(ACCEPTED, 412, "own", "level", 2019, 2)]
    cells = "select is_verified from marts.cmp_cells where number_text = '412' and source_name = 'dexing.txt'"
    assert set(ask(judged, cells)) == {(True,)}


def test_a_changed_part_applies_and_the_others_stay(judged):
    assert fact(judged, "390") == [(CONCLUDED, 390, "whole", "level", 2019, 1)]


def test_where_two_differ_neither_is_followed(judged):
    assert fact(judged, "800") == [("mediation.disputes_accepted", 800, "whole", "level", 2019, 0)]


def test_a_rejected_reading_leaves_the_facts_and_waits_for_nobody(judged):
    assert fact(judged, "760") == []
    of_it = "select {} from marts.aud_figure_disposition where number_text = '760' and source_name = 'dexing.txt'"
    assert ask(judged, of_it.format("reason")) == [("rejected by a reader: 另一市的",)]


def test_what_no_rule_claims_and_a_reader_does_is_a_fact(judged):
    assert fact(judged, "45") == [("mediation.disputes_accepted", 45, "whole", "level", 2019, 1)]


def test_what_is_taken_back_or_followed_holds_no_more(judged):
    (taken_back,) = fact(judged, "127")
    assert taken_back[-1] == 0
    (followed,) = fact(judged, "431")
    assert followed[1:4] == (431, "own", "level")


def test_an_adjudicator_settles_it(judged):
    (settled,) = fact(judged, "19")
    assert settled[4] == 2016


def test_a_year_that_nothing_says_is_accepted_where_the_card_showed_it(judged):
    told = "select figure_id, year from intermediate.int_unsaid_years where number_text = '470'"
    assert [year for _, year in ask(judged, told)] == [2019, 2019]
    (accepted,) = fact(judged, "640")
    assert (accepted[4], accepted[5]) == (2019, 1)
    assert fact(judged, "530") == fact(judged, "470") == []
    reason = "select reason from marts.aud_figure_disposition where number_text = '530' and source_name = 'dexing.txt'"
    assert ask(judged, reason) == [("its year is not said",)]


def test_a_report_is_whose_a_reader_says(judged):
    told = "select jurisdiction_key, identity_obstacle from marts.dim_report where source_name = 'nameless.txt'"
    assert ask(judged, told) == [("360281", None)]
    assert fact(judged, "58", "nameless.txt")


def test_in_a_new_version_what_stands_as_it_stood_holds(judged):
    assert fact(judged, "800", "leping.txt")[0][-1] == 1
    assert fact(judged, "391", "leping.txt")[0][-1] == 0


def test_every_verdict_is_accounted_for(judged):
    told = {
        name: status
        for verdict_id, status in ask(judged, "select verdict_id, status from marts.aud_verdicts")
        for name, each in SAID.items()
        if each["verdict_id"] == verdict_id
    }
    others = {
        "as seen": "conflict",
        "otherwise": "conflict",
        "taken back": "withdrawn",
        "takes back": "withdraws",
        "before": "followed",
        "one year": "overruled",
        "another year": "overruled",
        "no metric": "unusable",
        "elsewhere": "dormant",
        "rewritten": "stale",
    }
    assert told == dict.fromkeys(SAID, "applies") | others
    reason = "select reason from marts.aud_verdicts where status = 'stale'"
    assert ask(judged, reason) == [("its sentence has changed",)]


def test_samples_tell_how_many_facts_are_right_and_how_well_readers_agree(judged):
    measured = "select family, figure_count, right_count, unsettled_count from marts.aud_measured_precision order by 1"
    assert ask(judged, measured) == [("admin_review", 1, 1, 0), ("mediation", 0, 0, 1)]
    agreed = "select part, figure_count, cast(agreed_percent as int) from marts.aud_agreement where family = 'all'"
    assert ask(judged, f"{agreed} and part in ('metric', 'reading') order by part") == [
        ("metric", 2, 50),
        ("reading", 2, 100),
    ]
