"""What the pages say, in Chinese and English (words.csv), and the codes of a reading in words."""

import csv
from pathlib import Path

LANGUAGES = ("zh", "en")


def _read() -> dict[str, tuple[str, str]]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: (row["zh"], row["en"]) for row in csv.DictReader(lines)}


WORDS = _read()
CODES = {
    "scope": {
        "own": ("发布机关本身", "the reporting body itself"),
        "whole": ("整个辖区", "the whole jurisdiction"),
        "part": ("辖区的一部分：部门、区县、片区", "a part of it: a department, a district"),
        "unstated": ("原文未说明", "not stated"),
    },
    "role": {
        "level": ("当期数值", "the value of the period"),
        "prior": ("用作对照的前期数值", "an earlier value, for comparison"),
        "change": ("增减", "an increase or a decrease"),
        "target": ("计划、目标", "a plan or a target"),
    },
    "scope_basis": {
        "sentence": ("句中说明", "named in the sentence"),
        "item": ("承接上句", "carried over from an earlier sentence"),
        "metric": ("指标本身如此", "the metric has one by itself"),
        "report": ("由报告题名或通篇只有一种", "by the report's title, or the only one that it names"),
        "none": ("没有说明口径的词", "no word of scope"),
    },
    "topic_basis": {
        "label": ("数字前的词指明主题", "topic named before the number"),
        "counted": ("所数的东西指明主题", "topic named by what is counted"),
        "after": ("数字后的词指明主题", "topic named behind the number"),
        "sentence": ("句中前面指明主题", "topic named earlier in the sentence"),
        "item": ("主题承接上句", "topic carried over from an earlier sentence"),
        "heading": ("主题承接标题", "topic carried over from a heading"),
        "none": ("未指明主题", "no topic named"),
    },
    "unit_basis": {
        "printed": ("单位照原文", "unit as printed"),
        "shared": ("与另一数字共用单位", "unit shared with another number"),
        "inferred": ("单位是推断的", "unit inferred"),
        "none": ("原文没有单位", "no unit printed"),
    },
    "unsaid": {
        "role": ("没有词使它成为别的", "no word makes it another"),
        "year": ("没有词指别的年份", "no word names another year than the report's"),
    },
    "table": {
        "cmp_cases_handled": ("办案数量对比", "cases handled"),
        "cmp_approval_times": ("审批时间对比", "approval times"),
        "cmp_mediation_rates": ("调解成功率对比", "mediation"),
        "cmp_service_capacity": ("服务能力对比", "service capacity"),
        "cmp_metrics_ranked": ("各项指标排名", "every metric, ranked"),
    },
    "obstacle": {
        "register_contradicted": ("登记表与题名说的不一样", "its title and the register differ"),
        "place_unsure": ("地区没有把握", "its place is unsure"),
        "year_unsure": ("年份没有把握", "its year is unsure"),
    },
    "reason": {"no rule claims its wording": ("没有规则认领这一措辞", "no rule claims its wording")},
    "bound": {"approx": ("约", "about "), "ge": ("≥", "≥"), "le": ("≤", "≤")},
}


class Voice:
    """The words of one language: `voice("queues")`, `voice("page", 3)`, `voice.code("scope", "own")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._place = LANGUAGES.index(language)

    def __call__(self, key: str, *told: object) -> str:
        """The words of a key, with what they tell of put in."""
        said = WORDS[key][self._place]
        return said.format(*told) if told else said

    def code(self, kind: str, code: str | None) -> str:
        """A code in words; itself where there are none."""
        return CODES.get(kind, {}).get(code or "", (code or "", code or ""))[self._place]

    def why(self, told: str) -> str:
        """Why something waits: the codes in it in words, and of what is told in both languages this one's."""
        pieces = []
        for piece in told.split("; "):
            zh, _, en = piece.partition(" / ")
            chosen = (zh, en or zh)[self._place]
            kinds = ("table", "obstacle", "reason")
            pieces.append(next((said for kind in kinds if (said := self.code(kind, chosen)) != chosen), chosen))
        return "; ".join(pieces)
