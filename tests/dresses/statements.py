"""What the dressed reports state: sentences of our own, and for each number the fact that it must become."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

COUNT, RATE, DAYS, MONEY = "count", "rate", "days", "money"


@dataclass(frozen=True)
class Figure:
    """One number of a statement: its metric, its unit as printed, and what a table calls it."""

    metric: str
    unit: str
    label: str
    kind: str = COUNT
    role: str = "level"


@dataclass(frozen=True)
class Statement:
    """A sentence with `{0}`, `{1}` … where its numbers and units stand; `{year}` is the report's year.

    `rate_of` says which number the rate is a part of, and which part it is, so that the sentence agrees with itself.
    A statement whose numbers need their sentence is not `tabular`.
    """

    name: str
    sentence: str
    figures: tuple[Figure, ...]
    scope: str = "own"
    rate_of: tuple[int, int] | None = None
    tabular: bool = True

    def drawn(self, random: Random, least: int = 1, step: int = 1) -> tuple[Decimal, ...]:
        """Random numbers for it, the greatest first; counts are at least `least` and multiples of `step`."""
        counts = sum(figure.kind in {COUNT, MONEY} for figure in self.figures)
        low = max(least, 12)
        high = low * 10 ** random.randint(1, 3)
        drawn = sorted({_multiple(random.randint(low, high), step, least) for _ in range(counts)}, reverse=True)
        while len(drawn) < counts:
            drawn.append(drawn[-1] + step) if len(drawn) == 1 else drawn.insert(0, drawn[0] + step)
            drawn.sort(reverse=True)
        days = sorted(random.sample(range(3, 190), 2), reverse=True)
        values: list[Decimal] = []
        for figure in self.figures:
            if figure.kind in {COUNT, MONEY}:
                values.append(Decimal(drawn.pop(0)))
            elif figure.kind == DAYS:
                values.append(Decimal(days.pop(0)))
            else:
                values.append(self._rate(values, random))
        return tuple(values)

    def _rate(self, values: list[Decimal], random: Random) -> Decimal:
        if self.rate_of is None:
            return Decimal(random.randint(5100, 9989)) / 100
        whole, part = (values[at] for at in self.rate_of)
        return (100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _multiple(number: int, step: int, least: int) -> int:
    return max(number - number % step, least)


YEAR = frozenset({"year"})
PART = frozenset({"year_to_date", "half_year", "quarter", "month", "part_of_year"})
SEVERAL = frozenset({"several_years"})


@dataclass(frozen=True)
class Truth:
    """A fact that a dressed statement may give, and what is left open: None admits everything.

    `periods` are the kinds of stretches that it may be about; `about` says whether it must be no exact number (about,
    at least, an end of a range). `required` is one that is lost where no fact has it; `dressed` one whose number the
    dress has changed.
    """

    metric: str
    value: Decimal
    unit: str
    roles: frozenset[str] = frozenset({"level"})
    years: frozenset[int] | None = None
    scopes: frozenset[str] | None = None
    periods: frozenset[str] | None = YEAR
    about: bool | None = False
    required: bool = True
    dressed: bool = True
    printed: str = ""

    def optional(self) -> "Truth":
        """The same, where a fact of it is welcome and not asked for."""
        return replace(self, required=False)


UNITS = {"宗": "件", "起": "件", "%": "%", "个工作日": "工作日"}


def truth(statement: Statement, figure: Figure, value: Decimal, year: int, *, in_table: bool = False) -> Truth:
    """The fact that a number of a statement must become; in a table nothing says whose it is."""
    years = None if figure.role == "prior" else frozenset({year})
    scopes = None if in_table else frozenset({statement.scope})
    unit = UNITS.get(figure.unit, figure.unit)
    return Truth(figure.metric, value, unit, frozenset({figure.role}), years, scopes)


def _rate(metric: str, label: str) -> Figure:
    return Figure(metric, "%", label, RATE)


_STATEMENTS = [
    Statement(
        "reviews",
        "{year}年，市政府共收到行政复议申请{0}，受理行政复议案件{1}，审结行政复议案件{2}。",
        (
            Figure("admin_review.applications_received", "件", "收到行政复议申请"),
            Figure("admin_review.cases_accepted", "件", "受理行政复议案件"),
            Figure("admin_review.cases_concluded", "件", "审结行政复议案件"),
        ),
    ),
    Statement(
        "corrections",
        "{year}年，市政府审结行政复议案件{0}，其中直接纠错{1}，行政复议纠错率为{2}。",
        (
            Figure("admin_review.cases_concluded", "宗", "审结行政复议案件"),
            Figure("admin_review.cases_corrected", "宗", "行政复议直接纠错案件"),
            _rate("admin_review.correction_rate", "行政复议纠错率"),
        ),
        rate_of=(0, 1),
    ),
    Statement(
        "review outcomes",
        "市政府全年办结行政复议案件{0}，其中维持{1}，撤销{2}。",
        (
            Figure("admin_review.cases_concluded", "件", "办结行政复议案件"),
            Figure("admin_review.outcome_upheld", "件", "行政复议维持"),
            Figure("admin_review.outcome_revoked", "件", "行政复议撤销"),
        ),
        tabular=False,
    ),
    Statement(
        "hearings",
        "{year}年，市政府召开行政复议听证会{0}。",
        (Figure("admin_review.hearings_held", "次", "召开行政复议听证会"),),
    ),
    Statement(
        "lawsuits",
        "{year}年，市政府办理行政应诉案件{0}，行政机关负责人出庭应诉率达到{1}。",
        (
            Figure("admin_litigation.cases_responded", "件", "办理行政应诉案件"),
            _rate("admin_litigation.head_appearance_rate", "行政机关负责人出庭应诉率"),
        ),
    ),
    Statement(
        "lawsuits lost",
        "市政府全年办理行政应诉案件{0}，法院判决行政机关败诉{1}。",
        (
            Figure("admin_litigation.cases_responded", "宗", "办理行政应诉案件"),
            Figure("admin_litigation.cases_lost", "宗", "行政机关败诉案件"),
        ),
    ),
    Statement(
        "mediation",
        "{year}年，全市人民调解组织受理矛盾纠纷{0}，调解成功{1}，调解成功率{2}。",
        (
            Figure("mediation.disputes_accepted", "件", "人民调解组织受理矛盾纠纷"),
            Figure("mediation.disputes_resolved", "件", "人民调解成功纠纷"),
            _rate("mediation.success_rate", "人民调解成功率"),
        ),
        scope="whole",
        rate_of=(0, 1),
    ),
    Statement(
        "mediators",
        "全市现有人民调解委员会{1}，人民调解员{0}。",
        (
            Figure("mediation.mediators", "名", "人民调解员"),
            Figure("mediation.committees", "个", "人民调解委员会"),
        ),
        scope="whole",
    ),
    Statement(
        "visits",
        "{year}年，市政府领导干部接待来访群众{1}，共计{0}。",
        (
            Figure("petition.visits_received_persons", "人次", "领导干部接待来访群众人次"),
            Figure("petition.visits_received_batches", "批", "领导干部接待来访群众批次"),
        ),
        tabular=False,
    ),
    Statement(
        "petition rates",
        "{year}年，市政府信访事项及时受理率{0}，按期办结率{1}。",
        (
            _rate("petition.timely_acceptance_rate", "信访事项及时受理率"),
            _rate("petition.on_time_closure_rate", "信访事项按期办结率"),
        ),
    ),
    Statement(
        "hotline",
        "{year}年，全市12345政务服务便民热线受理有效工单{0}，办结工单{1}。",
        (
            Figure("hotline.tickets_accepted", "件", "12345热线受理有效工单"),
            Figure("hotline.tickets_closed", "件", "12345热线办结工单"),
        ),
        scope="whole",
    ),
    Statement(
        "hotline satisfaction",
        "{year}年，全市12345热线工单办结率{0}，群众满意率{1}。",
        (
            _rate("hotline.closure_rate", "12345热线工单办结率"),
            _rate("hotline.satisfaction_rate", "12345热线群众满意率"),
        ),
        scope="whole",
    ),
    Statement(
        "items",
        "{year}年，全市梳理依申请政务服务事项{0}，其中“一次不跑”事项{1}。",
        (
            Figure("service.items_total", "项", "依申请政务服务事项"),
            Figure("service.zero_visit_items", "项", "“一次不跑”事项"),
        ),
        scope="whole",
        tabular=False,
    ),
    Statement(
        "investment",
        "{year}年，全市政府投资项目审批时间由{0}压缩至{1}。",
        (
            Figure("approval_time.government_investment", "个工作日", "政府投资项目审批时间（原）", DAYS, "prior"),
            Figure("approval_time.government_investment", "个工作日", "政府投资项目审批时间", DAYS),
        ),
        scope="whole",
        tabular=False,
    ),
    Statement(
        "handling",
        "{year}年，市政府办件平均用时{0}。",
        (Figure("approval_time.average_handling", "个工作日", "办件平均用时", DAYS),),
        tabular=False,
    ),
    Statement(
        "disclosure",
        "{year}年，市政府收到政府信息公开申请{0}，办结{1}。",
        (
            Figure("disclosure.requests_received", "件", "收到政府信息公开申请"),
            Figure("disclosure.requests_concluded", "件", "办结政府信息公开申请"),
        ),
    ),
    Statement(
        "labour",
        "{year}年，全市受理劳动人事争议仲裁案件{0}，审结劳动人事争议仲裁案件{1}。",
        (
            Figure("labor_arbitration.cases_accepted", "件", "受理劳动人事争议仲裁案件"),
            Figure("labor_arbitration.cases_concluded", "件", "审结劳动人事争议仲裁案件"),
        ),
        scope="whole",
    ),
    Statement(
        "penalties",
        "{year}年，全市一般程序行政处罚立案{0}，结案{1}。",
        (
            Figure("enforcement.penalty_cases_filed", "件", "一般程序行政处罚立案"),
            Figure("enforcement.penalty_cases_concluded", "件", "一般程序行政处罚结案"),
        ),
        scope="whole",
    ),
    Statement(
        "officers",
        "全市持有行政执法证的人员共有{0}。",
        (Figure("enforcement.certified_officers", "名", "持有行政执法证的人员"),),
        scope="whole",
    ),
    Statement(
        "documents",
        "{year}年，市政府清理行政规范性文件{0}，向上级报备规范性文件{1}。",
        (
            Figure("normative_document.cleaned", "件", "清理行政规范性文件"),
            Figure("normative_document.filed", "件", "报备规范性文件"),
        ),
    ),
    Statement(
        "proposals",
        "{year}年，市政府办理人大代表建议{0}、政协提案{1}，办结率{2}。",
        (
            Figure("proposal.npc_handled", "件", "办理人大代表建议"),
            Figure("proposal.cppcc_handled", "件", "办理政协提案"),
            _rate("proposal.completion_rate", "人大建议和政协提案办结率"),
        ),
    ),
    Statement(
        "lawyers",
        "全市共有执业律师{0}，律师事务所{1}。",
        (
            Figure("legal_service.lawyers", "人", "执业律师"),
            Figure("legal_service.law_firms", "家", "律师事务所"),
        ),
        scope="whole",
    ),
    Statement(
        "money",
        "{year}年，全市人民调解涉及金额{0}。",
        (Figure("mediation.amount_involved", "元", "人民调解涉及金额", MONEY),),
        scope="whole",
    ),
]
STATEMENTS = {statement.name: statement for statement in _STATEMENTS}
