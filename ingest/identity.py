"""What a report is about, read from its own text where no register says it.

Title, issuing body, jurisdiction, level, kind of report, the year reported on and the date of publication. Each
answer names its basis, so that a reader sees what was printed and what was concluded.
"""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.errors import NotAReport
from ingest.places import Place, find_places, place_named, zone_in
from ingest.structure import MAX_HEADING, Passage

_SUBJECT = re.compile(
    r"法治政府|依法行政|法治建设|依法治[省市区县州]|行政执法|行政复议|放管服|行政审批|政务服务|普法|人民调解|法治"
)
_MIN_MENTIONS = 3
_HEAD = 600  # characters in which tables say what they are
# The yearly tables of administrative enforcement, published beside the reports or in their stead.
_STATISTICS = re.compile(
    r"^.{0,40}行政(?:执法|处罚|许可|强制|检查|征收)[^。\n]{0,16}(?:统计表|情况表|统计年报|统计数据|数据统计|数据表).{0,20}$",
    re.M,
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s?年")
# 2021年, of 2020-2021年度 the later; a title may leave 年 out (2021法治政府建设年度报告).
_TITLE_YEAR = re.compile(
    r"(?:(?:19|20)[0-9]{2}年?\s?[-~至]\s?)?((?:19|20)[0-9]{2})\s?(?:年度?|-(?!\s?(?:19|20)[0-9]{2}))"
)
_BARE_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_PART_OF_YEAR = re.compile(r"上半年|半年|[一二三]季度|今年以来|1\s?[-~至到]\s?[369]\s?月")
_HAN_YEAR = re.compile(r"[一二][九〇零○0][〇零○一二三四五六七八九0]{2}(?=\s?年)")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_BODY_LINE = re.compile(r"[\u4e00-\u9fff]{4,30}(?:政府|局|厅|委|委员会|办公室|管委会|中心|法院|检察院)")
_INTRO_YEAR = re.compile(
    r"((?:19|20)[0-9]{2})\s?年度?[^。]{0,25}(?:法治|依法行政)[^。]{0,20}(?:情况|工作|建设)[^。]{0,10}(?:报告|总结|汇报)"
)
_OPENING_YEAR = re.compile(r"^\s*((?:19|20)[0-9]{2})\s?年(?:度|,|以来|[我全本在是])", re.MULTILINE)
_DATE = re.compile(r"(20[0-9]{2})\s?[-年./]\s?(1[0-2]|0?[1-9])\s?[-月./]\s?(3[01]|[12][0-9]|0?[1-9])")
_RUN_TOGETHER = re.compile(r"\s*(20[0-9]{2})(1[0-2]|0?[1-9])(3[01]|[12][0-9]|0?[1-9])\s*$")
_DATE_LINE = re.compile(rf"\(?{_DATE.pattern}\s?日?\)?")
_PUBLISHED = re.compile(r"(?:发布|公布|成文|发文|印发)(?:时间|日期)\s?:?\s?" + _DATE.pattern)
_OUR_OFFICE = re.compile(r"我(局|厅|委|办|院|署|中心)(?![们国省市县区])|本(局|厅|委)(?=[的在党认严按])")
_OUR_PLACE = re.compile(r"我(省|市|县|区|州|旗|盟|镇|乡)")
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:人民政府)?[\u4e00-\u9fff]{1,14}?(?:委员会|办公室|管理局|监督局|保障局|局|厅|委)(?=$|[关2一《年(,、])"
)
_OFFICE_SELF = re.compile(
    r"((?:[省市县区州])[\u4e00-\u9fff]{1,12}?(?:局|厅|办公室|委员会|委|办))(?=(?:党组|党委|主任|局长|厅长|主要负责人|领导班子|机关))"
)
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,20}人民政府")
_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:管理委员会|管委会)")
_SPAM = re.compile(r"[A-Za-z]{3,}|网址|网站|登录|彩票")


@dataclass(frozen=True)
class Known:
    """What a register row says of a report; None where it is silent."""

    issuer: str | None = None
    jurisdiction: str | None = None
    year: int | None = None
    address: str | None = None
    kind: str | None = None


@dataclass
class Identity:
    """What a report is about; None where neither text nor register tells. `basis` says where each answer is from."""

    title: str | None = None
    issuer: str | None = None
    jurisdiction_name: str | None = None
    jurisdiction_code: str | None = None
    level: str | None = None
    report_kind: str = "government"
    report_year: int | None = None
    published_on: datetime.date | None = None
    basis: dict[str, str] = field(default_factory=dict)

    @property
    def basis_text(self) -> str:
        """The bases as one cell: `jurisdiction:title;year:register`."""
        return ";".join(f"{what}:{where}" for what, where in sorted(self.basis.items()))


def identify(text: str, passages: list[Passage], known: Known) -> Identity:
    """Reads a report's identity out of its text (normal form) and passages.

    Raises NotAReport where the text holds no sentence, or says too little of rule-of-law government to be a report
    on it.
    """
    body = [passage for passage in passages if passage.is_report]
    titled = any(passage.kind == "title" for passage in body)
    statistics = _STATISTICS.search(text[:_HEAD])
    if not body or (not titled and not statistics and len(_SUBJECT.findall(text)) < _MIN_MENTIONS):
        raise NotAReport(
            f"not a rule-of-law government report: {len(_SUBJECT.findall(text))} mentions of its subjects "
            f"(at least {_MIN_MENTIONS} expected) in {len(body)} passages of text. "
            "If it is one, check that the text was saved whole; if not, take it out of the folder."
        )
    identity = Identity()
    title = next((passage for passage in body if passage.kind == "title"), None)
    words = _of_its_body(text, title) if title else statistics.group() if statistics else ""
    if words:
        identity.title = re.sub(r"\s+|^[^:]{1,8}:", "", words)
        identity.basis["title"] = "text"
    intro = text[body[0].start : body[0].start + 400]
    _date(identity, text, body)
    _place(identity, text, intro, known)
    _office(identity, text, intro, body, known)
    _year(identity, text, intro, known)
    if known.kind:
        identity.report_kind, identity.basis["kind"] = known.kind, "register"
    return identity


def _of_its_body(text: str, passage: Passage) -> str:
    """A title, and before it the body that it leaves to the line above (or below) it, as official documents set it."""
    title = text[passage.start : passage.end]
    if not re.match(r"关于|[一二]?[0-9〇零○一二三四五六七八九]{3,4}\s?年|法治|依法", title):
        return title
    near = 2 * MAX_HEADING
    above = text[max(0, passage.start - near) : passage.start].rstrip().rpartition("\n")[2].strip()
    below = text[passage.end : passage.end + near].lstrip().partition("\n")[0].strip()
    body = next((line for line in (above, below) if _BODY_LINE.fullmatch(line)), "")
    return f"{body}{title}"


def _place(identity: Identity, text: str, intro: str, known: Known) -> None:
    sources = [
        ("register", known.jurisdiction or ""),
        ("register", known.issuer or ""),
        ("title", identity.title or ""),
    ]
    for basis, words in sources:
        if words and _settle(identity, words, text, basis):
            return
    if _OUR_OFFICE.search(intro) is None and _settle(identity, _GOVERNMENT_HEAD(intro), text, "introduction"):
        return
    own = _OUR_PLACE.search(text)
    counted: Counter[Place] = Counter()
    for place in find_places(text):
        counted[place] += 1
    if not counted:
        return
    wanted = own.group(1) if own else ""
    levels = {
        "省": "province",
        "市": "prefecture",
        "州": "prefecture",
        "盟": "prefecture",
        "县": "county",
        "区": "county",
        "旗": "county",
    }
    fitting = [(n, p) for p, n in counted.items() if not wanted or p.level == levels.get(wanted, p.level)]
    if (wanted == "市" and not fitting) or (wanted == "市" and max(n for n, _ in fitting) < 2):
        fitting = [(n, p) for p, n in counted.items() if p.name.endswith("市")]
    _, place = max(fitting or [(n, p) for p, n in counted.items()], key=lambda pair: (pair[0], -len(pair[1].name)))
    _set_place(identity, place, "most_named")


def _GOVERNMENT_HEAD(intro: str) -> str:  # noqa: N802
    found = _GOVERNMENT.search(intro[:120])
    return found.group() if found else ""


def _settle(identity: Identity, words: str, text: str, basis: str) -> bool:
    place = place_named(words, text)
    zone = zone_in(words)
    if place is None and zone is None:
        return False
    if place:
        _set_place(identity, place, basis)
    if zone:
        identity.jurisdiction_name, identity.level, identity.report_kind = zone, "zone", "development_zone"
        identity.basis["jurisdiction"] = basis
        if place is None:
            named = Counter(find_places(text)).most_common(1)
            if named:
                identity.jurisdiction_code = named[0][0].code
    return True


def _set_place(identity: Identity, place: Place, basis: str) -> None:
    identity.jurisdiction_name, identity.jurisdiction_code, identity.level = place.name, place.code, place.level
    identity.basis["jurisdiction"] = basis


def _office(identity: Identity, text: str, intro: str, body: list[Passage], known: Known) -> None:
    ending = [text[p.start : p.end].strip() for p in body[-4:] if p.end - p.start <= 60]
    if known.issuer:
        identity.issuer, identity.basis["issuer"] = known.issuer, "register"
        if identity.report_kind == "government" and not re.search(r"政府|管委会|管理委员会", known.issuer):
            identity.report_kind = "department"
        return
    title_head = re.split(r"(?:19|20)[0-9]{2}|关于", identity.title or "")[0]
    if identity.report_kind == "development_zone":
        signed = next((m.group() for line in ending if (m := _COMMITTEE.search(re.split(r"\s{2,}", line)[-1]))), None)
        identity.issuer = signed or f"{identity.jurisdiction_name}管委会"
        identity.basis["issuer"] = "sign_off" if signed else "jurisdiction"
        return
    department = _DEPARTMENT.match(title_head) if title_head and not title_head.endswith("人民政府") else None
    signed_by = next(
        (line for line in reversed(ending) if not _SPAM.search(line) and re.fullmatch(r"[\u4e00-\u9fff]{4,30}", line)),
        None,
    )
    if department and not re.fullmatch(r".*(?:人民政府|政府)", department.group()):
        identity.issuer, identity.report_kind, identity.basis["issuer"] = department.group(), "department", "title"
    elif (
        _OUR_OFFICE.search(intro)
        and _OUR_OFFICE.search(text)
        and len(_OUR_OFFICE.findall(text)) >= len(_OUR_PLACE.findall(intro))
    ):
        identity.report_kind = "department"
        names = Counter(m.group(1) for m in _OFFICE_SELF.finditer(text))
        if signed_by and re.search(r"(?:局|厅|委|办|办公室|委员会|中心)$", signed_by):
            identity.issuer, identity.basis["issuer"] = signed_by, "sign_off"
        elif names and identity.jurisdiction_name:
            self_named = names.most_common(1)[0][0]
            lead = identity.jurisdiction_name if identity.jurisdiction_name.endswith(self_named[0]) else ""
            identity.issuer, identity.basis["issuer"] = (
                lead + (self_named[1:] if lead else self_named),
                "self_reference",
            )
    elif identity.jurisdiction_name:
        stated = bool(title_head) and "人民政府" in title_head
        identity.issuer = f"{identity.jurisdiction_name}人民政府"
        identity.basis["issuer"] = "title" if stated else "jurisdiction"


def _year(identity: Identity, text: str, intro: str, known: Known) -> None:
    if known.year:
        identity.report_year, identity.basis["year"] = known.year, "register"
        return
    title = _HAN_YEAR.sub(lambda year: year.group().translate(_HAN_DIGITS), identity.title or "")
    intro = _HAN_YEAR.sub(lambda year: year.group().translate(_HAN_DIGITS), intro)
    for basis, pattern, words in (
        ("title", _TITLE_YEAR, title),
        ("title", _BARE_YEAR, title),
        ("introduction", _OPENING_YEAR, intro),
        ("introduction", _INTRO_YEAR, intro),
    ):
        if found := pattern.search(words):
            identity.report_year, identity.basis["year"] = int(found.group(1)), basis
            return
    counted = Counter(
        int(year)
        for year in re.findall(r"((?:19|20)[0-9]{2})\s?年度?(?:,|全|共|底|[0-9]{1,2}月(?!\s?[0-9]{1,2}\s?日))", text)
    )
    if identity.published_on:
        counted = Counter({year: n for year, n in counted.items() if year <= identity.published_on.year})
    if counted:
        identity.report_year, identity.basis["year"] = counted.most_common(1)[0][0], "most_named"
    elif identity.published_on:
        # a yearly report comes out in the year after; one on a part of a year, before that year is over
        is_of_this_year = identity.published_on.month >= 4 and _PART_OF_YEAR.search(intro)
        identity.report_year = identity.published_on.year - (0 if is_of_this_year else 1)
        identity.basis["year"] = "published"


def _date(identity: Identity, text: str, body: list[Passage]) -> None:
    if found := _PUBLISHED.search(text[: body[0].end + 2000]):
        identity.published_on = _day(found.groups())
        identity.basis["published"] = "page"
    if identity.published_on is None:
        for line in text[: body[0].end + 200].splitlines():
            if len(line) <= 24 and (found := _DATE_LINE.fullmatch(line.strip())):
                identity.published_on = _day(found.groups())
                identity.basis["published"] = "sign_off"
                return
        for passage in reversed(body[-3:]):
            line = text[passage.start : passage.end]
            if len(line) <= 30 and (found := _DATE.search(line) or _RUN_TOGETHER.match(line)):
                identity.published_on = _day(found.groups())
                identity.basis["published"] = "sign_off"
                break


def _day(parts: tuple[str, ...]) -> datetime.date | None:
    try:
        return datetime.date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
