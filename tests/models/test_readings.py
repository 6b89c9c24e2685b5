"""Kinds of sentences, each read whole: which figures measure what, in which role, of which year and whose.

A line is one report of one sentence. Figures that measure nothing are not listed.
"""

import duckdb
import pytest

from tests.warehouse import built_from_texts

HEAD = "绍兴市2021年法治政府建设情况报告\n"
BUREAU = "绍兴市商务局\n2021年度法治政府建设工作报告\n"

Reading = tuple[str, str, float, str, str, int]  # number as printed, metric, value, role, scope, year

KINDS: dict[str, tuple[str, list[Reading]]] = {
    "a list of changes follows the pair before it": (
        "全市接待来访群众84批312人次，同比分别下降3%和5%。",
        [
            ("84", "petition.visits_received_batches", 84, "level", "whole", 2021),
            ("312", "petition.visits_received_persons", 312, "level", "whole", 2021),
            ("3", "petition.visits_received_batches", -3, "change", "whole", 2021),
            ("5", "petition.visits_received_persons", -5, "change", "whole", 2021),
        ],
    ),
    "the noun is not repeated behind a heading in the line": (
        "行政复议。新收86件，受理79件，审结71件，其中维持40件。",
        [
            ("86", "admin_review.applications_received", 86, "level", "unstated", 2021),
            ("79", "admin_review.cases_accepted", 79, "level", "unstated", 2021),
            ("71", "admin_review.cases_concluded", 71, "level", "unstated", 2021),
            ("40", "admin_review.outcome_upheld", 40, "level", "unstated", 2021),
        ],
    ),
    "traditional characters say the same": (
        "全市人民調解組織調解糾紛9120件，調解成功率98%。",
        [
            ("9120", "mediation.disputes_accepted", 9120, "level", "whole", 2021),
            ("98", "mediation.success_rate", 98, "level", "whole", 2021),
        ],
    ),
    "what it is compared with may stand before": (
        "与2020年的86件相比，市政府收到行政复议申请91件。",
        [
            ("86", "admin_review.applications_received", 86, "prior", "own", 2020),
            ("91", "admin_review.applications_received", 91, "level", "own", 2021),
        ],
    ),
    "rules made, amended and repealed in one number are none of the three": (
        "市政府制定、修改、废止规章6件。",
        [("6", "legislation.rules_changed", 6, "level", "own", 2021)],
    ),
    "a cut in per cent is a level": (
        "政务服务事项承诺办理时限平均压缩46%。",
        [("46", "approval_time.reduction_rate", 46, "level", "unstated", 2021)],
    ),
    "a share of the figure before it is the rate": (
        "市政府审结行政复议案件120件，其中调解和解结案36件，占30%。",
        [
            ("120", "admin_review.cases_concluded", 120, "level", "own", 2021),
            ("36", "admin_review.outcome_mediated", 36, "level", "own", 2021),
            ("30", "admin_review.mediation_closure_rate", 30, "level", "own", 2021),
        ],
    ),
    "a share of another whole is no such rate": (
        "市政府审结行政复议案件120件，其中调解和解结案36件，占受理数的28%。",
        [
            ("120", "admin_review.cases_concluded", 120, "level", "own", 2021),
            ("36", "admin_review.outcome_mediated", 36, "level", "own", 2021),
        ],
    ),
    "a movement goes on from several years": (
        "以市政府为被告的行政诉讼案件由2019年的21件、2020年的33件上升到45件。",
        [
            ("21", "admin_litigation.cases_responded", 21, "prior", "own", 2019),
            ("33", "admin_litigation.cases_responded", 33, "prior", "own", 2020),
            ("45", "admin_litigation.cases_responded", 45, "level", "own", 2021),
        ],
    ),
    "a year behind the earlier number": (
        "全市工程建设项目审批时限由80个工作日（2019年）压减为33个工作日。",
        [
            ("80", "approval_time.construction_project", 80, "prior", "whole", 2019),
            ("33", "approval_time.construction_project", 33, "level", "whole", 2021),
        ],
    ),
    "what is carried over is of the year": (
        "市政府审结行政复议案件（含上年结转）62件。",
        [("62", "admin_review.cases_concluded", 62, "level", "own", 2021)],
    ),
    "mediation of another procedure is not people's mediation": (
        "全市劳动人事争议调解组织受理案件310件，调解成功240件。",
        [],
    ),
    "a pair of one thing is not two things": (
        "市委、市政府领导接访12批45人次。",
        [
            ("12", "petition.visits_received_batches", 12, "level", "own", 2021),
            ("45", "petition.visits_received_persons", 45, "level", "own", 2021),
        ],
    ),
    "two levels are taken apart": (
        "市县两级“最多跑一次”事项分别为1120项和8900项。",
        [
            ("1120", "service.one_visit_items", 1120, "level", "own", 2021),
            ("8900", "service.one_visit_items", 8900, "level", "part", 2021),
        ],
    ),
    "parts by level": (
        "全市推出“一件事”160个，其中市级90个、县级70个。",
        [
            ("160", "service.bundles", 160, "level", "whole", 2021),
            ("90", "service.bundles", 90, "level", "own", 2021),
            ("70", "service.bundles", 70, "level", "part", 2021),
        ],
    ),
    "what one cause brought about is no total": (
        "因信息公开引发的行政复议案件受理17件。",
        [],
    ),
    "the nation's figure is not the city's": ("全国仲裁机构受理民商事案件超过40万件。", []),
    "a lost per cent sign": (
        "人民调解成功率98.5，同比提高0.3个百分点。",
        [
            ("98.5", "mediation.success_rate", 98.5, "level", "whole", 2021),
            ("0.3", "mediation.success_rate", 0.3, "change", "whole", 2021),
        ],
    ),
    "a word that begins inside another names no topic": (
        "市司法局对重大行政决策统一审查，提出法律审查意见42条，全市立案受理劳动人事争议案件900件。",
        [("900", "labor_arbitration.cases_accepted", 900, "level", "whole", 2021)],
    ),
    "of a bureau the bureau's own": (
        "市局作为被告的行政诉讼案件6件。",
        [("6", "admin_litigation.cases_responded", 6, "level", "own", 2021)],
    ),
    "as respondent in reviews": (
        "市局收到行政复议答复通知4件。",
        [("4", "admin_review.cases_as_respondent", 4, "level", "own", 2021)],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Reading]]:
    texts = {
        f"{number:02}.txt": (BUREAU if sentence.startswith("市局") else HEAD) + f"一、工作情况\n{sentence}\n"
        for number, (sentence, _) in enumerate(KINDS.values())
    }
    db = built_from_texts(tmp_path_factory.mktemp("readings"), texts, "+fct_observations")
    with duckdb.connect(str(db), read_only=True) as warehouse:
        rows = warehouse.execute(
            "select source_name, number_text, metric_code, cast(value as double), role, scope, year"
            " from marts.fct_observations join raw.reports using (report_id) order by char_start, metric_code"
        ).fetchall()
    found: dict[str, list[Reading]] = {name: [] for name in KINDS}
    names = list(KINDS)
    for source, *reading in rows:
        found[names[int(source[:2])]].append(tuple(reading))
    return found


@pytest.mark.parametrize("name", KINDS)
def test_reads(readings: dict[str, list[Reading]], name: str) -> None:
    assert readings[name] == KINDS[name][1], KINDS[name][0]
